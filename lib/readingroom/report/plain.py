"""A reading as CSV, one row for each thing in it, and as JSON, whole."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from readingroom.report.contents import Reading
from readingroom.text.article import Span

COLUMNS = (
    "part", "label", "passage", "text", "paragraph", "start", "end", "quotation", "shown", "accepted", "rejected",
    "per_1000",
)  # fmt: skip
FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is computed by spreadsheets


def to_json(reading: Reading) -> str:
    """The whole reading, but for how charts are drawn."""
    plain = asdict(reading)
    for kept in (*plain["lines"], *plain["charts"]):
        del kept["html"]
    return json.dumps(plain, ensure_ascii=False, indent=1, default=_plain) + "\n"


def to_csv(reading: Reading) -> str:
    """A row for each note, verdict, layer, label, answer, quotation and line, all in the same columns.

    A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    out = io.StringIO()
    head = {"article": reading.article["id"], "reader": reading.reader, "date": reading.date}
    writer = csv.DictWriter(out, [*head, *COLUMNS], restval="")
    writer.writeheader()
    writer.writerows({key: _safe(value) for key, value in (head | row).items()} for row in _rows(reading))
    return out.getvalue()


def _rows(reading: Reading) -> Iterator[dict[str, Any]]:
    place = ("paragraph", "start", "end", "passage", "label")
    for note in reading.notes:
        yield {"part": "note", "text": note.note, "quotation": note.quotation} | _picked(note, *place)
        yield from _quoted(note.quotations)
    for judged in reading.verdicts:
        yield {"part": f"verdict: {judged.layer}", "text": judged.verdict} | _picked(judged, *place)
    for layer in reading.layers:
        yield {"part": "layer", "label": layer.title} | _picked(layer, "shown", "accepted", "rejected", "per_1000")
    for label in reading.labels:
        yield {"part": "reader's label", "label": label.label, "shown": label.count, "per_1000": label.per_1000}
    for answer in reading.answers:
        yield {"part": "answer", "label": answer.exercise, "text": answer.answer}
        yield from _quoted(answer.quotations)
    for kept in reading.lines:
        for line in kept.rows:
            words = " ".join(f"{line['left']}[{line['match']}]{line['right']}".split())
            yield {"part": f"line: {line['article']}", "label": kept.caption, "passage": words}


def _quoted(quotations: Any) -> Iterator[dict[str, Any]]:
    for q in quotations:
        yield {"part": "quotation", "passage": q.text, "quotation": q.found, "paragraph": q.paragraph}


def _picked(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else value


def _plain(value: Any) -> Any:
    return (
        [value.start, value.end] if isinstance(value, Span) else value.item() if hasattr(value, "item") else str(value)
    )
