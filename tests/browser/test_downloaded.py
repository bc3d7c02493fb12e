"""A notebook that comes from somebody else, opened without its kernel: the page is there, as plain HTML."""

import nbformat
from lab import Lab
from nbclient import NotebookClient
from playwright.sync_api import expect

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
