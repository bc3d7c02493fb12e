"""PDF: pypdf, pure Python and cared for, with limits against files made to exhaust.

A PDF knows places on paper, not lines and paragraphs.  Lines are as pypdf finds them; a blank line is put where a
paragraph seems to end, so that the text can be read by paragraphs.  The headline is what is set largest; what stands on
several pages, and small print of a few lines, is outside the article.  A ligature is a way to print two letters, and is
read as them; words broken at a line's end stay broken.
"""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from math import hypot
from typing import Any, NamedTuple

from readingroom.importing.lines import CLOSED
from readingroom.importing.outlets import masthead
from readingroom.importing.problem import ImportProblem, damaged, need
from readingroom.importing.source import Source
from readingroom.text.corpus import MOST_BYTES

MOST_PAGES = 300
SECONDS = 10  # of work for the whole file
UNPACKED = 4_000_000  # bytes of one stream
SHORT = 0.8  # of the usual line: a shorter line that ends a sentence ends a paragraph
GAP = 1.4  # of the usual distance between lines: a wider one parts paragraphs
LARGE, SMALL = 1.15, 0.85  # of the size that most of the text is set in
MOST_SMALL = 40  # words of small print; longer is a passage of the article
MARGIN = 2  # lines at the top and the foot of a page that may stand on other pages too
LIGATURES = {ord(c): name for c, name in zip("ﬀﬁﬂﬃﬄﬅﬆ", "ff fi fl ffi ffl st st".split(), strict=True)}  # noqa: SIM905
LIMITS = {
    "zlib_maximum_output_length": UNPACKED,
    "lzw_maximum_output_length": UNPACKED,
    "run_length_maximum_output_length": UNPACKED,
    "array_based_stream_maximum_output_length": UNPACKED,
    "xform_maximum_invocations_per_extraction": 500,
}


class Row(NamedTuple):
    """A line on paper: its text, the size it is set in, its distance from the foot of the page, and the page."""

    text: str
    size: float
    height: float
    page: int


def read_pdf(source: Source) -> Source:
    """The text of a PDF's pages, one after the other."""
    pypdf = need("pypdf", reading="PDF", library="pypdf", extra="pdf")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    name = source.name
    with damaged(name, "PDF"), pypdf.apply_configuration(**LIMITS):
        reader = pypdf.PdfReader(io.BytesIO(source.data))
        if reader.is_encrypted and not _unlocked(reader):
            raise ImportProblem(f"“{name}” is locked with a password; save a copy without one.")
        if len(reader.pages) > MOST_PAGES:
            raise ImportProblem(
                f"“{name}” has {len(reader.pages):,} pages; print the article's pages alone to a new PDF."
            )
        rows = list(_rows(name, reader))
        if not rows:
            raise ImportProblem(
                f"“{name}” holds pictures of pages, not text; run text recognition (OCR), or type the text."
            )
        sizes = Counter[float]()
        for row in rows:
            sizes[row.size] += len(row.text)
        usual = sizes.most_common(1)[0][0]
        outside = _small(rows, usual) | _again(rows)
        text = "\n".join(_paragraphs(rows, outside))
    named = (part for n in _again(rows) for part in re.split(r"\s[|–—-]\s", rows[n].text))
    hints = {"title": _largest(rows, usual), "outlet": next(filter(masthead, named), "")}
    return replace(source, text=text, hints=hints, outside={n + 1: why for n, why in outside.items()})


def _unlocked(reader: Any) -> bool:
    """Many PDFs are locked against changes only, and open with an empty password."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # an unknown lock, or one that needs a further library
        return False


def _rows(name: str, reader: Any) -> Iterator[Row]:
    """The lines that are not blank."""
    until = time.process_time() + SECONDS
    size = 0

    def watch(*_: object) -> None:
        if time.process_time() > until or size > MOST_BYTES:
            raise ImportProblem(f"“{name}” is too long or too intricate; print the article's pages alone to a new PDF.")

    for n, page in enumerate(reader.pages):
        set_: list[tuple[str, float, float]] = []

        def take(text: str, cm: Any, tm: Any, _: object, font: float, set_: list[Any] = set_) -> None:
            scale = hypot(tm[2], tm[3]) * hypot(cm[2], cm[3])
            set_.append((text, round(font * scale, 1), tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

        size += len(page.extract_text(visitor_operand_before=watch, visitor_text=take))
        watch()
        yield from _lined(set_, n)


def _lined(pieces: Sequence[tuple[str, float, float]], page: int) -> Iterator[Row]:
    """The pieces of a page put together to lines, each with the size and the height of the longest piece in it."""
    line: list[tuple[str, float, float]] = []
    for text, size, height in [*pieces, ("\n", 0, 0)]:
        first, *more = re.split(r"[\n\r]", text)
        line.append((first, size, height))
        for part in more:
            shown = "".join(x for x, _, _ in line).translate(LIGATURES).replace("\x00", "").rstrip()
            if shown.strip():
                yield Row(shown, *max(line, key=lambda x: len(x[0].strip()))[1:], page)
            line = [(part, size, height)]


def _again(rows: Sequence[Row]) -> dict[int, str]:
    """The lines at the top and the foot of a page that stand on another page too, numbers aside."""
    margins: dict[str, set[int]] = {}
    places = {}
    for _, on in groupby(enumerate(rows), lambda x: x[1].page):
        page = list(on)
        for n, row in {x for x in (*page[:MARGIN], *page[-MARGIN:]) if not CLOSED.search(x[1].text)}:
            places[n] = key = re.sub(r"\d+", "0", row.text.strip())
            margins.setdefault(key, set()).add(row.page)
    return {n: "on every page" for n, key in places.items() if len(margins[key]) > 1}


def _small(rows: Sequence[Row], usual: float) -> dict[int, str]:
    """Captions, notices and page numbers: a few words in a smaller size."""
    found: dict[int, str] = {}
    for small, run in groupby(enumerate(rows), lambda x: x[1].size < SMALL * usual):
        print_ = list(run)
        if small and sum(len(row.text.split()) for _, row in print_) <= MOST_SMALL:
            found |= {n: "small print" for n, _ in print_}
    return found


def _largest(rows: Sequence[Row], usual: float) -> str:
    """What is set largest on the first page, names of outlets apart; "" if nothing is larger than the text."""
    groups = [
        (size, " ".join(" ".join(row.text for row in run).split()))
        for size, run in groupby((row for row in rows if row.page == rows[0].page), lambda row: row.size)
    ]
    large = [(s, text) for s, text in groups if s > LARGE * usual and len(text.split()) > 2 and not masthead(text)]
    return max(large, key=lambda x: x[0], default=(0, ""))[1]


def _paragraphs(rows: Sequence[Row], outside: dict[int, str]) -> Iterator[str]:
    """The lines, with a blank one after each that seems to end a paragraph; lines outside the article end none."""
    ends = _ends([row for n, row in enumerate(rows) if n not in outside])
    for n, row in enumerate(rows):
        yield row.text
        if n not in outside and next(ends):
            yield ""


def _ends(rows: Sequence[Row]) -> Iterator[bool]:
    """Whether each line ends a paragraph: by the distance to the next where distances differ, else by its length."""
    lengths = sorted(len(row.text) for row in rows)
    wide = SHORT * lengths[len(lengths) * 9 // 10] if lengths else 0
    steps = [(a.height - b.height) / b.size if b.size and a.page == b.page else -1 for a, b in pairwise(rows)]
    down = sorted(x for x in steps if x > 0)
    usual = down[len(down) // 4] if down else 0  # between two lines of one paragraph; most steps may be between two
    spaced = any(x > GAP * usual for x in steps)
    for (a, b), step in zip(pairwise(rows), steps, strict=True):
        short = len(a.text) < wide and (CLOSED.search(a.text) or b.text[:1].isupper())
        over = bool(CLOSED.search(a.text)) and not b.text[:1].islower()
        yield a.size != b.size or (step > GAP * usual if step > 0 and spaced else over if spaced else bool(short))
    yield False
