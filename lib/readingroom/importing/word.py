"""Word files (.docx): python-docx opens the package, and every paragraph's text is taken in order.

Tables, text boxes and tracked insertions are read too, which python-docx's own `paragraph.text` leaves out; deleted
text is not.  Macros never run and links to other files are never followed: the library has no means to.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

from readingroom.importing.problem import ImportProblem, damaged, need
from readingroom.importing.source import Source

MOST_FILES = 2_000
MOST_UNPACKED = 60_000_000  # bytes, pictures and all
MOST_XML = 25_000_000  # bytes of text and its marks
NEAR_TOP = 40  # paragraphs among which a title is looked for
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
CHARACTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\xad"}


def read_word(source: Source) -> Source:
    """The text of a Word file."""
    docx = need("docx", reading="Word files", library="python-docx", extra="word")
    name, data = source.name, source.data
    with damaged(name, "a Word file"):
        _check_unpacked(name, data)
        document = docx.Document(io.BytesIO(data))
        text = _joined(document.element.body)
        title = _title(document)
    if not text:
        raise ImportProblem(f"“{name}” holds no text, perhaps only pictures; copy the article's text and paste it.")
    return replace(source, text=text, hints={"title": title})


def _title(document: Any) -> str:
    """The first paragraph in the style of a title, else in that of a first heading."""
    named = [(p.style.name, " ".join(p.text.split())) for p in document.paragraphs[:NEAR_TOP] if p.text.strip()]
    return next((text for style in ("Title", "Heading 1") for name, text in named if name == style), "")


def _check_unpacked(name: str, data: bytes) -> None:
    """Refuse what unpacks to too much, before unpacking."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = package.infolist()
        names = {file.filename for file in files}
        xml = sum(file.file_size for file in files if file.filename.endswith((".xml", ".rels")))
        if len(files) > MOST_FILES or sum(f.file_size for f in files) > MOST_UNPACKED or xml > MOST_XML:
            raise ImportProblem(
                f"“{name}” unpacks to more than an article can hold; copy the article's text and paste it."
            )
        if "word/document.xml" not in names:
            raise ImportProblem(f"“{name}” is an archive, not a Word file; unpack it, or save the article as .docx.")


def _joined(body: Any) -> str:
    """The paragraphs with a blank line between them; a table's rows are lines, and its cells stand side by side."""
    text, before = "", (None, None, None)
    for p, shown in _paragraphs(body):
        row, table = (next(p.iterancestors(f"{W}{tag}"), None) for tag in ("tr", "tbl"))
        cell = next(p.iterancestors(f"{W}tc"), None)
        apart = table is None or table is not before[0] or cell is before[2]
        text += ("\n\n" if apart else "\t" if row is before[1] else "\n") + shown
        before = (table, row, cell)
    return text.strip()


def _paragraphs(body: Any) -> list[tuple[Any, str]]:
    """Every paragraph's characters; of a drawing stored twice, for new and old programs, only the first."""
    found: dict[Any, list[str]] = {p: [] for p in body.iter(f"{W}p")}
    for node in body.iter(f"{W}t", *CHARACTERS):
        home = next(node.iterancestors(f"{W}p"), None)
        if home is not None and next(node.iterancestors(FALLBACK), None) is None:
            found[home].append(CHARACTERS.get(node.tag, node.text or ""))
    return [(p, shown) for p, texts in found.items() if (shown := "".join(texts).strip())]
