"""What every result has in common: rows that print well, go to pandas or CSV, and show themselves in a notebook."""

from __future__ import annotations

import csv
import io
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

from readingroom.article import Span
from readingroom.files import write_text

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 20  # rows in a printed or displayed table

R = TypeVar("R")


class Result(Sequence[R]):
    """An immutable sequence of rows with a caption.

    A subclass says what a row is (`__len__` and `row`) and how a row becomes plain values (`record`).
    """

    @abstractmethod
    def row(self, n: int) -> R:
        """The row at place n, counted from 0."""

    @property
    @abstractmethod
    def caption(self) -> str:
        """One line that says what was asked of which texts, and how much was found."""

    def record(self, row: R) -> dict[str, Any]:
        """A row as plain values by column name; spans become two columns, start and end."""
        return record(row)

    def shown(self, row: R) -> dict[str, Any]:
        """What a notebook shows of a row: all of it, unless a subclass has columns that are not for reading."""
        return self.record(row)

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
        records = [self.record(row) for row in self]
        writer = csv.DictWriter(out, list(records[0]) if records else [])  # line ends as RFC 4180 has them
        writer.writeheader()
        writer.writerows(records)
        if path is not None:
            write_text(path, out.getvalue())
        return out.getvalue()

    def __repr__(self) -> str:
        records = [{k: _plain(v) for k, v in self.record(row).items()} for row in self[:SHOWN]]
        lines = [self.caption]
        if records:
            widths = {k: max(len(k), *(len(r[k]) for r in records)) for k in records[0]}
            lines.append("  ".join(k.ljust(w) for k, w in widths.items()).rstrip())
            lines += ["  ".join(r[k].ljust(w) for k, w in widths.items()).rstrip() for r in records]
        return "\n".join(lines + self._rest())

    def _repr_html_(self) -> str:
        records = [self.shown(row) for row in self[:SHOWN]]
        head = "".join(
            f'<th scope="col" style="text-align:left">{escape(k)}</th>' for k in (records[0] if records else {})
        )
        body = "".join("<tr>" + "".join(map(_cell, r.values())) + "</tr>" for r in records)
        rest = "".join(f"<p>{escape(line)}</p>" for line in self._rest())
        return (
            f'<table class="rr-table"><caption>{escape(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"
        )

    def _rest(self) -> list[str]:
        more = len(self) - SHOWN
        return [f"… and {more:,} more rows; to_frame() has them all."] if more > 0 else []


class Rows(Result[R]):
    """A caption and ready rows."""

    def __init__(self, caption: str, rows: Iterable[R]) -> None:
        self._caption, self._rows = caption, tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, n: int) -> R:
        """The row at place n, counted from 0."""
        return self._rows[n]

    @property
    def caption(self) -> str:
        """What was asked of which texts."""
        return self._caption


def record(row: Any) -> dict[str, Any]:
    """The fields of a dataclass row as plain values, in order."""
    out: dict[str, Any] = {}
    for f in fields(row):
        value = getattr(row, f.name)
        if isinstance(value, Span):
            prefix = "" if f.name == "span" else f"{f.name}_"
            out |= {f"{prefix}start": value.start, f"{prefix}end": value.end}
        else:
            out[f.name] = value
    return out


def _cell(value: Any) -> str:
    """A cell for reading: words from the left, numbers from the right, a long passage with room for its words."""
    text = _plain(value)
    wide = ";min-width:14em" if len(text) > 40 else ""
    side = "left" if isinstance(value, str) else "right"
    return f'<td style="text-align:{side};vertical-align:top{wide}">{escape(text)}</td>'


def _plain(value: Any) -> str:
    if value is None or value != value:
        return "–"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"
