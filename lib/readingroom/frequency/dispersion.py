"""How evenly a word is spread over the articles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readingroom.concordance.forms import By
from readingroom.concordance.places import find
from readingroom.concordance.query import heard
from readingroom.concordance.speech import Within, voice
from readingroom.text.codes import tally
from readingroom.text.index import Index, Ints, Texts, named
from readingroom.text.receipts import receipted
from readingroom.text.results import Result

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Part:
    """One article: its words, how often the query stands in it, per million words, and the two shares DP compares."""

    article: str
    words: int
    count: int
    per_million: float
    expected_share: float
    share: float


class Dispersion(Result[Part]):
    """A row for each article, and what they come to: `dp`, `dp_norm` and `juilland`.

    - `dp`: Gries' deviation of proportions (Gries 2008, International Journal of Corpus Linguistics 13:4): half the
      sum of |share of the hits − share of the words| over the articles; 0 is perfectly even.  Where one article has all
      the hits it is 1 less that article's share of the words: about 0.8 with five articles of one length, never 1.
    - `dp_norm`: the same divided by its largest possible value (Lijffijt & Gries 2012, IJCL 17:1).
    - `juilland`: Juilland's D (Juilland & Chang-Rodríguez 1964), 1 − V / √(n − 1) with V the variation coefficient
      of the relative frequencies; 1 is perfectly even.

    A measure is None where it has no meaning: for a query without hits, or with a single article.
    """

    def __init__(self, index: Index, query: str, places: Ints) -> None:
        self.searched, self.query = index, query
        self._sizes = np.diff(index.starts)
        self._counts = tally(index.article_at(places), len(self._sizes))
        self.articles = int((self._counts > 0).sum())
        found, several = self.articles > 0, self.articles > 0 and len(self._sizes) > 1
        shares = self._counts / max(len(places), 1), self._sizes / max(len(index), 1)
        dp = float(np.abs(shares[0] - shares[1]).sum() / 2)
        self.dp: float | None = dp if found else None
        self.dp_norm: float | None = dp / (1 - self._sizes.min() / len(index)) if several else None
        self.juilland: float | None = _juilland(self._counts / np.maximum(self._sizes, 1)) if several else None

    def __len__(self) -> int:
        return len(self._sizes)

    def row(self, n: int) -> Part:
        """The article at place n, counted from 0."""
        size, count = int(self._sizes[n]), int(self._counts[n])
        expected, share = size / max(len(self.searched), 1), count / max(int(self._counts.sum()), 1)
        return Part(self.searched.articles[n].id, size, count, count * 1e6 / max(size, 1), expected, share)

    @property
    def caption(self) -> str:
        """What was counted, and the measures."""
        where = named(self.searched) if self.searched.whose else f"{len(self):,} articles"
        known = f"; Gries’ DP {self.dp:.2f}" if self.dp is not None else ""
        return f"{self.query}: {self._counts.sum():,} times in {self.articles:,} of {where}{known}"


@receipted
def dispersion(
    texts: Texts,
    query: str,
    *,
    by: By = "word",
    case: bool = False,
    within: Within | None = None,
    speaker: str | None = None,
) -> Dispersion:
    """How often a query stands in each article, and how evenly it is spread over them; or over one voice's words there.

    >>> from readingroom import Article, dispersion
    >>> rain = Article.from_text("rain rain sun wind", id="a")
    >>> wind = Article.from_text("wind wind sun rain", id="b")
    >>> d = dispersion([rain, wind], "rain")
    >>> [(p.article, p.count) for p in d], round(d.dp, 3), round(d.juilland, 3)
    ([('a', 2), ('b', 1)], 0.167, 0.667)
    """
    index = voice(texts, within, speaker)
    return Dispersion(index, heard(index, query, by=by, case=case), find(index, query, by=by, case=case)[0])


def spread(index: Index, labels: Ints, places: Ints, kinds: int) -> tuple[Ints, Floats]:
    """For each label from 0: the number of articles, and Gries' DP, of the places with that label."""
    sizes = np.diff(index.starts)
    parts = len(sizes)
    cells, counts = np.unique(labels * parts + index.article_at(places), return_counts=True)
    label, article = cells // max(parts, 1), cells % max(parts, 1)
    expected = sizes[article] / max(len(index), 1)
    # an article without the word adds its whole expected share to the sum
    deviation = np.abs(counts / tally(label, kinds, counts)[label] - expected) - expected
    return tally(label, kinds), 0.5 * (tally(label, kinds, deviation) + 1)


def _juilland(relative: Floats) -> float:
    return float(1 - relative.std() / relative.mean() / np.sqrt(len(relative) - 1))
