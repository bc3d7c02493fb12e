"""pyproject.toml is the one source of versions: environment.yml and the two locks agree with it."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from project import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN = PYPROJECT["project"]["dependencies"]
BUILD = PYPROJECT["dependency-groups"]["build"]
TEST = PYPROJECT["dependency-groups"]["test"]
EXTRAS = [text for extra in PYPROJECT["project"]["optional-dependencies"].values() for text in extra]
LOCKS = {"requirements.lock.txt": RUN + BUILD, "requirements-test.lock.txt": RUN + BUILD + TEST + EXTRAS}
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


def ranges(requirements: list[str]) -> dict[str, SpecifierSet]:
    read = [Requirement(text) for text in requirements]
    return {canonicalize_name(r.name): r.specifier for r in read}


def pins(lock: str) -> list[tuple[str, str]]:
    return [(canonicalize_name(name), version) for name, version in PINNED.findall((ROOT / lock).read_text("utf-8"))]


def test_environment_yml_agrees_with_pyproject() -> None:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    [by_pip] = [entry["pip"] for entry in listed if isinstance(entry, dict)]
    assert ranges(by_pip[:-1]) == ranges(RUN)
    assert by_pip[-1] == f"-e .[{','.join(PYPROJECT['project']['optional-dependencies'])}]"
    assert "pip" in listed


def test_environment_yml_names_a_python_that_the_kit_allows() -> None:
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    [python] = [e.removeprefix("python=") for e in listed if isinstance(e, str) and e.startswith("python=")]
    assert re.fullmatch(r"3\.\d+", python), "repo2docker reads the version only from python=X.Y"
    assert SpecifierSet(PYPROJECT["project"]["requires-python"]).contains(python)


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_every_package_in_the_range_asked_for(lock: str) -> None:
    found = pins(lock)
    for name, wanted in ranges(LOCKS[lock]).items():
        versions = [version for pinned, version in found if pinned == name]
        assert versions, f"{name} is not in {lock}; CONTRIBUTING.md says how the locks are made"
        assert all(wanted.contains(version) for version in versions), f"{lock} has {name} {versions}, not {wanted}"


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries)


def imported(file: Path) -> set[str]:
    """The outermost packages that a file imports."""
    tree = ast.parse(file.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level}
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize(("folder", "asked_for"), [("lib", RUN + EXTRAS), ("tests", RUN + BUILD + TEST + EXTRAS)])
def test_whatever_is_imported_is_asked_for(folder: str, asked_for: list[str]) -> None:
    found = set().union(*(imported(file) for file in (ROOT / folder).rglob("*.py")))
    homes = packages_distributions()
    others = sorted(name for name in found & set(homes) - sys.stdlib_module_names - {"readingroom"})
    missing = [name for name in others if not {canonicalize_name(d) for d in homes[name]} & set(ranges(asked_for))]
    assert not missing, f"{folder} imports {missing}, which pyproject.toml does not name"


def test_test_lock_adds_to_the_other_and_changes_nothing() -> None:
    assert set(pins("requirements.lock.txt")) < set(pins("requirements-test.lock.txt"))
