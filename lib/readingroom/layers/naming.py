"""Names: people, organisations, places; by rules and two short lists, without a model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from readingroom.layers.base import Sentence, layer, listed, tagged
from readingroom.layers.voices import reported
from readingroom.text.article import Article, Mark, Span

SMALL = ("AT", "AV", "CJ", "D", "PN", "PR")  # tags of words that are no names: Both, When, Each
LINKS = ("for", "and", "the", "&")  # small words inside an organisation's name
TITLE = re.compile(
    r"(?:Vice-)?(?:Presidents?|Ministers?|Premier|Chancellor|Secretary|Mayor|Governor|Senator|Ambassador|Professor|"
    r"Admiral|King|Queen|Prince|Princess|Pope|Dr|Mr|Mrs|Ms|Miss|Sir|Councilor|Councillor|Judge|Spokes\w+)\.?|"
    r"spokes(?:person|man|woman)|president|minister|counterpart|mayor|secretary|author"
)
ROLE = re.compile(r"spokes\w+|president|minister|secretary|mayor|governor|director|head|chief|leader|who|counterpart")


class Run(NamedTuple):
    """Capitalised words in a row: tokens `first` up to, not including, `last` of a sentence."""

    sentence: Sentence
    first: int
    last: int

    @property
    def name(self) -> str:
        """The words with one space between them."""
        return " ".join(t.text for t in self.sentence[self.first : self.last])

    def mark(self, label: str, why: str) -> Mark:
        """The run as a mark."""
        span = Span(self.sentence[self.first].start, self.sentence[self.last - 1].end)
        return Mark(span, label, f"“{self.name}” {why}.")


@layer("names")
def names(article: Article) -> Iterator[Mark]:
    """People, organisations, places: capitalised words, told apart by what stands in and beside them.

    >>> from readingroom.layers import hits
    >>> hits(names, "Mayor Ana Ruiz flew to Peru. The Ministry of Health thanked Ruiz.")
    [('Ana Ruiz', 'person'), ('Peru', 'place'), ('Ministry of Health', 'organisation'), ('Ruiz', 'person')]
    >>> hits(names, "On Monday the cook carved turkey; the Winter Games were over.")
    []

    It misses people without a title, an apposition or words of their own; firms without *Inc* or *Group*; and places
    that are not on its list.
    """
    runs = [part for sentence in tagged(article) for run in _runs(sentence) for part in _parts(run)]
    people = _people(article, runs)
    for run in (part for whole in runs for part in _cut(whole, people)):
        if is_place(run.name):
            yield run.mark("place", "is on the list of places")
        elif is_organisation(run.name):
            yield run.mark("organisation", "holds a word that names organisations")
        elif run.name in people:
            yield run.mark("person", people[run.name])


def _cut(run: Run, people: dict[str, str]) -> Iterator[Run]:
    """A run cut before a known person's name at its end: "Ministry of Health Ana Ruiz"."""
    for n in range(run.first + 1, run.last - 1):
        if run._replace(first=n).name in people:
            yield run._replace(last=n)
            yield run._replace(first=n)
            return
    yield run


def _runs(sentence: Sentence) -> Iterator[Run]:
    first = 0
    while first < len(sentence):
        last = first
        while last < len(sentence) and _goes_on(sentence, first, last):
            last += 1
        last = max(last, first + 1)
        money = last < len(sentence) and sentence[last].text == "$"  # US$, HK$
        if (
            sentence[first].text[0].isupper() and not money
        ):  # a first word that goes no further can still be a known name
            yield Run(sentence, first, last)
        first = last


def _goes_on(sentence: Sentence, first: int, n: int) -> bool:
    """Whether token n belongs to a run: a capital that does not only open a sentence, or *of* behind *Ministry*."""
    token, before = sentence[n], sentence[n - 1] if n else None
    if not token.text[0].isupper():
        return n > first and _links(sentence, first, n)
    opens = before is None or not (before.text[0].isalnum() or before.text in ",;" or before.pos == "POS")
    if not opens or first < n or token.pos == "NP0" or is_place(token.text):
        return True
    return token.pos == "AJ0" and n + 1 < len(sentence) and is_organisation(sentence[n + 1].text)


def _links(sentence: Sentence, first: int, n: int) -> bool:
    """Whether a small word holds a name together: "Ministry of Science and Trade"."""
    words = [t.text for t in sentence[first:n]]
    known = is_organisation(*words) if sentence[n].text == "of" else sentence[n].text in LINKS and "of" in words
    return known and any(t.text[0].isupper() for t in sentence[n + 1 : n + 2 + (sentence[n].text == "of")])


def _parts(run: Run) -> Iterator[Run]:
    """A run cut behind its last title: what stands before the first title, and the name behind the last."""
    titles = [n for n in range(run.first, run.last) if TITLE.fullmatch(run.sentence[n].text)]
    if not titles:
        yield run
        return
    if titles[0] > run.first:
        yield run._replace(last=titles[0])
    if titles[-1] + 1 < run.last:
        yield run._replace(first=titles[-1] + 1)


def _people(article: Article, runs: list[Run]) -> dict[str, str]:
    """Names of people and how each is known; parts of a name count as well."""
    found: dict[str, str] = {}
    for a in reported(article):
        if a.speaker:
            found.setdefault(a.speaker, "is said to speak or think")
    for run in runs:
        before = run.sentence[run.first - 1].text if run.first else ""
        if TITLE.fullmatch(before):
            found.setdefault(run.name, f"stands behind “{before}”")
        elif _apposed(run):
            found.setdefault(run.name, "has a role or a place of its own behind it")
    small = {t.text for sentence in tagged(article) for t in sentence if t.pos.startswith(SMALL)}
    found = {name: why for name, why in found.items() if personal(name) and not small & set(name.split())}
    parts = {part: f"is a part of the name {name}" for name in found for part in (name.split()[0], name.split()[-1])}
    return parts | found


def _apposed(run: Run) -> bool:
    """Whether a role stands behind, between commas, or *of* and a place: "Ana Ruiz, the mayor", "Ana Ruiz of Peru"."""
    behind = [t.text for t in run.sentence[run.last : run.last + 8]]
    if len(behind) < 3 or not 1 < run.last - run.first < 4:
        return False
    return (behind[0] == "," and _role(behind[1:])) or (behind[0] == "of" and is_place(behind[1]))


def _role(behind: list[str]) -> bool:
    return any(ROLE.fullmatch(word) for word in (behind[: behind.index(",")] if "," in behind else behind))


@cache
def _places() -> frozenset[str]:
    return listed("places")


@cache
def _organisations() -> tuple[frozenset[str], frozenset[str]]:
    """Words that make a name an organisation's, and words that, at the end, keep it from being one."""
    lines = listed("organisations")
    return frozenset(w for w in lines if w[0] != "-"), frozenset(w[2:] for w in lines if w[0] == "-")


def is_place(name: str) -> bool:
    """Whether a name is on the list of places; case counts, *the* before it does not.

    >>> is_place("China"), is_place("the United States"), is_place("china"), is_place("Ruiz")
    (True, True, False, False)
    """
    return re.sub(r"^[Tt]he ", "", name.strip()).replace("’", "'") in _places()


def is_organisation(*names: str) -> bool:
    """Whether a name holds a word that names organisations, and does not end as a treaty or an event does.

    >>> is_organisation("Ministry of Health"), is_organisation("Ana Ruiz"), is_organisation("Union Treaty")
    (True, False, False)
    """
    yes, no = _organisations()
    return any(n in yes or (any(w in yes for w in n.split()) and n.split()[-1] not in no) for n in names)


def personal(name: str) -> bool:
    """Whether a name looks like a person's: up to four words with a capital, no place, no organisation.

    >>> personal("Ana Ruiz"), personal("Xi"), personal("Peru"), personal("TASS"), personal("the mayor")
    (True, True, False, False, False)
    """
    parts = name.split()
    plain = all(re.fullmatch(r"[A-Z][^\W\d_]*[a-z][\w'’\-]*", part) and not is_place(part) for part in parts)
    other = is_organisation(name) or (parts[-1:] and parts[-1] in _organisations()[1])
    return 0 < len(parts) < 5 and plain and not other and not any(map(TITLE.fullmatch, parts))
