"""What of a page is furniture: buttons, links, notices, lists of other articles.

A line is left out whole if one of the patterns in `furniture.txt` fits it, if it is a list of links, if it stands
under the heading of such a list (*Related news*) and could be a headline, or below what ends the article.  At the
end of an article's line, a pattern that follows a full stop is left out as a piece (*… she said. Comment Here*).

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

from readingroom.importing.lines import NAME, Line, cut, first_prose
from readingroom.text.files import data_lines
from readingroom.text.tokens import words

LONGEST = 400  # characters: no furniture is longer, lists of links apart
MOST_LINKS = 12  # lines under the heading of a list
TAIL = re.compile('(?<=[.!?…"”’»)])\\s*(?=[^\\s.!?…"”’»)])')
END = re.compile(r"\s+(?=(?:enditem|endit)$)", re.IGNORECASE)  # an agency's mark, with or without a full stop before it
DIVIDER = re.compile("[•|·»›]|\\s{3,}")
ABOVE = ("label", "topic")
NEVER_GLUED = (*ABOVE, "notes")
RUN = 4  # words in a row by which a pull quote is looked for
MOST_QUOTED = 40  # words of one
MOST_PLACES = 5  # where it is looked for
QUOTES = '“"„«‘'


def fits(text: str, *kinds: str) -> str:
    """The kind of furniture that a line is, of the kinds asked for or any, or "".

    >>> fits("Share this article"), fits("Comments are closed."), fits("They share this view.")
    ('button', 'comments', '')
    """
    bare = " ".join(text.split()).removesuffix("[edit]").strip("\u200b\ufeff ")
    if not bare or len(bare) > LONGEST:
        return ""
    return next((kind for kind, rule in _patterns() if (not kinds or kind in kinds) and rule.fullmatch(bare)), "")


def furniture(lines: Sequence[Line]) -> dict[int, str]:
    """The kind of furniture of every line that is some, by the line's number."""
    start = first_prose(lines)
    found = _alone(lines, start)
    for n, line in enumerate(lines):
        if found.get(line.number) == "section":
            following = lines[n + 1 : n + 1 + MOST_LINKS]
            # above the article its own headline follows, so a list there ends with its block
            under = [x for x in following if x.block == line.block] if n < start else following
            found |= dict.fromkeys(_listed(under, found), "section")
    return (
        dict.fromkeys(repeated(lines), "pull quote") | found | dict.fromkeys(_after(lines, found), "after the article")
    )


def _alone(lines: Sequence[Line], start: int) -> dict[int, str]:
    """What each line is by itself; one that breaks off goes on in the next."""
    found: dict[int, str] = {}
    open_kind, block = "", -1
    for n, line in enumerate(lines):
        on = open_kind if line.block == block and line.text[:1].islower() else ""
        kind = on or fits(line.text) or _links(line) or _credited(line.text)
        if kind and not (kind in ABOVE and n > start):
            found[line.number] = kind
            open_kind, block = ("" if line.closed or kind in ABOVE else kind), line.block
        else:
            open_kind = ""
    return found


def _after(lines: Sequence[Line], found: Mapping[int, str]) -> list[int]:
    """The lines below what ends the article: an agency's mark, notes to editors, the heading of the comments."""
    sizes = [line.size for line in lines]
    half, above = sum(sizes) / 2, 0
    for n, (line, size) in enumerate(zip(lines, sizes, strict=True)):
        if above >= half and found.get(line.number) in ("end", "notes", "comments"):
            return [x.number for x in lines[n + 1 :]]
        above += size
    return []


def repeated(lines: Sequence[Line]) -> list[int]:
    """The lines of pull quotes: short blocks, closed or in quotation marks, whose words stand in a longer block too.

    >>> from readingroom.importing.lines import lines_of
    >>> repeated(lines_of("It rained, and nobody came to the fair.\\n\\n“Nobody came to the fair”"))
    [2]
    """
    blocks = [list(rows) for _, rows in groupby(lines, lambda line: line.block)]
    said = [[x.text[s:e].lower() for x in rows for s, e in words(x.text)] for rows in blocks]
    short = [n for n, own in enumerate(said) if RUN <= len(own) <= MOST_QUOTED and _quoted(blocks[n])]
    wanted: dict[tuple[str, ...], list[tuple[int, int]]] = {tuple(said[n][:RUN]): [] for n in short}
    for m, own in enumerate(said):
        for i in range(len(own) - RUN + 1):
            found = wanted.get(tuple(own[i : i + RUN]))
            if found is not None and len(found) < MOST_PLACES:
                found.append((m, i))
    quotes = [n for n in short if _stands(said, n, wanted[tuple(said[n][:RUN])])]
    spoken = [n + 1 for n in quotes if n + 1 < len(blocks) and NAME.fullmatch(blocks[n + 1][0].text)]
    return [line.number for n in (*quotes, *spoken) for line in blocks[n]]


def _stands(said: Sequence[list[str]], n: int, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a block's words stand, in the same order, in a longer one."""
    own = said[n]
    return any(len(said[m]) > len(own) and said[m][i : i + len(own)] == own for m, i in places)


def _quoted(rows: Sequence[Line]) -> bool:
    return rows[-1].closed or rows[0].text[0] in QUOTES


def trimmed(line: Line) -> Line:
    """The line without the furniture glued to its end; a caption with its credit is furniture as a whole.

    >>> trimmed(Line(1, 0, 37, "The road is open again. Search Trends", 0, ((0, 37),))).pieces
    ((0, 23),)
    """
    end = len(line.text) if fits(line.text) else _cut(line.text)
    return replace(line, text=line.text[:end], pieces=cut(line.pieces, 0, end))


def _cut(text: str) -> int:
    """Where the furniture at the end of a line begins, or the line's length."""
    least = max(0, len(text) - LONGEST)
    cuts = [m.start() for rule in (TAIL, END) for m in rule.finditer(text, least)]
    return next((n for n in cuts if _glued(text[n:]) and not _caption(text, n)), len(text))


def _glued(text: str) -> bool:
    return fits(text) not in ("", *NEVER_GLUED)


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
    """A row of headlines, sections or buttons with dividers between them."""
    parts = [p for p in DIVIDER.split(line.text) if p.strip()]
    if len(parts) > 1 and all(fits(p) for p in parts):
        return fits(parts[0])
    return "navigation" if len(parts) > 3 and not line.closed and line.size <= 14 * len(parts) else ""


def _credited(text: str) -> str:
    """A caption: short, with the picture's credit at its end."""
    return "picture" if any(_caption(text, m.start()) for m in TAIL.finditer(text)) else ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = [row.split("\t") for row in data_lines("importing/furniture.txt")]
    return tuple((kind, re.compile(rule, re.IGNORECASE)) for kind, rule in pairs)
