"""How far what is reported goes."""

from __future__ import annotations

from readingroom.attribution.grammar.lists import words
from readingroom.attribution.grammar.phrases import (
    NOUN,
    PREPOSITION,
    RELATIVE,
    WEEKDAYS,
    np_end,
    time_phrase,
)
from readingroom.attribution.grammar.sentence import QUOTE, Group, Sentence, is_cue

STARTERS = words("clause starter")
DASHES = frozenset(["-", "–", "—", "--"])
MARKS = DASHES | {","}
WHEN = frozenset(["after", "before", "since", "during", "until", "when", "while", "because", "if"])
FOR_EXAMPLE = frozenset(["including", "such", "especially", "particularly", "notably", "above", "mainly", "mostly"])
CONTRAST = frozenset(["while", "though", "although", "whereas"])


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

    >>> from readingroom.attribution.grammar.sentence import analysed
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
    opened = (s.pos(0) == "CJS" or s.low(0) == "when") and not _comma_before(
        s, cue
    )  # *When Lee said that it rained, Kim said no*
    inserted = s.low(cue.start - 1) in RELATIVE  # *Lee, who said that it rained, left*
    for j in range(i + 1, end):
        left = inserted and s.low(j) == "," and _verb_follows(s, j + 1)
        left = left or (opened and s.low(j) == ",")
        if s.low(j) == ";" or (j in s.stops and j > i + 1) or left or _further(s, j, cue) or _contrast(s, j):
            return j
    return end


def _comma_before(s: Sentence, g: Group) -> bool:
    return any(s.low(k) == "," for k in range(g.start))


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
    return marked and (reports(s, j + 2) or (s.low(j + 1) in CONTRAST and clause_starts(s, j + 2)))


def reports(s: Sentence, i: int) -> bool:
    """Whether a subject and a reporting verb with something behind it begin at i."""
    k = np_end(s, i)
    apposed = next((n for n in range(k + 2, min(k + 10, len(s))) if s.low(n) == ","), k)
    k = apposed + 1 if s.low(k) == "," and apposed + 1 in s.group_at else k  # *Lee, a nurse, said*
    while s.pos(k) == "AV0":
        k += 1
    g = s.group_at.get(k)
    return k > i and g is not None and g.form == "finite" and is_cue(s, g) and g.end < last_word(s)


def phrase_end(s: Sentence, i: int) -> int:
    """Where the noun phrase that begins at i ends, with its prepositional phrases and clauses.

    The rule: with its sentence, but before a mark that no list explains, a conjunction or preposition of time or
    cause, a day of the week, a time at the sentence's end, or a finite verb not in a clause of the phrase's own.

    >>> from readingroom.attribution.grammar.sentence import analysed
    >>> def of(text): s = analysed(text); return s.shown(2, phrase_end(s, 2))
    >>> of("Lee denied the report of a loss that Kim wrote, then left.")
    'the report of a loss that Kim wrote'
    >>> of("Lee praised nurses, cooks and drivers on Monday.")
    'nurses, cooks and drivers'
    >>> of("Lee cited a rule in a speech.")  # missed: where it was said is taken for what was said
    'a rule in a speech'
    """
    end = last_word(s)
    own = False  # within a clause of the phrase's own
    for j in range(i, end):
        own = own or (j > i and s.low(j) in RELATIVE) or s.pos(j) == "CJT"
        if _parts(s, j) or (j > i and (_circumstance(s, j, end) or (not own and _predicate(s, j)))):
            return j - (j - 1 > i and s.pos(j - 1) in PREPOSITION)
    return max(i, end)


def infinitive_end(s: Sentence, i: int, cue: Group) -> int:
    """Where a reported infinitive or -ing form ends: as a clause, but before a dash or a contrast, whoever it is about.

    >>> from readingroom.attribution.grammar.sentence import analysed
    >>> def of(text): s = analysed(text); return s.shown(2, infinitive_end(s, 2, s.groups[0]))
    >>> of("Lee vowed to stay, but left."), of("Lee vowed to stay, even in winter.")
    ('to stay', 'to stay')
    """
    for j in range(i, end := clause_end(s, i, cue)):
        if s.low(j) in DASHES or (s.low(j) == "," and s.low(j + 1) in CONTRAST | {"but", "even"}):
            return j
    return end


def _parts(s: Sentence, j: int) -> bool:
    if s.pos(j) == QUOTE or j in s.stops or s.low(j) in (";", ":", "(", "--", "—", "–", "-"):
        return True
    return (s.low(j) == "," and not _listed(s, j)) or (s.pos(j) == "CJC" and _verb_follows(s, j + 1))


def _circumstance(s: Sentence, j: int, end: int) -> bool:
    if s.low(j) in WHEN or (s.pos(j) == "CJS" and s.low(j) not in ("as", "than", "that", "for", "like")):
        return True
    if s.low(j) in WEEKDAYS:
        return s.low(j + 1) != "'s"
    return s.pos(j - 1) not in PREPOSITION and time_phrase(s, j) >= end


def _predicate(s: Sentence, j: int) -> bool:
    g = s.group_at.get(j)
    return g is not None and g.start == j and g.form == "finite" and s.pos(j - 1) not in NOUN


def _listed(s: Sentence, j: int) -> bool:
    """Whether the comma at j stands in a list that ends with *and* or *or*, or before *of* or *for*."""
    apposed = np_end(s, j + 1)
    if s.low(j + 1) in FOR_EXAMPLE:
        return True
    if s.low(j + 1) in ("of", "for") or (s.low(apposed) == "," and s.low(apposed + 1) in ("of", "for")):
        return True  # *accused Kim, the mayor, of fraud*
    for _ in range(8):
        k = np_end(s, j + 1)
        if s.pos(k) in ("AJ0", "AJC", "AV0") and k == j + 1:
            k += 1 + (s.pos(k) == "AV0")
            if s.low(k) != ",":
                return s.pos(k) == "CJC"
            j = k
            continue
        if k == j + 1:
            return s.pos(k) == "CJC" and np_end(s, k + 1) > k + 1 and np_end(s, k + 1) not in s.group_at
        while s.pos(k) in PREPOSITION and np_end(s, k + 1) > k + 1:
            k = np_end(s, k + 1)
        if s.low(k) != ",":
            return s.low(k) in ("and", "or")
        j = k
    return False


def _verb_follows(s: Sentence, k: int) -> bool:
    while s.pos(k) == "AV0":
        k += 1
    g = s.group_at.get(k)
    return g is not None and g.form == "finite"


def clause_starts(s: Sentence, i: int) -> bool:
    """Whether a clause without *that* begins at token i: a subject, then a finite verb.

    >>> from readingroom.attribution.grammar.sentence import analysed
    >>> clause_starts(analysed("Lee believes the old plan is good."), 2), clause_starts(analysed("Lee knows it."), 2)
    (True, False)
    """
    if s.pos(i) not in STARTERS and s.low(i) not in ("there", "if", "in", "for", "at", "on"):
        return False
    end = min(len(s), i + 25)
    for j in range(i + 1, end):
        g = s.group_at.get(j)
        if g and g.start <= j and g.form == "finite":
            return True
        if s.low(j) in (",", ";", ":") or s.pos(j) in ("CJS", QUOTE):
            return False
    return False
