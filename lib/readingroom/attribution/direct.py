"""Quoted words, and who says them."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.attribution.clauses import is_cue, last_word
from readingroom.attribution.drafts import Draft, draft
from readingroom.attribution.phrases import (
    boundary,
    np_chain,
    np_end,
    shared_subject,
    source_after,
    subject,
)
from readingroom.attribution.reporting import cue_of, skip_adverbs
from readingroom.attribution.sentence import QUOTE, Sentence


def quoted(s: Sentence) -> Iterator[tuple[Draft, int]]:
    """Quoted statements, with the verb that reports them."""
    last: tuple[Draft, int] | None = None
    for q in range(len(s)):
        if s.pos(q) != QUOTE:
            continue
        found = _after_quote(s, q) or _before_quote(s, q)
        if found:
            last = found
            yield found
        elif last:
            yield (draft(s, None, None, [(q, q + 1)], "", "", "low"), last[1])


def _after_quote(s: Sentence, q: int) -> tuple[Draft, int] | None:
    i = q + 1 + (s.low(q + 1) in (",", "-", "–", "—", "--"))
    j = i
    while s.pos(j) == "AV0":
        j += 1
    g = s.group_at.get(j)
    if g and g.form == "finite" and g.start <= j:
        source = source_after(s, skip_adverbs(s, g.end))
        if source and (is_cue(s, g) or source[1] >= last_word(s)):
            return draft(
                s, source, (g.start, g.end), [(q, q + 1)], s.toks[g.head].lemma, "the quoted words", "high"
            ), g.head
        return None
    for g in s.groups:
        if g.start > i and g.form == "finite":
            who = subject(s, g)
            if who and who[0] not in (i, j) and is_cue(s, g) and not any(s.pos(k) == QUOTE for k in range(i, g.start)):
                who = (i, g.start) if s.low(g.start - 1) == "," and np_end(s, i) > i else who
            elif who is None or who[0] not in (i, j):
                continue
            if who and who[0] in (i, j):
                sure = "high" if is_cue(s, g) else "medium"
                return draft(
                    s, who, (g.start, g.end), [(q, q + 1)], s.toks[g.head].lemma, "the quoted words", sure
                ), g.head
            break
    if s.low(q + 1) in ("-", "–", "—", "--", "―") and np_end(s, q + 2) >= last_word(s) - 1 > q + 1:
        return draft(
            s, (q + 2, last_word(s)), None, [(q, q + 1)], "", "a dash names who says the quoted words", "medium"
        ), -1
    return None


def _before_quote(s: Sentence, q: int) -> tuple[Draft, int] | None:
    colon = s.low(q - 1) == ":"
    for g in reversed([g for g in s.groups if g.end <= q]):
        cue = cue_of(s, g)
        if cue and (cue.takes("q") or colon) and (colon or s.low(q - 1) == "," or q - g.end <= 1):
            who = subject(s, g) or shared_subject(s, g)
            begin = who[0] if who and who[0] < g.start and boundary(s, who[0]) and g.form == "finite" else g.start
            s.stops.add(begin - (s.low(begin - 1) == ","))
            end = q if g.end == q - 1 and colon else g.end
            return draft(s, who, (g.start, end), [(q, q + 1)], cue.word, "the quoted words", "high"), g.head
        if g.form == "finite" and not colon:
            break
    if colon:
        finite = [g for g in s.groups if g.end <= q and g.form == "finite"][-1:]
        who = subject(s, finite[0]) if finite else np_chain(s, q - 2)
        if who:
            return draft(s, who, (q - 1, q), [(q, q + 1)], "", "a colon leads to the quoted words", "medium"), -1
    return None
