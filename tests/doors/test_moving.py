"""Backup, restore, reset: everything comes along, nothing is written over, nothing is taken from a damaged file."""

import json
import zipfile

import pytest

from readingroom import Article, Notes, Span, save_reading, who
from readingroom.doors import moving
from readingroom.doors.command import main
from readingroom.doors.moving import MovingProblem, backup, listed, reset, restore
from readingroom.importing import added_articles
from readingroom.lessons.answers import Answers
from readingroom.text.folders import home, own
from readingroom.text.readers import reader_name

RIVER = Article.from_text("The river may rise.", id="flood")
STORY = "Bridge closes\n\nThe old bridge will close on Monday, the mayor said. It was built long ago."


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Go to a machine of that name, where a reader's own folder is empty at first."""

    def go(name):
        monkeypatch.setenv("READINGROOM_HOME", str(tmp_path / name))

    go("school")
    return go


@pytest.fixture
def mine(machine, tmp_path):
    """A backup of one of everything."""
    who("Ana")
    Notes(RIVER).add(Span(4, 9), "theme")
    Answers("", "00-start-here").keep("00-judge", 2)
    save_reading(RIVER, own("readings"), notes=Notes(RIVER), reader="Ana")
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    assert main(["add", str(tmp_path / "story.txt")]) == 0
    (own("readings") / ".DS_Store").write_text("", "utf-8")
    return backup(tmp_path / "ana")


def everything():
    return {name: path.read_bytes() for name, path in moving._mine()}


def test_everything_comes_along_to_another_machine(machine, mine):
    there = everything()
    assert {name.partition("/")[0] for name in there} == {"notes", "answers", "readings", "added"}
    machine("home")
    assert set(restore(mine).values()) == {"taken"}
    assert everything() == there
    assert who() == "Ana"
    assert [note.label for note in Notes(RIVER).all] == ["theme"]
    assert Answers("", "00-start-here").get("00-judge") == 2
    assert len(added_articles()) == 1
    assert set(restore(mine).values()) == {"the same"}
    assert not (home() / "bin").exists()


def test_what_is_on_both_machines_is_put_together(machine, mine):
    machine("home")
    who("Ana")
    Notes(RIVER).add(Span(10, 13), "from home")
    Answers("", "00-start-here").keep("00-undo", "from home")
    save_reading(RIVER, own("readings"), reader="Ana")
    (own("readings") / "mine.txt").write_text("mine", "utf-8")
    before = (own("readings") / "reading-flood-Ana.html").read_bytes()
    done = restore(mine)
    assert {note.label for note in Notes(RIVER).all} == {"theme", "from home"}
    answers = Answers("", "00-start-here")
    assert (answers.get("00-judge"), answers.get("00-undo")) == (2, "from home")
    assert (own("readings") / "reading-flood-Ana.html").read_bytes() == before
    assert done["readings/reading-flood-Ana.html"].startswith("another is here and stays; this one is in ")
    [aside] = (home() / "bin").rglob("reading-flood-Ana.html")
    assert b"theme" in aside.read_bytes()
    assert (own("readings") / "mine.txt").read_text("utf-8") == "mine"


def test_of_one_note_or_answer_the_later_state_holds_whichever_way_it_is_carried(machine, mine):
    Answers("", "00-start-here").keep("00-judge", 1)
    restore(mine)
    assert Answers("", "00-start-here").get("00-judge") == 1


def test_a_name_that_was_said_here_stays(machine, mine):
    machine("home")
    who("Ben")
    restore(mine)
    assert reader_name() == "Ben"


def test_a_damaged_or_foreign_file_is_refused_and_nothing_is_taken(machine, mine, tmp_path):
    whole = mine.read_bytes()
    machine("home")
    damaged = [b"", b"PK\x03\x04", whole[: len(whole) // 2], whole[:41] + b"\0\0" + whole[43:], b"\xff" * 100]
    for data in damaged:
        (tmp_path / "damaged.zip").write_bytes(data)
        with pytest.raises(MovingProblem, match="nothing was taken from it"):
            restore(tmp_path / "damaged.zip")
    for name in ("x", "../x", "notes/../../x", "/notes/x", "notes\\x", "notes/.lock", "notes", "bin/x", "notes/a:b"):
        with zipfile.ZipFile(tmp_path / "foreign.zip", "w") as packed:
            packed.writestr("notes/good.json", "{}")
            packed.writestr(zipfile.ZipInfo(name), "x")
        with pytest.raises(MovingProblem, match="is no backup"):
            restore(tmp_path / "foreign.zip")
    assert not home().exists()


def test_a_backup_that_unfolds_without_end_is_refused(machine, mine, tmp_path, monkeypatch):
    monkeypatch.setattr(moving, "MOST", 1000)
    with pytest.raises(MovingProblem, match="more than a reader's own things"):
        restore(mine)


def test_a_backup_is_not_written_over_another(mine):
    before = mine.read_bytes()
    with pytest.raises(MovingProblem, match=r"already a file ana\.zip"):
        backup(mine)
    assert mine.read_bytes() == before


@pytest.mark.parametrize("data", [b"{", b"{}", b"[" * 100_000, b'{"items": [], "article": 3}', b"\xff"])
def test_notes_that_cannot_be_put_together_go_to_the_bin(machine, tmp_path, data):
    Notes(RIVER).add(Span(4, 9), "theme")
    name = Notes(RIVER).path.name
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as packed:
        packed.writestr(f"notes/{name}", data)
    [how] = restore(tmp_path / "odd.zip").values()
    assert "this one is in" in how
    assert [note.label for note in Notes(RIVER).all] == ["theme"]
    assert [path.read_bytes() for path in (home() / "bin").rglob(name)] == [data]


def test_reset_lists_first_then_moves_all_to_a_bin_from_which_it_comes_back(machine, mine, capsys):
    there = everything()
    capsys.readouterr()
    assert main(["reset"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:-1] == listed() == list(there)
    assert said[-1].startswith("Nothing is moved yet.")
    assert everything() == there
    bin = reset()
    assert (everything(), who(), Notes(RIVER).all) == ({}, "me", ())
    assert bin.parent == home() / "bin"
    assert main(["restore", str(bin)]) == 0
    assert (everything(), who()) == (there, "Ana")
    assert json.loads(Notes(RIVER).path.read_text("utf-8"))["reader"] == "Ana"


def test_commands_say_what_they_did(machine, mine, tmp_path, capsys):
    assert main(["backup", str(tmp_path / "again.zip")]) == 0
    assert "again.zip" in capsys.readouterr().out
    assert main(["backup", str(tmp_path / "again.zip")]) == 1
    assert "already a file" in capsys.readouterr().err
    assert main(["restore", str(mine)]) == 0
    assert "You read as “Ana”." in capsys.readouterr().out
    assert main(["restore", "no-such-article"]) == 1
    assert main(["reset", "--yes"]) == 0
    assert "readingroom restore" in capsys.readouterr().out
    assert listed() == []
