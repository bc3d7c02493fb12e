"""The key sheet of a notebook, for the teacher: questions, answers, reasons, and what may be behind a wrong answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from readingroom.lessons.checks import shown
from readingroom.lessons.exercises import Exercise, UnknownExercise, books, every, find
from readingroom.text.article import Article
from readingroom.text.corpus import load_corpus
from readingroom.text.planted import harbour
from readingroom.text.results import Result

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Key:
    """An exercise as it is for one article (or for none), and its answer with the reasons."""

    exercise: str
    article: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong answer, and the idea that may be behind it."""

    exercise: str
    answer: str
    misconception: str


class Sheet(Result[R]):
    """A result that shows all its rows: a teacher needs each of them."""

    def _listed(self) -> list[R]:
        return list(self)

    def _rest(self) -> list[str]:
        return []


class KeySheet(Sheet[Key]):
    """The keys of one notebook."""

    def misconceptions(self) -> Sheet[Misconception]:
        """The idea behind each wrong option."""
        ids = dict.fromkeys(row.exercise for row in self)
        rows = [Misconception(id, o.text, o.misconception) for id in ids for o in find(id).options if o.misconception]
        return Sheet(f"{len(rows)} wrong answers and what may be behind them", rows)


def keys(notebook: str, article: Article | None = None) -> KeySheet:
    """The key sheet of a notebook (its number, such as "02"): for all its articles, or for one.

    >>> keys("09")[1].answer
    'The key has: 312. 312. The summary has 321: two digits have changed places. The eye slips over it, so check \
numbers digit by digit.'
    """
    mine = [id for id, raw in every().items() if raw["notebook"].startswith(notebook)]
    if not mine:
        raise UnknownExercise(f'There is no notebook "{notebook}". There are: {", ".join(b[:2] for b in books())}.')
    rows = [row for id in mine for row in _rows(id, article)]
    return KeySheet(f"Keys of notebook {notebook}: {len(mine)} exercises", rows)


def _rows(id: str, article: Article | None) -> Iterator[Key]:
    texts = {**load_corpus(added=False), **harbour()}
    about = [texts[name] for name in every()[id].get("articles", ())]
    each: list[Article | None] = [article] if article or not about else [*about]
    for one in each:
        exercise = find(id, one)
        yield Key(id, one.id if one and (about or exercise.count) else "", exercise.prompt, _answer(exercise, one))


def _answer(exercise: Exercise, article: Article | None) -> str:
    if not exercise.keyed or (exercise.count and not article):
        return "Depends on the article."
    said = shown(exercise, article)
    marked = said.details if exercise.cards or exercise.kind == "mark" else ()
    return " ".join([said.message, *marked])
