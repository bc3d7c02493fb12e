"""Verb groups: a verb with its auxiliaries, adverbs and negation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from readingroom.attribution.grammar.cues import verbs
from readingroom.attribution.grammar.lists import words
from readingroom.attribution.grammar.tagging import QUOTE, Token
from readingroom.text.tokens import FINITE

AUXILIARY = words("auxiliary")
LEXICAL = words("verb")
NOMINAL = frozenset(["NN0", "NN1", "NN2", "NP0", "PNP"])
BETWEEN = frozenset(["AV0", "XX0", "AVP"])


class Group(NamedTuple):
    """A verb with its auxiliaries, adverbs and negation: from token `start` up to `end`, its lexical verb at `head`."""

    start: int
    end: int
    head: int
    form: str  # finite, ing, past (participle without auxiliary), infinitive
    passive: bool


def verb_groups(toks: Sequence[Token]) -> Iterator[Group]:
    """The verbs with what belongs to them.

    >>> from readingroom.attribution.grammar.tagging import tagged
    >>> def groups(text):
    ...     toks = tagged(text, 0, len(text), [])
    ...     return [(text[toks[g.start].start : toks[g.end - 1].end], g.form, g.passive) for g in verb_groups(toks)]
    >>> groups("Lee has not been asked to say what she plans.")
    [('has not been asked', 'finite', True), ('to say', 'infinitive', False), ('plans', 'finite', False)]
    """
    i = 0
    while i < len(toks):
        group = _group(toks, i)
        if group is None:
            i += 1
        else:
            yield group
            i = group.end


def finite(toks: Sequence[Token], groups: Sequence[Group]) -> Iterator[Group]:
    """The groups, with past participles turned finite where their clause has no other finite verb.

    *The campaign planned to stop* has one; *developers accused of fraud said so* has another.
    """
    whole = [g for g in groups if g.form == "finite" and toks[g.start - 1].low not in ("that", "who", "which")]
    for g in groups:
        yield g._replace(form="finite") if g.form == "past" and _alone(toks, g, whole) else g


def _alone(toks: Sequence[Token], g: Group, whole: Sequence[Group]) -> bool:
    if g.start == 0 or (g.end < len(toks) and toks[g.end].low in ("by", "with")):
        return False
    i = g.start - 1
    while i > 0 and toks[i].pos == "AV0":
        i -= 1
    if toks[i].low == ",":
        return not whole
    if toks[i].pos == "CJC":
        earlier = [o for o in whole if o.end <= i]
        said = bool(earlier) and toks[earlier[-1].head].pos == "VVD"
        return said and (g.end == len(toks) or toks[g.end].pos != "NN2")
    if toks[i].pos not in NOMINAL:
        return False
    if any(o.start >= g.end and not _parted(toks, g.end, o.start, "CJT") for o in whole):
        return False
    return not any(
        o.end <= g.start and not _parted(toks, o.end, g.start, "CJT") and not _saying(toks, o) for o in whole
    )


def _parted(toks: Sequence[Token], i: int, j: int, *more: str) -> bool:
    return any(t.pos in ("PUN", QUOTE, "CJS", *more) for t in toks[i:j])


def _saying(toks: Sequence[Token], g: Group) -> bool:
    return toks[g.head].lemma in verbs() and verbs()[toks[g.head].lemma].takes("c")


def _group(toks: Sequence[Token], i: int) -> Group | None:
    first = toks[i].pos
    to = first == "TO0"
    j = _after_adverbs(toks, i + 1) if to else i
    if j >= len(toks) or toks[j].pos not in AUXILIARY | LEXICAL:
        return None
    head = j
    passive = False
    while toks[head].pos in AUXILIARY:
        following = _after_adverbs(toks, head + 1)
        if following >= len(toks) or not _follows(toks[head].pos, toks[following].pos):
            break
        passive = toks[head].pos[:2] == "VB" and toks[following].pos == "VVN" and not _has(toks, head, following)
        head = following
    form = (
        "infinitive"
        if to
        else "finite"
        if toks[j].pos in FINITE
        else {"G": "ing", "N": "past"}.get(toks[j].pos[2], "infinitive")
    )
    return Group(i, head + 1, head, form, passive)


def _has(toks: Sequence[Token], auxiliary: int, verb: int) -> bool:
    """Whether *'s* is *has*: *he's vowed to stay*, *who's called for calm*, not *he's called a liar*."""
    cue = verbs().get(toks[verb].lemma)
    if toks[auxiliary].low != "'s" or cue is None or verb + 1 == len(toks):
        return False
    return f"+{toks[verb + 1].low}" in cue.frames or (toks[verb + 1].pos == "TO0" and cue.takes("i"))


def _after_adverbs(toks: Sequence[Token], i: int) -> int:
    stop = i + 4
    while i < min(stop, len(toks)) and (toks[i].pos in BETWEEN or toks[i].low == "first"):
        i += 1
    return i


def _follows(auxiliary: str, verb: str) -> bool:
    if auxiliary[:2] in ("VM", "VD"):
        return verb in ("VVI", "VBI", "VHI", "VDI", "VVB")
    if auxiliary[:2] == "VH":
        return verb in ("VVN", "VBN", "VHN", "VDN", "VVD")
    return verb in ("VVG", "VVN", "VBG", "VHG", "VDG", "VDN", "VVD")
