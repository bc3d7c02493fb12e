"""Every number of two articles with its counterpart in the other, or its absence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from readingroom.layers import NumberCard, provenance
from readingroom.layers.timing import times
from readingroom.tellings.things import SMALL, Beside, figure, unit_of, where
from readingroom.text.article import Article, Span

UNTOLD = "not told beside it"
NEAR = 0.05  # two values are near one another that differ by no more than this share of the larger


@dataclass(frozen=True, slots=True)
class Pair:
    """A number and its counterpart, with what each counts; None where one article has none.

    `match` is "same" (value and unit), "near" (unit the same, value within 5 %), "digits" (the same digits, of
    something else), or "none".
    """

    a: str | None
    b: str | None
    match: str
    reason: str
    a_span: Span | None
    b_span: Span | None


class Pairs(Beside[Pair]):
    """Pairs of numbers with the paragraphs they stand in; a row keeps their places."""

    def record(self, row: Pair) -> dict[str, Any]:
        """A pair with its paragraphs, 0 for the headline."""
        spans = [[span] if span else [] for span in (row.a_span, row.b_span)]
        a, b = map(where, self._articles, spans)
        return {"a": row.a, "b": row.b, "match": row.match, "a_at": a, "b_at": b, "reason": row.reason}


def pairs(a: Article, b: Article) -> list[Pair]:
    """The numbers of the first article in text order, then those of the second that are left.

    >>> a = Article.from_text("The bridge cost $48 million and took 15 years.")
    >>> b = Article.from_text("Fifteen people came to see the bridge of 47 million dollars, on the 15th.")
    >>> for pair in pairs(a, b): print(pair.a, "|", pair.b, "|", pair.match)
    $48 million | 47 million dollars | near
    15 years | 15th | digits
    None | Fifteen | none
    """
    found = [_pair(card, b, list(provenance(b))) for card in provenance(a)]
    taken = {pair.b_span for pair in found}
    back = [_pair(card, a, list(provenance(a))) for card in provenance(b) if card.span not in taken]
    return found + [Pair(p.b, p.a, p.match, p.reason, p.b_span, p.a_span) for p in back]


def _pair(card: NumberCard, other: Article, cards: list[NumberCard]) -> Pair:
    same = next((c for c in cards if figure(c) == figure(card)), None)
    near = min((c for c in cards if _near(card, c)), key=lambda c: abs(c.value - card.value), default=None)
    counts = card.counted or UNTOLD
    if found := same or near:
        match, why = ("same", "the same value and unit") if same else ("near", f"within {NEAR:.0%}, in the same unit")
        why = f"{why}; counts: {counts} / {found.counted or UNTOLD}"
        return Pair(card.number, found.number, match, why, card.span, found.span)
    if place := _digits(card, other):
        stands = other.text[max(0, place.start - 20) : place.end + 20].split(" ", 1)[-1].rsplit(" ", 1)[0]
        why = f"the same digits in “{' '.join(stands.split())}”"
        return Pair(card.number, place.of(other.text), "digits", why, card.span, place)
    return Pair(card.number, None, "none", f"not found in {other.id}; counts: {counts}", card.span, None)


def _near(one: NumberCard, two: NumberCard) -> bool:
    """Ranks are never near, nor are counts of something else."""
    if one.kind != two.kind or one.kind == "rank" or unit_of(one) != unit_of(two):
        return False
    if one.kind == "count" and not _nouns(one) & _nouns(two):
        return False
    return abs(one.value - two.value) <= NEAR * max(one.value, two.value)


def _nouns(card: NumberCard) -> set[str]:
    return set((card.counted or "").lower().split())


def _digits(card: NumberCard, other: Article) -> Span | None:
    """Where the same digits stand in the other article outside dates, if they are too many to agree by chance."""
    m = re.search(r"\d[\d.,]*", card.number)
    if not m or card.value <= SMALL:
        return None
    found = re.finditer(rf"(?<![\d.,]){re.escape(m[0])}(?!\d|[.,]\d)(?:st|nd|rd|th)?", other.text)
    dates = [mark.span for mark in times(other) if mark.label == "date"]
    places = (Span(*m.span()) for m in found)
    return next((place for place in places if not any(place.overlaps(date) for date in dates)), None)
