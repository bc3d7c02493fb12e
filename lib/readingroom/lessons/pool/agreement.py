"""Where a class agrees: shares of readers by sentence and by word, and Krippendorff's alpha.

A mark is a span that its reader chose freely, so the units of alpha are the words of the article: each reader gives
each word the label of the shortest mark on it, or none.  (The packages for spans take two readers only, or bring a
solver with them; the one for alpha is under the GPL.)  Only readers who placed a mark count: an empty page decides
about no word.

Method: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C, for nominal data; the bounds of its
meaning: Krippendorff (2019), Content Analysis, 4th edition, chapter 12.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readingroom.lessons.checks import covered
from readingroom.lessons.pool.handed import Handed, word
from readingroom.text.article import Article, Span
from readingroom.text.results import Result

FEW = 10  # readers below whom a coefficient says little
ANY = ""  # stands for a mark with whatever label


@dataclass(frozen=True, slots=True)
class Heat:
    """How many readers marked something in a sentence or a word, with a label, or with any (label empty)."""

    paragraph: int
    label: str
    readers: int
    share: float
    passage: str
    span: Span


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far a class agrees on a sentence: the share that marked it, and the share of the larger side."""

    paragraph: int
    marked: int
    share: float
    agreement: float
    labels: str
    passage: str
    span: Span


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha: 1 where all agree, 0 where it is as by chance; None where nothing differs."""

    value: float | None
    readers: int
    meaning: str
    warning: str

    def __str__(self) -> str:
        number = "–" if self.value is None else f"{self.value:.2f}"
        return " ".join(filter(None, (f"α = {number}.", self.meaning, self.warning)))


class Agreement(Result[Agreed]):
    """Sentences, the most split first, in plain percentages; `alpha()` gives the coefficient."""

    def __init__(self, caption: str, rows: Iterable[Agreed], article: Article, readers: Sequence[Handed]) -> None:
        super().__init__(caption, rows)
        self._article, self._readers = article, readers

    def alpha(self, label: str = ANY) -> Alpha:
        """Krippendorff's alpha over the words of the article: for one label against all else, or for all labels."""
        labels = [worded(self._article, one, label) for one in self._readers]
        value = alpha(list(zip(*labels, strict=True)))
        few = word("few", n=len(labels), few=FEW) if len(labels) < FEW else ""
        return Alpha(value, len(labels), word(_meaning(value)), few)


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Krippendorff's alpha of nominal values, one sequence a unit with one value from each reader.

    >>> meg, owen = "0100000010", "1110010000"  # section A of Krippendorff (2011)
    >>> round(alpha(zip(meg, owen)), 3)
    0.095
    """
    apart = 0.0
    values: Counter[str] = Counter()
    for unit in units:
        counts = Counter(unit)
        if len(unit) > 1:
            apart += sum(n * (len(unit) - n) for n in counts.values()) / (len(unit) - 1)
            values += counts
    n = values.total()
    by_chance = sum(c * (n - c) for c in values.values())
    return 1 - (n - 1) * apart / by_chance if by_chance else None


def worded(article: Article, one: Handed, label: str = ANY) -> list[str]:
    """The label that a reader gave each word, empty for none; the shortest mark on a word holds."""
    labels = [""] * len(article.words)
    for mark in sorted(one.marks, key=lambda mark: -len(mark.span)):
        if label in (ANY, mark.label):
            for n in covered(article.words, mark.span):
                labels[n] = mark.label
    return labels


def numbered(article: Article, places: Sequence[Span]) -> list[tuple[int, Span]]:
    """Each place with the number of its paragraph, 0 for the headline."""
    first = 0 if article.headline else 1
    return [(first + n, places[k]) for n, block in enumerate(article.blocks) for k in covered(places, block)]


def counts(places: Sequence[Span], readers: Iterable[Handed]) -> list[Counter[str]]:
    """For each place, how many readers marked something there, by label, and under ANY with whatever label."""
    found: list[Counter[str]] = [Counter() for _ in places]
    for one in readers:
        seen = {(n, label) for mark in one.marks for n in covered(places, mark.span) for label in (ANY, mark.label)}
        for n, label in seen:
            found[n][label] += 1
    return found


def by_label(found: Counter[str]) -> list[tuple[str, int]]:
    """The labels of a place with their readers, those of most readers first; not that of any label."""
    return sorted(((label, n) for label, n in found.items() if label != ANY), key=lambda item: (-item[1], item[0]))


def heat(article: Article, places: Sequence[Span], readers: Sequence[Handed]) -> list[Heat]:
    """A row for each place (in order, apart) and label that occurs there, in text order."""
    rows = numbered(article, places)
    return [
        Heat(n, label, count, count / len(readers), span.of(article.text), span)
        for (n, span), found in zip(rows, counts([span for _, span in rows], readers), strict=True)
        for label, count in ([(ANY, found[ANY])] if found else []) + by_label(found)
    ]


def agreed(article: Article, readers: Sequence[Handed]) -> list[Agreed]:
    """A row for each sentence, the most split first."""
    rows = numbered(article, article.sentences)
    made = [
        _agreed(n, span, found, len(readers), article)
        for (n, span), found in zip(rows, counts([span for _, span in rows], readers), strict=True)
    ]
    return sorted(made, key=lambda row: (row.agreement, row.span))


def _agreed(n: int, span: Span, found: Counter[str], of: int, article: Article) -> Agreed:
    share = found[ANY] / of if of else 0.0
    labels = ", ".join(f"{label} {count}" for label, count in by_label(found))
    return Agreed(n, found[ANY], share, max(share, 1 - share), labels, span.of(article.text), span)


def _meaning(value: float | None) -> str:
    """The key of what a value means in words."""
    if value is None:
        return "alpha_none"
    return "alpha_high" if value >= 0.8 else "alpha_middle" if value >= 0.667 else "alpha_low"
