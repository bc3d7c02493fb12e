"""The store that notes and answers rest on: several writers, killed processes, damaged and foreign files, no locks."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from readingroom import Article, Span
from readingroom.lessons.answers import Answers
from readingroom.notes import Notes
from readingroom.text import locking

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and modes of POSIX")
RIVER = Article.from_text("The river rose on Monday. The mayor said the bridge may close.", id="flood")
BOOK = "00-start-here"


class OfNotes:
    """Notes and answers, used alike."""

    def __init__(self, folder):
        self.kept = Notes(RIVER, "me", folder)
        self.path = self.kept.path

    def keep(self, text):
        self.kept.add(Span(0, 3), text)

    @property
    def texts(self):
        return {note.label for note in self.kept.all}


class OfAnswers:
    def __init__(self, folder):
        self.kept = Answers("me", BOOK, folder)
        self.path = self.kept.path

    def keep(self, text):
        self.kept.keep(text, text)

    @property
    def texts(self):
        return set(json.loads(self.path.read_text("utf-8"))["answers"]) if self.path.exists() else set()


both = pytest.mark.parametrize("kind", [OfNotes, OfAnswers])

WRITER = """
import sys
from readingroom.lessons.answers import Answers
answers = Answers("me", "00-start-here", sys.argv[1])
for n in range(int(sys.argv[3])):
    answers.keep(f"{sys.argv[2]}-{n}", n)
    print(f"{sys.argv[2]}-{n}", flush=True)
"""


def start(*arguments, code=WRITER):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def stored(folder):
    return set(json.loads(Answers("me", BOOK, folder).path.read_text("utf-8"))["answers"])


def test_answers_of_several_writers_are_all_kept(tmp_path):
    writers = [start(tmp_path, n, 20) for n in range(3)]
    said = {id for writer in writers for id in writer.communicate(timeout=60)[0].split()}
    assert len(said) == 60
    assert stored(tmp_path) == said


def test_two_open_windows_keep_each_others_answers_and_the_later_one_holds(tmp_path):
    first, second = Answers("me", BOOK, tmp_path), Answers("me", BOOK, tmp_path)
    first.keep("00-judge", 1)
    second.keep("00-mark", [[0, 3]], RIVER)
    second.keep("00-judge", 2)
    assert (first.get("00-judge"), first.get("00-mark", RIVER)) == (2, [[0, 3]])
    first.keep("00-judge", 3)
    assert second.get("00-judge") == Answers("me", BOOK, tmp_path).get("00-judge") == 3


@posix
def test_killed_processes_lose_no_answer_that_was_kept_and_what_they_leave_is_swept(tmp_path):
    said = set()
    for n in range(4):
        writer = start(tmp_path, n, 100_000)
        said |= {writer.stdout.readline().strip() for _ in range(5 * n + 1)}
        writer.kill()
        said |= set(writer.communicate(timeout=60)[0].split()[:-1])  # the last line can be half of one
    assert said <= stored(tmp_path)
    (tmp_path / ".0123456789abcdef.part").write_text("{", "utf-8")
    for part in tmp_path.glob(".*.part"):
        os.utime(part, (1, 1))
    (tmp_path / ".fedcba9876543210.part").write_text("{", "utf-8")  # may be somebody's just now
    Answers("me", BOOK, tmp_path).keep("after", 1)
    assert [part.name for part in tmp_path.glob("*.part")] == [".fedcba9876543210.part"]


def test_an_answers_file_of_the_first_kits_without_times_is_read(tmp_path):
    path = Answers("me", BOOK, tmp_path).path
    old = {"version": 1, "reader": "me", "notebook": BOOK, "answers": {"00-judge": {"any": 2}}}
    for modified in ({}, {"modified": 3}, {"modified": {"00-judge": {"any": "soon"}}}):
        path.write_text(json.dumps(old | modified), "utf-8")
        answers = Answers("me", BOOK, tmp_path)
        assert (answers.get("00-judge"), answers.problem) == (2, "")
        answers.keep("00-judge", 1)
        assert Answers("me", BOOK, tmp_path).get("00-judge") == 1
        answers.path.unlink()


@both
def test_what_else_stands_at_the_top_of_a_file_stays_there(kind, tmp_path):
    kind(tmp_path).keep("first")
    path = kind(tmp_path).path
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"school": {"class": "7b"}}), "utf-8")
    kind(tmp_path).keep("second")
    assert json.loads(path.read_text("utf-8"))["school"] == {"class": "7b"}
    assert kind(tmp_path).texts == {"first", "second"}


@both
def test_a_file_of_a_newer_version_is_never_written_to_and_what_is_done_is_kept_beside_it(kind, tmp_path):
    kind(tmp_path).keep("first")
    path = kind(tmp_path).path
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"version": 2, "new": 1}), "utf-8")
    before = path.read_bytes()
    for n, text in enumerate(("second", "third")):
        again = kind(tmp_path)
        assert f"{path.name} was written by a newer version" in again.kept.problem
        assert f"is kept in {again.path.name}." in again.kept.problem
        again.keep(text)
        assert again.texts >= {"first", "second", "third"} - ({"third"} if n == 0 else set())
        assert path.read_bytes() == before


@both
def test_a_file_of_a_newer_version_in_another_form_stays_as_it_is(kind, tmp_path):
    path = kind(tmp_path).path
    path.write_text('{"version": 7, "everything": []}', "utf-8")
    kind(tmp_path).keep("first")
    assert path.read_text("utf-8") == '{"version": 7, "everything": []}'
    assert kind(tmp_path).texts == {"first"}
    assert not list(tmp_path.glob("*.kept-*"))


def nested(depth):
    return '{"version": 1, "more": ' + "[" * depth + "]" * depth + "}"


DAMAGE = ["", "{", "[]", "null", '{"answers": 3}', '{"version": 1}', '{"version": "1", "answers": {}}', "\ufeff\x00"]
DAMAGE += ['{"version": true, "answers": {}}', '{"version": 0}', '{"version": 1, "answers": {"a": 1}}']
DAMAGE += [nested(100), nested(600), nested(100_000)]


@both
@pytest.mark.parametrize("damage", DAMAGE, ids=range(len(DAMAGE)))
def test_a_damaged_file_is_said_and_kept(kind, damage, tmp_path):
    path = kind(tmp_path).path
    for n in (1, 2):
        path.write_text(f"{damage}{' ' * n}", "utf-8")
        again = kind(tmp_path)
        again.keep("new")
        assert f"{path.name} is damaged; it is kept as {path.stem}.kept-{n}.json." in again.kept.problem
        assert path.with_name(f"{path.stem}.kept-{n}.json").read_text("utf-8") == f"{damage}{' ' * n}"
        assert kind(tmp_path).texts == {"new"}
        assert kind(tmp_path).kept.problem == ""


@both
def test_a_folder_in_the_place_of_a_file_is_moved_aside_whole(kind, tmp_path):
    path = kind(tmp_path).path
    path.mkdir()
    (path / "mine").write_text("mine", "utf-8")
    again = kind(tmp_path)
    again.keep("new")
    assert "is no file" in again.kept.problem
    assert (tmp_path / f"{path.stem}.kept-1.json" / "mine").read_text("utf-8") == "mine"
    assert kind(tmp_path).texts == {"new"}


@both
@posix
def test_what_is_no_file_at_all_is_not_waited_for(kind, tmp_path):
    path = kind(tmp_path).path
    os.mkfifo(path)
    kind(tmp_path).keep("new")
    assert kind(tmp_path).texts == {"new"}


@both
def test_what_cannot_be_saved_is_said_stays_and_is_saved_with_the_next(kind, tmp_path, monkeypatch):
    folder = tmp_path / "here"
    folder.write_text("a file", "utf-8")
    kept = kind(folder)
    with pytest.warns(UserWarning, match="not saved yet"):
        kept.keep("first")
    assert "not saved yet" in kept.kept.problem
    folder.unlink()
    kept.keep("second")
    assert kept.kept.problem == ""
    assert kind(folder).texts == {"first", "second"}


@both
@posix
def test_files_have_the_mode_that_the_umask_gives(kind, tmp_path):
    for umask, mode in ((0o022, 0o644), (0o027, 0o640), (0o002, 0o664)):
        before = os.umask(umask)
        try:
            kind(tmp_path).keep("new")
        finally:
            os.umask(before)
        assert kind(tmp_path).path.stat().st_mode & 0o777 == mode


NO_FCNTL = "import sys\nsys.modules['fcntl'] = None\n"


def test_without_locks_on_the_system_everything_is_kept(tmp_path):
    said = start(tmp_path, 0, 5, code=NO_FCNTL + WRITER).communicate(timeout=60)
    assert stored(tmp_path) == set(said[0].split()), said[1]
    assert len(stored(tmp_path)) == 5


@posix
def test_without_locks_on_the_disk_everything_is_kept(tmp_path, monkeypatch):
    def refuse(handle, how):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locking.fcntl, "flock", refuse)
    OfAnswers(tmp_path).keep("new")
    assert OfAnswers(tmp_path).texts == {"new"}


def test_an_answers_file_holds_no_path(tmp_path):
    OfAnswers(tmp_path).keep("new")
    assert str(Path(tmp_path)) not in OfAnswers(tmp_path).path.read_text("utf-8")
