"""A word cloud: the counts of a frequency list as sizes, the same picture for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from html import escape
from pathlib import Path

from readingroom.charts import Drawing, picture
from readingroom.tables import Counted

WIDTH, HEIGHT = 800, 400
SCALE = 2  # laid out at half its size: a quarter of the time


class Cloud(Drawing[Counted]):
    """Words drawn in sizes that follow their counts; their places mean nothing.

    The layout is the wordcloud package's.  `svg` has each word as text that can be found, chosen and read aloud.

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
        if not len(self):
            return []
        from PIL import ImageFont
        from wordcloud import WordCloud

        width, height = WIDTH // SCALE, HEIGHT // SCALE
        drawn = WordCloud(
            font_path=_font(), width=width, height=height, random_state=self.seed, margin=2, prefer_horizontal=1
        )
        drawn.generate_from_frequencies({row.word: row.count for row in self})
        texts = []
        for (word, _), size, (y, x), _, _ in drawn.layout_:
            left, top, right, _ = ImageFont.truetype(_font(), size * SCALE).getbbox(word, anchor="ls")
            # the layout gives the upper left corner of the word's box; SVG wants the start of its baseline
            texts.append(_text(word, size * SCALE, x * SCALE - left, y * SCALE - top, right))
        return texts


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
