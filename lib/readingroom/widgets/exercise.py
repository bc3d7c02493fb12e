"""An exercise on the page of a notebook: prompt, controls, a check that asks back, and an answer that is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any
from weakref import WeakSet

import anywidget
import traitlets
from ipywidgets import HTML, Button, HBox, Layout

from readingroom.lessons import checks, exercises
from readingroom.lessons.answers import Answers
from readingroom.page.interface import say
from readingroom.text.article import Article
from readingroom.widgets.controls import Control, control
from readingroom.widgets.page import WithTwin
from readingroom.widgets.reader import ArticleReader

_boxes: WeakSet[ExerciseBox] = WeakSet()
_NOTHING = object()  # no answer is this one


def exercise(id: str, reader: ArticleReader | None = None, *, by: str = "") -> ExerciseBox:
    """The exercise of that name; with a reading page, it follows the article that is open there.

    Answers are kept in one file per reader (`by`, or else as `who` says) and notebook, in the folder `answers` beside
    `notebooks`.

    >>> exercise("04-length").exercise.kind
    'choose'
    """
    return ExerciseBox(id, reader, by=by)


class Feedback(anywidget.AnyWidget):
    """What the check says, in a region that assistive technology reads out when it changes."""

    _esm = Path(__file__).with_name("exercise.js")
    _css = Path(__file__).with_name("exercise.css")
    message = traitlets.Unicode().tag(sync=True)
    details = traitlets.List(traitlets.Unicode()).tag(sync=True)
    passed = traitlets.Bool(False).tag(sync=True)
    earlier = traitlets.Unicode().tag(sync=True)  # a sentence, where what is said was said of an earlier answer
    said = traitlets.Int(0).tag(sync=True)
    unkept = traitlets.Unicode().tag(sync=True)  # why the answer could not be written, or nothing
    draft = traitlets.Unicode().tag(sync=True)  # the name under which the browser keeps what is not yet kept
    kept = traitlets.Int(0).tag(sync=True)  # how often the kernel has taken an answer
    words = traitlets.Dict({key: say(key) for key in ("exercise_cut", "exercise_back")}).tag(sync=True)

    def say(self, feedback: checks.Feedback) -> None:
        """Show a feedback, also when it is the same as before."""
        with self.hold_sync():
            self.message, self.details, self.passed = feedback.message, list(feedback.details), feedback.passed
            self.earlier = ""
            self.said += 1


class ExerciseBox(WithTwin):
    """One exercise; `answer` is the reader's answer as plain data, `check()` what can be said about it."""

    def __init__(
        self, id: str, reader: ArticleReader | None = None, *, by: str = "", folder: str | Path | None = None
    ) -> None:
        self.id = id
        self.reader = reader
        if reader is None and exercises.find(id).about_page:
            raise ValueError(f'“{id}” is about an article on a page: make one and give it, exercise("{id}", reader).')
        self.answers = Answers(by, exercises.find(id).notebook, folder)
        self.feedback = Feedback()
        self._checked: Any = _NOTHING
        super().__init__()
        self.add_class("rr-exercise")
        if reader is not None:
            reader.observe(self._set, "article_id")
            reader.page.observe(self._age, "kept")
        self._set()
        _boxes.add(self)

    @property
    def article(self) -> Article | None:
        """The article that the exercise is about, or None."""
        return self.reader.article if self.reader else None

    @property
    def answer(self) -> Any:
        """The reader's answer as it stands, as plain data."""
        return self._control.value

    @answer.setter
    def answer(self, value: Any) -> None:
        self._control.value = value

    def check(self) -> checks.Feedback:
        """Keep the answer, and say what can be said about it."""
        self._keep()  # what cannot be written is said beside the button, and the answer is checked all the same
        found = checks.check(self.exercise, self.answer, self.article)
        if self.exercise.keyed and not found.passed:
            found = replace(found, message=f"{self._control.unseen()} {found.message}".strip())
        return self._say(found, self.answer)

    def show(self) -> checks.Feedback:
        """Say the answer of the key, with its reasons."""
        return self._say(checks.shown(self.exercise, self.article))

    def twin(self) -> str:
        """Prompt and options, without the answer."""
        return f"{self._ask()}{self._control.twin()}"

    def _set(self, _: object = None) -> None:
        """Set the exercise for the article that is open, with the answer that was kept for it."""
        self.exercise = exercises.find(self.id, self.article)
        self._control: Control = control(self.exercise, self.reader, str(self.answers.about["reader"]))
        self._control.value = self.answers.get(self.id, self.article)
        self.feedback.draft = ":".join([self.answers.path.name, self.id, self.article.id if self.article else ""])
        self._control.on_change(self._keep)
        self._control.on_change(self._age)
        self._say(checks.Feedback(False, self.answers.problem))
        self._head = HTML(self._ask(), layout=Layout(width="auto"))
        self.children = (self._head, *self._control.widgets, *self._foot())

    def _foot(self) -> tuple[Any, ...]:
        buttons = [self._button("exercise_check", self.check)]
        if self.exercise.kind == "predict":
            buttons = [self._button("exercise_keep", self.check)]
        elif self.exercise.keyed:
            buttons.append(self._button("exercise_needs" if self.exercise.needs else "exercise_show", self.show))
        return HBox(buttons), self.feedback

    def _button(self, label: str, handler: Any) -> Button:
        first = "primary" if label in ("exercise_check", "exercise_keep") else ""
        button = Button(description=say(label), layout=Layout(width="auto"), button_style=first)
        button.on_click(lambda _: handler())
        return button

    def _keep(self, _: object = None) -> None:
        if self.answer != self.answers.get(self.id, self.article):
            self.answers.keep(self.id, self.answer, self.article)
            self.feedback.unkept = self.answers.problem
            for box in list(_boxes):
                box.recall(self)
        self.feedback.kept += 1

    def recall(self, other: ExerciseBox) -> None:
        """Show anew what was written earlier, if it was written in the other box."""
        if self.exercise.recalls == other.id and self.answers.path == other.answers.path:
            self._head.value = self._ask()

    def _say(self, feedback: checks.Feedback, of: Any = _NOTHING) -> checks.Feedback:
        """Show a feedback, and remember the answer it is about."""
        self._checked = of
        self.feedback.say(feedback)
        return feedback

    def _age(self, _: object = None) -> None:
        """Once the answer is another one, what was said of it goes or is said to be about an earlier answer."""
        if self._checked is _NOTHING:
            return
        if self.exercise.kind == "predict":
            self._say(checks.Feedback(False, ""))
        else:
            self.feedback.earlier = "" if self.answer == self._checked else say("exercise_before")

    def _ask(self) -> str:
        text = f"<blockquote>{_inline(self.exercise.text)}</blockquote>" if self.exercise.text else ""
        head = say(f"kind_{self.exercise.kind}")
        return (
            f'<div class="rr-ask" data-exercise="{escape(self.id)}"><p class="rr-kind">{escape(head)}</p>'
            f"{self._earlier()}<p>{_inline(self.exercise.prompt)}</p>{text}</div>"
        )

    def _earlier(self) -> str:
        if not self.exercise.recalls:
            return ""
        said = self.answers.get(self.exercise.recalls, self.article) or self.answers.get(self.exercise.recalls)
        words = escape(str(said or say("exercise_nothing")))
        return f"<p>{escape(say('exercise_earlier'))}</p><blockquote>{words}</blockquote>"


def _inline(text: str) -> str:
    """Escaped text, with **bold** as in Markdown."""
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text))
