"""How far what is reported goes."""

from __future__ import annotations

from readingroom.attribution.cues import verbs
from readingroom.attribution.phrases import (
    NOUN,
    PREPOSITION,
    RELATIVE,
    WEEKDAYS,
    np_end,
    time_phrase,
)
from readingroom.attribution.sentence import QUOTE, Group, Sentence

STARTERS = frozenset(
    [
        "AT0",
        "DPS",
        "DT0",
        "NN0",
        "NN1",
        "NN2",
        "NP0",
        "PNP",
        "PNI",
        "CRD",
        "ORD",
        "AJ0",
        "AJC",
        "AJS",
        "EX0",
        "PNX",
        "UNC",
    ]
)
MARKS = frozenset([",", "-", "–", "—", "--"])
CONTRAST = frozenset(["but", "while", "though", "although", "whereas"])


def is_cue(s: Sentence, g: Group) -> bool:
    """Whether a verb is one that reports."""
    return s.toks[g.head].lemma in verbs()


def last_word(s: Sentence) -> int:
    """Where the sentence ends, its closing marks left out."""
    j = s.limit
    while j > 0 and s.pos(j - 1) == "PUN" and s.low(j - 1) not in (")", "%", "$"):
        j -= 1
    return j


def clause_end(s: Sentence, i: int, cue: Group) -> int:
    """Where the reported clause that begins at token i ends.

    The rule: with its sentence, but before a semicolon; before a further reporting verb of the same speaker (*, adding
    that*; *and promised more*); before a contrasting clause that somebody else is the subject of and that reports.

    >>> from readingroom.attribution.rules import analysed
    >>> def of(text):
    ...     s = analysed(text)
    ...     g = s.groups[0]
    ...     return s.shown(g.end, clause_end(s, g.end, g))
    >>> of("Lee said the plan was good and cheap, adding that it would last.")
    'the plan was good and cheap'
    >>> of("Lee said the plan was good and promised more.")
    'the plan was good'
    >>> of("Lee said the plan was good, but Kim said it was not.")
    'the plan was good'
    >>> of("Lee said the plan was good, which pleased Kim.")  # what follows is taken for Lee's
    'the plan was good, which pleased Kim'
    """
    end = last_word(s)
    inserted = s.low(cue.start - 1) in RELATIVE  # *Lee, who said that it rained, left*
    for j in range(i + 1, end):
        if (
            s.low(j) == ";"
            or (inserted and s.low(j) == "," and _verb_follows(s, j + 1))
            or j in s.stops
            or _further(s, j, cue)
            or _contrast(s, j)
        ):
            return j
    return end


def _further(s: Sentence, j: int, cue: Group) -> bool:
    """Whether the speaker's next reporting verb begins here: *, adding*, *and promised*, *but denied*."""
    k = j
    while s.low(k) in (",", "-", "–", "—") or s.pos(k) == "CJC" or (k > j and s.pos(k) in ("AV0",)):
        k += 1
    g = s.group_at.get(k)
    if k == j or g is None or (g.start != k and s.pos(k - 1) != "AV0") or g.head < k:
        return False
    if g.form == "ing":
        return s.low(j) in (",", "-", "–", "—") and is_cue(s, g)
    joined = any(s.pos(n) == "CJC" for n in range(j, k))
    return joined and g.form == "finite" and is_cue(s, g) and _tense(s, g) == _tense(s, cue)


def _tense(s: Sentence, g: Group) -> str:
    return {"D": "past", "Z": "present", "B": "present"}.get(s.pos(g.start)[-1], "other")


def _contrast(s: Sentence, j: int) -> bool:
    """Whether a clause of somebody else's begins here: *, but Kim said it was not*."""
    marked = s.low(j) in MARKS and (s.low(j + 1) in CONTRAST or s.pos(j + 1) == "CJC")
    if not (marked or s.low(j) in CONTRAST):
        return False
    i = j + 1 + marked
    k = np_end(s, i)
    while s.pos(k) == "AV0":
        k += 1
    g = s.group_at.get(k)
    return k > i and g is not None and g.form == "finite" and is_cue(s, g) and g.end < last_word(s)


def phrase_end(s: Sentence, i: int) -> int:
    """Where the noun phrase that begins at i ends, with its prepositional phrases and clauses.

    >>> from readingroom.attribution.rules import analysed
    >>> s = analysed("Lee denied the report of a loss that Kim wrote, then left.")
    >>> s.shown(2, phrase_end(s, 2))
    'the report of a loss that Kim wrote'
    """
    end = last_word(s)
    j = i
    relative = False
    while j < end:
        if s.pos(j) == QUOTE or j in s.stops or (s.low(j) in (";", ":", "(", "--", "—", "–", "-") and j > i):
            break
        if s.low(j) == "," and not _listed(s, j):
            break
        if j > i and (
            (s.pos(j) == "CJS" and s.low(j) not in ("as", "than", "that", "for", "like"))
            or s.low(j) in ("after", "before", "since", "during", "until", "when", "while", "because", "if")
        ):
            break
        if j > i and (
            (time_phrase(s, j) > j and time_phrase(s, j) >= end and s.pos(j - 1) not in PREPOSITION)
            or (s.low(j) in WEEKDAYS and s.low(j + 1) != "'s")
        ):
            break
        if (s.low(j) in RELATIVE and j > i) or s.pos(j) == "CJT":
            relative = True
        g = s.group_at.get(j)
        if g and g.start == j and g.form == "finite" and not relative and j > i and s.pos(j - 1) not in NOUN:
            break
        if s.pos(j) == "CJC" and _verb_follows(s, j + 1):
            break
        j += 1
    return j


def _listed(s: Sentence, j: int) -> bool:
    """Whether the comma at j stands in a list of nouns that ends with *and* or *or*."""
    k = np_end(s, j + 1)
    if k == j + 1:
        return s.pos(j + 1) == "CJC" and np_end(s, j + 2) > j + 2 and np_end(s, j + 2) not in s.group_at
    while s.pos(k) in PREPOSITION and np_end(s, k + 1) > k + 1:
        k = np_end(s, k + 1)
    if k in s.group_at and s.group_at[k].form == "finite":
        return False
    return s.low(k) in ("and", "or") or (s.low(k) == "," and k < j + 12 and _listed(s, k))


def _verb_follows(s: Sentence, k: int) -> bool:
    while s.pos(k) == "AV0":
        k += 1
    g = s.group_at.get(k)
    return g is not None and g.form == "finite"


def clause_starts(s: Sentence, i: int) -> bool:
    """Whether a clause without *that* begins at token i: a subject, then a finite verb.

    >>> from readingroom.attribution.rules import analysed
    >>> clause_starts(analysed("Lee believes the old plan of Kim works."), 2), clause_starts(analysed("Lee knows the plan."), 2)
    (True, False)
    """
    if s.pos(i) not in STARTERS and s.low(i) not in ("there", "if", "in", "for", "at", "on"):
        return False
    end = min(len(s), i + 25)
    for j in range(i + 1, end):
        g = s.group_at.get(j)
        if g and g.start <= j and g.form == "finite":
            return True
        if s.low(j) in (",", ";", ":") or s.pos(j) in ("CJS", QUOTE) or s.low(j) in RELATIVE:
            return False
    return False
