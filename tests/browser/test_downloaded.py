"""A notebook opened without its kernel, of somebody else or of yesterday: alive, as plain HTML, and nothing runs."""

import json

import nbformat
from lab import Lab
from nbclient import NotebookClient
from playwright.sync_api import expect

from readingroom.page.interface import say

CELL = """from readingroom import ArticleReader, load_corpus
ArticleReader(load_corpus(), article='xinhua-2020', layers=['modality'])"""


def test_a_downloaded_notebook_shows_the_page_before_anything_is_run(lab: Lab) -> None:
    path = lab.server.folder / lab.write("downloaded.ipynb", CELL)
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, store_widget_state=False).execute(cwd=str(path.parent))
    nbformat.write(notebook, path)
    lab.open("notebooks/downloaded.ipynb")
    page = lab.page.locator(".jp-OutputArea-output .rr-page")
    expect(page.locator(".rr-title")).to_have_text(
        "Stable ties with Russia matter in a turbulent world, Chinese foreign minister stresses"
    )
    expect(page.locator("mark").first).to_be_visible()
    expect(page.locator(".rr-list li").first).to_be_visible()


SAVE = "() => jupyterapp.commands.execute('docmanager:save')"
RESTART = "() => { jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart() }"
DEAD = "Error displaying widget"


def seen(lab: Lab) -> str:
    lab.page.wait_for_timeout(1500)  # the widget manager takes its time to say that a model is gone
    return lab.page.locator(".jp-Notebook").first.inner_text()


def saved(lab: Lab) -> None:
    lab.page.evaluate(SAVE)
    lab.page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")


def test_a_notebook_of_ones_own_looks_alive_whatever_became_of_its_kernel(lab: Lab) -> None:
    path = lab.write("own.ipynb", CELL, "from tqdm.auto import tqdm\nfor _ in tqdm(range(3)): pass")
    lab.open(path)
    lab.run_all()
    saved(lab)
    stored = (lab.server.folder / path).read_text("utf-8")
    assert "widget-view" not in stored
    live, page = lab.page.locator(".rr-page .rr-tools"), lab.page.locator(".jp-OutputArea-output .rr-page")
    lab.open(path)  # as with F5: its kernel runs
    expect(live.first).to_be_visible()
    lab.page.evaluate(RESTART)
    lab.page.locator(".jupyter-widgets-disconnected").first.wait_for(state="attached")
    lab.open(path)
    expect(page).to_be_visible()
    assert DEAD not in seen(lab)
    assert live.count() == 0
    lab.server.stop(lab.server.sessions())
    lab.open(path)
    expect(page).to_be_visible()
    assert DEAD not in seen(lab)


def test_a_lesson_opened_again_says_how_to_wake_it_and_is_the_file_that_came(lab: Lab) -> None:
    path = "notebooks/01-close-reading.ipynb"
    came = (lab.server.folder / path).read_text("utf-8")
    lab.open(path)
    lab.run_all()
    saved(lab)
    assert (lab.server.folder / path).read_text("utf-8") == came
    lab.open(path)
    expect(lab.page.locator(".rr-page .rr-tools").first).to_be_visible()
    lab.server.stop(lab.server.sessions())
    lab.open(path)
    assert seen(lab).count(say("asleep")) == 1
    assert DEAD not in seen(lab)


def test_stored_widget_state_of_an_untrusted_notebook_runs_nothing(lab: Lab) -> None:
    """H1: JupyterLab's widget manager would run the JavaScript of stored state, trusted or not."""
    code = "export default { initialize() { window.ran = true; }, render() { window.ran = true; } }"
    models = {
        "a": {
            "model_name": "LayoutModel",
            "model_module": "@jupyter-widgets/base",
            "model_module_version": "2.0.0",
            "state": {},
        },
        "b": {
            "model_name": "AnyModel",
            "model_module": "anywidget",
            "model_module_version": "~0.11.*",
            "state": {
                "_model_module": "anywidget",
                "_model_name": "AnyModel",
                "_model_module_version": "~0.11.*",
                "_view_module": "anywidget",
                "_view_name": "AnyView",
                "_view_module_version": "~0.11.*",
                "_esm": code,
                "_anywidget_id": "x",
                "layout": "IPY_MODEL_a",
            },
        },
    }
    path = lab.server.folder / lab.write("hostile.ipynb", "1")
    notebook = json.loads(path.read_text("utf-8"))
    state = {"version_major": 2, "version_minor": 0, "state": models}
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": state}
    view = {"application/vnd.jupyter.widget-view+json": {"version_major": 2, "version_minor": 0, "model_id": "b"}}
    output = {"output_type": "display_data", "metadata": {}, "data": view | {"text/plain": "Hostile()"}}
    notebook["cells"][0]["outputs"] = [output]
    path.write_text(json.dumps(notebook), "utf-8")
    lab.open("notebooks/hostile.ipynb")
    assert "Hostile()" in seen(lab)
    assert lab.page.evaluate("() => window.ran") is None
