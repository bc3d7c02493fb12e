"""The notes file: one page of W3C annotations per reader and article.

Entries are kept as the file has them, by id.  Of two entries with one id the one changed later holds, so two open
notebooks are put together without losing a note; what was removed leaves its id and time behind.  Whatever of a file
cannot be read is kept in a copy before anything is written.

Format: Sanderson, Ciccarese and Young (2017), Web Annotation Data Model, W3C Recommendation, section 5.2.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from readingroom.notes.anchors import fingerprint
from readingroom.notes.model import Entry, is_sound, time_of
from readingroom.text.article import Article
from readingroom.text.files import write_bytes, write_text

VERSION = 1
CONTEXT = "http://www.w3.org/ns/anno.jsonld"  # the name of the vocabulary; nothing is fetched
PAUSES = (0.05, 0.2, 0.8)  # Windows refuses to replace a file while another program reads it

Entries = dict[str, Entry]


def load(path: Path, article: Article) -> tuple[Entries, str]:
    """The entries of a file, and what is wrong with it, if anything, as the rest of a sentence."""
    try:
        page = json.loads(path.read_bytes().decode("utf-8-sig", "surrogatepass"))
        about, version, items = page["article"], page["version"], list(page["items"])
        items += [{"id": id, "modified": when} for id, when in page["removed"].items()]
        other = about["id"] != article.id and about["sha256"] != fingerprint(article.text)
    except FileNotFoundError:
        return {}, ""
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, "is damaged"
    sound = [item for item in items if is_sound(item)]
    if other:
        return {}, "holds notes on another article"
    if version != VERSION:
        return merged(sound), "was written by another version of Reading Room"
    return merged(sound), "is damaged in places" if len(sound) < len(items) else ""


def save(path: Path, article: Article, reader: str, entries: Entries) -> None:
    """Write all entries in one step."""
    page = {
        "@context": CONTEXT,
        "type": "AnnotationPage",
        "version": VERSION,
        "reader": reader,
        "article": {"id": article.id, "sha256": fingerprint(article.text)},
        "items": [entry for entry in entries.values() if "target" in entry],
        "removed": {entry["id"]: entry["modified"] for entry in entries.values() if "target" not in entry},
    }
    text = json.dumps(page, ensure_ascii=False, indent=1) + "\n"
    for pause in PAUSES:
        try:
            write_text(path, text)
            return
        except PermissionError:
            time.sleep(pause)
    write_text(path, text)


def merged(*groups: Iterable[Entry]) -> Entries:
    """Entries by id; of two with one id, the one changed later.

    >>> old, new = ({"id": "a", "modified": f"2024-05-0{day}"} for day in (1, 2))
    >>> merged([new], [old]) == {"a": new}
    True
    """
    kept: Entries = {}
    for entry in (entry for group in groups for entry in group):
        if _newer(entry, kept.get(entry["id"])):
            kept[entry["id"]] = entry
    return kept


def keep_copy(path: Path) -> Path:
    """A copy of a file beside it, whole and under a new name; the same bytes are copied once."""
    data = path.read_bytes()
    copies = (path.with_name(f"{path.stem}.kept-{n}.json") for n in count(1))
    copy = next(c for c in copies if not c.exists() or c.read_bytes() == data)
    return copy if copy.exists() else write_bytes(copy, data)


def _newer(entry: Entry, old: Entry | None) -> bool:
    """Whether an entry holds against another; of two changed at one time, so that every notebook decides alike."""
    if old is None or entry["modified"] != old["modified"]:
        return old is None or time_of(entry["modified"]) > time_of(old["modified"])
    return entry != old and json.dumps(entry, sort_keys=True) > json.dumps(old, sort_keys=True)
