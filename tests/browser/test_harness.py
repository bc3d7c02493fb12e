"""The harness itself: it waits for what it says it waits for, and sees what goes wrong."""

import pytest
from lab import Lab, Server
from playwright.sync_api import Browser, Error, expect

PAGE = """from IPython.display import HTML
HTML('<div class="made-up" lang="en"><p>Rain stopped play.</p></div>')"""
BAD_PAGE = """from IPython.display import HTML
HTML('<div class="made-up"><button style="width: 40px"></button></div>')"""


def test_runs_a_notebook_and_sees_its_text(lab: Lab) -> None:
    lab.open(lab.write("harness.ipynb", "import time; time.sleep(0.5)", "print('one' + ' and two')", PAGE, "done = 1"))
    lab.run_all()
    assert lab.page.locator(".jp-OutputArea-output", has_text="one and two").count() == 1, "all is there, unwaited for"
    expect(lab.output("one and two")).to_have_text("one and two")
    expect(lab.output("Rain stopped play.").locator(".made-up p")).to_be_visible()
    assert lab.axe(".made-up") == []


def test_the_kernel_reads_the_kit_and_its_corpus(lab: Lab) -> None:
    lab.open(lab.write("corpus.ipynb", "from readingroom import load_corpus", "print(len(load_corpus()), 'articles')"))
    lab.run_all()
    expect(lab.output("articles")).to_have_text("5 articles")


def test_an_error_in_a_cell_is_seen(lab: Lab) -> None:
    lab.open(lab.write("error.ipynb", "1 + 1", "1 / 0", "print('never')"))
    with pytest.raises(AssertionError, match="ZeroDivisionError: division by zero"):
        lab.run_all()


def test_axe_sees_a_button_without_a_name(lab: Lab) -> None:
    lab.open(lab.write("button.ipynb", BAD_PAGE))
    lab.run_all()
    lab.page.locator(".made-up").wait_for()
    assert [line.partition(" ")[0] for line in lab.axe(".made-up")] == ["button-name"]


def test_requests_outside_are_stopped_and_told(server: Server, browser: Browser) -> None:
    with (
        pytest.raises(AssertionError, match=r"outside: \['http://outside\.invalid/'\]"),
        Lab.opened(server, browser) as lab,
        pytest.raises(Error, match="ERR_FAILED"),
    ):
        lab.page.goto("http://outside.invalid/")


def test_kernels_end_with_the_page(server: Server, browser: Browser) -> None:
    with Lab.opened(server, browser) as lab:
        lab.open(lab.write("kernel.ipynb", "1 + 1"))
        assert len(server.ask("api/kernels")) == 1
    assert server.ask("api/kernels") == []
