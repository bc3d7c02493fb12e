"""The people an article names: where, by which whole name, in which role, *he* or *she*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from readingroom.attribution.grammar.lists import words
from readingroom.text.files import data_lines

TITLED = r"(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Prof|St|Lt|Col|Capt|Sgt)\."
CAPITALISED = rf"(?:[A-Z]\.(?:[A-Z]\.)*|{TITLED}|[A-Z][^\W\d_]*(?:['’\-‐‑&][^\W\d_]+)*)"
NAME = re.compile(rf"(?<![\w'’]){CAPITALISED}(?: {CAPITALISED})*")

FAR = 600  # characters; longer than two sentences, and it keeps the time linear
STOP = re.compile(r"[a-z\d%)][.!?][”\"’']?\s+")
OPENS = re.compile(r"(?:^|[.!?”\"’']\s|\n)$")
GOES_ON = re.compile(r"(?<![’']s)(?:, [^.,]*,)? (?!and\b|or\b)[a-z]")
OWN = re.compile(r"[^.!?“”\"]{0,60}?\b(his|her|himself|herself)\b")
HE = re.compile(r"\b(?:mr|sir|lord|king|prince|boy|father|brother|husband|son|uncle|[a-z]*(?<!wo)man)\b")
SHE = re.compile(r"\b(?:mrs|ms|miss|lady|queen|princess|girl|mother|sister|wife|daughter|aunt|actress|[a-z]*woman)\b")
RELATIVE = "husband|son|father|brother|wife|daughter|mother|sister"
KIN = re.compile(rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|whose|[A-Z]\w+['’]s) (?:\w+ )?({RELATIVE}),? $")
ROLE = re.compile(r"(?:^|[.!?”’\"] |, |\n)([Tt]he|[Hh]is|[Hh]er|[Tt]heir|An?) ([a-z-]+)(?: ([a-z-]+))? ")


class Person(NamedTuple):
    """A mention of somebody: where, by which whole name, with the words that say what they are."""

    start: int
    end: int
    name: str
    role: frozenset[str]
    gender: str
    sure: bool  # a title, a role or a first name says that this is a person


class People:
    """The people of one article.

    >>> people = People("Mayor Ana Ruiz met Kim Lee, a nurse. Ruiz and the Dover Bank agreed.")
    >>> [(person.name, person.sure) for person in people.before(70)]
    [('Ana Ruiz', True), ('Kim Lee', True), ('Ana Ruiz', True)]
    >>> people.full("Lee", 60), people.full("Dover", 60), people.gender("Ana Ruiz")
    ('Kim Lee', None, 'she')
    >>> people = People("Robin Teale lost her house. Her husband, Pat Roy, was out.")
    >>> people.gender("Robin Teale"), people.gender("Pat Roy")
    ('she', 'he')
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._full: dict[str, list[str]] = {}
        named = [(m, name) for m in NAME.finditer(text) if (name := bare_name(m[0]))]
        for _, name in named:
            parts = name.split()
            for part in {parts[0], parts[-1]} if len(parts) > 1 else ():
                if name not in self._full.setdefault(part, []):
                    self._full[part].append(name)
        self.mentions = [self._mention(text, m, name) for m, name in named]
        self._starts = [person.start for person in self.mentions]
        self._sure = {person.name for person in self.mentions if person.sure}
        self._gender = {p.name: p.gender for p in reversed(self.mentions) if p.gender}

    def _mention(self, text: str, m: re.Match[str], name: str) -> Person:
        whole = name if " " in name else next(iter(self._full.get(name, [])), name)
        title = m[0][: m[0].find(name)] if name in m[0] else ""
        role = _role(text, m.start(), m.end(), title)
        gender = _gender(text, m, role, whole)
        sure = bool(set(title.split()) & words("title") or gender or any(map(is_person, role)))
        return Person(m.start(), m.end(), whole, role, gender, sure)

    def known(self, name: str) -> bool:
        """Whether the article shows that this is a person."""
        return name in self._sure or any(name in names for names in self._full.values())

    def gender(self, name: str) -> str:
        """*he*, *she*, or nothing where the article does not say; of a role, as its word says."""
        return self._gender.get(name) or ("" if name in self._sure else _of_words(name.lower()))

    def main(self) -> str | None:
        """The person the article names most."""
        ranked = Counter(p.name for p in self.mentions if p.name in self._sure).most_common(1)
        return ranked[0][0] if ranked else None

    def before(self, place: int) -> Iterator[Person]:
        """The mentions before a place, the nearest first; no more than sixty."""
        last = bisect_left(self._starts, place)
        return reversed(self.mentions[max(0, last - 60) : last])

    def nearest(self, place: int, gender: str) -> str | None:
        """The nearest person before a place of that gender; else the only person so far, if the gender is not told."""
        near = [p.name for p in self.before(place) if p.name in self._sure]
        told = next((name for name in near if self.gender(name) == gender), None)
        others = {name for name in near if not self.gender(name)}
        return told or (others.pop() if len(others) == 1 else None)

    def opening(self, place: int) -> Person | None:
        """The person who opens the sentence of a place, or the sentence before it, as its subject.

        >>> People("Ana Ruiz met Lee. It rained. Lee’s car broke. She left.").opening(49) is None
        True
        >>> People("Ana Ruiz left. She met Kim Lee.").opening(15).name
        'Ana Ruiz'
        """
        for person in self.before(place):
            if place - person.start > FAR or len(STOP.findall(self._text, person.start, place)) > 1:
                return None
            opens = OPENS.search(self._text, max(0, person.start - 3), person.start)
            if opens and person.name in self._sure and GOES_ON.match(self._text, person.end):
                return person
        return None

    def role_opening(self, place: int, gender: str) -> tuple[str, int] | None:
        """Somebody without a name who opens a clause before a place as its subject, and where.

        >>> People("The chairman was brief. It rained, he said.").role_opening(33, "he")
        ('the chairman', 0)
        """
        first = max(0, place - FAR // 2)
        for m in reversed(list(ROLE.finditer(self._text, first, place))):
            head = next((n for n in (2, 3) if m[n] and is_person(m[n])), 0)
            if head and _of_words(m[head]) in (gender, ""):
                shown = self._text[m.start(1) : m.end(head)]
                return shown[0].lower() + shown[1:], m.start(1)
        return None

    def pair(self, place: int) -> str | None:
        """The last two people, or countries, that *and* joins before a place: who *both* are.

        >>> People("Ana Sorel and Piet Maas left. Both smiled.").pair(30)
        'Ana Sorel and Piet Maas'
        """
        joined = re.finditer(rf"({NAME.pattern}) and ({NAME.pattern})", self._text[max(0, place - FAR) : place])
        last = next(reversed(list(joined)), None)
        return f"{bare_name(last[1]) or last[1]} and {bare_name(last[2]) or last[2]}" if last else None

    def full(self, name: str, place: int) -> str | None:
        """The whole name a name is part of: the one used last before a place."""
        if " " in name:
            return max((n for n in self._full.get(name.split()[-1], []) if name in n), key=len, default=None)
        known = self._full.get(name, [])
        return next((p.name for p in self.before(place) if p.name in known), known[0] if known else None)


@cache
def first_names() -> dict[str, str]:
    """First names that are mostly a man's (*he*) or a woman's (*she*)."""
    lines = (line.split(":") for line in data_lines("attribution/people/first-names.txt"))
    return {name: who.strip() for who, names in lines for name in names.split()}


def is_person(word: str) -> bool:
    """Whether a noun names what somebody is: *mayor*, *spokeswoman*, *biologist*."""
    return word in words("person") or bool(re.fullmatch(r"[a-z]{3,}(?:man|woman|person|ologist|ographer)", word))


def bare_name(shown: str) -> str:
    """A name without the titles before it; nothing where it is a place, a body or a time.

    >>> bare_name("Chinese Foreign Minister Ana Ruiz"), bare_name("Dover City Council"), bare_name("On Monday Kim Lee")
    ('Ana Ruiz', '', 'Kim Lee')
    """
    parts = re.sub(r"['’]s?$", "", shown).split()
    leading = words("title") | words("demonym") | words("not a name")
    last = max((n for n, part in enumerate(parts[:-1]) if part in words("title")), default=-1)
    parts = parts[last + 1 :] if last < 3 else parts  # *old Mr Vance*
    while parts and (parts[0] in leading or (len(parts) > 1 and is_person(parts[0].lower()))):
        parts = parts[1:]
    pieces = {piece for part in parts for piece in (part, *re.split("[-‐‑]", part))}
    if not parts or len(parts) > 4 or pieces & (words("organisation") | words("not a name")):
        return ""
    return " ".join(parts).rstrip(".")


BREAK = re.compile(
    r"[.,;:!?”\"] ?|\b(?:and|with|by|that|on|in|to|from|as|is|are|was|for|of|the|a|an|than|when|said|told) "
)


def _role(text: str, start: int, end: int, title: str) -> frozenset[str]:
    """The words that say what somebody is, right before the name or behind it: *spokesman Lee; Lee, the mayor*."""
    before = BREAK.split(text[max(0, start - 60) : start])[-1]
    last = before.split(" ")[-2:-1]
    before = before if last and is_person(last[0].lower()) else ""
    after = re.match(r", ((?:the|an?|[A-Z]\w+['’]s) [\w\- ]{3,60})", text[end : end + 80])
    behind = re.split(r" (?:who|at|in|of|for|from) ", after[1])[0] if after else ""
    of = re.match(r" of ([A-Z]\w+)", text[end : end + 40])
    land = of[1] if of else ""
    return frozenset(re.findall(r"[\w\-]+", f"{before} {title} {behind} {land}".lower()))


def _gender(text: str, m: re.Match[str], role: frozenset[str], name: str) -> str:
    """By the title or role, a relative's word before the name, *his* or *her* behind it, or the first name."""
    kin = KIN.search(text[max(0, m.start() - 40) : m.start()])
    told = _of_words(" ".join(role)) or (_of_words(kin[1]) if kin else "") or first_names().get(name.split()[0], "")
    own = OWN.match(text, m.end()) if not told and GOES_ON.match(text, m.end()) else None
    if own and not NAME.search(text, m.end(), own.end()):
        told = "she" if own[1].startswith("her") else "he"
    return told


def _of_words(role: str) -> str:
    return "she" if SHE.search(role) else "he" if HE.search(role) else ""
