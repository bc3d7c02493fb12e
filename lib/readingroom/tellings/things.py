"""Names, figures, dates and quoted words of two articles, each told by what makes two of them the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from readingroom.importing.dates import MONTHS
from readingroom.layers import NumberCard, marks, provenance
from readingroom.layers.timing import times
from readingroom.text import tokens
from readingroom.text.article import Article, Mark, Span
from readingroom.text.index import fold
from readingroom.text.results import R, Result

Two: TypeAlias = tuple[Article, Article]
Keyed: TypeAlias = Iterable[tuple[Hashable, Span]]
Found: TypeAlias = Mapping[Hashable, list[Span]]

SMALL = 12  # up to here two equal counts are the same only where they count the same thing
ALIASES = {"us": "united states", "u.s.": "united states", "uk": "united kingdom", "un": "united nations"}
CURRENCIES = {"$": "us$", "us dollar": "us$", "dollar": "us$", "usd": "us$", "€": "euro", "£": "pound", "rmb": "yuan"}
MEASURES = {"minute", "hour", "day", "week", "month", "year", "decade"}
JOINED = {"from", "between", "to", "and", "of", "the", "in", "until", "through"}


@dataclass(frozen=True, slots=True)
class Thing:
    """A name, figure, date or quotation, with its places in the first and in the second article."""

    kind: str
    thing: str
    a: tuple[Span, ...]
    b: tuple[Span, ...]
    reason: str


class Beside(Result[R]):
    """Result about two articles, shown under their names."""

    def __init__(self, caption: str, rows: Iterable[R], articles: Two) -> None:
        super().__init__(caption, rows, {"a": articles[0].id, "b": articles[1].id})
        self._articles = articles


class Things(Beside[Thing]):
    """Things with the numbers of the paragraphs they stand in, 0 for the headline; a row keeps their places."""

    def record(self, row: Thing) -> dict[str, Any]:
        """A thing with its paragraphs in both articles."""
        a, b = map(where, self._articles, (row.a, row.b))
        return {"kind": row.kind, "thing": row.thing, "a": a, "b": b, "reason": row.reason}


def where(article: Article, spans: Sequence[Span]) -> str | None:
    """The paragraphs of some places, as ¶1, ¶4; None where there are none."""
    return ", ".join(dict.fromkeys(f"¶{article.paragraph_at(s.start)}" for s in spans)) or None


def things(a: Article, b: Article) -> list[Thing]:
    """All of them, by kind and in text order.

    >>> a = Article.from_text("On 3 May, Ana Ruiz of Peru gave $5 million “in good faith”.")
    >>> b = Article.from_text("It was in good faith: 5 million U.S. dollars from Mayor Ruiz on May 3rd.")
    >>> [(t.kind, t.thing) for t in things(a, b) if t.a and t.b]
    [('name', 'Ana Ruiz'), ('figure', '5 million U.S. dollars'), ('date', 'May 3rd'), ('quoted words', 'in good faith')]
    """
    out = []
    for kind, (find, reason) in KINDS.items():
        one, two = map(_grouped, find((a, b)))
        for key in dict.fromkeys([*one, *two]):
            spans = tuple(one.get(key, ())), tuple(two.get(key, ()))
            if kind == "name" or (kind == "figure" and _measured(key)):  # the layers may have overlooked one
                spans = spans[0] or _unmarked(b, spans[1], a, one), spans[1] or _unmarked(a, spans[0], b, two)
            out.append(Thing(kind, _longest((a, b), spans), *spans, reason))
    return out


def _unmarked(article: Article, spans: Sequence[Span], other: Article, marked: Found) -> tuple[Span, ...]:
    """Where a name of one article stands in the other letter for letter, outside the names that are marked there."""
    forms = sorted({span.of(article.text) for span in spans}, key=len, reverse=True)
    pattern = rf"(?<![\w.,])(?:{'|'.join(map(re.escape, forms))})(?!\w|[.,]\d)"
    taken = [span for places in marked.values() for span in places]
    found = [Span(*m.span()) for m in re.finditer(pattern, other.text)]
    return tuple(span for span in found if not any(span.overlaps(t) for t in taken))


def _measured(key: Hashable) -> bool:
    """Whether a figure has a unit, so that the same words elsewhere are the same figure: *20 years ago*."""
    return isinstance(key, tuple) and key[1] in MEASURES


def _grouped(found: Keyed) -> Found:
    groups: dict[Hashable, list[Span]] = defaultdict(list)
    for key, span in found:
        groups[key].append(span)
    return groups


def _longest(articles: Two, spans: Sequence[Sequence[Span]]) -> str:
    """A thing as it stands where it is longest."""
    forms = (span.of(article.text) for article, places in zip(articles, spans, strict=True) for span in places)
    return max((" ".join(form.split()).strip("“”\"‘’',. ") for form in forms), key=len)


def _names(articles: Two) -> Iterator[Keyed]:
    """Names by their fullest form, first within the article, then between the two."""
    found = [[(m.label, " ".join(m.span.of(x.text).split()), m.span) for m in _marked(x)] for x in articles]
    own = [fullest(name for label, name, _ in rows if label == "person") for rows in found]
    both = fullest(name for full in own for name in full.values())
    for rows, full in zip(found, own, strict=True):
        yield [(_plain(both.get(full.get(name, name), name)), span) for _, name, span in rows]


def _marked(article: Article) -> list[Mark]:
    """The names that are not part of a sum: “U.S. dollars”."""
    sums = [card.span for card in provenance(article)]
    return [m for m in marks(article, "names") if not any(m.span.overlaps(span) for span in sums)]


def fullest(names: Iterable[str]) -> dict[str, str]:
    """Each name with the one longer name that holds all its words, or itself where there is none or several.

    >>> full = fullest(["Ana Ruiz", "Ruiz", "Li Na", "Li Wei", "Li"])
    >>> full["Ruiz"], full["Li"]
    ('Ana Ruiz', 'Li')
    """
    known = {name: set(name.split()) for name in names}
    longer = {name: [other for other, words in known.items() if own < words] for name, own in known.items()}
    return {name: others[0] if len(others) == 1 else name for name, others in longer.items()}


def _plain(name: str) -> str:
    short = fold(name).removeprefix("the ")
    return ALIASES.get(short, short)


def _figures(articles: Two) -> Iterator[Keyed]:
    for article in articles:
        yield [(figure(card), card.span) for card in provenance(article)]


def figure(card: NumberCard) -> tuple[float, str]:
    """What makes two figures the same: the value with its unit, or a small count with its noun."""
    unit = unit_of(card)
    if not unit and card.value <= SMALL and card.counted:
        unit = tokens.lemma(card.counted.split()[-1])
    return card.value, unit


def unit_of(card: NumberCard) -> str:
    """A number's unit in one spelling: US$ and U.S. dollars, percent and %, year and years."""
    unit = (card.unit or "").lower().replace("u.s.", "us").replace("american", "us").removesuffix("s")
    unit = "%" if re.fullmatch("per ?cent", unit) else CURRENCIES.get(unit, unit)
    return unit or ("rank" if card.kind == "rank" else "")


def _dates(articles: Two) -> Iterator[Keyed]:
    for article in articles:
        found = [mark for mark in times(article) if mark.label in ("date", "period")]
        yield [(_date(mark.span.of(article.text)), mark.span) for mark in found]


def _date(text: str) -> frozenset[str]:
    """The words of a date in any order, months by three letters: “3 May 2024” is “May 3rd, 2024”."""
    words = re.findall(r"[a-z]+|\d+", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text.lower()))
    return frozenset(word[:3] if word[:3] in MONTHS else word for word in words if word not in JOINED)


def _quoted(articles: Two) -> Iterator[Keyed]:
    """Words that one of the two puts in quotation marks, wherever they stand in a row in either."""
    rows = [[fold(word.of(x.text)) for word in x.words] for x in articles]
    runs = {run for x in articles for run in _quotations(x)}
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for run in sorted(runs):
        by_first[run[0]].append(run)
    for article, words in zip(articles, rows, strict=True):
        yield [
            (run, Span(article.words[n].start, article.words[n + len(run) - 1].end))
            for n, word in enumerate(words)
            for run in by_first.get(word, ())
            if tuple(words[n : n + len(run)]) == run
        ]


def _quotations(article: Article) -> Iterator[tuple[str, ...]]:
    for mark in marks(article, "quotation"):
        said = re.match(r"[“\"]([^“”\"]+)", mark.span.of(article.text))
        if said and (words := tuple(fold(said[1][s:e]) for s, e in tokens.words(said[1]))):
            yield words


KINDS: Mapping[str, tuple[Callable[[Two], Iterator[Keyed]], str]] = {
    "name": (_names, "the same name; a part of a name counts as the one full name that holds it"),
    "figure": (_figures, f"the same value and unit; a count up to {SMALL} also of the same noun"),
    "date": (_dates, "the same day, month or year, in any order"),
    "quoted words": (_quoted, "the same words in a row, in quotation marks in at least one of the two"),
}
