"""Whose words: quotation forms."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.article import Article, Mark, Span
from readingroom.attribution.quotes import quotations
from readingroom.layers.base import Layer, tagged

FINITE = ("VVD", "VVZ", "VVB", "VBD", "VBZ", "VBB", "VHD", "VHZ", "VHB", "VDD", "VDZ", "VDB", "VM0")


def quotation(article: Article) -> Iterator[Mark]:
    """Quotation forms: direct, partial (Leech & Short 1981; Semino & Short 2004).

    >>> from readingroom.layers import hits
    >>> hits(quotation, "“We are late,” she said, and called the bus “a snail”.")
    [('“We are late,”', 'direct'), ('“a snail”', 'partial')]
    >>> hits(quotation, "The dogs’ owner didn’t say.")
    []
    """
    for quote in quotations(article.text, [(b.start, b.end) for b in article.blocks]):
        yield _quoted(article, Span(quote.start, quote.end))


def _quoted(article: Article, span: Span) -> Mark:
    inside = [t for s in tagged(article) for t in s if span.start < t.start and t.end < span.end]
    words = sum(t.text[0].isalnum() for t in inside)
    if any(t.pos in FINITE for t in inside):
        return Mark(span, "direct", "The words stand in quotation marks and hold a whole clause.")
    count = f"{words} word{'s' * (words != 1)}"
    return Mark(span, "partial", f"Quotation marks around {count} that are only a part of a clause.")


QUOTATION = Layer(
    name="quotation",
    title="Quotation form",
    letter="Q",
    question="Which words are given as somebody's own, and which are retold?",
    caution="A direct quotation need not be accurate or complete; a retold one need not be wrong.",
    labels=("direct", "partial", "indirect"),
    find=quotation,
)
