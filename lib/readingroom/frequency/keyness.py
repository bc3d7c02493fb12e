"""What is said more often here than there: the words of some texts against a reference that is always named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Literal

import numpy as np

from readingroom.concordance.forms import QueryProblem
from readingroom.concordance.speech import WHOSE, Within, voice
from readingroom.frequency import formulas
from readingroom.frequency.formulas import ranked
from readingroom.frequency.intervals import Interval, drawn, intervals, said
from readingroom.frequency.measured import Measured
from readingroom.text.index import Index, Ints, Texts, index_of, sized
from readingroom.text.receipts import receipted
from readingroom.text.results import Result

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


class Keyness(Measured[Key]):
    """Words by log-likelihood, those of the target first and those of the reference last.

    `target` and `reference` name the two sides; the formulas and their sources are in `readingroom.frequency.formulas`.
    """

    further = ("diff", "bic")

    def __init__(self, target: str, reference: str, *table: Any) -> None:
        self.target, self.reference = target, reference
        self.sides: tuple[Index, ...] = ()
        super().__init__(f"Key words, {target} against {reference}", Key, *table)

    def intervals(self, most: int = 20, seed: int = 0) -> Result[Interval]:
        """The log ratio of the first words, each with a bootstrap interval over both sides; one seed draws the same.

        An interval that holds 0 is that of a word which these texts do not show to be key.
        """
        rows, rng = self[:most], np.random.default_rng(seed)
        words = [row.word for row in rows]
        (a, c), *other = (drawn(side, *_spots(side, words), len(words), rng) for side in self.sides)
        b, d = other[0] if other else (np.array([[row.reference_count for row in rows]]), GENERAL_WORDS)
        made = formulas.log_ratio(a, b, c, d)
        figures = intervals(words, [row.log_ratio for row in rows], made, *self.sides)
        return Result(f"{self.caption}; log ratio, {said(*self.sides)}", figures)


@receipted
def keyness(
    target: Texts,
    reference: Texts | str = GENERAL,
    *,
    least: int = 1,
    within: Within | None = None,
    speaker: str | None = None,
    measures: Literal["all"] | None = None,
) -> Keyness:
    """Which words stand more often, or less often, in `target` than in `reference`, relative to their lengths.

    The reference is other texts; or another voice of the same texts, "outlet", "speech" or a speaker's name; or the
    words "general English": the shares in the wordfreq package (Speer 2022), taken as counts in 100 million words.
    `within` and `speaker` compare the words of one voice, as for `concordance`: of the target and of other texts alike.
    `least` leaves out words that stand less often in both together; `measures="all"` tells %DIFF and BIC as well.

    >>> from readingroom import Article, keyness
    >>> here = Article.from_text("rain and rain and wind", id="here")
    >>> there = Article.from_text("sun and sun and wind", id="there")
    >>> [(k.word, k.target_count, k.reference_count, round(k.log_likelihood, 2)) for k in keyness(here, there)]
    [('rain', 2, 0, 2.77), ('and', 2, 2, 0.0), ('wind', 1, 1, 0.0), ('sun', 0, 2, -2.77)]
    """
    index = voice(target, within, speaker)
    sides: tuple[Index, ...] = (index,)
    if reference == GENERAL:
        names, a, b, d, against = _general(index)
    else:
        whole = index_of(target)
        other = _other(whole, reference) if isinstance(reference, str) else voice(reference, within, speaker)
        names, a, b = index.kept(("joined", other), lambda: _joined(index, other))
        d, against, sides = len(other), sized(other), (index, other)
    c = len(index)
    if not c or not d:
        raise ValueError("Keyness needs words on both sides; one of the texts has none.")
    keep = np.flatnonzero(a + b >= least)
    a, b = a[keep], b[keep]
    likelihood = formulas.keyness_log_likelihood(a, b, c, d)
    columns = (
        keep, a, b, a * 1e6 / c, b * 1e6 / d, likelihood,
        formulas.log_ratio(a, b, c, d), formulas.percent_difference(a, b, c, d), formulas.bic(likelihood, c, d),
    )  # fmt: skip
    found = Keyness(sized(index), against, names, columns, ranked(likelihood)).telling(measures)
    found.sides = sides
    return found


def _spots(index: Index, words: Sequence[str]) -> tuple[Ints, Ints]:
    """Which of some words each of their tokens is, and where it stands."""
    found = [index.places(index.types_of(word)) for word in words]
    labels = [np.full(len(places), n) for n, places in enumerate(found)]
    return np.concatenate([np.empty(0, int), *labels]), np.concatenate([np.empty(0, int), *found])


def _other(index: Index, reference: str) -> Index:
    """Another voice of the same texts."""
    if reference in WHOSE:
        return voice(index, within=reference)
    try:
        return voice(index, speaker=reference)
    except QueryProblem as problem:
        message = f"A reference is texts, “{GENERAL}”, “outlet”, “speech” or a speaker; got “{reference}”."
        raise ValueError(f"{message} {problem}") from None


def _joined(index: Index, other: Index) -> tuple[list[str], Ints, Ints]:
    """The words of both, those of the first in alphabetical order before the rest, with their counts in each."""
    number = {word: n for n, word in enumerate(index.words)}
    place = np.fromiter(map(number.get, other.words, repeat(-1)), np.int64, len(other.words))
    new = np.flatnonzero(place < 0)
    place[new] = np.arange(len(new)) + len(index.words)
    there = np.zeros(len(index.words) + len(new), np.int64)
    there[place] = other.counts
    here = np.concatenate([index.counts, np.zeros(len(new), np.int64)])
    return [*index.words, *(other.words[n] for n in new.tolist())], here, there


def _general(index: Index) -> tuple[Sequence[str], Ints, Ints, int, str]:
    from wordfreq import word_frequency

    shares = np.array([word_frequency(word, "en") for word in index.words])
    name = f"general English (wordfreq, taken as {GENERAL_WORDS:,} words)"
    return index.words, index.counts, np.rint(shares * GENERAL_WORDS).astype(np.int64), GENERAL_WORDS, name
