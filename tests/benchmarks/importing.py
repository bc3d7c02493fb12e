"""What it costs to bring an article: printed, never asserted.

    .venv/bin/python tests/benchmarks/importing.py

An article of 1,000 words in each format, each in a new process: the time to add it, with and without loading the
library that reads it, and the most memory the process took.  Then 1,000 text files in one call, with a progress bar.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "lib")]

from importing_files import HEADLINE, PARAGRAPHS, html, pdf, word, wrapped  # noqa: E402

SIZE = 1000  # words
ABOUT = ("By Jane Roe", "Valley Gazette", "3 May 2024")
ADD = """
import json, re, sys, time
start = time.perf_counter()
from readingroom.importing import add_article
first = time.perf_counter()
article = add_article(sys.argv[1])
loaded = time.perf_counter()
add_article(sys.argv[2])
end = time.perf_counter()
peak = int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) / 1024
print(json.dumps([len(article.words), first - start, loaded - first, end - loaded, peak]))
"""


def article(number: int) -> list[str]:
    """Paragraphs of about 1,000 words, different for every number."""
    words = sum(len(p.split()) for p in PARAGRAPHS)
    rounds = range(SIZE // words)
    return [p.replace("library", f"library of {number}-{n}") for n in rounds for p in PARAGRAPHS]


def made(number: int) -> dict[str, bytes]:
    """The article in each format."""
    paragraphs = article(number)
    text = "\n\n".join([HEADLINE, "\n".join(ABOUT), *paragraphs]).encode()
    lines = [HEADLINE, "", *ABOUT, "", *wrapped(paragraphs)]
    return {
        "plain text": text,
        "Markdown": b"# " + text,
        "HTML": html(paragraphs).encode(),
        "Word": word([HEADLINE, *ABOUT, *paragraphs]),
        "PDF": pdf(lines),
    }


def each_format(folder: Path) -> None:
    endings = {"plain text": "txt", "Markdown": "md", "HTML": "html", "Word": "docx", "PDF": "pdf"}
    print(f"{'one article':12} {'words':>6} {'import':>9} {'first':>9} {'second':>9} {'peak':>9}")
    for kind, ending in endings.items():
        paths = [folder / f"{n}.{ending}" for n in (1, 2)]
        for n, path in enumerate(paths):
            path.write_bytes(made(n)[kind])
        env = os.environ | {"READINGROOM_ADDED": str(folder / f"added-{ending}"), "PYTHONPATH": str(ROOT / "lib")}
        command = [sys.executable, "-c", ADD, *map(str, paths)]
        words, *seconds, peak = json.loads(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
        print(f"{kind:12} {words:6,}", *(f"{1000 * s:6.0f} ms" for s in seconds), f"{peak:6.0f} MB", flush=True)


MANY = """
import re, sys, time
from pathlib import Path
from readingroom import load_corpus
from readingroom.importing import add_articles
paths = sorted(Path(sys.argv[1]).glob("*.txt"))
start = time.perf_counter()
added = add_articles(paths)
seconds = time.perf_counter() - start
peak = int(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) / 1024
start = time.perf_counter()
corpus = load_corpus()
opened = time.perf_counter() - start
print(f"{len(added):,} text files in one call: {seconds:.1f} s, {1000 * seconds / len(added):.1f} ms each, "
      f"peak {peak:.0f} MB, {len(added.problems)} problems")
print(f"load_corpus() with them: {opened:.1f} s, {len(corpus):,} articles")
"""


def many(folder: Path, number: int = 1000) -> None:
    (folder / "many").mkdir()
    for n in range(number):
        (folder / "many" / f"{n}.txt").write_bytes(made_text(n))
    env = os.environ | {"READINGROOM_ADDED": str(folder / "added-many"), "PYTHONPATH": str(ROOT / "lib")}
    subprocess.run([sys.executable, "-c", MANY, str(folder / "many")], env=env, check=True)


def made_text(number: int) -> bytes:
    return "\n\n".join([f"{HEADLINE}, part {number}", "\n".join(ABOUT), *article(number)]).encode()


if __name__ == "__main__":
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        each_format(Path(name))
        many(Path(name))
    print(f"all: {time.perf_counter() - begun:.0f} s")
