"""The course: its routes and minutes, its map, what opens, and marks beside marks."""

import ast
import builtins
import json
import re

import pytest

from project import ROOT
from readingroom import ArticleReader, beside, course, exercise, glossary, keys, layers, load_corpus, measured, samples
from readingroom.doors.command import main
from readingroom.lessons.exercises import books, every
from readingroom.lessons.opening import UnknownTerm
from readingroom.lessons.routes import ROUTES, UnknownRoute, minutes, route, write_route

NOTEBOOKS = {path.stem: json.loads(path.read_text("utf-8")) for path in (ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")}
each = pytest.mark.parametrize("book", sorted(books()))


def test_each_notebook_has_its_exercises():
    assert set(NOTEBOOKS) == set(books())
    asked = [id for page in NOTEBOOKS.values() for id in re.findall(r'exercise\(\\"(.+?)\\"', json.dumps(page))]
    assert sorted(asked) == sorted(every())


@each
def test_minutes_are_as_computed_wherever_they_are_printed(book):
    computed = [minutes(route(NOTEBOOKS[book], most)) for most in ROUTES]
    assert books()[book]["minutes"] == computed
    assert all(n <= most for n, most in zip(computed, ROUTES, strict=True))
    short, lesson, whole = computed
    said = f"**Time:** {lesson} minutes. A short route takes {short}; all of it takes {whole}, best in two lessons."
    assert said in "".join(NOTEBOOKS[book]["cells"][0]["source"])
    plan = (ROOT / "notebooks/teaching/README.md").read_text("utf-8").partition(f"\n## {book[:2]} ")[2]
    assert plan.partition("**Minutes:** ")[2].startswith(f"{short} / {lesson} / {whole} (")


@each
@pytest.mark.parametrize("most", ROUTES)
def test_a_route_has_a_whole_frame_and_asks_for_nothing_that_it_left_out(book, most):
    cells = route(NOTEBOOKS[book], most)["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    tree = ast.parse("\n".join(code))
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    made = {n.id for n in names if isinstance(n.ctx, ast.Store)} | {
        a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names
    }
    assert {n.id for n in names} - made - set(dir(builtins)) == set()
    words = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    assert all(head in words for head in ("## Predict", "## Key points", "exit ticket", "## Save my reading"))
    assert any("save_button()" in line for line in code)


def test_a_route_is_written_beside_its_lesson(tmp_path, capsys, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    source = ROOT / "notebooks/02-quote-attribution.ipynb"
    (tmp_path / "notebooks" / source.name).write_text(source.read_text("utf-8"), "utf-8")
    monkeypatch.setenv("READINGROOM_HOME", str(tmp_path))
    assert main(["lesson", "02", "--minutes", "20"]) == 0
    [written] = (tmp_path / "notebooks").glob("*-minutes.ipynb")
    assert written.name in capsys.readouterr().out
    assert json.loads(written.read_text("utf-8")) == route(NOTEBOOKS["02-quote-attribution"], 20)
    assert write_route("02", 20) == written
    assert main(["lesson", "02", "--minutes", "30"]) == 1
    assert "The routes are: 20, 45, 90." in capsys.readouterr().err
    assert main(["lesson", "12"]) == 1
    assert "The lessons are: 02." in capsys.readouterr().err
    with pytest.raises(UnknownRoute, match="There are no notebooks"):
        write_route("02", 20, tmp_path / "elsewhere")


def test_a_route_leaves_results_out():
    page = {"cells": [{"cell_type": "code", "metadata": {}, "source": "1", "outputs": ["x"], "execution_count": 4}]}
    assert route(page, 45)["cells"][0] | {"source": ""} == page["cells"][0] | {
        "source": "", "outputs": [], "execution_count": None
    }  # fmt: skip
    assert page["cells"][0]["outputs"] == ["x"]


def test_the_map_shows_what_was_done_and_what_could_be_next():
    assert course().next.notebook == "00-start-here"
    exercise("00-judge").answer = 1
    seen = course()
    assert seen.next.notebook == "01-close-reading"
    assert seen.steps[0].answered == 1
    page = seen._repr_html_()
    assert page.count("<a href=") == len(books()) + 1
    assert "1 of " in page
    assert not re.search(r"score|streak|%|points", page)


def test_terms_open():
    shown = glossary("hedge", "booster")._repr_html_()
    assert shown.count("<details>") == 2
    assert "<summary>hedge</summary>" in shown
    assert len(glossary().parts) > 30
    with pytest.raises(UnknownTerm, match=r"The glossary has no “hedgehog”\. It has: .*hedge"):
        glossary("hedgehog")


@pytest.mark.parametrize("number", [book[:2] for book in books() if book[:2] != "00"])
def test_samples_hide_what_is_said_of_them(number):
    shown = samples(number)._repr_html_()
    assert shown.count("<details>") == 3
    for head in re.findall("<summary>(.*?)</summary>", shown):
        assert not re.search("Strong|Plausible|too much", head)


def test_marks_beside_marks():
    reader = ArticleReader(load_corpus(pack="harbour", added=False), article="agency", layers=[], label="cue")
    assert not beside(reader)
    assert "marked nothing" in beside(reader).caption
    cues = [mark.span for mark in layers(reader.article)["attribution"] if mark.label == "cue"]
    here = [span for span in cues if reader.article.paragraph_at(span.start) == 2]
    for span in here[:2]:
        reader.mark(span)
    reader.mark(reader.article.words[60])
    rows = beside(reader, "attribution", "cue")
    assert [row.marked_by for row in rows].count("both") == 2
    assert [row.marked_by for row in rows].count("the kit") == len(here) - 2
    assert [row.marked_by for row in rows].count("you") == 1
    assert all(row.words == row.span.of(reader.article.text) for row in rows)


def test_the_kit_is_measured_where_people_marked():
    said = measured(load_corpus(pack="harbour", added=False)["agency"])
    marked, found, _ = map(int, re.findall(r"\d+", said))
    assert marked == 27
    assert marked / 2 < found <= marked


def test_the_key_sheet_has_every_answer_of_a_notebook():
    sheet = keys("02")
    assert {row.exercise for row in sheet} == {id for id in every() if id.startswith("02")}
    assert all(row.answer for row in sheet)
    assert "more rows" not in sheet._repr_html_()
    assert all(row.misconception for row in sheet.misconceptions())
    assert "The key has: 10" in str(keys("04", load_corpus()["globaltimes-2021"])[1].answer)
    with pytest.raises(KeyError, match="There are: 00, 01"):
        keys("12")
