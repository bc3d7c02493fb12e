"""Numbers and dates of a retelling against those of its source: value, unit, period, base and threshold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import Literal

from readingroom.attribution.model import Confidence
from readingroom.layers import NumberCard, provenance
from readingroom.layers.timing import times
from readingroom.tellings.passages import Match
from readingroom.tellings.things import MEASURES, SMALL, figure, unit_of
from readingroom.text.article import Article, Mark, Span
from readingroom.text.files import data_lines

Kind = Literal["number", "certainty"]
NUMERAL = re.compile(r"\d[\d.,]*\d|\d")
LIKE = 0.4  # share of a line found in its passage, from which on a number there is the other's rival
CLOSE = 0.06  # of a value, within which *about* or *more than* may stand for it
UNIT = "second|minute|hour|night|day|weekday|week|month|quarter|year|decade"
RATE = re.compile(rf"[^.;,:]{{0,24}}?\b(?:(?:an?|per|each|every) ({UNIT})\b|(dai|week|month|year|annual)ly\b)", re.I)
RATES = {"dai": "day", "annual": "year", "night": "day", "weekday": "day"}
COUNTED = re.compile(rf"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -]({UNIT})")
RANGE = re.compile(r"\s*(?:and|to|or|[-–—])\s*")
DATES = [
    re.compile("(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"),
    re.compile("(?:January|February|March|April|May|June|July|August|September|October|November|December)"),
    re.compile(r"\b(?:1[5-9]|20)\d\d\b"),
]

Found = tuple[Kind, Span, tuple[Span, ...], str, Confidence]  # kind, where, what the source has, why, how sure


class Figures:
    """The numbers of an article and its expressions of time, by their places."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.cards = list(provenance(article))
        self._starts = [card.span.start for card in self.cards]
        self._times = times(article)
        self._times_starts = [mark.span.start for mark in self._times]
        self.known: dict[object, list[NumberCard]] = defaultdict(list)
        for card in self.cards:
            self.known[figure(card)].append(card)
        self.values = sorted((unit_of(card), card.value) for card in self.cards)
        self.digits = set(NUMERAL.findall(article.text))
        self.words = " ".join(article.text.casefold().split())

    def within(self, span: Span) -> list[NumberCard]:
        """The numbers of a sentence."""
        return self.cards[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def dated(self, span: Span) -> list[Mark]:
        """The expressions of time in it."""
        return self._times[bisect_left(self._times_starts, span.start) : bisect_left(self._times_starts, span.end)]

    def of(self, span: Span) -> str:
        """The words of a place."""
        return span.of(self.article.text)

    def whole(self, card: NumberCard) -> Span:
        """A number with the words that make it a bound or a rate."""
        span, rate = bound_of(card, self.article)[1], RATE.match(self.article.text, card.span.end)
        return Span(span.start, max(span.end, rate.end() if rate else 0))

    def near(self, unit: str, low: float, high: float) -> bool:
        """Whether there is a number of that unit between these two."""
        n = bisect_left(self.values, (unit, low))
        return n < len(self.values) and self.values[n] <= (unit, high)

    def other_end(self, card: NumberCard) -> NumberCard | None:
        """The other end, where a number is one end of a range."""
        n = bisect_left(self._starts, card.span.start)
        pairs = ((n, n + 1), (n - 1, n))
        ranges = (p for p in pairs if p[0] >= 0 and p[1] < len(self.cards) and self._range(*(self.cards[k] for k in p)))
        return next((self.cards[a if b == n else b] for a, b in ranges), None)

    def _range(self, low: NumberCard, high: NumberCard) -> bool:
        between = self.of(Span(low.span.end, high.span.start))
        before = self.of(Span(max(0, low.span.start - 20), low.span.start))
        sign = RANGE.fullmatch(between) and ("and" not in between or re.search(r"between (?:\w+ )?$", before))
        return bool(sign) and low.value < high.value


class Numbers:
    """Compares the numbers and dates of a line with those of its passage."""

    def __init__(self, source: Article, retelling: Article) -> None:
        self.source, self.retelling = Figures(source), Figures(retelling)

    def check(self, match: Match) -> Iterator[Found]:
        """For every number or date of a line that is not its source's: what the source has, why, how sure."""
        here = self.retelling.within(match.line.span)
        there = [card for line in match.lines for card in self.source.within(line.span)]
        for card in here:
            same = [c for c in there if _same(c, card)] or self.source.known.get(figure(card), [])
            found = self._kept(card, same, here, match) if same else self._other(card, here, there, match)
            yield from [found] if found else []
        for mark in self.retelling.dated(match.line.span):
            found = self._date(mark, match)
            yield from [found] if found else []

    def _other(
        self, card: NumberCard, here: Sequence[NumberCard], there: Sequence[NumberCard], match: Match
    ) -> Found | None:
        """A number that the source has not: what it has instead, unless the number rounds or adds up what is there."""
        if spelt := self._spelt(card, match):
            return self._bound(card, Span(*spelt.span()))
        if self._rounds(card) or _adds_up(card, there):
            return None
        rival = _rival(card, here, there)
        if rival and (match.share > LIKE or rival.value == card.value):
            reason = f"The source has “{rival.number}” here, not “{card.number}”."
            return "number", card.span, (rival.span,), reason, "high"
        small = card.value <= SMALL and (card.kind == "count" or unit_of(card) in MEASURES)
        known = not self.source.digits.isdisjoint(NUMERAL.findall(card.number))
        if small or known or card.number.casefold() in self.source.words:
            return None
        return "number", card.span, (), f"The number “{card.number}” is not found in the source.", "medium"

    def _bound(self, card: NumberCard, place: Span) -> Found | None:
        """A number that lost the words that make it a bound: *at least three*."""
        theirs, whole = bound_at(place, self.source.article)
        ours, said = bound_of(card, self.retelling.article)
        if theirs == ours or theirs not in ("above", "below"):
            return None
        reason = f"The source has “{self.source.of(whole)}”, the retelling “{self.retelling.of(said)}”."
        return "number", said, (whole,), reason, "medium"

    def _rounds(self, card: NumberCard) -> bool:
        """Whether it is said to be about, above or below what the source has exactly."""
        low, high = ((1 - CLOSE) * card.value, (1 + CLOSE) * card.value)
        bound = bound_of(card, self.retelling.article)[0]
        low, high = (card.value if bound == "above" else low), (card.value if bound == "below" else high)
        return bool(bound) and self.source.near(unit_of(card), low, high)

    def _spelt(self, card: NumberCard, match: Match) -> re.Match[str] | None:
        """Where a number in words stands in the passage without being counted there: *from nine metres to twelve*."""
        word = card.number.lower().split()[0]
        form = re.compile(rf"\b{word}\b", re.I)
        places = (form.search(self.source.article.text, x.span.start, x.span.end) for x in match.lines)
        return next((m for m in places if m), None) if word.isalpha() else None

    def _kept(
        self, card: NumberCard, same: Sequence[NumberCard], here: Sequence[NumberCard], match: Match
    ) -> Found | None:
        """What a number lost that the source has with it, wherever it has it; nothing where one place has it all."""
        lost = [found for c in same if (found := self._lost(card, c, here, match))]
        if len(lost) < len(same):
            return None
        kind, reason = lost[0]
        return kind, self.retelling.whole(card), (self.source.whole(same[0]),), reason, "medium"

    def _lost(
        self, card: NumberCard, c: NumberCard, here: Sequence[NumberCard], match: Match
    ) -> tuple[Kind, str] | None:
        theirs, ours = bound_of(c, self.source.article)[0], bound_of(card, self.retelling.article)[0]
        stands, said = self.source.of(self.source.whole(c)), self.retelling.of(self.retelling.whole(card))
        if theirs != ours and ({theirs, ours} & {"above", "below"} or not ours):
            kind: Kind = "certainty" if theirs == "about" and not ours else "number"
            return kind, f"The source has “{stands}”, the retelling “{said}”."
        end = self.source.other_end(c)
        if end and all(figure(x) != figure(end) for x in here):
            return "number", f"The source gives a range, with “{c.number}” at one end and “{end.number}” at the other."
        theirs, ours = rate_of(c, self.source.article), rate_of(card, self.retelling.article)
        lines = [self.retelling.of(match.line.span), " ".join(self.source.of(line.span) for line in match.lines)]
        if theirs != ours and not (theirs and not ours and _tells(lines[0], theirs)) and not _tells(lines[1], ours):
            return "number", f"The source has “{stands}”, the retelling “{said}”: the time it is counted in is another."
        return None

    def _date(self, mark: Mark, match: Match) -> Found | None:
        """A day, month or year, or a stretch of time, that the passage of its line has otherwise."""
        said, line = self.retelling.of(mark.span), self.retelling.of(match.line.span)
        around = " ".join(self.source.of(x.span) for x in match.lines)
        there = [m for x in match.lines for m in self.source.dated(x.span)]
        for form in DATES:
            rivals = [m for m in there if not set(form.findall(self.source.of(m.span))) <= set(form.findall(line))]
            wrong = [x for x in form.findall(said) if x not in around and x not in self.source.article.published]
            if wrong and rivals:
                return self._dated(mark.span, rivals[0].span)
        for number, unit in COUNTED.findall(said):
            if re.search(rf"\b{number}[ -]{unit}", around):
                continue
            for x in match.lines:
                for m in COUNTED.finditer(self.source.article.text, x.span.start, x.span.end):
                    if (m[1] == number) != (m[2] == unit):
                        return self._dated(mark.span, Span(*m.span()))
        return None

    def _dated(self, place: Span, rival: Span) -> Found:
        stands, said = self.source.of(rival), self.retelling.of(place)
        return "number", place, (rival,), f"The source has “{stands}” here, not “{said}”.", "high"


def _same(one: NumberCard, two: NumberCard) -> bool:
    return figure(one) == figure(two) or (one.value == two.value and not (unit_of(one) and unit_of(two)))


def _rival(card: NumberCard, here: Sequence[NumberCard], there: Sequence[NumberCard]) -> NumberCard | None:
    """The passage's number for the same thing: of the same unit, or of the same value in another unit."""
    taken = {figure(c) for c in here}
    left = [c for c in there if figure(c) not in taken]
    alike = [c for c in left if (c.kind, unit_of(c)) == (card.kind, unit_of(card)) or _nouns(c) & _nouns(card)]
    if card.kind == "count" and card.value <= SMALL:
        alike = [c for c in alike if _nouns(c) & _nouns(card)]
    alike += [c for c in left if c.value == card.value and unit_of(c) and unit_of(card)]
    return min(alike, key=lambda c: abs(c.value - card.value), default=None)


def _adds_up(card: NumberCard, there: Sequence[NumberCard]) -> bool:
    """Whether it is the sum or the difference of two numbers of the passage."""
    values = [sign * c.value for c in there if c.kind != "rank" for sign in (1, -1)]
    return any(abs(x + y - card.value) <= CLOSE * card.value for x, y in combinations(values, 2) if x + y > 0)


def _tells(text: str, rate: str) -> bool:
    """Whether a text counts by that time somewhere: a year, yearly, annual."""
    units = "|".join((rate, *(word for word, unit in RATES.items() if unit == rate)))
    return bool(rate) and bool(
        re.search(rf"\b(?:(?:an?|per|each|every) (?:{units})\b|(?:{units})ly\b|annual)", text, re.I)
    )


def bound_of(card: NumberCard, article: Article) -> tuple[str, Span]:
    """Whether a number is what is passed or not reached, or only about so, and where it stands with those words.

    >>> def bounds(text): return [bound_of(card, a)[0] for a in [Article.from_text(text)] for card in provenance(a)]
    >>> bounds("More than 20 came, up to 30 left, about 40 stayed; trade passed the mark of 50, and 60 or more rose.")
    ['above', 'below', 'about', 'above', 'above']
    """
    kind, place = bound_at(card.span, article)
    during = place.of(article.text).lower().startswith("over ") and unit_of(card) in MEASURES  # *over ten years*
    return ("", card.span) if during else (kind, place)


def bound_at(span: Span, article: Article) -> tuple[str, Span]:
    """The same for any place."""
    start, end = span.start, span.end
    before, behind = article.text[max(0, start - 40) : start], article.text[end : end + 40]
    for kind, where, words in _bounds():
        if m := words.search(before if where == "before" else behind):
            place = (start - len(before) + m.start(), end) if where == "before" else (start, end + m.end())
            return kind, Span(*place)
    return "", span


@cache
def _bounds() -> list[tuple[str, str, re.Pattern[str]]]:
    rows = (line.split("; ") for line in data_lines("tellings/bounds.txt"))
    shapes = {"before": r"\b(?:{}) (?:the )?(?:mark of )?(?:a |another )?$", "behind": r"^[^.;,]{{0,20}}? (?:{})\b"}
    return [(kind, where, re.compile(shapes[where].format(words), re.I)) for kind, where, words in rows]


def rate_of(card: NumberCard, article: Article) -> str:
    """The time that a number is counted in, as in *6 a night*: the day; nothing where none is told."""
    m = RATE.match(article.text, card.span.end)
    unit = (m[1] or m[2]).lower() if m else ""
    return RATES.get(unit, unit)


def _nouns(card: NumberCard) -> set[str]:
    return set((card.counted or "").lower().split())
