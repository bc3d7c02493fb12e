"""Keeps what the reader does on a page: answers what page.js asks for, and shows it what is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from readingroom.notes import Note, Notes, UnknownNote, inside
from readingroom.page.interface import say
from readingroom.page.overlay import Overlay
from readingroom.text.article import Article, Span
from readingroom.widgets.page import Page, sendable

_times = count(1)


class Keeper:
    """The notes of one reader on the article of a page.

    A gesture arrives as a message, `{"do": "add", "start": 4, "end": 9, "label": "question"}`; what is kept then goes
    back as `page.kept`.
    """

    def __init__(self, page: Page, by: str, *, save: Callable[[], Sequence[Path]], lay: Callable[[], None]) -> None:
        self.page, self.by, self._saves, self._lays = page, by, save, lay
        self._opened: dict[Article, Notes] = {}  # kept, so that changes can be taken back on returning
        self._does: dict[str, Callable[..., str]] = {
            "add": self._add,
            "change": self._change,
            "remove": self._remove,
            "judge": self._judge,
            "undo": self._undo,
            "save": self._save,
            "lay": self._lay,
        }
        page.on_ask(self._answer)

    def open(self, article: Article, sheets: Sequence[Overlay]) -> None:
        """Turn to another article's notes."""
        self.notes = self.notes_on(article)
        self.lay(sheets)
        self.show()

    def notes_on(self, article: Article) -> Notes:
        """The reader's notes on an article, the same for all that show them: what one keeps the other takes back."""
        if article not in self._opened:
            self._opened[article] = Notes(article, self.by)
        return self._opened[article]

    def lay(self, sheets: Sequence[Overlay]) -> None:
        """Have verdicts passed on these sheets."""
        self._sheets = {sheet.name: sheet for sheet in sheets}

    def show(self, said: str = "") -> None:
        """Give the page what is kept, with a sentence for the reader."""
        heard = " ".join(filter(None, (said, self.notes.problem)))
        own = [_plain(note) for note in self.notes.all if not note.layer]
        self.page.kept = {"notes": own, "verdicts": self._verdicts(), "said": sendable(heard), "times": next(_times)}

    def _answer(self, asked: dict[str, Any]) -> None:
        what = dict(asked)
        try:
            said = self._does[what.pop("do")](**what)
        except (UnknownNote, ValueError, OSError) as problem:
            said = str(problem)
        self.show(said)

    def _add(self, start: int, end: int, label: str, text: str = "") -> str:
        note = self.notes.add(Span(start, end), label, text)
        return say("mark_done", text=note.quote)

    def _change(self, id: str, label: str, text: str) -> str:
        return say("note_kept", text=inside(self.notes.change(id, label, text).quote))

    def _remove(self, id: str) -> str:
        self.notes.remove(id)
        return say("note_removed")

    def _judge(self, layer: str, number: int, verdict: Any) -> str:
        mark = self._sheets[layer].marks[number]
        self.notes.judge(layer, mark, verdict)
        return say(verdict or "unjudged")

    def _undo(self) -> str:
        return self.notes.undo() or say("undo_none")

    def _save(self) -> str:
        return say("saved", files=", ".join(path.as_posix() for path in self._saves()))

    def _lay(self) -> str:
        self._lays()
        return ""

    def _verdicts(self) -> Mapping[str, str | None]:
        """Verdicts by layer and number of the mark, as the page counts them."""
        judged = self.notes.verdicts
        return {
            f"{layer}:{n}": judged[layer, mark.label, mark.span].verdict
            for layer in {layer for layer, _, _ in judged} & self._sheets.keys()
            for n, mark in enumerate(self._sheets[layer].marks)
            if (layer, mark.label, mark.span) in judged
        }


def _plain(note: Note) -> dict[str, Any]:
    """A note as page.js reads it; one that is lost has no place."""
    place = {"start": note.span.start, "end": note.span.end} if note.span else {}
    words = {"label": note.label, "text": note.text, "quote": note.quote}
    return {"id": note.id} | {name: sendable(text) for name, text in words.items()} | place
