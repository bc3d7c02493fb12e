"""What every result is: rows that print well, go to pandas or CSV, and show themselves in a notebook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

from readingroom.text.article import Span
from readingroom.text.files import write_text
from readingroom.text.tables import table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

SHOWN = 20  # rows in a printed or displayed table
FEW = 5  # rows more than that which are shown rather than counted
PLACES = re.compile(r"(?:^|_)(?:start|end)$")

R = TypeVar("R")


class Result(Sequence[R]):
    """An immutable sequence of rows with a caption: one line that says what was asked, and how much was found.

    A row is a dataclass or a mapping.  `names` are words to show for parts of the columns' names, such as "a" and "b".
    A kind of result whose rows are made when they are looked at has `__len__`, `row` and `caption` of its own.

    >>> print(Result("Rain", [{"day": "Monday", "mm": 3}]))
    Rain
    day     mm
    Monday  3
    """

    _names: Mapping[str, str] = {}
    written: Callable[[], str] | None = None  # what writes its receipt

    def __init__(self, caption: str, rows: Iterable[R] = (), names: Mapping[str, str] | None = None) -> None:
        self._caption, self._rows, self._names = caption, tuple(rows), names or {}

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, n: int) -> R:
        """The row at place n, counted from 0."""
        return self._rows[n]

    @property
    def caption(self) -> str:
        """One line that says what was asked of which texts, and how much was found."""
        return self._caption

    def record(self, row: R) -> dict[str, Any]:
        """A row as plain values by column name; spans become two columns, start and end."""
        return record(row)

    def shown(self, row: R) -> dict[str, Any]:
        """What a notebook shows of a row: all but where its spans begin and end, which `to_frame()` has too."""
        return {name: value for name, value in self.record(row).items() if not PLACES.search(name)}

    def head(self, name: str) -> str:
        """The words over a shown column.

        >>> Result("Voices in gazette and courier", names={"a": "gazette", "b": "courier"}).head("b_share")
        'courier share'
        """
        return " ".join(self._names.get(part, part) for part in name.split("_"))

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> list[R]: ...
    def __getitem__(self, index: int | slice) -> R | list[R]:
        if isinstance(index, slice):
            return [self.row(n) for n in range(*index.indices(len(self)))]
        n = index + len(self) if index < 0 else index
        if not 0 <= n < len(self):
            raise IndexError(f"There are {len(self)} rows, counted from 0; got {index}.")
        return self.row(n)

    def __iter__(self) -> Iterator[R]:
        return (self.row(n) for n in range(len(self)))

    def to_frame(self) -> pd.DataFrame:
        """All rows as a pandas DataFrame."""
        import pandas as pd

        return pd.DataFrame.from_records([self.record(row) for row in self])

    def to_csv(self, path: str | Path | None = None) -> str:
        """All rows as CSV text, written to `path` as well if one is given (UTF-8; an old file is replaced whole)."""
        out = io.StringIO()
        records = [{name: _inert(value) for name, value in self.record(row).items()} for row in self]
        writer = csv.DictWriter(out, list(records[0]) if records else [])  # line ends as RFC 4180 has them
        writer.writeheader()
        writer.writerows(records)
        if path is not None:
            write_text(path, out.getvalue())
        return out.getvalue()

    def __repr__(self) -> str:
        records = [{k: _plain(k, v) for k, v in self.record(row).items()} for row in self._listed()]
        lines = [self.caption]
        if records:
            widths = {k: max(len(k), *(len(r[k]) for r in records)) for k in records[0]}
            lines.append("  ".join(k.ljust(w) for k, w in widths.items()).rstrip())
            lines += ["  ".join(r[k].ljust(w) for k, w in widths.items()).rstrip() for r in records]
        return "\n".join(lines + self._rest())

    def _repr_html_(self) -> str:
        records = [self.shown(row) for row in self._listed()]
        names = list(records[0]) if records else []
        heads = ["#" * _numeric([r[name] for r in records]) + self.head(name) for name in names]
        return self._figure(table(heads, ([escape(_plain(k, v)) for k, v in r.items()] for r in records)))

    def _figure(self, inside: str) -> str:
        """A table with its caption, which is no `<caption>`: that would be as narrow as the table."""
        rest = "".join(f"<p>{escape(line)}</p>" for line in self._rest())
        said = f"<figcaption>{escape(self.caption)}</figcaption>"
        return f'<figure class="rr-table" style="margin:0">{said}{inside}{rest}</figure>'

    def receipt(self) -> str:
        """One short string with what was asked of which texts; `open_receipt` asks it again on another machine."""
        if self.written is None:
            raise ValueError("This result is made from another one, which has the receipt.")
        return self.written()

    def _listed(self) -> list[R]:
        """The rows that are shown."""
        return self[: len(self) if len(self) <= SHOWN + FEW else SHOWN]

    def _rest(self) -> list[str]:
        more = len(self) - SHOWN
        return [f"… and {more:,} more rows; to_frame() has them all."] if more > FEW else []


class Columns(Result[R]):
    """Rows of a word and its numbers, kept as columns in an order; `kind` makes a row of them when it is looked at."""

    def __init__(
        self,
        caption: str,
        kind: Callable[..., R],
        words: Sequence[str],
        columns: Sequence[np.ndarray],
        order: np.ndarray,
    ) -> None:
        super().__init__(caption)
        self._kind, self._words, self._columns, self._order = kind, words, columns, order

    def __len__(self) -> int:
        return len(self._order)

    def row(self, n: int) -> R:
        """The row at place n, counted from 0."""
        return self[n : n + 1][0]

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> list[R]: ...
    def __getitem__(self, index: int | slice) -> R | list[R]:
        if not isinstance(index, slice):
            return super().__getitem__(index)
        words, *numbers = (column[self._order[index]].tolist() for column in self._columns)
        return [self._kind(self._words[word], *row) for word, *row in zip(words, *numbers, strict=True)]


@dataclass(frozen=True, slots=True)
class Counted:
    """A word and its count."""

    word: str
    count: int


def record(row: Any) -> dict[str, Any]:
    """The fields of a row as plain values, in order."""
    if isinstance(row, Mapping):
        return dict(row)
    out: dict[str, Any] = {}
    for f in fields(row):
        value = getattr(row, f.name)
        if isinstance(value, Span):
            prefix = "" if f.name == "span" else f"{f.name}_"
            out |= {f"{prefix}start": value.start, f"{prefix}end": value.end}
        else:
            out[f.name] = value
    return out


def _inert(value: Any) -> Any:
    """Words that a spreadsheet would take for a formula begin with an apostrophe, as it has them."""
    return f"'{value}" if isinstance(value, str) and value[:1] in tuple("=+-@\t\r") else value


def _numeric(values: Sequence[Any]) -> bool:
    """Whether a column holds numbers, and perhaps gaps."""
    known = [value for value in values if value is not None]
    return bool(known) and all(isinstance(v, int | float | Decimal) and not isinstance(v, bool) for v in known)


def _plain(name: str, value: Any) -> str:
    """A value as people write it: words per million are whole, unless they are few."""
    if value is None or value != value:
        return "–"
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    if not isinstance(value, float):
        return f"{value:,}"
    if name.endswith("per_million"):
        return f"{value:,.0f}" if value >= 10 or not value else f"{value:.2g}"
    return f"{value:,.2f}".replace("inf", "∞")
