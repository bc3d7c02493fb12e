"""A reader's answers as people read them, with their quotations looked up in the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from readingroom.lessons.answers import Answers
from readingroom.lessons.checks import RUBRIC
from readingroom.lessons.exercises import Exercise, every, find
from readingroom.lessons.quoting import bare, quoted, recased
from readingroom.text.article import Article, Span
from readingroom.text.files import data_table

Row = dict[str, Any]
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]")
_MARKDOWN = re.compile(r"\*\*|`")  # in the words of an exercise, which a notebook shows as Markdown


def look_up(text: str, article: Article) -> Row:
    """A quotation, checked: a misquotation is the one thing a program can know; paragraph 0 is the headline.

    >>> article = Article.from_text("The river may rise.")
    >>> look_up("may rise", article), look_up("will rise", article)["found"]
    ({'text': 'may rise', 'found': 'exact', 'paragraph': 1}, 'not in the article')
    """
    words, place = data_table("report/report.toml"), quoted(text, article)
    if place is None:
        return {"text": text, "found": words["inexact"], "paragraph": None}
    found = words["recased" if recased(text, article) else "exact"]
    return {"text": text, "found": found, "paragraph": article.paragraph_at(place.start)}


def quotations(typed: str, article: Article, further: Iterable[str] = ()) -> list[Row]:
    """Every passage that stands in quotation marks in what was typed, checked; and further ones.

    >>> article = Article.from_text("The river may rise.")
    >>> [(q["text"], q["found"]) for q in quotations("It says “may rise”, not \\"will\\".", article)]
    [('may rise', 'exact'), ('will', 'not in the article')]
    """
    found = [next(filter(None, m.groups())) for m in _QUOTED.finditer(typed)]
    return [look_up(text, article) for text in [*found, *further] if text.strip()]


def answered(kept: Answers | Iterable[Answers] | None, article: Article) -> list[Row]:
    """The answers kept that are about an article or about none; notebooks with answers about it come first."""
    books = [kept] if isinstance(kept, Answers) else list(kept or ())
    rows = [list(_book(book, article)) for book in books]
    return [row for book in sorted(rows, key=lambda book: not any(r["about"] for r in book)) for row in book]


def said(exercise: Exercise, answer: Any, article: Article) -> str:
    """An answer in words; one whose form is not the exercise's is given as it stands.

    >>> said(find("00-judge"), 0, Article.from_text("It rained.")) == find("00-judge").options[0].text
    True
    """
    try:
        return str(_SAID[exercise.kind](exercise, answer, article))
    except (TypeError, ValueError, IndexError, AttributeError, KeyError):
        return str(answer)


def _book(book: Answers, article: Article) -> Iterator[Row]:
    notebook = str(book.about["notebook"])
    for id in (id for id, exercise in every().items() if exercise["notebook"] == notebook):
        for about in (None, article):
            answer = book.get(id, about)
            if answer not in (None, "", []):
                yield _row(find(id, about), answer, article, about)


def _row(exercise: Exercise, answer: Any, article: Article, about: Article | None) -> Row:
    """An exercise and its answer, in words and as it was `given`; the answer itself is not graded."""
    words = said(exercise, answer, article)
    further = answer.get("quotations", []) if isinstance(answer, dict) else []
    typed = words if exercise.kind in ("predict", "reading") else ""
    return {
        "exercise": exercise.id,
        "notebook": exercise.notebook,
        "kind": exercise.kind,
        "about": about.id if about else "",
        "prompt": _MARKDOWN.sub("", exercise.prompt),
        "answer": words,
        "given": answer,
        "quotations": quotations(typed, article, (bare(str(quotation)) for quotation in further)),
    }


def _typed(exercise: Exercise, answer: Any, article: Article) -> str:
    return str(answer)


def _option(exercise: Exercise, answer: Any, article: Article) -> str:
    return str(exercise.options[range(len(exercise.options))[answer]].text)


def _placed(exercise: Exercise, answer: Any, article: Article) -> str:
    pairs = zip(exercise.cards, answer, strict=False)
    return "\n".join(f"{card.text} → {place or '…'}" for card, place in pairs)


def _marked(exercise: Exercise, answer: Any, article: Article) -> str:
    return "\n".join(f"“{Span(*place).of(article.text).strip('“”')}”" for place in answer)


def _reading(exercise: Exercise, answer: Any, article: Article) -> str:
    ticked = [line for line, tick in zip(RUBRIC, answer.get("ticks", ()), strict=False) if tick]
    return "\n".join([str(answer["text"]), *(f"✓ {line}" for line in ticked)])


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
