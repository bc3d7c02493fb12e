"""A reading as a Word file: the article with the reader's notes as comments on their passages, then the tables."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import Any

from readingroom.notes import Note, Notes
from readingroom.report.contents import Reading, word
from readingroom.report.page import printable
from readingroom.text.article import Article, Span
from readingroom.text.results import Result


class WordProblem(ImportError):
    """Word files need one more package; the message names it."""


def docx(reading: Reading, article: Article, notes: Notes | None) -> bytes:
    """The file's bytes."""
    try:
        import docx as library
    except ImportError:
        raise WordProblem('A Word file needs the package python-docx: pip install "readingroom[word]".') from None
    file = library.Document()
    reader = reading.about["reader"]
    file.core_properties.author = file.core_properties.last_modified_by = printable(reader)[:255]
    file.core_properties.comments = ""
    _head(file, reading)
    _text(file, article, notes.own if notes else (), reader)
    for result in (*reading.own, *reading.found, *(kept.result for kept in (*reading.lines, *reading.charts))):
        _table(file, result)
    file.add_heading(word("method"), 2)
    for line in reading.method:
        file.add_paragraph(printable(line))
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _head(file: Any, reading: Reading) -> None:
    title = word("title", title=reading.about["article"]["title"] or reading.about["article"]["id"])
    file.core_properties.title = printable(title)[:255]
    file.add_heading(printable(title), 1)
    by = [word("by", reader=reading.about["reader"])] if reading.about["reader"] else []
    file.add_paragraph(printable(" · ".join([*by, reading.about["date"]])))
    file.add_paragraph(printable(" · ".join(reading.about["article"]["reference"])))


def _text(file: Any, article: Article, notes: tuple[Note, ...], reader: str) -> None:
    """The article, its paragraphs numbered, cut into runs where a note begins or ends, so that comments can hold."""
    runs: list[tuple[Span, Any]] = []
    for n, block in enumerate(article.blocks, 0 if article.headline else 1):
        paragraph = file.add_paragraph(style=None if n else "Heading 2")
        if n:
            paragraph.add_run(f"{n}  ").bold = True
        runs += [(span, paragraph.add_run(printable(span.of(article.text)))) for span in _cut(block, notes)]
    for note in notes:
        under = [run for span, run in runs if note.span and note.span.overlaps(span)]
        if under:
            said = f"{note.label}: {note.text}" if note.text else note.label
            file.add_comment(under, printable(said), author=printable(reader)[:255], initials="")


def _cut(block: Span, notes: tuple[Note, ...]) -> list[Span]:
    edges = {edge for note in notes if note.span for edge in (note.span.start, note.span.end)}
    places = sorted({block.start, block.end, *(edge for edge in edges if block.start < edge < block.end)})
    return [Span(start, end) for start, end in pairwise(places)]


def _table(file: Any, result: Result[Any]) -> None:
    file.add_heading(printable(result.caption), 2)
    if more := getattr(result, "more", ""):
        file.add_paragraph(printable(more))
    rows = [result.shown(row) for row in result]
    if not rows:
        return
    table = file.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in (rows[0], *(row.values() for row in rows)):  # the heads first
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(str(value))
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
