#!/usr/bin/env python3
"""Reading Room's two commands.  Python 3.11 or newer is all they need.

    python3 start.py         open the notebooks in JupyterLab
    python3 start.py test    check style and types, then run every test

The first time, the packages named in the lock file are put into the folder .venv beside this file; nothing is put
anywhere else.  Further words are handed on: `python3 start.py --no-browser` to JupyterLab, `python3 start.py test
-k tokens` to pytest.
"""

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - older ones read this too
    sys.exit("Reading Room needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TO_READ = HERE / "requirements.lock.txt"
TO_TEST = HERE / "requirements-test.lock.txt"  # the same versions, and the test tools
FIRST_PAGE = "/lab/tree/notebooks/00-start-here.ipynb"
CHECKS = (
    ["ruff", "check", "."],
    ["ruff", "format", "--check", "."],
    ["mypy"],
    ["pytest", "-n", "2", "--dist", "loadfile"],
)


def main(words: list[str]) -> int:
    """Do what the command line asks; the value is the exit status."""
    if words[:1] == ["test"]:
        install(TO_READ)
        install(TO_TEST)
        return test(words[1:])
    if words[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if words and not words[0].startswith("-"):
        print(f"There is no command {words[0]!r}.\n\n{__doc__}")
        return 2
    install(TO_READ)
    return lab(words)


def lab(options: list[str]) -> int:
    """JupyterLab, with this folder as its root and the first notebook open."""
    command = [str(PYTHON), "-m", "jupyterlab", f"--ServerApp.root_dir={HERE}", f"--LabApp.default_url={FIRST_PAGE}"]
    command.append("--LabApp.extension_manager=readonly")  # the other kind asks a package index
    command.append("--ServerApp.log_level=ERROR")  # the address is printed all the same
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    command += options
    print("Opening JupyterLab in your browser. Leave this window open; Ctrl-C in it ends the session.", flush=True)
    if os.name == "posix":  # JupyterLab takes this process over, so that whoever stops it stops JupyterLab
        os.chdir(HERE)
        os.execv(command[0], command)
    return run(command)


def test(options: list[str]) -> int:
    """Every check, whatever the one before it said; pytest, which takes the options, comes last."""
    failed = []
    for check in CHECKS:
        print("$", *check, flush=True)
        if run([str(PYTHON), "-m", *check, *(options if check[0] == "pytest" else [])]) != 0:
            failed.append(" ".join(check))
    if failed:
        print("Not passed: " + ", ".join(failed))
    return len(failed)


def run(command: list[str]) -> int:
    """Run a command in this folder; Ctrl-C is for the command, which asks or stops as it sees fit."""
    signal.signal(signal.SIGINT, lambda *_: None)
    return subprocess.run(command, cwd=HERE, check=False).returncode


def install(lock: Path) -> None:
    """Bring .venv to the lock's versions, unless it is there already.  The stamp that says so is written last."""
    stamp = VENV / f"{lock.stem}.installed"
    if PYTHON.exists() and stamp.exists() and stamp.read_text("utf-8") == fingerprint(lock):
        return
    make_venv()
    print(f"Putting the packages of {lock.name} into .venv (once; some minutes on a slow network).", flush=True)
    most = lock.read_text("utf-8").count("==")
    # not compiled: that is half the time, and Python compiles what is used when it is first used
    pip(most, "--no-compile", "--require-hashes", "--only-binary=:all:", "-r", str(lock))
    pip(1, "--no-deps", "--no-build-isolation", "--editable", str(HERE))
    stamp.write_text(fingerprint(lock), "utf-8")


def fingerprint(lock: Path) -> str:
    """Changes with whatever calls for a new installation: the place, the Python, the versions."""
    parts = [str(HERE).encode(), repr(sys.version_info[:2]).encode()]
    parts += [file.read_bytes() for file in (lock, HERE / "pyproject.toml")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def make_venv() -> None:
    """An empty .venv, unless there is one of this Python that was once complete."""
    try:
        tempfile.TemporaryFile(dir=HERE).close()
    except OSError as error:
        sys.exit(f"This folder cannot be written to ({error.strerror}):\n    {HERE}\nCopy it to one that can.")
    if PYTHON.exists() and (VENV / f"{TO_READ.stem}.installed").exists() and of_this_python():
        return
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit("This Python cannot make a venv yet. On Debian or Ubuntu:\n    sudo apt install python3-venv")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
        sys.exit("The folder .venv could not be made; the reason stands above.")


def of_this_python() -> bool:
    """Whether .venv was made by the same minor version of Python as this one."""
    ours = "version = {}.{}.".format(*sys.version_info)
    return ours in (VENV / "pyvenv.cfg").read_text("utf-8")


def pip(most: int, *arguments: str) -> None:
    """One `pip install` of at most so many packages: its progress as one line, its words only if it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *arguments]
    said: list[str] = []
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        for line in process.stdout or ():
            said.append(line.decode(errors="replace").rstrip())
            report(sum(s.startswith("Collecting") for s in said), most)
    if process.returncode:
        print("", *said[-12:], sep="\n")
        sys.exit(
            "\nThe packages could not be installed; pip's reason stands above. Most often there is no network, or a\n"
            "proxy or a full disk is in the way. Put that right and give the same command again: it goes on from here."
        )


def report(packages: int, most: int) -> None:
    """How far pip has come, for someone who watches; not every package is for every machine."""
    if packages and sys.stdout.isatty():
        print(f"\r  {packages} of at most {most} packages", end="\r", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on from here.")
