"""The house: what a room may stand on, what an import may load, and that nothing reaches for the network."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from project import LIBRARY, ROOT

FILES = sorted(LIBRARY.rglob("*.py"))
MOST_LINES = 300
HEAVY = {"HanTa", "anywidget", "ipywidgets", "matplotlib", "nltk", "pandas", "wordcloud", "wordfreq"}
ROOMS = "text importing attribution concordance frequency layers tellings page notes lessons report site widgets doors"
HEIGHT = {room: height for height, room in enumerate(ROOMS.split())} | {"__init__": len(ROOMS)}


def module(file: Path) -> str:
    """The module's name inside the package: `article`, `layers.hedges`; a folder's own `__init__` has its name."""
    parts = file.relative_to(LIBRARY).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


def room(name: str) -> str:
    return name.partition(".")[0]


MODULES = {module(file): file for file in FILES}


def imports(file: Path) -> Iterator[str]:
    """The modules of ours that a file imports, wherever in the file it does so."""
    package = ("readingroom", *file.relative_to(LIBRARY).parts[:-1])
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            named = [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            source = ".".join([*base, *([node.module] if node.module else [])])
            named = [(source, alias.name) for alias in node.names]
        else:
            continue
        for source, name in named:
            if source.partition(".")[0] == "readingroom":
                yield resolved(source.partition(".")[2], name)


def resolved(source: str, name: str) -> str:
    """`from readingroom.a import b` is the module a.b if there is one, else a; the package itself is its door."""
    inner = f"{source}.{name}".strip(".")
    return inner if inner in MODULES else source or "__init__"


def test_the_rooms_are_those_of_the_house() -> None:
    assert {path.name for path in LIBRARY.iterdir() if path.is_dir() and path.name[0] != "_"} == set(ROOMS.split())


@pytest.mark.parametrize("name", MODULES)
def test_a_room_stands_only_on_the_rooms_below(name: str) -> None:
    assert room(name) in HEIGHT, f"{name} stands in no room; the rooms are {ROOMS}"
    above = [other for other in imports(MODULES[name]) if HEIGHT.get(room(other), 0) > HEIGHT[room(name)]]
    assert not above, f"{name} imports from a room above its own: {above}"


def test_no_circles() -> None:
    graph = {name: {other for other in imports(file) if other != name} for name, file in MODULES.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"These import each other in a circle: {' -> '.join(error.args[1])}")


@pytest.mark.parametrize("name", MODULES)
def test_no_long_files(name: str) -> None:
    lines = len(MODULES[name].read_text("utf-8").splitlines())
    assert lines <= MOST_LINES, f"{name} has {lines} lines; {MOST_LINES} are the most"


def fresh(code: str) -> str:
    """What a new Python says to this code."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_import_loads_nothing_heavy() -> None:
    loaded = set(fresh("import sys, readingroom; print(*sys.modules)").split())
    assert "readingroom" in loaded
    assert not loaded & HEAVY


NO_NETWORK = """
import sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError("the network was asked: " + event)
sys.addaudithook(refuse)
"""


def test_no_network_on_import_or_load() -> None:
    said = fresh(
        NO_NETWORK + "import readingroom\n"
        "corpus = readingroom.load_corpus()\n"
        "print(len(corpus), all(article.sentences for article in corpus.values()))"
    )
    assert said.split()[1] == "True"
    assert int(said.split()[0]) >= 5


def test_the_guard_against_the_network_works() -> None:
    with pytest.raises(AssertionError, match="the network was asked"):
        fresh(NO_NETWORK + "import socket; socket.socket()")
