"""What may follow a reporting verb as its content: one function for each frame of verbs.txt."""

from __future__ import annotations

from typing import NamedTuple

from readingroom.attribution.grammar.clauses import clause_end, clause_starts, infinitive_end, last_word, phrase_end
from readingroom.attribution.grammar.cues import Cue, verbs
from readingroom.attribution.grammar.phrases import PREPOSITION, following_subject, np_end, time_phrase
from readingroom.attribution.grammar.sentence import QUOTE, Group, Sentence

ITSELF = frozenset(["each", "itself", "themselves", "himself", "herself", "one", "so"])  # *supported each other*
WH = frozenset(["whether", "if", "how", "why", "what", "who", "where", "when", "which", "whom"])


class Complement(NamedTuple):
    """The content of a verb, from token `start` up to `end`; its cue ends before `cue_end`."""

    start: int
    end: int
    cue_end: int
    frame: str


class Slot(NamedTuple):
    """Where the content of a verb may begin: right behind it, behind its adverbs, behind its hearer."""

    cue: int
    first: int
    after: int


def cue_of(s: Sentence, g: Group) -> Cue | None:
    """The lexicon's entry for a verb, or for the verb with its particle: *point out*."""
    lemma = s.toks[g.head].lemma
    return verbs().get(f"{lemma} {s.low(g.end)}") or verbs().get(lemma)


def skip_adverbs(s: Sentence, i: int) -> int:
    """The first token from i on that is no adverb."""
    while s.pos(i) in ("AV0", "AVP") and s.low(i) not in ("that", "how", "both"):
        i += 1
    return i


def complement(s: Sentence, g: Group, cue: Cue) -> Complement | None:
    """What follows a reporting verb as its content, by the first of its frames that fits.

    >>> from readingroom.attribution.grammar.sentence import analysed
    >>> def of(text):
    ...     s = analysed(text)
    ...     found = complement(s, s.groups[0], cue_of(s, s.groups[0]))
    ...     return found and s.shown(found.start, found.end)
    >>> of("Lee called for calm in Dover."), of("Lee told Kim on Monday that it was late."), of("Lee vowed to stay.")
    ('calm in Dover', 'that it was late', 'to stay')
    >>> of("Lee urged Kim to stay."), of("Lee denied leaving."), of("Lee rejected the plan on Monday.")
    ('Kim to stay', 'leaving', 'the plan')
    >>> of("Lee said: It is late."), of("Lee told a joke."), of("Lee said so.")
    ('It is late', None, None)
    """
    i = g.end + (" " in cue.word)
    first = skip_adverbs(s, i)
    slot = Slot(i, first, _after_hearer(s, first, cue) if cue.takes("h") else first)
    for frame in (_preposition, _colon, _comma, _clause, _infinitive, _phrase):
        found = frame(s, g, cue, slot)
        if found:
            return found
    return None


def _preposition(s: Sentence, g: Group, cue: Cue, slot: Slot) -> Complement | None:
    for i, cue_end in ((slot.first, slot.first + 1), (slot.after, slot.cue)):
        if "+" + s.low(i) in cue.frames and s.pos(i) != "TO0" and phrase_end(s, i + 1) > i + 1:
            return Complement(i + 1, phrase_end(s, i + 1), cue_end, "phrase")
    return None


def _colon(s: Sentence, g: Group, cue: Cue, slot: Slot) -> Complement | None:
    i = slot.first
    if s.low(i) == ":" and cue.takes("q") and i + 1 < last_word(s) and s.pos(i + 1) != QUOTE:
        return Complement(i + 1, last_word(s), i + 1, "clause")
    return None


def _comma(s: Sentence, g: Group, cue: Cue, slot: Slot) -> Complement | None:
    """*Noting the cost, Lee said, the plan was dead.*"""
    i = slot.first
    if s.low(i) == "," and s.pos(0) == "VVG" and cue.takes("c") and clause_starts(s, i + 1):
        return Complement(i + 1, clause_end(s, i + 1, g), slot.cue, "phrase")
    return None


def _clause(s: Sentence, g: Group, cue: Cue, slot: Slot) -> Complement | None:
    start: int | None = None
    if cue.takes("t") and (s.pos(slot.after) == "CJT" or s.low(slot.after) == "that"):
        start = slot.after
    elif cue.takes("c"):
        start = clause_start(s, slot.after)
        if start is None and cue.takes("q") and not cue.takes("o") and _anything(s, g, slot.after):
            start = slot.after
    if start is None:
        return None
    return Complement(start, _until_main(s, g, clause_end(s, start, g)), slot.cue, "clause")


def _anything(s: Sentence, verb: Group, i: int) -> bool:
    """Behind *say* and its like, whatever holds a finite verb is a clause: *said too much was made of it*."""
    if s.pos(i) in ("PUN", QUOTE, "CJC", "CJS", "END", "PRP") or time_phrase(s, i) > i:
        return False
    if s.low(verb.start - 1) == "," and np_end(s, i) > i:
        return False  # *, said Ana Ruiz, who had seen it*
    return any(g.form == "finite" and g.start > i for g in s.groups)


def _infinitive(s: Sentence, g: Group, cue: Cue, slot: Slot) -> Complement | None:
    i = slot.after
    if (cue.takes("i") and s.pos(i) == "TO0") or (cue.takes("g") and s.pos(i) in ("VVG", "VBG", "VHG")):
        return Complement(i, infinitive_end(s, i, g), slot.cue, "phrase")
    k = np_end(s, slot.first)
    if cue.takes("x") and k > slot.first and s.pos(k) == "TO0":
        return Complement(slot.first, infinitive_end(s, k, g), slot.cue, "phrase")
    return None


def _phrase(s: Sentence, g: Group, cue: Cue, slot: Slot) -> Complement | None:
    i = slot.after
    end = np_end(s, i)
    if s.low(end) == "as" and s.pos(end + 1) in ("VVG", "VHG"):
        return None
    named = s.low(end) == "as" and (cue.takes("a") or (cue.takes("o") and s.low(i) in ITSELF))
    itself = s.low(i) in ITSELF and not (s.low(i) == "one" and end > i + 1)
    thing = cue.takes("o") and not cue.takes("h") and not itself
    if end > i and (named or thing):
        last = phrase_end(s, i)
        unfolded = s.low(last) == ":" and cue.takes("q")  # *stressed one point: it was late*
        return Complement(i, last_word(s) if unfolded else last, slot.cue, "phrase")
    return None


def _until_main(s: Sentence, g: Group, end: int) -> int:
    """What a participle that opens the sentence reports ends at the main clause: *Noting that …, Lee said*."""
    main = following_subject(s, g) if g.form == "ing" and g.start <= 1 else None
    if main is None:
        return end
    s.stops.add(main[0] - 1)
    return main[0] - 1


def _after_hearer(s: Sentence, i: int, cue: Cue) -> int:
    if s.low(i) in WH:
        return i
    j = np_end(s, i)
    while s.pos(j) in PREPOSITION and "+" + s.low(j) not in cue.frames and np_end(s, j + 1) > j + 1:
        j = np_end(s, j + 1)
    return j


def clause_start(s: Sentence, i: int) -> int | None:
    """Where a clause begins, behind what may stand between it and its verb: *said on Monday in Dover that …*."""
    j = i
    if s.low(i) == "," and s.pos(i + 1) in PREPOSITION:
        comma = next((k for k in range(i + 1, min(i + 12, len(s))) if s.low(k) == ","), i)
        return comma + 1 if s.low(comma + 1) == "that" else None  # *added, with a smile, that …*
    for _ in range(5):
        j = skip_adverbs(s, j)
        if s.pos(j) == "CJT" or s.low(j) == "that" or (s.low(j) in WH and (s.pos(j) != "CJS" or s.low(j) == "whether")):
            return j
        if clause_starts(s, j) and s.pos(j) not in PREPOSITION:
            return j
        k = time_phrase(s, j)
        if k == j and s.pos(j) in PREPOSITION and np_end(s, j + 1) > j + 1:
            k = np_end(s, j + 1)
        if k == j:
            return None
        j = k + (s.low(k) == "," and s.low(k + 1) == "that")
    return None
