"""A reader's notes on an article, kept at once in one file per reader and article, and the store that files rest on.

A note whose place is gone is shown as lost, never moved by guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from readingroom.notes import model
from readingroom.notes.anchors import fingerprint
from readingroom.notes.model import Note, Verdict
from readingroom.notes.store import Entries, Entry, Store
from readingroom.page.html import shorten
from readingroom.text.article import Article, Mark, Span
from readingroom.text.files import file_name
from readingroom.text.folders import own
from readingroom.text.readers import reader_name

__all__ = ["Note", "Notes", "UnknownNote", "Verdict"]


def inside(quote: str) -> str:
    """A passage, shortened, as it stands between quotation marks: without its own around it, those within made single.

    >>> inside("“a model”"), inside("a “new” model")
    ('a model', 'a ‘new’ model')
    """
    without = quote.strip('“”"')
    if without and not re.search('[“”"]', without):
        return shorten(without)
    return shorten(re.sub(r'“|(?<!\S)"', "‘", quote).translate({ord("”"): "’", ord('"'): "’"}))


class UnknownNote(KeyError):
    """There is no note of that id."""

    def __str__(self) -> str:
        return str(self.args[0])


class Notes:
    """One reader's notes on one article; without a name, of whoever is reading (`who`).

    The folder is `notes/` beside `notebooks/`, or what READINGROOM_NOTES names.

    >>> import tempfile
    >>> article = Article.from_text("The river may rise.", id="flood")
    >>> folder = tempfile.mkdtemp()
    >>> notes = Notes(article, folder=folder)
    >>> note = notes.add(Span(10, 13), "question", "Who says so?")
    >>> note.quote, Notes(article, folder=folder).all == (note,)
    ('may', True)
    >>> notes.undo(), notes.all
    ('Taken back: the new note on “may”.', ())
    """

    def __init__(self, article: Article, reader: str = "", folder: str | Path | None = None) -> None:
        self.article, self.reader = article, reader or reader_name()
        path = Path(folder or own("notes")) / file_name(self.reader, article.id)
        self._store = Store(path, model.NotesForm(self.reader, article.id, fingerprint(article.text)))
        self._past: list[tuple[str, str, Entry | None]] = []  # of each change: what was done, the id, the entry before
        self._shown: tuple[Entries, tuple[Note, ...]] = {}, ()  # the entries, and the notes made of them

    @property
    def path(self) -> Path:
        """The file of these notes."""
        return self._store.path

    @property
    def all(self) -> tuple[Note, ...]:
        """Every note and verdict in text order; those whose place is gone stand at the end."""
        entries = self._store.entries
        if entries is not self._shown[0]:
            notes = (model.note_of(entry, self.article.text) for entry in entries.values() if "target" in entry)
            self._shown = entries, tuple(sorted(notes, key=_order))
        return self._shown[1]

    @property
    def own(self) -> tuple[Note, ...]:
        """The reader's own notes that have their place, in text order."""
        return tuple(note for note in self.all if note.span and not note.layer)

    @property
    def lost(self) -> tuple[Note, ...]:
        """The notes and verdicts whose place is gone from the text."""
        return tuple(note for note in self.all if note.span is None)

    @property
    def problem(self) -> str:
        """Empty, or what was wrong with a file that was met, or why the last change is not saved yet."""
        return self._store.problem

    def add(self, span: Span, label: str, text: str = "") -> Note:
        """Note something on a passage of at least one character."""
        _texts(label=label, text=text)
        return self._keep(model.noted(self.article, self._inside(span), label, text), "the new note")

    def change(self, id: str, label: str | None = None, text: str | None = None) -> Note:
        """Give a note another label or other words."""
        _texts(label=label or "", text=text or "")
        return self._keep(model.reworded(self._find(id), tagging=label, commenting=text), "the change of the note")

    def remove(self, id: str) -> None:
        """Remove a note."""
        self._drop(id, "the removal of the note")

    def judge(self, layer: str, mark: Mark, verdict: Verdict | None) -> None:
        """Accept or reject a mark that the kit made; with None, take the verdict back."""
        if verdict not in ("accepted", "rejected", None):
            raise ValueError(f'A verdict is "accepted", "rejected" or None; got {verdict!r}.')
        self._inside(mark.span)
        old = self.verdicts.get((layer, mark.label, mark.span))
        if old and verdict:
            self._keep(model.reworded(self._find(old.id), assessing=verdict), "the verdict")
        elif old:
            self._drop(old.id, "the withdrawal of the verdict")
        elif verdict:
            self._keep(model.judged(self.article, layer, mark, verdict), "the verdict")

    def verdict(self, layer: str, mark: Mark) -> Verdict | None:
        """What the reader said of a mark that the kit made."""
        note = self.verdicts.get((layer, mark.label, mark.span))
        return note.verdict if note else None

    @property
    def verdicts(self) -> Mapping[tuple[str, str, Span], Note]:
        """The verdicts that have their place, by layer, label and span."""
        return {(note.layer, note.label, note.span): note for note in self.all if note.layer and note.span}

    def undo(self) -> str | None:
        """Take the last change made here back, whatever it was; one sentence says which, None that there is none."""
        if not self._past:
            return None
        what, id, before = self._past.pop()
        self._store.put(before or {"id": id})
        return f"Taken back: {what}."

    def __repr__(self) -> str:
        lost = f", {len(self.lost)} lost" if self.lost else ""
        return f"<Notes on {self.article.id}: {len(self.own)} notes, {len(self.verdicts)} verdicts{lost}>"

    def _keep(self, entry: Entry, what: str) -> Note:
        """Write a change, and remember what undoes it."""
        note = model.note_of(entry, self.article.text)
        self._change(entry, f"{what} on “{inside(note.quote)}”")
        return note

    def _drop(self, id: str, what: str) -> None:
        old = self._find(id)
        quote = model.note_of(old, self.article.text).quote
        self._change({"id": old["id"]}, f"{what} on “{inside(quote)}”")

    def _change(self, entry: Entry, what: str) -> None:
        self._past.append((what, entry["id"], self._store.entries.get(entry["id"])))
        self._store.put(entry)

    def _find(self, id: str) -> Entry:
        for entry in self._store.entries.values():
            if "target" in entry and model.note_id(entry) == id:
                return entry
        raise UnknownNote(f'There is no note "{id}" on {self.article.id}; notes.all lists those there are.')

    def _inside(self, span: Span) -> Span:
        if not isinstance(span, Span) or not len(span) or span.end > len(self.article.text):
            raise ValueError(
                f"A note is on a Span of one or more of the {len(self.article.text):,} characters; got {span}."
            )
        return span


def _order(note: Note) -> tuple[bool, Span, str, str]:
    return note.span is None, note.span or Span(0, 0), note.created, note.id


def _texts(**texts: str) -> None:
    for name, text in texts.items():
        if not isinstance(text, str):
            raise TypeError(f"A note's {name} is a str; got {type(text).__name__}.")
