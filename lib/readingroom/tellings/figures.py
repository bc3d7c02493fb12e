"""Numbers and dates of a retelling against those of its source: value, unit, period, base and threshold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from readingroom.layers import NumberCard, provenance
from readingroom.layers.timing import times
from readingroom.tellings.passages import Match
from readingroom.tellings.reading import Line
from readingroom.tellings.things import SMALL, figure, unit_of
from readingroom.text.article import Article, Mark, Span

BOUNDS = {
    "above": r"over|more than|at least|above|beyond|exceed(?:s|ed|ing)?|pass(?:es|ed|ing)?|topp?(?:s|ed|ing)?|surpass(?:es|ed|ing)?|upwards of|no(?:t)? (?:less|fewer) than|minimum of",
    "below": r"under|less than|fewer than|at most|up to|as (?:many|much) as|below|no(?:t)? more than|maximum of",
    "about": r"about|around|roughly|approximately|some|an estimated|nearly|almost|close to|an average of|average of",
}
BEFORE = {name: re.compile(rf"\b(?:{words}) (?:the )?(?:mark of )?(?:a |another )?$", re.I) for name, words in BOUNDS.items()}
BEHIND = {"above": re.compile(r"[^.;,]{0,20}? (?:or (?:more|above)|at (?:the )?least)\b", re.I), "below": re.compile(r"[^.;,]{0,20}? (?:or (?:less|fewer)|at (?:the )?most)\b", re.I)}
RATE = re.compile(r"[^.;,:]{0,24}?\b(?:an?|per|each|every) (second|minute|hour|night|day|weekday|week|month|quarter|year)\b|[^.;,:]{0,24}?\b(dai|week|month|year|annual)ly\b", re.I)
RATES = {"dai": "day", "annual": "year", "night": "day", "weekday": "day"}
RANGE = re.compile(r"\s*(?:and|to|or|[-–—])\s*")
COUNTED = re.compile(r"\b(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -](minute|hour|day|week|month|quarter|year|decade)")
CLOSE = 0.06  # of a value, within which “about” or “more than” may stand for it
WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")

Found = tuple[Span, tuple[Span, ...], str, str]


class Figures:
    """The numbers of an article by their places."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.cards = list(provenance(article))
        self.times = times(article)

    def within(self, span: Span) -> list[NumberCard]:
        """The numbers of a sentence."""
        return [card for card in self.cards if span.contains(card.span)]

    def dated(self, span: Span) -> list[Mark]:
        """The expressions of time in it."""
        return [mark for mark in self.times if span.contains(mark.span)]


def check_figures(source: Figures, retelling: Figures, match: Match) -> Iterator[Found]:
    """For every number or date of a line that is not the source's: where, what the source has, why, how sure."""
    here = retelling.within(match.line.span)
    there = [card for line in match.lines for card in source.within(line.span)]
    for card in here:
        if found := _number(card, here, there, source, retelling, match):
            yield found
    for mark in retelling.dated(match.line.span):
        if found := _date(mark, source, retelling, match):
            yield found


def _number(card, here, there, source, retelling, match):
    same = [c for c in there if figure(c) == figure(card) or (c.value == card.value and not (unit_of(c) and unit_of(card)))]
    same = same or [c for c in source.cards if figure(c) == figure(card)]
    if not same:
        return _other(card, here, there, source, retelling)
    reasons = [_kept(card, c, here, source, retelling, match) for c in same]
    if all(reasons):
        return card.span, (same[0].span,), reasons[0], "medium"
    return None


def _other(card, here, there, source, retelling):
    bound = bound_of(card, retelling.article)
    close = [c for c in there if c.kind == card.kind and abs(c.value - card.value) <= CLOSE * max(c.value, card.value)]
    if bound and any(bound != "above" or c.value >= card.value for c in close):
        return None
    if any(abs(abs(x + y) - card.value) <= CLOSE * card.value for x, y in _pairs(there)):
        return None  # a sum or a difference
    taken = {figure(c) for c in here}
    rivals = [c for c in there if (c.kind, unit_of(c)) == (card.kind, unit_of(card)) and figure(c) not in taken]
    if not rivals and card.kind in ("money", "count"):
        rivals = [c for c in there if c.kind in ("money", "count") and c.value > SMALL and figure(c) not in taken and _nouns(c) & _nouns(card)]
    small = card.kind == "count" and card.value <= SMALL
    if rivals and not (small and not any(_nouns(c) & _nouns(card) for c in rivals)):
        c = min(rivals, key=lambda c: abs(c.value - card.value))
        return card.span, (c.span,), f"The source has “{c.number}” here, not “{card.number}”.", "high"
    other = [c for c in there if c.value == card.value and unit_of(c) and unit_of(card)]
    if other:
        return card.span, (other[0].span,), f"The source has “{other[0].number}” here, not “{card.number}”.", "high"
    digits = re.search(r"\d[\d.,]*", card.number)
    if small or card.number.casefold() in source.article.text.casefold() or (digits and re.search(rf"(?<![\d.,]){re.escape(digits[0])}(?![\d])", source.article.text)):
        return None
    return (card.span, (), f"The number “{card.number}” is not found in the source.", "medium") if there or not small else None


def _kept(card, c, here, source, retelling, match):
    """What a number lost that the source has with it, or gained; nothing where all is kept."""
    one, two = bound_of(c, source.article), bound_of(card, retelling.article)
    name = {"above": "more than", "below": "up to or less than", "about": "about", "": "just"}
    if one in ("above", "below") and one != two or two in ("above", "below") and one != two:
        return f"The source says {name[one]} “{c.number}”, the retelling {name[two]} “{card.number}”."
    if other := _range(c, source):
        if not any(figure(x) == figure(other) for x in here):
            return f"The source gives a range, “{c.number}” being one end of it and “{other.number}” the other."
    one, two = rate_of(c, source.article), rate_of(card, retelling.article)
    if one != two and (one and two or (one and not _tells(retelling.article, match.line, one))):
        return f"The source counts “{c.number}” {'a ' + one if one else 'without a period'}, the retelling {'a ' + two if two else 'without a period'}."
    return ""


def _pairs(there):
    values = [sign * c.value for c in there for sign in (1, -1) if c.kind != "rank"]
    return combinations(values, 2)


def bound_of(card: NumberCard, article: Article) -> str:
    """Whether a number is what is passed or not reached, or only about so: “above”, “below”, “about” or nothing.

    >>> def bounds(text): return [bound_of(card, a) for a in [Article.from_text(text)] for card in provenance(a)]
    >>> bounds("More than 20 came, up to 30 left, about 40 stayed; trade passed the mark of 50, and 60 or more rose.")
    ['above', 'below', 'about', 'above', 'above']
    """
    before, behind = article.text[max(0, card.span.start - 40) : card.span.start], article.text[card.span.end : card.span.end + 40]
    found = (name for name in BOUNDS if BEFORE[name].search(before) or (name in BEHIND and BEHIND[name].match(behind)))
    return next(found, "")


def rate_of(card: NumberCard, article: Article) -> str:
    """The time that a number is counted in, as in *6 a night*: the day; nothing where none is told."""
    m = RATE.match(article.text, card.span.end)
    return RATES.get(m[1] or m[2], m[1] or m[2]).lower() if m else ""


def _tells(article: Article, line: Line, rate: str) -> bool:
    return bool(re.search(rf"\b(?:{rate}|{'annual' if rate == 'year' else 'dai' if rate == 'day' else rate})", line.span.of(article.text), re.I))


def _range(card: NumberCard, source: Figures) -> NumberCard | None:
    """The other end, where a number is one end of a range."""
    text = source.article.text
    for a, b in pairwise(source.cards):
        between = text[a.span.end : b.span.start]
        if card in (a, b) and a.value < b.value and RANGE.fullmatch(between):
            if "and" not in between or re.search(r"\bbetween (?:about |some )?$", text[max(0, a.span.start - 20) : a.span.start]):
                return b if card is a else a
    return None


def _nouns(card: NumberCard) -> set[str]:
    return set((card.counted or "").lower().split())


def _date(mark, source, retelling, match):
    """A day, month or year of a line that its passage has otherwise."""
    said = mark.span.of(retelling.article.text)
    around = " ".join(line.span.of(source.article.text) for line in match.lines)
    for pattern in (WEEKDAY, MONTH, YEAR):
        rivals = set(pattern.findall(around))
        told = set(pattern.findall(match.line.span.of(retelling.article.text)))
        wrong = [x for x in pattern.findall(said) if x not in around and x not in source.article.published]
        if wrong and rivals - told:
            places = tuple(m.span for line in match.lines for m in source.dated(line.span) if pattern.search(m.span.of(source.article.text)))
            return mark.span, places[:1], f"The source has “{sorted(rivals - told)[0]}” here, not “{wrong[0]}”.", "high"
    for number, unit in COUNTED.findall(said):
        for n, m in ((n, m) for line in match.lines for m in source.dated(line.span) for n, u in COUNTED.findall(m.span.of(source.article.text)) if u == unit):
            if n != number and not re.search(rf"\b{number}[ -]{unit}", around):
                return mark.span, (m.span,), f"The source has “{n} {unit}” here, not “{number} {unit}”.", "high"
    return None
