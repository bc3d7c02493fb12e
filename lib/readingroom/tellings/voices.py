"""Whose words a sentence of a retelling gives, and whose they are in its source."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from readingroom.attribution import Attribution
from readingroom.attribution.cues import verbs
from readingroom.attribution.lists import words as listed
from readingroom.attribution.people import NAME, bare_name
from readingroom.frequency.counts import default_stopwords
from readingroom.layers.voices import reported
from readingroom.tellings.passages import Match, Matcher
from readingroom.tellings.reading import Line, Word
from readingroom.text import tokens
from readingroom.text.article import Article, Span
from readingroom.text.index import fold

MOST = 0.6  # of the weight of the words in common, that must be one speaker's
LEAST = 2  # words in common
THE_TEXT = frozenset("article report story paper newspaper release text transcript summary outlet record".split())
ANYBODY = frozenset("official spokesperson spokesman spokeswoman source report media people they".split())
GROUP = re.compile(r"\b(?:and|both|all|the two)\b")
WHO = frozenset("he she they it who i we".split())
NEAR = r"(?:,? (?:an?|the|who (?:is|leads|speaks for|heads))\b|, [A-Z])[^,.;:]{3,70}"
Found = tuple[Span, tuple[Span, ...], str, str, str]


class People:
    """The words that the two texts use for each of their speakers: parts of the name, roles, descriptions."""

    def __init__(self, *articles: Article) -> None:
        self._articles = articles

    @cached_property
    def _roles(self) -> dict[str, set[str]]:
        """Words beside each name, by its last part."""
        found: dict[str, set[str]] = defaultdict(set)
        for article in self._articles:
            for m in NAME.finditer(article.text):
                name = bare_name(m[0])
                if not name:
                    continue
                before = re.split(r"[.;:!?“”\n]|, and ", article.text[max(0, m.start() - 60) : m.start()])[-1]
                before = re.split(r"\b(?:said|and|by|that|told|to|with|from|met|was|is)\b", before)[-1]
                behind = re.match(NEAR, article.text[m.end() : m.end() + 90])
                found[_last(name)] |= _content(f"{before} {m[0][: m[0].find(name)]} {behind[0] if behind else ''}")
        return found

    def same(self, one: str, two: str) -> bool:
        """Whether two speakers may be one: by a part of the name, by a role, or because one is told too vaguely."""
        a, b = _content(one), _content(two)
        if not a or not b or a & b & (_names(one) | _names(two)) or (a <= b or b <= a):
            return True
        if GROUP.search(one) or GROUP.search(two):
            return True
        named = bool(_names(one)), bool(_names(two))
        if all(named):
            return False
        if not any(named):
            return bool(a & b) or bool((a | b) & ANYBODY)
        described, name = (b, one) if named[0] else (a, two)
        return bool(described & (self._roles[_last(bare_name(name) or name)] | ANYBODY))


def _content(text: str) -> set[str]:
    return {
        tokens.lemma(w) for w in re.findall(r"[^\W\d_]+(?:[-‐‑’'][^\W\d_]+)*", text) if fold(w) not in default_stopwords()
    }


def _names(speaker: str) -> set[str]:
    """The parts of a speaker's name, if a person or a body is named."""
    shown = speaker.title() if speaker.isupper() else speaker
    left_out = listed("title") | listed("demonym") | listed("not a name")
    parts = (part for m in NAME.finditer(shown) for part in (bare_name(m[0]) or m[0]).split())
    return {tokens.lemma(part) for part in parts if part not in left_out and fold(part) not in default_stopwords()}


def _last(name: str) -> str:
    return fold(name.split()[-1])


def reports(a: Attribution) -> bool:
    """Whether somebody is said to say it, not only to want or to plan it."""
    cue = verbs().get(a.verb)
    return cue is None or cue.act in ("statement", "manner", "claim", "evidence") or a.kind != "indirect"


class Voices:
    """Compares who says what in a line and in its passage."""

    def __init__(self, matcher: Matcher, source: Article, retelling: Article) -> None:
        self.matcher, self.source, self.retelling = matcher, source, retelling
        self.people = People(source, retelling)

    def check(self, match: Match, before: str) -> Iterator[Found]:
        """For every part of a line that somebody else says in the source, or nobody, or somebody in another's words."""
        for said, words in _parts(match.line):
            line, common = self._best(match.lines, words)
            if line is None or not common:
                continue
            there = Counter[tuple[Attribution, ...]]()
            for word, stem in common:
                there[self._told(word)] += self.matcher.weight(stem)
            theirs, weight = there.most_common(1)[0]
            if weight < MOST * sum(there.values()):
                continue
            span = Span(words[0].token.start, words[-1].token.end)
            if found := self._compare(said, theirs, match, line, before):
                yield span, tuple(p for a in theirs[:1] for p in a.content) or (line.span,), *found

    def _best(self, lines: Sequence[Line], words: Sequence[Word]) -> tuple[Line | None, list[tuple[Word, str]]]:
        stems = {word.stem for word in words}
        best: tuple[float, Line | None, list[tuple[Word, str]]] = (0.0, None, [])
        for line in lines:
            common = [(word, word.stem) for word in line.words if word.stem in stems]
            weight = sum(self.matcher.weight(stem) for stem in {stem for _, stem in common})
            if weight > best[0] and len({stem for _, stem in common}) >= min(LEAST, len(stems)):
                best = weight, line, common
        return best[1], best[2]

    def _told(self, word: Word) -> tuple[Attribution, ...]:
        """Who says a word of the source, but for those who only ask."""
        return tuple(a for a in word.said if a.speaker not in self._askers)

    @cached_property
    def _askers(self) -> set[str | None]:
        """Speakers with name and colon most of whose turns are questions."""
        turns = [a for a in reported(self.source) if a.speaker and a.cue and a.cue.of(self.source.text) == ":"]
        asked = Counter(a.speaker for a in turns if a.content[-1].of(self.source.text).rstrip().endswith("?"))
        every = Counter(a.speaker for a in turns)
        return {who for who, n in asked.items() if 2 * n > every[who]}

    def _compare(self, ours, theirs, match, line, before):
        mine = [_who(a, self.retelling) for a in ours]
        yours = [_who(a, self.source) for a in theirs]
        said = [who for who, a in zip(yours, theirs, strict=True) if who and reports(a)]
        text = match.line.span.of(self.retelling.text)
        if not mine:
            if said and not any(self._mentions(text, before, who) for who in said):
                return "attribution", f"In the source {theirs[-1].speaker} says this; here it is stated flat.", _sure(theirs)
            return None
        if any(self._outlet(who) for who in mine):
            return None
        if not any(map(reports, theirs)):
            new = [x for x, a in zip(mine, ours, strict=True) if reports(a) and not any(self.people.same(x, y) for y in yours)]
            stands = line.span.of(self.source.text)
            if not all(mine + yours) or not new or self._mentions(stands, "", new[-1]) or self._goes_on(line, new):
                return None
            return "attribution", f"The source states this in its own words; here {_short(new[-1])} says it.", "medium"
        if not any(self.people.same(x, y) for x in mine for y in yours):
            if self._doubtful(ours[0], self.retelling, before, yours) or self._doubtful(theirs[0], self.source, _before(self.source, line), mine):
                return None
            return "speaker", f"In the source {theirs[0].speaker} says this, not {ours[0].speaker}.", _sure(ours + theirs)
        lost = [y for y in said if not any(self.people.same(x, y) for x in mine) and not self._mentions(text, "", y)]
        if lost:
            return "attribution", f"In the source these are words of {_short(lost[0])} within another’s; {_short(lost[0])} is gone here.", "medium"
        return None

    def _doubtful(self, a: Attribution, article: Article, before: str, others: Sequence[str]) -> bool:
        """Whether a pronoun may mean one of the others as well."""
        words = _content(before)
        return bool(a.source) and a.source.of(article.text).lower() in WHO and any(
            words & ((_names(who) or _content(who)) | self.people._roles[_last(bare_name(who) or who)] & PERSONS()) for who in others
        )

    def _mentions(self, text: str, before: str, who: str) -> bool:
        """Whether a sentence names somebody, or a pronoun in it may mean them."""
        words = _content(text)
        roles = self.people._roles[_last(bare_name(who) or who)] & PERSONS()
        if words & (_names(who) or _content(who)) or words & roles:
            return True
        return bool(set(re.findall(r"\w+", text.lower())) & WHO and _content(before) & (_names(who) or _content(who)))

    def _outlet(self, who: str) -> bool:
        return bool(_content(who) & (THE_TEXT | _content(f"{self.source.outlet} {self.source.meta.get('author', '')}")))

    def _goes_on(self, line: Line, mine: Sequence[str]) -> bool:
        """Whether the same speaker speaks beside the line in its paragraph: the kit may have missed that they go on."""
        n = self.source.paragraph_at(line.span.start)
        block = self.source.paragraphs[n - 1] if n else line.span
        beside = (a for a in reported(self.source) if a.speaker and any(block.overlaps(c) for c in a.content))
        return any(self.people.same(a.speaker or "", who) for a in beside for who in mine)

def _who(a: Attribution, article: Article) -> str:
    """A speaker with the words that the text has for them; nothing where nobody is named."""
    shown = a.source.of(article.text) if a.source else ""
    return f"{a.speaker}, {shown}" if a.speaker and fold(shown) not in WHO and fold(shown) != fold(a.speaker) else a.speaker or ""


def _short(who: str) -> str:
    return who.split(",")[0]


def _before(article: Article, line: Line) -> str:
    return article.text[max(0, line.span.start - 300) : line.span.start].split("\n")[-1]


def PERSONS() -> frozenset[str]:
    return frozenset(listed("person"))


def _parts(line: Line) -> Iterable[tuple[tuple[Attribution, ...], list[Word]]]:
    """The words of a line by who says them."""
    parts: dict[tuple[Attribution, ...], list[Word]] = defaultdict(list)
    for word in line.words:
        parts[word.said].append(word)
    return parts.items()


def _sure(said: Sequence[Attribution]) -> str:
    return "high" if all(a.confidence == "high" for a in said) else "medium"
