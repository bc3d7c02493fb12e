"""How varied a text's words are: type–token measures, and the warning that goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from readingroom.text.index import Ints
from readingroom.text.results import Result

THRESHOLD = 0.72  # McCarthy & Jarvis' factor size for MTLD


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure, its value (None where the text is too short for it), and how to read it."""

    measure: str
    value: float | None
    note: str


def diversity(words: Ints, window: int = 500) -> Result[Measure]:
    """TTR, MATTR and MTLD of one run of words.

    >>> diversity(np.array([1, 2, 1, 3]))[0].value
    0.75
    """
    rows = [
        Measure("TTR", ttr(words), "types / tokens; falls as a text grows: compare texts of one length only"),
        Measure(f"MATTR-{window}", mattr(words, window), f"mean TTR of all windows of {window} words"),
        Measure("MTLD", mtld(words), f"mean length of runs that keep a TTR of {THRESHOLD}; unsure under 100 words"),
    ]
    caution = "It depends on length and subject, and says nothing about quality."
    return Result(f"Variety of {len(words):,} words. {caution}", rows)


def ttr(words: Ints) -> float | None:
    """Type–token ratio: different words by words.

    >>> ttr(np.array([1, 2, 1, 3]))
    0.75
    """
    return len(np.unique(words)) / len(words) if len(words) else None


def mattr(words: Ints, window: int = 500) -> float | None:
    """Moving-average type–token ratio (Covington & McFall 2010, Journal of Quantitative Linguistics 17:2).

    The TTR of every window of `window` words, on average; None for a shorter text.

    >>> mattr(np.array([1, 2, 1, 1]), window=2)
    0.8333333333333334
    """
    size = len(words)
    if not 0 < window <= size:
        return None
    order = np.argsort(words, kind="stable")
    before = np.full(size, -1)
    same = words[order[1:]] == words[order[:-1]]
    before[order[1:][same]] = order[:-1][same]
    # a word is new in the windows that hold it and begin after the same word's last place
    place = np.arange(size)
    start = np.maximum(before + 1, place - window + 1)
    new = np.maximum(np.minimum(place, size - window) - np.maximum(start, 0) + 1, 0)
    return float(new.sum() / (size - window + 1) / window)


def mtld(words: Ints) -> float | None:
    """Measure of textual lexical diversity (McCarthy & Jarvis 2010, Behavior Research Methods 42:2).

    Words by the number of runs after which the TTR falls below 0.72, forwards and backwards, on average; None where it
    never falls.

    >>> mtld(np.array([1, 1, 2, 2, 3, 3]))
    2.0
    """
    there, back = _factors(words.tolist()), _factors(words[::-1].tolist())
    return (len(words) / there + len(words) / back) / 2 if there and back else None


def _factors(words: Sequence[int]) -> float:
    factors, seen, length = 0.0, set[int](), 0
    for word in words:
        seen.add(word)
        length += 1
        if len(seen) / length < THRESHOLD:
            factors, seen, length = factors + 1, set(), 0
    return factors + (1 - len(seen) / length) / (1 - THRESHOLD) if length else factors
