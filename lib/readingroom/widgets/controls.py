"""The controls of an exercise: each kind's way to give an answer, as ipywidgets with labels, and its static twin.

Every control has `widgets`, a `value` in plain data that can be set, `on_change` and `twin`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from typing import Any

from ipywidgets import Checkbox, Dropdown, RadioButtons, Text, Textarea

from readingroom.lessons.checks import RUBRIC
from readingroom.lessons.exercises import Exercise, order, passages
from readingroom.page.interface import say
from readingroom.text.article import Span
from readingroom.widgets.page import labelled
from readingroom.widgets.reader import ArticleReader

WIDE = "46rem"
ROWS = 5  # of a box for sentences


class Control:
    """What the controls have in common."""

    widgets: tuple[Any, ...] = ()

    @property
    def value(self) -> Any:
        """The answer as plain data; setting None empties it."""
        raise NotImplementedError

    @value.setter
    def value(self, answer: Any) -> None:
        raise NotImplementedError

    def on_change(self, handler: Callable[[object], None]) -> None:
        """Call `handler` when the reader changes the answer."""
        for widget in self.widgets:
            widget.observe(handler, "value")

    def unseen(self) -> str:
        """A sentence on what the reader made that the check does not look at, or nothing."""
        return ""

    def twin(self) -> str:
        """The control on paper."""
        return "<p>…………</p>"


class Writing(Control):
    """Free words, or one short word or number."""

    def __init__(self, exercise: Exercise) -> None:
        short = exercise.kind == "value"
        box = Text(continuous_update=False) if short else Textarea(continuous_update=False, rows=ROWS)
        self.widgets = (labelled(box, say("exercise_answer"), "16rem" if short else WIDE),)

    @property
    def value(self) -> str:
        """What is written."""
        return str(self.widgets[0].value)

    @value.setter
    def value(self, answer: Any) -> None:
        self.widgets[0].value = str(answer or "")


class Choosing(Control):
    """One of several options, by its place in the list."""

    def __init__(self, exercise: Exercise, by: str = "") -> None:
        options = [(exercise.options[n].text, n) for n in order(exercise, by)]
        self._texts = [text for text, _ in options]
        if exercise.kind == "fill":
            gap = Dropdown(options=[(say("exercise_gap"), None), *options], value=None)
            self.widgets = (labelled(gap, say("exercise_answer")),)
        else:
            self.widgets = (labelled(RadioButtons(options=options, value=None), say("exercise_answer")),)

    @property
    def value(self) -> int | None:
        """The place of the option chosen, counted from 0."""
        chosen = self.widgets[0].value
        return None if chosen is None else int(chosen)

    @value.setter
    def value(self, answer: Any) -> None:
        fits = isinstance(answer, int) and 0 <= answer < len(self._texts)
        self.widgets[0].value = answer if fits else None

    def twin(self) -> str:
        """The options as a list."""
        return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in self._texts) + "</ul>"


class Placing(Control):
    """Cards, each with a list of places."""

    def __init__(self, exercise: Exercise, by: str = "") -> None:
        self._cards = [card.text for card in exercise.cards]
        self._places = exercise.places
        self._order = order(exercise, by)
        self._lists = tuple(self._list(text) for text in self._cards)
        self.widgets = tuple(self._lists[n] for n in self._order)

    def _list(self, card: str) -> Any:
        places = [(say("exercise_place"), ""), *((place, place) for place in self._places)]
        return labelled(Dropdown(options=places, value=""), card).add_class("rr-place")

    @property
    def value(self) -> list[str]:
        """The place of each card, "" where there is none yet."""
        return [str(places.value) for places in self._lists]

    @value.setter
    def value(self, answer: Any) -> None:
        given = [*(answer or []), *[""] * len(self._lists)]
        for places, place in zip(self._lists, given, strict=False):
            places.value = place if place in self._places else ""

    def twin(self) -> str:
        """The cards as a list, and the places."""
        cards = "".join(f"<li>{escape(text)}: …………</li>" for text in [self._cards[n] for n in self._order])
        return f"<ol>{cards}</ol><p>{escape(' · '.join(self._places))}</p>"


class Marking(Control):
    """The marks that the reader makes on the reading page."""

    def __init__(self, exercise: Exercise, reader: ArticleReader) -> None:
        self.exercise, self.reader, self._since = exercise, reader, datetime.now(UTC)

    @property
    def value(self) -> list[list[int]]:
        """The places marked on the page with its label, as pairs of start and end; where it has none, with any."""
        labelled = self.reader.page.label != say("mine_label")
        marks = self.reader.marks if labelled else self.reader.own_marks
        return [[mark.span.start, mark.span.end] for mark in marks]

    @value.setter
    def value(self, answer: Any) -> None:
        """Marks kept from another day are put on the page if there are none yet, except where one has another label."""
        length = len(self.reader.article.text)
        taken = {note.span for note in self.reader.keeper.own}
        kept = [Span(a, b) for a, b in answer or [] if 0 <= a < b <= length]
        for span in kept if not self.reader.marks else []:
            if span not in taken:
                self.reader.mark(span)

    def on_change(self, handler: Callable[[object], None]) -> None:
        """Nothing to watch here: the marks are on the page."""

    def unseen(self) -> str:
        """Which label is looked at, if no mark has it where marks are asked for; and which the new ones there have."""
        article, label = self.reader.article, self.reader.page.label
        places = passages(self.exercise, article)
        asked = {article.paragraph_at(place.start) for place in places}
        if label == say("mine_label") or any(article.paragraph_at(start) in asked for start, _ in self.value):
            return ""
        own = (n for n in self.reader.keeper.own if datetime.fromisoformat(n.created) >= self._since)
        here = dict.fromkeys(n.label for n in own if n.span and any(n.span.overlaps(place) for place in places))
        if not here:
            return say("exercise_labels_none", label=label)
        return say("exercise_labels", label=label, others="”, “".join(here))

    def twin(self) -> str:
        """Nothing: the marks are made on the page."""
        return f"<p>{escape(say('exercise_on_page'))}</p>"


class Reading(Control):
    """Two sentences, two quotations, and three statements to tick."""

    def __init__(self, exercise: Exercise) -> None:
        self._text = labelled(Textarea(continuous_update=False, rows=ROWS), say("exercise_reading"), WIDE)
        self._quotations = [
            labelled(Text(continuous_update=False), say("exercise_quotation", n=n), WIDE) for n in (1, 2)
        ]
        self._ticks = [labelled(Checkbox(value=False, indent=False), text, WIDE) for text in RUBRIC]
        self.widgets = (self._text, *self._quotations, *self._ticks)

    @property
    def value(self) -> dict[str, Any]:
        """What is written and ticked."""
        quotations = [quotation.value for quotation in self._quotations]
        return {"text": self._text.value, "quotations": quotations, "ticks": [tick.value for tick in self._ticks]}

    @value.setter
    def value(self, answer: Any) -> None:
        given = answer or {}
        self._text.value = str(given.get("text", ""))
        for widget, quotation in zip(self._quotations, [*given.get("quotations", []), "", ""], strict=False):
            widget.value = str(quotation)
        for tick, ticked in zip(self._ticks, [*given.get("ticks", []), False, False, False], strict=False):
            tick.value = bool(ticked)

    def twin(self) -> str:
        """Lines to write on, and the three statements."""
        lines = [say("exercise_reading"), *(say("exercise_quotation", n=n) for n in (1, 2))]
        asked = "".join(f"<li>☐ {escape(text)}</li>" for text in RUBRIC)
        return "".join(f"<p>{escape(line)} …………</p>" for line in lines) + f"<ul>{asked}</ul>"


def control(exercise: Exercise, reader: ArticleReader | None, by: str = "") -> Control:
    """The control for an exercise of this kind; the reader named in `by` sees options and cards in one order always."""
    if exercise.kind == "mark" and reader is not None:
        return Marking(exercise, reader)
    if exercise.kind in ("sort", "reorder"):
        return Placing(exercise, by)
    if exercise.kind in ("predict", "value"):
        return Writing(exercise)
    return Reading(exercise) if exercise.kind == "reading" else Choosing(exercise, by)
