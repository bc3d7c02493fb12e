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
    "Change a look": 1,
}
ADDED = re.compile(r"^In `([^`]+)`, add:\n\n```\w+\n(.*?)```", re.M | re.S)
CHANGED = re.compile(r"^In `([^`]+)`, change:\n\n```\w+\n(.*?)```\n\nto:\n\n```\w+\n(.*?)```", re.M | re.S)
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
    recipe, check = RECIPES[name], CHECK.findall(RECIPES[name])[-1]
    changes = [*((path, "", new) for path, new in ADDED.findall(recipe)), *CHANGED.findall(recipe)]
    assert 0 < len(changes) <= MOST[name]
    assert run(copy, check).returncode != 0, "the check passes before anything was done"
    for path, old, new in changes:
        text = (copy / path).read_text("utf-8") if (copy / path).exists() else ""
        assert old in text
        (copy / path).write_text(text.replace(old, new) if old else f"{text}\n{new}", "utf-8")
    done = run(copy, check)
    assert done.returncode == 0, done.stderr


def run(copy: Path, code: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": str(copy / "lib")}
    return subprocess.run([sys.executable, "-c", code], cwd=copy, env=env, capture_output=True, text=True, timeout=60)
