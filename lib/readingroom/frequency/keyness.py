"""What is said more often here than there: the words of some texts against a reference that is always named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from readingroom.frequency import measures
from readingroom.frequency.measures import ranked
from readingroom.text.index import Index, Ints, Texts, index_of, named
from readingroom.text.results import Columns

GENERAL = "general English"
GENERAL_WORDS = 100_000_000  # wordfreq gives shares, not counts; its longest list goes down to about 1 in 100 million


@dataclass(frozen=True, slots=True)
class Key:
    """A word with its counts in target and reference, log-likelihood (negative: rarer here) and effect sizes."""

    word: str
    target_count: int
    reference_count: int
    target_per_million: float
    reference_per_million: float
    log_likelihood: float
    log_ratio: float
    diff: float
    bic: float


class Keyness(Columns[Key]):
    """Words by log-likelihood, those of the target first and those of the reference last.

    `target` and `reference` name the two sides; the formulas and their sources are in `readingroom.frequency.measures`.
    """

    def __init__(self, target: str, reference: str, *table: Any) -> None:
        self.target, self.reference = target, reference
        super().__init__(f"Words of {target} against {reference}", Key, *table)


def keyness(target: Texts, reference: Texts | str = GENERAL, *, least: int = 1) -> Keyness:
    """Which words stand more often, or less often, in `target` than in `reference`, relative to their lengths.

    The reference is other texts, or the words "general English": the shares in the wordfreq package (Speer 2022), taken
    as counts in 100 million words.  `least` leaves out words that stand less often in both together.

    >>> from readingroom import Article, keyness
    >>> here = Article.from_text("rain and rain and wind", id="here")
    >>> there = Article.from_text("sun and sun and wind", id="there")
    >>> [(k.word, k.target_count, k.reference_count, round(k.log_likelihood, 2)) for k in keyness(here, there)]
    [('rain', 2, 0, 2.77), ('and', 2, 2, 0.0), ('wind', 1, 1, 0.0), ('sun', 0, 2, -2.77)]
    """
    index = index_of(target)
    if isinstance(reference, str):
        names, a, b, d, against = _general(index, reference)
    else:
        other = index_of(reference)
        names, a, b = index.kept(("joined", other), lambda: _joined(index, other))
        d, against = len(other), f"{named(other, ids=True)} ({len(other):,} words)"
    c = len(index)
    if not c or not d:
        raise ValueError("Keyness needs words on both sides; one of the texts has none.")
    keep = np.flatnonzero(a + b >= least)
    a, b = a[keep], b[keep]
    likelihood = measures.keyness_log_likelihood(a, b, c, d)
    columns = (
        keep, a, b, a * 1e6 / c, b * 1e6 / d, likelihood,
        measures.log_ratio(a, b, c, d), measures.percent_difference(a, b, c, d), measures.bic(likelihood, c, d),
    )  # fmt: skip
    return Keyness(f"{named(index, ids=True)} ({c:,} words)", against, names, columns, ranked(likelihood))


def _joined(index: Index, other: Index) -> tuple[list[str], Ints, Ints]:
    """The words of both in alphabetical order, with their counts in each."""
    names = list(dict.fromkeys(sorted([*index.words, *other.words])))  # sorting two sorted runs is merging them
    number = {word: n for n, word in enumerate(names)}
    counts = np.zeros((2, len(names)), np.int64)
    for side, one in enumerate((index, other)):
        counts[side, np.fromiter(map(number.__getitem__, one.words), np.int64, len(one.words))] = one.counts
    return names, counts[0], counts[1]


def _general(index: Index, reference: str) -> tuple[Sequence[str], Ints, Ints, int, str]:
    if reference != GENERAL:
        raise ValueError(f'A reference is texts, or the words "{GENERAL}"; got "{reference}".')
    from wordfreq import word_frequency

    shares = np.array([word_frequency(word, "en") for word in index.words])
    name = f"general English (wordfreq, taken as {GENERAL_WORDS:,} words)"
    return index.words, index.counts, np.rint(shares * GENERAL_WORDS).astype(np.int64), GENERAL_WORDS, name
