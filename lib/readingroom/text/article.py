"""The text floor: an article's text, and places on it.

The text of an article is never changed.  Whatever the kit finds, counts or draws is a `Span` on that text; a
`Mark` is a span with a label and the reason it was found.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from readingroom.text import tokens


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A place in a text: from `start` up to, not including, `end`, in code points.

    >>> Span(4, 9).of("The river runs")
    'river'
    >>> Span(4, 9).overlaps(Span(8, 12)), Span(4, 9).contains(Span(5, 9))
    (True, True)
    >>> Span(9, 4)
    Traceback (most recent call last):
    ...
    ValueError: A span runs from a start to an end at or after it, counted from 0; got 9 to 4.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(
                f"A span runs from a start to an end at or after it, counted from 0; got {self.start} to {self.end}."
            )

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` at this place."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two places share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly within this place."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding: a place, a label that names a form, and the reason in one plain sentence.

    Where a finding has several parts, `unit` is the place of the part that stands for the whole.
    """

    span: Span
    label: str
    reason: str
    unit: Span | None = None


@dataclass(frozen=True)
class Article:
    """One article: its text as it stands, and what is known about it.

    `text` is the headline, a blank line, then the body; an article without a title is its bare text.
    Two articles are equal when all of this is: what is found in a text may rest on its outlet or author.
    Make one with `Article.from_text`.

    >>> a = Article.from_text("It rained. Roads closed.\\n\\nBuses ran.", title="Rain", id="rain")
    >>> a.text
    'Rain\\n\\nIt rained. Roads closed.\\n\\nBuses ran.'
    >>> [p.of(a.text) for p in a.paragraphs]
    ['It rained. Roads closed.', 'Buses ran.']
    >>> [s.of(a.text) for s in a.sentences]
    ['Rain', 'It rained.', 'Roads closed.', 'Buses ran.']
    >>> len(a.words), a
    (7, <Article rain: "Rain", 7 words>)
    """

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    published: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        id: str | None = None,
        title: str = "",
        outlet: str = "",
        published: object = "",
        meta: Mapping[str, Any] | None = None,
    ) -> Article:
        """An article from a plain text; nothing in the text is changed.

        Without an `id` one is made from the text, the same each time.  `published` is a date or an ISO date's text.
        """
        if not isinstance(text, str):
            raise TypeError(f"An article's text is a str; got {type(text).__name__}. Decode bytes first.")
        if len(title.splitlines()) > 1:
            raise ValueError("A title is one line; put the rest in the text.")
        whole = f"{title}\n\n{text}" if title else text
        name = id or "text-" + hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return cls(name, whole, title, outlet, str(published or ""), _told(meta or {}))

    def __hash__(self) -> int:
        return hash((self.id, self.text))  # `meta` has no hash

    def __repr__(self) -> str:
        title = f' "{self.title}",' if self.title else ""
        return f"<Article {self.id}:{title} {len(self.words):,} words>"

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def headline(self) -> Span | None:
        """Where the headline stands, or None where the article has no title."""
        return Span(0, len(self.title)) if self.title else None

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs of the body, in order (the headline is not one of them)."""
        return _spans(tokens.paragraphs(self.text, self._body))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The headline, then the sentences of the body, in order."""
        return _spans(s for p in self.blocks for s in tokens.sentences(self.text, p.start, p.end))

    @cached_property
    def words(self) -> tuple[Span, ...]:
        """Every word of headline and body, as `tokens.words` defines a word."""
        return _spans(tokens.words(self.text))

    @property
    def blocks(self) -> tuple[Span, ...]:
        """The headline, if any, and the paragraphs."""
        return ((self.headline,) if self.headline else ()) + self.paragraphs

    def paragraph_at(self, place: int) -> int:
        """The number of the paragraph that holds an offset: 1 for the first, 0 for the headline or between."""
        n = bisect_right(self.paragraphs, place, key=lambda p: p.start)
        return n if n and place < self.paragraphs[n - 1].end else 0

    @property
    def _body(self) -> int:
        return len(self.title) + 2 if self.title else 0


def _told(meta: Mapping[str, Any]) -> Mapping[str, Any]:
    """`original` is a table of what is known of the original; a plain line there is its headline."""
    said = meta.get("original") or {}
    return meta if isinstance(said, Mapping) else {**meta, "original": {"headline": str(said)}}


def _spans(places: Any) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in places)
