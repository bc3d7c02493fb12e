"""Exercises: what is asked, the key and the check, together as data; nothing here is drawn.

One file a notebook lies in `keys/`.  An exercise is about articles that it names (`on`), about the article that is
open (then what depends on the article is under `articles.<id>` and replaces the general fields), or about invented
sentences.  Where people have marked the article, the passages of a key are these marks (`hand`, in paragraph `at`);
an option or a card names in `proof` the mark that it rests on, and a test looks it up.

Only exact values, choices and spans are checked against a key.  An interpretation is never graded: a reading gets
three yes/no questions for its writer, and its two quotations are looked up in the article, since a misquotation is the
one thing a program can know.  A failed check asks a question back; a passed one says the point.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from readingroom.text.article import Article, Span
from readingroom.text.index import fold
from readingroom.text.marking import handmarks
from readingroom.text.planted import features

KINDS = ("predict", "choose", "fill", "mistake", "value", "sort", "reorder", "mark", "reading")
PARTS = ("source", "cue", "content")  # of an attribution that was marked by hand


class UnknownExercise(KeyError):
    """There is no exercise of that name; the message lists those there are."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, with the reason for or against it; a wrong one stands for a named misconception."""

    text: str
    reason: str
    right: bool = False
    misconception: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A card to be put in its place: the reason it belongs there, and the question asked when it lies elsewhere."""

    text: str
    place: str
    reason: str
    question: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise as it stands for one article (or for none).

    `keyed` is false where an exercise needs a key for each article and has none for this one; `needs` says what a good
    answer needs where there can be no key.
    """

    id: str
    notebook: str
    kind: str
    prompt: str
    text: str = ""
    question: str = ""
    success: str = ""
    needs: str = ""
    recalls: str = ""
    count: str = ""
    hand: str = ""
    at: int = 0
    on: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    cards: tuple[Card, ...] = ()
    places: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    keyed: bool = True

    @property
    def about_page(self) -> bool:
        """Whether the exercise asks about an article, so that it needs a reading page."""
        return self.kind in ("mark", "reading") or bool(self.count) or not self.keyed

    @property
    def about_text(self) -> bool:
        """Whether the exercise is about a text on the page, not about an invented sentence or a thing in general."""
        return self.about_page or bool(self.on)


def find(id: str, article: Article | None = None) -> Exercise:
    """The exercise of that name, as it stands for an article.

    >>> find("00-judge").kind
    'choose'
    >>> find("99-nothing")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    readingroom.lessons.exercises.UnknownExercise: There is no exercise "99-nothing". Did you mean one of 00-…, ...?
    """
    if id not in every():
        near = [known for known in every() if known[:3] == id[:3]] or sorted({known[:3] + "…" for known in every()})
        raise UnknownExercise(f'There is no exercise "{id}". Did you mean one of {", ".join(near)}?')
    raw = dict(every()[id])
    by_article = raw.pop("articles", {})
    own = by_article.get(article.id if article else "")
    keyed = own is not None or not by_article or bool(raw.get("count"))
    made = _exercise(raw | (own or {}), keyed)
    return _numbered(made, article if keyed else None)


@cache
def every() -> Mapping[str, Mapping[str, Any]]:
    """Every exercise as its file has it, by name, in the order of the notebooks."""
    rows = [{"notebook": book} | row for book, page in books().items() for row in page["exercise"]]
    return {row["id"]: row for row in rows}


@cache
def books() -> Mapping[str, Mapping[str, Any]]:
    """What is kept of each notebook: title, question, minutes, exercises and sample readings."""
    kept = sorted(files("readingroom").joinpath("lessons/keys").iterdir(), key=lambda file: file.name)
    return {f.name.removesuffix(".toml"): tomllib.loads(f.read_text("utf-8")) for f in kept if f.name.endswith(".toml")}


def key(exercise: Exercise, article: Article | None = None) -> Any:
    """The answer that the key gives; None where there is no key, as for a prediction or a reading."""
    if exercise.kind == "mark" and article:
        return [[p.start, p.end] for p in passages(exercise, article)]
    if exercise.count and article:
        return str(len(counted(exercise.count, article)))
    if exercise.cards:
        return [card.place for card in exercise.cards]
    right = next((n for n, option in enumerate(exercise.options) if option.right), None)
    return exercise.options[right].text if exercise.kind == "value" and right is not None else right


def order(exercise: Exercise, reader: str) -> list[int]:
    """The order in which a reader sees options or cards: another for each exercise, the same for the same reader.

    >>> judge = find("00-judge")
    >>> order(judge, "Ana") == order(judge, "Ana"), sorted(order(judge, "Ana"))
    (True, [0, 1, 2, 3])
    """
    shown = list(range(len(exercise.options or exercise.cards)))
    random.Random(f"{reader} {exercise.id}").shuffle(shown)
    solved = exercise.kind == "reorder" and [exercise.cards[n].place for n in shown] == list(exercise.places)
    return shown[::-1] if solved else shown


def counted(what: str, article: Article) -> tuple[Span, ...]:
    """The places an exercise counts: the paragraphs, or every place where a word stands, as the kit counts words.

    >>> a = Article.from_text("Rain fell. The rain’s over.")
    >>> counted("paragraphs", a), counted("rain", a)
    ((Span(start=0, end=27),), (Span(start=0, end=4), Span(start=15, end=21)))
    """
    if what == "paragraphs":
        return article.paragraphs
    return tuple(word for word in article.words if fold(word.of(article.text)) == fold(what))


def passages(exercise: Exercise, article: Article) -> tuple[Span, ...]:
    """Where the key passages are; in a passage with [brackets] only what they hold is the key."""
    if exercise.kind == "mark" and exercise.count:
        return counted(exercise.count, article)
    if exercise.hand:
        return tuple(p for p in marked(exercise.hand, article) if article.paragraph_at(p.start) == exercise.at)
    return tuple(_passage(passage, article.text) for passage in exercise.passages)


def marked(what: str, article: Article) -> Iterator[Span]:
    """What people marked in an article: a part of the attributions that lie in no other, or features by their labels.

    >>> from readingroom.text.corpus import load_corpus
    >>> agency = load_corpus(pack="harbour")["agency"]
    >>> [place.of(agency.text) for place in marked("cue", agency)][:3]
    ['says', 'said', 'told']
    """
    if what not in PARTS:
        yield from sorted(mark.span for mark in features(article) if mark.label in what.split())
        return
    for mark in handmarks(article):
        found = getattr(mark, what) if mark.nested_in is None else None
        yield from found if isinstance(found, tuple) else [found] if found else []


def _passage(passage: str, text: str) -> Span:
    before, bracket, rest = passage.partition("[")
    plain = re.sub(r"[\[\]]", "", passage)
    start = text.index(plain) + (len(before) if bracket else 0)
    return Span(start, start + (rest.index("]") if bracket else len(plain)))


def _numbered(exercise: Exercise, article: Article | None) -> Exercise:
    """The exercise with the number of the paragraph that its first key passage stands in, if there is a key."""
    if "{paragraph}" not in exercise.prompt:
        return exercise
    n = exercise.at or article.paragraph_at(passages(exercise, article)[0].start) if article else None
    where = f"paragraph {n}" if n else "one paragraph"
    return replace(exercise, prompt=exercise.prompt.replace("paragraph {paragraph}", where))


def _exercise(raw: Mapping[str, Any], keyed: bool) -> Exercise:
    plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items()}
    plain["options"] = tuple(Option(**option) for option in raw.get("options", ()))
    plain["cards"] = tuple(Card(**card) for card in raw.get("cards", ()))
    if raw["kind"] == "reorder":
        plain["places"] = tuple(str(n) for n, _ in enumerate(plain["cards"], 1))
    return Exercise(keyed=keyed, **plain)
