"""Importing what is no article: one clear sentence each, in seconds, within bounded memory, nothing half added."""

import io
import os
import re
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from importing_files import HEADLINE, PARAGRAPHS, assembled, counted, html, member, pdf, with_member, word
from readingroom import ImportProblem, import_article
from readingroom.importing import add_article, added_articles
from readingroom.importing.furniture import furniture
from readingroom.importing.lines import lines_of
from readingroom.importing.reading import MOST, from_bytes, is_page

posix = pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "added"
    monkeypatch.setenv("READINGROOM_ADDED", str(folder))
    return folder


def bomb(size: int = 300_000_000) -> bytes:
    """A Word file of some kilobytes whose text unpacks to many megabytes."""
    xml = member(word(), "word/document.xml")
    return with_member(word(), "word/document.xml", xml.replace(b"</w:body>", b" " * size + b"</w:body>"))


def liar() -> bytes:
    """A bomb that says it is small."""
    data = bytearray(with_member(word(), "word/document.xml", b"<a>" + b"x" * 1_000_000 + b"</a>"))
    return bytes(data).replace((1_000_007).to_bytes(4, "little"), (100).to_bytes(4, "little"))


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("../../evil.txt", "x")
    return out.getvalue()


def locked() -> bytes:
    """A PDF that says it is encrypted, with a password nobody has."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pressed(content: bytes, resources: bytes = b"<</Font<</F1 3 0 R>>>>") -> bytes:
    """A PDF of one page whose content is compressed."""
    stream = zlib.compress(content, 9)
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources%s/Contents 5 0 R>>" % resources,
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    )


def scanned() -> bytes:
    return pdf([])


def forms(depth: int = 30, times: int = 10) -> bytes:
    """A PDF whose forms show one another, ten times each, to a great depth."""
    first, font = 5, b"<</Font<</F1 3 0 R>>/XObject<</X %d 0 R>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources%s/Contents %d 0 R>>" % (font % first, first + depth),
    ]
    shown = b"/X Do\n" * times
    for n in range(depth):
        inner = first + min(n + 1, depth - 1)
        objects.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources%s/Length %d>>stream\n%s\nendstream"
            % (font % inner, len(shown), shown)
        )
    objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown))
    return assembled(objects)


BAD = {
    "empty": ("a.txt", b"", "is empty"),
    "white space": ("a.txt", b" \n\t\r\n ", "is empty"),
    "zero-width": ("a.html", b"<html><body> </body></html>", "shows no text"),
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00" + bytes(range(256)) * 4, "is not a text"),
    "a program": ("a", b"\x7fELF\x02\x01\x01" + b"\x00" * 900 + b"\x01\x02" * 50, "is not a text"),
    "controls": ("a.txt", bytes(range(1, 32)) * 9, "is not a text"),
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "save it as .docx"),
    "rich text": ("a.rtf", b"{\\rtf1\\ansi It rained.}", "rich text"),
    "a web page in one file": ("a.mhtml", b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "HTML only"),
    "a compressed file": ("a.gz", b"\x1f\x8b\x08\x00" + b"x" * 90, "unpack it first"),
    "an archive": ("a.docx", archive(), "not a Word file"),
    "half an archive": ("a.docx", word()[:3000], "damaged"),
    "zip bomb": ("a.docx", bomb, "unpacks to more"),
    "smaller zip bomb": ("a.docx", lambda: bomb(30_000_000), "unpacks to more"),
    "zip bomb that lies": ("a.docx", liar, "damaged"),
    "Word without text": ("a.docx", lambda: word([]), "holds no text"),
    "Word of a billion laughs": (
        "a.docx",
        lambda: with_member(
            word(),
            "word/document.xml",
            b'<!DOCTYPE w [<!ENTITY a "ha">'
            + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(12))
            + b"]><w>&m;</w>",
        ),
        "damaged",
    ),
    "deep HTML": (
        "a.html",
        b"<html><body>" + b"<div>" * 100_000 + b"It rained." + b"</div>" * 100_000,
        "nested too deeply",
    ),
    "wide HTML": ("a.html", b"<html><body>" + b"<p>It rained.</p>" * 60_000, "more parts than an article"),
    "locked PDF": ("a.pdf", locked, "locked with a password"),
    "scanned PDF": ("a.pdf", scanned, "pictures of pages"),
    "half a PDF": ("a.pdf", pdf()[:300], "damaged"),
    "PDF bomb": ("a.pdf", lambda: pressed(b"BT /F1 9 Tf (rain) Tj ET\n" * 4_000_000), "damaged"),
    "PDF of forms in forms": ("a.pdf", forms, "not text"),
    "200,001 words": ("a.txt", HEADLINE.encode() + b"\n\n" + b"rain " * 200_001, "longer than 200,000 words"),
    "a long book": ("a.txt", b"It rained. " * 1_000_000, "longer than a book"),
    "10,001 lines": ("a.txt", b"rain\n" * 10_001, "more than 10,000 lines"),
    "white space without end": ("a.txt", b"Rain\n\nIt rained" + b" " * 2_500_000 + b"on.\n", "longer than"),
    "only furniture": ("a.txt", b"Download\nShare\nFacebook\n", "no article under it"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_gets_one_sentence_and_nothing_is_added(case: str, tmp_path: Path, own_folder: Path) -> None:
    name, data, said = BAD[case]
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data())
    with pytest.raises(ImportProblem, match=re.escape(said)) as caught:
        add_article(path)
    assert len(str(caught.value).splitlines()) == 1
    assert not own_folder.exists()


def test_a_huge_file_is_refused_by_its_size_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # sparse: it takes no room
    with pytest.raises(ImportProblem, match=r"“huge\.txt” has 200 MB; the most is 20 MB"):
        import_article(path)


LIMITED = """
import resource, sys
from readingroom.importing.reading import from_bytes
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
try:
    import_article = __import__("readingroom").import_article
    import_article(Path(sys.argv[1]))
except ValueError as problem:
    print(type(problem).__name__)
"""


@posix
@pytest.mark.parametrize("case", ["zip bomb", "zip bomb that lies", "PDF bomb", "PDF of forms in forms", "deep HTML"])
def test_a_bomb_stays_within_memory(case: str, tmp_path: Path) -> None:
    name, data, _ = BAD[case]
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data())
    done = subprocess.run([sys.executable, "-c", LIMITED, str(path)], capture_output=True, text=True, timeout=120)
    assert done.stdout == "ImportProblem\n", done.stderr


def test_a_name_that_climbs_is_only_a_name(tmp_path: Path, own_folder: Path) -> None:
    from readingroom.importing.added import keep

    for name in ("../../evil.txt", "..\\..\\evil.txt", "/etc/evil.txt", "a\x00b.txt", "evil\n.txt"):
        source = from_bytes(
            name, f"{name!r} and rain\n\nIt rained all day in the valley of {name!r}, she said.".encode()
        )
        article = keep(source)
        assert re.fullmatch(r"[a-z0-9-]+", article.id)
    assert {p.parent for p in tmp_path.rglob("*") if p.is_file()} == {own_folder, own_folder / "files"}


@posix
def test_links_devices_folders_and_pipes_are_named(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("Rain\n\nIt rained.\n", "utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe.txt")
    said = {"link.txt": "is a link", "dangling.txt": "is a link", "pipe.txt": "a device", ".": "a folder"}
    for name, fault in said.items():
        with pytest.raises(ImportProblem, match=fault):
            import_article(tmp_path / name)
    for device in ("/dev/zero", "/dev/null"):
        for given in (device, Path(device)):
            with pytest.raises(ImportProblem, match="a device"):
                import_article(given)


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Rain\n\nIt rained.\n", "utf-8")
    path.chmod(0)
    with pytest.raises(ImportProblem, match="may not be read"):
        import_article(path)


@pytest.mark.parametrize("name", ["a\x00.txt", "x" * 5000, "\ud800.txt", ""])
def test_a_path_that_cannot_be_one_is_named(name: str) -> None:
    with pytest.raises(ImportProblem) as caught:
        import_article(Path(name))
    assert len(str(caught.value).splitlines()) == 1


def test_a_duplicate_is_refused_and_two_of_one_headline_have_two_names() -> None:
    text = f"{HEADLINE}\n\n{PARAGRAPHS[0]}\n"
    first = add_article(text)
    for again in (text, text.replace("\n", "\r\n"), f"Download\n{text}Comment Here"):
        with pytest.raises(ImportProblem, match=f"is added already, as {first.id}"):
            add_article(again)
    second = add_article(f"{HEADLINE}\n\n{PARAGRAPHS[1]}\n")
    assert second.id == f"{first.id}-2"
    assert set(added_articles()) == {first.id, second.id}


def test_half_of_a_character_and_a_wrong_date_are_told() -> None:
    with pytest.raises(ImportProblem, match="halves of characters"):
        import_article("Rain\n\nIt rained \ud800 all day.\n")
    for date in ("3 May", "2024-13-01", "20240503", "31 February 2024", "yesterday", "3 May 2024 or 4 May 2024"):
        with pytest.raises(ImportProblem, match=r"with day, month and year; write it like 2024-05-03|two ways"):
            import_article("Rain\n\nIt rained all day.\n", published=date)
    with pytest.raises(ImportProblem, match="can be read in two ways"):
        import_article("Rain\n\nIt rained all day.\n", published="3/4/2024")
    with pytest.raises(ImportProblem, match="several lines"):
        import_article("Rain\n\nIt rained all day.\n", title="Rain\nagain")


@pytest.mark.parametrize(
    "date",
    [
        "11 April 2025",
        "April 11, 2025",
        "11th of Apr. 2025",
        "Fri 11 April 2025",
        "2025-4-11",
        "11.4.2025",
        "2025/04/11",
    ],
)
def test_a_date_is_taken_as_people_write_it(date: str) -> None:
    assert import_article("Rain\n\nIt rained all day.\n", published=date).published == "2025-04-11"


@pytest.mark.parametrize("hostile", ["<!-- a --> ", "<!-- wp:paragraph -->\n", "<?x?>", "<!--", " <!-- -- > "])
def test_a_page_is_known_in_steps_linear_in_its_comments(hostile: str) -> None:
    steps = [counted(lambda n=n: is_page(hostile * n + "He said so.")) for n in (100, 200)]
    assert steps[1] <= 2.2 * steps[0] + 20
    assert import_article(hostile * 40 + "\n\nHe said so, and nobody in the valley heard him say it.\n").text


@pytest.mark.parametrize(
    "hostile", ["rain it rained all day. ", "“a b c d e.”\n\n", "a b c d e f.\n\n", "we use cookies\na\n"]
)
def test_furniture_is_found_in_steps_linear_in_the_lines(hostile: str) -> None:
    steps = [counted(lambda n=n: furniture(lines_of(hostile * n))) for n in (150, 300)]
    assert steps[1] <= 2.3 * steps[0] + 500


@pytest.mark.parametrize(
    "part",
    ["A", "© A", "news ", "local news ", "x", "accept all ", "home|", "Fig. 1: ", "| ", "-", "By A ", "A, ", "for A "],
)
def test_no_pattern_tries_every_way_through_a_line(part: str) -> None:
    """A pattern that did would not come back; a line of furniture has up to 400 characters."""
    for end in ("!", "a.", " said so"):
        text = f"© {part * 100}"[:390] + end
        assert import_article(f"Rain stops play\n{text}\n\nIt rained all day in the valley, the mayor said.\n").text


def test_elements_nested_deeply_and_widely_are_refused_before_they_are_read() -> None:
    """180 chains of 240 elements passed both limits, and took trafilatura a minute."""
    page = "<html><body>" + ("<div>" * 240 + "It rained." + "</div>" * 240) * 180
    with pytest.raises(ImportProblem, match="nested too deeply"):
        import_article(page)


def test_a_sign_of_copyright_in_a_sentence_is_no_notice() -> None:
    text = (
        "Bridge closes\n\nThe old bridge will close on Monday, the mayor said.\n\n"
        "He said so.” © is a sign the court, she said, does not accept."
    )
    assert import_article(text).text == text
    for notice in (
        "© 2024 Valley Gazette. All rights reserved.",
        "© Valley Gazette",
        "Copyright © The Gazette Group 2024",
    ):
        assert notice not in import_article(f"{text}\n\n{notice}\n").text
        assert notice not in import_article(f"{text} {notice}\n").text


def test_html_is_text_on_the_page() -> None:
    from readingroom.page.html import page

    text = "Of tags\n\nThe tag <script>alert(1)</script> & its <b onclick=x>friends</b> were shown, the curator said.\n"
    assert "<script>alert" not in page(import_article(text))
    odd = html(extra="<p>The tag &lt;script&gt;alert(1)&lt;/script&gt; was shown, the curator said.</p>")
    shown = page(import_article(odd))
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_the_limit_is_a_files() -> None:
    with pytest.raises(ImportProblem, match="the most is 20 MB"):
        from_bytes("a.txt", b"x" * (MOST + 1))
