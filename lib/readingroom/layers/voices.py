"""Whose words a place in an article stands in, as the attributions have it."""

from __future__ import annotations

from functools import lru_cache

from readingroom.attribution import Attribution, attributions
from readingroom.attribution.model import OUTLET
from readingroom.text.article import Article, Span

UNKNOWN = "somebody not named here"
PRONOUNS = {"he", "she", "they", "it", "him", "her", "them", "his", "their", "who", "i", "we", "both", "each", "this"}


@lru_cache(maxsize=32)
def reported(article: Article) -> tuple[Attribution, ...]:
    """The article's attributions, found once for all layers."""
    return tuple(attributions(article))


@lru_cache(maxsize=32)
def _owners(article: Article) -> list[int]:
    """For every character the attribution whose content holds it, the innermost; -1 where there is none."""
    owners = [-1] * len(article.text)
    parts = [(len(span), span, n) for n, a in enumerate(reported(article)) for span in a.content]
    for long, span, n in sorted(parts, reverse=True):
        owners[span.start : span.end] = [n] * long
    return owners


def holder(article: Article, place: Span) -> Attribution | None:
    """The innermost attribution whose content holds the beginning of a place."""
    n = _owners(article)[place.start] if place.start < len(article.text) else -1
    return None if n < 0 else reported(article)[n]


def speaker(article: Article, place: Span) -> str:
    """Who says what stands at a place: a speaker, or the outlet itself.

    >>> article = Article.from_text("The mayor said the bridge was safe. It was closed.")
    >>> speaker(article, Span(19, 25)), speaker(article, Span(39, 42))
    ('the mayor', 'the outlet itself')
    """
    attribution = holder(article, place)
    if attribution is None:
        return OUTLET
    words = attribution.source.of(article.text) if attribution.source else ""
    return attribution.speaker or (words if words and words.lower() not in PRONOUNS else UNKNOWN)


def whose(article: Article, place: Span) -> str:
    """The same as words for a reason."""
    who = speaker(article, place)
    return "in the outlet’s own words" if who == OUTLET else f"in words reported from {who}"
