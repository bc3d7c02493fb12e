"""A reading to hand in: what the reader noted and answered, what the kit found, and how it was made.

One call writes a page of HTML that needs nothing else and prints well, and on request Word, CSV and JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date as day
from hashlib import sha256
from pathlib import Path
from re import sub
from typing import Any

from readingroom.lessons.answers import Answers
from readingroom.notes import Notes
from readingroom.report.contents import Reading, reading
from readingroom.report.page import html
from readingroom.report.plain import to_csv, to_json
from readingroom.text.article import Article
from readingroom.text.files import write_bytes

__all__ = ["Reading", "save_reading"]


def save_reading(
    article: Article,
    folder: str | Path = ".",
    *,
    notes: Notes | None = None,
    answers: Answers | Iterable[Answers] | None = None,
    layers: Sequence[str] = (),
    lines: Iterable[Any] = (),
    charts: Iterable[Any] = (),
    formats: Sequence[str] = ("html",),
    reader: str = "",
    date: str = "",
) -> tuple[Path, ...]:
    """Write a reading in one or more formats, "html", "docx", "csv" and "json"; gives the files it wrote.

    - `notes`, `answers`: what the reader kept, as `Notes` and `Answers` have it;
    - `layers`: names of the layers whose marks and counts are wanted;
    - `lines`: concordances, or single lines of them; `charts`: whatever shows itself as HTML or has an `svg`;
    - `reader`: a name, if one is wanted in the file; `date`: a date, if it is not today's.

    An earlier reading of the same article by the same reader is replaced whole.

    >>> import tempfile
    >>> article = Article.from_text("It may rain.", id="rain")
    >>> [path.name for path in save_reading(article, tempfile.mkdtemp(), formats=["html", "json"])]
    ['reading-rain.html', 'reading-rain.json']
    """
    wanted = [formats] if isinstance(formats, str) else list(formats)
    for name in wanted:
        if name not in _FORMATS:
            raise ValueError(f'There is no format "{name}". The formats are: {", ".join(_FORMATS)}.')
    when = date or day.today().isoformat()
    made = reading(
        article, notes=notes, answers=answers, layers=layers, lines=lines, charts=charts, reader=reader, date=when
    )
    written = [(name, _FORMATS[name](made, article, notes, layers)) for name in wanted]
    return tuple(write_bytes(Path(folder) / f"{_stem(article.id, reader)}.{name}", data) for name, data in written)


def _stem(*names: str) -> str:
    return "-".join(["reading", *(_slug(name) for name in names if name)])


def _slug(name: str) -> str:
    """A name as part of a file's name; what had to be left out is told apart by a few letters."""
    slug = sub(r"[^\w-]+", "_", name).strip("_")[:40]
    if slug.replace("_", " ") == name:
        return slug
    return f"{slug}-{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}".strip("-")


def _html(made: Reading, article: Article, notes: Notes | None, layers: Sequence[str]) -> bytes:
    return html(made, article, notes, layers).encode()


def _docx(made: Reading, article: Article, notes: Notes | None, layers: Sequence[str]) -> bytes:
    from readingroom.report.document import docx

    return docx(made, article, notes)


def _csv(made: Reading, *_: Any) -> bytes:
    return to_csv(made).encode("utf-8-sig", "replace")  # the mark at its beginning tells Excel that it is UTF-8


def _json(made: Reading, *_: Any) -> bytes:
    return to_json(made).encode("utf-8", "backslashreplace")  # half a surrogate pair becomes its escape


_FORMATS: dict[str, Callable[..., bytes]] = {"html": _html, "docx": _docx, "csv": _csv, "json": _json}
