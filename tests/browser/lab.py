"""A real JupyterLab in a real Chromium, for tests: one server and one browser, a page of its own for each test.

def test_something(lab):
    lab.open("notebooks/00-start-here.ipynb")     # waits for the kernel
    lab.run_all()                                 # waits for the last cell; an error in a cell is an error here
    lab.output("five articles").click()
    assert lab.axe(".rr-page") == []
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
import nbformat
from playwright.sync_api import Browser, Locator, Page, Playwright, Route

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OWN_FOLDERS = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
    "HOME",
)
PATIENCE = 90  # seconds: a stop for what hangs, not a measure
# The toolbar says "idle" before there is a kernel; the status bar does not.
KERNEL_IS_IDLE = r"() => /Python 3[^|]*\| Idle/.test(document.querySelector('#jp-main-statusbar')?.innerText || '')"
CELLS = """() => jupyterapp.shell.currentWidget.content.widgets
    .filter(cell => cell.model.type === 'code' && cell.model.sharedModel.source.trim())
    .map(cell => {
        const error = cell.model.outputs.toJSON().find(o => o.output_type === 'error');
        return {
            count: cell.model.executionCount,
            state: cell.model.executionState,
            error: error ? `${error.ename}: ${error.evalue}` : null,
        };
    })"""
ALL_RUN = f"() => ({CELLS})().every(cell => cell.count !== null && cell.state !== 'running')"
STOPPED = f"() => ({CELLS})().some(cell => cell.error)"


@dataclass(frozen=True)
class Server:
    """A running JupyterLab: its address, the token it asks for, and the folder it shows."""

    address: str
    token: str
    folder: Path

    def ask(self, path: str, method: str = "GET") -> Any:
        """The server's own interface, for what a page need not do."""
        request = urllib.request.Request(f"{self.address}/{path}", method=method)
        request.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or "null")

    def sessions(self) -> set[str]:
        """The notebooks that have a kernel."""
        return {session["id"] for session in self.ask("api/sessions")}

    def stop(self, sessions: set[str]) -> None:
        """End these kernels, so that the next test begins in a quiet room."""
        for session in sessions:
            self.ask(f"api/sessions/{session}", "DELETE")


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """JupyterLab over a copy of the notebooks and the corpus, with settings of its own."""
    for name in ("notebooks", "corpus"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    server = Server(f"http://127.0.0.1:{free_port()}", secrets.token_hex(16), folder)
    log = folder.with_suffix(".log")
    with log.open("wb") as out:
        process = subprocess.Popen(command(server), cwd=folder, env=environment(folder), stdout=out, stderr=out)
        try:
            wait_for(server, process, log)
            yield server
        finally:
            process.terminate()
            process.wait(20)


def command(server: Server) -> list[str]:
    """JupyterLab's command line."""
    options = [
        "--no-browser",
        "--ip=127.0.0.1",
        f"--port={server.address.rpartition(':')[2]}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={server.token}",
        f"--ServerApp.root_dir={server.folder}",
        "--LabApp.extension_manager=readonly",
        "--LabApp.expose_app_in_browser=True",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")
    return [sys.executable, "-m", "jupyterlab", *options]


def environment(folder: Path) -> dict[str, str]:
    """The variables of this process, without another Jupyter's settings or another reader's things."""
    others = ("JUPYTER", "IPYTHON", "READINGROOM_HOME")
    ours = {"PYTHONPATH": str(ROOT / "lib"), "JUPYTER_CONFIG_PATH": str(ROOT / "lib" / "jupyter")}
    kept = {k: v for k, v in os.environ.items() if not k.startswith(others)} | ours
    return kept | {name: str(folder.parent / f"{folder.name}-{name.lower()}") for name in OWN_FOLDERS}


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def wait_for(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers; where it does not, its own words are the error."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            server.ask("api/status")
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text('utf-8', errors='replace')}")


def chromium() -> str | None:
    """The Chromium or Chrome of this machine, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browsing(playwright: Playwright, path: str) -> Iterator[Browser]:
    """That Chromium, running without a window."""
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    try:
        yield browser
    finally:
        browser.close()


@dataclass
class Lab:
    """JupyterLab as one reader sees it, in a page of its own."""

    server: Server
    page: Page
    outside: list[str] = field(default_factory=list)  # addresses asked for that are not the server's: all refused

    @classmethod
    @contextmanager
    def opened(cls, server: Server, browser: Browser, **options: Any) -> Iterator["Lab"]:
        """A page with nothing from before; `options` are playwright's (color_scheme, viewport, reduced_motion …)."""
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 1000}} | options))
        context.set_default_timeout(30_000)
        lab = cls(server, context.new_page())
        before = server.sessions()
        context.route("**/*", lab._only_the_server)
        try:
            yield lab
        finally:
            context.close()
            server.stop(server.sessions() - before)
        assert not lab.outside, f"the page asked for addresses outside: {lab.outside}"

    def open(self, path: str | Path) -> None:
        """Show a notebook, by its path in the served folder, and wait until its kernel can be asked."""
        self.page.goto(f"{self.server.address}/lab/tree/{path}?token={self.server.token}&reset")
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=PATIENCE * 1000)
        self.page.wait_for_function(KERNEL_IS_IDLE, timeout=PATIENCE * 1000)

    def write(self, name: str, *cells: str) -> str:
        """Put a notebook with these code cells into the served folder; the value is its path there."""
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={
                "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
                "language_info": {"name": "python"},
            },
        )
        nbformat.write(notebook, self.server.folder / "notebooks" / name)
        return f"notebooks/{name}"

    def cells(self, *cells: str) -> None:
        """Put these code cells in the place of the open notebook's, and run them; no page or kernel is started."""
        self.page.evaluate(
            """cells => {
                const notebook = jupyterapp.shell.currentWidget.content.model.sharedModel;
                notebook.transact(() => {
                    notebook.deleteCellRange(0, notebook.cells.length);
                    notebook.insertCells(0, cells.map(source => ({cell_type: 'code', source})));
                });
            }""",
            cells,
        )
        self.run_all()

    def start_all(self) -> None:
        """Run every cell by the menu, without waiting."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

    def run_all(self) -> None:
        """Run every cell by the menu and wait for the last; an error in a cell is raised here."""
        self.start_all()
        self.page.wait_for_function(f"() => ({ALL_RUN})() || ({STOPPED})()", timeout=PATIENCE * 1000)
        errors = [cell["error"] for cell in self.page.evaluate(CELLS) if cell.get("error")]
        assert not errors, f"a cell stopped with {errors[0]}"
        self.page.wait_for_function(KERNEL_IS_IDLE, timeout=PATIENCE * 1000)

    def output(self, text: str) -> Locator:
        """The first output that shows this text, waited for (the source of a cell does not count)."""
        found = self.page.locator(".jp-OutputArea-output", has_text=text).first
        found.wait_for()
        return found

    def axe(self, selector: str) -> list[str]:
        """What axe finds wrong within this part of the page (WCAG 2.2 AA and its own best practices), one line each."""
        return axe(self.page, selector)

    def _only_the_server(self, route: Route) -> None:
        url = route.request.url
        if url.startswith((self.server.address + "/", "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(url)
            route.abort()


def axe(page: Page, selector: str) -> list[str]:
    """What axe finds wrong within every element that the selector matches, one line each."""
    assert page.locator(selector).count(), f"nothing on the page is {selector}"
    page.evaluate(axe_source())  # evaluated, not a script tag: no trouble with a page's policies
    # JupyterLab's body has no height of its own, so that axe takes all in it for hidden, and looks at no contrast
    page.evaluate("document.body.style.minHeight = '100vh'")
    return page.evaluate(
        """async part => (await axe.run({include: [[part]]}, {resultTypes: ['violations']})).violations.flatMap(
            v => v.nodes.map(n => `${v.id} (${v.impact}): ${n.target.join(' ')} ${n.failureSummary || ''}`))""",
        selector,
    )


@cache
def axe_source() -> str:
    [source] = Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")
    return source.read_text("utf-8")
