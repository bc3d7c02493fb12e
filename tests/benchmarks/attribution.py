"""How well and how fast attributions are found: printed, never asserted.

    python tests/benchmarks/attribution.py GOLD.jsonl [--evaluate EVALUATE.py] [--predictions OUT.jsonl] [--growth]

GOLD has one document a line: {"id", "text", "attributions": [{"source", "cue", "content"}, …]}, each a list of
[start, end] in code points.  The predictions are written in the same form.  With --evaluate, a scorer that is called as
`EVALUATE.py GOLD PREDICTIONS --ignore-nested [--cue-class report]` prints its scores.  --growth times 10, 100 and 1,000
generated articles.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from readingroom import Article, Span, attributions
from readingroom.attribution import Attribution


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--evaluate", type=Path, help="the scorer's file")
    parser.add_argument("--predictions", type=Path, help="where to write the predictions")
    parser.add_argument("--growth", action="store_true", help="time 10, 100 and 1,000 generated articles")
    options = parser.parse_args()
    predictions = options.predictions or Path(tempfile.mkdtemp()) / "predictions.jsonl"
    speed(options.gold, predictions)
    if options.evaluate:
        score(options.evaluate, options.gold, predictions)
    if options.growth:
        growth()


def speed(gold: Path, predictions: Path) -> None:
    """Attribute every document; print documents a second on one core, and the most memory ever held."""
    lines = gold.read_text("utf-8").splitlines()
    articles = [Article.from_text(d["text"], id=d["id"]) for d in map(json.loads, lines)]
    attributions(Article.from_text("“Go,” said Lee."))  # the tagger's model is read once
    start = time.process_time()
    found = attributions(articles, progress=False)
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    words = sum(len(a.words) for a in articles)
    rate = len(articles) / seconds
    print(f"{len(articles)} documents, {words:,} words, {len(found):,} attributions")
    print(f"{seconds:.1f} s: {rate:.1f} documents/s on one core; {memory:.0f} MiB at most", flush=True)
    rows = {a.id: [plain(row) for row in found if row.article == a.id] for a in articles}
    lines = [json.dumps({"id": id, "attributions": found}) for id, found in rows.items()]
    predictions.write_text("\n".join(lines) + "\n", "utf-8")
    print("predictions:", predictions, flush=True)


def plain(row: Attribution) -> dict[str, list[list[int]]]:
    """An attribution as the scorer reads it."""
    parts: dict[str, list[Span]] = {
        "source": [row.source] if row.source else [],
        "cue": [row.cue] if row.cue else [],
        "content": list(row.content),
    }
    return {name: [[s.start, s.end] for s in spans] for name, spans in parts.items()}


def score(scorer: Path, gold: Path, predictions: Path) -> None:
    for extra in ([], ["--cue-class", "report"]):
        print("\nscored", *extra, flush=True)
        subprocess.run([sys.executable, scorer, gold, predictions, "--ignore-nested", *extra], check=True)


def growth() -> None:
    """Time for more and more articles of invented sentences; a linear engine takes ten times as long for ten times."""
    draw = random.Random(7)
    for count in (10, 100, 1000):
        articles = [Article.from_text(invented(draw), id=f"{n}") for n in range(count)]
        start = time.process_time()
        attributions(articles, progress=False)
        seconds = time.process_time() - start
        print(f"{count:>5} articles: {seconds:7.2f} s, {1000 * seconds / count:.1f} ms each", flush=True)


def invented(draw: random.Random) -> str:
    """Some three hundred words of news about nothing."""
    who = ["Ana Ruiz", "the mayor", "Kim Lee", "a spokesperson for the bank", "officials in Dover", "she"]
    verb = ["said", "warned", "noted", "denied", "announced", "claimed"]
    what = ["the bridge would close in {}", "rents rose by {} percent", "{} trains were late", "the plan had {} parts"]
    shapes = ["{w} {v} that {c}.", "“{C},” {w} said.", "{C}, {w} {v}.", "{C}.", "According to {w}, {c}, {w} {v}."]
    paragraphs = []
    for _ in range(12):
        sentences = []
        for _ in range(3):
            content = draw.choice(what).format(draw.randint(2, 99))
            shown = {"w": draw.choice(who), "v": draw.choice(verb), "c": content, "C": content[0].upper() + content[1:]}
            sentences.append(draw.choice(shapes).format(**shown))
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs)


if __name__ == "__main__":
    main()
