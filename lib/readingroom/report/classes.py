"""A class's readings as one table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from readingroom.report.contents import VERSION, word
from readingroom.text.results import Result


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One reading handed in: whose, of what, and how much is in it."""

    file: str
    reader: str
    article: str
    date: str
    notes: int
    lost: int
    accepted: int
    rejected: int
    answers: int
    exact: int
    not_in_article: int
    lines: int


class ClassTable(Result[ClassRow]):
    """The readings in a folder, by reader and article; `problems` names each file that could not be read, and why."""

    def __init__(self, rows: Sequence[ClassRow], problems: Sequence[str]) -> None:
        super().__init__("", rows)
        self.problems = tuple(problems)

    @property
    def caption(self) -> str:
        """How many readings there are, and which files could not be read."""
        return " ".join([f"{len(self)} reading{'s' * (len(self) != 1)}.", *self.problems])


def class_table(folder: str | Path) -> ClassTable:
    """A folder of readings saved as JSON, as one table; folders within it are searched as well.

    >>> import tempfile
    >>> from readingroom.text.article import Article
    >>> from readingroom.report import save_reading
    >>> folder = tempfile.mkdtemp()
    >>> paths = save_reading(Article.from_text("It rained.", id="rain"), folder, formats=["json"], reader="Ana")
    >>> [(row.reader, row.article, row.notes) for row in class_table(folder)]
    [('Ana', 'rain', 0)]
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FileNotFoundError(f"There is no folder {folder}; give the folder that holds the class's readings.")
    rows, problems = [], []
    for path in sorted(folder.rglob("*.json")):
        name = path.relative_to(folder).as_posix()
        try:
            rows.append(_row(name, json.loads(path.read_bytes())))
        except OSError as error:
            problems.append(f"{name} cannot be read ({error.strerror}).")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            problems.append(f"{name} is no reading saved as JSON by this version.")
    return ClassTable(sorted(rows, key=lambda row: (row.reader, row.article, row.file)), problems)


def _row(name: str, page: Any) -> ClassRow:
    if page["version"] != VERSION:
        raise ValueError(page["version"])
    checked = [q["found"] for part in (*page["notes"], *page["answers"]) for q in part["quotations"]]
    checked += [note["quotation"] for note in page["notes"]]
    verdicts = [verdict["verdict"] for verdict in page["verdicts"]]
    return ClassRow(
        file=name,
        reader=str(page["reader"]),
        article=str(page["article"]["id"]),
        date=str(page["date"]),
        notes=len(page["notes"]),
        lost=sum(note["start"] is None for note in page["notes"]),
        accepted=verdicts.count("accepted"),
        rejected=verdicts.count("rejected"),
        answers=len(page["answers"]),
        exact=checked.count(word("exact")) + checked.count(word("recased")),
        not_in_article=checked.count(word("inexact")),
        lines=sum(len(kept["rows"]) for kept in page["lines"]),
    )
