"""Marks set by hand, which stand off from the text in tables beside it (`corpus/README.md` describes them).

The tables name words, not offsets, so that a person can write them.  Here the words become places; where a text has
changed under a mark, the table and its line are named.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from readingroom.text.article import Article, Span
from readingroom.text.folders import packs, shipped


class MarkProblem(ValueError):
    """One sentence that names a table of marks, its line, and what is wrong there."""


@dataclass(frozen=True, slots=True)
class HandMark:
    """An attribution as a person marked it; the names are those of `Attribution`. `nested_in` counts from 0."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: str
    speaker: str | None
    nested_in: int | None
    note: str = ""


class Row(NamedTuple):
    """A line of a table, and where it stands."""

    file: Path
    line: int
    cells: dict[str, str]

    def spans(self, article: Article, words: str = "words", place: str = "place") -> tuple[Span, ...]:
        """The places that one cell names, in the paragraph that another names; MarkProblem where they are gone."""
        pieces = self.cells[words].split(" | ") if self.cells[words] else []
        try:
            return tuple(find(article, int(self.cells[place]), piece) for piece in pieces)
        except ValueError as problem:
            name = f"{self.file.parent.name}/{self.file.name}"
            raise MarkProblem(f"{name}, line {self.line}: {problem}") from None

    def span(self, article: Article, words: str) -> Span | None:
        """The first of these places, or None for an empty cell."""
        return next(iter(self.spans(article, words)), None)


def find(article: Article, place: int, words: str) -> Span:
    """Where words stand in a paragraph (0 is the headline).

    ` … ` leaves out the middle, `#2` means the second time, and `¶2:` before the words another paragraph.

    >>> article = Article.from_text("She said no. He said she said yes.", title="Yes or no")
    >>> [find(article, *at).of(article.text) for at in [(0, "no"), (1, "said#3"), (1, "He … said"), (1, "¶0:Yes")]]
    ['no', 'said', 'He said', 'Yes']
    >>> find(article, 1, "said … maybe")
    Traceback (most recent call last):
    ...
    ValueError: “said … maybe” is not found in paragraph 1; correct the mark or the text.
    """
    if moved := re.match(r"¶(\d+):", words):
        place, words = int(moved[1]), words[moved.end() :]
    block = dict(enumerate((article.headline, *article.paragraphs))).get(place)
    first, _, last = words.partition(" … ")
    start = _next(article.text, block, first)
    end = _next(article.text, Span(start.end, block.end), last) if last and block and start else start
    if not start or not end:
        raise ValueError(f"“{words}” is not found in paragraph {place}; correct the mark or the text.")
    return Span(start.start, end.end)


def _next(text: str, block: Span | None, words: str) -> Span | None:
    """The first, or with `#n` the n-th, time that whole words stand in a stretch."""
    words, _, n = words.partition("#")
    before, behind = r"(?<!\w)" if words[:1].isalnum() else "", r"(?!\w)" if words[-1:].isalnum() else ""
    whole = re.compile(before + re.escape(words) + behind)
    found = list(whole.finditer(text, block.start, block.end)) if block and words else []
    return Span(*found[int(n or 1) - 1].span()) if len(found) >= int(n or 1) else None


def table(name: str) -> list[Row]:
    """The lines of a table of marks, below its heads, from whichever pack has it; none where no pack has."""
    return [row for file in (shipped(pack) / name for pack in packs()) if file.is_file() for row in _rows(file)]


def _rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        return [Row(file, reader.line_num, cells) for cells in reader]


def handmarks(article: Article, folder: str = "marks") -> tuple[HandMark, ...]:
    """Who says what in one of the kit's articles, as marked by hand; nothing for an article without such marks.

    `folder` "marks-second" has the harbour's second marking, made apart from the first.  Raises MarkProblem, which
    names file and line, where the words of a mark no longer stand in the text.
    """
    return tuple(_mark(article, row) for row in table(f"{folder}/{article.id}.tsv"))


def _mark(article: Article, row: Row) -> HandMark:
    cells = row.cells
    speaker = None if cells["speaker"] in ("", "-") else cells["speaker"]
    inside = int(cells["inside"]) - 1 if cells["inside"] else None
    source, cue = row.span(article, "source"), row.span(article, "cue")
    return HandMark(source, cue, row.spans(article, "content"), cells["kind"], speaker, inside, cells["note"])
