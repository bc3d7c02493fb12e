"""Prints the house: rooms, floors and arrows, lines for each room against its budget, names, and lengths of functions.

    .venv/bin/python tests/benchmarks/house.py

An arrow is a pair of rooms of which the first imports from the second; a room stands one floor above the highest
that it imports from.  A function's length is the number of lines of its body without the docstring.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from statistics import median, quantiles

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[1] / "project")]
from test_project import MODULES, ROOMS, imports, room  # noqa: E402

from project import LIBRARY  # noqa: E402

BUDGETS = {
    "text": 1500, "importing": 1550, "attribution": 3000, "concordance": 600, "frequency": 750, "layers": 1450,
    "tellings": 800, "page": 400, "notes": 600, "lessons": 1300, "report": 450, "site": 300, "widgets": 2000,
    "doors": 600,
}  # fmt: skip


def lines(pattern: str) -> int:
    """How many lines the files of a pattern have."""
    return sum(len(path.read_text("utf-8").splitlines()) for path in LIBRARY.glob(pattern))


def arrows() -> set[tuple[str, str]]:
    """Which room imports from which other; the package's own door is no room."""
    pairs = {(room(name), room(other)) for name, file in MODULES.items() for other in imports(file)}
    return {(a, b) for a, b in pairs if a != b and {a, b} <= set(ROOMS.split())}


def floors(pairs: set[tuple[str, str]]) -> dict[str, int]:
    """The floor of each room, counted from 1."""
    found: dict[str, int] = {}
    for name in ROOMS.split():  # in an order in which each stands behind those it rests on
        found[name] = 1 + max((found[b] for a, b in pairs if a == name), default=0)
    return found


def body(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function's body, without its docstring."""
    first = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (first[-1].end_lineno or 0) - first[0].lineno + 1 if first else 0


def main() -> None:
    """Print all of it."""
    pairs = arrows()
    floor = floors(pairs)
    print(f"{len(floor)} rooms, {max(floor.values())} floors, {len(pairs)} arrows")
    total = 0
    for name, budget in BUDGETS.items():
        total += (n := lines(f"{name}/**/*.py"))
        print(f"  floor {floor[name]}  {name:<12} {n:>6,} of {budget:>5,}{'  over' if n > budget else ''}")
    looks = sum(lines(f"**/*.{ending}") for ending in ("js", "css"))
    print(f"  Python in rooms {total:,} of {sum(BUDGETS.values()):,}; JavaScript and CSS {looks:,} of 2,200")
    trees = [ast.parse(file.read_text("utf-8")) for file in MODULES.values()]
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, kinds)]
    lengths = sorted((body(node), node.name) for node in functions)
    sizes = [n for n, _ in lengths]
    classes = sum(isinstance(node, ast.ClassDef) for tree in trees for node in ast.walk(tree))
    outer = sum(not node.name.startswith("_") for tree in trees for node in tree.body if isinstance(node, kinds))
    print(f"{classes} classes, {outer} functions without an underscore at the top of a module, {len(sizes)} functions")
    deciles = quantiles(sizes, n=10)
    print(f"body of a function: median {median(sizes):.0f} lines, nine tenths at most {deciles[-1]:.0f}, over 25:")
    print("  " + (", ".join(f"{name} {n}" for n, name in lengths if n > 25) or "none"))


if __name__ == "__main__":
    main()
