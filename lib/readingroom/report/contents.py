"""A reading as a few results of plain values: what HTML, Word, CSV and JSON all write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from readingroom.concordance import Concordance, Line
from readingroom.layers import LAYERS, provenance
from readingroom.layers import marks as marks_of
from readingroom.lessons.answers import Answers
from readingroom.notes import Note, Notes
from readingroom.notes.anchors import fingerprint
from readingroom.page.html import reference
from readingroom.report.answered import answered, look_up, quotations
from readingroom.text.article import Article
from readingroom.text.files import data_table, words_of
from readingroom.text.results import SHOWN, Result, record

VERSION = 1
Row = dict[str, Any]


word = words_of("report/report.toml")  # the words of a saved reading by key


class Part(Result[Row]):
    """Rows of plain values under a title; people are shown the columns that `report.toml` names for `key`."""

    def __init__(self, key: str, rows: Iterable[Row], caption: str = "", more: str = "") -> None:
        super().__init__(caption or word(key), rows)
        self.key, self.more = key, more

    def shown(self, row: Row) -> Row:
        """What people are shown of a row, in words."""
        return {self.head(name): said(name, row[name]) for name in word(f"columns_{self.key}").split()}

    def head(self, name: str) -> str:
        """The words over a shown column."""
        return word(f"col_{name}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A result that the reader kept; `picture` is how it is drawn, as HTML."""

    result: Result[Any]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is handed in: what it is about, the parts by name, and what was kept beside them."""

    about: Row
    parts: Mapping[str, Part]
    lines: tuple[Kept, ...]
    charts: tuple[Kept, ...]
    method: tuple[str, ...]

    @property
    def own(self) -> list[Part]:
        """What the reader did, for people to read; the reader's claims come first, and only parts that have rows."""
        notes, answers = self.parts["notes"], self.parts["answers"]
        books = dict.fromkeys(row["notebook"] for row in answers)
        typed = [q for row in (*notes, *answers) for q in row["quotations"]]
        parts = [
            Part("claims", (row for row in answers if row["kind"] == "reading")),
            Part("notes", (row for row in notes if row["start"] is not None)),
            Part("lost", (row for row in notes if row["start"] is None), more=word("lost_why")),
            self.parts["labels"],
            *(Part("answers", _book(answers, name), word("answers_of", notebook=titled(name))) for name in books),
            Part("quotations", typed),
            self.parts["verdicts"],
        ]
        return [part for part in parts if part]

    @property
    def found(self) -> list[Part]:
        """What the kit found, kept apart from the reader's own: layers and numbers."""
        return [part for part in (self.parts["layers"], self.parts["numbers"]) if part]


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

    >>> reading(Article.from_text("It may rain."), layers=["modality"], date="2024-05-01").parts["layers"][0]["shown"]
    1
    """
    everything = notes.all if notes else ()
    own = [note for note in everything if not note.layer]
    rows = {
        "layers": [_counted(article, name, notes) for name in layers],
        "labels": _labels(own, article),
        "notes": [_noted(note, article) for note in own],
        "verdicts": [_judged(note, article) for note in everything if note.layer],
        "numbers": list(map(record, provenance(article))) if "numbers" in layers else [],
        "answers": answered(answers, article),
    }
    kit = f"Reading Room {version('readingroom')}"
    about = {"article": _about(article), "reader": reader, "date": date, "kit": kit}
    parts = {name: Part(name, given) for name, given in rows.items()}
    return Reading(about, parts, _lines(lines), tuple(map(_chart, charts)), _method(about))


def titled(notebook: str) -> str:
    """A notebook's number and title.

    >>> titled("01-close-reading")
    '01 · Close reading'
    """
    return f"{notebook.partition('-')[0]} · {data_table(f'lessons/keys/{notebook}.toml')['title']}"


def said(name: str, value: Any) -> str:
    """A value of a column as people write it.

    >>> said("paragraph", 0), said("per_1000", 33.5), said("labels", {"hedge": 2})
    ('headline', '33.5', 'hedge 2')
    """
    if name == "notebook":
        return titled(value)
    if value is None or (name == "paragraph" and value == 0):
        return word("nothing" if value is None else "headline")
    if isinstance(value, dict):
        return ", ".join(f"{label} {n:,}" for label, n in value.items())
    if isinstance(value, float):
        return f"{value:,.2f}".removesuffix("0")
    return f"{value:,}" if isinstance(value, int) else str(value)


def _book(answers: Iterable[Row], notebook: str) -> list[Row]:
    return [row for row in answers if row["notebook"] == notebook and row["kind"] != "reading"]


def _noted(note: Note, article: Article) -> Row:
    """A note; what stands between quotation marks in it is the writer's own unless the article has it."""
    typed = [found for found in quotations(note.text, article) if found["paragraph"] is not None]
    found = word("exact") if note.span else look_up(note.quote, article)["found"]
    told = {"label": note.label, "passage": note.quote, "note": note.text}
    return told | _place(note, article) | {"quotation": found, "quotations": typed}


def _judged(note: Note, article: Article) -> Row:
    told = {"layer": note.layer, "label": note.label, "passage": note.quote, "verdict": note.verdict or ""}
    return told | _place(note, article)


def _place(note: Note, article: Article) -> Row:
    """Where a note stands: paragraph 0 is the headline; None for one that has lost its place."""
    if note.span is None:
        return dict.fromkeys(("paragraph", "start", "end"))
    return {"paragraph": article.paragraph_at(note.span.start), "start": note.span.start, "end": note.span.end}


def _counted(article: Article, name: str, notes: Notes | None) -> Row:
    """What a layer marks in an article, with the reader's verdicts on these marks."""
    marks, layer = marks_of(article, name), LAYERS[name]
    verdicts = Counter(notes.verdict(name, mark) for mark in marks) if notes else Counter()
    shown, rejected = len(marks), verdicts["rejected"]
    return {
        "layer": name,
        "title": layer.title,
        "shown": shown,
        "accepted": verdicts["accepted"],
        "rejected": rejected,
        "per_1000": _per_1000(shown, article),
        "left_per_1000": _per_1000(shown - rejected, article),
        "labels": dict(Counter(mark.label for mark in marks).most_common()),
        "caution": layer.caution,
    }


def _labels(notes: Iterable[Note], article: Article) -> list[Row]:
    """The reader's own labels, the most frequent first."""
    counts = Counter(note.label for note in notes).most_common()
    return [{"label": label, "count": n, "per_1000": _per_1000(n, article)} for label, n in counts]


def _lines(lines: Iterable[Any]) -> tuple[Kept, ...]:
    """Concordances, each under its caption, and single lines of them under one."""
    given = list(lines)
    for line in given:
        if not isinstance(line, Concordance | Line):
            kind = type(line).__name__
            raise TypeError(f'Lines are those of a concordance: lines=[concordance(article, "trade")]; got {kind}.')
    loose = [record(line) for line in given if isinstance(line, Line)]
    whole = [Part("lines", map(x.record, x), x.caption) for x in given if isinstance(x, Concordance)]
    return tuple(map(Kept, [*whole, *([Part("lines", loose, word("lines_loose"))] if loose else [])]))


def _chart(chart: Any) -> Kept:
    """A chart or table: a result's first rows, with its picture if it has one; else what shows itself as HTML."""
    picture = getattr(chart, "svg", None)
    if isinstance(chart, Result):
        return Kept(Result(chart.caption, [chart.record(row) for row in chart[:SHOWN]]), picture or "")
    shown = picture or (chart._repr_html_() if hasattr(chart, "_repr_html_") else None)
    if not isinstance(shown, str):
        kind = type(chart).__name__
        raise TypeError(f"A chart shows itself as HTML or has an svg, like frequencies(article).plot(); got {kind}.")
    return Kept(Result(str(getattr(chart, "caption", ""))), shown)


def _about(article: Article) -> Row:
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


def _method(about: Row) -> tuple[str, ...]:
    """How the reading was made, in a few sentences."""
    values = about["article"] | {"kit": about["kit"], "date": about["date"], "words": f"{about['article']['words']:,}"}
    return tuple(word(f"method_{part}", **values) for part in ("kit", "text", "layers", "quotations", "private"))


def _per_1000(count: int, article: Article) -> float:
    return round(1000 * count / max(len(article.words), 1), 1)
