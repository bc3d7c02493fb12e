"""Checks: what can be said about an answer.

Only exact values, choices and spans are compared with a key.  An interpretation is never graded: a reading gets
three statements for its writer to tick, and its two quotations are looked up in the article, since a misquotation is
the one thing a program can know.  A failed check asks a question back; a passed one says the point.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from readingroom.layers.numbers import TENS, VALUES
from readingroom.lessons.exercises import Card, Exercise, key, passages
from readingroom.lessons.quoting import bare, quoted, recased
from readingroom.page.interface import say
from readingroom.text.article import Article, Span

ENOUGH = 0.5  # of the words of a key passage and of the marks on it, this share must be common to both
EXTRA = 1  # so many passages more than the key has are let pass: two careful readers differ by about as much
LEAST = 2  # words in a quotation
RUBRIC = (
    "My two sentences make a claim about the text.",
    "Both quotations are exact, and the claim rests on them.",
    "I name one limit: what these lines cannot show.",
)
_NUMBERS = {word: int(value) for word, value in VALUES.items()} | dict.fromkeys(
    ("hundred", "a hundred", "one hundred"), 100
)
_NUMBERS |= {f"{ten} {unit}": _NUMBERS[ten] + _NUMBERS[unit] for ten in TENS for unit in list(VALUES)[1:10]}
_SCALES = {"dozen": 12, "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6}
_SCALES |= {"billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12}
_SCALE = re.compile(rf"(?<!['’])(?<![^\W\d])({'|'.join(sorted(_SCALES, key=len, reverse=True))})s?(?!\w)")
_WRITTEN = "|".join(word.replace(" ", r"[\s-]+") for word in sorted(_NUMBERS, key=len, reverse=True))
_NUMBER = re.compile(rf"((?<!\w)[-−–])?(\d+(?:[,\s]\d{{3}}(?!\d))*(?:\.\d+)?|\.\d+|\b(?:{_WRITTEN})\b)")


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the check says: one message, and a line for each part of the answer."""

    passed: bool
    message: str
    details: tuple[str, ...] = ()


def check(exercise: Exercise, answer: Any, article: Article | None = None) -> Feedback:
    """What can be said about an answer; `answer` is plain data of the shape `key` gives.

    >>> from readingroom.lessons.exercises import find
    >>> judge = find("00-judge")
    >>> check(judge, key(judge)).passed
    True
    >>> check(judge, None)
    Feedback(passed=False, message='Which answer comes closest, as you read it now?', details=())
    """
    if not exercise.keyed:
        return Feedback(False, "There is no key for this article. Will you compare your answer with another reader’s?")
    try:
        return _CHECKS[exercise.kind](exercise, answer, article)
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, ArithmeticError):  # no answer of this kind
        return _CHECKS[exercise.kind](exercise, None, article)


def shown(exercise: Exercise, article: Article | None = None) -> Feedback:
    """The answer with its reasons, for a reader who asks to see it."""
    if exercise.kind == "predict":
        return Feedback(True, "There is no key: this one is yours.")
    if exercise.kind == "reading":
        return Feedback(True, exercise.needs)
    lines = [f"{_open(option.text)}: {option.reason}" for option in exercise.options]
    lines += [f"{_open(card.text)}: {card.place}. {card.reason}" for card in exercise.cards]
    lines += [_placed_at(p, article) for p in passages(exercise, article)] if article else []
    head = key(exercise, article)
    if isinstance(head, int):
        head = exercise.options[head].text
    said = say("check_has", answer=_open(head)) if isinstance(head, str) else say("check_listed")
    return Feedback(True, _said(said, exercise.success), tuple(lines))


def overlap(marked: Sequence[Span], passage: Span, article: Article) -> float:
    """The words that a passage and the marks on it have in common, as a share of all words of both (Jaccard 1901).

    >>> a = Article.from_text("The mayor said it would rain.")
    >>> overlap([Span(4, 14)], Span(4, 9), a), overlap([Span(15, 20)], Span(4, 9), a)
    (0.5, 0.0)
    """
    mine, theirs = _words(marked, passage, article)
    return len(mine & theirs) / len(mine | theirs) if theirs else 0.0


def covered(places: Sequence[Span], span: Span) -> range:
    """The numbers of those places (in order, apart) that a span overlaps.

    >>> covered([Span(0, 3), Span(4, 9)], Span(2, 5))
    range(0, 2)
    """
    first = bisect_right(places, span.start, key=lambda place: place.end)
    return range(first, bisect_left(places, span.end, key=lambda place: place.start))


def _words(marked: Sequence[Span], passage: Span, article: Article) -> tuple[set[Span], set[Span]]:
    """The words of the marks on a passage, and those of the passage."""
    mine = {article.words[n] for m in marked if m.overlaps(passage) for n in covered(article.words, m)}
    return mine, {article.words[n] for n in covered(article.words, passage)}


def _written(exercise: Exercise, answer: Any, article: Article | None) -> Feedback:
    if not str(answer or "").strip():
        return Feedback(False, exercise.question or "What would you write, in one line?")
    return Feedback(True, exercise.success or "Kept. There is no right answer to compare it with.")


def _chosen(exercise: Exercise, answer: Any, article: Article | None) -> Feedback:
    if not isinstance(answer, int) or not 0 <= answer < len(exercise.options):
        return Feedback(False, "Which answer comes closest, as you read it now?")
    option = exercise.options[answer]
    if option.right:
        return Feedback(True, _said(say("check_key"), option.reason, exercise.success))
    return Feedback(False, _said(say("check_other"), option.reason))


def _valued(exercise: Exercise, answer: Any, article: Article | None) -> Feedback:
    given, asked = str(answer or "").strip(), exercise.prompt
    if same_number(given, str(key(exercise, article)), asked):
        return Feedback(True, _said(say("check_key"), exercise.success))
    if given and _number(given) is None:
        return Feedback(False, say("check_no_number"))
    near = next((o.reason for o in exercise.options if same_number(given, o.text, asked)), "")
    return Feedback(False, _said(say("check_other") if given else "", near or exercise.question))


def same_number(given: str, wanted: str, prompt: str) -> bool:
    """Whether a number is the one wanted, whatever its unit; where a prompt asks for billions, “billion” may be said.

    >>> [same_number(given, "100", "How many billion is it?") for given in ("US$100", "100bn", "100 million")]
    [True, True, False]
    """
    number = _number(given)
    return number is not None and number in (int(wanted), int(wanted) * _scale(prompt.casefold()))


def _number(typed: str) -> Decimal | None:
    """The number in what was typed, or None where there is none or more than one."""
    text = unicodedata.normalize("NFKC", typed.casefold())
    found = {Decimal(f"{'-' if minus else ''}{_digits(digits)}") for minus, digits in _NUMBER.findall(text)}
    return found.pop() * _scale(text) if len(found) == 1 else None


def _digits(written: str) -> str:
    return str(_NUMBERS.get(re.sub(r"[\s-]+", " ", written), re.sub(r"[,\s]", "", written)))


def _scale(text: str) -> int:
    """What a word of magnitude in a text multiplies by."""
    word = _SCALE.search(text)
    return _SCALES[word[1]] if word else 1


def _placed(exercise: Exercise, answer: Any, article: Article | None) -> Feedback:
    places = [*(answer or []), *[""] * len(exercise.cards)][: len(exercise.cards)]
    right = [place == card.place for place, card in zip(places, exercise.cards, strict=True)]
    lines = tuple(_card(card, place) for card, place in zip(exercise.cards, places, strict=True) if place)
    if all(right):
        return Feedback(True, _said(say("check_key"), exercise.success), lines)
    count = say("check_placed", n=sum(right), of=len(right)) if lines else ""
    return Feedback(False, _said(count, exercise.question), lines)


def _card(card: Card, place: str) -> str:
    if place == card.place:
        return _said(say("check_key_card", card=_open(card.text)), card.reason)
    return _said(say("check_again", card=_open(card.text)), card.question)


def _marked(exercise: Exercise, answer: Any, article: Article | None) -> Feedback:
    assert article is not None
    wanted = passages(exercise, article)
    where = {article.paragraph_at(p.start) for p in wanted}
    marks = [Span(*place) for place in answer or [] if article.paragraph_at(place[0]) in where]
    if not marks:
        return Feedback(False, exercise.question)
    shares = [overlap(marks, passage, article) for passage in wanted]
    extra = [m for m in marks if not any(m.overlaps(p) for p in wanted)]
    agreed = [_agreement(marks, passage, article) for passage in wanted]
    lines = [f"Passage {n} of {len(wanted)}: {said}" for n, said in enumerate(agreed, 1)]
    lines += [f"Not in the key: “{m.of(article.text)}”." for m in extra]
    passed = all(s >= ENOUGH for s in shares) and len(extra) <= EXTRA
    if not passed:
        return Feedback(False, exercise.question, tuple(lines))
    same = min(shares) == 1 and not extra
    return Feedback(True, _said(say("check_key" if same else "check_near"), exercise.success), tuple(lines))


def _agreement(marks: Sequence[Span], passage: Span, article: Article) -> str:
    share = overlap(marks, passage, article)
    if not share:
        return say("check_none")
    mine, theirs = _words(marks, passage, article)
    which = "" if mine == theirs else "more" if mine > theirs else "fewer" if mine < theirs else "other_words"
    return _said(say("check_share", n=round(100 * share)), say(f"check_{which}") if which else "")


def _reading(exercise: Exercise, answer: Any, article: Article | None) -> Feedback:
    given = answer or {}
    quotations = [words for q in given.get("quotations", []) if (words := bare(q))]
    lines = [_looked_up(q, article) for q in quotations if article]
    exact = {place for q in quotations if article and len(q.split()) >= LEAST and (place := quoted(q, article))}
    ticks = list(given.get("ticks", []))
    if not str(given.get("text", "")).strip():
        return Feedback(False, "What do you claim about this text, in two sentences?", tuple(lines))
    if len(exact) == 1 and len(quotations) > 1 and all(quoted(q, article) in exact for q in quotations if article):
        return Feedback(False, say("check_same_twice"), tuple(lines))
    if len(exact) < 2:
        return Feedback(False, f"Which two passages, of {LEAST} words or more, does your claim rest on?", tuple(lines))
    if sum(ticks) < len(RUBRIC):
        return Feedback(False, "Which of the three statements above can you not tick yet?", tuple(lines))
    return Feedback(True, exercise.success, tuple(lines))


def _looked_up(quotation: str, article: Article) -> str:
    place = quoted(quotation, article)
    if place is None:
        return f"“{quotation}” does not occur in this article in these words."
    n = article.paragraph_at(place.start)
    but = ", but for the capital" if recased(quotation, article) else ""
    return f"“{quotation}” occurs in {f'paragraph {n}' if n else 'the headline'}{but}."


def _placed_at(place: Span, article: Article) -> str:
    n = article.paragraph_at(place.start)
    return f"“{place.of(article.text)}”, {f'paragraph {n}' if n else 'headline'}"


def _open(text: str) -> str:
    """A text without its full stop, so that something can follow it."""
    return text.removesuffix(".")


def _said(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


_CHECKS: Mapping[str, Callable[[Exercise, Any, Article | None], Feedback]] = {
    "predict": _written,
    "choose": _chosen,
    "fill": _chosen,
    "mistake": _chosen,
    "value": _valued,
    "sort": _placed,
    "reorder": _placed,
    "mark": _marked,
    "reading": _reading,
}
