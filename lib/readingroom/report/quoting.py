"""Quotations in what a reader typed, looked up in the article: a misquotation is the one thing a program can know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from readingroom.lessons.checks import quoted, recased
from readingroom.report.words import word
from readingroom.text.article import Article

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, "exact", "exact but for the capital" or "not in the article", its paragraph (0: the headline)."""

    text: str
    found: str
    paragraph: int | None


def look_up(text: str, article: Article) -> Quotation:
    """A quotation, checked.

    >>> article = Article.from_text("The river may rise.")
    >>> look_up("may rise", article), look_up("will rise", article).found
    (Quotation(text='may rise', found='exact', paragraph=1), 'not in the article')
    """
    place = quoted(text, article)
    if place is None:
        return Quotation(text, word("inexact"), None)
    found = word("recased" if recased(text, article) else "exact")
    return Quotation(text, found, article.paragraph_at(place.start))


def quotations(typed: str, article: Article, further: Iterable[str] = ()) -> tuple[Quotation, ...]:
    """Every passage that stands in quotation marks in what was typed, checked; and further ones.

    >>> article = Article.from_text("The river may rise.")
    >>> [(q.text, q.found) for q in quotations("It says “may rise”, not \\"will\\".", article)]
    [('may rise', 'exact'), ('will', 'not in the article')]
    """
    found = [next(filter(None, m.groups())) for m in _QUOTED.finditer(typed)]
    return tuple(look_up(text, article) for text in [*found, *further] if text.strip())
