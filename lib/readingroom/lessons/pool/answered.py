"""What a class answered: options with how many chose them, key passages hit and missed, written readings.

A wrong option names the misconception that stands behind it.  An interpretation has no key; its quotations are looked
up in the article.  Nobody is scored and nothing is ranked: the rows stand in the order of the exercises.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from readingroom.lessons.checks import ENOUGH, check, overlap, same_number
from readingroom.lessons.exercises import Exercise, Option, every, find, passages
from readingroom.lessons.pool.handed import Handed, word
from readingroom.lessons.quoting import bare, quoted
from readingroom.text.article import Article, Span

Given = Mapping[str, Any]  # by reader


@dataclass(frozen=True, slots=True)
class Answered:
    """How many readers gave an answer, of those who answered; `key` is None where there is none."""

    exercise: str
    answer: str
    key: bool | None
    misconception: str
    readers: int
    of: int
    share: float


@dataclass(frozen=True, slots=True)
class Written:
    """What one reader wrote, and how many of the quotations given with it stand in the article."""

    exercise: str
    reader: str
    text: str
    quotations: int
    exact: int


def answers(readers: Sequence[Handed], article: Article) -> list[Answered]:
    """Every answer to the exercises that have a check, with its count."""
    return [row for exercise, given in _each(readers, article) for row in _rows(exercise, given, article)]


def written(readers: Sequence[Handed], article: Article) -> list[Written]:
    """Predictions and readings, one after another."""
    rows = []
    for exercise, given in _each(readers, article):
        if exercise.kind in ("predict", "reading"):
            rows += [_written(exercise, who, answer, article) for who, answer in given.items()]
    return rows


def _each(readers: Sequence[Handed], article: Article) -> Iterator[tuple[Exercise, Given]]:
    """Every exercise that somebody answered, with the answers by reader."""
    for id in every():
        given = {one.reader: one.answers[id] for one in readers if one.answers.get(id) not in (None, "", [], {})}
        if given:
            yield find(id, article), given


def _rows(exercise: Exercise, given: Given, article: Article) -> list[Answered]:
    made = _KINDS.get(exercise.kind)
    return list(made(exercise, given, article)) if made else []


def _row(exercise: Exercise, answer: str, key: bool | None, count: int, of: int, misconception: str = "") -> Answered:
    return Answered(exercise.id, answer, key, misconception, count, of, count / of)


def _chosen(exercise: Exercise, given: Given, article: Article) -> Iterator[Answered]:
    """Every option, also those that nobody chose."""
    places = [_place(exercise, answer) for answer in given.values()]
    counts = Counter(place for place in places if place is not None)
    for n, option in enumerate(exercise.options):
        yield _row(exercise, option.text, _key(exercise, option), counts[n], len(given), option.misconception)


def _place(exercise: Exercise, answer: Any) -> int | None:
    """The number of the option chosen; the first kits handed in its words."""
    texts = [option.text for option in exercise.options]
    if isinstance(answer, str):
        return texts.index(answer) if answer in texts else None
    return answer if isinstance(answer, int) and 0 <= answer < len(texts) else None


def _key(exercise: Exercise, option: Option) -> bool | None:
    return option.right if exercise.keyed else None


def _valued(exercise: Exercise, given: Given, article: Article) -> Iterator[Answered]:
    """Every value typed, the most frequent first, as it was typed first."""
    for answer, count in Counter(" ".join(str(answer).split()) for answer in given.values()).most_common():
        right = check(exercise, answer, article).passed if exercise.keyed else None
        behind = (o.misconception for o in exercise.options if same_number(answer, o.text, exercise.prompt))
        yield _row(exercise, answer, right, count, len(given), "" if right else next(behind, ""))


def _placed(exercise: Exercise, given: Given, article: Article) -> Iterator[Answered]:
    """Every card in every place where somebody put it."""
    laid = [answer for answer in given.values() if isinstance(answer, list)]
    for n, card in enumerate(exercise.cards):
        counts = Counter(str(answer[n]) for answer in laid if n < len(answer) and answer[n])
        for place, count in counts.most_common():
            said = word("card", card=card.text, place=place)
            yield _row(exercise, said, place == card.place if exercise.keyed else None, count, len(given))


def _marked(exercise: Exercise, given: Given, article: Article) -> Iterator[Answered]:
    """Every key passage with how many hit it, then how many marked something else."""
    wanted = passages(exercise, article) if exercise.keyed else ()
    marks = [_spans(answer, article) for answer in given.values()]
    for passage in wanted:
        hit = sum(overlap(own, passage, article) >= ENOUGH for own in marks)
        yield _row(exercise, passage.of(article.text), True, hit, len(given))
    extra = sum(any(not any(m.overlaps(p) for p in wanted) for m in own) for own in marks)
    if extra:
        yield _row(exercise, word("elsewhere"), False if wanted else None, extra, len(given))


def _spans(answer: Any, article: Article) -> list[Span]:
    try:
        return [span for place in answer if (span := Span(*place)).end <= len(article.text)]
    except (TypeError, ValueError):
        return []


def _written(exercise: Exercise, who: str, answer: Any, article: Article) -> Written:
    whole = answer if isinstance(answer, dict) else {"text": answer}
    given = whole.get("quotations")
    typed = [bare(str(q)) for q in given if str(q).strip()] if isinstance(given, list) else []
    exact = sum(quoted(q, article) is not None for q in typed)
    return Written(exercise.id, who, str(whole.get("text", "")), len(typed), exact)


_KINDS = {
    "choose": _chosen,
    "fill": _chosen,
    "mistake": _chosen,
    "value": _valued,
    "sort": _placed,
    "reorder": _placed,
    "mark": _marked,
}
