"""Checks: what can be said about an answer.

Only exact values, choices and spans are compared with a key.  An interpretation is never graded: a reading gets
three yes/no questions for its writer, and its two quotations are looked up in the article, since a misquotation is the
one thing a program can know.  A failed check asks a question back; a passed one says the point.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from readingroom.article import Article, Span
from readingroom.exercises import Card, Exercise, key, passages
from readingroom.interface import say

ENOUGH = 0.5  # of the words of a key passage and of the marks on it, this share must be common to both
EXTRA = 1  # so many passages more than the key has are let pass: two careful readers differ by about as much
LEAST = 2  # words in a quotation
RUBRIC = (
    "My two sentences make a claim about the text.",
    "Both quotations are exact, and the claim rests on them.",
    "I name one limit: what these lines cannot show.",
)
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: str(n) for n, word in enumerate(_WORDS)}
# One pair of quotation marks around words, and the stop that may follow it.
_OUTER = re.compile(r"""(?:“(.*\w.*)”|"(.*\w.*)"|„(.*\w.*)[“”]|«(.*\w.*)»|[‘'](.*\w.*)['’])[.,;]?""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the check says: one message, and a line for each part of the answer."""

    passed: bool
    message: str
    details: tuple[str, ...] = ()


def check(exercise: Exercise, answer: Any, article: Article | None = None) -> Feedback:
    """What can be said about an answer; `answer` is plain data of the shape `key` gives.

    >>> from readingroom.exercises import find
    >>> judge = find("00-judge")
    >>> check(judge, key(judge)).passed
    True
    >>> check(judge, None)
    Feedback(passed=False, message='Which answer comes closest, as you read it now?', details=())
    """
    if not exercise.keyed:
        return Feedback(False, "There is no key for this article. Will you compare your answer with another reader’s?")
    return _CHECKS[exercise.kind](exercise, answer, article)


def shown(exercise: Exercise, article: Article | None = None) -> Feedback:
    """The answer with its reasons, for a reader who asks to see it."""
    if exercise.kind == "predict":
        return Feedback(True, "There is no key: this one is yours.")
    if exercise.kind == "reading":
        return Feedback(True, exercise.needs)
    lines = [f"{_open(option.text)}: {option.reason}" for option in exercise.options]
    lines += [f"{_open(card.text)}: {card.place}. {card.reason}" for card in exercise.cards]
    lines += [f"“{p.of(article.text)}”" for p in passages(exercise, article)] if article else []
    head = key(exercise, article)
    if isinstance(head, int):
        head = exercise.options[head].text
    said = say("check_has", answer=_open(head)) if isinstance(head, str) else say("check_listed")
    return Feedback(True, _said(said, exercise.success), tuple(lines))


def bare(quotation: str) -> str:
    """A quotation without the quotation marks typed around it; those inside stay.

    >>> bare('“may rise”.'), bare("a “fresh start” for all")
    ('may rise', 'a “fresh start” for all')
    """
    quotation = quotation.strip()
    m = _OUTER.fullmatch(quotation)
    return bare(next(filter(None, m.groups()))) if m else quotation


def quoted(quotation: str, article: Article) -> Span | None:
    """Where a quotation stands in the article; marks of quotation around it and line breaks do not matter.

    >>> a = Article.from_text("He called it “a fresh start” for all.")
    >>> quoted('called it "a fresh start"', a).of(a.text)
    'called it “a fresh start'
    >>> quoted("a new start", a) is None
    True
    """
    parts = [re.escape(part) for part in re.split(r"[\s\"“”]+", bare(quotation)) if part]
    pattern = r"[\s\"“”]+".join(re.sub(r"['’‘]", "['’‘]", part) for part in parts)
    m = re.search(pattern, article.text) if parts else None
    return Span(*m.span()) if m else None


def overlap(marked: Sequence[Span], passage: Span, article: Article) -> float:
    """The words that a passage and the marks on it have in common, as a share of all words of both (Jaccard 1901).

    >>> a = Article.from_text("The mayor said it would rain.")
    >>> overlap([Span(4, 14)], Span(4, 9), a), overlap([Span(15, 20)], Span(4, 9), a)
    (0.5, 0.0)
    """
    on = [m for m in marked if m.overlaps(passage)]
    mine = {w for w in article.words if any(m.overlaps(w) for m in on)}
    theirs = {w for w in article.words if passage.overlaps(w)}
    return len(mine & theirs) / len(mine | theirs) if theirs else 0.0


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
    given = _plain(str(answer or ""))
    if given == _plain(str(key(exercise, article))):
        return Feedback(True, _said(say("check_key"), exercise.success))
    near = next((o.reason for o in exercise.options if _plain(o.text) == given), "")
    return Feedback(False, _said(say("check_other") if given else "", near or exercise.question))


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
        return Feedback(False, _said(say("check_unmarked"), exercise.question))
    shares = [overlap(marks, passage, article) for passage in wanted]
    extra = [m for m in marks if not any(m.overlaps(p) for p in wanted)]
    lines = [f"Passage {n} of {len(wanted)}: {_agreement(share)}" for n, share in enumerate(shares, 1)]
    lines += [f"Not in the key: “{m.of(article.text)}”." for m in extra]
    passed = all(s >= ENOUGH for s in shares) and len(extra) <= EXTRA
    if not passed:
        return Feedback(False, exercise.question, tuple(lines))
    same = min(shares) == 1 and not extra
    return Feedback(True, _said(say("check_key" if same else "check_near"), exercise.success), tuple(lines))


def _agreement(share: float) -> str:
    return say("check_share", n=round(100 * share)) if share else say("check_none")


def _reading(exercise: Exercise, answer: Any, article: Article | None) -> Feedback:
    given = answer or {}
    quotations = [words for q in given.get("quotations", []) if (words := bare(q))]
    lines = [_looked_up(q, article) for q in quotations if article]
    exact = {place for q in quotations if article and len(q.split()) >= LEAST and (place := quoted(q, article))}
    ticks = list(given.get("ticks", []))
    if not str(given.get("text", "")).strip():
        return Feedback(False, "What do you claim about this text, in two sentences?", tuple(lines))
    if len(exact) < 2:
        return Feedback(False, f"Which two passages, of {LEAST} words or more, does your claim rest on?", tuple(lines))
    if sum(ticks) < len(RUBRIC):
        return Feedback(False, "Which of the three questions below can you not answer with yes yet?", tuple(lines))
    return Feedback(True, exercise.success, tuple(lines))


def _looked_up(quotation: str, article: Article) -> str:
    place = quoted(quotation, article)
    if place is None:
        return f"“{quotation}” does not stand in this article in these words."
    n = article.paragraph_at(place.start)
    return f"“{quotation}” stands in {f'paragraph {n}' if n else 'the headline'}."


def _open(text: str) -> str:
    """A text without its full stop, so that something can follow it."""
    return text.removesuffix(".")


def _said(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _plain(value: str) -> str:
    """A number or word without capitals, spaces, thousands commas and a final stop; number words as digits."""
    bare = re.sub(r"[\s,]|\.$", "", value.casefold()).strip("“”\"'‘’")
    return _NUMBERS.get(bare, bare)


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
