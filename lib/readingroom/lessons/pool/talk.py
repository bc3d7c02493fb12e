"""What is worth talking about: the kit's marks as a class judges them, and the places where it splits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from readingroom.lessons.pool.agreement import ANY, by_label, counts, numbered
from readingroom.lessons.pool.answered import Answered
from readingroom.lessons.pool.handed import Handed, word
from readingroom.text.article import Article, Span

MOST = 5  # places
LEAST = 2  # readers on the smaller side, so that nobody stands alone


@dataclass(frozen=True, slots=True)
class Judged:
    """A mark of the kit and how many readers accept and reject it."""

    layer: str
    label: str
    passage: str
    accepted: int
    rejected: int
    span: Span


@dataclass(frozen=True, slots=True)
class Talk:
    """A place where the class splits, or an exercise, and a question; `smaller` is how many are on the smaller side."""

    smaller: int
    question: str
    passage: str
    paragraph: int | None
    start: int | None
    end: int | None


def judged(readers: Iterable[Handed], article: Article) -> list[Judged]:
    """Every mark of the kit that somebody judged, those most often rejected first."""
    found: dict[tuple[str, str, Span], Counter[str]] = defaultdict(Counter)
    for one in readers:
        for mark, verdict in one.verdicts.items():
            found[mark][verdict] += 1
    rows = [
        Judged(layer, label, span.of(article.text), said["accepted"], said["rejected"], span)
        for (layer, label, span), said in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.rejected, row.span, row.layer, row.label))


def talk(
    readers: Sequence[Handed], article: Article, verdicts: Iterable[Judged], answers: Iterable[Answered]
) -> list[Talk]:
    """The places where the largest smaller sides stand, one a sentence, in the order of the article."""
    found = [*_marked(readers, article), *_judged(verdicts, article), *_answered(answers)]
    best: dict[int | str, Talk] = {}
    for place in sorted(found, key=lambda row: -row.smaller):
        best.setdefault(place.start if place.start is not None else place.passage, place)
    chosen = [place for place in best.values() if place.smaller >= LEAST][:MOST]
    return sorted(chosen, key=lambda row: (row.start is None, row.start or 0))


def _marked(readers: Sequence[Handed], article: Article) -> Iterator[Talk]:
    rows = numbered(article, article.sentences)
    for (n, span), found in zip(rows, counts([span for _, span in rows], readers), strict=True):
        (first, a), (second, b) = [*by_label(found), ("", 0), ("", 0)][:2]
        asked = word("talk_labels", n=a, first=first, m=b, second=second)
        yield Talk(min(a, b), asked, span.of(article.text), n, span.start, span.end)
        asked = word("talk_marked", n=found[ANY], of=len(readers))
        smaller = min(found[ANY], len(readers) - found[ANY])
        yield Talk(smaller, asked, span.of(article.text), n, span.start, span.end)


def _judged(verdicts: Iterable[Judged], article: Article) -> Iterator[Talk]:
    for row in verdicts:
        asked = word("talk_verdict", label=row.label, n=row.accepted, m=row.rejected)
        n, smaller = article.paragraph_at(row.span.start), min(row.accepted, row.rejected)
        yield Talk(smaller, asked, row.passage, n, row.span.start, row.span.end)


def _answered(answers: Iterable[Answered]) -> Iterator[Talk]:
    """Of each exercise, the key against the wrong answer that most chose."""
    for id, group in groupby(answers, key=attrgetter("exercise")):
        rows = list(group)
        right = max((row for row in rows if row.key), key=attrgetter("readers"), default=None)
        wrong = max((row for row in rows if row.misconception), key=attrgetter("readers"), default=None)
        if right and wrong:
            sides = {"n": right.readers, "first": right.answer, "m": wrong.readers, "second": wrong.answer}
            asked = word("talk_answer", exercise=id, **sides)
            yield Talk(min(right.readers, wrong.readers), asked, id, None, None, None)
