"""Words with their measures: a table tells those that a question needs, and further ones on request."""

from __future__ import annotations

from typing import Any, ClassVar, Literal, Self

from readingroom.text.results import Columns, R


class Measured(Columns[R]):
    """A table whose `further` measures are in its rows, but no columns unless `measures="all"` asks for them."""

    further: ClassVar[tuple[str, ...]] = ()
    measures: Literal["all"] | None = None

    def telling(self, measures: Literal["all"] | None) -> Self:
        """The table with the measures asked for."""
        if measures not in (None, "all"):
            raise ValueError(f"measures is “all”, or nothing for the usual ones; got “{measures}”.")
        self.measures = measures
        return self

    def record(self, row: R) -> dict[str, Any]:
        """A word with its measures."""
        plain = super().record(row)
        return {name: value for name, value in plain.items() if self.measures or name not in self.further}
