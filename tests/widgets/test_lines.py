"""Concordance lines in the explorers: what they show, whose words they are, the labels a reader gives them."""

import csv
import json
import re
from html import escape

import pytest

from readingroom import Article, ConcordanceExplorer, Corpus, FrequencyExplorer, load_corpus, open_receipt
from readingroom.page.interface import interface, say
from readingroom.text.article import Span

FLOOD = Corpus(
    [
        Article.from_text(
            "“The old bridge is safe,” said Ana Ruiz. The new bridge fell.\n\nBen Cole said the bridge was old.",
            id="flood",
            title="A bridge falls",
            outlet="The Daily Chronicle of the Harbour",
        ),
        Article.from_text("It was said that a bridge held. No bridge is for ever.", id="harbour"),
    ]
)


def pick(page, *what):
    page.picked = {"what": json.dumps(what), "times": page.picked.get("times", 0) + 1}


def label(explorer, n, key):
    line = explorer.lines[n]
    pick(explorer.sheet, "label", line.article, line.span.start, line.span.end, key)
    return line


def rows(html):
    return re.findall(r"<tr data-choose.*?</tr>", html)


def cells(html, kind):
    return [re.sub("<.*?>", "", cell) for cell in re.findall(f'<td class="rr-{kind}".*?</td>', html)]


@pytest.fixture
def explorer(tmp_path, monkeypatch):
    monkeypatch.setenv("READINGROOM_HOME", str(tmp_path))
    monkeypatch.delenv("READINGROOM_NOTES", raising=False)
    return ConcordanceExplorer(FLOOD, "bridge", labels="praise, doubt")


def test_the_words_by_which_lines_are_sorted_are_strong(explorer):
    explorer.sort.value, explorer.then.value = "L1", "R2"
    row = next(row for row in rows(explorer.sheet.html) if "It was said that a" in re.sub("<.*?>", "", row))
    assert re.findall("<b>(.*?)</b>", row) == ["a ", " No", " bridge"]  # L1, R2, R3 of “a bridge held. No bridge”
    explorer.sort.value, explorer.then.value = "text", ""
    assert "<b>" not in explorer.sheet.html


def test_sorted_by_speaker_the_lines_say_who_speaks(explorer):
    assert cells(explorer.sheet.html, "who") == []
    explorer.sort.value = "speaker"
    assert cells(explorer.sheet.html, "who") == [
        *[say("outlet")] * 3,
        "Ana Ruiz",
        "Ben Cole",
        "nobody named",
    ]


def test_where_a_line_stands_is_told_whole(explorer):
    assert "¶1 The Daily Chronicle of the Harbour" in cells(explorer.sheet.html, "source")
    assert f"{say('headline_at')} The Daily Chronicle of the Harbour" in cells(explorer.sheet.html, "source")


def test_a_line_is_its_words_as_they_stand(explorer):
    for row, line in zip(rows(explorer.sheet.html), explorer.lines, strict=True):
        text = "".join(cells(row, kind)[0] for kind in ("left", "node", "right"))
        assert text == escape(" ".join(f"{line.left}{line.match}{line.right}".split()))


def test_more_lines_come_into_view():
    explorer = ConcordanceExplorer(Article.from_text("the river rose " * 50), "river")
    assert "rr-reveal" not in explorer.sheet.html
    pick(explorer.sheet, "from", 20)
    assert '<div class="rr-reveal"><table' in explorer.sheet.html


def test_the_help_has_eight_examples_that_are_searched(explorer):
    examples = [query for query, _ in interface()["search_examples"]]
    assert len(examples) == 8
    for query in examples:
        assert f">{escape(query)}</button>" in explorer.help.html
        explorer.by.value = "regex"
        pick(explorer.help, "example", query)
        assert (explorer.query.value, explorer.by.value) == (query, "word")
        assert explorer.lines.caption


def test_lines_are_kept_by_the_words_near_them(explorer):
    explorer.near.value, explorer.near_words.value = "old", 1
    assert explorer.lines.total == 1
    explorer.near_how.value = "not_near"
    assert explorer.lines.total == 5
    explorer.near.value = "(("
    assert "There is no word in" in explorer.sheet.html


def test_a_key_gives_a_label_that_is_a_note_on_the_page(explorer):
    line = label(explorer, 0, 1)
    label(explorer, 0, 2)
    label(explorer, 1, 2)
    assert [row["labels"] for row in explorer.coded][:3] == ["praise; doubt", "doubt", ""]
    notes = explorer.reader.keeper.notes_on(FLOOD[line.article]).own
    assert {(note.span, note.label) for note in notes} >= {(line.span, "praise"), (line.span, "doubt")}
    again = ConcordanceExplorer(FLOOD, "bridge", labels="praise, doubt")
    assert list(again.coded) == list(explorer.coded)
    label(explorer, 0, 1)
    assert explorer.coded[0]["labels"] == "doubt"
    pick(explorer.sheet, "undo")
    assert explorer.coded[0]["labels"] == "praise; doubt"
    label(explorer, 0, 9)  # no name for this key
    assert explorer.coded[0]["labels"] == "praise; doubt"


def test_labels_are_taken_back_in_order_over_articles(explorer):
    label(explorer, 0, 1)
    label(explorer, 5, 2)
    assert explorer.lines[0].article != explorer.lines[5].article or len({x.article for x in explorer.lines}) == 2
    for left in (1, 0, 0):
        pick(explorer.sheet, "undo")
        assert sum(bool(row["labels"]) for row in explorer.coded) == left
    assert say("undo_none") in explorer.sheet.html


def test_a_label_with_words_of_the_readers_stays(explorer):
    line = label(explorer, 0, 1)
    notes = explorer.reader.keeper.notes_on(FLOOD[line.article])
    [note] = [note for note in notes.own if note.label == "praise"]
    notes.change(note.id, text="because it stands")
    label(explorer, 0, 1)
    assert explorer.coded[0]["labels"] == "praise"
    assert escape(say("label_words", name="praise")) in explorer.sheet.html


def test_lines_are_filtered_sorted_and_counted_by_label(explorer):
    label(explorer, 4, 2)
    label(explorer, 2, 1)
    spans = [row.span for row in explorer.lines]
    counts = re.findall(r"</button> ([0-9]+)</li>", explorer.sheet.html)
    assert counts == ["1", "1", "4"]
    pick(explorer.sheet, "only", "doubt")
    assert len(rows(explorer.sheet.html)) == 1
    assert str(spans[4].start) in rows(explorer.sheet.html)[0]
    pick(explorer.sheet, "only", "")
    assert len(rows(explorer.sheet.html)) == 4
    pick(explorer.sheet, "only", "")
    assert len(rows(explorer.sheet.html)) == 6
    explorer.sort.value = "label"
    pressed = [re.findall(r'aria-label="\d ([^"]*)" aria-pressed="true"', row) for row in rows(explorer.sheet.html)]
    assert pressed == [["doubt"], ["praise"], [], [], [], []]


def test_coded_lines_are_saved_as_csv_and_json(explorer, tmp_path):
    line = label(explorer, 0, 1)
    pick(explorer.sheet, "save")
    [table], [plain] = (list((tmp_path / "readings").glob(f"*.{kind}")) for kind in ("csv", "json"))
    with table.open(newline="", encoding="utf-8") as source:
        assert next(csv.DictReader(source))["labels"] == "praise"
    first = json.loads(plain.read_text("utf-8"))["lines"][0]
    assert (first["article"], first["start"], first["labels"]) == (line.article, line.span.start, "praise")
    assert table.as_posix() in explorer.sheet.html


def test_labels_with_odd_characters_and_too_many_of_them(explorer):
    explorer.labels.value = '<b>"x"&, 🙂 , , <b>"x"&'
    label(explorer, 0, 1)
    assert explorer.coded[0]["labels"] == '<b>"x"&'
    assert '<b>"x"' not in explorer.sheet.html
    explorer.labels.value = ", ".join("abcdefghij")
    assert escape(say("label_many", n=10, most=9)) in explorer.sheet.html


def test_without_keys_there_is_no_column_of_labels():
    explorer = ConcordanceExplorer(FLOOD, "bridge")
    assert "rr-codes" not in explorer.sheet.html
    assert [row["labels"] for row in explorer.coded] == [""] * 6


def test_one_control_of_voices_is_the_same_in_both_explorers(explorer):
    words = FrequencyExplorer(FLOOD)
    assert words.within.options == explorer.within.options
    assert say("within_voice", name="Ana Ruiz", n="5") in dict(words.within.options)
    words.within.value = "voice:Ana Ruiz"
    assert [row.word for row in words.counts] == ["bridge", "old", "safe"]
    assert "words of Ana Ruiz in 2 articles (5 words: few, so read their lines first)" in words.sheet.html
    pick(words.sheet, "word", "bridge")
    assert len(rows(words.sheet.html)) == 1
    words.against.value = "outlet"
    assert "the outlet&#x27;s own words in" in words.sheet.html
    words.picker.value = "harbour"
    assert words.within.value == "", "who does not speak here is not chosen any more"
    assert say("within_voice", name="Ana Ruiz", n="5") not in dict(words.within.options)
    assert say("within_named") not in dict(words.within.options)


def test_two_voices_are_compared():
    words = FrequencyExplorer(load_corpus(added=False))
    words.within.value, words.against.value = "voice:Wang Yi", "voice:Zhao Lijian"
    assert "words of Wang Yi in 5 articles" in words.sheet.html
    assert "words of Zhao Lijian in 5 articles" in words.sheet.html


def test_what_is_shown_has_its_receipt(explorer):
    for widget, found in ((explorer, explorer.lines), (words := FrequencyExplorer(FLOOD), words.counts)):
        receipt = re.search(r'open_receipt\("(rr1[^"]*)"\)', widget.sheet.html)[1]
        assert open_receipt(receipt, FLOOD).caption == found.caption


def test_a_place_is_a_span_of_the_article(explorer):
    for row in explorer.coded:
        assert Span(row["start"], row["end"]).of(FLOOD[row["article"]].text) == row["match"]
