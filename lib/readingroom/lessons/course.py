"""The course: its notebooks, what a reader has done in each, and which could be next; no score is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from readingroom.lessons.answers import Answers
from readingroom.lessons.exercises import books, every
from readingroom.text.article import Article
from readingroom.text.corpus import load_corpus
from readingroom.text.tables import table


@dataclass(frozen=True, slots=True)
class Step:
    """A notebook of the course: minutes of its three routes, its exercises, and those with an answer."""

    notebook: str
    title: str
    question: str
    minutes: tuple[int, ...]
    exercises: int
    answered: int


@dataclass(frozen=True)
class Course:
    """The notebooks in order; in a notebook, a table that links to each."""

    steps: tuple[Step, ...]

    @property
    def next(self) -> Step | None:
        """The first notebook in which nothing is answered yet."""
        return next((step for step in self.steps if not step.answered), None)

    def __repr__(self) -> str:
        return "\n".join(f"{step.notebook[:2]}  {step.title}: {_done(step)}" for step in self.steps)

    def _repr_html_(self) -> str:
        heads = ("notebook", "question", "#minutes", "what you did")
        rows = [(_link(step), escape(step.question), _times(step), _done(step)) for step in self.steps]
        after = f"<p>Next, if you like: {_link(self.next)}</p>" if self.next else ""
        return table(heads, rows) + after


def course(by: str = "", folder: str | Path | None = None) -> Course:
    """The course map of a reader.

    >>> import tempfile
    >>> course("me", tempfile.mkdtemp()).next.title
    'Start here'
    """
    return Course(tuple(_step(book, by, folder) for book in books()))


def _step(book: str, by: str, folder: str | Path | None) -> Step:
    page, kept = books()[book], Answers(by, book, folder)
    mine = [id for id, exercise in every().items() if exercise["notebook"] == book]
    answered = sum(any(kept.get(id, place) not in (None, "", []) for place in _places()) for id in mine)
    return Step(book, page["title"], page["question"], tuple(page["minutes"]), len(mine), answered)


def _places() -> Iterable[Article | None]:
    return (None, *load_corpus(added=False).values(), *load_corpus(pack="harbour", added=False).values())


def _link(step: Step) -> str:
    return f'<a href="{step.notebook}.ipynb">{step.notebook[:2]} {escape(step.title)}</a>'


def _times(step: Step) -> str:
    return " / ".join(map(str, step.minutes))


def _done(step: Step) -> str:
    return f"{step.answered} of {step.exercises} exercises answered" if step.answered else "not begun"
