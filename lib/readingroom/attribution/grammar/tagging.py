"""Tokens with their part of speech; a whole quotation is one token."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from readingroom.attribution.grammar.cues import forms, sayers, third, verbs
from readingroom.attribution.grammar.lists import words
from readingroom.attribution.grammar.quotes import MARK, Quote
from readingroom.text import tokens
from readingroom.text.tokens import FINITE

QUOTE = "QUO"  # the part of speech of a whole quotation


class Token(NamedTuple):
    """A token, or a whole quotation as one."""

    start: int
    end: int
    low: str
    pos: str
    lemma: str
    upper: bool


def tagged(text: str, start: int, end: int, quotes: Iterable[Quote]) -> list[Token]:
    """The tokens of a sentence; a quotation that is a whole statement is one token, other marks are left out."""
    whole = [q for q in quotes if is_statement(text, q, start, end)]
    pieces: list[tuple[int, int, bool]] = []
    place = start
    for q in whole:
        pieces += [(s, e, False) for s, e in tokens.tokens(text, place, q.start)]
        pieces.append((q.start, min(q.end, end), True))
        place = min(q.end, end)
    pieces += [(s, e, False) for s, e in tokens.tokens(text, place, end)]
    pieces = [p for p in pieces if p[2] or not MARK.fullmatch(text, p[0], p[1])]
    return _retagged(list(_tokens(text, pieces)))


def _retagged(toks: list[Token]) -> list[Token]:
    """Verbs of saying that the tagger takes for nouns: *Lee claims that*, *is promising*, *Lee Calls Kim*."""
    title = _title(toks)
    for i in range(1, len(toks)):
        if toks[i].upper and toks[i].pos in ("VVB", "VVI", "VVN", "VVD") and not title and toks[i - 1].pos != "PUN":
            toks[i] = toks[i]._replace(pos="NP0")  # *Wells Fargo*
        if toks[i - 1].low == "according" and toks[i].low == "to":
            toks[i] = toks[i]._replace(pos="PRP")
            if i + 1 < len(toks) and toks[i + 1].pos == "VVI":
                toks[i + 1] = toks[i + 1]._replace(pos="NN1")
        if toks[i].low == "to" and toks[i - 1].low == "both":
            toks[i - 1] = toks[i - 1]._replace(pos="PNI")  # *urged both to stay*
        if toks[i].pos in ("VDI", "VHI", "VBI") and toks[i - 1].pos == "NN2":
            toks[i] = toks[i]._replace(pos=toks[i].pos[:2] + "B")  # *experts have doubts*
        if (
            toks[i].pos == "VVI"
            and toks[i - 1].pos in ("NN0", "NN2", "PNP")
            and not any(t.low in LEAVES for t in toks[:i])
        ):
            toks[i] = toks[i]._replace(pos="VVB")  # *people misunderstand*
        if _infinitive(toks, i):
            toks[i] = toks[i]._replace(pos="TO0")
            toks[i + 1] = toks[i + 1]._replace(pos="VVI")
        if _progressive(toks[i - 1], toks[i]):
            toks[i] = toks[i]._replace(pos="VVG", lemma=tokens.lemma(toks[i].low))
        elif _third(toks, i, title):
            toks[i] = toks[i]._replace(pos="VVZ", lemma=third()[toks[i].low])
            title = False
    return toks


def _infinitive(toks: Sequence[Token], i: int) -> bool:
    """Whether *to* stands before a verb the tagger did not know for one: *wants to triple*."""
    before = verbs().get(toks[i - 1].lemma)
    if toks[i].low != "to" or toks[i].pos == "TO0" or before is None or not before.takes("i") or i + 1 == len(toks):
        return False
    return toks[i - 1].pos[:2] == "VV" and toks[i + 1].pos in ("AV0", "AJ0", "VVB", "NN1") and not toks[i + 1].upper


def _title(toks: Sequence[Token]) -> bool:
    """Whether this is a Headline in Capitals."""
    long = [t for t in toks if len(t.low) > 3 and t.low.isalpha()]
    return len(long) > 2 and sum(t.upper for t in long) >= 0.7 * len(long)


def _third(toks: Sequence[Token], i: int, title: bool) -> bool:
    t, before, after = toks[i], toks[i - 1], toks[i + 1] if i + 1 < len(toks) else None
    if after is None or t.low not in third() or t.pos[:2] not in ("NN", "NP", "UN"):
        return False
    if before.low in ("he", "she", "it", "who", "there") or after.low == ":":
        return True
    if after.pos == "TO0" and "i" in verbs()[third()[t.low]].frames and (before.pos == "NP0" or before.low == ","):
        return True
    if before.pos not in ("NP0", "NN1", "NN2", "VVB", "PNP"):
        return False
    if title and not any(o.pos in FINITE for o in toks[:i]):
        return after.pos not in ("PRF", "PUN")
    if before.pos != "NN2" and (_inserted(toks, i) or _clause_later(toks, i)):
        return True
    return before.pos != "NN2" and (after.pos == "CJT" or after.low in ("he", "she", "they", "it", "we", "i", "there"))


def _inserted(toks: Sequence[Token], i: int) -> bool:
    """*, the author reports,*; *, Lee claims,*: a name, or a noun with an article, and the verb between commas."""
    start = i - 1 if toks[i - 1].pos == "NP0" else i - 2
    named = toks[i - 1].pos == "NP0" or toks[start].low == "the"
    return named and start > 1 and toks[start - 1].low == "," and toks[i + 1].low == ","


def _clause_later(toks: Sequence[Token], i: int) -> bool:
    """*The release states in its own voice that it rained*: a preposition's phrase stands before *that*."""
    if toks[i + 1].pos != "PRP" or not (toks[i - 1].pos == "NP0" or toks[i - 2].pos == "AT0"):
        return False
    j = next((j for j in range(i + 2, min(i + 8, len(toks) - 1)) if toks[j].pos not in PHRASE), i + 1)
    return toks[j].low == "that" and toks[j + 1].pos in ("AT0", "NP0", "PNP", "DPS", "NN2", "DT0", "AJ0", "VVG")


LEAVES = words("leaves an infinitive")
PHRASE = words("noun") | words("modifier")


def _progressive(before: Token, t: Token) -> bool:
    if t.pos not in ("AJ0", "NN1") or not t.low.endswith("ing") or t.low not in forms():
        return False
    return before.pos[:2] == "VB" or before.low in ("by", ",", "while", "after", "before")


def _tokens(text: str, pieces: Sequence[tuple[int, int, bool]]) -> Iterator[Token]:
    shown = ["," if whole else _legible(text[s:e]) for s, e, whole in pieces]
    for (s, e, whole), word, (pos, lemma) in zip(pieces, shown, tokens.tag(shown), strict=True):
        if whole:
            yield Token(s, e, QUOTE, QUOTE, QUOTE, False)
        else:
            low = word.lower()
            yield Token(s, e, low, _repaired(word, pos), SAID.get(low, lemma.lower()), word[:1].isupper())


def _legible(word: str) -> str:
    """A token as the tagger is asked about it; for a name that it takes for a numeral or an adverb, another name."""
    return "Kim" if word in words("name that looks like a numeral") else word.replace("’", "'").replace("‘", "'")


SAID = {"said": "say", "says": "say", "told": "tell", "wrote": "write", "spoke": "speak"}


def _repaired(word: str, pos: str) -> str:
    low = word.lower()
    if low in ("said", "told", "wrote", "spoke"):
        return "VVD" if pos != "VVN" or low != "told" else pos
    if low == "says":
        return "VVZ"
    if word in ("$", "£", "€", "¥"):
        return "CRD"
    if word == "%":
        return "NN0"
    if not any(c.isalnum() for c in word):
        return "PUN" if pos != "POS" else pos
    return pos


def is_statement(text: str, quote: Quote, start: int, end: int) -> bool:
    """Whether a quotation is a whole statement, not a few words within another's sentence.

    The rule: it begins a sentence, or follows a comma, colon, dash or verb of saying; and it ends with a stop or is
    followed by one.  So “It rains,” in *“It rains,” said Li* is, “a wreck” in *He called it “a wreck” again* is not.

    >>> text = "He said “we go.” The “old guard” said no."
    >>> is_statement(text, Quote(8, 16, True), 0, 16), is_statement(text, Quote(21, 32, True), 17, 41)
    (True, False)
    """
    if not start <= quote.start < end:
        return False
    return _begins(text, quote, start) and _ends(text, quote, end)


def _begins(text: str, quote: Quote, start: int) -> bool:
    before = text[start : quote.start].rstrip()
    if not before or before[-1] in ",:;—–-(―…." or quote.end - quote.start > 200:
        return True
    last = re.search(r"\w+$", before[-20:])
    return bool(last and last[0].lower() in sayers())


def _ends(text: str, quote: Quote, end: int) -> bool:
    inside = text[quote.start : quote.end].rstrip("”\"'’»“‘`").rstrip()[-1:]
    after = text[quote.end : end].lstrip()[:1]
    return (
        not quote.closed or quote.end - quote.start > 1000 or inside in ",.!?…—–-" or not after or after in ",.;!?—–-)"
    )
