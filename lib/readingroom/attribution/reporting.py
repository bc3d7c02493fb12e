"""Reporting verbs, and what they report in the writer's words."""

from __future__ import annotations

from readingroom.attribution.clauses import clause_end, clause_starts, last_word, phrase_end
from readingroom.attribution.cues import Cue, verbs
from readingroom.attribution.drafts import Draft, draft
from readingroom.attribution.phrases import (
    PREPOSITION,
    Range,
    following_subject,
    left_of,
    np_end,
    source_after,
    subject,
    time_phrase,
)
from readingroom.attribution.sentence import QUOTE, Group, Sentence

JUDGING = frozenset(
    [
        "accuse",
        "blame",
        "criticize",
        "criticise",
        "praise",
        "condemn",
        "fault",
        "hail",
        "describe",
        "regard",
        "see",
        "view",
        "portray",
        "characterize",
        "denounce",
        "dismiss",
        "mock",
        "ridicule",
        "quote",
        "charge",
        "thank",
        "laud",
        "applaud",
        "slam",
        "blast",
        "attack",
        "depict",
        "cite",
        "mention",
        "label",
        "brand",
    ]
)
NAMING = frozenset(["call", "consider", "deem", "label", "dub", "declare", "name", "rate", "think", "believe"])
EMPTY = frozenset(["each", "itself", "themselves", "himself", "herself", "one", "so"])  # *supported each other*
GOES_ON = frozenset(["since", "because", "and", "so", "if", "unless", "as"])
WH = frozenset(["whether", "if", "how", "why", "what", "who", "where", "when", "which", "whom"])


def cue_of(s: Sentence, g: Group) -> Cue | None:
    """The lexicon's entry for a verb, or for the verb with its particle: *point out*."""
    lemma = s.toks[g.head].lemma
    return verbs().get(f"{lemma} {s.low(g.end)}") or verbs().get(lemma)


def cue_end(s: Sentence, g: Group, cue: Cue) -> int:
    return g.end + (" " in cue.word)


def skip_adverbs(s: Sentence, i: int) -> int:
    while s.pos(i) in ("AV0", "AVP") and s.low(i) not in ("that",):
        i += 1
    return i


def reported(s: Sentence, g: Group, tops: list[tuple[int, Range | None]]) -> Draft | None:
    """What a reporting verb reports in the writer's words, where that follows it."""
    cue = cue_of(s, g)
    if cue is None or g.form == "past":
        return None
    if g.passive:
        return passive(s, g, cue)
    found = complement(s, g, cue)
    if found is None:
        return None
    start, end, cue_end, sure = found
    who = subject(s, g)
    if tops and (who is None or _joined(s, g, tops[-1][0])):
        who = tops[-1][1]
    if who is None and g.form != "ing":
        return None
    if g.form == "finite" and (not tops or tops[-1][0] <= g.start):
        tops.append((end, who))
    return draft(s, who, (g.start, cue_end), [(start, end)], cue.word, "what follows", sure)


def _joined(s: Sentence, g: Group, end: int) -> bool:
    """Whether a verb goes on with what an earlier speaker does: *, adding*; *and promised*."""
    if g.form == "ing":
        return s.low(g.start - 1) in (",", "–", "—", "-")
    return g.form == "finite" and end <= g.start and s.pos(left_of(s, g)) == "CJC"


def complement(s: Sentence, g: Group, cue: Cue) -> tuple[int, int, int, str] | None:
    """What follows a reporting verb as its content: from, to, where the cue ends, and how sure."""
    i = cue_end(s, g, cue)
    j = skip_adverbs(s, i)
    for prep in [f[1:] for f in cue.frames if f[0] == "+"]:
        if s.low(j) == prep and s.pos(j) != "TO0" and phrase_end(s, j + 1) > j + 1:
            return j + 1, phrase_end(s, j + 1), j + 1, "medium"
    if s.low(j) == ":" and cue.takes("q") and j + 1 < last_word(s) and s.pos(j + 1) != QUOTE:
        return j + 1, last_word(s), j + 1, "high"
    if s.low(j) == "," and s.pos(0) == "VVG" and cue.takes("c") and clause_starts(s, j + 1):
        return j + 1, clause_end(s, j + 1, g), i, "medium"
    first = j
    if cue.takes("h"):
        j = _after_hearer(s, j)
        if j > first and "+" + s.low(j) in cue.frames and phrase_end(s, j + 1) > j + 1:
            return j + 1, phrase_end(s, j + 1), i, "medium"
    if cue.takes("t") and (s.pos(j) == "CJT" or s.low(j) == "that"):
        return j, _until_main(s, g, clause_end(s, j, g)), i, "high"
    if cue.takes("c"):
        k = _to_clause(s, j)
        if (
            k is None
            and not cue.takes("o")
            and cue.takes("q")
            and s.pos(j) not in ("PUN", QUOTE, "CJC", "CJS", "END", "PRP")
        ):
            k = j if any(o.form == "finite" and o.start > j for o in s.groups if o.end <= s.limit) else None
        if k is not None:
            return k, _until_main(s, g, clause_end(s, k, g)), i, "high"
    if cue.takes("i") and s.pos(j) == "TO0":
        return j, clause_end(s, j, g), i, "medium"
    if cue.takes("g") and s.pos(j) in ("VVG", "VBG", "VHG"):
        return j, clause_end(s, j, g), i, "medium"
    k = np_end(s, first)
    if cue.takes("x") and k > first and s.pos(k) == "TO0":
        return first, clause_end(s, k, g), i, "medium"
    k = np_end(s, j)
    if cue.takes("a") and k > j and s.low(k) == "as":
        return j, phrase_end(s, j), i, "medium"
    if cue.takes("o") and s.low(j) in EMPTY:
        return None
    if cue.takes("o") and k > j and not cue.takes("h"):
        return j, phrase_end(s, j), i, "medium"
    return None


def _until_main(s: Sentence, g: Group, end: int) -> int:
    """What a participle that opens the sentence reports ends where the main clause begins: *Noting that …, Lee said*."""
    if g.form != "ing" or g.start > 1:
        return end
    main = following_subject(s, g)
    if main is None:
        return end
    s.stops.add(main[0] - 1)
    return main[0] - 1


def _after_hearer(s: Sentence, i: int) -> int:
    j = np_end(s, i)
    while s.pos(j) in PREPOSITION and np_end(s, j + 1) > j + 1:
        j = np_end(s, j + 1)
    return j


def _to_clause(s: Sentence, i: int) -> int | None:
    """Where the clause begins, behind what may stand between it and its verb: *said on Monday in Dover that …*."""
    j = i
    for _ in range(5):
        j = skip_adverbs(s, j)
        if s.pos(j) == "CJT" or s.low(j) == "that" or (s.low(j) in WH and s.pos(j) != "CJS"):
            return j
        if clause_starts(s, j) and s.pos(j) not in PREPOSITION:
            return j
        k = time_phrase(s, j)
        if k == j and s.pos(j) in PREPOSITION:
            k = np_end(s, j + 1)
            k = j if k == j + 1 else k
        if k == j:
            return None
        j = k + (s.low(k) == "," and s.low(k + 1) == "that")
    return None


def before(s: Sentence, g: Group, cue: Cue) -> Draft | None:
    """A verb of saying behind or within what it reports: *The ice is thin, she said*; *The ice, she said, is thin*."""
    if not cue.takes("c") or g.form != "finite":
        return None
    after = skip_adverbs(s, g.end)
    inverted = source_after(s, after) if s.low(g.start - 1) == "," else None
    who = inverted or subject(s, g)
    if who is None or (who[0] > g.start and inverted is None):
        return None
    comma = (g.start if inverted else who[0]) - 1
    if comma < 1 or s.low(comma) not in (",", "–", "—", "-", "--"):
        return None
    rest = _rest(s, who[1] if inverted else after, cue)
    if rest < 0:
        return None
    start = _dateline(s)
    opened = s.pos(0) == "CJS" or s.low(0) in ("if", "when", "while", "though", "although")
    whole = not (opened and rest) and any(o.form == "finite" and start <= o.start and o.end <= comma for o in s.groups)
    if whole and rest and s.low(rest) in GOES_ON and not is_cue_clause(s, rest):
        whole = False
    if whole or not rest:
        return (
            draft(s, who, (g.start, g.end), [(start, comma)], cue.word, "what stands before it", "high")
            if whole
            else None
        )
    content = [(start, comma), (rest, last_word(s))]
    return draft(s, who, (g.start, g.end), content, cue.word, "what stands around it", "high")


def _rest(s: Sentence, i: int, cue: Cue) -> int:
    """Where the content goes on behind *, she said on Monday,*; 0 where it does not; -1 where the verb has an object."""
    j = i
    if cue.takes("h") and s.pos(j) not in PREPOSITION:
        j = np_end(s, j)
    while True:
        k = time_phrase(s, skip_adverbs(s, j))
        if (k == j and s.pos(j) in PREPOSITION) or s.low(j) in ("while", "when", "after", "before", "as"):
            k = np_end(s, j + 1) if s.pos(j) in PREPOSITION and np_end(s, j + 1) > j + 1 else _next_comma(s, j)
        if k == j:
            break
        j = k
    if j >= last_word(s):
        return 0
    if s.low(j) not in (",", "–", "—", "-", "--", ")") and s.pos(j) != QUOTE:
        return -1
    g = s.group_at.get(j + 1)
    return (
        0
        if (g and g.form == "ing") or s.pos(j) == QUOTE or s.low(j + 1) in ("who", "which", "according", "as")
        else j + 1
    )


def is_cue_clause(s: Sentence, i: int) -> bool:
    """Whether the next finite verb from i on reports."""
    g = next((g for g in s.groups if g.start >= i and g.form == "finite"), None)
    return g is not None and cue_of(s, g) is not None


def _next_comma(s: Sentence, i: int) -> int:
    return next((k for k in range(i + 1, last_word(s)) if s.low(k) == ","), last_word(s))


def _dateline(s: Sentence) -> int:
    """Where a sentence begins behind its dateline: *DOVER, May 2 (Wire) –*; 0 where there is none."""
    for k in range(1, min(14, len(s))):
        if k in s.group_at:
            return 0
        if (
            s.low(k) in ("–", "—", "--", "-")
            and s.toks[0].upper
            and (s.low(k - 1) == ")" or s.text[s.toks[0].start : s.toks[0].end].isupper())
        ):
            return k + 1
    return 0


def passive(s: Sentence, g: Group, cue: Cue) -> Draft | None:
    """What is said of a passive's subject, with the source behind *by*, or with none.

    >>> from readingroom.attribution.rules import examples
    >>> examples("The plan was rejected by Lee.")
    Lee | was rejected by | The plan
    >>> examples("Kim is expected to stay.")  # nobody is said to expect it
    is expected | Kim … to stay
    >>> examples("It was announced that trains would stop.")
    was announced | that trains would stop
    >>> examples("The plan was written on paper.")
    """
    i = skip_adverbs(s, g.end)
    who = subject(s, g)
    if who is None:
        return None
    by = next((k for k in range(i, min(last_word(s), i + 12)) if s.low(k) == "by" and np_end(s, k + 1) > k + 1), None)
    if by == i and cue.frames & {"o", "c"} and s.pos(by + 1) != "VVG":
        source = source_after(s, by + 1)
        return draft(s, source, (g.start, by + 1), [who], cue.word, "what stands before it", "medium")
    if s.low(who[0]) == "it" and (s.pos(i) == "CJT" or (cue.takes("c") and clause_starts(s, i))):
        return draft(
            s,
            None,
            (g.start, g.end),
            [(i, clause_end(s, i, g))],
            cue.word,
            "what follows, and does not say whose words they are",
            "medium",
        )
    if cue.takes("h") and who:
        k = _to_clause(s, i)
        if k:
            return draft(s, who, (g.start, g.end), [(k, clause_end(s, k, g))], cue.word, "what follows", "low")
    judged = (s.low(i) in ("of", "for", "as") and cue.word in JUDGING) or (cue.word in NAMING and np_end(s, i) > i)
    if s.pos(i) == "TO0" or judged:
        end = clause_end(s, i, g) if s.pos(i) == "TO0" else phrase_end(s, i)
        source = None
        if by is not None and by < end:
            source, end = source_after(s, by + 1), by
        cue_stop = i + (s.low(i) in ("of", "for", "as"))
        return draft(
            s,
            source,
            (g.start, cue_stop),
            [who, (cue_stop, end)],
            cue.word,
            "what is around it",
            "medium" if source else "low",
        )
    return None
