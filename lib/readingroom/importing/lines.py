"""The lines of a page with their places, and what a line looks like: prose, or a headline or link."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from readingroom.importing.problem import ImportProblem
from readingroom.text.corpus import MOST_WORDS
from readingroom.text.tokens import words

Place = tuple[int, int]
CLOSED = re.compile('[.…。！？]["”’»)\\]]*$|[!?]["”’»)\\]]*$')
NAME = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*(?:\s+|$)){2,4}")  # of a person, as two to four words with capitals
LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")  # what str.splitlines takes for a line
MOST_LINES = 10_000
PROSE = 8  # words: a shorter line is no paragraph by its full stop alone
LONG = 25  # words: a longer line is a paragraph, with or without a full stop


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its number on the page (from 1), its place, what it says, and the block it stands in.

    `pieces` are the places of the characters it says: all of the line, or what its format's marks leave of it.
    """

    number: int
    start: int
    end: int
    text: str
    block: int
    pieces: tuple[Place, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(CLOSED.search(self.text))

    @property
    def size(self) -> int:
        """How many words it has."""
        return sum(1 for _ in words(self.text))

    @property
    def prose(self) -> bool:
        """Whether it is a paragraph, or the line of one."""
        return (self.closed and (self.size >= PROSE or "。" in self.text)) or self.size > LONG

    @property
    def linked(self) -> bool:
        """Whether it could be the headline of another article: short, no full stop."""
        return self.size <= LONG and not (self.closed and (self.text[-1] not in "!?" or self.size > 14))


def check_length(text: str) -> None:
    """Refuse a text that no article is as long as."""
    if len(text.splitlines()) > MOST_LINES:
        raise ImportProblem(f"The text has more than {MOST_LINES:,} lines; bring one article at a time.")
    if len(text) > 10 * MOST_WORDS or sum(1 for _ in words(text)) > MOST_WORDS:
        raise ImportProblem(f"The text is longer than {MOST_WORDS:,} words; bring one article at a time.")


def lines_of(text: str, marks: Sequence[Place] = ()) -> list[Line]:
    """The lines that are not blank, without the white space around them and marks in them; a blank line ends a block.

    `marks` are places in order, each within a line.

    >>> [(line.number, line.text, line.block) for line in lines_of("# Rain\\n\\n It rained. \\nAll day.", [(0, 2)])]
    [(1, 'Rain', 0), (2, 'It rained.', 1), (3, 'All day.', 1)]
    """
    found: list[Line] = []
    block, last = 0, 0
    for m in LINE.finditer(text):
        if whole := m[0].strip():
            start = m.start() + m[0].index(whole)
            block += bool(found) and text.count("\n", last, start) > 1
            last = start + len(whole)
            inside = marks[bisect_left(marks, (start,)) : bisect_left(marks, (last,))]
            pieces = _trimmed(text, _between(start, last, inside)) or ((start, last),)
            shown = "".join(text[s:e] for s, e in pieces)
            found.append(Line(len(found) + 1, start, last, shown, block, pieces))
    return found


def cut(pieces: Sequence[Place], start: int, end: int) -> tuple[Place, ...]:
    """The pieces of the characters from `start` to `end`, counted along the pieces.

    >>> cut([(0, 4), (6, 9)], 2, 5)
    ((2, 4), (6, 7))
    """
    found, before = [], 0
    for s, e in pieces:
        a, b = max(s, s + start - before), min(e, s + end - before)
        found += [(a, b)] if a < b else []
        before += e - s
    return tuple(found)


def _between(start: int, end: int, marks: Sequence[Place]) -> list[Place]:
    edges = [start, *(edge for mark in marks for edge in mark), end]
    return [(s, e) for s, e in zip(edges[::2], edges[1::2], strict=True) if s < e]


def _trimmed(text: str, pieces: Sequence[Place]) -> tuple[Place, ...]:
    shown = "".join(text[s:e] for s, e in pieces)
    return cut(pieces, len(shown) - len(shown.lstrip()), len(shown.rstrip()))


def first_prose(lines: Sequence[Line]) -> int:
    """The place in the list of the first paragraph, else of the first sentence; the list's length without either."""
    prose = (n for n, line in enumerate(lines) if line.prose)
    closed = (n for n, line in enumerate(lines) if line.closed)
    return next(prose, next(closed, len(lines)))
