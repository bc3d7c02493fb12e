"""Who is meant: pronouns, surnames, titles and capitals, resolved within one article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

CAPITALISED = r"[A-Z][^\W\d_]*(?:[.'’\-‐‑&]?[^\W\d_]+)*\.?"
NAME = re.compile(rf"(?<![\w'’]){CAPITALISED}(?: {CAPITALISED})*")
PRONOUNS = {"he": "he", "him": "he", "himself": "he", "his": "he", "she": "she", "her": "she", "herself": "she"}
PLURALS = frozenset(
    [
        "they",
        "them",
        "it",
        "we",
        "us",
        "i",
        "you",
        "themselves",
        "itself",
        "who",
        "which",
        "that",
        "those",
        "these",
        "this",
    ]
)
WEAK = frozenset(["the", "a", "an", "one", "two", "some", "many", "other", "another"])


class Person(NamedTuple):
    """A mention of somebody: where, the whole name, and the words before and behind it that say what they are."""

    start: int
    name: str
    role: str
    gender: str


class Speakers:
    """The people of one article, by where they are mentioned.

    >>> who = Speakers("Foreign Minister Ana Ruiz met Kim Lee, the mayor of Dover. Ruiz spoke. She smiled. He left.")
    >>> who.named("Ruiz", 60), who.named("She", 74), who.named("the minister", 74), who.named("the mayor", 80)
    ('Ana Ruiz', 'Ana Ruiz', 'Ana Ruiz', 'Kim Lee')
    >>> who.named("two officials", 80), who.named("they", 80)
    ('two officials', None)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.full: dict[str, list[str]] = {}
        self.mentions = list(self._people())
        self.starts = [m.start for m in self.mentions]

    def named(self, source: str, place: int, recent: str | None = None) -> str | None:
        """The name of a source that stands at a place; `recent` is the last speaker before it.

        The rule: a pronoun is the last speaker, or else the nearest person before it, of its gender; a surname is the
        whole name it is part of; a title without a name is the nearest person before it with that title; a capital is
        its country's government.  Where the article gives no name, the source's own words stand for it.
        """
        bare = re.sub(r"['’]s?$", "", source.strip())
        low = bare.lower()
        if low in PRONOUNS:
            return self._pronoun(PRONOUNS[low], place, recent)
        if low in ("who", "which", "that", "whom"):
            return self._antecedent(place)
        if low in PLURALS:
            return recent if low in ("it", "they") and recent and self._gender(recent) == "" and " " in recent else None
        return self._by_name(bare, place) or self._by_title(bare, place) or _capital(bare) or _described(bare)

    # -- the people

    def _people(self) -> Iterator[Person]:
        found = []
        for m in NAME.finditer(self.text):
            start, name, title = _stripped(self.text, m)
            if name and not set(name.split()) & words("organisation"):
                found.append((start, m.end(), name, title))
                if " " in name:
                    for part in {name.split()[0], name.split()[-1]}:
                        known = self.full.setdefault(part, [])
                        if name not in known:
                            known.append(name)
        for start, end, name, title in found:
            whole = name if " " in name else next(iter(self.full.get(name, [])), name)
            yield Person(start, whole, _role(self.text, start, end, title), _gender(title, whole))

    def _gender(self, name: str) -> str:
        known = [m.gender for m in self.mentions if m.name == name and m.gender]
        return known[0] if known else ""

    def _before(self, place: int) -> Iterator[Person]:
        for i in range(bisect_left(self.starts, place) - 1, max(-1, bisect_left(self.starts, place) - 60), -1):
            yield self.mentions[i]

    def _pronoun(self, gender: str, place: int, recent: str | None) -> str | None:
        if recent and self._gender(recent) in (gender, "") and any(m.name == recent for m in self._before(place)):
            return recent
        for m in self._before(place):
            if " " in m.name and self._gender(m.name) in (gender, ""):
                return m.name
        return None

    def _antecedent(self, place: int) -> str | None:
        before = self.text[max(0, place - 120) : place].rstrip(" ,")
        names = [m for m in NAME.finditer(before) if m.end() >= len(before) - 40]
        if names and names[-1].end() == len(before):
            return self._by_name(names[-1][0], place) or names[-1][0]
        last = re.search(r"(?:\b(?:a|an|the|\w+) )?[\w'’\-]+$", before)
        near = next((m for m in self._before(place) if place - m.start < 80), None)
        return near.name if near else last[0] if last else None

    def _by_name(self, source: str, place: int) -> str | None:
        head = re.split(r" (?:of|for|from|at|in|on|with|who|which|whose|to) |[,(;—–]", source)[0]
        for piece in [head, source]:
            for m in reversed(list(NAME.finditer(piece))):
                _, name, title = _stripped(piece, m)
                if not name or set(name.split()) & words("organisation"):
                    continue
                if m.end() < len(head) and piece is head and head[m.end() :].strip(" '’s.)"):
                    continue  # "Trump campaign officials"
                if " " not in name and name not in self.full and not title and piece is source and piece is not head:
                    continue
                if " " not in name and _capital(name):
                    continue
                return self._whole(name, place)
            if (
                piece is head
                and re.match(r"(?i)(?:the |a |an )?[\w ]*\b(?:spokes\w+|minister|president|official)", head) is None
            ):
                break
        return None

    def _whole(self, name: str, place: int) -> str:
        if " " in name:
            longer = [n for n in self.full.get(name.split()[-1], []) if name in n]
            return max(longer, key=len, default=name)
        known = self.full.get(name, [])
        return next((m.name for m in self._before(place) if m.name in known), known[0] if known else name)

    def _by_title(self, source: str, place: int) -> str | None:
        m = re.match(r"(?i)the (?:(?P<of>[\w.\-]+) )??(?P<title>[\w\-]+)$", source)
        if m is None:
            return None
        title, of = m["title"].lower(), (m["of"] or "").lower()
        for person in self._before(place):
            role = person.role.lower().split()
            if title in role and (not of or of in role):
                return person.name
        return None


def _described(source: str) -> str | None:
    shown = re.split(r", | who | which ", source)[0].strip()
    return re.sub(r"^(?:The|A|An)\b", lambda m: m[0].lower(), shown) if shown else None


def _capital(source: str) -> str | None:
    return dict(pair.split("=") for pair in words("capital")).get(source, "").replace("·", " ") or None


def _stripped(text: str, m: re.Match[str]) -> tuple[int, str, str]:
    """Where the name itself begins in a run of capitalised words, the name, and the titles before it."""
    parts = m[0].split(" ")
    place = m.start()
    titles: list[str] = []
    while parts and (parts[0] in words("title") | words("demonym") | words("not a name")):
        titles.append(parts[0])
        place += len(parts[0]) + 1
        parts = parts[1:]
    name = re.sub(r"['’]s?$", "", " ".join(parts)).rstrip(".")
    return place, name if len(parts) <= 4 else "", " ".join(titles)


def _role(text: str, start: int, end: int, title: str) -> str:
    before = re.search(r"(?:[\w.\-]+ ){0,6}$", text[max(0, start - 80) : start])
    after = re.match(r",? (?:the|a|an) ([\w\- ]{3,60})", text[end : end + 70])
    near = re.split(r"[.] |\b(?:said|and|with|by|that|when|while)\b", before[0])[-1] if before else ""
    return f"{near} {title} {after[1] if after and text[end] == ',' else ''}"


def _gender(title: str, name: str) -> str:
    first = name.split()[0]
    if first in words("he") or re.search(r"\b(?:Mr|Sir|Lord|King|Prince|Chairman|Congressman|Spokesman)\b", title):
        return "he"
    if first in words("she") or re.search(
        r"\b(?:Mrs|Ms|Miss|Lady|Queen|Princess|Chairwoman|Congresswoman|Spokeswoman)\b", title
    ):
        return "she"
    return ""


@cache
def words(heading: str) -> frozenset[str]:
    """The words under a heading of names.txt.

    >>> "Senator" in words("title"), "Beijing=China" in words("capital")
    (True, True)
    """
    lines = files("readingroom.attribution").joinpath("names.txt").read_text("utf-8").splitlines()
    found: set[str] = set()
    current = ""
    for line in lines:
        if line.startswith("["):
            current = line.strip("[]")
        elif current == heading and not line.startswith("#"):
            found.update(line.split())
    return frozenset(found)
