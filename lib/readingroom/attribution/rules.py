"""The rules: who says what within one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from readingroom.attribution.clauses import (
    clause_end,
    clause_starts,
    is_cue,
    last_word,
    phrase_end,
)
from readingroom.attribution.cues import Cue, verbs
from readingroom.attribution.phrases import (
    NOUN,
    PREPOSITION,
    Range,
    np_chain,
    following_subject,
    np_end,
    source_after,
    subject,
    time_phrase,
)
from readingroom.attribution.sentence import QUOTE, Group, Sentence, tagged

WH = frozenset("whether if how why what who where when which whom".split())
WITH_VERB = frozenset("that to".split())


@dataclass
class Draft:
    """An attribution in the making: places in the text, and the rule's words."""

    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: list[tuple[int, int]]
    verb: str
    rule: str
    confidence: str
    sentence: int = -1
    nested: bool = False
    evidence: list[tuple[int, int]] = field(default_factory=list)


def analysed(text: str) -> Sentence:
    """A sentence by itself, for examples and tests."""
    from readingroom.attribution.quotes import quotations

    found = quotations(text, [(0, len(text))])
    return Sentence(text, 0, len(text), 0, tagged(text, 0, len(text), found))


def of_sentence(s: Sentence) -> list[Draft]:
    """All attributions in one sentence.

    >>> def found(text):
    ...     return [(text[slice(*d.source)], text[slice(*d.cue)], [text[slice(*c)] for c in d.content])
    ...             for d in of_sentence(analysed(text))]
    >>> found("“It rains,” said Ann Lee, the mayor. “Stay.”")
    [('Ann Lee, the mayor', 'said', ['“It rains,”'])]
    """
    found: list[Draft] = []
    used: dict[int, Draft] = {}
    for d, head in quoted(s):
        if head in used:
            used[head].content += d.content
        else:
            found.append(d)
            if head >= 0:
                used[head] = d
    behind = next(filter(None, (_behind(s, g) for g in reversed(s.groups) if g.head not in used)), None)
    if behind:
        used[behind[1].head] = behind[0]
        found.append(behind[0])
    tops: list[tuple[int, Range | None]] = []  # how far the speech of each outermost speaker goes
    for g in s.groups:
        made = reported(s, g, tops) if behind is None or g is not behind[1] else None
        if made:
            found.append(made)
    found += list(phrases_of(s))
    return found


def _behind(s: Sentence, g: Group) -> tuple[Draft, Group] | None:
    cue = cue_of(s, g)
    if cue is None or g.passive or complement(s, g, cue):
        return None
    d = before(s, g, cue)
    return (d, g) if d else None


# ------------------------------------------------------------------ quoted words


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
            yield (_draft(s, None, None, [(q, q + 1)], "", "", "low"), last[1])


def _after_quote(s: Sentence, q: int) -> tuple[Draft, int] | None:
    i = q + 1 + (s.low(q + 1) in (",", "-", "–", "—", "--"))
    j = i
    while s.pos(j) == "AV0":
        j += 1
    g = s.group_at.get(j)
    if g and g.form == "finite" and g.start <= j:
        source = source_after(s, _skip_adverbs(s, g.end))
        if source and (is_cue(s, g) or source[1] >= last_word(s)):
            return _draft(
                s, source, (g.start, g.end), [(q, q + 1)], s.toks[g.head].lemma, "the quoted words", "high"
            ), g.head
        return None
    for g in s.groups:
        if g.start > i and g.form == "finite":
            who = subject(s, g)
            if who and who[0] in (i, j):
                sure = "high" if is_cue(s, g) else "medium"
                return _draft(
                    s, who, (g.start, g.end), [(q, q + 1)], s.toks[g.head].lemma, "the quoted words", sure
                ), g.head
            break
    if s.low(q + 1) in ("-", "–", "—", "--", "―") and np_end(s, q + 2) >= last_word(s) > q + 2:
        return _draft(
            s, (q + 2, last_word(s)), None, [(q, q + 1)], "", "a dash names who says the quoted words", "medium"
        ), -1
    return None


def _before_quote(s: Sentence, q: int) -> tuple[Draft, int] | None:
    colon = s.low(q - 1) == ":"
    for g in reversed([g for g in s.groups if g.end <= q]):
        cue = cue_of(s, g)
        if cue and (cue.takes("q") or colon) and (colon or s.low(q - 1) == "," or q - g.end <= 1):
            who = subject(s, g)
            end = q if g.end == q - 1 and colon else g.end
            return _draft(s, who, (g.start, end), [(q, q + 1)], cue.word, "the quoted words", "high"), g.head
        if g.form == "finite" and not colon:
            break
    if colon:
        finite = [g for g in s.groups if g.end <= q and g.form == "finite"]
        who = subject(s, finite[0]) if finite else np_chain(s, q - 2)
        if who:
            return _draft(s, who, (q - 1, q), [(q, q + 1)], "", "a colon leads to the quoted words", "medium"), -1
    return None


# ------------------------------------------------------------------ reporting verbs


def cue_of(s: Sentence, g: Group) -> Cue | None:
    """The lexicon's entry for a verb, or for the verb with its particle: *point out*."""
    lemma = s.toks[g.head].lemma
    return verbs().get(f"{lemma}_{s.low(g.end)}") or verbs().get(lemma)


def _cue_end(s: Sentence, g: Group, cue: Cue) -> int:
    return g.end + ("_" in cue.word)


def _skip_adverbs(s: Sentence, i: int) -> int:
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
    if g.form == "ing" and tops and s.low(g.start - 1) in (",", "–", "—", "-") or who is None and tops:
        who = tops[-1][1]
    if who is None and g.form != "ing":
        return None
    if g.form == "finite" and (not tops or tops[-1][0] <= g.start):
        tops.append((end, who))
    return _draft(s, who, (g.start, cue_end), [(start, end)], cue.word, "what follows", sure)


def complement(s: Sentence, g: Group, cue: Cue) -> tuple[int, int, int, str] | None:
    """What follows a reporting verb as its content: from, to, where the cue ends, and how sure."""
    i = _cue_end(s, g, cue)
    j = _skip_adverbs(s, i)
    for prep in [f[1:] for f in cue.frames if f[0] == "+"]:
        if s.low(j) == prep.split("_")[0] and phrase_end(s, j + 1) > j + 1:
            return j + 1, phrase_end(s, j + 1), j + 1, "medium"
    if cue.takes("h"):
        j = _after_hearer(s, j)
    if cue.takes("c"):
        k = _to_clause(s, j)
        if k is not None:
            return k, _until_main(s, g, clause_end(s, k, g)), i, "high"
    if cue.takes("i") and s.pos(j) == "TO0":
        return j, clause_end(s, j, g), i, "medium"
    if cue.takes("g") and s.pos(j) in ("VVG", "VBG", "VHG"):
        return j, clause_end(s, j, g), i, "medium"
    k = np_end(s, j)
    if cue.takes("x") and k > j and s.pos(k) == "TO0":
        return j, clause_end(s, k, g), i, "medium"
    if cue.takes("o") and k > j and not cue.takes("h"):
        return j, phrase_end(s, j), i, "medium"
    return None


def _until_main(s: Sentence, g: Group, end: int) -> int:
    """What a participle that opens the sentence reports ends where the main clause begins: *Noting that …, Lee said*."""
    if g.form != "ing" or g.start > 1:
        return end
    main = following_subject(s, g)
    return main[0] - 1 if main else end


def _after_hearer(s: Sentence, i: int) -> int:
    j = np_end(s, i)
    while s.pos(j) in PREPOSITION and np_end(s, j + 1) > j + 1:
        j = np_end(s, j + 1)
    return j


def _to_clause(s: Sentence, i: int) -> int | None:
    """Where the clause begins, behind what may stand between it and its verb: *said on Monday in Dover that …*."""
    j = i
    for _ in range(5):
        j = _skip_adverbs(s, j)
        if s.pos(j) == "CJT" or s.low(j) == "that" or s.low(j) in WH and s.pos(j) != "CJS":
            return j
        if clause_starts(s, j) and not (s.pos(j) in PREPOSITION):
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
    after = _skip_adverbs(s, g.end)
    inverted = source_after(s, after) if s.low(g.start - 1) == "," else None
    who = inverted or subject(s, g)
    if who is None or who[0] > g.start and inverted is None:
        return None
    comma = (g.start if inverted else who[0]) - 1
    if comma < 1 or s.low(comma) not in (",", "–", "—", "-", "--"):
        return None
    rest = _rest(s, who[1] if inverted else after, cue)
    if rest < 0:
        return None
    start = _dateline(s)
    whole = any(o.form == "finite" and start <= o.start and o.end <= comma for o in s.groups)
    if whole or not rest:
        return (
            _draft(s, who, (g.start, g.end), [(start, comma)], cue.word, "what stands before it", "high")
            if whole
            else None
        )
    content = [(start, comma), (rest, last_word(s))]
    return _draft(s, who, (g.start, g.end), content, cue.word, "what stands around it", "high")


def _rest(s: Sentence, i: int, cue: Cue) -> int:
    """Where the content goes on behind *, she said on Monday,*; 0 where it does not; -1 where the verb has an object."""
    j = i
    if cue.takes("h") and s.pos(j) not in PREPOSITION:
        j = np_end(s, j)
    while True:
        k = time_phrase(s, _skip_adverbs(s, j))
        if k == j and s.pos(j) in PREPOSITION or s.low(j) in ("while", "when", "after", "before", "as"):
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
        if g and g.form == "ing" or s.pos(j) == QUOTE or s.low(j + 1) in ("who", "which", "according", "as")
        else j + 1
    )


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
    """*The plan was rejected by Lee*; *Kim is expected to stay*; *it was announced that trains would stop*."""
    i = g.end
    who = subject(s, g)
    if s.pos(i) == "PRP" and s.low(i) == "by" and who:
        end = np_end(s, i + 1)
        if end > i + 1:
            return _draft(s, (i + 1, end), (g.start, i + 1), [who], cue.word, "what stands before it", "medium")
    if s.pos(i) == "TO0" and who:
        return _draft(
            s,
            None,
            (g.start, g.end),
            [who, (i, clause_end(s, i, g))],
            cue.word,
            "what is around it, without saying whose words",
            "low",
        )
    if s.pos(i) == "CJT" and who and s.low(who[0]) == "it":
        return _draft(
            s,
            None,
            (g.start, g.end),
            [(i, clause_end(s, i, g))],
            cue.word,
            "what follows, without saying whose words",
            "medium",
        )
    if cue.takes("h") and who:
        k = _to_clause(s, i)
        if k:
            return _draft(s, who, (g.start, g.end), [(k, clause_end(s, k, g))], cue.word, "what follows", "low")
    return None


# ------------------------------------------------------------------ phrases


def phrases_of(s: Sentence) -> Iterator[Draft]:
    """*According to* and its like."""
    for i in range(len(s) - 2):
        if s.low(i) == "according" and s.low(i + 1) == "to":
            source = source_after(s, i + 2)
            if source is None:
                continue
            comma = source[1]
            if i == 0:
                start = comma + (s.low(comma) == ",")
                yield _draft(s, source, (0, 2), [(start, last_word(s))], "accord", "what follows", "high")
            elif s.low(i - 1) == ",":
                yield _draft(s, source, (i, i + 2), [(0, i - 1)], "accord", "what stands before it", "high")
            else:
                yield _draft(s, source, (i, i + 2), [(0, i)], "accord", "what stands before it", "medium")


def _draft(
    s: Sentence, source: Range | None, cue: Range | None, content: list[Range], verb: str, what: str, sure: str
) -> Draft:
    places = [s.place(a, b) for a, b in content if b > a]
    return Draft(s.place(*source) if source else None, s.place(*cue) if cue else None, places, verb, what, sure)
