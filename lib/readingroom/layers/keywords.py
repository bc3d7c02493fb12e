"""Words that stand out in an article against general English."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.layers.base import layer
from readingroom.text.article import Article, Mark

MOST = 20  # keywords shown


@layer("keywords")
def keywords(article: Article) -> Iterator[Mark]:
    """The twenty words that stand out most against general English, by log-likelihood (Rayson & Garside 2000).

    >>> from readingroom.layers import hits
    >>> hits(keywords, "A ferry left. No ferry came; one ferry sank.")
    [('ferry', 'keyword'), ('ferry', 'keyword'), ('ferry', 'keyword')]
    >>> hits(keywords, "A ferry left.")
    []

    It misses words that stand out by being rare here, and words of two parts; a word that comes once is no keyword.
    """
    from readingroom.text.index import fold

    reasons = _reasons(article)
    for word in article.words:
        form = fold(word.of(article.text))
        if form in reasons:
            yield Mark(word, "keyword", reasons[form])


def _reasons(article: Article) -> dict[str, str]:
    """The keywords, each with its figures as a sentence."""
    from readingroom.frequency.keyness import GENERAL, keyness

    if not article.words:
        return {}
    often = [key for key in keyness(article, GENERAL) if key.target_count > 1 and key.log_likelihood > 0]
    return {
        key.word: f"“{key.word}” stands {key.target_count} times, {key.target_per_million:,.0f} per million words; "
        f"general English has about {key.reference_per_million:,.1f} (log-likelihood {key.log_likelihood:,.1f})."
        for key in often[:MOST]
    }
