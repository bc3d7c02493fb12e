"""Notes: kept at once, found again, never moved by guess."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom import Article, Mark, Span
from readingroom.notes import Notes, UnknownNote
from readingroom.notes.anchors import anchor, locate

TEXT = "The river rose on Monday. The mayor said the bridge may close. The river fell again, slowly, by Friday night."
RIVER = Article.from_text(TEXT, id="flood")
MAY = Mark(Span(52, 55), "possibility", "“may” is a modal verb.")
HOSTILE = [
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "\u202ereversed\u202c",
    "\x00\x1b[31m",
    "\ud800",
    "\U0001f9d1\u200d\U0001f680",
    "]]>\u2028",
    "'; --",
]


@pytest.fixture
def notes(tmp_path):
    return Notes(RIVER, folder=tmp_path)


def again(notes, article=RIVER):
    return Notes(article, reader=notes.reader, folder=notes.path.parent)


def test_a_note_is_kept_at_once_and_found_again(notes):
    second = notes.add(Span(52, 55), "question", "Who says so?")
    first = notes.add(Span(4, 9), "theme")
    assert notes.all == again(notes).all == (first, second)
    assert (first.quote, second.quote) == ("river", "may")
    changed = notes.change(first.id, text="again and again")
    assert (changed.label, changed.text, changed.created) == ("theme", "again and again", first.created)
    notes.remove(second.id)
    assert again(notes).all == (changed,)


def test_undo_takes_back_whatever_came_last(notes):
    assert notes.undo() is None
    note = notes.add(Span(4, 9), "theme")
    states = [(), (note,)]
    notes.change(note.id, label="place")
    states.append(notes.all)
    notes.judge("modality", MAY, "rejected")
    states.append(notes.all)
    notes.judge("modality", MAY, "accepted")
    states.append(notes.all)
    notes.judge("modality", MAY, None)
    states.append(notes.all)
    notes.remove(note.id)
    for state in reversed(states):
        assert "“" in notes.undo()
        assert notes.all == again(notes).all == state
    assert notes.undo() is None


@pytest.mark.parametrize(
    ("passage", "said"),
    [
        ("“a model”", "“a model”"),
        ("“a model", "“a model”"),
        ('a model"', "“a model”"),
        ("“Yes,” he said, “now”", "“‘Yes,’ he said, ‘now’”"),
        ("it is “new” now", "“it is ‘new’ now”"),
        ("“", "“‘”"),
    ],
)
def test_quotation_marks_are_not_doubled(tmp_path, passage, said):
    article = Article.from_text(f"Ah: {passage}.", id="any")
    notes = Notes(article, folder=tmp_path)
    note = notes.add(Span(4, 4 + len(passage)), "theme")
    notes.remove(note.id)
    assert notes.undo() == f"Taken back: the removal of the note on {said}."
    assert notes.undo() == f"Taken back: the new note on {said}."


def test_a_verdict_is_kept_apart_from_the_readers_own_notes(notes):
    assert notes.verdict("modality", MAY) is None
    notes.judge("modality", MAY, "rejected")
    note = notes.add(Span(52, 55), "possibility")
    assert notes.verdict("modality", MAY) == again(notes).verdict("modality", MAY) == "rejected"
    assert notes.verdict("stance", MAY) is None
    assert notes.own == (note,)
    judged = next(n for n in notes.all if n.layer)
    assert (judged.layer, judged.verdict, judged.quote) == ("modality", "rejected", "may")
    notes.judge("modality", MAY, "accepted")
    assert len(notes.all) == 2
    notes.judge("modality", MAY, None)
    notes.judge("modality", MAY, None)
    assert notes.verdict("modality", MAY) is None
    assert notes.all == (note,)


def test_two_notebooks_that_judge_one_mark_make_one_verdict(notes):
    other = again(notes)
    notes.judge("modality", MAY, "accepted")
    other.judge("modality", MAY, "rejected")
    assert notes.verdict("modality", MAY) == "rejected"
    assert len(notes.all) == 1


def test_bad_input_gets_one_sentence(notes):
    with pytest.raises(ValueError, match="one or more of the 109 characters"):
        notes.add(Span(4, 4), "theme")
    with pytest.raises(ValueError, match="characters"):
        notes.add(Span(100, 110), "theme")
    with pytest.raises(ValueError, match="characters"):
        notes.add((1, 2), "theme")
    with pytest.raises(TypeError, match="label is a str"):
        notes.add(Span(1, 2), 3)
    with pytest.raises(ValueError, match="accepted"):
        notes.judge("modality", MAY, "wrong")
    with pytest.raises(UnknownNote, match=r"notes\.all"):
        notes.change("0", text="x")
    assert not notes.path.exists()


def test_the_file_is_a_page_of_w3c_annotations(notes):
    note = notes.add(Span(4, 9), "theme", "Said three times.")
    notes.judge("modality", MAY, "rejected")
    page = json.loads(notes.path.read_text("utf-8"))
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    mine, verdict = page["items"]
    assert mine["id"].replace("-", "") == f"urn:uuid:{note.id}"
    assert [(b["purpose"], b["value"]) for b in mine["body"]] == [
        ("tagging", "theme"),
        ("commenting", "Said three times."),
    ]
    assert [s["type"] for s in mine["target"]["selector"]] == ["TextPositionSelector", "TextQuoteSelector"]
    assert (mine["motivation"], verdict["motivation"]) == ("commenting", "assessing")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_any_name_makes_a_file_inside_the_folder(tmp_path, hostile):
    article = Article.from_text(TEXT, id=hostile + "/../../x")
    notes = Notes(article, reader=f"../{hostile}", folder=tmp_path)
    note = notes.add(Span(0, 3), hostile, hostile)
    assert again(notes, article).all == (note,)
    assert {p.name for p in tmp_path.iterdir()} == {".lock", notes.path.name}
    assert len(notes.path.name.encode()) < 200


def test_names_that_look_alike_have_files_of_their_own(tmp_path):
    names = ["a-b", "a_b", "a b", "A b", "a", "", "\u00e9", "e\u0301", "x" * 300, "x" * 301, "con", "nul."]
    paths = {str(Notes(Article.from_text(TEXT, id=i), r, tmp_path).path).lower() for i in names for r in names}
    assert len(paths) == len(names) ** 2


def test_the_folder_can_be_named_or_set(tmp_path, monkeypatch):
    monkeypatch.setenv("READINGROOM_NOTES", str(tmp_path / "set"))
    assert Notes(RIVER).path.parent == tmp_path / "set"
    monkeypatch.delenv("READINGROOM_NOTES")
    monkeypatch.delenv("READINGROOM_HOME")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert Notes(RIVER).path.parent == tmp_path / "notes"


# Where a note stands once the text was edited.

texts = st.text(st.sampled_from("ab “\n\U0001f9d1é"), max_size=40) | st.text(max_size=40)


@st.composite
def passages(draw, source=texts):
    text = draw(source.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(passages(), st.text(max_size=20), st.text(max_size=20))
def test_any_note_on_any_text_comes_back(tmp_path_factory, passage, label, words):
    text, span = passage
    folder = tmp_path_factory.mktemp("kept")
    article = Article.from_text(text, id=text)
    note = Notes(article, label, folder).add(span, label, words)
    found = Notes(article, label, folder)
    assert found.all == (note,)
    assert found.problem == ""
    assert (note.span, note.quote, note.label, note.text) == (span, span.of(text), label, words)


@given(passages(), st.data(), texts)
def test_one_edit_elsewhere_never_moves_or_loses_a_note(passage, data, put):
    text, span = passage
    before = data.draw(st.booleans())
    lo, hi = (0, span.start) if before else (span.end, len(text))
    a, b = sorted((data.draw(st.integers(lo, hi)), data.draw(st.integers(lo, hi))))
    edited = text[:a] + put + text[b:]
    shift = len(edited) - len(text) if before else 0
    found = locate(edited, anchor(text, span))
    true = Span(span.start + shift, span.end + shift)
    # where the same text can come of an edit on either side, both places are right
    unmoved = edited[: span.start] == text[: span.start] and span.of(edited) == span.of(text)
    assert found == true or (unmoved and found == span)


@given(passages(), texts)
def test_in_any_other_text_a_note_is_exactly_right_or_lost(passage, edited):
    text, span = passage
    found = locate(edited, anchor(text, span))
    if found:
        assert found.of(edited) == span.of(text)
        ahead, behind = text[: span.start], text[span.end :]
        around = (ahead[-32:], behind[:32])
        here = (edited[: found.start][-len(around[0]) :] if around[0] else "", edited[found.end :][: len(around[1])])
        assert edited[: found.start] == ahead or edited[found.end :] == behind or here == around


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 9), st.text("ab ", max_size=9)), max_size=4))
def test_after_several_edits_a_note_is_exactly_right_or_lost(edits):
    span, text = Span(41, 47), list(enumerate(TEXT))
    for at, cut, put in edits:
        at = min(at, len(text))
        text[at : at + cut] = [(-1, c) for c in put]
    edited = "".join(c for _, c in text)
    found = locate(edited, anchor(TEXT, span))
    if found:
        assert [n for n, _ in text[found.start : found.end]] == list(range(span.start, span.end))


def test_a_note_on_a_passage_that_was_doubled_is_lost(notes):
    notes.add(Span(4, 9), "theme")
    doubled = Article.from_text(f"Now: {TEXT} And: {TEXT} That is all.", id="flood")
    found = again(notes, doubled)
    assert found.all[0].span is None
    assert found.lost == found.all
    assert found.problem == ""
    assert found.own == ()
    found.change(found.lost[0].id, text="still to be read")
    assert again(notes).own[0].text == "still to be read"


def test_the_same_words_at_the_same_position_are_not_enough():
    target = anchor(TEXT, Span(4, 9))
    assert locate("Our river is another one, and it fell.", target) is None


def test_a_word_with_few_others_around_it_is_not_looked_for_elsewhere():
    target = anchor("We may go.", Span(3, 6))
    assert locate("Yes: We may go.", target) == Span(8, 11)
    assert locate("We may go. Yes.", target) == Span(3, 6)
    assert locate("Yes. We may go. No.", target) is None


def test_a_note_comes_back_with_its_text(notes):
    notes.add(Span(4, 9), "theme")
    gone = again(notes, Article.from_text("Nothing of it.", id="flood"))
    assert gone.lost
    gone.add(Span(0, 7), "theme")
    back = again(notes)
    assert back.own[0].span == Span(4, 9)
    assert [n.quote for n in back.lost] == ["Nothing"]


def test_a_verdict_follows_its_mark_through_an_edit(notes):
    notes.judge("modality", MAY, "rejected")
    longer = Article.from_text(f"Flood. {TEXT}", id="flood")
    moved = Mark(Span(59, 62), "possibility", "")
    found = again(notes, longer)
    assert found.verdict("modality", moved) == "rejected"
    found.judge("modality", moved, "accepted")
    assert again(notes).verdict("modality", MAY) == "accepted"
    assert len(again(notes).all) == 1


def test_the_notes_file_holds_no_path(notes):
    notes.add(Span(4, 9), "theme")
    written = notes.path.read_text("utf-8")
    assert str(Path.home()) not in written
    assert str(notes.path.parent) not in written
