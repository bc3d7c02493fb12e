"""Which sentences of a source a sentence of a retelling rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import log, sqrt

from readingroom.tellings.reading import Line, Reading

LEAST = 0.2  # of the weight of a sentence's words, that a passage must have
FEW = 2  # words they must share
OFTEN = 40  # a stem in more lines than this tells little of where to look
MOST = 3  # sentences in a passage
MORE = 0.18  # of the weight, that a further sentence must add
ASKED = 0.6
NAMING = 0.4  # the weight of words that name who speaks, and of words far from their place


@dataclass(frozen=True, slots=True)
class Match:
    """A retelling's line and the source's lines it rests on, the best first; `share` of its weight is found there."""

    line: Line
    at: tuple[int, ...]
    lines: tuple[Line, ...]
    share: float
    words: tuple[str, ...]  # stems in common, the rarest first


class Matcher:
    """Finds passages by the words that are rare in the source (Salton and Buckley 1988)."""

    def __init__(self, source: Reading) -> None:
        self.source = source
        self._total = len(source.lines) + 1

    def weight(self, stem: str) -> float:
        """How much a stem tells: the rarer in the source the more."""
        return log(1 + self._total / (len(self.source.where.get(stem, ())) or 1))

    def match(self, line: Line, near: int = 0) -> Match:
        """The passage for a line; of two that are equal, the one nearer to line `near`."""
        wanted = self._wanted(line)
        scores: dict[int, float] = defaultdict(float)
        for stem, weight in wanted.items():
            places = self.source.where.get(stem, ())
            for n in places if len(places) <= OFTEN else ():
                scores[n] += weight
        ranked = sorted(scores, key=lambda n: (-scores[n] * self._worth(n), abs(n - near)))
        chosen = self._chosen(ranked, wanted, line.stems)
        found = self._found(chosen, wanted)
        lines = tuple(self.source.lines[n] for n in chosen)
        return Match(line, tuple(chosen), lines, self._share(found, wanted), tuple(found))

    def _worth(self, n: int) -> float:
        """Long lines have words in common by chance; a question is answered, a headline told again below it."""
        line, head = self.source.lines[n], self.source.article.headline
        less = ASKED if line.asks or (head and head.contains(line.span)) else 1
        return less / sqrt(4 + len(line.words))

    def _wanted(self, line: Line) -> dict[str, float]:
        wanted = {stem: NAMING * self.weight(stem) for stem in line.beside}
        return wanted | {stem: self.weight(stem) for stem in line.stems}

    def _chosen(self, ranked: Iterable[int], wanted: dict[str, float], stems: frozenset[str]) -> list[int]:
        chosen: list[int] = []
        held: set[str] = set()
        for n in list(ranked)[:12]:
            line = self.source.lines[n]
            new = (line.stems | line.beside | line.asked) & wanted.keys() - held
            if self._share(new, wanted) >= (MORE if chosen else 0) and (not chosen or len(new) >= FEW):
                chosen.append(n)
                held |= new
            if len(chosen) == MOST:
                break
        told = held & stems
        need = min(FEW, sum(stem.isalpha() for stem in stems))
        return chosen if told and len(told) >= need and self._share(held, wanted) >= LEAST else []

    def _found(self, chosen: Iterable[int], wanted: dict[str, float]) -> list[str]:
        there = set().union(*(self.source.lines[n].stems | self.source.lines[n].beside | self.source.lines[n].asked for n in chosen))
        return sorted(there & wanted.keys(), key=lambda stem: (-wanted[stem], stem))

    def _share(self, stems: Collection[str], wanted: dict[str, float]) -> float:
        return sum(wanted[stem] for stem in stems) / (sum(wanted.values()) or 1)
