"""Noun phrases, and who is the subject of a verb."""

from __future__ import annotations

from readingroom.attribution.grammar.cues import verbs
from readingroom.attribution.grammar.lists import words
from readingroom.attribution.grammar.sentence import QUOTE, Group, Sentence, is_cue

NOUN = words("noun")
MODIFIER = words("modifier")
DETERMINER = frozenset(["AT0", "DPS", "DTQ"])
PREPOSITION = frozenset(["PRP", "PRF"])
RELATIVE = frozenset(["who", "which", "that"])
WEEKDAYS = words("weekday")

Range = tuple[int, int]


def np_start(s: Sentence, j: int) -> int:
    """Where the noun phrase that ends with token j begins, prepositional phrases left out; j + 1: there is none."""
    if s.low(j) == ")":
        k = next((k for k in range(j - 1, max(-1, j - 12), -1) if s.low(k) == "("), 0)
        return np_start(s, k - 1) if k and np_start(s, k - 1) < k else j + 1
    if s.pos(j) == "PNP" or s.low(j) in RELATIVE:
        return j
    i = j + 1
    while i > 0 and _belongs(s, i - 1, j):
        i -= 1
        if s.pos(i) in DETERMINER and s.pos(i - 1) not in ("DT0", "POS"):
            break
    while i < j and (s.low(i) in WEEKDAYS or s.pos(i) == "POS"):
        i += 1
    return i


def _belongs(s: Sentence, i: int, last: int) -> bool:
    if i == last:
        return s.pos(i) in NOUN or (
            s.pos(i) in ("DT0", "AJ0", "ORD", "AT0", "DPS") and s.low(i) not in ("the", "a", "an")
        )
    if s.pos(i) in ("VVN", "VVG"):
        return i not in s.group_at or s.pos(i - 1) in DETERMINER
    if s.low(i) in ("which", "that", "what"):
        return False
    return (s.pos(i) in NOUN and s.pos(i) != "PNP") or s.pos(i) in MODIFIER or s.low(i) in ("&", "-", "'")


def np_end(s: Sentence, i: int) -> int:
    """Where the noun phrase that begins at token i ends, prepositional phrases left out; i where there is none."""
    if s.pos(i) == "PNP":
        return i + 1
    j = i
    while j < len(s) and _nominal(s, j):
        if j > i and s.pos(j) in DETERMINER and s.pos(j - 1) not in ("DT0", "POS"):
            break
        j += 1
    if j > i and s.low(j) == "(":
        closing = next((k for k in range(j, min(len(s), j + 8)) if s.low(k) == ")"), None)
        j = closing + 1 if closing else j
    return j if any(s.pos(k) in NOUN or s.pos(k) == "DT0" for k in range(i, j)) else i


def _nominal(s: Sentence, j: int) -> bool:
    if s.pos(j) == "AV0":
        return s.pos(j - 1) in DETERMINER and s.pos(j + 1) in NOUN | MODIFIER  # *the very need*
    if s.pos(j) in MODIFIER:
        return not _verb(s, j)
    return (s.pos(j) in NOUN and s.pos(j) != "PNP") or s.low(j) == "&"


def _verb(s: Sentence, j: int) -> bool:
    if j in s.group_at and s.group_at[j].form == "finite":
        return True
    return s.pos(j) in ("VVN", "VVG") and s.pos(j - 1) not in DETERMINER and s.pos(j + 1) not in NOUN


def np_chain(s: Sentence, j: int) -> Range | None:
    """The noun phrase that ends at token j, with the prepositional phrases and coordination before it."""
    start = np_start(s, j)
    if start > j:
        return None
    while (start > 1 and s.pos(start - 1) in PREPOSITION) or (s.pos(start - 1) == "CJC" and start > 1):
        close = s.low(start - 2) in ("close", "familiar") and s.pos(start - 3) in NOUN
        last = start - 2 - close  # *a source close to the inquiry*
        before = np_start(s, last)
        if before > last or s.low(before) == "that" or (s.pos(start - 2) == "PNP" and s.pos(start - 1) != "CJC"):
            break
        start = before
    return start, j + 1


def subject(s: Sentence, g: Group) -> Range | None:
    """Who does what a verb says: the phrase before it, with what stands between commas.

    >>> from readingroom.attribution.grammar.sentence import analysed
    >>> def of(text, n=0):
    ...     s = analysed(text)
    ...     found = subject(s, s.groups[n])
    ...     return found and s.shown(*found)
    >>> of("On Monday the mayor of Dover said no."), of("Ann Lee, a nurse from Dover, said no.")
    ('the mayor of Dover', 'Ann Lee, a nurse from Dover')
    >>> of("Kim, who denies it, paid.")
    'who'
    >>> of("Lee praised the plan and promised more.", 1), of("Lee smiled, adding that it was late.", 1)
    ('Lee', 'Lee')
    """
    j = left_of(s, g)
    if j < 0:
        return following_subject(s, g) if g.form in ("ing", "past") else None
    if s.low(j) == "whom" and s.pos(j - 1) == "PRF":
        return np_start(s, j - 2), j + 1
    if s.low(j) in RELATIVE and (s.pos(j) in ("PNQ", "DTQ") or np_start(s, j - 1) < j):
        return j, j + 1
    if g.form == "infinitive" or (
        g.form == "ing" and (s.low(j) in (",", "-", "–", "—") or s.pos(j) in ("CJS", "CJC", "PRP"))
    ):
        return shared_subject(s, g)
    if s.low(j) in (",", "–", "—", "-", "--"):
        return _before_comma(s, j) or shared_subject(s, g)
    if g.form == "ing" and np_start(s, j) > j:
        return shared_subject(s, g)
    return _reduced(s, j) or np_chain(s, j) or shared_subject(s, g)


def _reduced(s: Sentence, j: int) -> Range | None:
    """The noun phrase before a participle of its own: *a poll released in May shows*."""
    found = np_chain(s, j)
    k = found[0] - 1 if found else j
    k -= s.pos(k) in PREPOSITION
    g = s.group_at.get(k)
    if g is None or (found and g.form == "finite" and _says(s, g)):
        return None
    before = np_chain(s, g.start - 1)
    return (before[0], j + 1) if before else None


def _says(s: Sentence, g: Group) -> bool:
    """Whether a clause can follow a verb without *that*, and a thing cannot: *Lee said the builder promised*."""
    cue = verbs().get(s.toks[g.head].lemma)
    return cue is not None and cue.takes("c") and not cue.takes("o")


def left_of(s: Sentence, g: Group) -> int:
    """The token before a verb, adverbs left out."""
    j = g.start - 1
    while j >= 0 and (s.pos(j) in ("AV0", "AVP", "XX0") or (s.low(j) in WEEKDAYS and s.pos(j - 1) not in PREPOSITION)):
        j -= 1
    if s.low(j) in WEEKDAYS and s.pos(j - 1) in PREPOSITION:
        return j - 2  # *Lee on Monday said*
    return j - (s.low(j) == "first" and s.pos(j - 1) in ("PNP", "NP0"))


def _before_comma(s: Sentence, j: int) -> Range | None:
    """The noun phrase before what stands between two commas: *Ann Lee, a nurse, said*."""
    commas, nearest = 0, None
    for k in range(j - 1, max(0, j - 40), -1):
        if s.pos(k) == QUOTE or s.low(k) in (";", ":"):
            break
        if s.low(k) == s.low(j):
            commas += 1
            found = np_chain(s, k - 1)
            if found and _parenthetical(s, k + 1, j):
                return found
            if found and _inserted(s, k + 1, j) and (nearest is None or found[0] == 0):
                nearest = found[0], j
            if commas == 3:
                break
    return nearest


def _inserted(s: Sentence, i: int, j: int) -> bool:
    """Whether the tokens from i up to j can stand between commas: an apposition, a relative clause, an adverbial."""
    if (
        s.low(i) in RELATIVE
        or s.low(i) in ("whose", "whom", "where", "when", "then", "now")
        or s.pos(i) in ("PRP", "PRF", "AV0", "CJS", "VVG", "VVN")
    ):
        return True
    return not any(g.form == "finite" and i <= g.start < j and s.low(g.start - 1) not in RELATIVE for g in s.groups)


def _parenthetical(s: Sentence, i: int, j: int) -> bool:
    """Whether a subject and a reporting verb stand between commas: *Lee, the mayor recalled, had left*."""
    g = s.group_at.get(np_end(s, i))
    return g is not None and g.start > i and g.form == "finite" and is_cue(s, g) and j - g.end <= 4


def shared_subject(s: Sentence, g: Group) -> Range | None:
    """The subject of the nearest earlier finite verb that has its own."""
    earlier = [o for o in s.groups if o.end <= g.start and o.form == "finite"]
    for other in reversed(earlier[-12:]):
        j = left_of(s, other)
        if j < 0 or (s.low(j) in RELATIVE and g.form != "finite"):
            continue
        found = np_chain(s, j) or (_before_comma(s, j) if s.low(j) in (",", "–", "—") else None)
        if found:
            return found
    return None


def following_subject(s: Sentence, g: Group) -> Range | None:
    """The subject of the main clause after a participle that opens the sentence: *Noting the cost, Lee said no*."""
    found = None
    for other in s.groups:
        if other.start > g.end and other.form == "finite":
            j = left_of(s, other)
            who = np_chain(s, j) if j > 0 else None
            if who and s.low(who[0] - 1) == "," and (found is None or is_cue(s, other)):
                if is_cue(s, other):
                    return who
                found = who
    return found


def source_after(s: Sentence, i: int) -> Range | None:
    """The source behind its verb: *said Ann Lee, the mayor of Dover*; a clause with *who* is left out."""
    end = np_end(s, i)
    if end == i:
        return None
    while end < len(s):
        if (
            s.pos(end) in PREPOSITION
            or s.pos(end) == "CJC"
            or (s.low(end) == "," and s.low(end + 1) not in ("who", "which", "whose"))
        ):
            if time_phrase(s, end) > end:
                break
            following = np_end(s, end + 1)
            if following == end + 1 or (following in s.group_at and s.group_at[following].form == "finite"):
                break
            end = following
        else:
            break
    return i, end


def time_phrase(s: Sentence, i: int) -> int:
    """Where an expression of time that begins at i ends: *Monday*, *on Monday*, *last week*; i where there is none."""
    j = i + (s.low(i) in ("on", "in", "at", "during", "by") and s.pos(i) in PREPOSITION)
    start = j
    while s.low(j) in WEEKDAYS or s.low(j) in words("month") or (s.pos(j) in ("CRD", "ORD") and j > start):
        j += 1
    if j > start and s.low(j) in ("morning", "afternoon", "evening", "night"):
        j += 1
    if j == start and s.low(j) in words("before a span of time") | {"the", "an", "a"}:
        k = next((k for k in range(j, min(len(s), j + 4)) if s.low(k) in words("span of time") | WEEKDAYS), -1)
        j = k + 1 if k >= 0 else j
    if j == start and s.pos(j) == "CRD" and len(s.low(j)) == 4 and start > i:
        j += 1
    return j if j > start else i
