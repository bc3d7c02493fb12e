"""The formats that can be read, each registered here once, with the module that reads it.

A new one is a function in a module of its own, `read(source) -> Source`, and an entry here; the form, the command and
the sentences about files that cannot be read follow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from readingroom.importing.source import Source


@dataclass(frozen=True)
class Format:
    """A format: its name, the endings of its files, what reads it, and how its bytes are known if it is not text."""

    name: str
    endings: tuple[str, ...]
    reader: str = ""  # "module:function" in this room; "" where the text is read as it stands
    known: Callable[[bytes], bool] | None = None

    def read(self, source: Source) -> Source:
        """The article's text, and what the format says of it; the module is loaded when a file needs it."""
        module, _, function = self.reader.partition(":")
        found = getattr(import_module(f"readingroom.importing.{module}"), function)(source) if module else source
        assert isinstance(found, Source)
        return found


FORMATS = [
    Format("plain text", (".txt",)),
    Format("Markdown", (".md", ".markdown"), "markdown:read_markdown"),
    Format("HTML", (".html", ".htm", ".xhtml"), "web:read_html"),
    Format("Word", (".docx",), "word:read_word", lambda data: data.startswith(b"PK\x03\x04")),
    Format("PDF", (".pdf",), "pdf:read_pdf", lambda data: b"%PDF-" in data[:1024]),
]


def of_bytes(data: bytes) -> Format | None:
    """The format that says by its bytes what it is."""
    return next((x for x in FORMATS if x.known and x.known(data)), None)


def of_text(ending: str, page: bool = False) -> Format:
    """The format of a text: HTML if it is a page, else what its file's ending says, else plain text.

    >>> of_text(".md").name, of_text(".md", page=True).name, of_text(".log").name
    ('Markdown', 'HTML', 'plain text')
    """
    texts = [x for x in FORMATS if not x.known]
    wanted = (x for x in texts if (x.name == "HTML" if page else ending in x.endings))
    return next(wanted, FORMATS[0])


def named() -> str:
    """All formats, as a sentence lists them.

    >>> named()
    'plain text, Markdown, HTML, Word (.docx) or PDF'
    """
    names = [f"{x.name} ({x.endings[0]})" if x.name == "Word" else x.name for x in FORMATS]
    return f"{', '.join(names[:-1])} or {names[-1]}"


def endings() -> tuple[str, ...]:
    """The endings of all files that can be read."""
    return tuple(ending for x in FORMATS for ending in x.endings)
