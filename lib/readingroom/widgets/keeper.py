"""Keeps what the reader does on a page: answers what page.js asks for, and shows it what is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from readingroom.notes import Note, Notes, UnknownNote, inside
from readingroom.notes.versions import CONTENT, CUE, LAYER, SPEAKER, corrections
from readingroom.page.interface import say
from readingroom.page.overlay import Overlay
from readingroom.text.article import Article, Span
from readingroom.text.readers import reader_name
from readingroom.widgets.page import Page, sendable

_times = count(1)


class Keeper:
    """The notes of one reader on the article of a page.

    A gesture arrives as a message, `{"do": "add", "start": 4, "end": 9, "label": "question"}`; what is kept then goes
    back as `page.kept`.
    """

    def __init__(self, page: Page, by: str, *, save: Callable[[], Sequence[Path]], lay: Callable[[], None]) -> None:
        self.page, self.by, self._saves, self._lays = page, by or reader_name(), save, lay
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

    def show(self, said: str = "", did: str = "", files: Sequence[Path] = ()) -> None:
        """Give the page what is kept, with a sentence for the reader and the gesture that it answers."""
        named = corrections(self.notes)
        voices = {
            (LAYER, part, note.span): sendable(note.text)
            for note in named
            if note.label == SPEAKER
            for part in (CUE, CONTENT)
        }
        self.page.kept = {
            "notes": [_plain(note) for note in self.notes.all if not note.layer and note not in named],
            "verdicts": self._by_number({place: note.verdict for place, note in self.notes.verdicts.items()}),
            "voices": self._by_number(voices),
            "said": sendable(" ".join(filter(None, (said, self.notes.problem)))),
            "did": did,
            "files": [path.as_posix() for path in files],
            "reader": self.notes.reader,
            "times": next(_times),
        }

    @property
    def own(self) -> tuple[Note, ...]:
        """The reader's marks: the notes that have their place and do not correct a speaker."""
        named = corrections(self.notes)
        return tuple(note for note in self.notes.own if note not in named)

    def _answer(self, asked: dict[str, Any]) -> None:
        what = dict(asked)
        article, token, again = what.pop("article", ""), what.pop("token", ""), what.pop("again", False)
        notes = next((notes for known, notes in self._opened.items() if known.id == article), self.notes)
        self._files: Sequence[Path] = ()
        try:
            said = "" if again and _is_kept(notes, **what) else self._does[what.pop("do")](notes, **what)
        except (UnknownNote, ValueError, OSError) as problem:
            said = "" if again else str(problem)
        self.show(said, token, self._files)

    def _add(self, notes: Notes, start: int, end: int, label: str, text: str = "") -> str:
        return say("mark_done", text=notes.add(Span(start, end), label, text).quote)

    def _change(self, notes: Notes, id: str, label: str, text: str) -> str:
        return say("note_kept", text=inside(notes.change(id, label, text).quote))

    def _remove(self, notes: Notes, id: str) -> str:
        notes.remove(id)
        return say("note_removed")

    def _judge(self, notes: Notes, layer: str, number: int, verdict: Any) -> str:
        """A verdict is on the mark that stands for the finding; taken back, it is so on every part."""
        sheet = self._sheets[layer]
        lead = sheet.leads[number]
        parts = [n for n, other in enumerate(sheet.leads) if other == lead and notes.verdict(layer, sheet.marks[n])]
        for n in {lead} if verdict else parts:
            notes.judge(layer, sheet.marks[n], verdict)
        return say(verdict or "unjudged")

    def _undo(self, notes: Notes) -> str:
        return notes.undo() or say("undo_none")

    def _save(self, _: Notes) -> str:
        self._files = self._saves()
        return say("saved", files=", ".join(path.as_posix() for path in self._files))

    def _lay(self, _: Notes) -> str:
        self._lays()
        return ""

    def _by_number(self, known: Mapping[tuple[str, str, Span | None], Any]) -> dict[str, Any]:
        """What is known of marks, by layer and number as the page counts them."""
        return {
            f"{layer}:{n}": known[layer, mark.label, mark.span]
            for layer in {layer for layer, _, _ in known} & self._sheets.keys()
            for n, mark in enumerate(self._sheets[layer].marks)
            if (layer, mark.label, mark.span) in known
        }


def _is_kept(notes: Notes, do: str, start: int = 0, end: int = 0, label: str = "", **_: Any) -> bool:
    """Whether a gesture that comes once more was kept the first time."""
    return do == "add" and any((note.span, note.label) == (Span(start, end), label) for note in notes.own)


def _plain(note: Note) -> dict[str, Any]:
    """A note as page.js reads it; one that is lost has no place."""
    place = {"start": note.span.start, "end": note.span.end} if note.span else {}
    words = {"label": note.label, "text": note.text, "quote": note.quote}
    return {"id": note.id} | {name: sendable(text) for name, text in words.items()} | place
