"""Writing: a file is whole, old or new, never half, and nothing is left lying about."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.text.files import write_bytes, write_text


@given(text=st.text(max_size=200))
def test_what_is_written_is_read(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "written" / "note.txt"
    assert write_text(path, text) == path
    assert path.read_bytes() == text.encode("utf-8", "surrogatepass")
    assert [p.name for p in path.parent.iterdir()] == ["note.txt"]


def test_half_of_a_character_is_kept(tmp_path: Path) -> None:
    write_text(tmp_path / "note.txt", "a\ud800b")
    assert (tmp_path / "note.txt").read_bytes().decode("utf-8", "surrogatepass") == "a\ud800b"


def test_missing_folders_are_made(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a" / "b" / "note.bin", b"\x00\r\n")
    assert (tmp_path / "a" / "b" / "note.bin").read_bytes() == b"\x00\r\n"


# A disk that is full after 1,000 bytes: the operating system itself stops the write.
FULL_DISK = """
import resource, signal, sys
from readingroom.text.files import write_text
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_text(sys.argv[1], "new " * 1000)
except OSError as error:
    print("stopped:", error.strerror)
"""
# The process is killed while the new text is only partly on the disk.
KILLED = """
import os, signal, sys
from readingroom.text import files
sync = os.fsync
def die(handle):
    os.ftruncate(handle, 10)
    os.kill(os.getpid(), signal.SIGKILL)
os.fsync = die
files.write_text(sys.argv[1], "new " * 1000)
"""


def in_a_new_process(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("old", "utf-8")
    done = in_a_new_process(FULL_DISK, path)
    assert done.stdout.startswith("stopped: "), done.stderr
    assert path.read_text("utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["note.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_killed_process_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("old", "utf-8")
    assert in_a_new_process(KILLED, path).returncode == -9
    assert path.read_text("utf-8") == "old"
    assert write_text(path, "new").read_text("utf-8") == "new"
