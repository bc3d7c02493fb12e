"""A reading set as tables of plain words, which the page and the Word file both show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from readingroom.report.answered import titled
from readingroom.report.contents import Kept, Reading
from readingroom.report.words import word


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its title, what its columns are, and its rows."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: str = ""


def own(reading: Reading) -> list[Sheet]:
    """What the reader did: notes, labels, answers, quotations and verdicts; only tables that have rows."""
    placed = [n for n in reading.notes if n.start is not None]
    lost = [n for n in reading.notes if n.start is None]
    return _filled(
        _sheet("notes", "paragraph label passage note quotation", (_note(n) for n in placed)),
        _sheet("lost", "label passage note quotation", (_note(n)[1:] for n in lost), word("lost_why")),
        _sheet("labels", "label count per_1000", ((x.label, x.count, x.per_1000) for x in reading.labels)),
        *_answers(reading),
        _sheet("quotations", "passage quotation paragraph", _quotations(reading)),
        _sheet("verdicts", "paragraph layer label passage verdict", (_verdict(v) for v in reading.verdicts)),
    )


def found(reading: Reading) -> list[Sheet]:
    """What the kit found, kept apart from the reader's own: layers and numbers."""
    columns = "layer shown accepted rejected per_1000 left_per_1000 labels"
    layers = (
        (x.title, x.shown, x.accepted, x.rejected, x.per_1000, x.left_per_1000, _counts(x.labels))
        for x in reading.layers
    )
    parts = ("number", "counted", "period", "compared", "says")
    numbers = (tuple(card[part] for part in parts) for card in reading.numbers)
    return _filled(_sheet("layers", columns, layers), _sheet("numbers", " ".join(parts), numbers))


def lines(reading: Reading) -> list[Sheet]:
    """The concordance lines that were kept, one table for each search."""
    heads = _heads("left match right article")
    parts = ("left", "match", "right", "article")
    return [
        Sheet(x.caption, heads, tuple(tuple(_flat(row[p]) for p in parts) for row in x.rows)) for x in reading.lines
    ]


def plain(kept: Kept) -> Sheet:
    """A chart as its table.

    >>> plain(Kept("Words in flood", ({"word": "river", "count": 3},))).rows
    (('river', '3'),)
    """
    heads = tuple(name.replace("_", " ") for name in kept.rows[0]) if kept.rows else ()
    return Sheet(kept.caption, heads, tuple(tuple(_said(value) for value in row.values()) for row in kept.rows))


def paragraph(number: int | None) -> str:
    """How a paragraph is named: its number, the headline, or nothing.

    >>> paragraph(3), paragraph(0), paragraph(None)
    ('3', 'headline', '–')
    """
    return word("nothing") if number is None else str(number or word("headline"))


def _answers(reading: Reading) -> list[Sheet]:
    """One table for each notebook, under its number and title."""
    heads = _heads("exercise answer")
    books = dict.fromkeys(x.notebook for x in reading.answers)
    rows = {book: tuple((x.prompt, x.answer) for x in reading.answers if x.notebook == book) for book in books}
    return [Sheet(word("answers_of", notebook=titled(book)), heads, rows[book]) for book in books]


def _sheet(key: str, columns: str, rows: Iterable[Sequence[Any]], more: str = "") -> Sheet:
    return Sheet(word(key), _heads(columns), tuple(tuple(_said(value) for value in row) for row in rows), more)


def _filled(*sheets: Sheet) -> list[Sheet]:
    return [sheet for sheet in sheets if sheet.rows]


def _heads(columns: str) -> tuple[str, ...]:
    return tuple(word(f"col_{column}") for column in columns.split())


def _note(n: Any) -> tuple[str, ...]:
    return paragraph(n.paragraph), n.label, n.passage, n.note, n.quotation


def _verdict(v: Any) -> tuple[str, ...]:
    return paragraph(v.paragraph), v.layer, v.label, v.passage, v.verdict


def _quotations(reading: Reading) -> list[tuple[str, ...]]:
    typed = [q for note in reading.notes for q in note.quotations]
    typed += [q for answer in reading.answers for q in answer.quotations]
    return [(q.text, q.found, paragraph(q.paragraph)) for q in typed]


def _counts(labels: dict[str, int]) -> str:
    return ", ".join(f"{label} {n:,}" for label, n in labels.items())


def _said(value: Any) -> str:
    if value is None:
        return word("nothing")
    return (
        f"{value:,.2f}".removesuffix("0")
        if isinstance(value, float)
        else f"{value:,}"
        if isinstance(value, int)
        else str(value)
    )


def _flat(text: Any) -> str:
    return " ".join(str(text).split())
