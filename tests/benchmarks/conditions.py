"""What each condition of the attribution rules earns: every one is taken out in turn, and the change is printed.

    PYTHONPATH=lib:tests/attribution python tests/benchmarks/conditions.py GOLD.jsonl --evaluate EVALUATE.py
        [--documents 40] [--only behind,clauses]

A condition is a test of an `if`, a filter of a comprehension or an operand of `and` / `or`; taken out, it is always
true, then always false.  The changes are in points of F1, end to end: of all, reported and direct on documents of GOLD
whose errors may be read, and on our own hand-marked passages.  One that changes nothing anywhere is printed with `-`:
it goes, unless the example in its rule's docstring needs it.  One whose going is a gain everywhere costs more than it
earns.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, NamedTuple

import marked  # tests/attribution

import attribution as benchmark
from readingroom import Article
from readingroom import attribution as room
from readingroom.attribution.engine import find

Measure = Callable[[], list[float]]


class Condition(NamedTuple):
    """A condition: its function and line, its words, and the function's code with it taken out."""

    function: FunctionType
    line: int
    shown: str
    code: CodeType


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--evaluate", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--only", default="", help="modules or functions, with commas between")
    options = parser.parse_args()
    drawn = benchmark.samples(benchmark.read(options.gold), options.documents, 14, held_out=False)
    measure = measured(benchmark.module(options.evaluate), next(drawn))
    only = set(filter(None, options.only.split(",")))
    before = measure()
    print("before ", *(f"{x:.1f}" for x in before))
    for found in conditions(only):
        changes = changed(found, measure, before)
        print(f"{found.function.__module__.rpartition('.')[2]}.{found.function.__qualname__}:{found.line}", end="\t")
        print(changes, found.shown, sep="\t", flush=True)


def measured(scorer: ModuleType, documents: list[benchmark.Document]) -> Measure:
    """F1 of all, reported and direct on the documents, then of our passages."""
    articles = [Article.from_text(d["text"], id=str(d["id"])) for d in documents]
    passages = marked.read()

    def measure() -> list[float]:
        scores = benchmark.scores(scorer, documents, [find(a) for a in articles])
        return [*scores[2:9:3], marked.score(passages).f1]

    return measure


def changed(found: Condition, measure: Measure, before: list[float]) -> str:
    """The change of each figure where a condition is taken out; `-` where there is none."""
    code, found.function.__code__ = found.function.__code__, found.code
    try:
        after = measure()
    except Exception as problem:
        return f"fails: {type(problem).__name__}"
    finally:
        found.function.__code__ = code
    return " ".join(f"{b - a:+.2f}" for a, b in zip(before, after, strict=True)) if after != before else "-"


def conditions(only: set[str]) -> Iterator[Condition]:
    """All conditions of the room, or of some modules or functions, taken out one by one."""
    for info in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
        module = importlib.import_module(info.name)
        for name, function in functions(module):
            if not only or only & {info.name.rpartition(".")[2], name}:
                yield from of_function(module, name, function)


def functions(module: ModuleType) -> Iterator[tuple[str, FunctionType]]:
    """A module's functions and methods, by their qualified name; what a cache wraps is unwrapped."""
    for value in vars(module).values():
        inside = vars(value).values() if inspect.isclass(value) else [value]
        for found in map(inspect.unwrap, filter(callable, inside)):
            if isinstance(found, FunctionType) and found.__module__ == module.__name__:
                yield found.__qualname__, found


def of_function(module: ModuleType, name: str, function: FunctionType) -> Iterator[Condition]:
    tree = ast.parse(inspect.getsource(module))
    for n, (node, field, place) in enumerate(places(definition(tree, name))):
        shown, line = ast.unparse(at(node, field, place)), at(node, field, place).lineno
        for value in values(node):
            other = copy.deepcopy(tree)
            node_, field_, place_ = next(islice(places(definition(other, name)), n, None))
            put(node_, field_, place_, ast.Constant(value))
            code = compile(ast.fix_missing_locations(other), str(module.__file__), "exec")
            yield Condition(function, line, f"{value}: {shown}", code_of(code, name.split(".")))


def definition(tree: ast.AST, name: str) -> ast.AST:
    """The definition of a function or method by its qualified name."""
    for part in name.split("."):
        inside = ast.iter_child_nodes(tree)
        tree = next(n for n in inside if isinstance(n, ast.FunctionDef | ast.ClassDef) and n.name == part)
    return tree


def places(tree: ast.AST) -> Iterator[tuple[Any, str, int]]:
    """Where conditions stand: the node, its field, and the place in it (-1: the field itself)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BoolOp):
            yield from ((node, "values", k) for k in range(len(node.values)))
        elif isinstance(node, ast.comprehension):
            yield from ((node, "ifs", k) for k in range(len(node.ifs)))
        elif isinstance(node, ast.If | ast.IfExp):
            yield node, "test", -1


def values(node: ast.AST) -> list[bool]:
    """With what a condition is taken out: an operand with what decides nothing."""
    if isinstance(node, ast.BoolOp):
        return [isinstance(node.op, ast.And)]
    return [True] if isinstance(node, ast.comprehension) else [True, False]


def at(node: Any, field: str, place: int) -> ast.expr:
    return getattr(node, field) if place < 0 else getattr(node, field)[place]


def put(node: Any, field: str, place: int, value: ast.AST) -> None:
    if place < 0:
        setattr(node, field, value)
    else:
        getattr(node, field)[place] = value


def code_of(code: CodeType, path: list[str]) -> CodeType:
    """The code of a function within its module's."""
    for part in path:
        code = next(c for c in code.co_consts if isinstance(c, CodeType) and c.co_name == part)
    return code


if __name__ == "__main__":
    main()
