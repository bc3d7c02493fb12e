"""How unsure a figure is: the same figure from texts drawn again and again from these, so that small texts look small.

The bootstrap (Efron 1979, Annals of Statistics 7:1): as many articles as there are, or sentences where there are fewer
than five articles, are drawn with replacement; the middle 95 % of the figures so made are the interval.  Words of one
text are no independent draws, so whole texts are drawn (Lijffijt et al. 2016, Digital Scholarship in the Humanities
31:2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from readingroom.text.codes import tally
from readingroom.text.index import Index, Ints

Floats = npt.NDArray[np.float64]
TIMES, CERTAIN = 1000, 95  # draws, and per cent of them in the interval
FEWEST = 5  # articles, or sentences, to draw from


@dataclass(frozen=True, slots=True)
class Interval:
    """A word, its figure, and its 95 % interval; None where there is too little to draw from."""

    word: str
    figure: float
    low: float | None
    high: float | None


def units(index: Index) -> tuple[Ints, str]:
    """Where what is drawn begins in the words, and the end, with its name; parts without words are none."""
    articles = np.unique(index.starts)
    if len(articles) > FEWEST:
        return articles, "articles"
    if index.whose:
        return np.unique(index.blocks), "turns of speech"
    return index.kept("sentences", partial(_sentences, index)), "sentences"


def _sentences(index: Index) -> Ints:
    edges = [index.starts]
    for article, (begin, end) in zip(index.articles, pairwise(index.starts.tolist()), strict=True):
        starts = [index.word(place)[0] for place in range(begin, end)]
        edges.append(begin + np.searchsorted(starts, [sentence.start for sentence in article.sentences]))
    return np.unique(np.concatenate(edges))


def drawn(index: Index, labels: Ints, places: Ints, kinds: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """How often each label stands (draws × labels) in texts drawn from these, and their words (draws × 1)."""
    edges = np.resize(units(index)[0], max(len(units(index)[0]), 2))  # no words are one part
    parts = len(edges) - 1
    cells = labels + kinds * (edges.searchsorted(places, "right") - 1)
    table = np.column_stack([tally(cells, kinds * parts).reshape(parts, kinds), np.diff(edges)])
    draws = (rng.multinomial(parts, np.full(parts, 1 / parts)) @ table for _ in range(TIMES))
    rows = np.array(list(draws), float)
    return rows[:, :-1], rows[:, -1:]


def intervals(words: Sequence[str], figures: Sequence[float], made: Floats, *indexes: Index) -> list[Interval]:
    """Words with their figures, and the intervals of figures made by drawing (draws × words) from some texts."""
    if not words or any(len(units(index)[0]) <= FEWEST for index in indexes):
        return [Interval(word, figure, None, None) for word, figure in zip(words, figures, strict=True)]
    out = (100 - CERTAIN) / 2
    low, high = np.percentile(made, [out, 100 - out], axis=0).tolist()
    return [Interval(*row) for row in zip(words, figures, low, high, strict=True)]


def said(*indexes: Index) -> str:
    """What was drawn, for a caption."""
    parts = [f"{len(edges) - 1:,} {name}" for edges, name in map(units, indexes)]
    few = ": too few" if any(len(units(index)[0]) <= FEWEST for index in indexes) else ""
    return f"{CERTAIN} % intervals from {TIMES:,} draws of {' and of '.join(parts)}{few}"
