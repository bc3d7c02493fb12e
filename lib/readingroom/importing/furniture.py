"""What of a page is furniture: buttons, links, notices, lists of other articles.

A line is left out whole if one of the patterns in `furniture.txt` fits it, if it is a list of links, or if it
stands under the heading of such a list (*Related news*) and could be a headline.  At the end of an article's line, a
pattern that follows a full stop is left out as a piece (*… she said. Comment Here*).

    Left out:   Share this article · 12 Comments · Related news / Mayor to resign
    Kept:       The council shared this article of faith.  (a sentence: no pattern fits all of it)
    Missed:     teasers in whole sentences; furniture in other languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, takewhile

from readingroom.importing.lines import Line, first_prose
from readingroom.text.files import data_lines

LONGEST = 400  # characters: no furniture is longer, lists of links apart
MOST_LINKS = 12  # lines under the heading of a list
TAIL = re.compile('(?<=[.!?…"”’»)])\\s*(?=[^\\s.!?…"”’»)])')
END = re.compile(r"\s+(?=(?:enditem|endit)$)", re.IGNORECASE)  # an agency's mark, with or without a full stop before it
DIVIDER = re.compile("[•|·»›]")


def fits(text: str, *kinds: str) -> str:
    """The kind of furniture that a line is, of the kinds asked for or any, or "".

    >>> fits("Share this article"), fits("Comments are closed."), fits("They share this view.")
    ('button', 'comments', '')
    """
    bare = " ".join(text.split()).strip("\u200b\ufeff ")
    if not bare or len(bare) > LONGEST:
        return ""
    return next((kind for kind, rule in _patterns() if (not kinds or kind in kinds) and rule.fullmatch(bare)), "")


def furniture(lines: Sequence[Line]) -> dict[int, str]:
    """The kind of furniture of every line that is some, by the line's number."""
    found = {line.number: kind for line in lines if (kind := fits(line.text) or _links(line) or _credited(line.text))}
    start = first_prose(lines)
    for n, line in enumerate(lines):
        if found.get(line.number) == "section":
            following = lines[n + 1 : n + 1 + MOST_LINKS]
            # above the article its own headline follows, so a list there ends with its block
            under = [x for x in following if x.block == line.block] if n < start else following
            found |= dict.fromkeys(_listed(under, found), "section")
    return found


def trimmed(line: Line) -> Line:
    """The line without the furniture glued to its end; a caption with its credit is furniture as a whole.

    >>> trimmed(Line(1, 0, 37, "The road is open again. Search Trends", 0)).text
    'The road is open again.'
    """
    cut = _cut(line.text)
    return replace(line, text=line.text[:cut], end=line.start + cut)


def _cut(text: str) -> int:
    """Where the furniture at the end of a line begins, or the line's length."""
    least = max(0, len(text) - LONGEST)
    cuts = [m.start() for rule in (TAIL, END) for m in rule.finditer(text, least)]
    return next((cut for cut in cuts if fits(text[cut:]) and not _caption(text, cut)), len(text))


def _caption(text: str, cut: int) -> bool:
    return len(text) <= LONGEST and fits(text[cut:]) == "picture"


def _listed(lines: Sequence[Line], found: Mapping[int, str]) -> Iterator[int]:
    """The lines of a list of links: block by block, up to one with a sentence in it, or to other furniture."""
    for _, block in groupby(lines, lambda line: line.block):
        own = [*takewhile(lambda line: line.number not in found, rows := list(block))]
        if not all(line.linked or line.number in found for line in rows):
            return
        yield from (line.number for line in own)
        if len(own) < len(rows):
            return


def _links(line: Line) -> str:
    """A row of headlines or sections with dividers between them."""
    parts = [p for p in DIVIDER.split(line.text) if p.strip()]
    return "navigation" if len(parts) > 3 and not line.closed and line.size <= 14 * len(parts) else ""


def _credited(text: str) -> str:
    """A caption: short, with the picture's credit at its end."""
    return "picture" if any(_caption(text, m.start()) for m in TAIL.finditer(text)) else ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = [row.split("\t") for row in data_lines("importing/furniture.txt")]
    return tuple((kind, re.compile(rule, re.IGNORECASE)) for kind, rule in pairs)
