"""Quoted statements, and who says them."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.attribution.grammar.clauses import MARKS, clause_starts, last_word
from readingroom.attribution.grammar.phrases import (
    Range,
    np_chain,
    np_end,
    shared_subject,
    source_after,
    subject,
)
from readingroom.attribution.grammar.quotes import MARK
from readingroom.attribution.grammar.sentence import QUOTE, Group, Sentence, is_cue
from readingroom.attribution.rules.complements import cue_of, skip_adverbs
from readingroom.attribution.rules.drafts import Draft, Place, draft

Found = tuple[Draft, int]  # a draft, and the verb it uses (-1: none)
QUOTED = "the quoted words"


def quoted(s: Sentence) -> Iterator[Found]:
    """The quoted statements of a sentence, with the verb that reports them.

    The rule: a quotation is reported by the verb behind it with its subject (*“…,” Lee said; “…,” said Lee*), else by
    the verb of saying before it (*Lee said, “…”*), else by a colon or dash with a name.  One that none of these
    reports goes on with the one before it.

    >>> from readingroom.attribution.rules import examples
    >>> examples("“Go home,” Kim told them.")
    Kim | told | “Go home,”
    >>> examples("Lee smiled, saying: “It is late.”")
    Lee | saying: | “It is late.”
    >>> examples("“It is late” – Ana Ruiz")
    Ana Ruiz | “It is late”
    >>> examples("She read the “old guard” a poem.")
    """
    last = -1
    for q in range(len(s)):
        if s.pos(q) != QUOTE:
            continue
        found = _inverted(s, q) or _after(s, q) or _dash(s, q)
        if found:
            found[0].content += _rest(s, q, found[1])
            s.stops.add(q - (s.low(q - 1) in MARKS | {":"}))
        found = found or _before(s, q) or _colon(s, q)
        if found:
            last = found[1]
            yield found
        elif last >= 0:
            yield draft(s, None, None, [(q, q + 1)], "", QUOTED, "loose"), last


def _made(s: Sentence, q: int, who: Range | None, cue: Range, g: Group) -> Found:
    verb = cue_of(s, g)
    lemma = verb.word if verb else s.toks[g.head].lemma
    return draft(s, who, cue, [(q, q + 1)], lemma, QUOTED, "clause" if verb else "phrase"), g.head


def _behind(s: Sentence, q: int) -> tuple[int, int]:
    """The tokens behind a quotation and its comma, and behind adverbs too."""
    i = q + 1 + (s.low(q + 1) in MARKS)
    return i, skip_adverbs(s, i)


def _inverted(s: Sentence, q: int) -> Found | None:
    """*“…,” said Lee*."""
    _, j = _behind(s, q)
    g = s.group_at.get(j)
    if g is None or g.form != "finite" or g.start > j:
        return None
    source = source_after(s, skip_adverbs(s, g.end))
    if source and (is_cue(s, g) or source[1] >= last_word(s)):
        return _made(s, q, source, (g.start, g.end), g)
    return None


def _after(s: Sentence, q: int) -> Found | None:
    """*“…,” Lee said*; *“…,” Lee, who had left, said*."""
    i, j = _behind(s, q)
    if j in s.group_at:
        return None
    for g in (g for g in s.groups if g.start > i and g.form == "finite"):
        if any(s.pos(k) == QUOTE for k in range(i, g.start)):
            return None
        who = subject(s, g)
        if who and who[0] not in (i, j) and is_cue(s, g) and s.low(g.start - 1) == "," and np_end(s, i) > i:
            who = (i, g.start)
        if who and who[0] in (i, j) and (other := _quoted_as(s, g)):
            return _made(s, q, other[0], (other[1].start, other[1].end), other[1])
        if who and who[0] in (i, j):
            return _made(s, q, who, (g.start, g.end), g)
        if who and is_cue(s, g):
            return None
    return None


def _quoted_as(s: Sentence, g: Group) -> tuple[Range, Group] | None:
    """*“…,” the agency quoted Lee as saying*: Lee, and the verb."""
    end = np_end(s, g.end)
    verb = s.group_at.get(end + 1)
    return ((g.end, end), verb) if end > g.end and s.low(end) == "as" and verb and verb.form == "ing" else None


def _rest(s: Sentence, q: int, head: int) -> list[Place]:
    """What goes on in the writer's words, or half quoted: *“We,” he said, are “ready to go”*."""
    i = head + 1
    if head < 0 or s.low(i) != "," or i + 1 >= last_word(s) or any(s.pos(k) == QUOTE for k in range(i, len(s))):
        return []
    g = s.group_at.get(i + 1)
    marked = MARK.match(s.text, max(0, s.toks[i + 1].start - 1)) is not None
    verb = g is not None and g.form == "finite" and not is_cue(s, g)
    return [s.place(i + 1, last_word(s))] if marked or verb else []


def _dash(s: Sentence, q: int) -> Found | None:
    """*“…” – Lee*."""
    end = np_end(s, q + 2)
    alone = end >= last_word(s) - 1 or (s.low(end) == "," and not any(g.start > q for g in s.groups))
    if s.low(q + 1) not in ("-", "–", "—", "--", "―") or end == q + 2 or not alone:
        return None
    what = "a dash names who says the quoted words"
    return draft(s, (q + 2, last_word(s)), None, [(q, q + 1)], "", what, "phrase"), -1


def _before(s: Sentence, q: int) -> Found | None:
    """*Lee said, “…”*; *Lee left, saying: “…”*."""
    colon = s.low(q - 1) == ":"
    for g in reversed([g for g in s.groups if g.end <= q]):
        cue = cue_of(s, g)
        near = colon or s.low(q - 1) == "," or q - g.end <= 1
        if cue and near and cue.takes("c") and _in_clause(s, g, q):
            return None
        if cue and near and (cue.takes("q") or colon):
            who = subject(s, g) or shared_subject(s, g)
            s.stops.add(_introduction(s, g, who))
            return _made(s, q, who, (g.start, q if colon and g.end == q - 1 else g.end), g)
        if g.form == "finite" and not colon:
            return None
    return None


def _in_clause(s: Sentence, g: Group, q: int) -> bool:
    """Whether a quotation ends a clause of the writer's: *said that in Dover, “it rains”*."""
    i = skip_adverbs(s, g.end)
    return i < q - 1 and (s.pos(i) == "CJT" or clause_starts(s, i))


def _introduction(s: Sentence, g: Group, who: Range | None) -> int:
    """Where the words begin that lead to a quotation; what somebody else says ends there."""
    begin = who[0] if who and who[0] < g.start and g.form == "finite" else g.start
    return begin - (s.low(begin - 1) == ",")


def _colon(s: Sentence, q: int) -> Found | None:
    """*The mayor was blunt: “…”*; *Lee: “…”*."""
    if s.low(q - 1) != ":":
        return None
    finite = [g for g in s.groups if g.end <= q and g.form == "finite"][-1:]
    who = subject(s, finite[0]) if finite else np_chain(s, q - 2)
    if who is None:
        return None
    return draft(s, who, (q - 1, q), [(q, q + 1)], "", "a colon leads to the quoted words", "phrase"), -1
