"""start.py meets a person: each thing in the way gets a sentence, and nothing is left half done."""

import ast
import os
import runpy
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from project import ROOT

START = ROOT / "start.py"
LOCKS = ("requirements.lock.txt", "requirements-test.lock.txt")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Start.py and what it reads, in a folder of its own."""
    for name in ("start.py", "pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def run(folder: Path, *words: str, python: tuple[str, ...] = (sys.executable,), **env: str) -> tuple[int, str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    done = subprocess.run(
        [*python, "start.py", *words], cwd=folder, env=clean | env, capture_output=True, text=True, timeout=120
    )
    return done.returncode, done.stdout + done.stderr


def test_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse(START.read_text("utf-8"))
    imported = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= set(sys.stdlib_module_names)


def test_old_python_can_read_it_and_is_told(copy: Path) -> None:
    source = START.read_text("utf-8")
    assert source.isascii(), "an old console may not show more"
    ast.parse(source, feature_version=(3, 6))
    old = "import runpy, sys; sys.version_info = (3, 9, 2); sys.version = '3.9.2 (old)'; runpy.run_path('start.py')"
    code, said = run(copy, python=(sys.executable, "-c", old))
    assert code == 1
    assert said == "Reading Room needs Python 3.11 or newer; this is Python 3.9.2.\n"
    assert not (copy / ".venv").exists()


def test_unknown_command_shows_the_two_there_are(copy: Path) -> None:
    code, said = run(copy, "lessons")
    assert code == 2
    assert said.startswith("There is no command 'lessons'.")
    assert "start.py test" in said
    assert not (copy / ".venv").exists()


def test_failed_install_says_so_and_leaves_no_stamp(copy: Path) -> None:
    code, said = run(copy, "--version", PIP_NO_INDEX="1", PIP_CONFIG_FILE=os.devnull)
    assert code == 1
    assert "could not be installed" in said
    assert "ERROR" in said, "pip's own reason is shown"
    assert "Traceback" not in said
    assert not list((copy / ".venv").glob("*.installed"))


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_stopped_by_the_reader_says_so_and_leaves_no_stamp(copy: Path) -> None:
    started = subprocess.Popen(
        [sys.executable, "start.py"],
        cwd=copy,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert started.stdout is not None
    assert "Putting the packages" in started.stdout.readline()
    os.killpg(started.pid, signal.SIGINT)  # as a terminal does: to pip as well
    said = started.stdout.read()
    assert started.wait(60) == 1
    assert said == "\nStopped. The same command goes on from here.\n"
    assert not list((copy / ".venv").glob("*.installed"))


def test_missing_venv_module_is_named(copy: Path) -> None:
    bare = "import runpy, sys; sys.modules['ensurepip'] = None; sys.argv = ['start.py']; "
    bare += "runpy.run_path('start.py', run_name='__main__')"
    code, said = run(copy, python=(sys.executable, "-c", bare))
    assert code == 1
    assert "sudo apt install python3-venv" in said
    assert "Traceback" not in said


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_folder_that_cannot_be_written_to() -> None:
    modules = "import hashlib, os, pathlib, pkgutil, runpy, signal, subprocess, sys, tempfile; "
    nobody = (
        modules
        + "sys.argv = ['start.py']; os.geteuid() or os.setuid(65534); runpy.run_path('start.py', run_name='__main__')"
    )
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(START, folder)
        Path(folder).chmod(0o555)
        code, said = run(Path(folder), python=(sys.executable, "-c", nobody))
    assert code == 1
    assert said.startswith("This folder cannot be written to (Permission denied)")
    assert "Traceback" not in said


def test_changed_lock_calls_for_a_new_installation(copy: Path) -> None:
    start = runpy.run_path(str(copy / "start.py"))
    before = [start["fingerprint"](copy / name) for name in LOCKS]
    assert before == [start["fingerprint"](copy / name) for name in LOCKS]
    with (copy / LOCKS[0]).open("a", encoding="utf-8") as lock:
        lock.write("# one more line\n")
    after = [start["fingerprint"](copy / name) for name in LOCKS]
    assert after[0] != before[0]
    assert after[1] == before[1]
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("# one more line\n")
    assert start["fingerprint"](copy / LOCKS[1]) != before[1]


def test_every_check_runs_and_pytest_comes_last() -> None:
    checks = runpy.run_path(str(START))["CHECKS"]
    assert [check[0] for check in checks] == ["ruff", "ruff", "mypy", "pytest"]
