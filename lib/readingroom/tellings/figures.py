"""Numbers and dates of a retelling against those of its source: value, unit, period, base and threshold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from readingroom.attribution.model import Confidence
from readingroom.layers import NumberCard, provenance
from readingroom.layers.timing import times
from readingroom.tellings.passages import Match
from readingroom.tellings.things import SMALL, figure, unit_of
from readingroom.text.article import Article, Mark, Span
from readingroom.text.files import data_lines

CLOSE = 0.06  # of a value, within which *about* or *more than* may stand for it
UNIT = "second|minute|hour|night|day|weekday|week|month|quarter|year|decade"
RATE = re.compile(rf"[^.;,:]{{0,24}}?\b(?:(?:an?|per|each|every) ({UNIT})\b|(dai|week|month|year|annual)ly\b)", re.I)
RATES = {"dai": "day", "annual": "year", "night": "day", "weekday": "day"}
COUNTED = re.compile(rf"\b(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -]({UNIT})")
RANGE = re.compile(r"\s*(?:and|to|or|[-–—])\s*")
DATES = [
    re.compile("(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"),
    re.compile("(?:January|February|March|April|May|June|July|August|September|October|November|December)"),
    re.compile(r"\b(?:1[5-9]|20)\d\d\b"),
]

Found = tuple[Span, tuple[Span, ...], str, Confidence]  # where, what the source has, why, how sure


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
        self.digits = set(re.findall(r"\d[\d.,]*\d|\d", article.text))
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


def check_figures(source: Figures, retelling: Figures, match: Match) -> Iterator[Found]:
    """For every number or date of a line that is not its source's: where, what the source has, why, how sure."""
    here = retelling.within(match.line.span)
    there = [card for line in match.lines for card in source.within(line.span)]
    for card in here:
        same = [c for c in there if _same(c, card)] or source.known.get(figure(card), [])
        found = (
            _kept(card, same, here, source, retelling, match) if same else _other(card, here, there, source, retelling)
        )
        yield from [found] if found else []
    for mark in retelling.dated(match.line.span):
        found = _date(mark, source, retelling, match)
        yield from [found] if found else []


def _same(one: NumberCard, two: NumberCard) -> bool:
    return figure(one) == figure(two) or (one.value == two.value and not (unit_of(one) and unit_of(two)))


def _other(
    card: NumberCard, here: Sequence[NumberCard], there: Sequence[NumberCard], source: Figures, retelling: Figures
) -> Found | None:
    """A number that the source has not: what it has instead, unless the number rounds or adds up what is there."""
    bound, _ = bound_of(card, retelling.article)
    near = [
        c
        for c in there
        if unit_of(c) == unit_of(card) and abs(c.value - card.value) <= CLOSE * max(c.value, card.value)
    ]
    if (bound and any(bound != "above" or c.value >= card.value for c in near)) or _adds_up(card, there):
        return None
    if rival := _rival(card, here, there):
        return card.span, (rival.span,), f"The source has “{rival.number}” here, not “{card.number}”.", "high"
    digits = re.search(r"\d[\d.,]*\d|\d", card.number)
    small = card.kind == "count" and card.value <= SMALL
    if small or (digits and digits[0] in source.digits) or card.number.casefold() in source.words:
        return None
    return card.span, (), f"The number “{card.number}” is not found in the source.", "medium"


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


def _kept(
    card: NumberCard,
    same: Sequence[NumberCard],
    here: Sequence[NumberCard],
    source: Figures,
    retelling: Figures,
    match: Match,
) -> Found | None:
    """What a number lost that the source has with it, wherever it has it; nothing where all is kept in one place."""
    lost = [_lost(card, c, here, source, retelling, match) for c in same]
    return (_whole(card, retelling), (_whole(same[0], source),), lost[0], "medium") if all(lost) else None


def _lost(
    card: NumberCard, c: NumberCard, here: Sequence[NumberCard], source: Figures, retelling: Figures, match: Match
) -> str:
    theirs, ours = bound_of(c, source.article)[0], bound_of(card, retelling.article)[0]
    if theirs != ours and {theirs, ours} & {"above", "below"}:
        stands, said = source.of(_whole(c, source)), retelling.of(_whole(card, retelling))
        return f"The source has “{stands}”, the retelling “{said}”."
    end = source.other_end(c)
    if end and all(figure(x) != figure(end) for x in here):
        return f"The source gives a range, with “{c.number}” at one end and “{end.number}” at the other."
    theirs, ours = rate_of(c, source.article), rate_of(card, retelling.article)
    text = retelling.of(match.line.span).lower()
    if theirs != ours and theirs and (ours or not any(word in text for word in (theirs, *_rates(theirs)))):
        return f"The source counts “{c.number}” by the {theirs}, the retelling {f'by the {ours}' if ours else 'not'}."
    return ""


def _whole(card: NumberCard, figures: Figures) -> Span:
    """A number with the words that make it a bound or a rate."""
    span, rate = bound_of(card, figures.article)[1], RATE.match(figures.article.text, card.span.end)
    return Span(span.start, max(span.end, rate.end() if rate else 0))


def _rates(rate: str) -> list[str]:
    return [word for word, unit in RATES.items() if unit == rate]


def bound_of(card: NumberCard, article: Article) -> tuple[str, Span]:
    """Whether a number is what is passed or not reached, or only about so, and where it stands with those words.

    >>> def bounds(text): return [bound_of(card, a)[0] for a in [Article.from_text(text)] for card in provenance(a)]
    >>> bounds("More than 20 came, up to 30 left, about 40 stayed; trade passed the mark of 50, and 60 or more rose.")
    ['above', 'below', 'about', 'above', 'above']
    """
    start, end = card.span.start, card.span.end
    before, behind = article.text[max(0, start - 40) : start], article.text[end : end + 40]
    for kind, where, words in _bounds():
        if m := words.search(before if where == "before" else behind):
            place = (start - len(before) + m.start(), end) if where == "before" else (start, end + m.end())
            return kind, Span(*place)
    return "", card.span


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


def _date(mark: Mark, source: Figures, retelling: Figures, match: Match) -> Found | None:
    """A day, month or year, or a stretch of time, that the passage of its line has otherwise."""
    said, line = retelling.of(mark.span), retelling.of(match.line.span)
    around = " ".join(source.of(x.span) for x in match.lines)
    there = [m for x in match.lines for m in source.dated(x.span)]
    for form in DATES:
        rivals = [m for m in there if not set(form.findall(source.of(m.span))) <= set(form.findall(line))]
        wrong = [x for x in form.findall(said) if x not in around and x not in source.article.published]
        if wrong and rivals:
            return (
                mark.span,
                (rivals[0].span,),
                f"The source has “{source.of(rivals[0].span)}” here, not “{said}”.",
                "high",
            )
    for number, unit in COUNTED.findall(said):
        for m in there:
            others = {n for n, u in COUNTED.findall(source.of(m.span)) if u == unit}
            if others and not re.search(rf"\b{number}[ -]{unit}", around):
                return mark.span, (m.span,), f"The source has “{source.of(m.span)}” here, not “{said}”.", "high"
    return None
