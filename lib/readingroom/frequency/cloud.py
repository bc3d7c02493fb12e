"""A word cloud: the counts of a frequency list as sizes, the same picture for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from html import escape
from math import sqrt
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import numpy as np

from readingroom.text.charts import Drawing, picture
from readingroom.text.results import Counted

WIDTH, HEIGHT = 800, 400
SCALE = 2  # laid out at half its size: a quarter of the time
MARGIN, LARGEST, SMALLEST, SHRINK = 3, 72, 4, 4  # room around each word, and letter sizes, in that half size
Place: TypeAlias = tuple[str, int, int, int]


class Cloud(Drawing[Counted]):
    """Words drawn in sizes that follow their counts alone; their places mean nothing.

    The height of the letters goes with the square root of the count, so that the room a word takes goes with the count;
    words with one count have one size.  The layout is made with the wordcloud package's map of what is free.  `svg` has
    each word as text that can be found, chosen and read aloud.

    >>> rows = [Counted("river", 5), Counted("town", 3), Counted("bridge", 3)]
    >>> Cloud("Words in flood", rows).svg == Cloud("Words in flood", rows[::-1]).svg
    True
    """

    def __init__(self, caption: str, rows: Sequence[Counted], *, seed: int = 0) -> None:
        super().__init__(caption, sorted(rows, key=lambda row: (-row.count, row.word)))
        self.seed = seed

    @property
    def words(self) -> list[str]:
        """The words of the cloud, most frequent first."""
        return [row.word for row in self]

    @cached_property
    def svg(self) -> str:
        """The cloud as SVG: each word is a `<text>` with the word in `data-word`."""
        said = ", ".join(f"{row.word} {row.count:,}" for row in self[:10])
        return picture(WIDTH, HEIGHT, f"Word cloud. {self.caption}. Most frequent: {said}.", self._texts())

    def _texts(self) -> list[str]:
        texts = []
        for word, size, x, y in self._places():
            left, top, right, _ = _sized(size * SCALE).getbbox(word, anchor="ls")
            # the layout gives the upper left corner of the word's ink; SVG wants the start of its baseline
            texts.append(_text(word, size * SCALE, x * SCALE - left, y * SCALE - top, right))
        return texts

    def _places(self) -> list[Place]:
        """Each word's place at the largest size of the first word at which all have room."""
        placed: list[Place] = []
        for largest in range(LARGEST, SMALLEST, -SHRINK):
            placed = list(self._placed(largest))
            if len(placed) == len(self):
                break
        return placed

    def _placed(self, largest: int) -> Iterator[Place]:
        """The words with size and upper left corner, as long as there is room; the size is a function of the count.

        WordCloud itself (1.9) makes a word smaller when it has no room, and asks for room for the ink and then draws it
        lower by the font's empty top: sizes do not follow the counts, and words touch.
        """
        from PIL import Image, ImageDraw
        from wordcloud.wordcloud import IntegralOccupancyMap

        width, height, chance = WIDTH // SCALE, HEIGHT // SCALE, Random(self.seed)
        image, free = Image.new("L", (width, height)), IntegralOccupancyMap(height, width, None)
        for row in self:
            size = max(SMALLEST, round(largest * sqrt(row.count / self[0].count)))
            left, top, right, bottom = map(round, _sized(size).getbbox(row.word, anchor="lt"))
            place = free.sample_position(bottom - top + 2 * MARGIN, right - left + 2 * MARGIN, chance)
            if not place:
                return
            y, x = (corner + MARGIN for corner in place)
            ImageDraw.Draw(image).text((x - left, y - top), row.word, fill="white", font=_sized(size), anchor="lt")
            free.update(np.asarray(image), y, x)
            yield row.word, size, x, y


@cache
def _sized(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(_font(), size)


def _font() -> str:
    """A font that comes with matplotlib; Verdana, where a reader has that instead, has its widths."""
    import matplotlib

    return str(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf")


def _text(word: str, size: int, x: float, y: float, width: float) -> str:
    shown = escape(word)
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" font-family="DejaVu Sans, Verdana, sans-serif" '
        f'textLength="{width:.0f}" lengthAdjust="spacingAndGlyphs" fill="currentColor" '
        f'data-word="{shown}">{shown}</text>'
    )
