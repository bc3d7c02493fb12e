"""The lines of a page with their places, and what a line looks like: prose, or a headline or link."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from readingroom.importing.problem import ImportProblem
from readingroom.text.corpus import MOST_WORDS
from readingroom.text.tokens import words

CLOSED = re.compile('[.…。！？]["”’»)\\]]*$|[!?]["”’»)\\]]*$')
LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")  # what str.splitlines takes for a line
MOST_LINES = 10_000
PROSE = 8  # words: a shorter line is no paragraph by its full stop alone
LONG = 25  # words: a longer line is a paragraph, with or without a full stop


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its number on the page (from 1), its place, its text, and the block it stands in."""

    number: int
    start: int
    end: int
    text: str
    block: int

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


def lines_of(text: str) -> list[Line]:
    """The lines that are not blank, without the white space around them; a blank line ends a block.

    >>> [(line.number, line.text, line.block) for line in lines_of("Rain\\n\\n It rained. \\nAll day.")]
    [(1, 'Rain', 0), (2, 'It rained.', 1), (3, 'All day.', 1)]
    """
    found: list[Line] = []
    block, last = 0, 0
    for m in LINE.finditer(text):
        shown = m[0].strip()
        if shown:
            start = m.start() + m[0].index(shown)
            block += bool(found) and text.count("\n", last, start) > 1
            last = start + len(shown)
            found.append(Line(len(found) + 1, start, last, shown, block))
    return found


def first_prose(lines: Sequence[Line]) -> int:
    """The place in the list of the first paragraph, else of the first sentence; the list's length without either."""
    prose = (n for n, line in enumerate(lines) if line.prose)
    closed = (n for n, line in enumerate(lines) if line.closed)
    return next(prose, next(closed, len(lines)))
