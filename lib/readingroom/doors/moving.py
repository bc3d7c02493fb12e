"""All that is a reader's own as one file, to another machine and back; and a machine made ready for the next class.

Nothing is written over: notes and answers are put together with those that are here, and of two other files with one
name the one that is here stays and the other goes to the bin, the folder `bin` beside them.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from readingroom.lessons.answers import AnswersForm
from readingroom.notes.model import NotesForm
from readingroom.notes.store import Form, Page, Store, parsed
from readingroom.text.files import write_bytes
from readingroom.text.folders import home, own
from readingroom.text.readers import reader_name, who

FOLDERS = ("notes", "answers", "readings", "added")
NAME, NAMES = "reader.txt", re.compile(r"reader(-[0-9a-f]{8})?\.txt")
MOST = 2**30  # bytes that a backup may hold
SAFE = re.compile(rf"({'|'.join(FOLDERS)})(/[^/\\:\x00-\x1f.][^/\\:\x00-\x1f]*)+")

Said = dict[str, str]  # of each file by its name: what was done


class MovingProblem(ValueError):
    """One sentence that says why nothing was moved, and what to do."""


def backup(file: str | Path) -> Path:
    """Write all notes, answers, readings and added articles, and the reader's name, into one zip file; gives its path.

    >>> import tempfile
    >>> backup(Path(tempfile.mkdtemp()) / "mine").name
    'mine.zip'
    """
    path = Path(file).expanduser()
    path = path / f"reading-room-{_day()}.zip" if path.is_dir() else path.with_suffix(".zip")
    if path.exists():
        raise MovingProblem(f"There is already a file {path.name}; give another name.")
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr(NAME, reader_name())
        for name, mine in _mine():
            packed.write(mine, name)
    return write_bytes(path, out.getvalue())


def restore(file: str | Path) -> Said:
    """Take back what `backup` wrote, or a folder of the bin; nothing at all where anything in it is damaged."""
    path = Path(file).expanduser()
    packed = dict(_folder(path) if path.is_dir() else _zip(path))
    names = [packed.pop(name) for name in list(packed) if NAMES.fullmatch(name)]
    name = names[0].decode("utf-8", "replace").strip() if names else ""
    wrong = next((name for name in packed if not SAFE.fullmatch(name)), None)
    if wrong is not None or not (packed or name):
        raise MovingProblem(f"{path.name} is no backup of Reading Room; give a file that readingroom backup wrote.")
    done = {name: _taken(name, data) for name, data in packed.items()}
    if name and reader_name().startswith("me"):
        who(name)
    return done


def listed() -> list[str]:
    """The names of all files that are a reader's own, as `reset` moves them."""
    return [name for name, _ in _mine()]


def reset() -> Path:
    """Move all that is a reader's own, and the name, to the bin; gives the folder, which `restore` takes back."""
    bin = _bin()
    names = [(file.name, file) for file in home().glob("reader*.txt") if NAMES.fullmatch(file.name)]
    for name, mine in [*_mine(), *names]:
        place = bin / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(mine, place)
    return bin


def _mine() -> Iterator[tuple[str, Path]]:
    """Every file of a reader's own, and its name in a backup; hidden ones are a system's."""
    for what in FOLDERS:
        for path in sorted(own(what).rglob("*")):
            name = f"{what}/{path.relative_to(own(what)).as_posix()}"
            if path.is_file() and SAFE.fullmatch(name):
                yield name, path


def _zip(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with ZipFile(path) as packed:
            if sum(info.file_size for info in packed.infolist()) > MOST:
                raise MovingProblem(f"{path.name} holds more than a reader's own things; nothing was taken from it.")
            yield from [(info.filename, packed.read(info)) for info in packed.infolist() if not info.is_dir()]
    except (BadZipFile, NotImplementedError, EOFError, RuntimeError):
        raise MovingProblem(f"{path.name} is no backup, or is damaged; nothing was taken from it.") from None


def _folder(path: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(path.rglob("*")):
        if file.is_file():
            yield file.relative_to(path).as_posix(), file.read_bytes()


def _taken(name: str, data: bytes) -> str:
    """Put one file in its place, and say how."""
    what, _, rest = name.partition("/")
    place = own(what) / rest
    if not place.exists():
        write_bytes(place, data)
        return "taken"
    if place.is_file() and place.read_bytes() == data:
        return "the same"
    if what in ("notes", "answers") and _merged(place, data):
        return "put together with what was here"
    bin = write_bytes(_bin() / name, data)
    return f"another is here and stays; this one is in {bin.parent}"


def _merged(place: Path, data: bytes) -> bool:
    """Put the entries of a file with those that are here; False where that cannot be done without a loss."""
    try:
        form = _form(json.loads(data))
        page, entries, wrong = parsed(data, form)
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    here = Store(place, form)
    if wrong or here.problem or page["version"] > form.version:
        return False
    here.take(entries)
    return not here.problem


def _form(page: Page) -> Form:
    """The form of a file of notes or of answers, whoever's they are."""
    if "items" in page:
        return NotesForm(page["reader"], page["article"]["id"], page["article"]["sha256"])
    return AnswersForm({"version": AnswersForm.version, "reader": page["reader"], "notebook": page["notebook"]})


def _bin() -> Path:
    return home() / "bin" / f"{datetime.now():%Y-%m-%d-%H%M%S}"


def _day() -> str:
    return f"{datetime.now():%Y-%m-%d}"
