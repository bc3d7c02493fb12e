"""Who is reading and where what is theirs is kept: shared and read-only folders, several readers."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from project import LIBRARY
from readingroom import Article, ArticleReader, Notes, Span, who
from readingroom.lessons.answers import Answers
from readingroom.text import folders
from readingroom.text.readers import reader_name

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and accounts of POSIX")
NOBODY = 65534
RIVER = Article.from_text("The river may rise.", id="flood")


def test_a_reader_is_me_until_a_name_is_said():
    assert who() == reader_name() == Notes(RIVER).reader == "me"
    assert who("  Ana   Ruiz ") == who() == Notes(RIVER).reader == "Ana Ruiz"
    assert Answers("", "00-start-here").about["reader"] == "Ana Ruiz"
    assert (folders.home() / "reader.txt").read_text("utf-8") == "Ana Ruiz\n"


def test_several_readers_on_one_account_are_told_apart():
    for name in ("Ana", "Ben"):
        who(name)
        Notes(RIVER).add(Span(4, 9), name)
        Answers("", "00-start-here").keep("00-judge", name)
    for name in ("Ana", "Ben"):
        who(name)
        assert [note.label for note in Notes(RIVER).all] == [name]
        assert Answers("", "00-start-here").get("00-judge") == name


@pytest.mark.parametrize("name", ["  ", "x" * 61, "a\x00b", "a\u202eb", "x" * 300])
def test_a_name_that_is_none_is_refused_in_one_sentence(name):
    with pytest.raises(ValueError, match="1 to 60 characters in one line"):
        who(name)
    assert who() == "me"


@pytest.mark.parametrize("damage", ["", "\x00", "x" * 10_000, "\ufeff"])
def test_a_damaged_setting_is_no_name(damage):
    who("Ana")
    (folders.home() / "reader.txt").write_text(damage, "utf-8")
    assert who() == "me"


def test_a_name_can_be_set_from_outside(monkeypatch):
    monkeypatch.setenv("READINGROOM_READER", "Code 17")
    assert who() == "Code 17"


def test_a_saved_reading_has_the_name_that_was_said_and_a_file_of_its_own():
    page = [ArticleReader(RIVER, layers=[], by=by).save()[0] for by in ("", "somebody")]
    assert {path.name for path in page} == {"reading-flood.html"}
    who("Ana")
    said = ArticleReader(RIVER, layers=[]).save()[0]
    assert said.name == "reading-flood-Ana.html"
    assert "by Ana" in said.read_text("utf-8")


def test_on_a_hub_no_two_accounts_share_a_file(monkeypatch):
    seen = set()
    for account in ("ana", "ben", "cleo"):
        monkeypatch.setenv("JUPYTERHUB_USER", account)
        assert who() == who() != "me"
        assert account not in who()
        Notes(RIVER).add(Span(4, 9), account)
        assert [note.label for note in Notes(RIVER).all] == [account]
        seen.add(Notes(RIVER).path)
        who(f"{account}’s own")
    assert len(seen) == 3
    assert who() == "cleo’s own"
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    assert who() == "ana’s own"


READS = """
import os, sys, tempfile, warnings
from contextlib import redirect_stdout
warnings.simplefilter("always")
from readingroom import Article, ArticleReader, Notes, Span, exercise, who

def session():
    reader = ArticleReader(Article.from_text("The river may rise.", id="flood"), layers=[])
    reader.mark(Span(4, 9), "theme")
    box = exercise("00-judge")
    box.answer = 1
    print(box.check().message)
    print(reader.save()[0].resolve())
    print(who())
    print(reader.keeper.notes.path, box.answers.path, sep="\\n")

with tempfile.TemporaryDirectory() as elsewhere, redirect_stdout(None):  # loads all that the other account cannot
    os.environ["READINGROOM_HOME"] = elsewhere
    session()
del os.environ["READINGROOM_HOME"]
if sys.argv[1:]:
    os.setgroups([])
    os.setresgid(*3 * [int(sys.argv[1])])
    os.setresuid(*3 * [int(sys.argv[1])])
session()
"""


def as_another(course, home):
    """What a session of another account in the course folder prints, and what it warns of."""
    given = {"HOME": str(home), "PYTHONPATH": str(LIBRARY.parent), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", READS, *([] if os.getuid() else [str(NOBODY)])]
    there = course / "notebooks"
    done = subprocess.run(command, cwd=there, env=given, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines(), done.stderr


@pytest.fixture
def course():
    """A course folder and the home of a student, where another account can go."""
    with TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        for name in ("course/notebooks", "home"):
            Path(folder, name).mkdir(parents=True)
        Path(folder, "home").chmod(0o777)
        yield Path(folder, "course"), Path(folder, "home")
        Path(folder, "course").chmod(0o755)


@posix
@pytest.mark.parametrize("own", [False, True])
def test_in_a_course_folder_that_cannot_be_written_to_everything_is_kept_at_the_readers(course, own):
    course, home = course
    if own:  # what a teacher made there is no place to write either
        (course / "notes").mkdir()
    course.chmod(0o555)
    said, warned = as_another(course, home)
    assert "not saved" not in said[0]
    for path in (said[1], *said[3:]):
        assert Path(path).is_relative_to(home / "Reading Room")
        assert Path(path).is_file()
    assert warned.count("cannot be written to; what you do is kept in") == 1
    assert {path.name for path in course.iterdir()} <= {"notebooks", "notes"}


@posix
def test_in_a_course_folder_that_all_write_to_accounts_are_told_apart(course):
    if os.getuid():
        pytest.skip("only root can be another account")
    course, home = course
    course.chmod(0o777)
    mine = Notes(RIVER, folder=course / "notes")
    mine.add(Span(4, 9), "the teacher's")
    (course / "notes").chmod(0o777)
    said, warned = as_another(course, home)
    assert said[2].startswith("me-")
    assert warned == ""
    assert Path(said[3]).parent == course / "notes"
    assert [json.loads(p.read_text("utf-8"))["reader"] for p in (course / "notes").glob("*.json")].count("me") == 1
    assert [note.label for note in Notes(RIVER, folder=course / "notes").all] == ["the teacher's"]


@posix
def test_where_nothing_can_be_written_nothing_raises_and_the_page_says_so(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("READINGROOM_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(folders, "_mine", lambda: tmp_path / "file" / "too")
    from readingroom import exercise

    with pytest.warns(UserWarning, match="cannot be written to"):
        box = exercise("00-judge")
    with pytest.warns(UserWarning, match="not saved yet"):
        box.answer = 1
    assert "not saved yet" in box.check().message
    with pytest.warns(UserWarning, match="only until this notebook is closed"):
        assert who("Ana") == "Ana"
    assert who() == "Ana"
