"""Files for the tests, the figures and the fuzzing of importing: all made here, all texts our own."""

import io
import sys
import zipfile
from collections.abc import Callable, Iterable

HEADLINE = "Larkfield votes to keep its old library open"
PARAGRAPHS = (
    "The council of Larkfield voted on Thursday to keep the town library open for two more years, the mayor said.",
    "“We listened to people,” Ana Brook, the mayor, told reporters after the vote, which was close.",
    "Opponents said the cost was too high. One of them, Councillor Hugh Vane, called it “a gift to nostalgia”.",
    "The library lends 40,000 books a year, according to the council, and 1,200 children belong to it.",
    "The decision goes to the county in June. Until then the doors stay open on four days a week.",
)
CSS = "body{margin:0}.nav{display:flex}"


def counted(work: Callable[[], object]) -> int:
    """How many lines of Python a piece of work runs: what grows with its input, whatever else the machine does."""
    lines = 0

    def step(*_: object) -> object:
        nonlocal lines
        lines += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines


def html(paragraphs: Iterable[str] = PARAGRAPHS, *, head: str = "", extra: str = "") -> str:
    """A page as a browser saves it: menu, article, sidebar, footer, scripts."""
    body = "".join(f"<p>{p}</p>\n" for p in paragraphs)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{HEADLINE} - The Larkfield Gazette</title>
<meta property="og:site_name" content="The Larkfield Gazette">
<meta property="article:published_time" content="2024-05-03T10:15:00Z">{head}
<style>{CSS}</style><script>document.write("never shown")</script></head>
<body><header><nav class="nav"><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/weather">Weather</a></li><li><a href="/jobs">Jobs in the valley</a></li></ul></nav></header>
<main><article><h1>{HEADLINE}</h1>
<div class="byline">By <a href="/jane">Jane Roe</a></div><time datetime="2024-05-03">3 May 2024</time>
<div class="share"><button>Share</button><a href="#">Facebook</a> <a href="#">Twitter</a></div>
<div class="story">{body}{extra}</div></article>
<aside><h3>Most read</h3><ul><li><a href="/a">Bridge to close for a month</a></li>
<li><a href="/b">Rain expected all week</a></li></ul></aside></main>
<footer><p>© 2024 The Larkfield Gazette. All rights reserved.</p><a href="/terms">Terms of use</a></footer>
</body></html>"""


def word(paragraphs: Iterable[str] = (HEADLINE, "By Jane Roe", "3 May 2024", *PARAGRAPHS)) -> bytes:
    """A Word file."""
    import docx

    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_member(package: bytes, name: str, content: bytes) -> bytes:
    """The same package with one more file in it, or another in its place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for file in old.namelist():
            if file != name:
                new.writestr(file, old.read(file))
        new.writestr(name, content)
    return out.getvalue()


def member(package: bytes, name: str) -> bytes:
    """One file of a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        return old.read(name)


def wrapped(paragraphs: Iterable[str], width: int = 80) -> list[str]:
    """Paragraphs as lines on paper; None between two lines would be no more than a blank one here."""
    import textwrap

    lines: list[str] = []
    for paragraph in paragraphs:
        lines += [*textwrap.wrap(paragraph, width), ""]
    return lines


def pdf(
    lines: Iterable[str] = (HEADLINE, "", "By Jane Roe", "3 May 2024", "", *wrapped(PARAGRAPHS)), per: int = 45
) -> bytes:
    """A PDF with these lines in Times, so many a page; a blank line is a gap on the paper."""
    lines = list(lines)
    pages = [lines[n : n + per] for n in range(0, len(lines), per)] or [[]]
    first = 4
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
    ]
    for n, page in enumerate(pages):
        content = _content(page)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {first + 2 * n + 1} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return assembled(objects)


def _content(lines: Iterable[str]) -> bytes:
    shown = [b"BT /F1 11 Tf 14 TL 72 720 Td"]
    for line in lines:
        text = line.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        shown.append(b"(%s) Tj T*" % text if text else b"T*")
    return b"\n".join([*shown, b"ET"])


def assembled(objects: Iterable[bytes]) -> bytes:
    """PDF objects, numbered from 1, as a file with its table of places."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, table)
    return bytes(out)


Placed = tuple[float, float, float, str]  # from the left, from the bottom, size, text


def paper(*pages: Iterable[Placed]) -> bytes:
    """A PDF whose pages hold texts at places on paper and in sizes, in this order."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</BaseEncoding/WinAnsiEncoding"
        b"/Differences[1/fi/fl]>>>>",
    ]
    for n, page in enumerate(pages):
        content = b"\n".join(_placed(*item) for item in page)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {5 + 2 * n} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return assembled(objects)


def _placed(x: float, y: float, size: float, text: str) -> bytes:
    shown = text.replace("ﬁ", "\x01").replace("ﬂ", "\x02").encode("cp1252")
    shown = shown.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (size, x, y, shown)


def column(x: float, y: float, size: float, paragraphs: Iterable[str], width: int) -> list[Placed]:
    """Paragraphs set in a column of so many characters, with a gap after each."""
    import textwrap

    items: list[Placed] = []
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, width):
            items.append((x, y, size, line))
            y -= 1.2 * size
        y -= 0.8 * size
    return items


def styled(*paragraphs: tuple[str, str], table: Iterable[Iterable[str]] = (), after: Iterable[str] = ()) -> bytes:
    """A Word file of paragraphs, each with its style, a table, and paragraphs below it."""
    import docx

    document = docx.Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style)
    rows = [list(row) for row in table]
    if rows:
        cells = document.add_table(len(rows), len(rows[0]))
        for n, row in enumerate(rows):
            for m, text in enumerate(row):
                cells.cell(n, m).text = text
    for text in after:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
