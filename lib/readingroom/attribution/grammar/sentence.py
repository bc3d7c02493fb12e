"""Sentences as the rules read them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from readingroom.attribution.grammar.cues import forms, verbs
from readingroom.attribution.grammar.groups import Group as Group
from readingroom.attribution.grammar.groups import finite, verb_groups
from readingroom.attribution.grammar.quotes import Quote, quotations
from readingroom.attribution.grammar.tagging import QUOTE as QUOTE
from readingroom.attribution.grammar.tagging import Token, tagged
from readingroom.text import tokens
from readingroom.text.article import Article

LONGEST = 1500  # characters; longer than any sentence, and it keeps the rules' time linear
NARROWEST = 24  # characters of the narrowest column that is set
FULL = 0.75  # of the widest line, the next line's first word counted in: there was no room left
SPACES = str.maketrans("\n\r", "  ")
ENDED = re.compile(r"[.!?…:][\"”’»)\]]*$")


class Sentence:
    """One sentence, tagged, with its verb groups.  Where it ends, no quotation is open."""

    def __init__(self, text: str, start: int, end: int, block: int, toks: Sequence[Token]) -> None:
        self.text, self.start, self.end, self.block = text, start, end, block
        self.toks = toks
        self.stops: set[int] = set()  # where somebody else's quoted statement is introduced
        self.behind = 0  # where a verb of saying behind its content has its comma
        self.limit = len(toks)  # where a source that stands behind what it says begins
        self.groups = list(finite(toks, list(verb_groups(toks))))
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


def analysed(text: str) -> Sentence:
    """A sentence by itself, for examples and tests."""
    found = quotations(text, [(0, len(text))])
    return Sentence(text, 0, len(text), 0, tagged(text, 0, len(text), found))


def is_cue(s: Sentence, g: Group) -> bool:
    """Whether a verb is one that reports."""
    return s.toks[g.head].lemma in verbs()


def lines(article: Article) -> list[tuple[int, int]]:
    """The headline and the paragraphs, line by line; lines broken at a page's width, whatever it is, stay together."""
    found: list[tuple[int, int]] = []
    for block in article.blocks:
        shown = block.of(article.text)
        spans = [m.span() for m in re.finditer(r"[^\n\r•]*[^\s•]", shown)]
        found += [(block.start + s, block.start + e) for s, e in _unbroken(shown, spans)]
    return found


def _unbroken(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines of a paragraph, joined if its sentences run over them, wherever the next word had no room left.

    >>> text = "Next\\nThe old bridge of the town\\nwill close on Monday, she\\nsaid."
    >>> [text[s:e] for s, e in _unbroken(text, [(0, 4), (5, 31), (32, 57), (58, 63)])]
    ['Next', 'The old bridge of the town\\nwill close on Monday, she\\nsaid.']
    """
    shown = [text[s:e].strip() for s, e in spans]
    width = max(map(len, shown), default=0)
    full = [len(a) + len(b.split()[0]) >= FULL * width for a, b in pairwise(shown)]
    ends = [bool(ENDED.search(line)) for line in shown]
    on = (b[0].islower() or (ends[-1] and not end) for b, end in zip(shown[1:], ends, strict=False))
    if width < NARROWEST or not any(a and b for a, b in zip(full, on, strict=True)):
        return spans
    found = spans[:1]
    for joined, (start, end) in zip(full, spans[1:], strict=True):
        found[-1:] = [(found[-1][0], end)] if joined else [found[-1], (start, end)]
    return found


def in_one_line(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text for the rules to read: every character at its place, a line break within a joined line as a space.

    >>> in_one_line("Old\\nbridge\\nshut", [(0, 10), (11, 15)])
    'Old bridge\\nshut'
    """
    out = list(text)
    for start, end in places:
        out[start:end] = text[start:end].translate(SPACES)
    return "".join(out)


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
        if following is None or not _joined(text, start, e, following, quotes):
            yield start, e
            start = None


def _joined(text: str, start: int, end: int, following: int, quotes: Sequence[Quote]) -> bool:
    """Whether a sentence goes on behind the end the splitter found; none grows beyond LONGEST around its quotation."""
    i = bisect_right(quotes, (following, 0, False)) - 1
    quote = quotes[i] if i >= 0 else None
    if quote and quote.start < following < quote.end:
        return quote.start - start < LONGEST
    if following - start > LONGEST and not (quote and quote.end == end):
        return False
    if text[following].islower() or (text[following] in "―–—-" and quote and quote.end == end):
        return True
    return bool(quote and quote.end == end and text[max(0, end - 2)] in "?!…-—," and _reports(text, following))


def _reports(text: str, start: int) -> bool:
    words = [text[s:e].lower() for s, e in list(tokens.words(text, start, min(len(text), start + 60)))[:6]]
    return any(word in forms() for word in words)
