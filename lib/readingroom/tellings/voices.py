"""Whose words a sentence of a retelling gives, and whose they are in its source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from readingroom.attribution import Attribution
from readingroom.attribution.grammar.cues import verbs
from readingroom.attribution.model import Confidence
from readingroom.layers.base import tokens_at
from readingroom.layers.voices import reported
from readingroom.tellings.passages import Match, Matcher
from readingroom.tellings.people import PRONOUNS, People, content
from readingroom.tellings.reading import Line, Word
from readingroom.text.article import Article, Span
from readingroom.text.index import fold

MOST = 0.6  # of the weight of the words in common, that must be one speaker's
LEAST = 2  # words in common
LIKE, SURE, SAME = 0.45, 0.6, 0.8  # shares of a line found in its passage, to be surer and surer of whose it is
SAYING = ("statement", "manner", "claim", "evidence")
NOBODY: frozenset[str] = frozenset()
THE_TEXT = frozenset(["article", "report", "story", "paper", "newspaper", "release", "text", "transcript", "summary"])
NEGATED = re.compile(r"\b(?:not|never)\b|n['’]t\b")
INDEFINITE = re.compile(r"(?:(?:every|any|some|no)(?:body|one| one)|nobody|people|many|few|most|critics)\b", re.I)

Said = tuple[Attribution, ...]
Kind = Literal["speaker", "attribution"]
Change = tuple[Kind, str, Confidence]


@dataclass(frozen=True, slots=True)
class Side:
    """Who says some words in one of the two texts, the innermost first, with the names that the text has for them."""

    said: Said
    names: list[str]

    @property
    def reports(self) -> list[str]:
        """Those who are said to say it, not only to want or to plan it."""
        return [who for who, a in zip(self.names, self.said, strict=True) if who and _reports(a)]


class Voices:
    """Compares who says what in a line and in its passage."""

    def __init__(self, matcher: Matcher, source: Article, retelling: Article) -> None:
        self.matcher, self.source, self.retelling = matcher, source, retelling
        self.people = People(source, retelling)

    def check(self, match: Match, before: str) -> Iterator[tuple[Kind, Span, tuple[Span, ...], str, Confidence]]:
        """For every part of a line that somebody else says in the source, or nobody, or somebody in another's words.

        `before` is what the retelling says before it, where a pronoun may have its name.
        """
        for ours, words in self._parts(match.line):
            there = self._there(match.lines, words)
            theirs = max(there, key=lambda said: sum(there[said].values()), default=None)
            if theirs is None or not self._mostly(there, theirs, words):
                continue
            line = next(x for x in match.lines if any(self._told(w, self.source) == theirs for w in x.words))
            pair = self._side(ours, self.retelling), self._side(theirs, self.source)
            if found := self._compare(*pair, match, line, before, len(words)):
                kind, reason, sure = found
                places = theirs[0].content if theirs else (line.span,)
                yield kind, Span(words[0].token.start, words[-1].token.end), places, reason, sure

    def _side(self, said: Said, article: Article) -> Side:
        return Side(said, [_who(a, article) for a in said])

    def _parts(self, line: Line) -> Iterator[tuple[Said, list[Word]]]:
        """The words of a line by who says them."""
        parts: dict[Said, list[Word]] = defaultdict(list)
        for word in line.words:
            parts[self._told(word, self.retelling)].append(word)
        yield from parts.items()

    def _there(self, lines: Sequence[Line], words: Sequence[Word]) -> dict[Said, dict[str, float]]:
        """Who says these words in the source, with the weight of each: where several lines have one, in the best."""
        left = {word.stem for word in words}
        found: dict[Said, dict[str, float]] = defaultdict(dict)
        for line in lines:
            for word in line.words:
                if word.stem in left:
                    found[self._told(word, self.source)][word.stem] = self.matcher.weight(word.stem)
            left -= line.stems
        return found

    def _mostly(self, there: dict[Said, dict[str, float]], theirs: Said, words: Sequence[Word]) -> bool:
        every = {stem: weight for stems in there.values() for stem, weight in stems.items()}
        enough = len(there[theirs]) >= min(LEAST, len({word.stem for word in words}))
        return enough and sum(there[theirs].values()) >= MOST * sum(every.values())

    def _compare(self, ours: Side, theirs: Side, match: Match, line: Line, before: str, words: int) -> Change | None:
        text = match.line.span.of(self.retelling.text)
        if not all(ours.names) or any(self._outlet(who) for who in ours.names) or match.share < LIKE:
            return None
        if not ours.reports:
            known = theirs.reports and match.share > SURE and 2 * words >= len(match.line.words)
            if known or not (ours.said and theirs.said):
                return self._flat(theirs, text, before, line) if known else None
        elif not theirs.reports:
            return self._put(ours, theirs, line) if match.share > SURE else None
        if not self._any_same(ours.names, theirs.names) or self._turned(ours.names, theirs.names):
            named = any(self.people.named_in(line.span.of(self.source.text), who) for who in ours.names)
            if named and match.share < SAME and not self._turned(ours.names, theirs.names):
                return None  # a sentence of two speakers, and in other words
            return self._other(ours, theirs, line, before)
        kept = {y for y in theirs.reports if any(self.people.same(x, y, NOBODY) for x in ours.names)}
        lost = [y for y in theirs.reports if y not in kept and not self._meant(text, "", y)]
        if len(theirs.reports) > len(lost) > 0 and words >= LEAST and match.share > SURE:
            return (
                "attribution",
                f"In the source the words stand with {_short(lost[0])} as well, who is gone here.",
                "medium",
            )
        return None

    def _flat(self, theirs: Side, text: str, before: str, line: Line) -> Change | None:
        """What somebody says in the source and nobody here; whoever is named here may be the one."""
        near = [who for who in self._beside(line) if self.people.named_in(text, who)]
        said = theirs.reports
        if (
            not said
            or self._vague(theirs, self.source, self._paragraph(line), near)
            or self._meant(text, before, said[-1])
        ):
            return None
        return "attribution", f"In the source {_short(said[-1])} says this; here it is stated flat.", _sure(theirs.said)

    def _put(self, ours: Side, theirs: Side, line: Line) -> Change | None:
        """What the source states and somebody says here, who is not near it there."""
        new = [x for x in ours.reports if not self._any_same([x], theirs.names)]
        stands = line.span.of(self.source.text)
        if not new or not all(theirs.names) or self._meant(stands, "", new[-1]) or self._goes_on(line, new):
            return None
        return "attribution", f"The source states this in its own words; here {_short(new[-1])} says it.", "medium"

    def _other(self, ours: Side, theirs: Side, line: Line, before: str) -> Change | None:
        """What somebody else says in the source, unless one of the two is only a pronoun or a noun's owner."""
        unsure = _noun(ours.said[0], self.retelling) or _noun(theirs.said[0], self.source)
        beside = self._paragraph(line)
        if unsure or self._vague(ours, self.retelling, before, theirs.names):
            return None
        if self._vague(theirs, self.source, beside, ours.names):
            return None
        who = _short(theirs.names[0]), _short(ours.names[0])
        return "speaker", f"In the source {who[0]} says this, not {who[1]}.", _sure(ours.said + theirs.said)

    def _any_same(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        return any(self.people.same(x, y) for x in ours for y in theirs)

    def _turned(self, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        """Whether who reports whom has changed places."""
        ends = (ours[0], ours[-1]), (theirs[-1], theirs[0])
        crossed = all(self.people.same(x, y) for x, y in zip(*ends, strict=True))
        return len(ours) > 1 and len(theirs) > 1 and crossed and not self.people.same(ours[0], theirs[0])

    def _told(self, word: Word, article: Article) -> Said:
        """Those who say it: not who only asks, nor nobody in particular, nor who did not say it."""
        return tuple(a for a in word.said if not self._silent(a, article))

    def _silent(self, a: Attribution, article: Article) -> bool:
        shown = a.source.of(article.text) if a.source else ""
        denied = a.cue and a.kind == "indirect" and NEGATED.search(a.cue.of(article.text))
        return bool(denied or INDEFINITE.match(shown)) or a.speaker in self._askers

    @cached_property
    def _askers(self) -> set[str | None]:
        """Speakers with name and colon most of whose turns are questions."""
        text = self.source.text
        turns = [a for a in reported(self.source) if a.speaker and a.cue and a.cue.of(text) == ":"]
        asked = Counter(a.speaker for a in turns if a.content[-1].of(text).rstrip().endswith("?"))
        every = Counter(a.speaker for a in turns)
        return {who for who, n in asked.items() if 2 * n > every[who]}

    def _meant(self, text: str, before: str, who: str) -> bool:
        """Whether a sentence names somebody, or a pronoun in it may mean them."""
        pronoun = not PRONOUNS.isdisjoint(re.findall(r"\w+", text.lower()))
        return self.people.named_in(text, who) or (pronoun and self.people.named_in(before, who))

    def _vague(self, side: Side, article: Article, before: str, others: Sequence[str]) -> bool:
        """Whether it is said by a pronoun that may mean one of the others as well."""
        source = side.said[0].source
        pronoun = source and source.of(article.text).lower() in PRONOUNS
        return bool(pronoun) and any(self.people.named_in(before, who) for who in others if who)

    def _outlet(self, who: str) -> bool:
        known = content(f"{self.source.outlet} {self.source.meta.get('author', '')}")
        return bool(content(who) & (THE_TEXT | known))

    def _paragraph(self, line: Line) -> str:
        text = self.source.text
        return text[max(0, line.span.start - 300) : line.span.start].split("\n")[-1] + line.span.of(text)

    def _goes_on(self, line: Line, mine: Sequence[str]) -> bool:
        """Whether one of them speaks beside the line in its paragraph: the kit may have missed that they go on."""
        return any(self.people.same(speaker, who) for speaker in self._beside(line) for who in mine)

    def _beside(self, line: Line) -> set[str]:
        """Who speaks in the paragraph of a line."""
        return self._by_block[bisect_right(self._blocks, line.span.start)]

    @cached_property
    def _blocks(self) -> list[int]:
        return [block.start for block in self.source.blocks]

    @cached_property
    def _by_block(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        for a in reported(self.source):
            for part in a.content if a.speaker else ():
                found[bisect_right(self._blocks, part.start)].add(_who(a, self.source))
        return found


def _reports(a: Attribution) -> bool:
    """Whether somebody is said to say it, not only to want or to plan it."""
    cue = verbs().get(a.verb)
    return cue is None or cue.act in SAYING or a.kind != "indirect"


def _who(a: Attribution, article: Article) -> str:
    """A speaker with the words that the text has for them; nothing where nobody is named."""
    shown = a.source.of(article.text) if a.source else ""
    more = f", {shown}" if shown and fold(shown) not in PRONOUNS and fold(shown) != fold(a.speaker or "") else ""
    return f"{a.speaker}{more}" if a.speaker else ""


def _short(who: str) -> str:
    name = who.split(",")[0]
    return name.title() if name.isupper() else name


def _noun(a: Attribution, article: Article) -> bool:
    """Whether a noun reports, *her claim that*: it may belong to somebody else."""
    cue = tokens_at(article, a.cue) if a.cue else ()
    return bool(cue) and a.verb not in ("", "accord") and not any(t.pos.startswith("V") for t in cue)


def _sure(said: Said) -> Confidence:
    return "high" if all(a.confidence == "high" for a in said) else "medium"
