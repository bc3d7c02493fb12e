"""Numbers and what each rests on: value, unit, what is counted, period, comparison, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from readingroom.layers.base import Sentence, layer, plain, tagged
from readingroom.layers.timing import times
from readingroom.layers.voices import speaker
from readingroom.text.article import Article, Mark, Span
from readingroom.text.results import Result
from readingroom.text.tokens import Token

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
VALUES = {word: float(n) for n, word in enumerate(f"{ONES} eighteen nineteen".split())}
VALUES |= {word: 10.0 * n for n, word in enumerate(TENS, 2)}
SPELT = "|".join(sorted(VALUES, key=len, reverse=True))
PARTS = {"half a": 0.5, "a": 1.0, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SCALES |= {"k": 1e3, "m": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9}
NUMBER = re.compile(
    r"""
    (?<![\w.,:/-]) (?: (?P<currency> (?:US|HK|A|C|NZ|S)?\$ | [€£¥₽₹] | (?:USD|EUR|RMB|CNY|GBP)[ ] )[ ]? )?
    (?P<value> \d{1,3}(?:,\d{3})+(?:\.\d+)? | \d+(?:\.\d+)?
             | (?:SPELT)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?\b
             | (?:half[ ])?a(?=[ ](?:hundred|thousand|million|billion|trillion)\b) )
    (?P<scale> (?: [ -]?(?:hundred|thousand|million|billion|trillion)\b )+ | [ ]?(?:bn|bln|mln)\b | [mk]\b )?
    (?: (?P<rank> (?<=\d)(?:st|nd|rd|th)\b )
      | (?P<share> [ ]?% | [ ]per[ ]?cent(?:age[ ]points?)?\b | [- ](?:thirds?|quarters?|fifths?|tenths?)\b )
      | [ ](?P<coin> (?:(?:U\.S\.|US|American|Australian|Canadian)[ ])?
             (?:dollars?|yuan|euros?|pounds?|rou?bles?|yen|rupees?|won|cents?) )\b
      | [- ](?P<measure> seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|km|kilomet(?:re|er)s?
             |met(?:re|er)s?|miles?|feet|kg|kilograms?|tons?|tonnes?|lit(?:re|er)s?|barrels?|hectares?|acres?
             |degrees?|(?:mega|giga|kilo)watts?)\b
    )? (?![\w%]|-\w|[.,:]\d)
    """.replace("SPELT", SPELT),
    re.VERBOSE | re.IGNORECASE,
)
ROUNDED = re.compile(
    r"\b(about|around|roughly|approximately|nearly|almost|some|over|more than|less than|fewer than|at least|at most|"
    r"up to|as many as|as much as|close to|under|only|just|an estimated|a record)\s+$",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"\b(?:(?:more|less|higher|lower|fewer|larger|smaller|greater) than (?!\d)|above|below|(?:up|down) (?:from|on)|"
    r"compared (?:with|to)|from the same|from a year|over the same)\b[^,.;:—–]*|"
    r"\b(?:year[- ]on[- ]year|all-time (?:high|low)|record (?:high|low)|a record|the first time(?: in \w+)?|a first)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NumberCard:
    """A number's provenance: what it rests on, as far as its own sentence tells; None where the sentence does not.

    `number` is the number as it stands, `value` it as a float, `says` who is reported to give it.
    """

    number: str
    kind: str
    value: float
    unit: str | None
    counted: str | None
    period: str | None
    compared: str | None
    rounding: str | None
    says: str
    span: Span


class NumberCards(Result[NumberCard]):
    """The provenance cards of one article, in text order."""

    def shown(self, row: NumberCard) -> dict[str, Any]:
        """A card with its value as people write it, 88,000,000,000 and 29.2, not as a measure with two decimals."""
        value = int(row.value) if row.value.is_integer() else Decimal(str(round(row.value, 4)))
        return super().shown(row) | {"value": value}


def provenance(article: Article) -> NumberCards:
    """A card for every number in an article: what it counts, when, compared with what, and who says so.

    >>> article = Article.from_text("About 3,200 people came in May 2024, 9% more than a year before, Li said.")
    >>> card = provenance(article)[0]
    >>> card.number, card.value, card.counted, card.period, card.rounding, card.says
    ('3,200', 3200.0, 'people', 'May 2024', 'About', 'Li')
    >>> provenance(article)[1].compared
    'more than a year before'
    """
    cards = _cards(article)
    timeless, alone = (sum(getattr(card, name) is None for card in cards) for name in ("period", "compared"))
    count = f"{len(cards)} number{'s' * (len(cards) != 1)} in {article.id}"
    return NumberCards(f"{count}; {timeless} without a period, {alone} without a comparison", cards)


@lru_cache(maxsize=32)
def _cards(article: Article) -> tuple[NumberCard, ...]:
    when = times(article)
    cards: list[NumberCard] = []
    for sentence in tagged(article):
        start, end = sentence[0].start, sentence[-1].end
        here = [mark for mark in when if start <= mark.span.start < end]
        dated = [mark for mark in here if not WEEKDAY.search(mark.span.of(article.text))]
        found = [m for m in NUMBER.finditer(article.text, start, end) if not _in_time(m, here)]
        kept = [(m, kind) for m in found if (kind := _kind(m, sentence))]
        stops = [*(m.start() for m, _ in kept[1:]), end]
        cards += [_card(article, sentence, m, kind, dated, s) for (m, kind), s in zip(kept, stops, strict=False)]
    return tuple(cards)


WEEKDAY = re.compile("day(?: |$)")  # the day on which somebody spoke, mostly


def _far(mark: Mark, m: re.Match[str]) -> tuple[bool, int]:
    return mark.label == "relative time", abs(mark.span.start - m.start())


def _in_time(m: re.Match[str], here: list[Mark]) -> bool:
    return any(mark.span.overlaps(Span(*m.span())) for mark in here)


def _kind(m: re.Match[str], sentence: Sentence) -> str:
    """The kind of number, or nothing for *one* for *the two sides*, and for words that count no noun."""
    for kind, groups in KINDS.items():
        if any(m[g] for g in groups):
            return kind
    counted = _noun_phrase(sentence, m.end()) or ""
    before = next((plain(t.text) for t in reversed(sentence) if t.end <= m.start()), "")
    if m["scale"]:
        return "count"
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", m["value"]):  # a year, unless it counts something: 2030 Agenda, 2030 seats
        return "count" if counted[:1].islower() else ""
    if m["value"][0].isdigit():
        return "" if before in NUMBERED and not counted else "count"
    return "count" if counted and before not in KNOWN and m["value"].lower() != "one" else ""


NUMBERED = {"room", "flight", "page", "chapter", "article", "section", "number", "no", "route", "bus", "line", "gate"}
KNOWN = {"the", "these", "those", "their", "its", "our", "his", "her", "both"}  # "the two sides" gives no figure
KINDS = {"money": ("currency", "coin"), "share": ("share",), "measure": ("measure",), "rank": ("rank",)}


def _card(article: Article, sentence: Sentence, m: re.Match[str], kind: str, here: list[Mark], stop: int) -> NumberCard:
    text, span = article.text, Span(m.start(), m.end())
    rounded = ROUNDED.search(text, max(sentence[0].start, m.start() - 24), m.start())
    compared = COMPARED.search(text, m.end(), sentence[-1].end)
    compared = compared if compared and compared.start() < stop else None
    told = compared.end() if compared else m.end()
    period = min(here, key=lambda t: (t.span.start >= stop, m.end() < t.span.start < told, _far(t, m)), default=None)
    return NumberCard(
        number=m[0],
        kind=kind,
        value=_value(m),
        unit=_unit(m),
        counted=_noun_phrase(sentence, m.end()) or _measured(sentence, m.start(), here),
        period=period.span.of(text) if period else None,
        compared=compared and compared[0].strip(),
        rounding=rounded and rounded[1],
        says=speaker(article, span),
        span=span,
    )


def _value(m: re.Match[str]) -> float:
    words = m["value"].lower().replace(",", "").split("-")
    known = VALUES | PARTS
    value = sum(known[word] if word in known else float(word) for word in words)
    for scale in re.findall(r"[a-z]+", (m["scale"] or "").lower()):
        value *= SCALES[scale]
    part = re.search(r"third|quarter|fifth|tenth", (m["share"] or "").lower())
    return value * PARTS[part[0]] if part else value


def _unit(m: re.Match[str]) -> str | None:
    unit = m["currency"] or m["coin"] or m["measure"] or m["share"]
    return unit and unit.strip(" -")


NOUNS = ("N", "UNC")
MODIFIERS = ("AJ", "N", "UNC", "VVN", "POS", "ORD")
CHAIN = ("AT", "AJ", "N", "PRF", "PRP", "CJC", "DPS", "DT", "POS", "CRD", "UNC")


def _noun_phrase(sentence: Sentence, place: int) -> str | None:
    """The nouns right behind a place, with the adjectives before them; *of* and *the* may open the phrase."""
    behind = [t for t in sentence if t.start >= place]
    if behind and behind[0].pos == "PRF":
        behind = behind[1 + (len(behind) > 1 and behind[1].pos.startswith(("AT", "DPS"))) :]
    long = next((n for n, t in enumerate(behind) if not t.pos.startswith(MODIFIERS) or _mark(t.text)), len(behind))
    while long and not behind[long - 1].pos.startswith(NOUNS):
        long -= 1
    return _shown(behind[:long])


def _measured(sentence: Sentence, place: int, here: list[Mark]) -> str | None:
    """What a number measures, where a verb stands between: "trade in wool reached", "the meeting took"."""
    timed = [mark.span for mark in here]
    before = [t for t in sentence if t.end <= place and not any(s.start <= t.start < s.end for s in timed)]
    while before and before[-1].pos.startswith(("AV", "PRP", "TO", "DT", "CJS")):
        before.pop()
    if not before or not before[-1].pos.startswith(("VV", "VB")):
        return None
    while before and before[-1].pos.startswith(("V", "AV")):
        before.pop()
    first = len(before)
    while first and before[first - 1].pos.startswith(CHAIN) and not _mark(before[first - 1].text):
        first -= 1
    chain = before[first:]
    while chain and chain[0].pos.startswith(("PR", "CJ")):
        chain = chain[1:]
    while chain and chain[-1].pos.startswith(("PR", "CJ")):
        chain.pop()
    return _shown(chain)


def _mark(word: str) -> bool:
    """Whether a token is no word but a mark, such as a quotation mark."""
    return not any(c.isalnum() for c in word)


def _shown(words: list[Token]) -> str | None:
    shown = "".join(("" if t.pos == "POS" else " ") + t.text for t in words).strip()
    return shown if any(t.pos.startswith(NOUNS) for t in words) else None


@layer("numbers")
def numbers(article: Article) -> Iterator[Mark]:
    """Numbers by kind: money, share, rank, measure, count; the reason is the provenance card in one sentence.

    >>> from readingroom.layers import hits
    >>> hits(numbers, "Nine buses took 3.5 million people, 4% of them on the 2nd day, for €2 million and five hours.")
    [('Nine', 'count'), ('3.5 million', 'count'), ('4%', 'share'), ('2nd', 'rank'), ('€2 million', 'money'), \
('five hours', 'measure')]
    >>> hits(numbers, "In May 2024 the two met on the A3 about COVID-19; one left.")
    []

    It misses numbers as nouns (*dozens*, *half of them*), ranks in words (*first*), and what the sentence before says.
    """
    for card in provenance(article):
        yield Mark(card.span, card.kind, _reason(card))


def _reason(card: NumberCard) -> str:
    what = f"here of {card.counted}" if card.counted else "of what is not told beside it"
    when = f"its time is {card.period}" if card.period else "its sentence tells no time"
    against = f"compared: {card.compared}" if card.compared else "it is compared with nothing"
    return f"“{card.number}” is a {card.kind}, {what}; {when}; {against}; given by {card.says}."
