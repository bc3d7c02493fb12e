"""How often each word is said, in how many articles, and how evenly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from readingroom.concordance.forms import lemmas
from readingroom.concordance.speech import Within, voice
from readingroom.frequency.dispersion import spread
from readingroom.frequency.diversity import Measure, diversity
from readingroom.frequency.intervals import Interval, drawn, intervals, said
from readingroom.text.codes import postings, ranges, repeated, tally
from readingroom.text.files import data_lines
from readingroom.text.index import Index, Ints, Texts, fold, named, sized
from readingroom.text.receipts import receipted
from readingroom.text.results import Counted, Result

if TYPE_CHECKING:
    from readingroom.frequency.cloud import Cloud
    from readingroom.text.charts import Bars

BLOCK = 128  # rows whose dispersion is worked out at once


@dataclass(frozen=True, slots=True)
class Frequency:
    """A word, its count, its count per million words, the articles it is in, and Gries' DP."""

    word: str
    count: int
    per_million: float
    articles: int
    dispersion: float


class Units:
    """What is counted: words, lemmas or n-grams, numbered alphabetically, each with its places.

    `edges` are the words (by number, among `words`) with which each unit begins and ends.
    """

    def __init__(
        self, names: Sequence[str], order: Ints, bounds: Ints, words: Sequence[str], edges: tuple[Ints, ...]
    ) -> None:
        self.names, self.order, self.bounds, self.words, self.edges = names, order, bounds, words, edges
        self.counts = np.diff(bounds)
        self.ranked = np.argsort(-self.counts, kind="stable")
        self.rows: dict[int, Frequency] = {}

    def places(self, chosen: Ints) -> tuple[Ints, Ints]:
        """For each token of the chosen units: which of them it is, and where it stands."""
        labels = repeated(np.arange(len(chosen)), self.counts[chosen])
        return labels, self.order[ranges(self.bounds[chosen], self.bounds[chosen + 1])]

    def without(self, left_out: Iterable[str]) -> Ints:
        """The units by rank, but for those that begin or end with one of some words."""
        found = [bisect_left(self.words, word) for word in left_out]
        known = [n for n, word in zip(found, left_out, strict=True) if n < len(self.words) and self.words[n] == word]
        wanted = np.ones(len(self.words), bool)
        wanted[known] = False
        keep = np.logical_and.reduce([wanted[edge] for edge in self.edges])
        return np.asarray(self.ranked[keep[self.ranked]])


class Frequencies(Result[Frequency]):
    """Words with their counts, most frequent first; words with the same count stand in alphabetical order.

    `tokens` is the number of all words, `types` of different ones, `stopwords` those left out.
    """

    def __init__(self, index: Index, units: Units, chosen: Ints, caption: str, stopwords: tuple[str, ...]) -> None:
        self.searched, self.stopwords = index, stopwords
        self.tokens, self.types = len(index), len(units.names)
        self._units, self._chosen, self._caption = units, chosen, caption

    def __len__(self) -> int:
        return len(self._chosen)

    def row(self, n: int) -> Frequency:
        """The word at place n, counted from 0."""
        unit = self._chosen.item(n)
        if unit not in self._units.rows:
            self._count(self._chosen[n // BLOCK * BLOCK :][:BLOCK])
        return self._units.rows[unit]

    def _count(self, chosen: Ints) -> None:
        articles, dp = spread(self.searched, *self._units.places(chosen), len(chosen))
        counts = self._units.counts[chosen]
        columns = (chosen, counts, counts * 1e6 / self.tokens, articles, dp)
        for unit, *numbers in zip(*(c.tolist() for c in columns), strict=True):
            self._units.rows[unit] = Frequency(self._units.names[unit], *numbers)

    @property
    def several(self) -> bool:
        """Whether more than one article has any of the words counted, so that they can be spread."""
        return int((np.diff(self.searched.starts) > 0).sum()) > 1

    @property
    def caption(self) -> str:
        """What was counted where, and which words were left out."""
        return self._caption

    def shown(self, row: Frequency) -> dict[str, Any]:
        """A word with its numbers; in how many articles, and how evenly, only where there are several."""
        kept = super().shown(row)
        if self.several:
            return kept
        return {name: kept[name] for name in ("word", "count", "per_million")}

    def diversity(self, window: int = 500) -> Result[Measure]:
        """How varied all the words are, stopwords included: TTR, MATTR and MTLD, with their warning."""
        return diversity(self.searched.word_of[self.searched.ids], window)

    def intervals(self, most: int = 20, seed: int = 0) -> Result[Interval]:
        """The first words per million, each with a bootstrap interval; the same seed draws the same.

        >>> from readingroom import Article, frequencies
        >>> article = Article.from_text("It rained. " * 9 + "It snowed.", id="x")
        >>> [(row.word, round(row.low), round(row.high)) for row in frequencies(article).intervals()]
        [('rained', 350000, 500000), ('snowed', 0, 150000)]
        """
        rows, index = self[:most], self.searched
        counts, sizes = drawn(index, *self._units.places(self._chosen[:most]), len(rows), np.random.default_rng(seed))
        figures = intervals([row.word for row in rows], [row.per_million for row in rows], counts * 1e6 / sizes, index)
        return Result(f"{self.caption}; per million words, {said(index)}", figures)

    def cloud(self, seed: int = 0, limit: int = 60) -> Cloud:
        """A cloud of the first words, drawn from these counts: the same seed gives the same picture."""
        from readingroom.frequency.cloud import Cloud

        return Cloud(self.caption, [Counted(row.word, row.count) for row in self[:limit]], seed=seed)

    def plot(self, limit: int = 20) -> Bars:
        """A bar for each of the first words, with its table."""
        from readingroom.text.charts import Bars

        return Bars(self.caption, [Counted(row.word, row.count) for row in self[:limit]])


@receipted
def frequencies(
    texts: Texts,
    *,
    by: Literal["word", "lemma"] = "word",
    n: int = 1,
    stopwords: Iterable[str] | None = None,
    within: Within | None = None,
    speaker: str | None = None,
) -> Frequencies:
    """How often each word stands in some texts.

    Upper and lower case count as one, and so do *China* and *China’s*.  `by="lemma"` counts the forms of a word
    together; `n` of 2 to 5 counts rows of words (which may run over punctuation, never over the end of a paragraph).
    Without `stopwords` a list of English function words is left out, and the caption says so; `()` leaves out none.
    A row of words is left out when it begins or ends with a stopword.  `within` and `speaker` count the words of one
    voice, as for `concordance`; the caption says on how many words that rests.

    >>> from readingroom import Article, frequencies
    >>> article = Article.from_text("The river rose. The river’s bridge held, and the town slept.", id="flood")
    >>> frequencies(article)
    flood (11 words): 6 of 8 different words, without 215 common English stopwords
    word    count  per_million  articles  dispersion
    river   2      181,818      1         0.00
    bridge  1      90,909       1         0.00
    held    1      90,909       1         0.00
    rose    1      90,909       1         0.00
    slept   1      90,909       1         0.00
    town    1      90,909       1         0.00
    """
    index = voice(texts, within, speaker)
    if isinstance(stopwords, str):
        raise ValueError(f"stopwords is a list of words; got “{stopwords}”. Put it in brackets: [“{stopwords}”].")
    left_out = default_stopwords() if stopwords is None else tuple(dict.fromkeys(map(fold, stopwords)))
    units = index.kept(("units", by, n), lambda: _units(index, by, n))
    chosen = units.without(left_out)
    return Frequencies(
        index, units, chosen, _caption(index, units, chosen, by, n, left_out, stopwords is None), left_out
    )


def _caption(index: Index, units: Units, chosen: Ints, by: str, n: int, left_out: Sequence[str], ours: bool) -> str:
    what = f"{by}s" if n == 1 else f"rows of {n} {by}s"
    some = f"{len(left_out)} {'common English' if ours else 'chosen'} stopwords"
    without = f"without {some}" if left_out else "no stopwords left out"
    where = named(index) if index.whose else sized(index, named(index))
    return f"{where}: {len(chosen):,} of {len(units.names):,} different {what}, {without}"


def _units(index: Index, by: str, n: int) -> Units:
    if by not in ("word", "lemma"):
        raise ValueError(f'There is no by="{by}"; count by "word" or by "lemma".')
    if n not in range(1, 6):
        raise ValueError(f"n is 1 for words, 2 to 5 for rows of words; got {n}.")
    if by == "word" and n == 1:
        firsts = index.word_of.searchsorted(np.arange(len(index.words) + 1))
        return Units(index.words, index.order, index.bounds[firsts], index.words, (np.arange(len(index.words)),))
    names, number = (index.words, index.word_of) if by == "word" else _lemmas(index)
    if n > 1:
        return _ngrams(index, names, number[index.ids], n)
    return Units(names, *_posted(number[index.ids], len(names)), names, (np.arange(len(names)),))


def _posted(codes: Ints, kinds: int) -> tuple[Ints, Ints]:
    bounds = np.concatenate([[0], np.cumsum(tally(codes, kinds))])
    return postings(codes, bounds), bounds


def _lemmas(index: Index) -> tuple[list[str], Ints]:
    found = lemmas(index)
    names = sorted(set(found))
    number = {name: n for n, name in enumerate(names)}
    return names, np.fromiter(map(number.__getitem__, found), np.int64, len(found))[index.word_of]


class _Names(Sequence[str]):
    """The names of n-grams, made when asked for."""

    def __init__(self, names: Sequence[str], rows: Ints) -> None:
        self._names, self._rows = names, rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, n: Any) -> Any:
        return " ".join(self._names[w] for w in self._rows[n])


def _ngrams(index: Index, names: Sequence[str], words: Ints, n: int) -> Units:
    first = np.flatnonzero(np.arange(n, len(words) + n) <= index.block_end(np.arange(len(words))))
    codes: Ints = words[first]
    for step in range(1, n):
        codes = np.unique(codes.astype(np.int64) * len(names) + words[first + step], return_inverse=True)[1]
    kinds = int(codes.max()) + 1 if len(codes) else 0
    order, bounds = _posted(codes, kinds)
    rows = words[first[order[bounds[:-1]]][:, None] + np.arange(n)]
    return Units(_Names(names, rows), first[order], bounds, names, (rows[:, 0], rows[:, -1]))


@cache
def default_stopwords() -> tuple[str, ...]:
    """The English function words that are left out unless you say otherwise, in alphabetical order."""
    return tuple(data_lines("text/stopwords.txt"))
