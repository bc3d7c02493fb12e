"""A word cloud: the counts of a frequency list as sizes, the same picture for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from html import escape

from readingroom.charts import Drawing, picture
from readingroom.tables import Counted

WIDTH, HEIGHT = 800, 400


class Cloud(Drawing[Counted]):
    """Words drawn in sizes that follow their counts; place and direction mean nothing.

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

        drawn = WordCloud(width=WIDTH, height=HEIGHT, random_state=self.seed, margin=4)
        drawn.generate_from_frequencies({row.word: row.count for row in self})
        texts = []
        for (word, _), size, (y, x), turned, _ in drawn.layout_:
            left, top, right, _ = ImageFont.truetype(drawn.font_path, size).getbbox(word, anchor="ls")
            # the layout gives the corner of the word's box; SVG wants the start of its baseline
            at = f"translate({x - top:.0f},{y + right:.0f}) rotate(-90)" if turned else f"translate({x},{y - top:.0f})"
            texts.append(_text(word, size, at, right - left))
        return texts


def _text(word: str, size: int, at: str, width: float) -> str:
    shown = escape(word)
    return (
        f'<text transform="{at}" font-size="{size}" font-family="Droid Sans Mono, DejaVu Sans Mono, monospace" '
        f'textLength="{width:.0f}" lengthAdjust="spacingAndGlyphs" '
        f'fill="currentColor" data-word="{shown}">{shown}</text>'
    )
