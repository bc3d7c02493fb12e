"""Every notebook is clean in the repository and runs from top to bottom in a fresh copy of the room."""

import ast
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from project import ROOT
from readingroom.doors.notebooks import LANGUAGE
from readingroom.lessons.exercises import books

NOTEBOOKS = sorted(
    p
    for p in (ROOT / "notebooks").rglob("*.ipynb")
    if not p.match("*-minutes.ipynb") and ".ipynb_checkpoints" not in p.parts
)
LONGEST_CELL = 120  # seconds; a stop for a cell that hangs, not a measure
HEADING = re.compile(r"^(#{1,6})\s+\S", re.MULTILINE)
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def headings(notebook: Any) -> Iterator[int]:
    """The levels of the headings, in order."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield from (len(m[1]) for m in HEADING.finditer(FENCED.sub("", cell.source)))


@every_notebook
def test_is_stored_without_results(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    assert set(notebook.metadata) == {"kernelspec", "language_info", "readingroom"}
    assert notebook.metadata.readingroom == {"lesson": path.stem}, "then it is saved as it came, without outputs"
    assert {key: notebook.metadata[key] for key in LANGUAGE} == LANGUAGE
    for cell in notebook.cells:
        assert not cell.get("outputs"), f"cell {cell.id} holds an output: clear all outputs, then save"
        assert cell.get("execution_count") is None, f"cell {cell.id} is numbered: clear all outputs, then save"


@every_notebook
def test_cells_have_ids_of_their_own(path: Path) -> None:
    stored = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    assert (stored.nbformat, stored.nbformat_minor) >= (4, 5), "ids need nbformat 4.5"
    ids = [cell.id for cell in stored.cells]
    assert len(ids) == len(set(ids))


@every_notebook
def test_code_is_introduced_in_words(path: Path) -> None:
    before = "nothing"
    for cell in read(path).cells:
        if cell.cell_type == "code":
            assert before != "nothing", f"cell {cell.id} comes before any words"
            assert cell.source.strip(), f"cell {cell.id} is empty"
            ast.parse(cell.source)
        before = cell.cell_type


@every_notebook
def test_headings_are_in_order(path: Path) -> None:
    levels = list(headings(read(path)))
    assert levels.count(1) == 1, "one title"
    assert levels[0] == 1, "the title comes first"
    jumps = [(level, deeper) for level, deeper in pairwise(levels) if deeper > level + 1]
    assert not jumps, f"a level is left out: {jumps}"


def test_the_readme_lists_every_lesson_once_with_its_minutes() -> None:
    rows = re.findall(
        r"\(notebooks/(0\d-\S+)\.ipynb\) \| (.*?) \| ([\d / ]+) \|", (ROOT / "README.md").read_text("utf-8")
    )
    assert rows == [(book, page["question"], " / ".join(map(str, page["minutes"]))) for book, page in books().items()]


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Notebooks and corpus, copied, so that what a lesson saves stays out of the repository."""
    for name in ("notebooks", "corpus"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    return tmp_path


@every_notebook
def test_runs_from_top_to_bottom(path: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(room / "ipython"))
    monkeypatch.setenv("READINGROOM_HOME", str(room))
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "lib"))
    notebook = read(path)
    folder = (room / path.relative_to(ROOT)).parent
    NotebookClient(
        notebook, timeout=LONGEST_CELL, kernel_name="python3", resources={"metadata": {"path": folder}}
    ).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert not [o for o in outputs if o.output_type == "error"]
    assert any("text/html" in o.get("data", {}) for o in outputs), "no cell shows a page or a table"
