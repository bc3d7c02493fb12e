"""Whether two texts mean the same speaker: *Wang*, *Wang Wenbin*, *the spokesperson*."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from readingroom.attribution.grammar.lists import words as listed
from readingroom.attribution.people.names import NAME, bare_name
from readingroom.frequency.counts import default_stopwords
from readingroom.text import tokens
from readingroom.text.article import Article
from readingroom.text.index import fold

WORD = re.compile(r"[^\W\d_]+(?:[-‐‑’'][^\W\d_]+)*")
PLACE = re.compile(
    r" (?:of|for|in|at|from|with|who|that|on|to|(?:(?:\w+ed|made|written|led|given|run|held|done) )?by) "
)  # what follows belongs to a description
BREAKS = re.compile(r"[.;:!?“”\n]|, and |\b(?:said|and|by|that|told|to|with|from|met|was|is)\b")
BEHIND = re.compile(r"(?:,? (?:an?|the|who (?:is|leads|heads|speaks for))\b|, [A-Z])[^,.;:]{3,70}")
GROUP = re.compile(r"\b(?:and|both|all|the two)\b")
VAGUE = frozenset(["official", "spokesperson", "spokesman", "spokeswoman", "source", "report", "media", "people"])
PRONOUNS = frozenset(["he", "she", "they", "it", "who", "i", "we", "her", "him", "his", "their", "them"])


class People:
    """The speakers of two texts, with the words that either has for each of them.

    >>> a = Article.from_text("Wang Wenbin, a spokesperson for the ministry, met Ana Ruiz, the mayor.")
    >>> people = People(a)
    >>> people.same("the mayor", "Ana Ruiz"), people.same("Wang", "Ana Ruiz"), people.same("Wang", "Wang Wenbin")
    (True, False, True)
    """

    def __init__(self, *articles: Article) -> None:
        self._roles: dict[str, set[str]] = defaultdict(set)
        for article in articles:
            for m in NAME.finditer(article.text):
                if name := bare_name(m[0]):
                    before = BREAKS.split(article.text[max(0, m.start() - 60) : m.start()])[-1]
                    behind = BEHIND.match(article.text, m.end(), m.end() + 90)
                    title = m[0].split(name)[0]
                    self._roles[_last(name)] |= content(f"{before} {title} {behind[0] if behind else ''}")

    def same(self, one: str, two: str, vague: frozenset[str] = VAGUE) -> bool:
        """Whether they may be one: by a part of the name, by a role, or because one is told too vaguely."""
        a, b = content(one), content(two)
        names = _names(one), _names(two)
        if not (a and b) or a <= b or b <= a or a & b & (names[0] | names[1]) or GROUP.search(f"{one} {two}"):
            return True
        if all(names):
            return False
        if not any(names):
            return bool(a & b or (a | b) & vague)
        return bool((b if names[0] else a) & (self.roles(one if names[0] else two) | vague))

    def roles(self, name: str) -> set[str]:
        """The words beside a name, wherever it stands."""
        return self._roles[_last(name)]

    def named_in(self, text: str, who: str) -> bool:
        """Whether a passage names somebody, or tells their role: of a description, its noun."""
        persons = self.roles(who) & set(listed("person"))
        head = PLACE.split(who.split(",")[0])[0].split()[-1:]
        return bool(content(text) & ((_names(who) or content(" ".join(head))) | persons))


@lru_cache(maxsize=4_000)
def content(text: str) -> frozenset[str]:
    """The lemmas of the words that say something."""
    return frozenset(tokens.lemma(word) for word in WORD.findall(text) if fold(word) not in default_stopwords())


def _last(name: str) -> str:
    """What a name is filed under: its last part, without what describes it."""
    names = sorted(_names(name), key=name.lower().rfind)
    return names[-1] if names else fold(name.split()[-1]) if name.split() else ""


@lru_cache(maxsize=4_000)
def _names(speaker: str) -> frozenset[str]:
    """The parts of a speaker's name, if a person or a body is named: not a place in a description of them."""
    left_out = listed("title") | listed("demonym") | listed("not a name")
    found: set[str] = set()
    for piece in (speaker.title() if speaker.isupper() else speaker).split(","):
        head = PLACE.split(piece.strip())[0]
        last = next((m[0] for m in NAME.finditer(head) if m.end() == len(head)), "")
        found |= {part for part in (bare_name(last) or last).split() if part not in left_out}
    return frozenset(tokens.lemma(part) for part in found if fold(part) not in default_stopwords())
