"""One store for all that a reader keeps: a JSON file of entries, read, locked, merged, and written whole.

An entry has an id and the time of its last change.  The file is read again before each writing, and of two entries
with one id the one changed later holds, so two open notebooks are put together without losing anything; what was
removed leaves its id and time behind.  What else stands at the top of a file stays there.  Whatever cannot be read is
kept in a copy before anything is written, and a file of a newer version is never written to.
"""

from __future__ import annotations

import json
import time
import warnings
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from readingroom.text.files import sweep, write_bytes, write_text
from readingroom.text.locking import locked

PAUSES = (0.05, 0.2, 0.8, 0)  # Windows refuses to replace a file while another program reads it
DEEPEST = 50  # levels of brackets; no file of ours has ten

Entry = Mapping[str, Any]
Entries = dict[str, Entry]
Page = dict[str, Any]


class Form(Protocol):
    """How a kind of file says its entries; a page not of this form raises a KeyError, TypeError and the like."""

    version: int

    def read(self, page: Page) -> tuple[Iterable[Entry], str]:
        """The entries of a page, and what is wrong with it, if anything, as the rest of a sentence."""

    def page(self, entries: Iterable[Entry]) -> Page:
        """A page of these entries."""


class Store:
    """The entries in one file; what cannot be saved yet stays here, is said, and is tried again with the next change.

    `path` is the file's; where that file was written by a newer version, it is the one beside it.
    """

    def __init__(self, path: Path, form: Form) -> None:
        self.path, self._form = path, form
        self._entries: Entries = {}  # all that was read or made here; a change makes a new dict
        self._page: Page = {}  # what else the file holds
        self._seen: object = ()  # the file as it was when last read
        self._met = self._newer = self._unsaved = ""
        self._swept = False
        self._refresh()

    @property
    def entries(self) -> Entries:
        """All entries by id, with those that another notebook saved meanwhile."""
        self._refresh()
        return self._entries

    @property
    def problem(self) -> str:
        """Empty, or what was wrong with a file that was met, or why the last change is not saved yet."""
        return " ".join(filter(None, (self._newer, self._met, self._unsaved)))

    def put(self, entry: Entry) -> None:
        """Keep an entry beside those there are, as changed now."""
        self.take([{**entry, "modified": now(self._entries.get(entry["id"]))}])

    def take(self, entries: Iterable[Entry]) -> None:
        """Put entries from elsewhere with those there are."""
        self._entries = merged(self._entries.values(), entries)
        try:
            with locked(self.path.parent):
                self._read()
                self._write()
                self._seen = _stamp(self.path)
            self._unsaved = ""
        except OSError as error:
            why = error.strerror or str(error)
            self._unsaved = f"The last change is not saved yet ({why}); the next change will try again."
            warnings.warn(self._unsaved, stacklevel=6)

    def _refresh(self) -> None:
        stamp = _stamp(self.path)
        if stamp == self._seen:
            return
        try:
            self._read()
        except OSError as error:
            self._met = self._met or f"{self.path.name} cannot be read ({error.strerror}); it stays as it is."
        self._seen = stamp

    def _read(self) -> None:
        found = self._load()
        self._entries = merged(found, self._entries.values())

    def _load(self) -> list[Entry]:
        page, found, wrong = read(self.path, self._form)
        if page.get("version", 0) > self._form.version:
            beside = self.path.with_name(f"{self.path.stem}.version-{self._form.version}.json")
            self._newer = (
                f"{self.path.name} was written by a newer version of Reading Room and stays as it is; "
                f"what you do here is kept in {beside.name}."
            )
            self.path = beside
            return found + self._load()
        if wrong:
            self._met = f"{self.path.name} {wrong}; it stays as it is until the next change."
            self._met = f"{self.path.name} {wrong}; it is kept as {put_aside(self.path).name}."
        self._page = {} if wrong else page
        return found

    def _write(self) -> None:
        if not self._swept:
            sweep(self.path.parent)
            self._swept = True
        page = self._form.page(self._entries.values())
        more = {name: value for name, value in self._page.items() if name not in page}
        text = json.dumps(page | more, ensure_ascii=False, indent=1) + "\n"
        for pause in PAUSES:
            try:
                write_text(self.path, text)
                return
            except PermissionError:
                if not pause:
                    raise
                time.sleep(pause)


def read(path: Path, form: Form) -> tuple[Page, list[Entry], str]:
    """The page of a file, its entries, and what is wrong, if anything; of a page in an unknown form there are none."""
    if not path.exists():
        return {}, [], ""
    if not path.is_file():
        return {}, [], "is no file"
    return parsed(path.read_bytes(), form)


def parsed(data: bytes, form: Form) -> tuple[Page, list[Entry], str]:
    """The same of the bytes of a file."""
    try:
        page = page_of(data)
    except ValueError:
        return {}, [], "is damaged"
    try:
        entries, wrong = form.read(page)
        return page, list(entries), wrong
    except (ValueError, KeyError, TypeError, AttributeError):
        return page, [], "is damaged"


def page_of(data: bytes) -> Page:
    """The page that the bytes of a file hold, an object with a version; a ValueError where there is none."""
    try:
        page = json.loads(data.decode("utf-8-sig", "surrogatepass"))
        if type(page["version"]) is int and page["version"] > 0 and _shallow(page, DEEPEST):
            return dict(page)
    except (KeyError, TypeError, RecursionError):
        pass
    raise ValueError("There is no page of Reading Room in this file.")


def merged(*groups: Iterable[Entry]) -> Entries:
    """Entries by id; of two with one id, the one changed later.

    >>> old, new = ({"id": "a", "modified": f"2024-05-0{day}"} for day in (1, 2))
    >>> merged([new], [old]) == {"a": new}
    True
    """
    kept: Entries = {}
    for entry in (entry for group in groups for entry in group):
        if _later(entry, kept.get(entry["id"])):
            kept[entry["id"]] = entry
    return kept


def put_aside(path: Path) -> Path:
    """A copy of a file beside it, whole and under a new name; the same bytes are copied once, and a folder is moved."""
    copies = (path.with_name(f"{path.stem}.kept-{n}.json") for n in count(1))
    if not path.is_file():
        return path.rename(next(copy for copy in copies if not copy.exists()))
    data = path.read_bytes()
    copy = next(c for c in copies if not c.exists() or (c.is_file() and c.read_bytes() == data))
    return copy if copy.exists() else write_bytes(copy, data)


def now(after: Entry | None = None) -> str:
    """The time, in UTC; after the last change of an entry, even where another machine's clock was ahead."""
    time = datetime.now(UTC)
    if after:
        time = max(time, time_of(after["modified"]) + timedelta(microseconds=1))
    return time.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def time_of(text: str) -> datetime:
    """The time that an ISO 8601 text gives; in UTC where it names no zone."""
    time = datetime.fromisoformat(text)
    if not 1900 < time.year < 3000:
        raise ValueError(f"Nothing was kept in the year {time.year}.")
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _later(entry: Entry, old: Entry | None) -> bool:
    """Whether an entry holds against another; of two changed at one time, so that every notebook decides alike."""
    if old is None or entry["modified"] != old["modified"]:
        return old is None or time_of(entry["modified"]) > time_of(old["modified"])
    return entry != old and json.dumps(entry, sort_keys=True) > json.dumps(old, sort_keys=True)


def _shallow(value: Any, deepest: int) -> bool:
    """Whether a value has no more than so many levels of lists and objects in each other."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return deepest > 0 and all(_shallow(part, deepest - 1) for part in inner)


def _stamp(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
