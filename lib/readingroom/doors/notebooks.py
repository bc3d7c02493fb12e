"""How the server reads and writes notebooks: nothing stored runs, nothing looks broken, lessons stay as they came.

A live widget is a view of something in a kernel.  On disk stands its static twin alone; the view is put back when the
notebook is opened again while that kernel still runs.  Widget state, which could bring JavaScript of its own with it,
is neither read nor written (see SECURITY.md).  A lesson of the kit is written as it came, without outputs, so that
running it does not stand in the way of an update.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import deepcopy
from html import escape
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from readingroom.page.interface import say

VIEW = "application/vnd.jupyter.widget-view+json"
OURS = "readingroom"  # our key in the metadata of a notebook
LANGUAGE = {  # of every lesson; JupyterLab would write the versions of one machine
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
Notebook = dict[str, Any]


class QuietNotebooks(AsyncLargeFileManager):
    """The server's own manager of files, with a hand on what goes in and out of a notebook."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._shown: dict[str, tuple[object, dict[str, Any]]] = {}  # of each saved file: its time, its cells' outputs

    async def get(self, path: str, content: bool = True, **how: Any) -> Any:
        """The model of a file; a notebook's views are those of kernels that run."""
        model = await super().get(path, content, **how)
        if content and model["type"] == "notebook":
            running = await self._running(path.strip("/"))
            time, outputs = self._shown.get(path.strip("/"), (None, {}))
            if running and time == model["last_modified"]:
                put_back(model["content"], outputs)
            quiet(model["content"], running)
        return model

    async def save(self, model: Any, path: str = "") -> Any:
        """Write a file; of a notebook, what is good on another day and another machine."""
        if model.get("type") != "notebook" or not model.get("content"):
            return await super().save(model, path)
        shown = {cell["id"]: cell["outputs"] for cell in code_cells(model["content"]) if "id" in cell}
        saved = await super().save({**model, "content": written(model["content"])}, path)
        self._shown[path.strip("/")] = saved["last_modified"], shown
        return saved

    async def _running(self, path: str) -> set[int | None]:
        """The processes of the kernels that this notebook has; None is one that is not on this machine."""
        app: Any = self.parent
        sessions = await app.session_manager.list_sessions() if app else []
        kernels = [app.kernel_manager.get_kernel(s["kernel"]["id"]) for s in sessions if s["path"] == path]
        return {getattr(kernel.provisioner, "pid", None) for kernel in kernels}


def written(notebook: Notebook) -> Notebook:
    """A notebook as it goes into its file: no widget state, no views; a lesson without outputs and counts.

    >>> view = {"output_type": "display_data", "data": {VIEW: {"model_id": "1"}, "text/html": "<p>A page</p>"}}
    >>> notebook = {"metadata": {"widgets": {}}, "cells": [{"cell_type": "code", "outputs": [view]}]}
    >>> written(notebook)["cells"][0]["outputs"][0]["data"], written(notebook)["metadata"]
    ({'text/html': '<p>A page</p>'}, {})
    """
    notebook = deepcopy(notebook)
    notebook["metadata"].pop("widgets", None)
    for cell in code_cells(notebook):
        for output in cell["outputs"]:
            without_view(output)
    if is_lesson(notebook):
        notebook["metadata"] |= LANGUAGE
        for cell in code_cells(notebook):
            cell |= {"outputs": [], "execution_count": None}
    return notebook


def quiet(notebook: Notebook, running: Collection[int | None]) -> None:
    """Take out widget state, and the views of kernels that are gone; a lesson without outputs says how to wake it."""
    notebook["metadata"].pop("widgets", None)
    for cell in code_cells(notebook):
        for output in cell["outputs"]:
            if not running or process(output) not in {None, *running}:
                without_view(output)
    cells = code_cells(notebook)
    if is_lesson(notebook) and cells and not any(cell["outputs"] for cell in cells):
        line = say("asleep")
        data = {"text/html": f"<p><em>{escape(line)}</em></p>", "text/plain": line}
        cells[0]["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]


def put_back(notebook: Notebook, outputs: Mapping[str, Any]) -> None:
    """Give cells the outputs that they had when the notebook was saved."""
    for cell in code_cells(notebook):
        cell["outputs"] = deepcopy(outputs.get(cell.get("id", ""), cell["outputs"]))


def without_view(output: dict[str, Any]) -> None:
    """Leave of a widget its twin, or whatever else there is beside the view."""
    output.get("data", {}).pop(VIEW, None)


def is_lesson(notebook: Notebook) -> bool:
    """Whether a notebook is one of the kit's lessons, or a copy of one."""
    return bool(notebook["metadata"].get(OURS, {}).get("lesson"))


def process(output: Mapping[str, Any]) -> int | None:
    """The number of the process that a view is of, where it says so, as the kit's do."""
    view = output.get("data", {}).get(VIEW)
    return view.get("process") if isinstance(view, dict) else None


def code_cells(notebook: Notebook) -> list[dict[str, Any]]:
    """The code cells of a notebook."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "readingroom.doors.notebooks"}]


def _link_jupyter_server_extension(app: Any) -> None:
    """Called before the server makes its manager of files; one that somebody chose is left alone."""
    if app.contents_manager_class is AsyncLargeFileManager:
        app.contents_manager_class = QuietNotebooks


def _load_jupyter_server_extension(app: Any) -> None:
    """Nothing is left to do; the server asks for this function."""
