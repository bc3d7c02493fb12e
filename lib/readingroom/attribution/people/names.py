"""The people an article names: where, by which whole name, in which role."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from readingroom.attribution.grammar.lists import words

TITLED = r"(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Prof|St|Lt|Col|Capt|Sgt)\."
CAPITALISED = rf"(?:[A-Z]\.(?:[A-Z]\.)*|{TITLED}|[A-Z][^\W\d_]*(?:['’\-‐‑&][^\W\d_]+)*)"
NAME = re.compile(rf"(?<![\w'’]){CAPITALISED}(?: {CAPITALISED})*")


FAR = 600  # characters; longer than two sentences, and it keeps the time linear
STOP = re.compile(r"[a-z\d%)][.!?][”\"’']?\s+")
OPENS = re.compile(r"(?:^|[.!?”\"’']\s|\n)$")
GOES_ON = re.compile(r"(?<![’']s)(?:, [^.,]*,)? (?!and\b|or\b)[a-z]")


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

    def _mention(self, text: str, m: re.Match[str], name: str) -> Person:
        whole = name if " " in name else next(iter(self._full.get(name, [])), name)
        title = m[0][: m[0].find(name)] if name in m[0] else ""
        role = _role(text, m.start(), m.end(), title)
        gender = _gender(title, whole)
        return Person(
            m.start(),
            m.end(),
            whole,
            role,
            gender,
            bool(set(title.split()) & words("title") or gender or role & words("person")),
        )

    def known(self, name: str) -> bool:
        """Whether the article shows that this is a person."""
        return name in self._sure or any(name in names for names in self._full.values())

    def gender(self, name: str) -> str:
        """*he*, *she*, or nothing where the article does not say."""
        return next((p.gender for p in self.mentions if p.name == name and p.gender), "")

    def before(self, place: int) -> Iterator[Person]:
        """The mentions before a place, the nearest first; no more than sixty."""
        last = bisect_left(self._starts, place)
        return reversed(self.mentions[max(0, last - 60) : last])

    def nearest(self, place: int, gender: str) -> str | None:
        """The nearest person before a place who may be of that gender."""
        return next(
            (p.name for p in self.before(place) if p.name in self._sure and self.gender(p.name) in (gender, "")), None
        )

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

    def full(self, name: str, place: int) -> str | None:
        """The whole name a name is part of: the one used last before a place."""
        if " " in name:
            return max((n for n in self._full.get(name.split()[-1], []) if name in n), key=len, default=None)
        known = self._full.get(name, [])
        return next((p.name for p in self.before(place) if p.name in known), known[0] if known else None)


def bare_name(shown: str) -> str:
    """A name without the titles before it; nothing where it is a place, a body or a time.

    >>> bare_name("Chinese Foreign Minister Ana Ruiz"), bare_name("Dover City Council"), bare_name("On Monday Kim Lee")
    ('Ana Ruiz', '', 'Kim Lee')
    """
    parts = re.sub(r"['’]s?$", "", shown).split()
    leading = words("title") | words("demonym") | words("not a name")
    while parts and parts[0] in leading:
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
    before = before if last and last[0].lower() in words("person") else ""
    after = re.match(r", ((?:the|an?|[A-Z]\w+['’]s) [\w\- ]{3,60})", text[end : end + 80])
    behind = re.split(r" (?:who|at|in|of|for|from) ", after[1])[0] if after else ""
    of = re.match(r" of ([A-Z]\w+)", text[end : end + 40])
    land = of[1] if of else ""
    return frozenset(re.findall(r"[\w\-]+", f"{before} {title} {behind} {land}".lower()))


def _gender(title: str, name: str) -> str:
    first = name.split()[0]
    if first in words("he") or re.search(r"\b(?:Mr|Sir|Lord|King|Prince|Chairman|Congressman|Spokesman)\b", title):
        return "he"
    if first in words("she") or re.search(r"\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Chairwoman|Congresswoman)\b", title):
        return "she"
    return ""
