"""Importing by format: plain text in its encodings, Markdown, HTML, Word and PDF, with our own files."""

import io
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importing_files import HEADLINE, PARAGRAPHS, assembled, counted, html, member, pdf, with_member, word, wrapped
from readingroom import Article, ImportProblem, import_article
from readingroom.importing.making import make
from readingroom.importing.problem import need
from readingroom.importing.reading import from_bytes, open_source

BODY = "\n\n".join(PARAGRAPHS)
TEXT = f"{HEADLINE}\nBy Jane Roe\n3 May 2024\n\n{BODY}\n"


def article(name: str, data: bytes | str) -> Article:
    return make(from_bytes(name, data.encode() if isinstance(data, str) else data))


def body(found: Article) -> str:
    return found.text[len(found.title) + 2 :]


FILES = {"a.txt": TEXT.encode(), "a.md": TEXT.encode(), "a.html": html().encode(), "a.docx": word(), "a.pdf": pdf()}


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_article(name: str) -> None:
    found = article(name, FILES[name])
    assert (found.title, found.published, found.meta["author"]) == (HEADLINE, "2024-05-03", "Jane Roe")
    assert [p.of(found.text).replace("\n", " ") for p in found.paragraphs] == list(PARAGRAPHS)


@pytest.mark.parametrize("name", FILES)
def test_content_tells_the_format_not_the_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / "article"
    path.write_bytes(FILES[name])
    assert import_article(path).title == HEADLINE


# -- plain text


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with a byte order mark"),
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_encodings_are_found_and_named(codec: str, named: str) -> None:
    found = article("a.txt", TEXT.encode(codec))
    assert body(found) == BODY
    assert found.meta["encoding"] == named


def test_an_unknown_encoding_is_told_not_guessed() -> None:
    for codec in ("shift_jis", "gb18030", "koi8-r"):
        words = {
            "shift_jis": "橋は月曜日から閉鎖される。",
            "gb18030": "旧桥将从周一起关闭。",
            "koi8-r": "Мост закроют в понедельник.",
        }
        with pytest.raises(ImportProblem, match="save it again as UTF-8"):
            article("a.txt", (words[codec] * 5).encode(codec))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=200))
def test_utf8_and_utf16_texts_come_in_as_they_were(text: str) -> None:
    for codec in ("utf-8", "utf-8-sig", "utf-16"):
        whole = f"They wrote {text} on the wall of the old school, and {text} under it."
        assert article("a.txt", whole.encode(codec)).text == whole


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_the_files_not_the_texts(end: str) -> None:
    found = article("a.txt", TEXT.replace("\n", end))
    assert body(found) == BODY
    assert "notes" not in found.meta


def test_line_ends_of_several_kinds_are_one() -> None:
    assert body(article("a.txt", TEXT.replace("\n", "\r\n", 3))) == BODY


def test_a_name_is_a_file_and_lines_are_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rain.txt").write_text(TEXT, "utf-8")
    assert import_article("rain.txt").title == HEADLINE
    assert import_article(Path("rain.txt")).meta["source"] == "rain.txt"
    assert import_article(TEXT).title == HEADLINE
    assert import_article("It rained all day in the valley.").text == "It rained all day in the valley."
    with pytest.raises(ImportProblem, match=r"There is no file “snow\.txt”\."):
        import_article("snow.txt")
    with pytest.raises(ImportProblem, match="cannot be read"):
        import_article(Path(TEXT))
    with pytest.raises(ImportProblem, match="not int"):
        import_article(7)  # type: ignore[arg-type]


# -- Markdown


def test_markdown_gives_its_front_matter_and_its_marks_are_left_out_and_listed() -> None:
    front = "---\ntitle: Library stays\nsource: Valley Gazette\ndate: 2024-05-03\nauthor: Jane Roe\n---\n"
    text = f"{front}The *old* library [stays](https://x.example), said the mayor on Friday.\n"
    found = article("a.md", text)
    assert (found.title, found.outlet, found.published) == ("Library stays", "Valley Gazette", "2024-05-03")
    assert body(found) == "The old library stays, said the mayor on Friday."
    assert found.meta["left_out"] == [{"line": 1, "text": "* * [ ](https://x.example)", "reason": "marks"}]
    again = make(from_bytes("a.md", text.encode()), put_back=[1])
    assert body(again) == "The *old* library [stays](https://x.example), said the mayor on Friday."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2 * 3 = 6, and 2*3 too", None),
        ("a_file_name and _this_", "a_file_name and this"),
        ("***both*** __strong__ ~~gone~~ `code`", "both strong gone code"),
        ("# A heading ##", "A heading"),
        ("> > “Go,” he said.", "“Go,” he said."),
        ("> - a point", "a point"),
        ("1. one [a [b](c) d", "1. one [a b d"),
        ("a](b) and ![x](y) [", "a](b) and  ["),
        ("\\*not\\* [this] (that)", "*not* [this] (that)"),
        ("*open", None),
        ("** two **", None),
        ("#hashtag and #1", None),
    ],
)
def test_marks_of_markdown(line: str, said: str | None) -> None:
    from readingroom.importing.lines import lines_of
    from readingroom.importing.markdown import marks

    assert lines_of(line, tuple(marks(line)))[0].text == (said or line)


def test_the_marks_of_a_line_are_found_in_time_linear_in_it() -> None:
    from readingroom.importing.markdown import marks

    for hostile in ("*a ", "[", "[a](", "_`", "![", "](", "> ", "\\*", "~~a*b_"):
        steps = [counted(lambda n=n, h=hostile: list(marks(h * n))) for n in (1000, 2000)]
        assert steps[1] <= 2.2 * steps[0] + 100, hostile


def test_a_first_heading_is_the_headline() -> None:
    found = article(
        "a.md", f"# {HEADLINE}\n\n![The library](a.jpg)\n\n{PARAGRAPHS[0]}\n\n## What next\n\n{PARAGRAPHS[4]}\n"
    )
    assert found.text == f"{HEADLINE}\n\n{PARAGRAPHS[0]}\n\nWhat next\n\n{PARAGRAPHS[4]}"


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: [\n---\n",
        "---\n- a\n---\n",
        "---\n: :\n\t---\n",
        "---\n",
        "---\n1: 2\n---\n",
        "---\na: " + "[" * 50_000 + "\n---\n",
    ],
)
def test_front_matter_that_is_broken_is_text(front: str) -> None:
    assert PARAGRAPHS[0] in article("a.md", front + TEXT).text


# -- HTML


def test_a_page_is_read_without_menu_sidebar_footer_scripts_and_hidden_parts() -> None:
    extra = (
        "<p hidden>Not seen.</p><script>alert('never')</script><p>Fish &amp; chips cost &lt;5&gt; crowns in the"
        " cafe,<br>a waiter said.</p><h2>A long dispute</h2><ul><li>Open: four days a week, from Tuesday on.</li></ul>"
        "<figure><figcaption>The library in 1910. Photo: Town archive</figcaption></figure>"
    )
    found = article("a.html", html(extra=extra))
    assert found.outlet == "The Larkfield Gazette"
    assert body(found) == (
        f"{BODY}\n\nFish & chips cost <5> crowns in the cafe,\na waiter said.\n\nA long dispute\n\n"
        "Open: four days a week, from Tuesday on."
    )
    out = " ".join(x["text"] for x in found.meta["left_out"])
    assert "Jobs in the valley" in out
    assert "All rights reserved" in out
    assert "Not seen" not in out + found.text
    assert "never" not in out + found.text


def test_the_heading_of_the_page_is_the_headline_whatever_it_is_called_elsewhere() -> None:
    page = html(head='<meta property="og:title" content="Library saved (for now)">').replace(
        "<body>", "<body><h1>Gazette</h1>"
    )
    assert article("a.html", page).title == HEADLINE
    assert article("a.html", page.replace(f"<h1>{HEADLINE}</h1>", "")).title in ("Library saved (for now)", "Gazette")


def test_lines_outside_the_article_can_be_put_back() -> None:
    source = from_bytes("a.html", html().encode())
    [line] = [x["line"] for x in make(source).meta["left_out"] if x["text"] == "Rain expected all week"]
    assert "Rain expected all week" in make(source, put_back=[line]).text


@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "utf-16", "koi8-r"])
def test_a_pages_encoding_is_what_it_says(codec: str) -> None:
    page = html(head="<!-- -->").replace("utf-8", {"cp1252": "windows-1252"}.get(codec, codec))
    assert PARAGRAPHS[0] in article("a.html", page.encode(codec, "xmlcharrefreplace")).text


def test_a_charset_that_would_rewrite_the_text_is_not_believed() -> None:
    page = html().replace("utf-8", "unicode_escape").replace("nostalgia", "nost\\x41lgia")
    assert "nost\\x41lgia" in article("a.html", page).text


def test_a_page_without_paragraphs_and_one_that_is_only_a_script() -> None:
    lines = "<br><br>".join(PARAGRAPHS)
    found = article("a.html", f"<html><body><div>Home | World | Sport | Jobs</div><div>{lines}</div></body></html>")
    assert all(p in found.text for p in PARAGRAPHS)
    with pytest.raises(ImportProblem, match="shows no text"):
        article("a.html", "<html><body><script>app()</script></body></html>")


def test_pasted_html_is_read_as_a_page_and_text_about_html_is_not() -> None:
    assert import_article(html()).meta["format"] == "HTML"
    assert import_article(
        "Of <html> and men\n\nThe <b>tag</b> is older than the web, the curator said.\n"
    ).text.endswith("The <b>tag</b> is older than the web, the curator said.")


# -- Word


def test_tables_boxes_and_insertions_are_read_and_deletions_are_not() -> None:
    xml = member(word([HEADLINE, *PARAGRAPHS[:2]]), "word/document.xml")
    more = (
        b"<w:p><w:ins><w:r><w:t>A new line was put in by the editor on Monday.</w:t></w:r></w:ins>"
        b"<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>"
        b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Books lent: 40,000</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        b"<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three.</w:t></w:r></w:p>"
    )
    found = article(
        "a.docx", with_member(word(), "word/document.xml", xml.replace(b"<w:sectPr", more + b"<w:sectPr", 1))
    )
    assert body(found).endswith("put in by the editor on Monday.\n\nBooks lent: 40,000\n\nOne\ntwo\tthree.")
    assert "Gone" not in found.text


def test_macros_and_links_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    refused: list[str] = []
    monkeypatch.setattr("socket.socket.connect", lambda *a: refused.append(str(a)))
    rels = member(word(), "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rX" TargetMode="External" Target="http://127.0.0.1:9/x.dotm" Type="http://schemas.openxmlformats'
        b'.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>',
    )
    data = with_member(
        with_member(word(), "word/_rels/document.xml.rels", rels), "word/vbaProject.bin", b"\xd0\xcf\x11\xe0"
    )
    found = article("a.docx", data)
    assert found.title == HEADLINE
    assert not refused


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret of the machine", "utf-8")
    xml = member(word(), "word/document.xml").decode()
    entity = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    xml = xml.replace("<w:document", f"{entity}<w:document", 1).replace(PARAGRAPHS[0], f"{PARAGRAPHS[0]} &x;")
    try:
        text = article("a.docx", with_member(word(), "word/document.xml", xml.encode())).text
    except ImportProblem as problem:
        text = str(problem)
    assert "secret of" not in text


# -- PDF


def test_lines_of_a_pdf_make_paragraphs_and_no_word_is_lost() -> None:
    lines = [HEADLINE, "By Jane Roe", *(line for line in wrapped(PARAGRAPHS * 3, 60) if line)]
    found = article("a.pdf", pdf(lines))
    assert found.text.split() == [*HEADLINE.split(), *(BODY.split() * 3)]
    assert 8 <= len(found.paragraphs) <= 15


def test_a_pdf_of_several_pages_is_one_text() -> None:
    numbered = [f"Number {n} of the long list was read out by the clerk on Monday." for n in range(120)]
    assert body(article("a.pdf", pdf([HEADLINE, "", *numbered]))).split("\n")[-1] == numbered[-1]


# -- what a library needs


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, module, extra in (
        ("a.html", "trafilatura", "html"),
        ("a.docx", "docx", "word"),
        ("a.pdf", "pypdf", "pdf"),
    ):
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(ImportProblem, match=rf"pip install 'readingroom\[{extra}\]'"):
            article(name, FILES[name])
    with pytest.raises(ImportProblem, match="needs scrollpy"):
        need("no_such_library", reading="scrolls", library="scrollpy", extra="scrolls")


def test_importing_loads_no_library_before_a_file_needs_it() -> None:
    import subprocess

    heavy = "('lxml', 'trafilatura', 'docx', 'pypdf')"
    code = f"import sys, readingroom.importing; print(*(m for m in {heavy} if m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


# -- helpers used here are what they say


def test_the_files_made_here_are_whole() -> None:
    assert zipfile.ZipFile(io.BytesIO(word())).testzip() is None
    assert assembled([b"<<>>"]).startswith(b"%PDF-")
    assert open_source(TEXT).text == TEXT
