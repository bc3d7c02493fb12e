"""Reporting verbs in front of what they report, active and passive."""

from __future__ import annotations

from readingroom.attribution.grammar.clauses import clause_end, clause_starts, last_word, phrase_end
from readingroom.attribution.grammar.cues import Cue, nominals
from readingroom.attribution.grammar.lists import words
from readingroom.attribution.grammar.phrases import RELATIVE, Range, left_of, np_chain, np_end, source_after, subject
from readingroom.attribution.grammar.sentence import Group, Sentence
from readingroom.attribution.rules.complements import Complement, clause_start, complement, cue_of, skip_adverbs
from readingroom.attribution.rules.drafts import Draft, draft

Tops = list[tuple[int, Range | None]]  # how far each outermost speaker's words go, and who that is


def reported(s: Sentence, g: Group, tops: Tops) -> Draft | None:
    """What a reporting verb reports in the writer's words, where that follows it.

    The rule: the verb is in the lexicon and one of its frames follows.  Its subject is the source; a verb behind a
    comma or *and* that goes on with what a speaker does has that speaker's.

    >>> from readingroom.attribution.rules import examples
    >>> examples("Ana Ruiz said on Monday that the bridge was safe.")
    Ana Ruiz | said | that the bridge was safe
    >>> examples("Lee praised the plan and promised to stay, adding that it was late.")
    Lee | praised | the plan
    Lee | promised | to stay
    Lee | adding | that it was late
    >>> examples("The bridge is open."), examples("Each side must tell the other that a rocket flies.")
    (None, None)

    Misses: verbs outside the lexicon, and *said* with an object that only sums up: *she said as much*.
    """
    cue = cue_of(s, g)
    if cue and g.form == "past" and (g.start == 0 or s.low(g.start - 1) == "when"):
        return asked(s, g, cue)
    if cue is None or g.form == "past" or s.low(g.start) == "must":  # what has to be said is not yet said
        return None
    if g.passive:
        return passive(s, g, cue)
    if s.low(g.start - 1) == "as" and g.form == "ing":
        return quoted_as(s, g, cue)
    found = complement(s, g, cue)
    who = subject(s, g) if found else None
    if tops and (who is None or _joined(s, g, tops[-1][0])):
        who = tops[-1][1]
    if found is None or who is None or not (_speaks(s, g, cue) and _can_speak(s, who, cue)):
        return None
    if g.form == "finite" and g.start >= s.behind and (not tops or tops[-1][0] <= g.start):
        tops.append((found.end, who))
    if g.form == "ing" and (_topic(s, g, found) or not (tops or _judges(s, g, cue))):
        return None
    what = (found.start, found.end)
    return draft(s, who, (g.start, found.cue_end), [what], cue.word, "what follows", found.frame)


def _speaks(s: Sentence, g: Group, cue: Cue) -> bool:
    """Whether a participle or infinitive is an act of its own.

    >>> from readingroom.attribution.rules import examples
    >>> examples("Lee apologized after calling the plan a risk.")
    Lee | calling | the plan a risk
    >>> examples("Lee left without calling the plan a risk."), examples("Lee had a chance to support the plan.")
    (None, None)
    """
    if g.form == "ing":
        return s.low(g.start - 1) not in ("for", "without", "than", "from")
    return g.form != "infinitive" or cue.takes("q") or s.pos(g.start - 1) not in ("NN0", "NN1", "NN2")


def _topic(s: Sentence, g: Group, found: Complement) -> bool:
    """Whether a participle only says what the words are about.

    >>> from readingroom.attribution.rules import examples
    >>> examples("Commenting on the bridge, Lee said that it was safe.")
    Lee | said | that it was safe
    >>> examples("Lee was commenting on the bridge.")
    Lee | was commenting on | the bridge
    """
    return found.cue_end > g.end and (g.start == 0 or s.low(g.start - 1) in ("while", "when"))


def _judges(s: Sentence, g: Group, cue: Cue) -> bool:
    """Whether a participle in a sentence where nobody speaks can be praise or criticism: not behind a comma.

    >>> from readingroom.attribution.rules import examples
    >>> examples("Lee keeps denouncing the plan.")
    Lee | denouncing | the plan
    >>> examples("The teams played on, rejecting defeat.")
    """
    return s.low(g.start - 1) != "," or cue.act not in ("criticism", "praise")


def _can_speak(s: Sentence, who: Range | None, cue: Cue) -> bool:
    """Whether a subject can say, show or support something: people, institutions, documents and data can.

    >>> from readingroom.attribution.rules import examples
    >>> examples("The survey shows a rise in rents.")
    The survey | shows | a rise in rents
    >>> examples("This shows a rise in rents."), examples("No evidence supports the claim.")
    (None, None)
    """
    if who is None:
        return True
    alone = who[1] == who[0] + 1
    if alone and (
        s.low(who[0]) in ("this", "these") or (s.low(who[0]) in RELATIVE - {"who"} and cue.act == "evidence")
    ):
        return False
    head = s.toks[max(who[0], np_end(s, who[0]) - 1)]
    return cue.act not in ("evidence", "praise") or head.lemma not in words("matter")


def _joined(s: Sentence, g: Group, end: int) -> bool:
    """Whether a verb goes on with what an earlier speaker does: *, adding*; *and promised*."""
    if g.form == "ing":
        return s.low(g.start - 1) in (",", "–", "—", "-")
    return g.form == "finite" and end <= g.start and s.pos(left_of(s, g)) == "CJC"


def quoted_as(s: Sentence, g: Group, cue: Cue) -> Draft | None:
    """Words at second hand: *Kim was quoted as saying*; *the agency quoted Kim as saying*.

    >>> from readingroom.attribution.rules import examples
    >>> examples("Kim was quoted as saying that the plant would close.")
    Kim | was quoted as saying | that the plant would close
    >>> examples("Kim was quoted by the paper as saying that the plant would close.")
    Kim | was quoted by the paper as saying | that the plant would close
    >>> examples("Kim trained as a nurse.")
    """
    found = complement(s, g, cue)
    earlier = next((o for o in reversed(s.groups) if o.end < g.start), None)
    if found is None or earlier is None or s.toks[earlier.head].lemma not in ("quote", "cite", "report"):
        return None
    who = subject(s, earlier) if earlier.passive else np_chain(s, g.start - 2)
    start = earlier.start if earlier.passive else g.start
    return who and draft(s, who, (start, found.cue_end), [(found.start, found.end)], cue.word, "what follows", "clause")


def asked(s: Sentence, g: Group, cue: Cue) -> Draft | None:
    """A question that opens a sentence: *Asked by Lee whether …, Kim said*; nobody is named where *by* is missing.

    >>> from readingroom.attribution.rules import examples
    >>> examples("Asked by Lee whether it was late, Kim smiled.")
    Lee | Asked by | whether it was late
    >>> examples("When asked about the price, Kim smiled.")
    asked about | the price
    >>> examples("Asked in May, Kim smiled.")
    """
    source = source_after(s, g.end + 1) if s.low(g.end) == "by" else None
    i = source[1] if source else g.end
    about = s.low(i) == "about"
    comma = next((k for k in range(i, len(s)) if s.low(k) == "," and np_end(s, k + 1) in s.group_at), 0)
    if cue.word != "ask" or not comma or (not about and clause_start(s, i) != i):
        return None
    end = i + 1 if about else g.end + 1 if source else g.end
    return draft(s, source, (g.start, end), [(i + about, comma)], cue.word, "what follows", "phrase")


def passive(s: Sentence, g: Group, cue: Cue) -> Draft | None:
    """What is said of a passive's subject, with the source behind *by*, or with none.

    >>> from readingroom.attribution.rules import examples
    >>> examples("The plan was rejected by Lee.")
    Lee | was rejected by | The plan
    >>> examples("Kim is expected to stay.")  # nobody is said to expect it
    is expected | Kim … to stay
    >>> examples("It was announced that trains would stop.")
    was announced | that trains would stop
    >>> examples("Kim was told that trains would stop.")
    Kim | was told | that trains would stop
    >>> examples("The plan was written on paper.")
    """
    who = subject(s, g)
    if who is None:
        return None
    return _by(s, g, cue, who) or _impersonal(s, g, cue, who) or _told(s, g, cue, who) or _judged(s, g, cue, who)


def _by(s: Sentence, g: Group, cue: Cue, who: Range) -> Draft | None:
    i = skip_adverbs(s, g.end)
    source = source_after(s, i + 1) if s.low(i) == "by" and s.pos(i + 1) != "VVG" else None
    if source is None or not cue.frames & {"o", "c"} or s.low(source[1]) == "as":
        return None
    asked = clause_start(s, source[1]) if cue.takes("h") else None
    if asked is not None:
        content = (asked, clause_end(s, asked, g))
        return draft(s, source, (g.start, i + 1), [content], cue.word, "what follows", "phrase")
    return draft(s, source, (g.start, i + 1), [who], cue.word, "what stands before it", "phrase")


def _impersonal(s: Sentence, g: Group, cue: Cue, who: Range) -> Draft | None:
    i = skip_adverbs(s, g.end)
    if s.low(who[0]) != "it" or not (s.pos(i) == "CJT" or (cue.takes("c") and clause_starts(s, i))):
        return None
    what = "what follows, and does not say whose words they are"
    return draft(s, None, (g.start, g.end), [(i, clause_end(s, i, g))], cue.word, what, "phrase")


def _told(s: Sentence, g: Group, cue: Cue, who: Range) -> Draft | None:
    start = clause_start(s, skip_adverbs(s, g.end)) if cue.takes("h") else None
    if start is None:
        return None
    return draft(s, who, (g.start, g.end), [(start, clause_end(s, start, g))], cue.word, "what follows", "loose")


def _judged(s: Sentence, g: Group, cue: Cue, who: Range) -> Draft | None:
    """*Kim is expected to stay*; *Kim was accused by Lee of fraud*; *the plan is called a risk*."""
    i = skip_adverbs(s, g.end)
    if (s.low(i) == "as" and s.pos(i + 1) == "VVG") or ("adjective", s.low(g.head)) in nominals():
        return None  # *Kim is determined to stay*
    linked = s.low(i) in ("of", "for", "as")
    named = cue.word in words("naming verb") and np_end(s, i) > i
    if not (s.pos(i) == "TO0" or named or (linked and cue.word in words("judging verb"))):
        return None
    end = clause_end(s, i, g) if s.pos(i) == "TO0" else phrase_end(s, i)
    by = next((k for k in range(i, min(end, last_word(s))) if s.low(k) == "by" and np_end(s, k + 1) > k + 1), end)
    source = source_after(s, by + 1) if by < end else None
    sure = "phrase" if source else "loose"
    return draft(s, source, (g.start, i + linked), [who, (i + linked, by)], cue.word, "what is around it", sure)
