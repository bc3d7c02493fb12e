"""Quotation marks of any style, paired over a whole text.

Only one level is kept: marks within a quotation belong to it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

MARK = re.compile(r"``|''|‘‘|’’|[\"“”„‟«»‹›＂‘’‚'`]")
CLOSERS = {"“": '”"“', "„": '“”"', "‟": '”"', '"': '"”', "＂": "＂", "«": "»", "»": "«", "‹": "›", "›": "‹"}
CLOSERS |= {"``": "''", "''": "''", "‘‘": "’’", "”": '”"', "‘": "’'", "'": "'’", "`": "'’", "‚": "‘’"}
SINGLE = "‘'`‚"
FAR = 600  # characters; farther on no closing mark is looked for, which keeps the time linear


class Quote(NamedTuple):
    """A quotation with its marks; an unclosed one ends with its paragraph."""

    start: int
    end: int
    closed: bool


def quotations(text: str, blocks: Iterable[tuple[int, int]]) -> list[Quote]:
    """The quotations in each block (paragraph or headline) of a text, in order.

    The rule: a mark that can open, where none is open, opens; the first mark that can close it, closes it.  A straight
    mark opens before a word and closes behind one; a single mark between letters is an apostrophe.  A quotation
    without an end goes on to the end of its paragraph, as newspapers print a quotation of several paragraphs.

    >>> def found(text): return [text[q.start : q.end] for q in quotations(text, [(0, len(text))])]
    >>> found("He said “it’s late now” and «went».")
    ['“it’s late now”', '«went»']
    >>> found("Mayor: ‘No deal’ for now. ''Why?'' «Non», ")
    ['‘No deal’', "''Why?''", '«Non»']
    >>> found("It's the dogs' day, 5'10\\" tall.")  # apostrophes and inches open nothing
    []
    >>> found("“There is more to come.")
    ['“There is more to come.']

    >>> found("‘It is the farmers’ land,’ said Lee.")  # a plural's apostrophe closes nothing
    ['‘It is the farmers’ land,’']

    Misses: a plural's apostrophe before the last word of a single-quoted string without a stop.
    """
    return [quote for start, end in blocks for quote in _in_block(text, start, end)]


def _in_block(text: str, start: int, end: int) -> Iterator[Quote]:
    opened: re.Match[str] | None = None
    inner = False  # “…” within "…"
    marks = list(MARK.finditer(text, start, end))
    stops = [n.start() for n in marks if n[0] in "'’" and text[n.start() - 1] in ",.?!…"]
    last_single = max((m.start() for m in marks if _closes(text, m, end)), default=-1)
    for m in marks:
        if opened is None:
            if _opens(text, m, start, end) and (m[0] not in SINGLE or m.start() < last_single):
                opened, inner = m, False
        elif opened[0] == '"' and (m[0] == "“" or (m[0] == "”" and inner)):
            inner = m[0] == "“"
        elif m[0] in _closers(opened[0]) and _closes(text, m, end) and not _plural(text, m, stops):
            yield Quote(opened.start(), m.end(), True)
            opened = None
    if opened is not None and opened[0] not in SINGLE and end - opened.end() > 1:
        yield Quote(opened.start(), end, False)


def _plural(text: str, m: re.Match[str], stops: Sequence[int]) -> bool:
    """Whether a single mark is a plural's apostrophe: *‘the farmers’ land,’ said Lee*: a better end is to come."""
    if m[0] not in "'’" or not re.match(r"s['’] [a-z]", text[m.start() - 1 : m.end() + 2]):
        return False
    later = bisect_right(stops, m.start())
    end = stops[later] if later < len(stops) else -1
    return 0 < end - m.end() < FAR and not re.search(r"(?<!\w)[‘']", text[m.end() : end])


def _closers(mark: str) -> tuple[str, ...]:
    found = CLOSERS[mark]
    return (found,) if len(mark) == 2 else tuple(found)


def _opens(text: str, m: re.Match[str], start: int, end: int) -> bool:
    before = text[m.start() - 1] if m.start() > start else " "
    after = text[m.end()] if m.end() < end else " "
    if m[0] in ("’", "’’") or after.isspace():
        return m[0] in "“„«" and not before.isalnum()
    if m[0] in ("“", "„", "‟", "«", "``", "‘‘"):
        return True
    return not before.isalnum() and before not in ".,!?…"


def _closes(text: str, m: re.Match[str], end: int) -> bool:
    after = text[m.end()] if m.end() < end else " "
    before = text[m.start() - 1] if m.start() else " "
    if m[0] in ("”", "''", "’’", "»"):
        return True
    if m[0] in ("’", "'", "‘"):
        return not after.isalnum() and not before.isspace()
    return m[0] in '"＂›“«' and (not before.isspace() or not after.isalnum())


def inner(text: str, start: int, end: int) -> tuple[int, int]:
    """A quotation's words without its marks.

    >>> inner("“No.”", 0, 5)
    (1, 4)
    """
    opening = MARK.match(text, start, end)
    start = opening.end() if opening else start
    closing = [m for m in MARK.finditer(text, max(start, end - 2), end) if m.end() == end]
    return start, max(start, closing[-1].start() if closing else end)
