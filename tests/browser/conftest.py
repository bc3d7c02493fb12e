"""Fixtures of the browser tests: `lab` for one test, `server` and `browser` for all of them.

Without a Chromium on this machine they are skipped; with READINGROOM_BROWSER=required a skip is a failure.
"""

import os
from collections.abc import Generator, Iterator

import pytest
from lab import Lab, Server, browsing, chromium, serving
from playwright.sync_api import Browser, sync_playwright

REQUIRED = os.environ.get("READINGROOM_BROWSER") == "required"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine; on Debian: sudo apt install chromium")
    with sync_playwright() as playwright, browsing(playwright, path) as running:
        yield running


@pytest.fixture(scope="session")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("room")) as running:
        yield running


@pytest.fixture
def lab(server: Server, browser: Browser) -> Iterator[Lab]:
    with Lab.opened(server, browser) as opened:
        yield opened


@pytest.fixture(scope="module")
def open_lab(server: Server, browser: Browser) -> Iterator[Lab]:
    """One open notebook for all tests of a module, which put cells of their own into it: JupyterLab starts once."""
    with Lab.opened(server, browser) as opened:
        opened.open(opened.write("open.ipynb", "0"))
        yield opened


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and REQUIRED:
        report.outcome = "failed"
        report.longrepr = f"READINGROOM_BROWSER=required, but this was skipped: {report.longrepr}"
    if report.failed and call.when == "call":
        report.sections += [("the page", shot) for shot in pictures(item)]
    return report


def pictures(item: pytest.Function) -> Iterator[str]:
    """A picture of each page that a failed test had open, in pytest's temporary folder."""
    for lab in item.funcargs.values():
        if isinstance(lab, Lab) and not lab.page.is_closed():
            path = lab.server.folder.parent / f"{item.name.replace('/', '-')[:80]}.png"
            lab.page.screenshot(path=path)
            yield str(path)
