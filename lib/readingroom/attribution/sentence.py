"""Sentences as the rules read them: whole quotations are single tokens, and verbs come with their auxiliaries."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from readingroom import tokens
from readingroom.article import Article
from readingroom.attribution.cues import forms, third, verbs
from readingroom.attribution.quotes import MARK, Quote

QUOTE = "QUO"  # the part of speech of a whole quotation
AUXILIARY = frozenset(
    ["VM0", "VBB", "VBD", "VBZ", "VBG", "VBI", "VBN", "VHB", "VHD", "VHZ", "VHG", "VHI", "VHN", "VDB", "VDD", "VDZ"]
)
LEXICAL = frozenset(["VVB", "VVD", "VVG", "VVI", "VVN", "VVZ", "VDN", "VDG", "VDI"])
FINITE = frozenset(["VM0", "VBB", "VBD", "VBZ", "VHB", "VHD", "VHZ", "VDB", "VDD", "VDZ", "VVB", "VVD", "VVZ"])
NOMINAL = frozenset(["NN0", "NN1", "NN2", "NP0", "PNP"])
BETWEEN = frozenset(["AV0", "XX0", "AVP"])


class Token(NamedTuple):
    """A token, or a whole quotation as one."""

    start: int
    end: int
    low: str
    pos: str
    lemma: str
    upper: bool


class Group(NamedTuple):
    """A verb with its auxiliaries, adverbs and negation: from token `start` up to `end`, its lexical verb at `head`."""

    start: int
    end: int
    head: int
    form: str  # finite, ing, past (participle without auxiliary), infinitive
    passive: bool


class Sentence:
    """One sentence, tagged, with its verb groups.  Where it ends, no quotation is open."""

    def __init__(self, text: str, start: int, end: int, block: int, toks: Sequence[Token]) -> None:
        self.text, self.start, self.end, self.block = text, start, end, block
        self.toks = toks
        self.stops: set[int] = set()  # where somebody else's quoted statement is introduced
        self.limit = len(toks)  # where a source that stands behind what it says begins
        self.groups = list(_finite(toks, list(verb_groups(toks))))
        self.group_at = {i: g for g in self.groups for i in range(g.start, g.end)}

    def __len__(self) -> int:
        return len(self.toks)

    def pos(self, i: int) -> str:
        """The part of speech at i; a full stop beyond the ends."""
        return self.toks[i].pos if 0 <= i < len(self.toks) else "END"

    def low(self, i: int) -> str:
        """The word at i in lower case; a full stop beyond the ends."""
        return self.toks[i].low if 0 <= i < len(self.toks) else "."

    def place(self, i: int, j: int) -> tuple[int, int]:
        """Where the tokens from i up to j stand in the text."""
        return self.toks[i].start, self.toks[j - 1].end

    def shown(self, i: int, j: int) -> str:
        """The words from i up to j, as they stand."""
        start, end = self.place(i, j)
        return self.text[start:end]


def verb_groups(toks: Sequence[Token]) -> Iterator[Group]:
    """The verbs with what belongs to them.

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


def _finite(toks: Sequence[Token], groups: Sequence[Group]) -> Iterator[Group]:
    """A past participle behind a noun is a finite verb where its clause has no other: *the campaign planned to stop*."""
    for n, g in enumerate(groups):
        before = toks[g.start - 1].pos if g.start else ""
        bare = g.form == "past" and before in NOMINAL and (g.end >= len(toks) or toks[g.end].low not in ("by", "with"))
        if (
            bare
            and not any(o.form == "finite" and not _parted(toks, g.end, o.start) for o in groups[n + 1 :])
            and not any(
                o.form == "finite" and not _parted(toks, o.end, g.start, "CJT") and not _saying(toks, o)
                for o in groups[:n]
            )
        ):
            yield g._replace(form="finite")
        else:
            yield g


def _parted(toks: Sequence[Token], i: int, j: int, *more: str) -> bool:
    return any(t.pos in ("PUN", QUOTE, "CJS", "CJC", *more) for t in toks[i:j])


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
        passive = toks[head].pos[:2] == "VB" and toks[following].pos == "VVN"
        head = following
    form = (
        "infinitive"
        if to
        else "finite"
        if toks[j].pos in FINITE
        else {"G": "ing", "N": "past"}.get(toks[j].pos[2], "infinitive")
    )
    return Group(i, head + 1, head, form, passive)


def _after_adverbs(toks: Sequence[Token], i: int) -> int:
    stop = i + 4
    while i < min(stop, len(toks)) and toks[i].pos in BETWEEN:
        i += 1
    return i


def _follows(auxiliary: str, verb: str) -> bool:
    if auxiliary[:2] in ("VM", "VD"):
        return verb in ("VVI", "VBI", "VHI", "VDI", "VVB")
    if auxiliary[:2] == "VH":
        return verb in ("VVN", "VBN", "VHN", "VDN", "VVD")
    return verb in ("VVG", "VVN", "VBG", "VHG", "VDG", "VDN", "VVD")


# ------------------------------------------------------------------ from text to sentences


def lines(article: Article) -> list[tuple[int, int]]:
    """The headline and paragraphs; a paragraph's lines count one by one where each ends like a sentence or a heading."""
    found: list[tuple[int, int]] = []
    for block in article.blocks:
        spans = [m.span() for m in re.finditer(r"[^\n\r]*\S", block.of(article.text))]
        spans = [
            (m.start(), m.end())
            for line in spans
            for m in re.finditer(r"[^•]*[^•\s]", block.of(article.text)[slice(*line)])
        ] and spans
        wrapped = all(40 <= e - s <= 100 for s, e in spans[:-1])
        whole = wrapped and any(
            article.text[block.start + e - 1] in ",;-" or article.text[block.start + e - 1].islower()
            for _, e in spans[:-1]
        )
        if whole:
            found.append((block.start, block.end))
        else:
            found += [(block.start + s, block.start + e) for s, e in spans]
    return found


def sentence_places(text: str, block: tuple[int, int], quotes: Sequence[Quote]) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph; none ends within a quotation, nor between one and the words that report it.

    >>> text = "“Go. Now!” he said. “It is late.” Rain fell."
    >>> quotes = [Quote(0, 10, True), Quote(20, 33, True)]
    >>> [text[s:e] for s, e in sentence_places(text, (0, len(text)), quotes)]
    ['“Go. Now!” he said.', '“It is late.”', 'Rain fell.']
    """
    start: int | None = None
    places = list(tokens.sentences(text, *block))
    for n, (s, e) in enumerate(places):
        start = s if start is None else start
        following = places[n + 1][0] if n + 1 < len(places) else None
        if following is None or not _joined(text, e, following, quotes):
            yield start, e
            start = None


def _joined(text: str, end: int, following: int, quotes: Sequence[Quote]) -> bool:
    i = bisect_right(quotes, (following, 0, False)) - 1
    quote = quotes[i] if i >= 0 else None
    if quote and quote.start < following < quote.end:
        return True
    if text[following].islower() or (text[following] in "―–—-" and quote and quote.end == end):
        return True
    return bool(quote and quote.end == end and text[max(0, end - 2)] in "?!…-—," and _reports(text, following))


def _reports(text: str, start: int) -> bool:
    words = [text[s:e].lower() for s, e in list(tokens.words(text, start, min(len(text), start + 60)))[:6]]
    return any(word in forms() for word in words)


def tagged(text: str, start: int, end: int, quotes: Iterable[Quote]) -> list[Token]:
    """The tokens of a sentence; a quotation that is somebody's whole statement is one token, other marks are left out."""
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
    """Verbs of saying the tagger takes for nouns: *Lee claims that*, *Lee notes they left*; and in Capitalised Headlines."""
    long = [t for t in toks if len(t.low) > 3 and t.low.isalpha()]
    title = len(long) > 2 and sum(t.upper for t in long) >= 0.7 * len(long)
    for i, t in enumerate(toks):
        if (
            i == 0
            or t.low not in third()
            or t.pos[:2] not in ("NN", "NP")
            or (any(o.pos in FINITE for o in toks[:i]) and title)
        ):
            continue
        after = toks[i + 1] if i + 1 < len(toks) else None
        said = after is not None and (
            after.pos == "CJT" or after.low in ("he", "she", "they", "it", "we", "i", "there")
        )
        if toks[i - 1].pos in ("NP0", "NN1", "VVB", "PNP") and (
            said or (title and after is not None and after.pos not in ("PRP", "PRF", "PUN"))
        ):
            toks[i] = t._replace(pos="VVZ", lemma=third()[t.low])
            if toks[i - 1].pos == "VVB":
                toks[i - 1] = toks[i - 1]._replace(pos="NP0")
    return toks


def _tokens(text: str, pieces: Sequence[tuple[int, int, bool]]) -> Iterator[Token]:
    shown = ["," if whole else text[s:e].replace("’", "'").replace("‘", "'") for s, e, whole in pieces]
    for (s, e, whole), word, (pos, lemma) in zip(pieces, shown, tokens.tag(shown), strict=True):
        if whole:
            yield Token(s, e, QUOTE, QUOTE, QUOTE, False)
        else:
            yield Token(s, e, word.lower(), _repaired(word, pos), lemma.lower(), word[:1].isupper())


def _repaired(word: str, pos: str) -> str:
    low = word.lower()
    if low in ("said", "told", "wrote", "spoke"):
        return "VVD" if pos != "VVN" or low != "told" else pos
    if low == "says":
        return "VVZ"
    if not any(c.isalnum() for c in word):
        return "PUN" if pos != "POS" else pos
    return pos


def is_statement(text: str, quote: Quote, start: int, end: int) -> bool:
    """Whether a quotation is a whole statement, not a few words within another's sentence.

    The rule: it begins a sentence, or follows a comma, colon, dash or verb of saying; and it ends with a stop or is
    followed by one.  So “It rains,” in *“It rains,” said Li* is, and “a wreck” in *He called it “a wreck” again* is not.

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
    return bool(last and last[0].lower() in _sayers())


def _sayers() -> frozenset[str]:
    return frozenset(
        [
            "said",
            "say",
            "says",
            "saying",
            "added",
            "adds",
            "adding",
            "wrote",
            "writes",
            "writing",
            "asked",
            "replied",
            "tweeted",
            "stated",
            "declared",
        ]
    )


def _ends(text: str, quote: Quote, end: int) -> bool:
    inside = text[quote.start : quote.end].rstrip("”\"'’»“‘`").rstrip()[-1:]
    after = text[quote.end : end].lstrip()[:1]
    return not quote.closed or inside in ",.!?…—–-" or not after or after in ",.;!?—–-)"
