"""HanTa's tagger (Wartena 2019) with its own model, asked less: the same answers in less time.

Three things: a word is analysed once in a session; a sentence tries only the tags its words can have, not all ninety;
a token longer than any word is its own lemma, for the time HanTa takes grows with a token's length squared.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from HanTa.HanoverTagger import EMPTY, END, START, UNKNOWN, HanoverTagger

LONGEST = 60  # letters
STATES = 5  # of the word before, that are tried: HanTa's own limit
LEAST = -1e6  # HanTa's lowest logarithm of a probability

State = tuple[int, int]  # the tags of two words that follow one another
Row = dict[State, float]


@cache
def model() -> Tagger:
    """The tagger with the model for English that comes with it."""
    return Tagger("morphmodel_en.pgz")


@lru_cache(maxsize=50_000)
def lemma_of(word: str, pos: str | None = None) -> str:
    """The lemma of a word in lower case as a part of speech, or by its likeliest one.

    >>> lemma_of("countries", "NN2"), lemma_of("said")
    ('country', 'say')
    """
    if len(word) > LONGEST:
        return word
    return str(model().analyze(word, pos)[0] if pos else model().analyze(word)[0])


class Tagger(HanoverTagger):  # type: ignore[misc]
    """HanTa with a memory for words, and a search that looks only where a word has tags."""

    def tag_sent_viterbi(self, sent: Sequence[str], casesensitive: bool = True) -> list[int]:
        """The likeliest tags of a sentence: a second-order Viterbi search that keeps the best states of each word."""
        rows: list[Row] = [{(EMPTY, START): 0.0}]
        came: list[dict[State, State]] = []
        for i, word in enumerate(sent):
            row, from_ = self._step(_best(rows[-1]), self.chances(word[-LONGEST:], casesensitive and i > 0))
            rows.append(row)
            came.append(from_)
        ends = {s: p + self.LP_trans_word[s].get(END, -math.inf) for s, p in rows[-1].items()}
        return _back(max(ends, key=ends.__getitem__, default=None), came)

    def _step(self, row: Row, chances: Mapping[int, float]) -> tuple[Row, dict[State, State]]:
        """From the states of one word to those of the next: how likely each is, and where it came from."""
        found: Row = {}
        came: dict[State, State] = {}
        for state, so_far in row.items():
            follows = self.LP_trans_word[state]
            for tag in chances or follows:  # of a word without tags, anything goes
                p = so_far + follows[tag] + chances.get(tag, 0.0) if tag in follows and tag != END else LEAST
                new = (state[1], tag)
                if p > found.get(new, LEAST):
                    found[new], came[new] = p, state
        return found, came

    @lru_cache(maxsize=100_000)  # noqa: B019  (one tagger, as long as the session)
    def chances(self, word: str, cased: bool) -> Mapping[int, float]:
        """The tags a word can have, with the logarithm of their probability."""
        found = dict(self._tag_word(word, cutoff=5, casesensitive=cased, conditional=True))
        return {} if found.keys() == {UNKNOWN} else found


def _best(row: Row) -> Row:
    if len(row) <= STATES:
        return row
    least = sorted(row.values(), reverse=True)[STATES] - 1
    return {state: p for state, p in row.items() if p >= least}


def _back(state: State | None, came: Sequence[Mapping[State, State]]) -> list[int]:
    """The tags on the way to a state, in order."""
    tags = []
    for row in reversed(came):
        if state is None:
            break
        tags.append(state[1])
        state = row.get(state)
    return tags[::-1]
