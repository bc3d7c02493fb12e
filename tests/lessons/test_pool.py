"""A class's readings put together: what is counted, what is left out and named, and who is told what."""

import json
import re
import shutil
import sys
from html import unescape
from pathlib import Path

import a_class
import pytest

from readingroom import Article, Notes, Span, load_corpus, pool, save_reading
from readingroom.doors.command import main
from readingroom.lessons.answers import Answers
from readingroom.lessons.exercises import find, key
from readingroom.lessons.pool import PoolProblem
from readingroom.lessons.pool.agreement import alpha

TEXT = a_class.article()
RAIN = Article.from_text("It may rain. We will see.", id="rain", title="")
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def stick(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stick")
    a_class.make(folder)
    return folder


@pytest.fixture(scope="module")
def a_class_of_thirty(stick):
    return pool(stick)


# Three numbers counted by hand from what `a_class.make` says of reader k = 0 … 29.


def test_twenty_of_thirty_marked_the_sentence_that_all_but_every_third_mark(a_class_of_thirty):
    found = a_class_of_thirty
    assert len(found.readers) == len(found.handed) == 30
    rows = {row.label: row for row in found.heat if row.span == TEXT.sentences[2]}
    # k not divisible by 3: 20 of 30; of these 10 are even (claim) and 10 odd (report)
    assert {label: row.readers for label, row in rows.items()} == {"": 20, "claim": 10, "report": 10}
    assert rows[""].share == 20 / len(found.marking)
    assert rows[""].passage == TEXT.sentences[2].of(TEXT.text)


def test_eight_chose_the_option_behind_which_a_misconception_stands(a_class_of_thirty):
    rows = [row for row in a_class_of_thirty.answers if row.exercise == "00-judge"]
    # k divisible by 4: 0, 4, …, 28, which are 8; the other 22 chose the key
    assert [(row.readers, row.of, row.key) for row in rows] == [
        (0, 30, False),
        (8, 30, False),
        (22, 30, True),
        (0, 30, False),
    ]
    assert rows[1].misconception == "bias can be read off word counts"
    assert rows[1].share == 8 / 30


def test_twelve_reject_a_mark_of_the_kit_and_six_accept_it(a_class_of_thirty):
    [row] = a_class_of_thirty.verdicts
    assert (row.rejected, row.accepted) == (12, 6)  # k < 12; k from 12 to 17


def test_what_cannot_be_counted_is_named_and_left_out(a_class_of_thirty):
    assert sorted(a_class_of_thirty.problems) == [
        "cake.html is no reading, notes or answers of Reading Room.",
        "copy of 0.html is the same as 0/reading-cgtn-2020-Reader_No_0.html.",
        "cut.html is damaged.",
        "empty.json is damaged.",
        "last week.json is an older reading of the same reader as 3/reading-cgtn-2020-Reader_No_3.json.",
    ]


def test_words_of_a_sentence_are_as_hot_as_the_marks_on_them(a_class_of_thirty):
    within = [row for row in a_class_of_thirty.words if row.label == "" and row.span.overlaps(TEXT.sentences[2])]
    assert {row.readers for row in within} == {20}
    assert "".join(row.passage for row in within) in TEXT.sentences[2].of(TEXT.text).replace(" ", "").replace(",", "")


def test_the_most_divided_come_first_in_plain_shares(a_class_of_thirty):
    rows = a_class_of_thirty.agreement
    assert [row.agreement for row in rows] == sorted(row.agreement for row in rows)
    assert all(row.agreement == max(row.share, 1 - row.share) for row in rows)
    assert {row.span for row in rows} == set(TEXT.sentences)


def test_five_places_to_talk_about_with_a_question_each(a_class_of_thirty):
    rows = list(a_class_of_thirty.talk)
    assert len(rows) == 5
    assert all(row.question.endswith("?") for row in rows)
    assert len({row.passage for row in rows}) == 5
    split = next(row for row in rows if row.start == TEXT.sentences[2].start)
    assert split.question == "10 mark something here as “claim”, 10 as “report”. Which words decide it?"
    for row in rows:
        assert row.start is None or TEXT.text[row.start : row.end] == row.passage


def test_every_part_goes_to_a_frame_and_to_csv(a_class_of_thirty):
    for part in ("readers", "heat", "words", "agreement", "answers", "written", "verdicts", "talk"):
        result = getattr(a_class_of_thirty, part)
        assert (
            len(result.to_frame())
            == len(result)
            == len(result.to_csv().splitlines()) - bool(len(result)) - (not result)
        )


def test_a_zip_file_gives_the_same_as_its_folder(stick, a_class_of_thirty, tmp_path):
    packed = pool(shutil.make_archive(str(tmp_path / "class"), "zip", stick))
    for part in ("heat", "answers", "verdicts", "talk"):
        assert list(getattr(packed, part)) == list(getattr(a_class_of_thirty, part))
    assert len(packed.problems) == len(a_class_of_thirty.problems)


def test_names_are_hidden_with_one_switch(stick, tmp_path):
    shown, hidden = (pool(stick, names=names) for names in (True, False))
    for part in ("heat", "agreement", "answers", "verdicts", "talk"):
        assert list(getattr(shown, part)) == list(getattr(hidden, part))
    page = hidden.save(tmp_path / "class.html").read_text("utf-8")
    for said in (page, hidden._repr_html_(), hidden.readers.to_csv(), hidden.written.to_csv()):
        assert "Reader No" not in said
        assert "Reader_No" not in said
    assert {row.reader for row in hidden.readers} == {f"Reader {n}" for n in range(1, 31)}
    assert "Reader No 4" in shown.save(tmp_path / "class.html").read_text("utf-8")


# Alpha, by hand and as published.


def test_alpha_by_hand(tmp_path):
    for name, end in (("Ana", 6), ("Ben", 11), ("Cleo", 6)):
        Notes(RAIN, name, tmp_path).add(Span(3, end), "hedge")
    found = pool(tmp_path, article=RAIN).agreement.alpha()
    # Words: It may rain We will see.  Apart only at "rain": one of three, 2 pairs of 6, so 2·1/2 + 1·2/2 = 2.
    # Of 18 values 4 are "hedge" and 14 are none: 1 − 17·2 / (4·14 + 14·4) = 1 − 34/112
    assert found.value == pytest.approx(1 - 34 / 112)
    assert found.warning.startswith("Fewer than 10 readers (3)")
    assert str(found).startswith("α = 0.70. The readers agree well enough")


def test_alpha_as_published():
    rows = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")  # a dot: no value
    units = [[value for value in unit if value != "."] for unit in zip(*rows, strict=True)]
    assert round(alpha(units), 3) == 0.743  # Krippendorff (2011), section C


def test_alpha_of_a_class_that_never_differs_is_none(tmp_path):
    for name in ("Ana", "Ben"):
        Notes(RAIN, name, tmp_path).add(Span(0, 25), "all of it")
    assert pool(tmp_path, article=RAIN).agreement.alpha().value is None


def test_alpha_of_one_label_looks_at_that_label_alone(tmp_path):
    for name, label in (("Ana", "hedge"), ("Ben", "doubt")):
        notes = Notes(RAIN, name, tmp_path)
        notes.add(Span(3, 6), label)
        notes.add(Span(13, 15), "who")
    found = pool(tmp_path, article=RAIN).agreement
    assert found.alpha("who").value == 1
    assert found.alpha().value < 1
    assert found.alpha("hedge").value < found.alpha("who").value


# Files.


def test_of_two_readings_of_one_reader_the_later_counts_whichever_comes_first(tmp_path):
    for folder, date, k in (("a", "2026-05-02", 1), ("b", "2026-05-01", 0)):
        notes = Notes(RAIN, "Ana", tmp_path / f"notes{k}")
        for n in range(k + 1):
            notes.add(Span(3 * n, 3 * n + 2), "x")
        save_reading(RAIN, tmp_path / "in" / folder, notes=notes, reader="Ana", date=date, formats=["html"])
    found = pool(tmp_path / "in", article=RAIN)
    assert [(row.reader, row.marks, row.date) for row in found.readers] == [("Ana", 2, "2026-05-02")]
    assert found.problems == (
        "b/reading-rain-Ana.html is an older reading of the same reader as a/reading-rain-Ana.html.",
    )


def test_readers_without_a_name_are_each_their_own(tmp_path):
    for n in range(3):
        notes = Notes(RAIN, "me", tmp_path / f"notes{n}")
        notes.add(Span(3, 6), f"label {n}")
        save_reading(RAIN, tmp_path / "in" / f"{n}", notes=notes, formats=["html"], date="2026-05-01")
    assert [row.reader for row in pool(tmp_path / "in", article=RAIN).readers] == ["Reader 1", "Reader 2", "Reader 3"]


def test_what_a_reader_hands_in_twice_in_other_forms_counts_once(tmp_path):
    notes = Notes(RAIN, "Ana", tmp_path / "in")
    notes.add(Span(3, 6), "hedge")
    answers = Answers("Ana", "00-start-here", tmp_path / "in")
    answers.keep("00-judge", 2)
    save_reading(RAIN, tmp_path / "in", notes=notes, answers=answers, reader="Ana", formats=["html", "json"])
    found = pool(tmp_path / "in", article=RAIN)
    assert [(row.reader, row.marks, row.answers) for row in found.readers] == [("Ana", 1, 1)]
    assert len(found.problems) == 1
    assert "is the same as" in found.problems[0]


BAD = {
    "deep.json": "[" * 100_000,
    "deeper.json": '{"version": 1, "reader": "x", "a": ' + "[" * 400 + "]" * 400 + "}",
    "list.json": "[]",
    "new.json": '{"version": 99, "reader": ""}',
    "odd.json": '{"version": 1, "reader": "", "article": 3, "notes": []}',
    "half.json": '{"version": 1, "reader": "A", "article": {"id": "rain"}, "notes": [{"start": "x"}], "date": ""}',
    "old.html": '<html><section class="rr rp-part"></section></html>',
    "notes.json": '{"version": 1, "reader": "A", "article": {"id": "rain"}, "items": 3}',
    "other.json": '{"version": 1, "reader": "A", "article": {"id": "snow"}, "items": []}',
    "data.html": '<script id="rr-reading">{"version": 1',
    "picture.png": "\x89PNG",
}


def test_each_bad_file_is_named_once_and_the_good_ones_are_read(tmp_path):
    Notes(RAIN, "Ana", tmp_path).add(Span(3, 6), "hedge")
    for name, content in BAD.items():
        (tmp_path / name).write_text(content, "utf-8")
    (tmp_path / ".DS_Store").write_text("", "utf-8")
    found = pool(tmp_path, article=RAIN)
    assert [row.reader for row in found.readers] == ["Ana"]
    assert sorted(problem.split(" ")[0] for problem in found.problems) == sorted(BAD)
    said = {problem.split(" ")[0]: problem for problem in found.problems}
    assert "newer" in said["new.json"]
    assert "first Reading Room" in said["old.html"]
    assert "another article (snow)" in said["other.json"]
    assert "damaged" in said["half.json"]


def test_a_reading_of_the_first_kits_with_its_answers_in_words_is_counted(tmp_path):
    option = find("00-judge").options[1].text
    page = {
        "version": 1,
        "reader": "Ana",
        "date": "2026-01-01",
        "article": {"id": "rain"},
        "notes": [{"start": 3, "end": 6, "passage": "may", "label": "hedge", "note": ""}],
        "verdicts": [],
        "answers": [{"exercise": "00-judge", "notebook": "00-start-here", "answer": option}],
    }
    (tmp_path / "reading.json").write_text(json.dumps(page), "utf-8")
    found = pool(tmp_path, article=RAIN)
    assert [row.readers for row in found.answers] == [0, 1, 0, 0]
    assert found.readers[0].marks == 1


def test_a_mark_that_has_lost_its_place_is_counted_as_lost_and_nowhere_else(tmp_path):
    notes = Notes(RAIN, "Ana", tmp_path / "n")
    notes.add(Span(3, 6), "hedge")
    save_reading(RAIN, tmp_path / "in", notes=notes, reader="Ana", formats=["html"])
    other = Article.from_text("It can rain. We will see.", id="rain")
    found = pool(tmp_path / "in", article=other)
    assert (found.readers[0].marks, found.readers[0].lost, len(found.heat)) == (0, 1, 0)


@pytest.mark.parametrize("make", [lambda p: p / "none", lambda p: p, lambda p: _file(p)])
def test_where_there_is_nothing_one_sentence_says_what_to_give(tmp_path, make):
    with pytest.raises(PoolProblem, match="give the"):
        pool(make(tmp_path))


def _file(folder: Path) -> Path:
    (folder / "x.zip").write_bytes(b"PK")
    return folder / "x.zip"


def test_an_article_that_is_not_in_the_room_is_asked_for(tmp_path):
    Notes(RAIN, "Ana", tmp_path).add(Span(3, 6), "hedge")
    with pytest.raises(PoolProblem, match="“rain”, which is not in this room"):
        pool(tmp_path)


# Answers.


def test_marks_against_the_key_are_hits_and_others(tmp_path):
    exercise = find("00-mark", TEXT)
    [[start, end]] = key(exercise, TEXT)
    for n, answer in enumerate(([[start, end]], [[start, end], [0, 4]], [[0, 4]])):
        Answers(f"Reader {n}", "00-start-here", tmp_path).keep("00-mark", answer, TEXT)
    rows = pool(tmp_path, article=TEXT).answers
    assert [(row.answer, row.key, row.readers, row.of) for row in rows] == [
        (TEXT.text[start:end], True, 2, 3),
        ("something else on the page", False, 2, 3),
    ]


def test_values_are_told_apart_by_what_was_typed(tmp_path):
    n = len(TEXT.paragraphs)
    for k, typed in enumerate((str(n), f" {n} ", f"{n} paragraphs", "99", "none")):
        Answers(f"Reader {k}", "00-start-here", tmp_path).keep("00-paragraphs", typed, TEXT)
    rows = pool(tmp_path, article=TEXT).answers
    assert sum(row.readers for row in rows if row.key) == 3
    assert rows[0].answer == str(n)
    assert rows[0].readers == 2


def test_what_was_written_stands_one_after_another_with_its_quotations_checked(tmp_path):
    said = {
        "text": f"It says much. {HOSTILE}",
        "quotations": [f"“{TEXT.sentences[1].of(TEXT.text)}”", "never said so"],
        "ticks": [],
    }
    for name in ("Ana", "Ben"):
        Answers(name, "01-close-reading", tmp_path).keep("01-reading", said, TEXT)
    rows = pool(tmp_path, article=TEXT).written
    assert [(row.reader, row.quotations, row.exact) for row in rows] == [("Ana", 2, 1), ("Ben", 2, 1)]


ODD = [
    {},
    {"text": 3, "quotations": 3},
    [[]],
    [["a", "b"]],
    [[5, 2]],
    [[0, 10**9]],
    10**30,
    -1,
    True,
    "x" * 5000,
    [None],
]


def test_answers_that_are_none_of_their_kind_do_not_stop_the_others(tmp_path):
    for n, answer in enumerate(ODD):
        for id in ("00-judge", "00-paragraphs", "00-mark", "01-reading", "02-parts"):
            Answers(f"Reader {n}", find(id).notebook, tmp_path).keep(id, answer, TEXT)
    found = pool(tmp_path, article=TEXT)
    assert len(found.readers) == len(ODD)
    assert len(found.answers) > 0
    assert len(found.written) > 0
    assert found._repr_html_()


# The page, and who may see it.


def test_everything_on_the_page_is_escaped_and_nothing_is_asked_from_outside(tmp_path):
    notes = Notes(RAIN, HOSTILE, tmp_path / "in")
    for start, end in ((3, 6), (13, 15)):
        notes.add(Span(start, end), HOSTILE, HOSTILE)
    (tmp_path / "in" / "<img src=x>.json").write_text("{", "utf-8")
    page = pool(tmp_path / "in", article=RAIN).save(tmp_path / "class.html").read_text("utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_the_text_on_the_page_is_the_article(a_class_of_thirty):
    page = a_class_of_thirty._repr_html_()
    blocks = re.findall(r'<(?:p|h3) class="rr-p"[^>]*>(.*?)</(?:p|h3)>', page, re.DOTALL)
    assert [unescape(re.sub("<[^>]+>", "", block)) for block in blocks] == [b.of(TEXT.text) for b in TEXT.blocks]
    for target in re.findall(r'href="#(rc-s\d+)"', page):
        assert f'id="{target}"' in page


def test_a_reader_sees_the_class_only_after_marks_of_their_own(a_class_of_thirty, tmp_path):
    mine = Notes(TEXT, "Late", tmp_path)
    for n in range(2):
        mine.add(Span(n, n + 1), "x")
    before = a_class_of_thirty.reveal(mine)
    assert len(before) == 0
    assert before.caption.startswith("Place 3 marks of your own on this article first (2 so far)")
    assert len(a_class_of_thirty.reveal(mine, least=2)) > 0
    mine.add(TEXT.sentences[-1], "x")
    shown = a_class_of_thirty.reveal(mine)
    others = len(a_class_of_thirty.marking)
    [theirs] = [row for row in shown if row.span == TEXT.sentences[2]]
    assert theirs.what == f"20 of {others} others marked something in this sentence, where you did not."


def steps(folder: Path, article: Article) -> int:
    """How many lines of code are run to pool a folder and set its page."""
    lines = 0

    def count(frame, event, _):
        nonlocal lines
        lines += event == "line"
        return count

    sys.settrace(count)
    try:
        pool(folder, article=article).save(folder.parent / f"{folder.name}.html")
    finally:
        sys.settrace(None)
    return lines


def test_twice_the_readers_take_twice_the_steps(tmp_path):
    for folder, size in (("once", 20), ("twice", 40)):
        for k in range(size):
            notes = Notes(RAIN, f"Reader {k}", tmp_path / folder)
            notes.add(Span(3, 6), f"label {k % 3}")
    once, twice = (steps(tmp_path / folder, RAIN) for folder in ("once", "twice"))
    assert once > 1000
    assert twice < 2.2 * once


def test_a_pack_beside_the_five_is_found(tmp_path):
    article = next(iter(load_corpus(pack="harbour").values()))
    Notes(article, "Ana", tmp_path).add(Span(0, 3), "x")
    assert pool(tmp_path).article.id == article.id


def test_the_command_writes_the_page_and_says_what_was_left_out(stick, tmp_path, capsys):
    assert main(["pool", str(stick), str(tmp_path / "class.html"), "--no-names"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("30 readings of ")
    assert "cut.html is damaged." in err
    assert "Reader No" not in (tmp_path / "class.html").read_text("utf-8")
    assert main(["pool", str(tmp_path / "none")]) == 1
