"""What reports without a reporting verb: *according to*, nouns and adjectives."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.attribution.grammar.clauses import clause_end, last_word, phrase_end
from readingroom.attribution.grammar.cues import Cue, Nominal, nominals, verbs
from readingroom.attribution.grammar.lists import words
from readingroom.attribution.grammar.phrases import NOUN, Range, np_end, np_start, source_after, subject
from readingroom.attribution.grammar.sentence import Group, Sentence
from readingroom.attribution.rules.behind import around
from readingroom.attribution.rules.complements import WH
from readingroom.attribution.rules.drafts import Draft, draft


def phrases_of(s: Sentence) -> Iterator[Draft]:
    """All that reports in a sentence without a reporting verb."""
    yield from according_to(s)
    yield from in_view(s)
    for g in s.groups:
        found = adjective(s, g)
        if found:
            yield found
    yield from owned(s)
    yield from as_said(s)


def according_to(s: Sentence) -> Iterator[Draft]:
    """*According to Lee, the ice is thin*; *the ice is thin, according to Lee*.

    >>> from readingroom.attribution.rules import examples
    >>> examples("Crime fell in May, according to the report.")
    the report | according to | Crime fell in May
    >>> examples("They sat by rank.")

    Misses: *according to* in the sense of *by*: *they sat according to rank* is taken for what a rank says.
    """
    for i in range(len(s) - 2):
        if s.low(i) != "according" or s.low(i + 1) != "to":
            continue
        source = source_after(s, i + 2)
        if source is None:
            continue
        if i == 0:
            source = _before_comma(s, source)
            pieces = [(source[1] + (s.low(source[1]) == ","), last_word(s))]
        else:
            comma = i - (s.low(i - 1) == ",")
            rest = source[1] + 1 if s.low(source[1]) == "," and source[1] + 1 < last_word(s) else 0
            pieces = around(s, comma, rest) or [(0, comma)]
        what = ("what follows" if i == 0 else "what stands before it") if len(pieces) == 1 else "what is around it"
        yield draft(s, source, (i, i + 2), pieces, "accord", what, "clause")


def in_view(s: Sentence) -> Iterator[Draft]:
    """*In Lee's view, the ice is thin*; *the ice, in Lee's words, is thin*.

    >>> from readingroom.attribution.rules import examples
    >>> examples("The ice, in the mayor's view, is thin.")
    the mayor's | view | The ice … is thin
    >>> examples("In view of the ice, she left."), examples("The ice came in Lee's view.")
    (None, None)
    """
    for i in range(2, len(s)):
        owner = _owner(s, i) if s.low(i) in ("view", "opinion", "telling") else None
        if owner is None or s.low(owner[0] - 1) != "in" or s.low(i + 1) not in (",", ".", ";"):
            continue
        first = owner[0] - 1
        if first and s.low(first - 1) != ",":
            continue
        rest = i + 2 if i + 2 < last_word(s) else 0
        pieces = around(s, first - 1, rest) if first else [(rest, last_word(s))] if rest else []
        what = "what is around it" if first else "what follows"
        yield draft(s, owner, (i, i + 1), pieces, "think", what, "clause")


def _before_comma(s: Sentence, source: Range) -> Range:
    """A source that opens the sentence ends at the first comma, or behind an apposition: *Lee, a nurse,*."""
    comma = next((k for k in range(*source) if s.low(k) == ","), source[1])
    apposed = np_end(s, comma + 1) if s.pos(comma + 1) == "AT0" else comma
    return (source[0], apposed) if apposed > comma and s.low(apposed) == "," else (source[0], comma)


def as_said(s: Sentence) -> Iterator[Draft]:
    """*As Lee put it, the ice is thin*; *the ice is thin, as Lee has said*.

    >>> from readingroom.attribution.rules import examples
    >>> examples("As the mayor put it, the ice is thin.")
    the mayor | put it | the ice is thin
    >>> examples("As the mayor walked on, the ice broke.")
    """
    for g in s.groups:
        who = subject(s, g) if g.form == "finite" and not g.passive else None
        if who is None or s.low(who[0] - 1) != "as":
            continue
        it = s.toks[g.head].lemma == "put" and s.low(g.end) == "it"
        cue = verbs().get(f"{s.toks[g.head].lemma} {s.low(g.end)}") or verbs().get(s.toks[g.head].lemma)
        end = g.end + (1 if it else " " in cue.word if cue else 0)
        if not (it or (cue and cue.takes("c"))) or (s.low(end) not in (",", ".", ";") and end < last_word(s)):
            continue
        start = who[0] - 1
        content = (end + 1, last_word(s)) if start == 0 else (0, start - (s.low(start - 1) == ","))
        if content[1] > content[0]:
            what = "what follows" if start == 0 else "what stands before it"
            yield draft(s, who, (g.start, end), [content], cue.word if cue else "put it", what, "clause")


def adjective(s: Sentence, g: Group) -> Draft | None:
    """An adjective of belief or feeling with its complement.

    >>> from readingroom.attribution.rules import examples
    >>> examples("Lee is confident that the bridge will hold.")
    Lee | is confident | that the bridge will hold
    >>> examples("The bridge is sure.")
    """
    i = g.end
    while s.pos(i) == "AV0":
        i += 1
    word, head = (s.low(i), i) if s.toks[g.head].lemma in words("linking verb") else (s.low(g.head), g.head)
    found = nominals().get(("adjective", word))
    if found is None or g.form not in ("finite", "ing", "infinitive") or (head == g.head and not g.passive):
        return None
    content = complement_of(s, g, found.cue, head + 1)
    who = subject(s, g)
    if content is None or who is None:
        return None
    who = None if s.low(who[0]) in ("it", "there") else who
    return draft(s, who, (g.start, content[0]), [content[1:]], found.verb, "what follows", "phrase")


def complement_of(s: Sentence, g: Group, cue: Cue, i: int) -> tuple[int, int, int] | None:
    """What a noun or adjective that ends before i reports: where the cue ends, then from and to."""
    if cue.takes("c") and (
        s.pos(i) == "CJT" or s.low(i) == "that" or (s.low(i) in WH and (s.pos(i) != "CJS" or s.low(i) == "whether"))
    ):
        return i, i, clause_end(s, i, g)
    if cue.takes("i") and s.pos(i) == "TO0":
        return i, i, phrase_end(s, i) if g.form == "noun" else clause_end(s, i, g)
    if "+" + s.low(i) in cue.frames and phrase_end(s, i + 1) > i + 1:
        return i + 1, i + 1, phrase_end(s, i + 1)
    if cue.takes("o") and phrase_end(s, i) > i:
        return i, i, phrase_end(s, i)
    return None


def light_verb(s: Sentence, g: Group) -> Draft | None:
    """A verb of making or having with a noun that reports.

    >>> from readingroom.attribution.rules import examples
    >>> examples("Lee has raised serious questions about the bridge.")
    Lee | has raised serious questions about | the bridge
    >>> examples("Lee has a plan of the bridge.")
    """
    if s.toks[g.head].lemma not in words("light verb") or g.passive:
        return None
    end = np_end(s, g.end)
    found = _noun(s, end - 1) if end > g.end else None
    content = found and complement_of(s, g, found.cue, end)
    if not content or found is None:
        return None
    who = None if s.toks[g.head].lemma in words("verb of receiving") else subject(s, g)
    return draft(s, who, (g.start, content[0]), [content[1:]], found.verb, "what follows", "phrase")


def _noun(s: Sentence, i: int) -> Nominal | None:
    if s.pos(i) not in NOUN:
        return None
    return nominals().get(("noun", s.toks[i].lemma)) or nominals().get(("noun", s.low(i)))


def owned(s: Sentence) -> Iterator[Draft]:
    """A noun that reports, with its owner: *Lee's claim that …*, *his promise to …*.

    >>> from readingroom.attribution.rules import examples
    >>> examples("Lee's claim that the bridge was safe came late.")  # missed: where the clause ends
    Lee's | claim | that the bridge was safe came late
    >>> examples("Lee's insurance claim was paid.")
    """
    for i in range(1, len(s)):
        found = _noun(s, i)
        owner = _owner(s, i) if found else None
        if found is None or owner is None:
            continue
        content = complement_of(s, _bare(s, i), found.cue, i + 1)
        if content and s.low(i + 1) != "on":  # *Lee's remarks on rents* say nothing of what was said
            yield draft(s, owner, (owner[1], content[0]), [content[1:]], found.verb, "what follows", "phrase")


def _owner(s: Sentence, i: int) -> Range | None:
    for k in range(i - 1, max(-1, i - 4), -1):
        if s.pos(k) == "DPS":
            return k, k + 1
        if s.pos(k) == "POS":
            start = np_start(s, k - 1)
            return (start, k + 1) if start < k else None
        if s.pos(k) not in ("AJ0", "AJS", "ORD", "AV0", "NN1"):
            return None
    return None


def _bare(s: Sentence, i: int) -> Group:
    return Group(i, i + 1, i, "noun", False)
