"""Two layers that look beyond the sentence: the formulae of a genre, and words that stand out against other texts."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.layers.base import Layer, lexicon
from readingroom.text.article import Article, Mark

MOST = 20  # keywords shown


def diplomacy(article: Article) -> Iterator[Mark]:
    """Formulae of diplomatic news: mutual regard, agreed wording, protocol verbs, sides as speakers, read-outs.

    >>> from readingroom.layers import hits
    >>> hits(diplomacy, "The two sides exchanged views on internal affairs.")
    [('The two sides', 'side as speaker'), ('exchanged views', 'protocol verb'), ('internal affairs', 'agreed wording')]
    >>> hits(diplomacy, "They exchanged coats on the side of the road.")
    []

    It misses formulae of other languages' ministries, and new ones; the list is short and our own.
    """
    for hit in lexicon("diplomacy").find(article):
        yield hit.mark(article, f"is listed as {_a(hit.entry.label)}; it {hit.entry.note}.")


def _a(label: str) -> str:
    return label if label == "agreed wording" else f"a {label}"


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


DIPLOMACY = Layer(
    name="diplomacy",
    title="Diplomatic formulae",
    letter="D",
    question="Which phrases belong to the genre rather than to this news?",
    caution="A formula is not a lie, and small changes in one can be the news.",
    labels=("mutual-regard phrase", "agreed wording", "protocol verb", "side as speaker", "read-out phrase"),
    find=diplomacy,
)
KEYWORDS = Layer(
    name="keywords",
    title="Keywords",
    letter="K",
    question="Which words stand out here against general English?",
    caution="A keyword is not therefore important; another comparison text gives other keywords.",
    labels=("keyword",),
    find=keywords,
)
