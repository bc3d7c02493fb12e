"""A notebook exported, or read without a kernel, still shows the pages."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter, MarkdownExporter

CELLS = {
    "ArticleReader": "ArticleReader(corpus, article='xinhua-2020')",
    "ConcordanceExplorer": "ConcordanceExplorer(corpus, query='cooperation')",
    "ArticleDesk": "ArticleDesk(corpus, article='xinhua-2020')",
}


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    """A notebook of three widgets, run as JupyterLab runs it: outputs, and no widget state saved."""
    setup = f"from readingroom import {', '.join(CELLS)}, load_corpus\ncorpus = load_corpus()"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in (setup, *CELLS.values())])
    folder: Path = tmp_path_factory.mktemp("twin")
    client = NotebookClient(
        notebook, timeout=120, store_widget_state=False, resources={"metadata": {"path": str(folder)}}
    )
    return client.execute()


@pytest.mark.parametrize("exporter", [HTMLExporter, MarkdownExporter])
def test_an_exported_notebook_shows_every_page(executed: nbformat.NotebookNode, exporter: type) -> None:
    page, _ = exporter().from_notebook_node(executed)
    assert page.count("Stable ties with Russia matter in a turbulent world, Chinese foreign minister stresses") >= 2, (
        "the reader and the desk show the page"
    )
    assert page.count('class="rr rr-page"') >= 2
    assert "rr-lines" in page
    assert "rr-m rr-c" in page, "the highlights are there"


def test_the_twin_stands_in_the_same_output_as_the_widget(executed: nbformat.NotebookNode) -> None:
    for cell in executed.cells[1:]:
        [output] = [o for o in cell.outputs if "application/vnd.jupyter.widget-view+json" in o.data]
        assert len(output.data["text/html"]) > 5_000
