"""When and where: dates, clock times, periods, times that depend on the day of writing, and places told as places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from readingroom.layers.base import layer
from readingroom.layers.naming import is_place, names
from readingroom.text.article import Article, Mark, Span
from readingroom.text.files import data_lines

LISTS = {
    "<month>": (
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
        r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
    ),
    "<weekday>": r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
    "<year>": r"(?:1[5-9]|20)\d\d",
    "<n>": r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)",
    "<unit>": r"(?:minute|hour|day|week|month|quarter|year|decade)s?",
}
WHERE = re.compile("in|at|from|to|near|across|into|outside|inside|around|through|towards?")


class Pattern(NamedTuple):
    """One line of `time.txt`."""

    regex: re.Pattern[str]
    label: str
    note: str
    unlike: str


@cache
def patterns() -> tuple[Pattern, ...]:
    """The lines of `time.txt`.

    >>> patterns()[0].label
    'date'
    """
    rows = [line.split("\t") for line in data_lines("layers/lexicons/time.txt")]
    return tuple(Pattern(_compiled(pattern), *rest) for pattern, *rest in rows)


def _compiled(pattern: str) -> re.Pattern[str]:
    for name, words in LISTS.items():
        pattern = pattern.replace(name, words)
    return re.compile(rf"(?<![\w$€£-])(?<!\d[.,])(?:{pattern})(?![\w%])", re.I)


SMALL = re.compile(rf"\b(?:{LISTS['<month>'].lower()}|{LISTS['<weekday>'].lower()})\b")


def times(article: Article) -> list[Mark]:
    """Expressions of time in text order, none overlapping: of two that do, the earlier and longer one.

    >>> article = Article.from_text("On Monday they met in May 2021, after a year in Peru.")
    >>> [(m.span.of(article.text), m.label) for m in times(article)]
    [('Monday', 'relative time'), ('May 2021', 'date')]
    """
    found = [
        (Span(*m.span(m.lastindex or 0)), pattern.label, pattern.note)
        for pattern in patterns()
        for m in pattern.regex.finditer(article.text)
        if not SMALL.search(m[0]) and "\n" not in m[0]
    ]
    kept: list[Mark] = []
    for span, label, note in sorted(found, key=lambda f: (f[0].start, -len(f[0]))):
        if not kept or kept[-1].span.end <= span.start:
            kept.append(Mark(span, label, f"“{span.of(article.text)}” {note}."))
    return kept


@layer("time-and-place")
def time_and_place(article: Article) -> Iterator[Mark]:
    """Dates, clock times, periods, relative times; and places behind *in*, *from* and the like, or as a dateline.

    >>> from readingroom.layers import hits
    >>> hits(time_and_place, "In June 2024 they left for Peru; on Friday they were in Chile.")
    [('June 2024', 'date'), ('Friday', 'relative time'), ('Chile', 'place')]
    >>> hits(time_and_place, "They may march past 2,000 shops, Peru said.")
    []

    It misses feasts (*New Year*), ages, and places its list does not know; *from 2019* may be a number of things.
    """
    yield from times(article)
    for m in names(article):
        before = _before(article.text, m.span.start)
        if m.label == "place" and WHERE.fullmatch(before):
            yield Mark(m.span, "place", f"{m.reason.removesuffix('.')} and stands behind “{before}”.")
    for block in article.blocks:
        line = DATELINE.match(block.of(article.text))
        if line and is_place(line[1].title()):
            yield Mark(Span(block.start, block.start + line.end(1)), "place", f"“{line[1]}” is the text’s dateline.")


DATELINE = re.compile(r"([A-Z]{3,}(?: [A-Z]{2,})?)(?=, | \(| [–—-]+ )")


def _before(text: str, place: int) -> str:
    """The word before a place, *the* left out."""
    found = re.search(r"(\w+) (?:the )?$", text[max(place - 24, 0) : place])
    return found[1].lower() if found else ""
