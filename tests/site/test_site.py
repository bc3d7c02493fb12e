"""The reading edition as files: faithful, whole, pointing nowhere outside, and put only where nothing is in the way."""

import json
import re
import sys
import tomllib
from getpass import getuser
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.doors import command as cli
from readingroom.layers import layers
from readingroom.site import MARKER, SiteProblem, publish, script, site
from readingroom.site.pages import name_of, slug
from readingroom.text.article import Article
from readingroom.text.corpus import Corpus, load_corpus
from readingroom.text.folders import shipped

FLOOD = Article.from_text(
    "The river may rise, the mayor said.\n\n“We are ready,” said Ana Ruiz.",
    title="Flood",
    id="flood-1",
    outlet="Gazette",
    published="2024-05-03",
)
SNOW = Article.from_text("It snowed\r\nall day, Kim claimed.", title="Snow", id="Snow/2", outlet="Courier")
TWO = Corpus([FLOOD, SNOW])


class Reader(HTMLParser):
    """Reads a page back: ids, addresses, the text of its paragraphs, and its inert data."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.loads, self.blocks, self.data = [], [], [], [], {}
        self._block = self._data = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        self.ids += [a["id"]] if "id" in a else []
        self.links += [a["href"]] if tag == "a" else []
        self.loads += [a[name] for name in ("src", "srcset", "data", "poster") if name in a]
        self.loads += [a["href"]] if tag == "link" else []
        if "rr-p" in (a.get("class") or "").split():
            self._block = tag
            self.blocks.append("")
        if a.get("type") == "application/json":
            self._data = a.get("id") or a["class"]

    def handle_endtag(self, tag):
        self._block = "" if tag == self._block else self._block
        self._data = "" if tag == "script" else self._data

    def handle_data(self, data):
        if self._block:
            self.blocks[-1] += data
        if self._data:
            self.data[self._data] = json.loads(data)


@pytest.fixture(scope="module")
def five():
    return site(load_corpus(shipped()))


def test_each_page_holds_the_text_as_it_stands(five):
    corpus = load_corpus(shipped())
    for article in corpus.values():
        page = Reader(five[name_of(article)])
        assert page.blocks == [block.of(article.text) for block in article.blocks]
        assert page.data["rr-about"]["text"] == article.text
    assert len([name for name in five if name.startswith("articles/")]) == len(corpus) == 5


def test_every_link_leads_to_a_page_and_a_place_of_the_site(five):
    pages = {name: Reader(html) for name, html in five.items() if name.endswith(".html")}
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids))
        for link in page.links:
            path, _, place = link.partition("#")
            there = resolved(name, path) if path else name
            assert there in pages, link
            assert not place or place in pages[there].ids, f"{name}: {link}"


def resolved(page, link):
    parts = []
    for part in (*PurePosixPath(page).parent.parts, *PurePosixPath(link).parts):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_nothing_is_loaded_but_the_two_files_beside_the_pages(five):
    for name, html in five.items():
        if name.endswith(".html"):
            assert [resolved(name, load) for load in Reader(html).loads] == ["reading.css", "reading.js"]
    code = five["reading.css"] + re.sub(r'"http://www.w3.org/ns/anno.jsonld"', "", five["reading.js"])
    assert not re.search(r"https?:|@import|url\(|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|import\(", code)


def test_each_page_names_the_original_and_who_owns_the_texts(five):
    for article in load_corpus(shipped()).values():
        foot = five[name_of(article)].partition("<footer>")[2]
        assert article.meta["original"]["headline"][:20] in foot.replace("&#x27;", "'").replace("&amp;", "&")
        assert "CC BY 4.0" in foot
        assert article.outlet in foot
    own = site(TWO)[name_of(FLOOD)].partition("<footer>")[2]
    assert "CC BY" not in own
    assert "author or its publisher" in own
    invented = Article.from_text("It rained.", id="rain", meta={"kind": "invented"})
    assert "Invented text" in site(Corpus([invented]))[name_of(invented)].partition("<footer>")[2]


def test_the_speakers_shares_and_each_attribution_are_on_the_page():
    page = site(TWO)[name_of(FLOOD)]
    voices = page.partition('id="rr-voices"')[2]
    assert "<bdi>Ana Ruiz</bdi>" in voices
    assert "<bdi>the mayor</bdi>" in voices
    found = re.findall(r'data-place="([^"]*)"', voices)
    places = [json.loads(place.replace("&quot;", '"')) for place in found]
    assert [[label, FLOOD.text[a:b]] for label, a, b in places[0]] == [
        ["source", "the mayor"],
        ["cue", "said"],
        ["content", "The river may rise"],
    ]


def test_the_same_texts_give_the_same_files_which_say_nothing_of_the_machine(five):
    assert site(load_corpus(shipped())) == five
    whole = "".join(five.values())
    assert str(Path.home()) not in whole
    assert str(files("readingroom")) not in whole
    assert not re.search(rf"\b{re.escape(getuser())}\b", "".join(html for n, html in five.items() if n == "index.html"))


def test_the_script_is_page_js_and_site_js_as_one_classic_script():
    code = script()
    page_js = files("readingroom").joinpath("page/page.js").read_text("utf-8")
    body, _, end = page_js.rpartition("\nexport default")
    assert end.strip() == "{ render };"
    assert body in code
    assert not re.search(r"^\s*(export|import)\b", code, re.MULTILINE)
    assert code.count('"use strict";') == 1


def test_the_concordance_has_every_word_at_its_place():
    data = Reader(site(TWO)["concordance.html"]).data["rr-about"]
    for article, there in zip(TWO.values(), data["articles"], strict=True):
        at, place = [], 0
        for gap, length, number in zip(there["at"][::3], there["at"][1::3], there["at"][2::3], strict=True):
            start, place = place + gap, place + gap + length
            at.append((there["text"][start:place], data["vocabulary"][number]))
        assert [word for word, _ in at] == [span.of(article.text) for span in article.words]
        assert all(word.lower() == folded for word, folded in at)
        assert there["href"] == name_of(article)


def test_verdicts_have_the_ids_that_the_notebook_gives_them(tmp_path):
    from readingroom.notes import Notes

    notes = Notes(FLOOD, folder=tmp_path)
    mark = layers(FLOOD)["modality"][0]
    notes.judge("modality", mark, "rejected")
    ids = Reader(site(TWO)[name_of(FLOOD)]).data["rr-about"]["ids"]["modality"]
    assert [f"urn:uuid:{note.id}" for note in notes.all] == [ids[0].replace("-", "")]


@given(st.text())
def test_any_id_gives_a_name_that_is_no_path(id):
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{4,40}", slug(id))


@given(st.lists(st.text(alphabet="aA./-1", max_size=8), unique=True))
def test_no_two_ids_give_one_name_in_any_case(ids):
    assert len({slug(id).casefold() for id in ids}) == len(ids)


# ---- the folder


def test_a_site_is_written_again_where_one_was_and_what_it_no_longer_has_goes(tmp_path):
    publish(tmp_path, TWO)
    (tmp_path / "my-own.txt").write_text("mine")
    publish(tmp_path, FLOOD)
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert there == {*site(Corpus([FLOOD])), MARKER, "my-own.txt"}


def test_a_folder_with_other_files_is_left_as_it_is(tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(SiteProblem, match="holds other files") as problem:
        publish(tmp_path, TWO)
    assert len(str(problem.value).splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_is_no_folder_and_no_article_no_site(tmp_path):
    (tmp_path / "note").write_text("x")
    with pytest.raises(SiteProblem, match="is a file"):
        publish(tmp_path / "note", TWO)
    with pytest.raises(SiteProblem, match="no article"):
        publish(tmp_path / "new", Corpus())
    assert not (tmp_path / "new").exists()


def test_hidden_files_such_as_a_repository_are_no_obstacle(tmp_path):
    (tmp_path / ".git").mkdir()
    assert publish(tmp_path, TWO).is_file()


def test_a_list_of_files_that_was_tampered_with_removes_nothing_else(tmp_path):
    keep = tmp_path / "keep.html"
    keep.write_text("keep")
    out = tmp_path / "out"
    publish(out, TWO)
    (out / MARKER).write_text("../keep.html\n/etc/passwd\narticles/../../keep.html\nnever-there.html\n")
    publish(out, FLOOD)
    assert keep.read_text() == "keep"


def test_where_one_page_cannot_be_written_no_half_page_is_left(tmp_path):
    publish(tmp_path, TWO)
    whole = (tmp_path / "index.html").read_bytes()
    (tmp_path / "concordance.html").unlink()
    (tmp_path / "concordance.html").mkdir()
    (tmp_path / "concordance.html" / "in-the-way").write_text("x")
    with pytest.raises(OSError, match="concordance"):
        publish(tmp_path, TWO)
    assert (tmp_path / "index.html").read_bytes() == whole
    assert not list(tmp_path.rglob(".*"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_web_server_may_read_every_file(tmp_path):
    publish(tmp_path, TWO)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*.*") if path.is_file()} == {0o644}


def test_half_a_character_gives_pages_that_are_utf_8(tmp_path):
    publish(tmp_path, Article.from_text("It \ud800 may rain.", title="\ud800", id="\ud800", outlet="\udfff"))
    for path in tmp_path.rglob("*.html"):
        path.read_bytes().decode("utf-8")


def test_what_the_reader_added_is_not_published_by_itself(tmp_path, monkeypatch):
    added = tmp_path / "added"
    added.mkdir()
    (added / "mine.md").write_text("---\ntitle: A secret of mine\n---\nIt rained.", "utf-8")
    monkeypatch.setenv("READINGROOM_ADDED", str(added))
    assert "mine" in load_corpus()
    publish(tmp_path / "out")
    assert not any("A secret of mine" in path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.html"))


def test_the_command_writes_the_site_and_says_no_in_one_sentence(tmp_path, capsys):
    assert cli.main(["publish", str(tmp_path / "out")]) == 0
    assert str(tmp_path / "out" / "index.html") in capsys.readouterr().out
    (tmp_path / "thesis.docx").write_text("x")
    assert cli.main(["publish", str(tmp_path)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_every_word_of_the_site_is_used_and_there():
    words = tomllib.loads(files("readingroom").joinpath("site/site.toml").read_text("utf-8"))
    folder = files("readingroom").joinpath("site")
    code = "".join(folder.joinpath(name).read_text("utf-8") for name in ("__init__.py", "pages.py", "site.js"))
    code += " ".join(f'"sort_{way}"' for way in ("right", "left", "text"))
    for key in words:
        assert re.search(rf"""["'.]{key}\b""", code), key
    for key in re.findall(r"""(?:_say|word)\(["'](\w+)["']""", code) + re.findall(r"notes\.say\.(\w+)", code):
        assert key in words, key
