"""The notes file: two open notebooks, a full disk, a killed process, damaged and foreign files; nothing is lost."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from readingroom import Article, Mark, Span
from readingroom.notes import Notes
from readingroom.text.locking import locked

TEXT = "The river rose on Monday. The mayor said the bridge may close."
RIVER = Article.from_text(TEXT, id="flood")
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


class TwoNotebooks(RuleBasedStateMachine):
    """Two open notebooks, whatever they do in whatever order, show the same notes, and those are in the file."""

    @initialize(folder=st.just(None))
    def open(self, folder):
        import tempfile

        self.folder = tempfile.mkdtemp()
        self.books = [Notes(RIVER, folder=self.folder) for _ in range(2)]
        self.model = {}
        self.past = [[], []]

    def change(self, n, id, state):
        self.past[n].append((id, self.model.get(id)))
        self.model[id] = state

    @rule(n=st.integers(0, 1), start=st.integers(0, 20), length=st.integers(1, 9), label=st.text(max_size=3))
    def add(self, n, start, length, label):
        note = self.books[n].add(Span(start, start + length), label)
        self.change(n, note.id, (label, ""))

    @rule(n=st.integers(0, 1), k=st.integers(0, 99), text=st.text(max_size=3))
    def reword(self, n, k, text):
        if live := sorted(id for id, state in self.model.items() if state):
            id = live[k % len(live)]
            self.books[n].change(id, text=text)
            self.change(n, id, (self.model[id][0], text))

    @rule(n=st.integers(0, 1), k=st.integers(0, 99))
    def remove(self, n, k):
        if live := sorted(id for id, state in self.model.items() if state):
            id = live[k % len(live)]
            self.books[n].remove(id)
            self.change(n, id, None)

    @rule(n=st.integers(0, 1))
    def undo(self, n):
        said = self.books[n].undo()
        assert bool(said) == bool(self.past[n])
        if said:
            id, state = self.past[n].pop()
            self.model[id] = state

    @rule(n=st.integers(0, 1))
    def reopen(self, n):
        self.books[n], self.past[n] = Notes(RIVER, folder=self.folder), []

    @invariant()
    def agree(self):
        wanted = {id: state for id, state in self.model.items() if state}
        for book in [*self.books, Notes(RIVER, folder=self.folder)]:
            assert {note.id: (note.label, note.text) for note in book.all} == wanted
            assert book.problem == ""


TwoNotebooks.TestCase.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
test_two_notebooks = TwoNotebooks.TestCase


def test_writers_at_the_same_time_lose_nothing(tmp_path):
    def write(n):
        mine = Notes(RIVER, folder=tmp_path)
        for k in range(10):
            mine.add(Span(k, k + 1), f"{n}")

    writers = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    labels = [note.label for note in Notes(RIVER, folder=tmp_path).all]
    assert sorted(labels) == sorted(str(n) for n in range(4) for _ in range(10))


WRITER = """
import sys
from readingroom import Article, Span
from readingroom.notes import Notes
notes = Notes(Article.from_text(sys.argv[2], id="flood"), folder=sys.argv[1])
for k in range(int(sys.argv[3])):
    print(notes.add(Span(k % 20, k % 20 + 1), "theme").id, flush=True)
"""


def start(folder, times, code=WRITER):
    arguments = [sys.executable, "-c", code, str(folder), TEXT, str(times)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_processes_writing_at_the_same_time_lose_nothing(tmp_path):
    writers = [start(tmp_path, 15) for _ in range(2)]
    said = {id for writer in writers for id in writer.communicate(timeout=60)[0].split()}
    assert {note.id for note in Notes(RIVER, folder=tmp_path).all} == said
    assert len(said) == 30


@posix
def test_a_killed_process_loses_nothing_that_was_saved(tmp_path):
    for rounds in range(1, 4):
        writer = start(tmp_path, 100_000)
        said = [writer.stdout.readline().strip() for _ in range(7 * rounds)]
        writer.kill()
        writer.communicate(timeout=60)
        after = Notes(RIVER, folder=tmp_path)
        assert set(said) <= {note.id for note in after.all}
        assert after.problem == ""
        assert after.add(Span(0, 3), "after") in Notes(RIVER, folder=tmp_path).all


FULL = """
import resource, sys, warnings
warnings.simplefilter("ignore")
from readingroom import Article, Span
from readingroom.notes import Notes
notes = Notes(Article.from_text(sys.argv[2], id="flood"), folder=sys.argv[1])
kept = notes.add(Span(0, 3), "kept")
size = notes.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
notes.add(Span(4, 9), "later")
print(len(notes.all), notes.problem)
print(len(Notes(notes.article, folder=sys.argv[1]).all))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
notes.change(kept.id, text="room again")
print(len(Notes(notes.article, folder=sys.argv[1]).all), repr(notes.problem))
"""


@posix
def test_a_full_disk_keeps_the_file_whole_and_says_so_and_the_next_change_saves_all(tmp_path):
    out, err = start(tmp_path, 0, FULL).communicate(timeout=60)
    assert out.splitlines() == [
        "2 The last change is not saved yet (File too large); the next change will try again.",
        "1",
        "2 ''",
    ], err


def test_a_folder_that_is_a_file_is_named(tmp_path):
    (tmp_path / "notes").write_text("mine", "utf-8")
    notes = Notes(RIVER, folder=tmp_path / "notes")
    with pytest.warns(UserWarning, match="not saved yet"):
        note = notes.add(Span(0, 3), "theme")
    assert notes.all == (note,)
    assert (tmp_path / "notes").read_text("utf-8") == "mine"


@posix
def test_a_stuck_writer_is_waited_for_and_then_named(tmp_path, monkeypatch):
    monkeypatch.setattr("readingroom.text.locking.PATIENCE", 0.1)
    notes = Notes(RIVER, folder=tmp_path)
    with locked(tmp_path), pytest.warns(UserWarning, match="too long"):
        notes.add(Span(0, 3), "theme")
    assert not notes.path.exists()
    notes.add(Span(4, 9), "theme")
    assert len(Notes(RIVER, folder=tmp_path).all) == 2


@pytest.fixture
def kept(tmp_path):
    """A file with two notes and a verdict in it."""
    notes = Notes(RIVER, folder=tmp_path)
    notes.add(Span(4, 9), "theme", "again")
    notes.add(Span(30, 35), "who")
    notes.judge("modality", Mark(Span(52, 55), "possibility", ""), "rejected")
    notes.remove(notes.add(Span(0, 3), "gone").id)
    return notes.path


DEEP = "[" * 100_000
DAMAGED = ["", "{", "[]", "null", "3", "\x00\x00", "{}", '{"version": 1}', '{"items": 3}', DEEP, "\ufeff{"]
DAMAGED += ['{"version": 1, "article": [], "items": [], "removed": {}}']
DAMAGED += ['{"version": 1, "article": {"id": "flood", "sha256": ""}, "items": 3, "removed": {}}']


def check_copy_is_kept(path, before, said, shown):
    """The sentence is said, the copy is whole, reading changes nothing, and the next change saves."""
    notes = Notes(RIVER, folder=path.parent)
    assert notes.problem.count(".json") == 2
    assert notes.problem.endswith(".")
    assert said in notes.problem
    assert path.read_bytes() == before
    copies = sorted(path.parent.glob("*.kept-*.json"))
    assert [copy.read_bytes() for copy in copies] == [before]
    assert len(Notes(RIVER, folder=path.parent).all) == shown
    assert sorted(path.parent.glob("*.kept-*.json")) == copies
    notes.add(Span(0, 3), "new")
    fresh = Notes(RIVER, folder=path.parent)
    assert (len(fresh.all), fresh.problem) == (shown + 1, "")
    assert copies[0].read_bytes() == before


@pytest.mark.parametrize("damage", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_file_is_said_and_kept(kept, damage):
    kept.write_text(damage, "utf-8")
    check_copy_is_kept(kept, damage.encode(), "is damaged", 0)


def test_a_file_cut_off_anywhere_is_said_and_kept(kept):
    whole = kept.read_bytes()
    for length in range(1, len(whole) - 2, 97):
        for copy in kept.parent.glob("*.kept-*"):
            copy.unlink()
        kept.write_bytes(whole[:length])
        check_copy_is_kept(kept, whole[:length], "is damaged", 0)


def edited(path, edit):
    page = json.loads(path.read_text("utf-8"))
    edit(page)
    path.write_text(json.dumps(page), "utf-8")
    return path.read_bytes()


def test_a_file_of_another_article_is_said_and_kept(kept):
    before = edited(kept, lambda page: page["article"].update(id="fire", sha256="0"))
    check_copy_is_kept(kept, before, "another article", 0)


EDITS = [
    lambda page: page["items"].append(3),
    lambda page: page["items"].append({}),
    lambda page: page["items"].append({**page["items"][0], "id": 3}),
    lambda page: page["items"].append({**page["items"][0], "modified": "soon"}),
    lambda page: page["items"].append({**page["items"][0], "modified": "9999-12-31T23:59:59Z"}),
    lambda page: page["items"].append({**page["items"][0], "target": []}),
    lambda page: page["items"].append({**page["items"][0], "body": [{"value": "x"}]}),
    lambda page: page["items"].append({**page["items"][0], "created": None}),
    lambda page: page["removed"].update(x=3),
]


@pytest.mark.parametrize("edit", EDITS, ids=range(len(EDITS)))
def test_a_hand_edited_file_is_said_and_kept_and_its_sound_notes_are_shown(kept, edit):
    check_copy_is_kept(kept, edited(kept, edit), "damaged in places", 3)


POSITIONS = [-1, 1.5, "4", None, True, 10**30]


@pytest.mark.parametrize("start", POSITIONS, ids=map(str, POSITIONS))
def test_a_hand_edited_position_is_said_and_kept(kept, start):
    def edit(page):
        page["items"][0]["target"]["selector"][0]["start"] = start

    check_copy_is_kept(kept, edited(kept, edit), "damaged in places", 2)


def test_a_hand_edited_end_is_said_and_kept(kept):
    def edit(page):
        page["items"][0]["target"]["selector"][0]["end"] = 10**30

    check_copy_is_kept(kept, edited(kept, edit), "damaged in places", 2)


def test_a_hand_edited_quotation_is_shown_as_lost(kept):
    def edit(page):
        page["items"][0]["target"]["selector"][1]["exact"] = "RIVER"

    edited(kept, edit)
    assert [note.quote for note in Notes(RIVER, folder=kept.parent).lost] == ["RIVER"]


def test_words_edited_by_hand_and_saved_by_an_editor_with_its_mark_are_read(kept):
    kept.write_text("\ufeff" + kept.read_text("utf-8").replace("again", "and again"), "utf-8")
    notes = Notes(RIVER, folder=kept.parent)
    assert (notes.own[0].text, notes.problem) == ("and again", "")


def test_a_file_damaged_while_a_notebook_is_open_loses_nothing(kept):
    notes = Notes(RIVER, folder=kept.parent)
    before = notes.all
    kept.write_text("{", "utf-8")
    assert notes.all == before
    notes.add(Span(0, 3), "new")
    assert set(before) < set(Notes(RIVER, folder=kept.parent).all)
    assert "is damaged" in notes.problem


def test_what_else_stands_in_an_annotation_is_left_there(kept):
    edited(kept, lambda page: page["items"][0].update(creator="Ana"))
    notes = Notes(RIVER, folder=kept.parent)
    notes.change(notes.own[0].id, label="motif")
    assert json.loads(kept.read_text("utf-8"))["items"][0]["creator"] == "Ana"


def test_a_file_from_a_machine_whose_clock_is_ahead_can_still_be_changed(kept):
    edited(kept, lambda page: page["items"][0].update(modified="2890-01-01T00:00:00+02:00"))
    notes = Notes(RIVER, folder=kept.parent)
    notes.change(notes.own[0].id, label="motif")
    assert Notes(RIVER, folder=kept.parent).own[0].label == "motif"
    assert notes.undo()
    assert Notes(RIVER, folder=kept.parent).own[0].label == "theme"


def test_a_file_carried_to_another_machine_opens_there(kept, tmp_path_factory):
    there = tmp_path_factory.mktemp("there")
    (there / kept.name).write_bytes(kept.read_bytes())
    assert Notes(RIVER, folder=there).all == Notes(RIVER, folder=kept.parent).all


def test_reading_makes_no_folder(tmp_path):
    assert Notes(RIVER, folder=tmp_path / "none").all == ()
    assert not list(Path(tmp_path).iterdir())
