"""A reading as plain data: what HTML, Word, CSV and JSON all write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from readingroom.concordance.lines import Concordance, Line
from readingroom.layers import LAYERS, provenance
from readingroom.layers import marks as marks_of
from readingroom.lessons.answers import Answers
from readingroom.notes import Note, Notes
from readingroom.notes.anchors import fingerprint
from readingroom.page.html import reference
from readingroom.report.answered import Answered, answered
from readingroom.report.quoting import Quotation, look_up, quotations
from readingroom.report.words import word
from readingroom.text.article import Article
from readingroom.text.results import SHOWN, Result

VERSION = 1


@dataclass(frozen=True, slots=True)
class Noted:
    """A note, with its passage checked; paragraph 0 is the headline, None a note that has lost its place."""

    label: str
    passage: str
    note: str
    paragraph: int | None
    start: int | None
    end: int | None
    quotation: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """The reader's verdict on a mark of the kit."""

    layer: str
    label: str
    passage: str
    verdict: str
    paragraph: int | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A layer: how many marks the kit made, and how many of those shown the reader accepted and rejected."""

    layer: str
    title: str
    shown: int
    accepted: int
    rejected: int
    per_1000: float
    left_per_1000: float
    labels: dict[str, int]
    caution: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of the reader's own, and how often it was given."""

    label: str
    count: int
    per_1000: float


@dataclass(frozen=True, slots=True)
class Kept:
    """A result that the reader kept: its caption, its rows as plain values, and how it is shown on a page."""

    caption: str
    rows: tuple[dict[str, Any], ...]
    html: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is handed in."""

    article: dict[str, Any]
    reader: str
    date: str
    layers: tuple[Counted, ...]
    labels: tuple[Labelled, ...]
    notes: tuple[Noted, ...]
    verdicts: tuple[Judged, ...]
    numbers: tuple[dict[str, Any], ...]
    answers: tuple[Answered, ...]
    lines: tuple[Kept, ...]
    charts: tuple[Kept, ...]
    method: tuple[str, ...]
    kit: str
    version: int = VERSION


def reading(
    article: Article,
    *,
    notes: Notes | None = None,
    answers: Answers | Iterable[Answers] | None = None,
    layers: Sequence[str] = (),
    lines: Iterable[Any] = (),
    charts: Iterable[Any] = (),
    reader: str = "",
    date: str,
) -> Reading:
    """All that is handed in, from the article and what the reader kept.

    >>> reading(Article.from_text("It may rain."), layers=["modality"], date="2024-05-01").layers[0].shown
    1
    """
    own = [note for note in notes.all if not note.layer] if notes else []
    verdicts = [note for note in notes.all if note.layer] if notes else []
    described = about(article)
    return Reading(
        article=described,
        reader=reader,
        date=date,
        layers=tuple(counted(article, name, notes) for name in layers),
        labels=labelled(own, article),
        notes=tuple(noted(note, article) for note in own),
        verdicts=tuple(judged(note, article) for note in verdicts),
        numbers=cards(article) if "numbers" in layers else (),
        answers=answered(answers, article),
        lines=kept_lines(lines),
        charts=tuple(map(kept_chart, charts)),
        method=method(described, date),
        kit=f"Reading Room {version('readingroom')}",
    )


def noted(note: Note, article: Article) -> Noted:
    """A note as it is handed in."""
    paragraph, start, end = _place(note, article)
    found = word("exact") if note.span else look_up(note.quote, article).found
    typed = quotations(note.text, article)
    return Noted(note.label, note.quote, note.text, paragraph, start, end, found, typed)


def judged(note: Note, article: Article) -> Judged:
    """A verdict as it is handed in."""
    return Judged(note.layer, note.label, note.quote, note.verdict or "", *_place(note, article))


def counted(article: Article, name: str, notes: Notes | None) -> Counted:
    """What a layer marks in an article, with the reader's verdicts on these marks.

    >>> row = counted(Article.from_text("It may rain. It may snow."), "modality", None)
    >>> row.shown, row.rejected, row.per_1000, row.labels
    (2, 0, 333.3, {'modal verb': 2})
    """
    marks = marks_of(article, name)
    layer = LAYERS[name]
    verdicts = Counter(notes.verdict(name, mark) for mark in marks) if notes else Counter()
    rejected = verdicts["rejected"]
    labels = dict(Counter(mark.label for mark in marks).most_common())
    shares = per_1000(len(marks), article), per_1000(len(marks) - rejected, article)
    return Counted(name, layer.title, len(marks), verdicts["accepted"], rejected, *shares, labels, layer.caution)


def labelled(notes: Iterable[Note], article: Article) -> tuple[Labelled, ...]:
    """The reader's own labels, the most frequent first."""
    counts = Counter(note.label for note in notes).most_common()
    return tuple(Labelled(label, n, per_1000(n, article)) for label, n in counts)


def cards(article: Article) -> tuple[dict[str, Any], ...]:
    """The numbers of an article with what each rests on."""
    found = provenance(article)
    return tuple(found.record(card) for card in found)


def kept_lines(lines: Iterable[Any]) -> tuple[Kept, ...]:
    """Concordances, each under its caption, and single lines of them under one."""
    given = list(lines)
    for line in given:
        if not isinstance(line, Concordance | Line):
            kind = type(line).__name__
            raise TypeError(f'Lines are those of a concordance: lines=[concordance(article, "trade")]; got {kind}.')
    whole = [Kept(lines.caption, tuple(map(lines.record, lines))) for lines in given if isinstance(lines, Concordance)]
    loose = tuple(_line(line) for line in given if isinstance(line, Line))
    return (*whole, *([Kept(word("lines_loose"), loose)] if loose else []))


def kept_chart(chart: Any) -> Kept:
    """A chart or table: a result's first rows, with its picture if it has one; else what shows itself as HTML."""
    picture = getattr(chart, "svg", None)
    if isinstance(chart, Result):
        return Kept(chart.caption, tuple(chart.record(row) for row in chart[:SHOWN]), picture or "")
    shown = picture or (chart._repr_html_() if hasattr(chart, "_repr_html_") else None)
    if not isinstance(shown, str):
        kind = type(chart).__name__
        raise TypeError(f"A chart shows itself as HTML or has an svg, like frequencies(article).plot(); got {kind}.")
    return Kept(str(getattr(chart, "caption", "")), (), shown)


def about(article: Article) -> dict[str, Any]:
    """What identifies the article; nothing else of what is known about it is handed in."""
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "reference": reference(article),
        "words": len(article.words),
        "paragraphs": len(article.paragraphs),
        "sha256": fingerprint(article.text),
    }


def method(article: dict[str, Any], date: str) -> tuple[str, ...]:
    """How the reading was made, in a few sentences."""
    values = article | {"version": version("readingroom"), "date": date, "words": f"{article['words']:,}"}
    return tuple(word(f"method_{part}", **values) for part in ("kit", "text", "layers", "quotations", "private"))


def per_1000(count: int, article: Article) -> float:
    """A count for every 1,000 words of an article."""
    return round(1000 * count / max(len(article.words), 1), 1)


def _place(note: Note, article: Article) -> tuple[int | None, int | None, int | None]:
    if note.span is None:
        return None, None, None
    return article.paragraph_at(note.span.start), note.span.start, note.span.end


def _line(line: Any) -> dict[str, Any]:
    return {"left": line.left, "match": line.match, "right": line.right, "article": line.article}
