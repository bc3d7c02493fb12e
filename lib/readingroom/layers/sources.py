"""What kind of source speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from readingroom.attribution import Attribution
from readingroom.attribution.model import OUTLET
from readingroom.layers.base import Entry, Lexicon, Sentence, layer, listed
from readingroom.layers.naming import is_place, personal
from readingroom.layers.voices import PRONOUNS, reported
from readingroom.text import tokens
from readingroom.text.article import Article, Mark
from readingroom.text.tokens import Token

PERSON, UNNAMED, INSTITUTION = "named person", "unnamed source", "institution"
LABELS = (PERSON, "role or office", INSTITUTION, UNNAMED, "document or data", "other media", OUTLET)
# what comes behind these words belongs to the head before them: "officials at the ministry" are officials
TAIL = re.compile(r",| (?:of|for|at|in|from|with|to|on|by|who|that|which|close|familiar)\b")


@cache
def _kinds() -> Lexicon:
    rows = (line.split("\t") for line in listed("source-type"))
    return Lexicon(Entry(form, label, "-", "-", "-", "-", "-") for form, label in rows)


@layer("source-type")
def source_type(article: Article) -> Iterator[Mark]:
    """Kinds of source: named person, role, institution, nobody named, document, other media, the outlet (Gans 1979).

    >>> from readingroom.layers import hits
    >>> hits(source_type, "Ana Ruiz said it rained. The ministry said it was dry.")
    [('Ana Ruiz', 'named person'), ('The ministry', 'institution')]
    >>> hits(source_type, "Ana Ruiz left the ministry.")
    []

    It misses sources the attributions miss, and words on none of its lists.  A company's name looks like a person's.
    """
    for a in reported(article):
        place = a.source or a.cue
        label, why = _kind(a, article) if place else ("", "")
        if place and label:
            yield Mark(place, label, why)


def _kind(a: Attribution, article: Article) -> tuple[str, str]:
    """The label of an attribution's source, and why; an empty label where nothing tells."""
    if a.source is None:
        return UNNAMED, f"“{a.verb}” reports, and no source is named."
    words, name = a.source.of(article.text), a.speaker or ""
    if words.lower() in PRONOUNS:
        return classify(name, name, article.outlet), f"“{words}” stands for {name}."
    label = classify(words, name, article.outlet)
    known = f"; the article calls it {name}" if name and name.lower() not in words.lower() and label != PERSON else ""
    return label, f"“{words}” has the form of this kind of source: {label}{known}."


def classify(words: str, name: str = "", outlet: str = "") -> str:
    """The kind of source these words name; `name` is the name found for it.

    >>> classify("a spokesperson for the town"), classify("the mayor, Ana Ruiz", "Ana Ruiz"), classify("officials")
    ('role or office', 'named person', 'unnamed source')
    >>> classify("the Gazette", "", "The Gazette"), classify("media reports"), classify("the Chinese side")
    ('the outlet itself', 'other media', 'institution')
    >>> classify("the rain")
    ''
    """
    head = TAIL.split(words, maxsplit=1)[0]
    if _is_outlet(head, outlet):
        return OUTLET
    found = [hit.entry.label for hit in _kinds().find_in(_untagged(head))]
    if "other media" in found:
        return "other media"
    if personal(name) and any(part in words for part in name.split()):
        return PERSON
    if UNNAMED in found:
        return UNNAMED
    return found[-1] if found else INSTITUTION if is_place(head) or _countries(words) else ""


def _untagged(words: str) -> Sentence:
    """The words as tokens; the list of sources needs no parts of speech."""
    return tuple(Token(s, e, words[s:e], "", "") for s, e in tokens.words(words))


def _countries(words: str) -> bool:
    """Whether the words are places joined by *and*: "China and Russia"."""
    return all(is_place(part) for part in words.split(" and "))


def _is_outlet(head: str, outlet: str) -> bool:
    bare = re.sub(r"^the ", "", head.strip(), flags=re.I).casefold()
    return len(bare) > 2 and re.search(rf"\b{re.escape(bare)}\b", outlet.casefold()) is not None
