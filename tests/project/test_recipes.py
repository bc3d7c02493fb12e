"""CONTRIBUTING's recipes, followed word for word in a copy of the library."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from project import LIBRARY, ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
RECIPES = dict(re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", GUIDE, re.M | re.S))
MOST = {
    "Add a format": 2,
    "Add a layer": 2,
    "Add a line to a lexicon": 1,
    "Add an exercise": 1,
}
ADDED = re.compile(r"^In `([^`]+)`, add:\n\n```\w+\n(.*?)```", re.M | re.S)
CHECK = re.compile(r"^```python\n(.*?)```", re.M | re.S)


def test_the_recipes_are_these() -> None:
    assert set(RECIPES) == set(MOST)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for part in (LIBRARY, ROOT / "corpus"):
        shutil.copytree(part, tmp_path / part.relative_to(ROOT), ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.parametrize("name", MOST)
def test_a_recipe_works_as_it_is_written(name: str, copy: Path) -> None:
    changes, check = ADDED.findall(RECIPES[name]), CHECK.findall(RECIPES[name])[-1]
    assert 0 < len(changes) <= MOST[name]
    assert run(copy, check).returncode != 0, "the check passes before anything was done"
    for path, lines in changes:
        with (copy / path).open("a", encoding="utf-8") as file:
            file.write(f"\n{lines}")
    done = run(copy, check)
    assert done.returncode == 0, done.stderr


def run(copy: Path, code: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": str(copy / "lib")}
    return subprocess.run([sys.executable, "-c", code], cwd=copy, env=env, capture_output=True, text=True, timeout=60)
