"""A reading as CSV, one row for each thing in it, and as JSON, whole."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from readingroom.report.contents import VERSION, Reading, Row
from readingroom.text.article import Span

COLUMNS = (
    "part", "label", "passage", "text", "paragraph", "start", "end", "quotation", "shown", "accepted", "rejected",
    "per_1000",
)  # fmt: skip
# what a row of each part is called, and which of its values stand in a column of another name
_PARTS: dict[str, tuple[str, dict[str, str]]] = {
    "notes": ("note", {"text": "note"}),
    "verdicts": ("verdict: {layer}", {"text": "verdict"}),
    "layers": ("layer", {"label": "title"}),
    "labels": ("reader's label", {"shown": "count"}),
    "answers": ("answer", {"label": "exercise", "text": "answer"}),
}
FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is computed by spreadsheets


def to_json(reading: Reading) -> str:
    """The whole reading, but for how charts are drawn."""
    kept = {
        name: [{"caption": x.result.caption, "rows": [dict(row) for row in x.result]} for x in getattr(reading, name)]
        for name in ("lines", "charts")
    }
    parts = {name: [dict(row) for row in part] for name, part in reading.parts.items()}
    whole = reading.about | parts | kept | {"method": reading.method, "version": VERSION}
    return json.dumps(whole, ensure_ascii=False, indent=1, default=_plain) + "\n"


def to_csv(reading: Reading) -> str:
    """A row for each note, verdict, layer, label, answer, quotation and line, all in the same columns.

    A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    out = io.StringIO()
    head = {"article": reading.about["article"]["id"], "reader": reading.about["reader"], "date": reading.about["date"]}
    writer = csv.DictWriter(out, [*head, *COLUMNS], restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({key: _safe(value) for key, value in (row | head).items()} for row in _rows(reading))
    return out.getvalue()


def _rows(reading: Reading) -> Iterator[Row]:
    for name, (part, renamed) in _PARTS.items():
        for row in reading.parts[name]:
            yield row | {column: row[key] for column, key in renamed.items()} | {"part": part.format(**row)}
            for q in row.get("quotations", ()):
                yield {"part": "quotation", "passage": q["text"], "quotation": q["found"], "paragraph": q["paragraph"]}
    for kept in reading.lines:
        for line in kept.result:
            words = " ".join(f"{line['left']}[{line['match']}]{line['right']}".split())
            yield {"part": f"line: {line['article']}", "label": kept.result.caption, "passage": words}


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else value


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    return value.item() if hasattr(value, "item") else str(value)
