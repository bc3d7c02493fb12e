"""A saved reading: whole, exact, self-contained, and with nothing personal in it that was not typed."""

import csv
import getpass
import io
import json
import re
import socket
import sys
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from project import ROOT
from readingroom import Article, Span, concordance, frequencies, load_corpus
from readingroom.layers import marks
from readingroom.lessons.answers import Answers
from readingroom.lessons.exercises import every, find, key
from readingroom.notes import Notes
from readingroom.report import save_reading
from readingroom.report.answered import answered, quotations, said
from readingroom.report.contents import reading, titled

BODY = "The river may rise by 3 feet on Monday, the mayor said.\n\nIt may fall again. “We are ready,” she added."
FLOOD = Article.from_text(BODY, title="River watched", id="flood", outlet="The Gazette", published="2024-05-01")
FORMATS = ("html", "docx", "csv", "json")
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</table></section><h1>",
    '" onmouseover="alert(1)',
    "javascript:alert(1)",
    "</style><style>*{display:none}",
    "=HYPERLINK(1)",
    "+1+1",
    "@SUM(1)",
    "\u202ereversed",
    "\x00\x08\x1b[31m",
    "\ud800",
    "&lt;b&gt;",
    "]]>",
    "{0}{title}",
    "../../etc/x",
]


@pytest.fixture
def notes(tmp_path):
    kept = Notes(FLOOD, folder=tmp_path / "notes")
    kept.add(Span(19, 24), "theme", "It says “may rise”, not “will rise”.")
    kept.add(Span(0, 5), "headline")
    for mark, verdict in zip(marks(FLOOD, "modality"), ("accepted", "rejected"), strict=True):
        kept.judge("modality", mark, verdict)
    return kept


def saved(tmp_path, article=FLOOD, formats=FORMATS, **kept):
    paths = save_reading(article, tmp_path / "out", formats=formats, date="2024-06-01", **kept)
    assert [path.suffix for path in paths] == [f".{name}" for name in formats]
    return paths


class Page(HTMLParser):
    """Reads a page back: its elements, their attributes, and the cells of its tables."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.cells, self.text, self._in = [], [], "", []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in ("td", "style", "h1"):
            self._in.append(tag)
            self.cells += [""] if tag == "td" else []

    def handle_endtag(self, tag):
        if self._in and self._in[-1] == tag:
            self._in.pop()

    def handle_data(self, data):
        if "style" not in self._in:
            self.text += data
        if "td" in self._in:
            self.cells[-1] += data


def test_the_reading_holds_what_was_kept(tmp_path, notes):
    made = reading(FLOOD, notes=notes, layers=["modality", "numbers"], date="2024-06-01")
    headline, theme = made.parts["notes"]
    assert (headline["passage"], headline["paragraph"], headline["quotation"]) == ("River", 0, "exact")
    assert (theme["passage"], theme["paragraph"], theme["label"]) == ("river", 1, "theme")
    assert [(q["text"], q["found"]) for q in theme["quotations"]] == [("may rise", "exact")]
    modality = made.parts["layers"][0]
    assert (modality["shown"], modality["accepted"], modality["rejected"]) == (2, 1, 1)
    words = len(FLOOD.words)
    assert (modality["per_1000"], modality["left_per_1000"]) == (round(2000 / words, 1), round(1000 / words, 1))
    assert [(v["layer"], v["passage"], v["verdict"], v["paragraph"]) for v in made.parts["verdicts"]] == [
        ("modality", "may", "accepted", 1),
        ("modality", "may", "rejected", 2),
    ]
    assert [card["number"] for card in made.parts["numbers"]] == ["3 feet"]
    assert [(x["label"], x["count"]) for x in made.parts["labels"]] == [("headline", 1), ("theme", 1)]


def test_the_page_shows_it_without_script_or_network(tmp_path, notes):
    lines = concordance(FLOOD, "may")
    kept = {"lines": [lines, lines[0]], "charts": [frequencies(FLOOD).plot(5), lines.plot()]}
    path = saved(tmp_path, notes=notes, layers=["modality"], formats=["html"], **kept)[0]
    html = path.read_text("utf-8")
    page = Page(html)
    names = {tag for tag, _ in page.tags}
    assert not names & {"link", "iframe", "img", "object", "embed", "form", "base"}
    assert [attrs for tag, attrs in page.tags if tag == "script"] == [{"type": "application/json", "id": "rr-reading"}]
    outside = re.findall(r"https?://[^\s\"'<]+", html)
    assert set(outside) <= {"http://www.w3.org/2000/svg"}
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html
    for said_once in ("may rise", "exact", "theme", "modality", "rejected", "The Gazette", "1 May 2024"):
        assert said_once in page.text
    assert page.cells.count("[may]") == 0
    assert page.cells.count("may") >= 5  # two lines, the one kept, two verdicts
    assert html.count("<svg") == 2
    shown = [attrs["data-m"] for tag, attrs in page.tags if tag == "mark"]
    assert any("mine:" in keys for keys in shown)
    assert len({k for keys in shown for k in keys.split() if k.startswith("modality:")}) == 1  # one was rejected


def test_paper_has_line_numbers_and_both_sizes(tmp_path):
    html = saved(tmp_path, formats=["html"])[0].read_text("utf-8")
    assert "@media print" in html
    assert r"\a 5\a" in html
    assert "size:" not in re.search(r"@page \{[^}]*\}", html)[0].replace("font-size:", "")


def test_json_and_csv_say_the_same(tmp_path, notes):
    _, table = saved(
        tmp_path, notes=notes, layers=["modality"], formats=["json", "csv"], lines=[concordance(FLOOD, "may")]
    )
    page = json.loads((table.with_suffix(".json")).read_bytes())
    assert (page["date"], page["reader"], page["article"]["id"], page["version"]) == ("2024-06-01", "", "flood", 1)
    assert page["article"]["outlet"] == "The Gazette"
    rows = list(csv.DictReader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline="")))
    by_part = [row["part"] for row in rows]
    assert by_part.count("note") == len(page["notes"]) == 2
    assert by_part.count("verdict: modality") == len(page["verdicts"]) == 2
    assert by_part.count("line: flood") == len(page["lines"][0]["rows"]) == 2
    assert [row["passage"] for row in rows if row["part"] == "note"] == [n["passage"] for n in page["notes"]]
    assert "html" not in page["lines"][0]


def test_word_has_the_notes_as_comments_on_their_passages(tmp_path, notes):
    docx = pytest.importorskip("docx")
    across = notes.add(Span(60, 85), "across", "two paragraphs")
    path = saved(tmp_path, notes=notes, layers=["modality"], formats=["docx"], reader="Ana")[0]
    file = docx.Document(path)
    assert [c.text for c in file.comments] == [
        "headline",
        "theme: It says “may rise”, not “will rise”.",
        f"across: {across.text}",
    ]
    assert {c.author for c in file.comments} == {"Ana"}
    text = "\n".join(p.text for p in file.paragraphs)
    assert "1  The river may rise" in text
    assert "River watched" in text
    xml = ZipFile(path).read("word/document.xml").decode()
    first = re.search(r'commentRangeStart w:id="1"/>(.*?)<w:commentRangeEnd w:id="1"/>', xml)[1]
    assert re.findall(r"<w:t[^>]*>([^<]*)", first) == ["river"]
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    assert {"may", "may rise"} <= set(cells)


def test_a_missing_package_for_word_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ImportError, match=r"readingroom\[word\]"):
        saved(tmp_path, formats=["docx"])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_appear_as_text_everywhere(tmp_path, hostile):
    whole = f"It may {hostile} rise."
    article = Article.from_text(whole, title=hostile, id=hostile, outlet=hostile, meta={"original": {"owner": hostile}})
    kept = Notes(article, folder=tmp_path / "notes")
    kept.add(Span(0, len(article.text)), hostile, f"“{hostile}”")
    kept.add(Span(0, 1), f"{hostile} ", hostile)
    kept.judge(hostile, marks(article, "modality")[0], "accepted")
    mine = Answers("me", "01-close-reading", tmp_path)
    mine.keep("01-predict", hostile, article)
    paths = saved(
        tmp_path,
        article,
        notes=kept,
        answers=mine,
        layers=["modality"],
        lines=[concordance(article, "may")],
        reader=hostile,
    )
    html = paths[0].read_bytes().decode("utf-8")
    page = Page(html)
    names = [tag for tag, _ in page.tags]
    assert not set(names) & {"img", "object"}
    assert [attrs["type"] for tag, attrs in page.tags if tag == "script"] == ["application/json"]
    assert (names.count("h1"), names.count("style"), names.count("main")) == (1, 1, 1)
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
    assert all(attrs["href"].startswith("#") for tag, attrs in page.tags if tag == "a")
    printed = re.sub("[\x00-\x08\x1b\ud800]", "\ufffd", hostile)
    assert printed in page.cells
    rows = list(csv.DictReader(io.StringIO(paths[2].read_bytes().decode("utf-8-sig"), newline="")))
    assert not [value for row in rows for value in row.values() if value.startswith(("=", "+", "-", "@"))]
    data = json.loads(paths[3].read_bytes())
    assert data["article"]["title"] == data["reader"] == data["answers"][0]["answer"] == hostile
    assert {path.parent for path in paths} == {tmp_path / "out"}
    assert len(list((tmp_path / "out").iterdir())) == 4


def test_nothing_personal_is_in_it_unless_typed(tmp_path, notes):
    home = tmp_path / "home"
    mine = Answers(getpass.getuser(), "01-close-reading", home)
    mine.keep("01-predict", "Rain.", FLOOD)
    named = Notes(FLOOD, reader=getpass.getuser(), folder=home)
    named.add(Span(0, 5), "theme")
    kept = {
        "layers": ["modality", "numbers"],
        "lines": [concordance(FLOOD, "may")],
        "charts": [frequencies(FLOOD).plot()],
    }
    article = Article.from_text(BODY, id="flood", title="River watched", meta={"file": str(Path.home() / "x.md")})
    private = {str(Path.home()), str(tmp_path), str(Path.cwd()), "python-docx"}
    names = {rf"\b{re.escape(name)}\b" for name in (getpass.getuser(), socket.gethostname())}
    for path in saved(tmp_path, article, notes=named, answers=mine, **kept):
        files = [path.read_bytes()]
        if path.suffix == ".docx":
            files = [ZipFile(path).read(name) for name in ZipFile(path).namelist()]
        for content in files:
            written = content.decode("utf-8", "replace")
            assert not [secret for secret in private if secret in written], path
            assert not [name for name in names if re.search(name, written)], path
            assert not re.search(r"\d\d:\d\d:\d\d", written) or path.suffix == ".docx"


def test_one_reader_replaces_only_their_own_file(tmp_path):
    first = saved(tmp_path, formats=["json"], reader="Ana Ruiz")
    other = saved(tmp_path, formats=["json"], reader="Ana_Ruiz")
    third = saved(tmp_path, formats=["json"], reader="Ana Ruiz")
    assert first == third != other
    assert first[0].name == "reading-flood-Ana_Ruiz.json"


def test_bad_input_gets_one_sentence(tmp_path):
    with pytest.raises(ValueError, match="html, docx, csv, json"):
        save_reading(FLOOD, tmp_path, formats=["pdf"])
    with pytest.raises(ValueError, match="modality"):
        save_reading(FLOOD, tmp_path, layers=["bias"])
    with pytest.raises(TypeError, match="got int"):
        save_reading(FLOOD, tmp_path, charts=[3])
    with pytest.raises(TypeError, match="got Frequencies"):
        save_reading(FLOOD, tmp_path, lines=[frequencies(FLOOD)])
    assert not list(tmp_path.iterdir())


def test_a_lost_note_is_shown_as_lost(tmp_path, notes):
    changed = Article.from_text("Nothing of it is left.", id="flood")
    made = reading(changed, notes=Notes(changed, folder=notes.path.parent), date="2024-06-01")
    assert {(n["start"], n["quotation"]) for n in made.parts["notes"]} == {(None, "not in the article")}
    path = saved(tmp_path, changed, notes=Notes(changed, folder=notes.path.parent), formats=["html"])[0]
    assert "lost their place" in path.read_text("utf-8")


@pytest.mark.parametrize("id", list(every()))
def test_every_kind_of_answer_is_said_in_words(tmp_path, id):
    article = load_corpus()["xinhua-2020"]
    exercise = find(id, article)
    answer = key(exercise, article) if exercise.keyed else None
    if exercise.kind in ("predict", "reading"):
        answer = {"text": "Two “talks”.", "quotations": ["said on Tuesday", "never said"], "ticks": [True]}
        answer = answer if exercise.kind == "reading" else "I expect “talks”."
    if answer is None:
        return
    kept = Answers("me", exercise.notebook, tmp_path)
    kept.keep(id, answer, article if exercise != find(id) else None)
    (row,) = answered(kept, article)
    assert (row["exercise"], row["prompt"]) == (id, re.sub(r"\*\*|`", "", exercise.prompt))
    assert row["answer"]
    assert not re.fullmatch(r"\d+|\[.*\]|\{.*\}", row["answer"], re.DOTALL) or exercise.kind == "value"
    if exercise.kind == "reading":
        assert [q["found"] for q in row["quotations"]][-2:] == ["exact", "not in the article"]
    for broken in (99, "x", ["x"], [[9, 2]], {"y": 1}, [[0, 10**9]], True):
        assert isinstance(said(exercise, broken, article), str)


@given(st.text(st.sampled_from("ab “”\"«»„\n'"), max_size=60))
def test_any_typed_text_is_searched_for_quotations(typed):
    for q in quotations(typed, FLOOD):
        assert q["text"] in typed
        assert (q["paragraph"] is None) == (q["found"] == "not in the article")


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=80), st.data())
def test_any_text_can_be_saved(tmp_path_factory, text, data):
    folder = tmp_path_factory.mktemp("any")
    article = Article.from_text(text, id="any")
    kept = Notes(article, folder=folder / "notes")
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        kept.add(Span(start, data.draw(st.integers(start + 1, len(text)))), "x", text)
    paths = save_reading(article, folder, notes=kept, formats=FORMATS)
    assert [note["passage"] for note in json.loads(paths[3].read_bytes())["notes"]] == [n.quote for n in kept.own]


def test_a_quotation_with_another_capital_is_told_and_counted_as_exact(tmp_path):
    kept = Notes(FLOOD, folder=tmp_path / "notes")
    kept.add(Span(19, 24), "theme", "“May rise” stands here, “It may fal” and “Will rise” do not.")
    made = reading(FLOOD, notes=kept, date="2024-06-01").parts["notes"][0]["quotations"]
    assert [(q["found"], q["paragraph"]) for q in made] == [("exact but for the capital", 1)]


def test_answers_stand_under_the_title_of_their_notebook(tmp_path):
    article, books = load_corpus()["xinhua-2020"], []
    for id, answer in (("00-judge", 1), ("02-parts", ["cue"]), ("02-exit", "Who <spoke>")):
        book = Answers("me", find(id).notebook, tmp_path)
        book.keep(id, answer)
        books += [book] if book.path not in {b.path for b in books} else []
    page, word = saved(tmp_path, article, formats=["html", "docx"], answers=books)
    wanted = ["Answers: 00 · Start here", "Answers: 02 · Who speaks?"]
    html = page.read_text("utf-8")
    assert re.findall("<h2>(Answers[^<]*)</h2>", html) == wanted
    assert html.index(find("00-judge").prompt[:20]) < html.index(wanted[1]) < html.index("Who &lt;spoke&gt;")
    docx = pytest.importorskip("docx")
    heads = [p.text for p in docx.Document(word).paragraphs if p.style.name.startswith("Heading")]
    assert [head for head in heads if head.startswith("Answers")] == wanted


@pytest.mark.parametrize("notebook", sorted({find(id).notebook for id in every()}))
def test_the_title_of_a_notebook_is_its_heading(notebook):
    cells = json.loads(ROOT.joinpath("notebooks", f"{notebook}.ipynb").read_text("utf-8"))["cells"]
    assert titled(notebook) == f"{notebook[:2]} · {''.join(cells[0]['source']).splitlines()[0].removeprefix('# ')}"


def test_the_page_carries_its_data_once_more(tmp_path, notes):
    page, plain = saved(tmp_path, notes=notes, layers=["modality"], formats=["html", "json"])
    inside = re.search(r'id="rr-reading">(.*?)</script>', page.read_text("utf-8"), re.DOTALL)[1]
    assert json.loads(inside) == json.loads(plain.read_bytes())


def test_the_readers_claim_comes_first_and_answers_about_the_article_before_others(tmp_path):
    article = load_corpus()["xinhua-2020"]
    general, about = Answers("me", "00-start-here", tmp_path), Answers("me", "01-close-reading", tmp_path)
    general.keep("00-judge", 1)
    [claim] = [id for id in every() if id.startswith("01-") and find(id, article).kind == "reading"][:1]
    about.keep(claim, {"text": "Two sides speak.", "quotations": [], "ticks": [True]}, article)
    about.keep("01-predict", "Talks.", article)
    html = saved(tmp_path, article, formats=["html"], answers=[general, about])[0].read_text("utf-8")
    order = ["Two sides speak.", '<article class="rr rr-page"', "Answers: 01", "Answers: 00"]
    places = [html.index(words) for words in order]
    assert places == sorted(places)


def test_a_saved_answer_is_read_without_the_marks_of_a_notebook():
    article = load_corpus()["xinhua-2020"]
    for id in every():
        assert not re.search(r"\*\*|`", answered_prompt(id, article))


def answered_prompt(id, article):
    from readingroom.report.answered import _row

    return _row(find(id, article), "x", article, None)["prompt"]
