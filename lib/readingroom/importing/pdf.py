"""PDF: pypdf, pure Python and cared for, with limits against files made to exhaust.

A PDF knows places on paper, not lines and paragraphs.  Lines are as pypdf finds them; a blank line is put where a
paragraph seems to end, so that the text can be read by paragraphs.  Words broken at a line's end stay broken.
"""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator
from typing import Any

from readingroom.importing.extras import damaged, need
from readingroom.importing.lines import CLOSED
from readingroom.importing.problem import ImportProblem
from readingroom.importing.source import Source
from readingroom.text.corpus import MOST_BYTES

MOST_PAGES = 300
SECONDS = 10  # for the whole file
UNPACKED = 4_000_000  # bytes of one stream
SHORT = 0.8  # of the usual line: a shorter line that ends a sentence ends a paragraph
LIMITS = {
    "zlib_maximum_output_length": UNPACKED,
    "lzw_maximum_output_length": UNPACKED,
    "run_length_maximum_output_length": UNPACKED,
    "array_based_stream_maximum_output_length": UNPACKED,
    "xform_maximum_invocations_per_extraction": 500,
}


def read_pdf(name: str, data: bytes) -> Source:
    """The text of a PDF's pages, one after the other."""
    pypdf = need("pypdf", reading="PDF", library="pypdf", extra="pdf")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with damaged(name, "PDF"), pypdf.apply_configuration(**LIMITS):
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not _unlocked(reader):
            raise ImportProblem(f"“{name}” is locked with a password; save a copy without one.")
        if len(reader.pages) > MOST_PAGES:
            raise ImportProblem(
                f"“{name}” has {len(reader.pages):,} pages; print the article's pages alone to a new PDF."
            )
        pages = list(_pages(name, reader))
    if not any(page.strip() for page in pages):
        raise ImportProblem(
            f"“{name}” holds pictures of pages, not text; run text recognition (OCR), or type the text."
        )
    return Source(name, data, "\n".join(_paragraphs("\n".join(pages))), "PDF", "")


def _unlocked(reader: Any) -> bool:
    """Many PDFs are locked against changes only, and open with an empty password."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # an unknown lock, or one that needs a further library
        return False


def _pages(name: str, reader: Any) -> Iterator[str]:
    until = time.monotonic() + SECONDS
    size = 0

    def watch(*_: object) -> None:
        if time.monotonic() > until or size > MOST_BYTES:
            raise ImportProblem(f"“{name}” is too long or too intricate; print the article's pages alone to a new PDF.")

    for page in reader.pages:
        text = page.extract_text(visitor_operand_before=watch)
        size += len(text)
        watch()
        yield text.replace("\x00", "")


def _paragraphs(text: str) -> Iterator[str]:
    """The lines, with a blank one after each that seems to end a paragraph."""
    lines = [line.rstrip() for line in text.splitlines()]
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    for n, line in enumerate(lines):
        yield line
        following = lines[n + 1] if n + 1 < len(lines) else ""
        short = len(line) < SHORT * usual
        if line and following and short and (CLOSED.search(line) or following[:1].isupper()):
            yield ""
