"""Paragraphs, sentences, words and tagged tokens, each with exact offsets.

Two units, for two purposes:

- a *word* is what a reader counts: letters and digits, with the apostrophes, hyphens and decimal points inside it
  (*don't*, *long-term*, *3.8*, *4.2m*, *U.S.*); *China's* is one word, and so is *China–Russia* with its short dash;
- a *token* is what the tagger reads: NLTK's Treebank tokens (*China* + *'s*), punctuation included.

NLTK's Punkt and word tokenizers need no downloaded data here: abbreviations are our own list.  Both look back over
unbroken text, so they are given pieces of bounded length; that keeps any text's time linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from readingroom.text.files import data_lines

WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S.
    r"|\d+(?:[.,:]\d+)+[^\W\d_]*"  # 3.8, 48,000, 22:06, 4.2m
    r"|[^\W_]+(?:['’‘\-‐‑–][^\W_]+)*"  # China's, COVID-19, China–Russia
)
LINE = re.compile(r"[^\n\r\u2028\u2029]+")
FINITE = frozenset(
    ["VVD", "VVZ", "VVB", "VBD", "VBZ", "VBB", "VHD", "VHZ", "VHB", "VDD", "VDZ", "VDB", "VM0"]
)  # the tags of finite verbs
PIECE = 1000  # characters given to Punkt and the word tokenizer at once

Place = tuple[int, int]


class Token(NamedTuple):
    """A token with its place, part of speech (BNC C5 tag) and lemma."""

    start: int
    end: int
    text: str
    pos: str
    lemma: str


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Place]:
    """Where the words are.

    >>> text = "The U.S. didn’t buy China’s 3.8-litre long-term plan."
    >>> [text[s:e] for s, e in words(text)]
    ['The', 'U.S.', 'didn’t', 'buy', 'China’s', '3.8', 'litre', 'long-term', 'plan']
    """
    for m in WORD.finditer(text, start, len(text) if end is None else end):
        yield m.span()


def paragraphs(text: str, start: int = 0) -> Iterator[Place]:
    """Where the paragraphs are: blocks between blank lines, or single lines in a text without blank lines.

    >>> text = "One.\\nStill one.\\n\\n  Two. "
    >>> [text[s:e] for s, e in paragraphs(text)]
    ['One.\\nStill one.', 'Two.']
    >>> [(s, e) for s, e in paragraphs("One.\\nTwo.")]
    [(0, 4), (5, 9)]
    """
    lines = [_stripped(text, *m.span()) for m in LINE.finditer(text, start)]
    lines = [(s, e) for s, e in lines if s < e]
    gaps = [_blank(text, a[1], b[0]) for a, b in pairwise(lines)]
    if not any(gaps):
        yield from lines
        return
    first = 0
    for i, blank in enumerate([*gaps, True]):
        if blank:
            yield lines[first][0], lines[i][1]
            first = i + 1


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Place]:
    """Where the sentences of one paragraph are, by Punkt (Kiss & Strunk 2006) with our list of abbreviations.

    >>> text = "Mr. Li said “No. Never.” Then he left the U.S. embassy."
    >>> [text[s:e] for s, e in sentences(text)]
    ['Mr. Li said “No.', 'Never.”', 'Then he left the U.S. embassy.']
    """
    for a, b in _pieces(text, start, len(text) if end is None else end):
        for s, e in _punkt().span_tokenize(text[a:b]):
            s, e = _stripped(text, a + s, a + e)
            if s < e:
                yield s, e


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Place]:
    """Where the tokens are: NLTK's Treebank tokens, quotation marks of any style kept as they stand.

    >>> text = "China’s “plan” won't work."
    >>> [text[s:e] for s, e in tokens(text)]
    ['China', '’s', '“', 'plan', '”', 'wo', "n't", 'work', '.']
    """
    for a, b in _pieces(text, start, len(text) if end is None else end):
        yield from _aligned(text, a, b)


def tagged(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of one sentence with part of speech and lemma, from HanTa (Wartena 2019) and its own model.

    >>> [(t.text, t.pos, t.lemma) for t in tagged("Officials were warned.")]
    [('Officials', 'NN2', 'official'), ('were', 'VBD', 'be'), ('warned', 'VVN', 'warn'), ('.', 'PUN', '.')]
    """
    places = list(tokens(text, start, end))
    shown = [text[s:e].translate(_STRAIGHT) for s, e in places]
    return [Token(s, e, text[s:e], pos, lemma) for (s, e), (pos, lemma) in zip(places, tag(shown), strict=True)]


def tag(shown: Sequence[str]) -> list[tuple[str, str]]:
    """Part of speech and lemma for the tokens of one sentence."""
    return list(_tags(tuple(shown)))


@lru_cache(maxsize=4_000)
def _tags(shown: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Layers, attributions and queries all ask for the same sentences."""
    from readingroom.text.tagger import lemma_of, model

    tags = model().tag_sent(shown, taglevel=0) if shown else ()
    return tuple((pos, lemma_of(word.lower(), pos)) for word, pos in zip(shown, tags, strict=True))


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """The lemma of a word by itself, lower-cased: its likeliest reading, whatever the sentence.

    >>> lemma("countries"), lemma("said"), lemma("news"), lemma("China’s")
    ('country', 'say', 'news', 'china')
    """
    from readingroom.text.tagger import lemma_of

    bare = re.sub(r"'s?$", "", word.translate(_STRAIGHT)).lower()
    return lemma_of(bare).lower() if bare else word.lower()


_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "`": "'"})
_QUOTES = re.compile(r"``|''|[\"“”„«»‹›]")


def _stripped(text: str, start: int, end: int) -> Place:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _blank(text: str, start: int, end: int) -> bool:
    return text.count("\n", start, end) > 1 or text.count("\r", start, end) > 1 or "\u2029" in text[start:end]


def _pieces(text: str, start: int, end: int) -> Iterator[Place]:
    """Cut a long stretch behind a white space, or anywhere where there is none."""
    while end - start > PIECE:
        cut = max(text.rfind(" ", start, start + PIECE), text.rfind("\n", start, start + PIECE)) + 1
        cut = cut if cut > start else start + PIECE
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _aligned(text: str, start: int, end: int) -> Iterator[Place]:
    """NLTK's tokens found again in the text, one after the other; a quotation mark it rewrote keeps its own place."""
    place = start
    for token in _words().tokenize(text[start:end].translate(_STRAIGHT)):
        while place < end and text[place].isspace():
            place += 1
        length = len(token)
        if token in ("``", "''"):
            m = _QUOTES.match(text, place, end)
            length = m.end() - place if m else length
        if place + length > end:
            break
        yield place, place + length
        place += length


@cache
def _punkt() -> Any:
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters()
    parameters.abbrev_types = set(data_lines("text/abbreviations.txt"))
    return PunktSentenceTokenizer(parameters)


@cache
def _words() -> Any:
    from nltk.tokenize import NLTKWordTokenizer

    return NLTKWordTokenizer()
