"""Sentences as the rules read them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from readingroom.attribution.grammar.cues import forms, verbs
from readingroom.attribution.grammar.groups import Group as Group
from readingroom.attribution.grammar.groups import finite, verb_groups
from readingroom.attribution.grammar.quotes import Quote, quotations
from readingroom.attribution.grammar.tagging import QUOTE as QUOTE
from readingroom.attribution.grammar.tagging import Token, tagged
from readingroom.text import tokens
from readingroom.text.article import Article

LONGEST = 1500  # characters; longer than any sentence, and it keeps the rules' time linear


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
    """The headline and the paragraphs, line by line; lines broken at a page's width stay together."""
    found: list[tuple[int, int]] = []
    for block in article.blocks:
        shown = block.of(article.text)
        spans = [m.span() for m in re.finditer(r"[^\n\r•]*[^\s•]", shown)]
        wide = all(40 <= e - s <= 100 for s, e in spans[:-1])
        broken = any(shown[e - 1] in ",;-" or shown[e - 1].islower() for _, e in spans[:-1])
        spans = [(spans[0][0], spans[-1][1])] if wide and broken else spans
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
