"""A reader's answers: one JSON file per reader and notebook, kept by the exercise's name, never by a cell's place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from readingroom.notes.store import Entry, Page, Store, time_of
from readingroom.text.article import Article
from readingroom.text.files import file_name
from readingroom.text.folders import own
from readingroom.text.readers import reader_name

LONG_AGO = "1901-01-01T00:00:00Z"  # when an answer was kept whose file does not say when


class Answers:
    """The answers of one reader (without a name, of whoever is reading) to one notebook's exercises.

    `problem` is empty, or says what was wrong with a file, or why the last answer is not saved yet.

    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> Answers("me", "00-start-here", folder).keep("00-judge", 2)
    >>> Answers("me", "00-start-here", folder).get("00-judge")
    2
    """

    def __init__(self, reader: str, notebook: str, folder: str | Path | None = None) -> None:
        reader = reader or reader_name()
        self.about = {"version": AnswersForm.version, "reader": reader, "notebook": notebook}
        path = Path(folder or own("answers")) / file_name(reader, notebook)
        self._store = Store(path, AnswersForm(self.about))

    @property
    def path(self) -> Path:
        """The file of these answers."""
        return self._store.path

    @property
    def problem(self) -> str:
        """Empty, or what was wrong with a file that was met, or why the last answer is not saved yet."""
        return self._store.problem

    def get(self, exercise: str, article: Article | None = None) -> Any:
        """The answer kept for an exercise (and an article, where the answer depends on it), or None."""
        return self._store.entries.get(_id(exercise, _place(article)), {}).get("answer")

    def keep(self, exercise: str, answer: Any, article: Article | None = None) -> None:
        """Write an answer beside those there are."""
        self._store.put(_entry(exercise, _place(article), answer))


class AnswersForm:
    """The form of a file of answers: by exercise and article, and beside them by exercise and article when."""

    version = 1

    def __init__(self, about: Page) -> None:
        self.about = about

    def read(self, page: Page) -> tuple[list[Entry], str]:
        """The answers as entries; those without a time, or with one that is none, were kept long ago."""
        when = page.get("modified")
        found = [(exercise, place, said) for exercise, by in page["answers"].items() for place, said in by.items()]
        return [_entry(*row) | {"modified": _time(when, *row[:2])} for row in found], ""

    def page(self, entries: Iterable[Entry]) -> Page:
        """A page of answers."""
        answers: Page = {}
        modified: Page = {}
        for entry in entries:
            exercise, place = entry["exercise"], entry["article"]
            answers.setdefault(exercise, {})[place] = entry["answer"]
            modified.setdefault(exercise, {})[place] = entry["modified"]
        return self.about | {"answers": answers, "modified": modified}


def _entry(exercise: str, place: str, answer: Any) -> Page:
    return {"id": _id(exercise, place), "exercise": exercise, "article": place, "answer": answer}


def _id(exercise: str, place: str) -> str:
    return f"{exercise}\n{place}"


def _time(when: Any, exercise: str, place: str) -> str:
    try:
        time_of(when[exercise][place])
    except (KeyError, TypeError, ValueError):
        return LONG_AGO
    return str(when[exercise][place])


def _place(article: Article | None) -> str:
    return article.id if article else "any"
