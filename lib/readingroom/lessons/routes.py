"""How long a lesson takes, and its shorter routes: a lesson of 20 or 45 minutes out of one of two lessons.

A cell says in its metadata (`readingroom`) in which route it first comes (`route`: 20, 45 or 90; without it, in all),
and which article is read there (`reads`).  Minutes are a model, not a measurement: 150 words a minute, and what each
kind of exercise takes, as seen in trials.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from readingroom.lessons.exercises import Exercise, find
from readingroom.text.article import Article
from readingroom.text.corpus import load_corpus
from readingroom.text.files import write_text
from readingroom.text.folders import home
from readingroom.text.planted import harbour

ROUTES = {20: "short", 45: "one lesson", 90: "two lessons"}
PACE = 150  # words a minute
LOOK = 0.8  # minutes for a table, a picture or a page
LOOKS = {"glossary(": 0.2, "save_button(": 0.3, "samples(": 2.5, "Explorer(": 2, "Desk(": 2}  # minutes for others
EACH = {"predict": 1.5, "choose": 0.7, "fill": 0.7, "mistake": 1, "value": 1.5, "mark": 1, "reading": 7}
PLACED = 0.25  # minutes for a card or a passage

Notebook = dict[str, Any]


class UnknownRoute(ValueError):
    """There is no route of that length, or no such lesson; the message lists those there are."""


def route(notebook: Notebook, minutes: int) -> Notebook:
    """A copy of a notebook with the cells of one route only, without results.

    >>> cells = [{"cell_type": "markdown", "metadata": {}}, {"metadata": {"readingroom": {"route": 45}}}]
    >>> len(route({"cells": cells}, 20)["cells"])
    1
    >>> route({"cells": []}, 30)
    Traceback (most recent call last):
    ...
    readingroom.lessons.routes.UnknownRoute: There is no route of 30 minutes. The routes are: 20, 45, 90.
    """
    if minutes not in ROUTES:
        raise UnknownRoute(f"There is no route of {minutes} minutes. The routes are: {', '.join(map(str, ROUTES))}.")
    copy = deepcopy(notebook)
    copy["cells"] = [cell for cell in copy["cells"] if _about(cell).get("route", 0) <= minutes]
    for cell in copy["cells"]:
        if cell.get("cell_type") == "code":
            cell |= {"outputs": [], "execution_count": None}
    return copy


def write_route(lesson: str, minutes: int, folder: str | Path | None = None) -> Path:
    """Write one route of a lesson (its number, such as "02") as a notebook beside it, and give its path."""
    place = Path(folder or home() / "notebooks")
    lessons = {path.name[:2]: path for path in sorted(place.glob("[0-9][0-9]-*.ipynb")) if "-minutes" not in path.stem}
    if lesson not in lessons:
        there = f"The lessons are: {', '.join(lessons)}." if lessons else f"There are no notebooks in {place}."
        raise UnknownRoute(f'There is no lesson "{lesson}". {there}')
    page = json.loads(lessons[lesson].read_text("utf-8"))
    path = place / f"{lessons[lesson].stem}-{minutes}-minutes.ipynb"
    return write_text(path, json.dumps(route(page, minutes), ensure_ascii=False, indent=1) + "\n")


def minutes(notebook: Notebook) -> int:
    """How many minutes a notebook takes, by the model above."""
    return round(sum(map(_cell, notebook["cells"])))


def _about(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = cell["metadata"].get("readingroom", {})
    return found


def _cell(cell: Mapping[str, Any]) -> float:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return len(re.findall(r"\w+", source)) / PACE
    reads = sum(len(_texts()[id].words) for id in _about(cell).get("reads", ())) / PACE
    asked = [_exercise(find(id)) for id in re.findall(r'exercise\("(.+?)"', source)]
    looked = 0 if asked or reads or "import " in source else _look(source)
    return reads + sum(asked) + looked


def _look(source: str) -> float:
    return next((time for call, time in LOOKS.items() if call in source), LOOK)


@cache
def _texts() -> Mapping[str, Article]:
    return {**load_corpus(added=False), **harbour()}


def _exercise(exercise: Exercise) -> float:
    """Minutes for one exercise: to read it, to think, to answer."""
    words = [exercise.prompt, exercise.text, exercise.success, *(option.text for option in exercise.options)]
    pieces = len(exercise.cards) or len(exercise.passages) or 3 * (exercise.kind in ("mark", "sort", "reorder"))
    return len(" ".join(words).split()) / PACE + EACH.get(exercise.kind, 0) + PLACED * pieces
