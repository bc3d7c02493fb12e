"""How sure a sentence of a retelling is of what its source says: hedges, denials, plans, demands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from readingroom.attribution.model import Confidence
from readingroom.layers.timing import times
from readingroom.tellings.passages import Match, Matcher
from readingroom.tellings.reading import Line, Word
from readingroom.text.article import Article, Span

CLOSE, SAME = 0.7, 0.85  # shares of a line found in its passage: what is told more freely may say it in another way
PART = 0.3  # of the weight of the words in common, that must be planned, demanded and so on
FEWER, HALF = 0.2, 0.7  # less is enough where most of the verbs in common are
PARTS = {"denied": 0.2}  # one word denied is enough
SURE = 0.6  # the same, for high confidence
OPPOSITE = re.compile(r"(?:un|in|im|ir|dis|non)(\w{3,})")
FEW = 2  # words in common with a line that is not the best
NEAR = 30  # characters between a word and what is done to it
DONE = ("VVI", "VVD", "VVZ", "VVN", "VVG")  # a verb that cannot be taken for a noun
VERBAL = ("V", "XX", "TO", "AV")  # what stands between a modal verb and its verb

# what may stand for it in the other text, and what is said of it when it is gone, and when it is new
FORCES: dict[str, tuple[str, str, str]] = {
    "denied": ("alone", "a denial is gone.", "a denial is new."),
    "if": ("would possible planned", "a condition is gone.", ""),
    "possible": ("planned limited if expected", "a reserve is gone.", "a reserve is new."),
    "expected": ("planned limited if possible advised demanded", "what was expected or guessed is a fact now.", ""),
    "planned": ("possible expected demanded advised aimed", "a plan, a hope or an offer is a fact now.", ""),
    "will": (
        "planned possible expected demanded advised able aimed if would",
        "what was still to come is a fact now.",
        "what was a fact is still to come now.",
    ),
    "demanded": ("planned", "what must be done is done now, or will be.", "a demand is new."),
    "advised": ("planned", "what should be done is done now, or will be.", ""),
    "able": ("possible planned denied", "what can be is a fact now.", ""),
    "limited": ("possible", "a limit is gone.", ""),
    "sure": ("", "", "a word of certainty is new."),
}


Found = tuple[Span, tuple[Span, ...], str, Confidence]  # where, what the source has, why, how sure


class Certainty:
    """Compares what is done to the words that a line and the best line of its passage have in common."""

    def __init__(self, matcher: Matcher, source: Article, retelling: Article) -> None:
        self.matcher, self.source, self.retelling = matcher, source, retelling
        self._dated = {m.span.start for m in times(retelling)}

    def check(self, match: Match) -> Found | None:
        """What the line lost or gained, if anything: where, what the source has, why, how sure."""
        if match.share < CLOSE:
            return None
        first, *others = match.lines
        if found := self._line(match, first, frozenset(), FORCES):
            return found
        seen = first.stems | match.line.beside
        return next((f for x in others if (f := self._line(match, x, seen, {"denied": FORCES["denied"]}))), None)

    def _line(
        self, match: Match, source: Line, seen: frozenset[str], forces: Mapping[str, tuple[str, str, str]]
    ) -> Found | None:
        """What a line lost or gained of one line of its passage; words of a better line are not looked at again."""
        line = match.line
        ours, theirs = self._common(line, source, seen), self._common(source, line, seen)
        if seen and len(theirs) < FEW:
            return None
        for kind, (_, lost, gained) in forces.items():
            if lost and self._part(theirs, kind) and not _has(line, source, kind) and self._fact(kind, match):
                return self._found(line, source, kind, theirs, lost)
            if gained and self._part(ours, kind) and not self._told(match, kind, theirs) and _past(kind, source):
                return self._found(line, source, kind, ours, gained)
        return None

    def _found(self, line: Line, source: Line, kind: str, words: dict[Word, float], reason: str) -> Found:
        done = [word for word in words if _is(word, kind)]
        stem = max(done, key=lambda word: (word.token.pos in DONE, word.verb, words[word])).stem
        sure: Confidence = "high" if _weight(words, kind) > SURE else "medium"
        ours, theirs = _around(line, stem, kind), _around(source, stem, kind)
        if kind == "if":
            start = next(span.start for label, span in source.hits if label == kind)
            theirs = Span(
                start, next((t.start for t in source.tokens if t.start > start and t.pos == "PUN"), source.span.end)
            )
        has = f"The source has “{theirs.of(self.source.text)}”, the retelling “{ours.of(self.retelling.text)}”"
        return ours, (theirs,), f"{has}: {reason}", sure

    def _common(self, one: Line, two: Line, seen: frozenset[str]) -> dict[Word, float]:
        """The words of the first line that stand in the second, with their shares of the weight; verbs count double."""
        there = {word.stem for word in two.words + two.cues} - seen
        words = {word.stem: word for word in one.words + one.cues if word.stem in there}
        weights = {word: self.matcher.weight(stem) * (2 if word.verb else 1) for stem, word in words.items()}
        return {word: weight / sum(weights.values()) for word, weight in weights.items()}

    def _part(self, words: dict[Word, float], kind: str) -> bool:
        """Whether enough of the words in common are planned, demanded and so on, and a verb among them."""
        least = PARTS.get(kind, PART)
        if kind in ("denied", "if"):
            return _weight(words, kind) >= least
        verbs = {
            word: weight for word, weight in words.items() if word.verb and (kind != "will" or word.token.pos[0] == "V")
        }
        least = FEWER if _weight(verbs, kind) > HALF * sum(verbs.values()) else least
        return _weight(verbs, kind) > 0 and _weight(words, kind) >= least

    def _told(self, match: Match, kind: str, theirs: dict[Word, float]) -> bool:
        """Whether the source has it anywhere in the passage, or something milder over the words in common."""
        milder = {*FORCES[kind][0].split(), "able", "would"}
        if kind == "demanded":  # what is forbidden must not be done, and what may be done only so must be done so
            return any(x.force - {"alone", "aimed"} for x in match.lines)
        return any(kind in x.force for x in match.lines) or any(word.force & milder for word in theirs)

    def _fact(self, kind: str, match: Match) -> bool:
        """Whether what is still to come in the source is told as done; in a free rendering the present may mean it."""
        dated = any(t.start in self._dated for t in match.line.tokens)
        return kind != "will" or _finished(match.line) or (match.share > SAME and not dated)


def _is(word: Word, kind: str) -> bool:
    return kind in word.force or (kind == "will" and "would" in word.force)


def _weight(words: dict[Word, float], kind: str) -> float:
    return sum(weight for word, weight in words.items() if _is(word, kind))


def _has(line: Line, source: Line, kind: str) -> bool:
    """Whether a line has it too, or something milder for it; for a reserve not what the source has beside it."""
    if kind == "denied" and _opposite(line, source):
        return True
    milder = frozenset(FORCES[kind][0].split()) - (source.force if kind == "possible" else frozenset())
    return not line.force.isdisjoint({kind, *milder})


def _opposite(line: Line, source: Line) -> bool:
    """Whether a line denies by a prefix: *unsafe* for *not safe*."""
    return any(m and m[1][:6] in source.stems for m in (OPPOSITE.match(word.stem) for word in line.words))


def _past(kind: str, line: Line) -> bool:
    return kind != "will" or _finished(line)


def _finished(line: Line) -> bool:
    """Whether it has a verb in the past or the perfect."""
    pos = {t.pos for t in line.tokens}
    return not pos.isdisjoint(("VVD", "VBD")) or ("VVN" in pos and not pos.isdisjoint(("VHZ", "VHB")))


def _around(line: Line, stem: str, kind: str) -> Span:
    """A word with what is done to it, where that stands near before it, and with its auxiliary verbs."""
    word = next((word.token for word in line.words + line.cues if word.stem == stem), line.tokens[0])
    n = line.tokens.index(word)
    while n and line.tokens[n - 1].pos.startswith(VERBAL):
        n -= 1
    start = line.tokens[n].start
    near = [span.start for label, span in line.hits if label in (kind, "would") and 0 < word.start - span.end < NEAR]
    return Span(min([start, *near[-1:]]), word.end)
