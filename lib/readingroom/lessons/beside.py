"""A reader's marks beside the kit's, and the kit's beside those that people set: what only one of them has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

from readingroom.attribution import attributions
from readingroom.layers import layers
from readingroom.text.article import Article, Mark, Span
from readingroom.text.marking import handmarks
from readingroom.text.results import Result


class Reads(Protocol):
    """A reading page: the article that is open, and the reader's marks on it."""

    @property
    def article(self) -> Article:
        """The article that is open."""
        ...

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The reader's marks on it."""
        ...


@dataclass(frozen=True, slots=True)
class Beside:
    """A passage that you marked, or the kit, or both."""

    paragraph: int
    words: str
    marked_by: str
    span: Span


def beside(reader: Reads, layer: str = "attribution", *labels: str) -> Result[Beside]:
    """Your marks beside those of a layer (with these labels, or all), in the paragraphs that you marked.

    >>> class Page:
    ...     article = Article.from_text("It may rain. It could snow.")
    ...     marks = (Mark(Span(3, 6), "my mark", ""), Mark(Span(7, 11), "my mark", ""))
    >>> for row in beside(Page(), "modality"):
    ...     print(row.words, "–", row.marked_by)
    may – both
    rain – you
    could – the kit
    """
    article, mine = reader.article, [mark.span for mark in reader.marks]
    places = {article.paragraph_at(span.start) for span in mine}
    theirs = [mark.span for mark in layers(article)[layer] if mark.label in (labels or (mark.label,))]
    rows = sorted(_rows(article, mine, [s for s in theirs if article.paragraph_at(s.start) in places]))
    return Result(
        _caption([by for *_, by in rows]), [Beside(n, span.of(article.text), by, span) for n, span, by in rows]
    )


def _rows(article: Article, mine: Sequence[Span], theirs: Sequence[Span]) -> Iterable[tuple[int, Span, str]]:
    for span in mine:
        yield article.paragraph_at(span.start), span, "both" if _met(span, theirs) else "you"
    for span in theirs:
        if not _met(span, mine):
            yield article.paragraph_at(span.start), span, "the kit"


def _met(span: Span, others: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in others)


def _caption(found: Sequence[str]) -> str:
    if not found:
        return "You have marked nothing here yet: make your marks on the page, then run this cell again"
    both, you, kit = (found.count(by) for by in ("both", "you", "the kit"))
    return f"In the paragraphs that you marked: {both} by both, {you} by you alone, {kit} by the kit alone"


class Said(str):
    """A sentence that a notebook shows as one."""

    def _repr_html_(self) -> str:
        return f"<p>{escape(self)}</p>"


def measured(article: Article) -> Said:
    """How much of what people marked the kit finds in one of its own articles, by the words that report speech.

    >>> from readingroom.text.corpus import load_corpus
    >>> measured(load_corpus(pack="harbour")["agency"])  # doctest: +ELLIPSIS
    'In this text people marked 27 words that report speech. The kit finds ... of them, and ... more.'
    >>> measured(Article.from_text("It rained."))
    'Nobody has marked this text by hand, so the kit cannot be measured on it.'
    """
    hand = [mark.cue for mark in handmarks(article) if mark.cue]
    kit = [found.cue for found in attributions(article) if found.cue]
    if not hand:
        return Said("Nobody has marked this text by hand, so the kit cannot be measured on it.")
    hits, more = sum(_met(cue, kit) for cue in hand), sum(not _met(cue, hand) for cue in kit)
    said = f"In this text people marked {len(hand)} words that report speech."
    return Said(f"{said} The kit finds {hits} of them, and {more} more.")
