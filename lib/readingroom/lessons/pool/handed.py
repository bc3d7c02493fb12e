"""What a class handed in: files of a folder or a zip file, each read as one reader's marks, verdicts and answers.

Readings saved as HTML (which hold themselves once more as data) or JSON, and files of notes and of answers can be
mixed.  What cannot be counted is named, with the reason, and left out: nothing is guessed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from readingroom.notes.model import is_sound, note_of
from readingroom.notes.store import Page, page_of
from readingroom.text.article import Article, Mark, Span
from readingroom.text.files import words_of

word = words_of("lessons/pool/pool.toml")  # the words of a class's readings by key
VERSION = 1  # of readings, notes and answers alike
LARGEST = 20 * 2**20  # bytes in one file
DATA = b'id="rr-reading">'  # begins the data within a saved page
OURS = b'rp-part"'  # stands in every page saved; those of the first kits have no data in them
UNNAMED = ("", "me")
Verdicts = Mapping[tuple[str, str, Span], str]


class PoolProblem(ValueError):
    """One sentence that says why nothing can be pooled, and what to do."""


@dataclass(frozen=True)
class Handed:
    """What one reader handed in on one article; `marks` have the reader's note as their reason."""

    files: tuple[str, ...]
    reader: str
    date: str = ""
    marks: tuple[Mark, ...] = ()
    lost: int = 0
    verdicts: Verdicts = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class File:
    """One file that could be read."""

    name: str
    page: Page

    @property
    def kind(self) -> str:
        """Whether it is a "reading", "notes" or "answers"."""
        return "notes" if "items" in self.page else "answers" if "notebook" in self.page else "reading"

    @property
    def about(self) -> str:
        """The id of its article; answers are about several."""
        return str(self.page["article"]["id"]) if self.kind != "answers" else ""

    @property
    def reader(self) -> str:
        """The reader's name, empty where there is none."""
        return "" if self.page["reader"] in UNNAMED else str(self.page["reader"])


def read(place: Path, problems: list[str]) -> list[File]:
    """Every file that can be read, each content once."""
    found: dict[str, File] = {}
    for name, data in _files(place):
        try:
            file = File(name, _page(data))
            said = json.dumps([file.kind, file.about, file.reader, file.page], sort_keys=True)
        except (ValueError, KeyError, TypeError) as problem:
            problems.append(word(_key(problem), file=name))
            continue
        if said in found:
            problems.append(word("doubled", file=name, other=found[said].name))
        found.setdefault(said, file)
    return list(found.values())


def most_read(files: Iterable[File]) -> str:
    """The id of the article that most files are about."""
    counts = Counter(file.about for file in files if file.about)
    if not counts:
        raise PoolProblem(word("nothing"))
    return counts.most_common(1)[0][0]


def handed(files: Iterable[File], article: Article, problems: list[str]) -> list[Handed]:
    """What each reader handed in on an article; of two readings of one reader the later one counts."""
    made: dict[str, list[Handed]] = {}
    latest: dict[str, Handed] = {}
    for file in files:
        if file.about not in ("", article.id):
            problems.append(word("other", file=file.name, article=file.about))
            continue
        try:
            one = _READS[file.kind](file, article)
        except (KeyError, TypeError, ValueError, AttributeError):
            problems.append(word("damaged", file=file.name))
            continue
        who = file.reader or file.name
        if file.kind == "reading" and who in latest:
            older, one = sorted((latest[who], one), key=lambda given: given.date)
            problems.append(word("older", file=older.files[0], other=one.files[0]))
            made[who].remove(latest[who])
        if file.kind == "reading":
            latest[who] = one
        made.setdefault(who, []).append(one)
    return [_together(given) for given in made.values() if any(map(_holds_something, given))]


def _holds_something(one: Handed) -> bool:
    return bool(one.date or one.marks or one.lost or one.verdicts or one.answers)


def _files(place: Path) -> Iterator[tuple[str, bytes]]:
    """The files by name, in order, but for hidden ones."""
    if place.is_dir():
        paths = {path.relative_to(place).as_posix(): path for path in place.rglob("*") if path.is_file()}
        for name in filter(_wanted, sorted(paths)):
            yield name, paths[name].read_bytes() if paths[name].stat().st_size <= LARGEST else b""
        return
    try:
        with ZipFile(place) as packed:
            for info in sorted(packed.infolist(), key=lambda info: info.filename):
                if _wanted(info.filename):
                    yield info.filename, packed.read(info) if info.file_size <= LARGEST else b""
    except FileNotFoundError:
        raise PoolProblem(word("no_folder", place=place)) from None
    except (BadZipFile, NotImplementedError, EOFError, RuntimeError):
        raise PoolProblem(word("no_zip", place=place)) from None


def _wanted(name: str) -> bool:
    parts = name.split("/")
    return parts[-1] != "" and not any(part.startswith((".", "__MACOSX")) for part in parts)


def _page(data: bytes) -> Page:
    """The page of a file; a ValueError with the key of the sentence that says what is wrong."""
    start = data.find(DATA)
    if start < 0 and data.lstrip()[:1] != b"{":
        raise ValueError(_no_data(data))
    inner = data if start < 0 else data[start + len(DATA) : data.find(b"</script>", start)]
    try:
        page = page_of(inner)
    except ValueError:
        raise ValueError("damaged") from None
    if page["version"] > VERSION:
        raise ValueError("newer")
    if "reader" not in page:
        raise ValueError("foreign")
    return page


def _no_data(data: bytes) -> str:
    """What is wrong with a file that holds no data."""
    if OURS in data and b"</html>" in data:
        return "old"
    return "damaged" if OURS in data or not data.strip() else "foreign"


def _key(problem: Exception) -> str:
    key = str(problem.args[0]) if isinstance(problem, ValueError) else ""
    return key if key in ("old", "damaged", "newer") else "foreign"


def _reading(file: File, article: Article) -> Handed:
    page = file.page
    placed = [(_span(row, article), row) for row in page["notes"]]
    marks = tuple(Mark(span, str(row["label"]) or word("unlabelled"), str(row["note"])) for span, row in placed if span)
    judged = [(_span(row, article), row) for row in page["verdicts"]]
    return Handed(
        (file.name,),
        file.reader,
        str(page["date"]),
        marks,
        len(placed) - len(marks),
        {(str(row["layer"]), str(row["label"]), span): str(row["verdict"]) for span, row in judged if span},
        {str(row["exercise"]): row.get("given", row["answer"]) for row in page["answers"]},
    )


def _notes(file: File, article: Article) -> Handed:
    notes = [note_of(entry, article.text) for entry in file.page["items"] if is_sound(entry)]
    own = [note for note in notes if not note.layer]
    marks = tuple(Mark(note.span, note.label or word("unlabelled"), note.text) for note in own if note.span)
    verdicts = {(n.layer, n.label, n.span): n.verdict for n in notes if n.layer and n.span and n.verdict}
    return Handed((file.name,), file.reader, "", marks, len(own) - len(marks), verdicts)


def _answers(file: File, article: Article) -> Handed:
    given = {id: by.get(article.id, by.get("any")) for id, by in file.page["answers"].items()}
    return Handed((file.name,), file.reader, answers={id: said for id, said in given.items() if said is not None})


_READS = {"reading": _reading, "notes": _notes, "answers": _answers}


def _span(row: Mapping[str, Any], article: Article) -> Span | None:
    """Where a row stands, if the article has there what the reader saw there."""
    if row["start"] is None:
        return None
    span = Span(row["start"], row["end"])
    return span if span.of(article.text) == row["passage"] != "" else None


def _together(given: list[Handed]) -> Handed:
    """The files of one reader as one; what stands in several counts once."""
    marks = dict.fromkeys(mark for one in given for mark in one.marks)
    verdicts: dict[tuple[str, str, Span], str] = {}
    answers: dict[str, Any] = {}
    for one in given:
        verdicts |= one.verdicts
        answers |= one.answers
    return Handed(
        tuple(file for one in given for file in one.files),
        given[0].reader,
        max(one.date for one in given),
        tuple(sorted(marks, key=lambda mark: (mark.span, mark.label))),
        max(one.lost for one in given),
        verdicts,
        answers,
    )
