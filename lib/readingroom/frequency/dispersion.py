"""How evenly a word is spread over the articles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readingroom.concordance.query import By, find
from readingroom.text.index import Index, Ints, Texts, index_of
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
      sum of |share of the hits − share of the words| over the articles; 0 is perfectly even, near 1 all in one.
    - `dp_norm`: the same divided by its largest possible value (Lijffijt & Gries 2012, IJCL 17:1).
    - `juilland`: Juilland's D (Juilland & Chang-Rodríguez 1964), 1 − V / √(n − 1) with V the variation coefficient
      of the relative frequencies; 1 is perfectly even.

    A measure is None where it has no meaning: for a query without hits, or with a single article.
    """

    def __init__(self, index: Index, query: str, places: Ints) -> None:
        self.searched, self.query = index, query
        self._sizes = np.diff(index.starts)
        self._counts = np.bincount(index.article_at(places), minlength=len(self._sizes))
        labels = np.zeros(len(places), np.int64)
        articles, dp, juilland = (column[0].item() for column in spread(index, labels, places, 1))
        several = len(self._sizes) > 1
        self.articles: int = articles
        self.dp: float | None = dp if articles else None
        self.dp_norm: float | None = dp / (1 - self._sizes.min() / len(index)) if articles and several else None
        self.juilland: float | None = juilland if articles and several else None

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
        measured = (("Gries’ DP", self.dp), ("Juilland’s D", self.juilland))
        known = "".join(f"; {name} {value:.2f}" for name, value in measured if value is not None)
        return f"“{self.query}”: {self._counts.sum():,} times in {self.articles:,} of {len(self):,} articles{known}"


def dispersion(texts: Texts, query: str, *, by: By = "word", case: bool = False) -> Dispersion:
    """How often a query stands in each article, and how evenly it is spread over them.

    >>> from readingroom import Article, dispersion
    >>> rain = Article.from_text("rain rain sun wind", id="a")
    >>> wind = Article.from_text("wind wind sun rain", id="b")
    >>> d = dispersion([rain, wind], "rain")
    >>> [(p.article, p.count) for p in d], round(d.dp, 3), round(d.juilland, 3)
    ([('a', 2), ('b', 1)], 0.167, 0.667)
    """
    index = index_of(texts)
    return Dispersion(index, query, find(index, query, by=by, case=case)[0])


def spread(index: Index, labels: Ints, places: Ints, kinds: int) -> tuple[Ints, Floats, Floats]:
    """For each label from 0: the number of articles, Gries' DP and Juilland's D of the places with that label."""
    sizes = np.diff(index.starts)
    parts = len(sizes)
    cells, counts = np.unique(labels * parts + index.article_at(places), return_counts=True)
    label, article = cells // parts, cells % parts
    total = np.bincount(label, counts, kinds)
    expected = sizes[article] / max(len(index), 1)
    # an article without the word adds its whole expected share to the sum
    deviation = np.abs(counts / total[label] - expected) - expected
    dp = 0.5 * (np.bincount(label, deviation, kinds) + 1)
    relative = counts / sizes[article]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.bincount(label, relative, kinds) / parts
        variance = np.bincount(label, relative**2, kinds) / parts - mean**2
        juilland = 1 - np.sqrt(np.maximum(variance, 0)) / mean / np.sqrt(parts - 1)
    return np.bincount(label, minlength=kinds), np.asarray(dp), np.asarray(juilland)
