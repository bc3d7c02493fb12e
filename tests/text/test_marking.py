"""The reader of marks set by hand: what a cell can name, and what is said when a text has changed under a mark."""

from pathlib import Path

import pytest

from readingroom import Article
from readingroom.text import marking
from readingroom.text.marking import MarkProblem, find, handmarks

HEADS = "place\tsource\tcue\tcontent\tkind\tspeaker\tinside\tnote\n"
RAIN = Article.from_text(
    "“It rains,” Kim said. “It pours.”\n\nShe told Lee that Ann denied it, and Lee said no.", title="Rain", id="rain"
)


@pytest.fixture
def marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty table of marks for the article `rain`, in a pack of its own."""
    (tmp_path / "marks").mkdir()
    monkeypatch.setattr(marking, "packs", lambda: ("weather",))
    monkeypatch.setattr(marking, "shipped", lambda pack: tmp_path)
    return tmp_path / "marks" / "rain.tsv"


def test_words_become_places(marks: Path) -> None:
    direct = "1\tKim\tsaid\t“It rains,” | “It pours.”\tdirect\tKim\t\tin two pieces\n"
    indirect = "2\tShe\ttold\tthat Ann … it\tindirect\tKim\t\t\n2\tAnn\tdenied\tit\tindirect\tAnn\t2\t\n"
    marks.write_text(HEADS + direct + indirect + "2\t\tsaid\tno\tindirect\t-\t\t\n", "utf-8")
    first, second, third, fourth = handmarks(RAIN)
    assert [s.of(RAIN.text) for s in first.content] == ["“It rains,”", "“It pours.”"]
    assert (first.kind, first.speaker, first.nested_in, first.note) == ("direct", "Kim", None, "in two pieces")
    assert second.content[0].of(RAIN.text) == "that Ann denied it"
    assert third.nested_in == 1
    assert (fourth.source, fourth.speaker) == (None, None)


def test_an_article_without_marks_has_none(marks: Path) -> None:
    assert handmarks(RAIN) == ()


def test_a_text_changed_under_a_mark_is_named_with_file_and_line(marks: Path) -> None:
    good = "1\tKim\tsaid\t“It rains,”\tdirect\tKim\t\t\n"
    marks.write_text(HEADS + good + "2\tShe\ttold\tthat Ann admitted it\tindirect\tKim\t\t\n", "utf-8")
    with pytest.raises(MarkProblem) as caught:
        handmarks(RAIN)
    assert str(caught.value) == (
        "marks/rain.tsv, line 3: “that Ann admitted it” is not found in paragraph 2; correct the mark or the text."
    )


@pytest.mark.parametrize(
    ("place", "words"),
    [(1, "rain"), (1, "Kim#2"), (3, "Kim"), (-1, "Rain"), (0, "Kim"), (2, "no … She"), (1, ""), (1, "¶7:Kim")],
)
def test_what_is_no_whole_word_of_the_paragraph_is_not_found(place: int, words: str) -> None:
    with pytest.raises(ValueError, match=f"is not found in paragraph {7 if '¶' in words else place}"):
        find(RAIN, place, words)


@pytest.mark.parametrize(("words", "start"), [("It", 1), ("It#2", 23), ("It … pours", 1), ("“It#2 … pours", 22)])
def test_the_same_words_are_told_apart_by_number(words: str, start: int) -> None:
    assert find(RAIN, 1, words).start - RAIN.paragraphs[0].start == start
