"""The company a word keeps: what stands near it more often, or less often, than chance would have it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from readingroom.concordance.forms import By, QueryProblem
from readingroom.concordance.places import find
from readingroom.concordance.query import heard, reason
from readingroom.concordance.speech import Within, voice
from readingroom.frequency import formulas
from readingroom.frequency.formulas import ranked
from readingroom.frequency.measured import Measured
from readingroom.text.codes import tally
from readingroom.text.index import Index, Ints, Texts, named
from readingroom.text.receipts import receipted


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word near the node.

    `count`: how often it stands in a window (`left` and `right` of the node); `expected`: how often chance would have
    it there; `frequency`: how often it stands anywhere; and the measures of `readingroom.frequency.formulas`.
    """

    word: str
    count: int
    expected: float
    log_likelihood: float
    mi: float
    t: float
    log_dice: float
    frequency: int
    left: int
    right: int


class Collocates(Measured[Collocate]):
    """The words near a node, highest log-likelihood first; a negative one stands there less often than chance."""

    further = ("mi", "t")


@receipted
def collocates(
    texts: Texts,
    word: str,
    *,
    window: int | tuple[int, int] = 5,
    least: int = 1,
    by: By = "word",
    case: bool = False,
    within: Within | None = None,
    speaker: str | None = None,
    measures: Literal["all"] | None = None,
) -> Collocates:
    """The words that stand within `window` words of a word (or of any query), in the same article.

    `window=(3, 0)` looks at three words to the left and none to the right; `least` leaves out words that stand there
    less often.  `count` is what you would count in the lines of the concordance: a word near two hits counts twice.
    The expected count is the word's share of all windows of that width in the texts, times the slots of these windows.
    `within` and `speaker` look at the words of one voice, as for `concordance`, and no window leaves these.
    `measures="all"` tells MI and t as well.

    >>> from readingroom import Article, collocates
    >>> article = Article.from_text("Warm rain fell. Cold rain fell. Warm rain stopped. Cold wind came.")
    >>> near = collocates(article, "rain", window=1)
    >>> [(c.word, c.count, c.left, c.right) for c in near[:2]]
    [('warm', 2, 2, 0), ('fell', 2, 0, 2)]
    """
    index = voice(texts, within, speaker)
    left, right = _window(window)
    first, last = find(index, word, by=by, case=case)
    before, after = _near(index, first, -left, -1), _near(index, last, 1, right)
    chosen = np.flatnonzero(before + after >= max(least, 1))
    observed, frequency = (before + after)[chosen], index.counts[chosen]
    slots = (left + right) * frequency - index.kept(("edges", left, right), lambda: _edges(index, left, right))[chosen]
    near, total = int(before.sum() + after.sum()), _slots(index, left) + _slots(index, right)
    expected = near * (slots / max(total, 1))
    likelihood = formulas.log_likelihood(observed, near, slots, total)
    columns = (
        chosen, observed, expected, likelihood,
        formulas.mutual_information(observed, expected), formulas.t_score(observed, expected),
        formulas.log_dice(observed, len(first), frequency), frequency, before[chosen], after[chosen],
    )  # fmt: skip
    asked = heard(index, word, by=by, case=case)
    near_what = f"{asked} ({len(first):,} hits, {left} words left, {right} right)"
    caption = f"Near {near_what} in {named(index)}: {len(chosen):,} words"
    if not len(first):
        caption = f"{asked} in {named(index)}: {reason(index, word, by=by, case=case)}"
    return Collocates(caption, Collocate, index.words, columns, ranked(likelihood)).telling(measures)


def _window(window: int | tuple[int, int]) -> tuple[int, int]:
    left, right = (window, window) if isinstance(window, int) else window
    if not (0 <= left <= 50 and 0 <= right <= 50 and left + right):
        raise QueryProblem(f"A window is 1 to 50 words, or a pair such as (3, 0); got {window}.")
    return left, right


def _near(index: Index, places: Ints, start: int, stop: int) -> Ints:
    """How often each word stands `start` to `stop` words from some places, in the same article."""
    run = index.runs.searchsorted(places, "right")
    begin, end = index.runs[run - 1], index.runs[run]
    steps = (places + step for step in range(start, stop + 1))
    found = [at[(begin <= at) & (at < end)] for at in steps]
    return _counted(index, np.concatenate([np.empty(0, np.int64), *found]))


def _counted(index: Index, places: Ints) -> Ints:
    return tally(index.word_of[index.ids[places]], len(index.words))


def _slots(index: Index, width: int) -> int:
    """How many pairs of words of one article stand at most `width` words apart."""
    sizes = np.diff(index.runs)
    return int(sum(np.maximum(sizes - step, 0).sum() for step in range(1, width + 1)))


def _edges(index: Index, left: int, right: int) -> Ints:
    """For each word, the windows it cannot stand in because its article begins or ends too near."""
    begin, end = index.runs[:-1], index.runs[1:]
    found = np.zeros(len(index.words), np.int64)
    for k in range(right):
        found += (right - k) * _counted(index, (begin + k)[begin + k < end])
    for k in range(left):
        found += (left - k) * _counted(index, (end - 1 - k)[end - 1 - k >= begin])
    return found
