"""The reader's version of who says what, beside the kit's: what was rejected, corrected or added, kept as notes.

An attribution is rejected by a verdict on its cue, or on its words; a corrected speaker is a note on the cue, or on the
words where there is none, with the label "speaker", and its reason one with the label "why"; an added attribution is a
note with the label "content" whose text names who.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from readingroom.attribution import Attribution, attributions
from readingroom.attribution.model import Line, turns
from readingroom.notes import Note, Notes
from readingroom.text.article import Article, Mark, Span

LAYER, CUE, CONTENT, SPEAKER, REASON = "attribution", "cue", "content", "speaker", "why"


@dataclass(frozen=True, slots=True)
class Version:
    """One attribution as the reader has it: the kit's (None where the reader added it), the speaker, and a verdict."""

    kit: Attribution | None
    speaker: str | None
    content: tuple[Span, ...]
    rejected: bool = False


def versions(found: Iterable[Attribution], notes: Notes) -> list[Version]:
    """The kit's attributions of one article with what the reader made of them, then those the reader added.

    >>> import tempfile
    >>> from readingroom import Article
    >>> from readingroom.attribution import attributions
    >>> article = Article.from_text("The bridge is safe, Ana Ruiz said.", id="bridge")
    >>> notes, found = Notes(article, folder=tempfile.mkdtemp()), attributions(article)
    >>> correct(notes, found[0], "Ana Ruiz, an engineer")
    >>> [(v.kit.speaker, v.speaker) for v in versions(found, notes)]
    [('Ana Ruiz', 'Ana Ruiz, an engineer')]
    """
    corrected = {note.span: note.text for note in notes.own if note.label == SPEAKER}
    kept = [
        Version(a, corrected.get(_marks(a)[0].span, a.speaker), a.content, bool(_rejected(notes, a))) for a in found
    ]
    added = [
        Version(None, note.text or None, (note.span,)) for note in notes.own if note.label == CONTENT and note.span
    ]
    return kept + added


def script(article: Article, rows: Iterable[Version]) -> Iterable[Line]:
    """An article as a script in the reader's version."""
    return turns(article, ((row.speaker, row.content) for row in rows if not row.rejected))


def reject(notes: Notes, row: Attribution) -> None:
    """Reject an attribution of the kit's, or take the rejection back."""
    rejected = _rejected(notes, row)
    for mark in rejected or _marks(row)[:1]:
        notes.judge(LAYER, mark, None if rejected else "rejected")


def correct(notes: Notes, row: Attribution, speaker: str, why: str = "") -> None:
    """Say who speaks instead, and why; an empty name takes the correction back."""
    _put(notes, row, SPEAKER, speaker)
    _put(notes, row, REASON, why)


def reason_for(notes: Notes, row: Attribution) -> str:
    """Why the reader corrected an attribution, or nothing."""
    old = _about(notes, row, REASON)
    return old.text if old else ""


def _put(notes: Notes, row: Attribution, label: str, text: str) -> None:
    old = _about(notes, row, label)
    if old and text:
        notes.change(old.id, text=text)
    elif old:
        notes.remove(old.id)
    elif text:
        notes.add(_marks(row)[0].span, label, text)


def _about(notes: Notes, row: Attribution, label: str) -> Note | None:
    place = _marks(row)[0].span
    return next((note for note in notes.own if note.label == label and note.span == place), None)


def corrections(notes: Notes) -> tuple[Note, ...]:
    """The notes that correct who speaks: they are about an attribution, and no marks of the reader's own."""
    named = tuple(note for note in notes.own if note.label in (SPEAKER, REASON))
    places = {_marks(row)[0].span for row in attributions(notes.article, progress=False)} if named else set()
    return tuple(note for note in named if note.span in places)


def _marks(row: Attribution) -> list[Mark]:
    """The marks on the page that stand for an attribution; its words can be another's too, its cue hardly."""
    places = [(CUE, row.cue), (CONTENT, row.content[0])]
    return [Mark(span, label, row.rule) for label, span in places if span]


def _rejected(notes: Notes, row: Attribution) -> list[Mark]:
    return [mark for mark in _marks(row) if notes.verdict(LAYER, mark) == "rejected"]
