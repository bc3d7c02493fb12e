"""Quotations that a reader typed, looked up in the article: a misquotation is the one thing a program can know."""

from __future__ import annotations

import re
from functools import lru_cache

from readingroom.text.article import Article, Span

_CLOSING = {"“": "”", '"': '"', "„": "“”", "«": "»", "‘": "'’", "'": "'’"}  # what ends what each mark begins
_EDGE = "\0"
_PIECES = re.compile(r"\w+|(?P<gap>[\s\"“”]+)|[^\w\s\"“”]+")


def bare(quotation: str) -> str:
    """A quotation without the quotation marks typed around it; those inside stay.

    >>> bare('“may rise”.'), bare("a “fresh start” for all")
    ('may rise', 'a “fresh start” for all')
    """
    quotation = quotation.strip()
    start, end = 0, len(quotation)
    while end - start > 2 and re.search(r"\w", quotation):
        last = end - (quotation[end - 1] in ".,;")  # a stop may follow the marks
        if quotation[last - 1] not in _CLOSING.get(quotation[start], ""):
            break
        start, end = _stripped(quotation, start + 1, last - 1)
    return quotation[start:end]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def quoted(quotation: str, article: Article) -> Span | None:
    """Where a quotation stands in the article, whole words of it, if need be but for the capital of its first letter.

    Marks of quotation around it and line breaks do not matter.

    >>> a = Article.from_text("He called it “a fresh start” for all.")
    >>> quoted('called it "a fresh start"', a).of(a.text)
    'called it “a fresh start'
    >>> quoted("A fresh start", a).of(a.text), quoted("a new start", a), quoted("fresh sta", a)
    ('a fresh start', None, None)
    """
    typed = bare(quotation)
    return _standing(typed, article) or _standing(_recased(typed), article)


def recased(quotation: str, article: Article) -> bool:
    """Whether a quotation stands in the article only with a small first letter for a capital, or the other way.

    >>> a = Article.from_text("It may rise.")
    >>> recased("May rise", a), recased("may rise", a), recased("may fall", a)
    (True, False, False)
    """
    return quoted(quotation, article) is not None and _standing(bare(quotation), article) is None


def _standing(typed: str, article: Article) -> Span | None:
    wanted = _evened(typed)[0].strip(f"{_EDGE} ")
    if not wanted:
        return None
    first, last = (bool(re.match(r"\w", wanted[n])) for n in (0, -1))  # a word is looked for whole, a mark need not be
    text, places = _evened(article.text)
    at = text.find(_EDGE * first + wanted + _EDGE * last)
    return Span(places[at + first], places[at + first + len(wanted) - 1] + 1) if at >= 0 else None


@lru_cache(maxsize=8)
def _evened(text: str) -> tuple[str, list[int]]:
    """A text with all gaps alike, all apostrophes alike and an edge around each word; where each character stands."""
    even, places = [_EDGE], [0]
    for m in _PIECES.finditer(text):
        piece = " " if m["gap"] else re.sub("[’‘]", "'", m[0])
        even += [piece, _EDGE]
        places += [*range(m.start(), m.start() + len(piece)), m.end()]
    return "".join(even), places


def _recased(typed: str) -> str:
    return re.sub(r"[^\W\d]", lambda m: m[0].swapcase(), typed, count=1) if re.match(r"\W*[^\W\d]", typed) else typed
