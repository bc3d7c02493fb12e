"""Notes, and the W3C annotations they are written as.

A label is a body that tags, a reader's words one that comments; a verdict on a mark of the kit names the layer in a
body that classifies and the verdict in one that assesses.

Model: Sanderson, Ciccarese and Young (2017), Web Annotation Data Model, W3C Recommendation, sections 3.3.5 and 5.2.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID, uuid4

from readingroom.notes.anchors import anchor, locate, selectors
from readingroom.notes.store import Entry, Page, now, time_of
from readingroom.text.article import Article, Mark, Span

Verdict = Literal["accepted", "rejected"]
URN = "urn:uuid:"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"  # the name of the vocabulary; nothing is fetched


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a passage; with a `layer`, the reader's verdict on a mark that the kit made there.

    `quote` is the passage as it was when the note was made; `span` is where it stands, or None where it is lost.
    `created` is a time in UTC, as ISO 8601 writes it.
    """

    id: str
    span: Span | None
    label: str
    text: str
    layer: str
    verdict: Verdict | None
    created: str
    quote: str


class NotesForm:
    """The form of a notes file: a page of annotations on one article, and what was removed with its time."""

    version = 1

    def __init__(self, reader: str, id: str, sha256: str) -> None:
        self.reader, self.about = reader, {"id": id, "sha256": sha256}

    def read(self, page: Page) -> tuple[list[Entry], str]:
        """The sound entries, and what is wrong with the page, if anything."""
        about, items = page["article"], list(page["items"])
        items += [{"id": id, "modified": when} for id, when in page["removed"].items()]
        if about["id"] != self.about["id"] and about["sha256"] != self.about["sha256"]:
            return [], "holds notes on another article"
        sound = [item for item in items if is_sound(item)]
        return sound, "is damaged in places" if len(sound) < len(items) else ""

    def page(self, entries: Iterable[Entry]) -> Page:
        """A page of W3C annotations."""
        kept = list(entries)
        return {
            "@context": CONTEXT,
            "type": "AnnotationPage",
            "version": self.version,
            "reader": self.reader,
            "article": self.about,
            "items": [entry for entry in kept if "target" in entry],
            "removed": {entry["id"]: entry["modified"] for entry in kept if "target" not in entry},
        }


def noted(article: Article, span: Span, label: str, text: str) -> Entry:
    """A new note as an annotation.

    >>> noted(Article.from_text("It may rain."), Span(3, 6), "question", "")["motivation"]
    'commenting'
    """
    return _annotation(uuid4(), "commenting", article, span, {"tagging": label, "commenting": text})


def judged(article: Article, layer: str, mark: Mark, verdict: str) -> Entry:
    """A verdict as an annotation; two notebooks that judge one mark write one and the same annotation."""
    bodies = {"classifying": layer, "tagging": mark.label, "assessing": verdict}
    return _annotation(verdict_id(article, layer, mark), "assessing", article, mark.span, bodies)


def verdict_id(article: Article, layer: str, mark: Mark) -> UUID:
    """The id of the one verdict that a reader can have on a mark.

    >>> mark = Mark(Span(3, 6), "modal verb", "It can express possibility.")
    >>> verdict_id(Article.from_text("It may rain."), "modality", mark)
    UUID('581b9734-6cd5-8a05-39f2-b2efc9ff8eb5')
    """
    key = json.dumps([layer, mark.label, mark.span.start, mark.span.of(article.text)])
    return UUID(sha256(key.encode()).hexdigest()[:32])


def reworded(entry: Entry, **bodies: str | None) -> Entry:
    """An annotation with other words in some of its bodies; what it holds besides stays."""
    return {**entry, "body": _textual({**_bodies(entry), **{p: v for p, v in bodies.items() if v is not None}})}


def note_of(entry: Entry, text: str) -> Note:
    """An annotation as a note on a text.

    >>> article = Article.from_text("It may rain.")
    >>> note = note_of(noted(article, Span(3, 6), "question", "Who says so?"), "Then it may rain.")
    >>> note.quote, note.label, note.text, note.span
    ('may', 'question', 'Who says so?', Span(start=8, end=11))
    """
    said = _bodies(entry)
    verdict: Verdict | None = None
    if said.get("classifying"):
        verdict = "accepted" if said.get("assessing") == "accepted" else "rejected"
    return Note(
        id=note_id(entry),
        span=locate(text, entry["target"]),
        label=said.get("tagging", ""),
        text=said.get("commenting", ""),
        layer=said.get("classifying", ""),
        verdict=verdict,
        created=entry["created"],
        quote=selectors(entry["target"])[1]["exact"],
    )


def note_id(entry: Entry) -> str:
    """The id of an annotation without what every UUID's name begins with."""
    id = str(entry["id"])
    return id.removeprefix(URN).replace("-", "") if id.startswith(URN) else id


def is_sound(entry: Any) -> bool:
    """Whether an entry is a note as this kit writes them, or the trace of one that was removed.

    >>> is_sound({"id": "urn:uuid:1", "modified": "2024-05-01T12:00:00Z"}), is_sound({"id": "urn:uuid:1"})
    (True, False)
    """
    try:
        time_of(entry["modified"])
        texts = [entry["id"]]
        if "target" in entry:
            selectors(entry["target"])
            texts += [entry["created"], *(part for body in entry["body"] for part in (body["purpose"], body["value"]))]
    except (KeyError, TypeError, ValueError):
        return False
    return all(isinstance(text, str) for text in texts)


def _annotation(id: UUID, motivation: str, article: Article, span: Span, bodies: Mapping[str, str]) -> Entry:
    return {
        "id": f"{URN}{id}",
        "type": "Annotation",
        "motivation": motivation,
        "created": now(),
        "body": _textual(bodies),
        "target": anchor(article.text, span),
    }


def _textual(bodies: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"type": "TextualBody", "purpose": purpose, "value": value} for purpose, value in bodies.items()]


def _bodies(entry: Entry) -> dict[str, str]:
    return {body["purpose"]: body["value"] for body in entry["body"]}
