"""A reader's answers: one JSON file per reader and notebook, kept by the exercise's name, never by a cell's place.

The file is read again before each writing, so that several exercises, or two windows, do not undo one another.  A
file that cannot be read is put aside under a new name and never lost.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from readingroom.text.article import Article
from readingroom.text.files import file_name, write_text
from readingroom.text.folders import own

VERSION = 1


class Answers:
    """The answers of one reader to one notebook's exercises.

    `problem` is empty, or one sentence about a file that could not be read.

    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> Answers("me", "00-start-here", folder).keep("00-judge", 2)
    >>> Answers("me", "00-start-here", folder).get("00-judge")
    2
    """

    def __init__(self, reader: str, notebook: str, folder: str | Path | None = None) -> None:
        self.path = Path(folder or own("answers")) / file_name(reader, notebook)
        self.about = {"version": VERSION, "reader": reader, "notebook": notebook}
        self.problem = ""
        self._read()

    def get(self, exercise: str, article: Article | None = None) -> Any:
        """The answer kept for an exercise (and an article, where the answer depends on it), or None."""
        return self._read().get(exercise, {}).get(_place(article))

    def keep(self, exercise: str, answer: Any, article: Article | None = None) -> None:
        """Write an answer beside those there are."""
        answers = self._read()
        answers.setdefault(exercise, {})[_place(article)] = answer
        write_text(self.path, json.dumps(self.about | {"answers": answers}, ensure_ascii=False, indent=1) + "\n")

    def _read(self) -> dict[str, dict[str, Any]]:
        if not self.path.exists():
            return {}
        try:
            answers = json.loads(self.path.read_bytes().decode("utf-8", "surrogatepass"))["answers"]
            if all(isinstance(by_article, dict) for by_article in answers.values()):
                return dict(answers)
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
        aside = _put_aside(self.path)
        self.problem = f"{self.path.name} could not be read; it is kept as {aside.name}, and a new file is begun."
        return {}


def _put_aside(path: Path) -> Path:
    n = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{n}.json")).exists():
        n += 1
    shutil.move(path, aside)
    return aside


def _place(article: Article | None) -> str:
    return article.id if article else "any"
