"""How quickly the reading page answers, measured in a real JupyterLab in a real browser.

    python tests/benchmarks/page.py

Prints, for the five articles and for a text of 20,000 words: from running the cell to the page shown (kernel warm,
findings of the article not yet made) and to every layer laid over it, a layer switched, and a selection marked and
kept.  Times are milliseconds, the median and the largest of several; nothing is asserted.
"""

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from lab import Lab, browsing, chromium, serving
from playwright.sync_api import sync_playwright

WORDS = 20_000
SETUP = f"""from readingroom import Article, ArticleReader, load_corpus
corpus = load_corpus()
ArticleReader(Article.from_text("Warm. It may rain, the mayor said.", id="warm"))
lines = [a.text for a in corpus.values()]
many = "\\n\\n".join("\\n\\n".join(lines) for _ in range({WORDS // 2_700}))
long = Article.from_text(many, title="A long text", id="long")"""

SHOWN = """selector => new Promise(done => {
    const start = performance.now(), before = document.querySelector(selector);
    const look = () => {
        const now = document.querySelector(selector);
        now && now !== before ? requestAnimationFrame(() => done(performance.now() - start)) : setTimeout(look, 1);
    };
    window.began = start;
    jupyterapp.commands.execute('notebook:run-cell');
    look();
})"""
LAID = """() => new Promise(done => {
    const counts = [...[...document.querySelectorAll('.rr-page')].at(-1).querySelectorAll('.rr-count')];
    const look = () => counts.every(c => c.textContent) ? done(performance.now() - window.began) : setTimeout(look, 1);
    look();
})"""
SWITCHED = """name => new Promise(done => {
    const page = [...document.querySelectorAll('.rr-page')].at(-1);
    const button = page.querySelector(`[data-layer="${name}"]`), start = performance.now();
    button.click();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
})"""
MARKED = """n => new Promise(done => {
    const page = [...document.querySelectorAll('.rr-page')].at(-1);
    const text = document.createTreeWalker(page.querySelector(`[data-n="${n}"]`), NodeFilter.SHOW_TEXT).nextNode();
    const range = document.createRange(), status = page.querySelector('.rr-status');
    range.setStart(text, 0);
    range.setEnd(text, Math.min(6, text.length));
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    setTimeout(() => {
        const start = performance.now();
        new MutationObserver((_, watch) => {
            watch.disconnect();
            requestAnimationFrame(() => done(performance.now() - start));
        }).observe(status, {childList: true, characterData: true, subtree: true});
        [...page.querySelectorAll('.rr-tools button')].find(b => b.textContent === 'Mark selection').click();
    }, 50);
})"""

ANSWERED = """act => new Promise(done => {
    const sheet = document.querySelector('.rr-sheet').parentElement;
    const start = performance.now();
    new MutationObserver((_, watch) => {
        watch.disconnect();
        requestAnimationFrame(() => done(performance.now() - start));
    }).observe(sheet, {childList: true});
    const field = document.querySelector('.widget-text input');
    if (act.startsWith('type ')) {
        field.value = act.slice(5);
        field.dispatchEvent(new Event('input', {bubbles: true}));
    } else document.querySelectorAll('.rr-bars .rr-plain')[+act].click();
})"""


def show(lab: Lab, cell: str, selector: str = ".rr-page .rr-text") -> float:
    """Milliseconds from running a cell to its page being shown."""
    page = lab.page
    page.evaluate("code => jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource(code)", cell)
    return float(page.evaluate(SHOWN, selector))


def figure(name: str, times: list[float]) -> None:
    print(
        f"{name:<58} {statistics.median(times):7.0f} ms median {max(times):7.0f} ms largest  (n={len(times)})",
        flush=True,
    )


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        browsing(playwright, chromium() or sys.exit("There is no Chromium on this machine.")) as browser,
        serving(Path(folder) / "room") as server,
        Lab.opened(server, browser) as lab,
    ):
        lab.open(lab.write("times.ipynb", SETUP, "0"))
        lab.run_all()
        lab.page.locator(".jp-Notebook .jp-Cell").last.click()
        ids = ["cgtn-2020", "xinhua-2020", "chinamil-2021", "globaltimes-2021", "cgtn-2021"]
        opened(lab, "article", [f"ArticleReader(corpus['{id}'])" for id in ids])
        measure(lab, "five articles")
        explorers(lab)
        opened(lab, f"{WORDS:,} words", ["ArticleReader(long, layers=[])"])
        measure(lab, f"{WORDS:,} words")


def opened(lab: Lab, name: str, cells: list[str]) -> None:
    """Each page opened for the first time and once more: until it is shown, and until every layer has its count."""
    for when in ("first time", "findings already made"):
        times = [(show(lab, cell), float(lab.page.evaluate(LAID))) for cell in cells]
        figure(f"{name}: page shown, {when}", [shown for shown, _ in times])
        figure(f"{name}: every layer laid, {when}", [laid for _, laid in times])


def explorers(lab: Lab) -> None:
    show(lab, "from readingroom import ConcordanceExplorer\nConcordanceExplorer(corpus)", ".rr-sheet")
    typed = ["c", "co", "coo", "coop", "cooperation", "the", "p*"]
    figure("concordance: a keystroke", [float(lab.page.evaluate(ANSWERED, f"type {word}")) for word in typed])
    show(lab, "from readingroom import FrequencyExplorer\nFrequencyExplorer(corpus)", ".rr-sheet")
    figure("frequency: a word chosen", [float(lab.page.evaluate(ANSWERED, str(n))) for n in range(6)])


def measure(lab: Lab, name: str) -> None:
    layers = ["modality", "attribution", "quotation", "reporting-verbs"]
    figure(f"{name}: a layer switched", [float(lab.page.evaluate(SWITCHED, layer)) for layer in layers * 3])
    figure(f"{name}: a selection marked and kept", [float(lab.page.evaluate(MARKED, n)) for n in range(2, 8)])


if __name__ == "__main__":
    main()
