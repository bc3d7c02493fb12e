"""Small drawings in SVG: real text, a title for those who listen, and always the table beside the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, TypeVar

from readingroom.text.results import Counted, Result

LINE = 22  # height of a bar or a row
NAMES = 150  # width kept for names
MOST = 50  # rows drawn

R = TypeVar("R")


class Drawing(Result[R]):
    """Rows shown as a picture and as their table; `svg` is the picture by itself."""

    @property
    def svg(self) -> str:
        """The picture as SVG."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return f'<figure class="rr-figure">{self.svg}</figure>{super()._repr_html_()}'


class Bars(Drawing[Counted]):
    """A bar for each word, with its count.

    >>> "data-word" in Bars("Words in flood", [Counted("river", 3), Counted("town", 1)]).svg
    True
    """

    @property
    def svg(self) -> str:
        """The bars as SVG: each a group with its word in `data-word`."""
        most = max((row.count for row in self._rows), default=1)
        bars = [_bar(n, row, 400 * row.count / most) for n, row in enumerate(self._rows)]
        said = ", ".join(f"{row.word} {row.count:,}" for row in self._rows[:5])
        return picture(600, LINE * len(bars), f"{self.caption}. Longest bars: {said}.", bars)


def _bar(n: int, row: Counted, width: float) -> str:
    word, middle = escape(row.word), LINE * n + LINE * 0.7
    return (
        f'<g class="rr-bar" data-word="{word}" fill="currentColor">'
        f'<text x="{NAMES - 6}" y="{middle:.1f}" text-anchor="end" data-word="{word}">{word}</text>'
        f'<rect x="{NAMES}" y="{LINE * n + 3}" width="{width:.1f}" height="{LINE - 6}" opacity="0.45"/>'
        f'<text x="{NAMES + width + 4:.1f}" y="{middle:.1f}">{row.count:,}</text></g>'
    )


@dataclass(frozen=True, slots=True)
class Positions:
    """An article, its number of hits, and where they stand in it: 0 is its first word, 1 its end."""

    article: str
    hits: int
    positions: tuple[float, ...]


class Ticks(Drawing[Positions]):
    """Where in each article the hits are: a row for each article, a tick for each hit.

    >>> "data-hit" in Ticks("“river” in flood: 2 hits", [Positions("flood", 2, (0.0, 0.5))]).svg
    True
    """

    def record(self, row: Positions) -> dict[str, Any]:
        """A row with its positions as one text."""
        return {"article": row.article, "hits": row.hits, "positions": " ".join(f"{p:.3f}" for p in row.positions)}

    @property
    def svg(self) -> str:
        """The ticks as SVG; each knows its article in `data-article` and its number there in `data-hit`."""
        said = ", ".join(f"{row.article} {row.hits:,}" for row in self._rows[:10])
        rows = [_ticks(n, row) for n, row in enumerate(self._rows[:MOST])]
        return picture(600, LINE * len(rows), f"{self.caption}. Hits from beginning to end: {said}.", rows)


def _ticks(n: int, row: Positions) -> str:
    top, name = LINE * n + 3, escape(row.article)
    ticks = "".join(
        f'<line x1="{NAMES + 400 * p:.1f}" x2="{NAMES + 400 * p:.1f}" y1="{top}" y2="{top + LINE - 6}" '
        f'stroke="currentColor" stroke-width="1.5" data-article="{name}" data-hit="{k}"/>'
        for k, p in enumerate(row.positions)
    )
    return (
        f'<g fill="currentColor"><text x="{NAMES - 6}" y="{top + 13}" text-anchor="end">{name}</text>'
        f'<rect x="{NAMES}" y="{top}" width="400" height="{LINE - 6}" opacity="0.1"/>{ticks}'
        f'<text x="{NAMES + 406}" y="{top + 13}">{row.hits:,}</text></g>'
    )


def picture(width: int, height: int, label: str, parts: Sequence[str]) -> str:
    """An SVG picture with a label that is read aloud.

    >>> picture(10, 5, "Nothing yet", [])[:60]
    '<svg xmlns="http://www.w3.org/2000/svg" class="rr-picture" r'
    """
    said = escape(label)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="rr-picture" role="img" aria-label="{said}" '
        f'viewBox="0 0 {width} {max(height, 1)}" width="100%" style="max-width:{width}px" font-size="14">'
        f"<title>{said}</title>{''.join(parts)}</svg>"
    )
