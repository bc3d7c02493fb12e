"""How long a reader waits, and how much is heard: printed, never asserted.

    .venv/bin/python tests/benchmarks/start.py            everything
    .venv/bin/python tests/benchmarks/start.py import     only what is named: setup, page, import, share

Set-up is a fresh clone in a temporary folder with an empty pip cache; it includes the download.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

FIRST = "notebooks/00-start-here.ipynb"
FIRST_PAGE = ".rr-page"  # what a reader sees of an article
IMPORTS = 7


def say(what: str, seconds: float) -> None:
    print(f"{what:<62} {seconds:7.2f} s", flush=True)


def setup() -> None:
    """A clone, its first start, and a second start: until the server answers."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        env = os.environ | {"PIP_CACHE_DIR": str(Path(folder) / "cache")}
        begun = time.perf_counter()
        subprocess.run([sys.executable, "start.py", "--version"], cwd=clone, env=env, check=True, capture_output=True)
        say("set-up, clone to installed (empty cache)", time.perf_counter() - begun)
        say("python3 start.py, installed, to the server's first answer", until_ready(clone))


def until_ready(clone: Path) -> float:
    """Seconds from the command to the first answer of the server."""
    from lab import free_port

    port = free_port()
    command = [sys.executable, "start.py", "--no-browser", f"--port={port}", "--IdentityProvider.token=benchmark"]
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=clone, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/status?token=benchmark", timeout=2).close()
                return time.perf_counter() - begun
            except (urllib.error.URLError, OSError):
                time.sleep(0.02)
        raise RuntimeError("start.py ended before the server answered")
    finally:
        process.terminate()
        process.wait(20)


def page() -> None:
    """From opening the first notebook to its kernel, and to the first reading page once it is run."""
    from lab import Lab, browsing, chromium, serving
    from playwright.sync_api import sync_playwright

    path = chromium()
    if path is None or not (ROOT / FIRST).exists():
        print(f"first page: not measured, without {'Chromium' if path is None else FIRST}")
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder) / "room") as server,
        sync_playwright() as playwright,
        browsing(playwright, path) as browser,
        Lab.opened(server, browser) as lab,
    ):
        begun = time.perf_counter()
        lab.open(FIRST)
        say("opening notebook 00 to its kernel, new browser", time.perf_counter() - begun)
        lab.start_all()
        lab.page.locator(FIRST_PAGE).first.wait_for(timeout=60_000)
        say("opening notebook 00 to the first reading page (all cells run)", time.perf_counter() - begun)


def imports() -> None:
    """`import readingroom` in fresh processes, above a Python that imports nothing."""
    bare, kit = (statistics.median(timed(code) for _ in range(IMPORTS)) for code in ("", "import readingroom"))
    say(f"import readingroom, median of {IMPORTS} fresh processes, above bare Python", kit - bare)


def timed(code: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begun


def share() -> None:
    """The share of each article's words that is somebody's reported speech."""
    from readingroom import attributions, load_corpus

    for article in load_corpus().values():
        print(f"reported speech in {article.id:<43} {attributions(article).share:7.1%}")


PARTS = {"setup": setup, "page": page, "import": imports, "share": share}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
