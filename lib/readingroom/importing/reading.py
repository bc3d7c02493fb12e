"""Reading a file or a text: guarded, its format known by its content, its encoding found by trying."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from readingroom.importing.encoding import NOT_TEXT, decode
from readingroom.importing.problem import ImportProblem
from readingroom.importing.source import Source, shown
from readingroom.text.corpus import MOST_BYTES

MOST = 20_000_000  # bytes of a file, pictures and all; refused by size, before it is read
LONGEST_NAME, LONGEST_PATH = 255, 4096  # characters: no file has a longer one
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
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
    if HTML.match(text[:5000]):
        return from_bytes("pasted.html", data)
    return _plain("", data, text, "pasted text", "")


def from_bytes(name: str, data: bytes) -> Source:
    """A file's content; its name serves to name it, and to tell Markdown and HTML from plain text."""
    name = shown(re.split(r"[/\\]", name)[-1] or "file")
    if len(data) > MOST:
        raise _too_big(name, len(data))
    if not data.strip():
        raise ImportProblem(f"“{name}” is empty.")
    if b"%PDF-" in data[:1024]:
        from readingroom.importing.pdf import read_pdf

        return read_pdf(name, data)
    if data.startswith(b"PK\x03\x04"):
        from readingroom.importing.word import read_word

        return read_word(name, data)
    for start, what in OTHER:
        if data.startswith(start):
            raise ImportProblem(f"“{name}” is {what}.")
    return _decoded(name, data)


def _is_text(given: str) -> bool:
    """Whether a str is the text itself: it has line breaks, is longer than a name, or reads as a sentence."""
    if "\x00" in given or len(given) > LONGEST_PATH:
        return True
    sentence = " " in given and given.endswith((".", "!", "?", "”", '"'))
    return not os.path.lexists(given) and (given.splitlines() != [given] or len(given) > LONGEST_NAME or sentence)


def _read(path: Path) -> bytes:
    name = shown(path.name or str(path))
    try:
        mode = path.lstat()
        if stat.S_ISLNK(mode.st_mode):
            raise ImportProblem(f"“{name}” is a link to another file; give that file itself.")
        if not stat.S_ISREG(mode.st_mode):
            kind = (
                "a folder; give the files in it" if stat.S_ISDIR(mode.st_mode) else "a device, not a file with a text"
            )
            raise ImportProblem(f"“{name}” is {kind}.")
        if mode.st_size > MOST:
            raise _too_big(name, mode.st_size)
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


def _decoded(name: str, data: bytes) -> Source:
    ending = Path(name).suffix.lower()
    page = ending in (".html", ".htm", ".xhtml") or b"<html" in data[:5000].lower()
    declared = CHARSET.search(data[:5000]) if page else None
    text, encoding = decode(name, data, declared[1].decode("ascii").lower() if declared else "")
    if page or HTML.match(text[:5000]):
        from readingroom.importing.web import read_html

        return read_html(name, data, _checked(name, text, most=MOST), encoding)
    if ending in (".md", ".markdown"):
        from readingroom.importing.markdown import read_markdown

        return read_markdown(_plain(name, data, text, "Markdown", encoding))
    return _plain(name, data, text, "plain text", encoding)


def _plain(name: str, data: bytes, text: str, kind: str, encoding: str) -> Source:
    ends = [said for mark, said in (("\r\n", "Windows"), ("\n", "Unix"), ("\r", "old Macintosh")) if _has(text, mark)]
    notes = (f"Line ends of several kinds: {', '.join(ends)}.",) if len(ends) > 1 else ()
    text = _checked(name or "The text", text).replace("\r\n", "\n").replace("\r", "\n")
    return Source(name, data, text, kind, encoding, notes=notes)


def _has(text: str, end: str) -> bool:
    return bool(re.search({"\r\n": "\r\n", "\n": "(?<!\r)\n", "\r": "\r(?!\n)"}[end], text))


def _checked(name: str, text: str, most: int = MOST_BYTES) -> str:
    """Refuse what is no text, or too long a one."""
    if "\x00" in text or len(CONTROL.findall(text)) > 1 + len(text) // 100:
        raise ImportProblem(NOT_TEXT.format(name))
    if not text.strip():
        raise ImportProblem(f"“{name}” is empty." if name != "The text" else "The text is empty.")
    if len(text) > most:
        raise ImportProblem(f"“{name}” is longer than a book; bring one article at a time.")
    return text


def _too_big(name: str, size: int) -> ImportProblem:
    return ImportProblem(
        f"“{name}” has {size / 1e6:,.0f} MB; the most is {MOST // 1_000_000} MB. Save the article alone."
    )
