"""How sure a sentence of a retelling is of what its source says: hedges, denials, plans, demands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from readingroom.layers.timing import times
from readingroom.tellings.passages import Match, Matcher
from readingroom.tellings.reading import Line, Word
from readingroom.text.article import Article

CLOSE, SAME = 0.6, 0.85
HALF = 0.3  # of the weight of the words in common, that must be planned, demanded and so on
SHARE = {"denied": 0.2}  # one word denied is enough
MILDER = {  # what else may stand for it in the other text
    "denied": ("alone",),
    "if": ("would", "possible", "planned"),
    "possible": ("planned", "limited", "if", "expected"),
    "expected": ("planned", "limited", "if", "possible", "advised", "demanded"),
    "planned": ("possible", "expected", "demanded", "advised", "aimed"),
    "will": ("planned", "possible", "expected", "demanded", "advised", "able", "aimed", "if", "would"),
    "demanded": ("planned",),
    "advised": ("planned",),
    "able": ("possible", "planned", "denied"),
    "limited": ("possible",),
    "sure": (),
}
LOST = {
    "denied": "The source denies this; the denial is gone here.",
    "if": "The source says this under a condition that is gone here.",
    "possible": "The source says this with a reserve that is gone here.",
    "expected": "The source says this is expected or guessed; here it is a fact.",
    "planned": "In the source this is a plan, a hope or an offer; here it is a fact.",
    "will": "In the source this is still to come; here it is a fact.",
    "demanded": "In the source this must be done; here it is or will be done.",
    "advised": "In the source this should be done; here it is or will be done.",
    "able": "In the source this can be; here it is.",
    "limited": "The source limits this; the limit is gone here.",
}
GAINED = {
    "denied": "This is denied here and not in the source.",
    "possible": "This is made uncertain here; the source says it without a reserve.",
    "will": "This is still to come here; in the source it has happened.",
    "sure": "This is stressed as certain here and not in the source.",
    "demanded": "This is demanded here and not in the source.",
}


class Certainty:
    """Compares what is done to the words that a line and its passage have in common."""

    def __init__(self, matcher: Matcher, source: Article, retelling: Article) -> None:
        self.matcher, self.source, self.retelling = matcher, source, retelling

    def check(self, match: Match):
        for line in match.lines[:1]:
            if match.share < CLOSE:
                continue  # so free a rendering may say it in another way
            ours, theirs = self._shares(match.line, line), self._shares(line, match.line)
            for kind, reason in LOST.items():
                if theirs[kind] >= SHARE.get(kind, HALF) and not self._has(match.line, kind) and self._fact(kind, match):
                    return match.line.span, (line.span,), reason, "high" if theirs[kind] > 0.6 else "medium"
            for kind, reason in GAINED.items():
                if ours[kind] >= SHARE.get(kind, HALF) and not self._told(match, kind, theirs) and self._past(kind, line):
                    return match.line.span, (line.span,), reason, "high" if ours[kind] > 0.6 else "medium"
        return None

    def _shares(self, one: Line, two: Line) -> dict[str, float]:
        """For each force the share of the words in common over which it stands in the first line."""
        common = [word for word in one.words if word.stem in two.stems]
        weights = {word.stem: self.matcher.weight(word.stem) * (2 if word.verb else 1) for word in common}
        shares: dict[str, float] = defaultdict(float)
        for word in {word.stem: word for word in common}.values():
            for kind in word.force | ({"will"} if "would" in word.force else set()):
                shares[kind] += weights[word.stem] / sum(weights.values())
        done = {kind for word in common if word.verb for kind in word.force}
        return defaultdict(float, {k: v for k, v in shares.items() if k in done or k in ("denied", "will", "if")})

    def _has(self, line: Line, kind: str) -> bool:
        return kind in line.force or any(other in line.force for other in MILDER[kind])

    def _told(self, match: Match, kind: str, theirs: dict[str, float]) -> bool:
        """Whether the source has it anywhere in the passage, or something milder over the words in common."""
        return any(kind in line.force for line in match.lines) or any(theirs[milder] for milder in (*MILDER[kind], "able", "would"))

    def _fact(self, kind: str, match: Match) -> bool:
        """Whether what is still to come in the source is told as done; in a free rendering the present may mean it."""
        near = match.share > SAME and not any(match.line.span.contains(m.span) for m in times(self.retelling))
        return kind != "will" or _finished(match.line) or near

    def _past(self, kind: str, line: Line) -> bool:
        return kind != "will" or _finished(line)


def _finished(line: Line) -> bool:
    """Whether its verbs are past or going on."""
    pos = [t.pos for t in line.tokens]
    return any(p.startswith(("VVD", "VBD")) for p in pos) or ("VHZ" in pos or "VHB" in pos) and "VVN" in pos
