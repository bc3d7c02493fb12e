"""Reading a file or a text: guarded, its format known by its content, its encoding found by trying."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import replace
from pathlib import Path

from readingroom.importing.encoding import decode, not_text
from readingroom.importing.formats import of_bytes, of_text
from readingroom.importing.problem import ImportProblem
from readingroom.importing.source import Source, shown
from readingroom.text.corpus import MOST_BYTES

MOST = 20_000_000  # bytes of a file, pictures and all; refused by size, before it is read
LONGEST_NAME, LONGEST_PATH = 255, 4096  # characters: no file has a longer one
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h[1-6])\b[^>\n]{0,300}>", re.IGNORECASE)
CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
OTHER = (
    (b"\xd0\xcf\x11\xe0", "an old or locked Word file; open it in Word and save it as .docx without a password"),
    (b"{\\rtf", "rich text (RTF); save it as .docx or as plain text"),
    (b"From: <Saved by", "a web page in one file (MHTML); save the page again as “Webpage, HTML only”"),
    (b"bplist00", "a web archive; save the page again as “Page Source” or HTML"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
)


def open_source(path_or_text: str | Path) -> Source:
    """A file, or the text itself: a Path is always a file; a str is one if it names one.

    >>> open_source("It rained.\\n\\nIt rained again.").format
    'pasted text'
    >>> open_source("rain.txt")
    Traceback (most recent call last):
    ...
    readingroom.importing.problem.ImportProblem: There is no file “rain.txt”. Check the name and the folder.
    """
    if isinstance(path_or_text, Path):
        return from_bytes(path_or_text.name, _read(path_or_text))
    if not isinstance(path_or_text, str):
        raise ImportProblem(f"Give a file's path or a text, not {type(path_or_text).__name__}.")
    if _is_text(path_or_text):
        return from_text(path_or_text)
    return from_bytes(Path(path_or_text).name, _read(Path(path_or_text)))


def from_text(text: str) -> Source:
    """A pasted text; one that is a page's HTML is read as such."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        raise ImportProblem("The text holds halves of characters; copy it again from where it stands.") from None
    return from_bytes("pasted.html", data) if is_page(text) else _plain(Source("", data, text, "pasted text", ""))


def from_bytes(name: str, data: bytes) -> Source:
    """A file's content; its name serves to name it, and to tell Markdown and HTML from plain text."""
    name = shown(re.split(r"[/\\]", name)[-1] or "file")
    if len(data) > MOST:
        raise _too_big(name, len(data))
    if not data.strip():
        raise ImportProblem(f"“{name}” is empty.")
    if known := of_bytes(data):
        return known.read(Source(name, data, "", known.name, ""))
    for start, what in OTHER:
        if data.startswith(start):
            raise ImportProblem(f"“{name}” is {what}.")
    return _decoded(name, data)


def is_page(text: str) -> bool:
    """Whether a text begins as a web page does, comments aside.

    >>> is_page("<!-- saved --> <!doctype html><p>Rain"), is_page("Of <html> and men")
    (True, False)
    """
    rest = text[:5000].lstrip()
    while rest.startswith(("<!--", "<?")):
        rest = rest.partition("-->" if rest.startswith("<!--") else ">")[2].lstrip()
    return bool(HTML.match(rest))


def _is_text(given: str) -> bool:
    """Whether a str is the text itself: it has line breaks, is longer than a name, or reads as a sentence."""
    if "\x00" in given or len(given) > LONGEST_PATH:
        return True
    sentence = " " in given and given.endswith((".", "!", "?", "”", '"'))
    return not os.path.lexists(given) and (given.splitlines() != [given] or len(given) > LONGEST_NAME or sentence)


def _read(path: Path) -> bytes:
    name = shown(path.name or str(path))
    try:
        _check_kind(name, path.lstat())
        with path.open("rb") as file:
            return file.read(MOST + 1)
    except ImportProblem:
        raise
    except FileNotFoundError:
        raise ImportProblem(f"There is no file “{name}”. Check the name and the folder.") from None
    except PermissionError:
        raise ImportProblem(f"“{name}” may not be read; ask its owner, or copy it to a folder of yours.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be one"
        raise ImportProblem(f"“{name}” cannot be read ({reason}).") from None


def _check_kind(name: str, found: os.stat_result) -> None:
    """Refuse what is no regular file of a fair size."""
    if stat.S_ISLNK(found.st_mode):
        raise ImportProblem(f"“{name}” is a link to another file; give that file itself.")
    if stat.S_ISDIR(found.st_mode):
        raise ImportProblem(f"“{name}” is a folder; give the files in it.")
    if not stat.S_ISREG(found.st_mode):
        raise ImportProblem(f"“{name}” is a device, not a file with a text.")
    if found.st_size > MOST:
        raise _too_big(name, found.st_size)


def _decoded(name: str, data: bytes) -> Source:
    ending = Path(name).suffix.lower()
    page = of_text(ending).name == "HTML" or b"<html" in data[:5000].lower()
    declared = CHARSET.search(data[:5000]) if page else None
    text, encoding = decode(name, data, declared[1].decode("ascii").lower() if declared else "")
    format = of_text(ending, page or is_page(text))
    source = Source(name, data, text, format.name, encoding)
    return format.read(_checked(source, MOST) if format.name == "HTML" else _plain(source))


def _plain(source: Source) -> Source:
    return replace(source, text=_checked(source).text.replace("\r\n", "\n").replace("\r", "\n"))


def _checked(source: Source, most: int = MOST_BYTES) -> Source:
    """Refuse what is no text, or too long a one."""
    text, name = source.text, f"“{source.name}”" if source.name else "The text"
    if "\x00" in text or len(CONTROL.findall(text)) > 1 + len(text) // 100:
        raise not_text(source.name or "The text")
    if not text.strip():
        raise ImportProblem(f"{name} is empty.")
    if len(text) > most:
        raise ImportProblem(f"{name} is longer than a book; bring one article at a time.")
    return source


def _too_big(name: str, size: int) -> ImportProblem:
    return ImportProblem(
        f"“{name}” has {size / 1e6:,.0f} MB; the most is {MOST // 1_000_000} MB. Save the article alone."
    )
