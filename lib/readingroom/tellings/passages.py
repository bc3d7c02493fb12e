"""Which sentences of a source a sentence of a retelling rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt

from readingroom.tellings.reading import Line, Reading

LEAST = 0.2  # of the weight of a sentence's words, that a passage must have
FEW = 2  # words they must share
OFTEN = 40  # a stem in more lines than this tells little of where to look
TRIED = 12  # lines looked at
MOST = 3  # sentences in a passage
MORE = 0.18  # of the weight, that a further sentence must add
ASKED = 0.6  # the worth of a question, which is answered behind it, and of a headline, which is told again below it
NAMING = 0.4  # the weight of words that name who speaks


@dataclass(frozen=True, slots=True)
class Match:
    """A line of a retelling and the source's lines it rests on, the best first, with `share` of its weight."""

    line: Line
    lines: tuple[Line, ...]
    share: float
    stems: tuple[str, ...]  # in common, the rarest first


class Matcher:
    """Finds passages by the words that are rare in the source (Salton and Buckley 1988).

    >>> from readingroom import Article
    >>> source = Article.from_text("The harbour froze. Prices of fish rose. It snowed.")
    >>> told = Article.from_text("Fish prices rose again.")
    >>> [[line.span.of(source.text) for line in x.lines] for x in Matcher(Reading(source)).match_all(Reading(told))]
    [['Prices of fish rose.']]
    """

    def __init__(self, source: Reading) -> None:
        self.source = source
        self._total = len(source.lines) + 1

    def weight(self, stem: str) -> float:
        """How much a stem tells: the rarer in the source the more."""
        return log(1 + self._total / (len(self.source.where.get(stem, ())) or 1))

    def match_all(self, retelling: Reading) -> Iterator[Match]:
        """The passage of every line; of two that are equal, the one nearer to the passage of the line before."""
        near = 0
        for line in retelling.lines:
            chosen = self._chosen(line, near)
            near = chosen[0] if chosen else near
            yield self._match(line, chosen)

    def _match(self, line: Line, chosen: Sequence[int]) -> Match:
        wanted = self._wanted(line)
        lines = tuple(self.source.lines[n] for n in chosen)
        there = set[str]().union(*(x.every for x in lines)) & wanted.keys()
        return Match(line, lines, _share(there, wanted), tuple(sorted(there, key=lambda s: (-wanted[s], s))))

    def _worth(self, n: int) -> float:
        """Long lines have words in common by chance."""
        line, head = self.source.lines[n], self.source.article.headline
        less = ASKED if line.asks or (head and head.contains(line.span)) else 1
        return less / sqrt(4 + len(line.words))

    def _wanted(self, line: Line) -> dict[str, float]:
        wanted = {stem: NAMING * self.weight(stem) for stem in line.beside}
        return wanted | {stem: self.weight(stem) for stem in line.stems}

    def _chosen(self, line: Line, near: int) -> list[int]:
        """The best line, and those that add enough of what is still wanted."""
        wanted = self._wanted(line)
        scores: dict[int, float] = defaultdict(float)
        for stem, weight in wanted.items():
            places = self.source.where.get(stem, ())
            for n in places if len(places) <= OFTEN else ():
                scores[n] += weight
        chosen: list[int] = []
        held: set[str] = set()
        for n in sorted(scores, key=lambda n: (-scores[n] * self._worth(n), abs(n - near)))[:TRIED]:
            new = self.source.lines[n].every & wanted.keys() - held
            if len(chosen) < MOST and (not chosen or (len(new) >= FEW and _share(new, wanted) >= MORE)):
                chosen.append(n)
                held |= new
        told = held & line.stems
        need = min(FEW, sum(stem.isalpha() for stem in line.stems))
        return chosen if told and len(told) >= need and _share(held, wanted) >= LEAST else []


def _share(stems: Collection[str], wanted: dict[str, float]) -> float:
    return sum(wanted[stem] for stem in stems) / (sum(wanted.values()) or 1)
