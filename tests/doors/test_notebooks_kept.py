"""What the notebook server does with notebooks: views of kernels that run, no state, lessons as they came."""

import asyncio
import json
import os
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from project import ROOT
from readingroom import Article, ArticleReader
from readingroom.doors import notebooks
from readingroom.doors.notebooks import VIEW, QuietNotebooks
from readingroom.page.interface import say

LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ALIVE, GONE = 11, 12
THREAD = ThreadPoolExecutor(1)


def view(process: int | None = ALIVE) -> dict[str, Any]:
    data = {VIEW: {"model_id": "1", "process": process}, "text/html": "<p>the page</p>", "text/plain": "Page()"}
    return {"output_type": "display_data", "metadata": {}, "data": data}


def notebook(*outputs: Any, **metadata: Any) -> dict[str, Any]:
    cell = {"id": "one", "cell_type": "code", "source": "reader", "metadata": {}, "execution_count": 1}
    cells = [cell | {"outputs": list(outputs)}]
    return {"nbformat": 4, "nbformat_minor": 5, "cells": cells, "metadata": metadata}


@pytest.fixture
def files(tmp_path: Path) -> QuietNotebooks:
    return THREAD.submit(QuietNotebooks, root_dir=str(tmp_path)).result()


def kernel(files: QuietNotebooks, monkeypatch: pytest.MonkeyPatch, *processes: int | None) -> None:
    async def running(_: str) -> set[int | None]:
        return set(processes)

    monkeypatch.setattr(files, "_running", running)


def done(what: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine gives, in one thread for all: where the browser tests ran before, the test's own has a loop."""
    return THREAD.submit(asyncio.run, what).result()


def save(files: QuietNotebooks, content: dict[str, Any], path: str = "a.ipynb") -> dict[str, Any]:
    done(files.save({"type": "notebook", "content": content}, path))
    return json.loads((Path(files.root_dir) / path).read_text("utf-8"))


def read(files: QuietNotebooks, path: str = "a.ipynb") -> Any:
    return done(files.get(path))["content"]


def mimes(content: Any) -> list[str]:
    return sorted(mime for cell in content["cells"] for output in cell["outputs"] for mime in output["data"])


def test_a_file_holds_the_twin_and_neither_view_nor_state(files: QuietNotebooks) -> None:
    stored = save(files, notebook(view(), widgets={"application/vnd.jupyter.widget-state+json": {}}))
    assert mimes(stored) == ["text/html", "text/plain"]
    assert "widgets" not in stored["metadata"]


def test_a_widget_of_the_kit_says_whose_view_it_is() -> None:
    bundle = ArticleReader(Article.from_text("It rained."), layers=[])._repr_mimebundle_()
    assert bundle[VIEW]["process"] == os.getpid()
    assert bundle["text/html"]


def test_views_come_back_while_their_kernel_runs_and_only_then(
    files: QuietNotebooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(files, notebook(view()))
    kernel(files, monkeypatch, ALIVE)
    assert VIEW in mimes(read(files)), "a page loaded again must find its widgets"
    kernel(files, monkeypatch, GONE)  # restarted: another process
    assert mimes(read(files)) == ["text/html", "text/plain"]
    kernel(files, monkeypatch)
    assert mimes(read(files)) == ["text/html", "text/plain"]
    kernel(files, monkeypatch, None)  # on another machine: it cannot be known
    assert mimes(read(files)) == ["text/html", "text/plain"]


def test_what_was_shown_is_forgotten_when_the_file_is_changed_by_others(
    files: QuietNotebooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(files, notebook(view()))
    path = Path(files.root_dir) / "a.ipynb"
    path.write_text(path.read_text("utf-8").replace("the page", "another page"), "utf-8")
    os.utime(path, (1, 1))
    kernel(files, monkeypatch, ALIVE)
    assert VIEW not in mimes(read(files))
    assert read(files)["cells"][0]["outputs"][0]["data"]["text/html"] == "<p>another page</p>"


def test_state_and_dead_views_of_a_notebook_from_elsewhere_are_not_read(files: QuietNotebooks) -> None:
    """Widget state can hold JavaScript, which JupyterLab's widget manager runs of an untrusted notebook too."""
    state = {"model_module": "anywidget", "state": {"_esm": "export default {render() { alert(1) }}"}}
    widgets = {"application/vnd.jupyter.widget-state+json": {"version_major": 2, "state": {"1": state}}}
    (Path(files.root_dir) / "b.ipynb").write_text(json.dumps(notebook(view(), widgets=widgets)), "utf-8")
    content = read(files, "b.ipynb")
    assert "widgets" not in content["metadata"]
    assert mimes(content) == ["text/html", "text/plain"]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_that_was_run_and_saved_is_the_file_that_came(files: QuietNotebooks, lesson: Path) -> None:
    came = lesson.read_text("utf-8")
    run = json.loads(came)
    for cell in notebooks.code_cells(run):
        cell |= {"outputs": [view()], "execution_count": 7}
    run["metadata"]["language_info"] = {"name": "python", "version": "3.13.0", "mimetype": "text/x-python"}
    run["metadata"]["kernelspec"]["display_name"] = "Python 3"
    save(files, run, lesson.name)
    assert (Path(files.root_dir) / lesson.name).read_text("utf-8") == came


def test_a_lesson_keeps_its_outputs_while_its_kernel_runs_then_says_how_to_wake_it(
    files: QuietNotebooks, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(files, notebook(view(), readingroom={"lesson": "01"}))
    kernel(files, monkeypatch, ALIVE)
    assert VIEW in mimes(read(files))
    kernel(files, monkeypatch)
    [output] = read(files)["cells"][0]["outputs"]
    assert output["data"]["text/plain"] == say("asleep")
    assert save(files, read(files))["cells"][0]["outputs"] == [], "the sentence is shown, never saved"


def test_other_files_are_left_as_they_are(files: QuietNotebooks) -> None:
    done(files.save({"type": "file", "format": "text", "content": "{}"}, "a.txt"))
    assert done(files.get("a.txt"))["content"] == "{}"
    assert done(files.get(""))["type"] == "directory"


def test_a_manager_of_files_that_somebody_chose_is_left_alone() -> None:
    usual, chosen = (SimpleNamespace(contents_manager_class=kind) for kind in (AsyncLargeFileManager, dict))
    for app in (usual, chosen):
        notebooks._link_jupyter_server_extension(app)
    assert (usual.contents_manager_class, chosen.contents_manager_class) == (QuietNotebooks, dict)


def test_the_server_is_told_of_it_by_the_wheel() -> None:
    [name] = json.loads((ROOT / "lib/jupyter/jupyter_server_config.d/readingroom.json").read_text("utf-8"))[
        "ServerApp"
    ]["jpserver_extensions"]
    assert name == notebooks.__name__
    assert "lib/jupyter/jupyter_server_config.d/readingroom.json" in (ROOT / "pyproject.toml").read_text("utf-8")
