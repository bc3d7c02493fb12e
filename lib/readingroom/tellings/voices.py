"""Whose words a sentence of a retelling gives, and whose they are in its source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from readingroom.attribution import Attribution
from readingroom.attribution.cues import verbs
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
SURE = 0.6  # share of a line found in its passage, from which on it may have lost one of two speakers
SAYING = ("statement", "manner", "claim", "evidence")
THE_TEXT = frozenset(["article", "report", "story", "paper", "newspaper", "release", "text", "transcript", "summary"])
NEGATED = re.compile(r"\b(?:not|never)\b|n['’]t\b")
INDEFINITE = re.compile(r"(?:every|any|some|no)(?:body|one| one)|nobody|people|many|few|most|critics", re.I)

Said = tuple[Attribution, ...]
Change = tuple[Literal["speaker", "attribution"], str, Confidence]  # kind, reason, how sure


class Voices:
    """Compares who says what in a line and in its passage."""

    def __init__(self, matcher: Matcher, source: Article, retelling: Article) -> None:
        self.matcher, self.source, self.retelling = matcher, source, retelling
        self.people = People(source, retelling)

    def check(
        self, match: Match, before: str
    ) -> Iterator[tuple[Literal["speaker", "attribution"], Span, tuple[Span, ...], str, Confidence]]:
        """For every part of a line that somebody else says in the source, or nobody, or somebody in another's words.

        `before` is what the retelling says before it, where a pronoun may have its name.
        """
        for ours, words in self._parts(match.line):
            there = self._there(match.lines, words)
            theirs = max(there, key=lambda said: sum(there[said].values()), default=None)
            if theirs is None or not self._mostly(there, theirs, words):
                continue
            line = next(x for x in match.lines if any(self._told(w, self.source) == theirs for w in x.words))
            if found := self._compare(ours, theirs, match, line, before, len(words)):
                kind, reason, sure = found
                places = theirs[0].content if theirs else (line.span,)
                yield kind, Span(words[0].token.start, words[-1].token.end), places, reason, sure

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

    def _compare(self, ours: Said, theirs: Said, match: Match, line: Line, before: str, words: int) -> Change | None:
        mine, yours = [_who(a, self.retelling) for a in ours], [_who(a, self.source) for a in theirs]
        said = [who for who, a in zip(yours, theirs, strict=True) if who and _reports(a)]
        text = match.line.span.of(self.retelling.text)
        if not ours:
            return self._flat(said, theirs, text, before, line) if 2 * words >= len(match.line.words) else None
        if not all(mine) or any(self._outlet(who) for who in mine):
            return None
        if not any(map(_reports, theirs)):
            return self._put(mine, ours, yours, line)
        if not any(self.people.same(x, y) for x in mine for y in yours):
            return self._other(ours, theirs, mine, yours, line, before)
        lost = [y for y in said if not any(self.people.same(x, y) for x in mine) and not self._meant(text, "", y)]
        if lost and words >= LEAST and match.share > SURE:
            name = _short(lost[0])
            return (
                "attribution",
                f"In the source {name} says this, reported by another or reporting one; {name} is gone here.",
                "medium",
            )
        return None

    def _flat(self, said: Sequence[str], theirs: Said, text: str, before: str, line: Line) -> Change | None:
        near = [who for who in self._beside(line) if self.people.named_in(text, who)]
        if (
            not said
            or self._vague(theirs[0], self.source, self._paragraph(line), near)
            or any(self._meant(text, before, who) for who in said)
        ):
            return None
        return "attribution", f"In the source {_short(said[-1])} says this; here it is stated flat.", _sure(theirs)

    def _put(self, mine: Sequence[str], ours: Said, yours: Sequence[str], line: Line) -> Change | None:
        new = [
            x for x, a in zip(mine, ours, strict=True) if _reports(a) and not any(self.people.same(x, y) for y in yours)
        ]
        if (
            not new
            or not all(yours)
            or self._meant(line.span.of(self.source.text), "", new[-1])
            or self._goes_on(line, new)
        ):
            return None
        return "attribution", f"The source states this in its own words; here {_short(new[-1])} says it.", "medium"

    def _other(
        self, ours: Said, theirs: Said, mine: Sequence[str], yours: Sequence[str], line: Line, before: str
    ) -> Change | None:
        pair = (ours[0], self.retelling), (theirs[0], self.source)
        beside = self._paragraph(line)
        if any(_noun(*x) for x in pair) or self._vague(*pair[0], before, yours) or self._vague(*pair[1], beside, mine):
            return None
        return "speaker", f"In the source {_short(yours[0])} says this, not {_short(mine[0])}.", _sure(ours + theirs)

    def _told(self, word: Word, article: Article) -> Said:
        """Those who say it: not who only asks, nor nobody in particular, nor who did not say it."""
        return tuple(a for a in word.said if not self._silent(a, article))

    def _silent(self, a: Attribution, article: Article) -> bool:
        shown = a.source.of(article.text) if a.source else ""
        denied = a.cue and a.kind == "indirect" and NEGATED.search(a.cue.of(article.text))
        return bool(denied or INDEFINITE.fullmatch(shown)) or a.speaker in self._askers

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

    def _vague(self, a: Attribution, article: Article, before: str, others: Sequence[str]) -> bool:
        """Whether it is said by a pronoun that may mean one of the others as well."""
        pronoun = a.source and a.source.of(article.text).lower() in PRONOUNS
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
    return who.split(",")[0]


def _noun(a: Attribution, article: Article) -> bool:
    """Whether a noun reports, *her claim that*: it may belong to somebody else."""
    cue = tokens_at(article, a.cue) if a.cue else ()
    return bool(cue) and a.verb not in ("", "accord") and not any(t.pos.startswith("V") for t in cue)


def _sure(said: Said) -> Confidence:
    return "high" if all(a.confidence == "high" for a in said) else "medium"
