"""A reader's answers to the exercises, as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from readingroom.lessons.answers import Answers
from readingroom.lessons.checks import RUBRIC, bare
from readingroom.lessons.exercises import Exercise, every, find
from readingroom.report.quoting import Quotation, quotations
from readingroom.text.article import Article, Span
from readingroom.text.files import data_table


@dataclass(frozen=True, slots=True)
class Answered:
    """An exercise and its answer; the quotations in it are checked, the answer itself is not graded."""

    exercise: str
    notebook: str
    prompt: str
    answer: str
    quotations: tuple[Quotation, ...]


def answered(kept: Answers | Iterable[Answers] | None, article: Article) -> tuple[Answered, ...]:
    """The answers kept that are about an article or about none, in the order of the notebooks."""
    books = [kept] if isinstance(kept, Answers) else list(kept or ())
    return tuple(row for book in books for row in _book(book, article))


def said(exercise: Exercise, answer: Any, article: Article) -> str:
    """An answer in words; one whose form is not the exercise's is given as it stands.

    >>> said(find("00-judge"), 0, Article.from_text("It rained.")) == find("00-judge").options[0].text
    True
    """
    try:
        return str(_SAID[exercise.kind](exercise, answer, article))
    except (TypeError, ValueError, IndexError, AttributeError, KeyError):
        return str(answer)


def titled(notebook: str) -> str:
    """A notebook's number and title.

    >>> titled("01-close-reading")
    '01 · Close reading'
    """
    return f"{notebook.partition('-')[0]} · {data_table(f'lessons/keys/{notebook}.toml')['title']}"


def _book(book: Answers, article: Article) -> Iterator[Answered]:
    notebook = str(book.about["notebook"])
    for id in (id for id, exercise in every().items() if exercise["notebook"] == notebook):
        for about in (None, article):
            answer = book.get(id, about)
            if answer not in (None, "", []):
                exercise = find(id, about)
                given = said(exercise, answer, article)
                further = answer.get("quotations", []) if isinstance(answer, dict) else []
                typed = given if exercise.kind in _TYPED else ""
                checked = quotations(typed, article, (bare(str(quotation)) for quotation in further))
                yield Answered(id, notebook, exercise.prompt, given, checked)


def _typed(exercise: Exercise, answer: Any, article: Article) -> str:
    return str(answer)


def _option(exercise: Exercise, answer: Any, article: Article) -> str:
    return str(exercise.options[range(len(exercise.options))[answer]].text)


def _placed(exercise: Exercise, answer: Any, article: Article) -> str:
    pairs = zip(exercise.cards, answer, strict=False)
    return "\n".join(f"{card.text}: {place or '…'}" for card, place in pairs)


def _marked(exercise: Exercise, answer: Any, article: Article) -> str:
    return "\n".join(f"“{Span(*place).of(article.text)}”" for place in answer)


def _reading(exercise: Exercise, answer: Any, article: Article) -> str:
    ticked = [line for line, tick in zip(RUBRIC, answer.get("ticks", ()), strict=False) if tick]
    return "\n".join([str(answer["text"]), *(f"✓ {line}" for line in ticked)])


_TYPED = ("predict", "reading")
_SAID = {
    "predict": _typed,
    "value": _typed,
    "choose": _option,
    "fill": _option,
    "mistake": _option,
    "sort": _placed,
    "reorder": _placed,
    "mark": _marked,
    "reading": _reading,
}
