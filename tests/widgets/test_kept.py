"""What a reader did is kept once, shown in all its parts, and there again on another day."""

import json
from pathlib import Path

import pytest

from readingroom import Article, ArticleReader, AttributionExplorer, Corpus, frequencies
from readingroom.page.interface import say
from readingroom.text.article import Span
from readingroom.widgets.saving import Following, SaveReading

TEXT = "The bridge is safe, Ana Ruiz said. She added that it was old."


def article(id: str = "bridge", text: str = TEXT) -> Article:
    return Article.from_text(text, title=id.capitalize(), id=id)


def ask(reader: ArticleReader, **asked: object) -> None:
    """What page.js does on a gesture."""
    reader.page._handle_custom_msg(asked, [])


@pytest.fixture
def lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JPY_SESSION_NAME", "/somewhere/notebooks/04-word-frequency.ipynb")


def verdicts(reader: ArticleReader) -> set[str]:
    return set(reader.page.kept["verdicts"].values())


def test_a_gesture_is_answered_by_its_token_also_where_it_cannot_be_met() -> None:
    reader = ArticleReader(article(), layers=[])
    ask(reader, do="add", start=0, end=3, label="question", token="one", article="bridge")
    assert reader.page.kept["did"] == "one"
    ask(reader, do="remove", id="nothing", token="two", article="bridge")
    assert reader.page.kept["did"] == "two"
    assert "There is no note" in reader.page.kept["said"]


def test_a_gesture_that_comes_once_more_is_kept_once_and_without_a_word() -> None:
    reader = ArticleReader(article(), layers=[])
    mark = {"do": "add", "start": 0, "end": 3, "label": "question", "article": "bridge"}
    ask(reader, **mark, token="one")
    ask(reader, **mark, token="one", again=True)
    assert len(reader.notes) == 1
    ask(reader, do="remove", id="nothing", token="two", again=True)
    assert reader.page.kept["said"] == ""
    ask(reader, **mark, token="three")
    assert len(reader.notes) == 2, "a second mark on the same words is a gesture of its own"


def test_a_gesture_on_the_page_before_reaches_the_article_it_was_made_on() -> None:
    reader = ArticleReader(Corpus([article("one"), article("two")]), layers=[])
    ask(reader, do="add", start=0, end=3, label="question", token="1", article="one")
    [note] = reader.notes
    reader.read("two")
    ask(reader, do="change", id=note.id, label="question", text="late", token="2", article="one")
    assert reader.notes == ()
    reader.read("one")
    assert reader.notes[0].text == "late"


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_verdict_on_any_part_is_one_on_the_whole_attribution(part: int) -> None:
    reader = ArticleReader(article(), layers=["attribution"])
    sheet = reader._sheets(["attribution"])
    [attribution] = [s for s in sheet if s.name == "attribution"]
    ask(reader, do="judge", layer="attribution", number=attribution.leads[part], verdict="rejected", token="1")
    [note] = reader.notes
    assert note.label == "cue"
    assert AttributionExplorer(article(), reader=reader).yours["bridge"][0].rejected
    ask(reader, do="judge", layer="attribution", number=attribution.leads[part], verdict=None, token="2")
    assert reader.notes == ()


def test_a_verdict_of_an_earlier_day_on_one_part_is_taken_back_with_the_whole() -> None:
    reader = ArticleReader(article(), layers=["attribution"])
    [attribution] = [s for s in reader._sheets(["attribution"]) if s.name == "attribution"]
    source = next(n for n, mark in enumerate(attribution.marks) if mark.label == "source")
    reader.keeper.notes.judge("attribution", attribution.marks[source], "rejected")
    reader.keeper.show()
    assert verdicts(reader) == {"rejected"}
    ask(reader, do="judge", layer="attribution", number=attribution.leads[source], verdict=None, token="1")
    assert reader.notes == ()


def test_who_speaks_instead_is_no_mark_of_the_readers_own() -> None:
    explorer = AttributionExplorer(article())
    explorer.pick_correct(0)
    explorer.who.value, explorer.who.why = "the engineer", "She is named as one."
    explorer.keep()
    reader = explorer.reader
    assert reader.own_marks == ()
    assert reader.page.kept["notes"] == []
    assert reader.page.kept["voices"] == {}, "the layer is not laid yet"
    reader.layers = ["attribution"]
    reader._lay()
    reader.keeper.show()
    assert set(reader.page.kept["voices"].values()) == {"the engineer"}
    sent: list[dict[str, str]] = []
    explorer.who.send = sent.append
    explorer.pick_correct(0)
    assert sent[0]["why"] == "She is named as one."
    reader.mark(Span(0, 3), "speaker", "mine")
    assert [mark.label for mark in reader.own_marks] == ["speaker"], "a mark elsewhere is one"


def test_article_layers_and_labels_are_open_again_on_another_day(lesson: None) -> None:
    corpus = Corpus([article("one"), article("two")])
    reader = ArticleReader(corpus, layers=[], by="Ana")
    reader.article_id = "two"
    reader.layers = ["modality"]
    reader.page.new_label, reader.page.hidden = "question", ["cue"]
    again = ArticleReader(corpus, layers=[], by="Ana")
    assert (again.article_id, again.layers) == ("two", ("modality",))
    assert (again.page.new_label, again.page.hidden) == ("question", ["cue"])
    assert again.page.label == say("mine_label"), "what the lesson asks for stays"
    assert ArticleReader(corpus, layers=[], by="Ben").article_id == "one"
    assert ArticleReader(corpus, layers=[], by="Ana", article="one").article_id == "one", "another call, another page"
    assert ArticleReader(corpus, layers=[], by="Ana", follows=ArticleReader(corpus, article="one")).article_id == "one"
    assert ArticleReader(Corpus([article("one")]), layers=[], by="Ana").article_id == "one"


def test_outside_a_notebook_and_from_a_strange_file_nothing_is_remembered(
    lesson: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus([article("one"), article("two")])
    reader = ArticleReader(corpus, layers=[])
    reader.article_id = "two"
    reader._memory.keep(article=7, on=["no such layer", 3], hidden="no list")
    strange = ArticleReader(corpus, layers=[])
    assert (strange.article_id, strange.layers, strange.page.hidden) == ("one", (), [])
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert ArticleReader(corpus, layers=[]).article_id == "one"


def test_a_reading_is_saved_when_the_button_is_pressed_and_not_before(tmp_path: Path) -> None:
    reader = ArticleReader(article(), layers=[])
    saving = reader.save_button(tmp_path, formats=["html"])
    assert isinstance(saving, SaveReading)
    assert list(tmp_path.iterdir()) == []
    assert "notes: 0" in saving.twin()
    reader.mark(Span(0, 3), "question")
    assert "notes: 1" in saving.twin()
    saving.name.value = "Ana <b>"
    saving.button.click()
    [path] = saving.saved
    assert path.resolve().exists()
    assert "&lt;b&gt;" not in str(path)
    assert say("open_saved") in saving.sheet.html


def test_a_reading_that_cannot_be_saved_says_why(tmp_path: Path) -> None:
    saving = ArticleReader(article(), layers=[]).save_button(tmp_path / "file" / "below")
    (tmp_path / "file").write_text("in the way")
    saving.button.click()
    assert say("save_failed", why="").strip() in saving.sheet.html
    assert saving.saved == ()


def test_what_is_shown_of_an_article_follows_the_page_and_names_it() -> None:
    reader = ArticleReader(Corpus([article("one"), article("two", "Rain, rain.")]), layers=[])
    table = reader.follow(frequencies)
    assert isinstance(table, Following)
    assert "“One”" in table.twin()
    reader.article_id = "two"
    assert "“Two”" in table.twin()
    assert "rain" in table.twin()


def test_the_twin_shows_the_readers_own_marks() -> None:
    reader = ArticleReader(article(), layers=["attribution"])
    reader.mark(Span(8, 12), "question", "Who?")
    twin = reader.twin()
    assert "rr-own" in twin
    assert "question: Who?" in twin


def test_what_the_page_is_given_can_be_sent() -> None:
    reader = ArticleReader(article(), layers=["attribution"])
    reader.mark(Span(8, 12), "question \ud800", "Who? \ud800")
    json.dumps(reader.page.kept).encode()
