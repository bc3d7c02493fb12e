"""How well and how fast attributions are found: printed, never asserted.

    python tests/benchmarks/attribution.py GOLD.jsonl --evaluate EVALUATE.py [--samples 3] [--size 84] [--held-out]
    python tests/benchmarks/attribution.py --growth

GOLD has one document a line: {"id", "text", "attributions": [{"source", "cue", "content"}, …]}, each a list of
[start, end] in code points; EVALUATE is a scorer with `evaluate`, `match`, `source_overlap`, `Doc` and `Att`.

The documents are put in an order that depends on --seed alone and cut into samples of --size.  With --held-out the
samples are the first ones: their errors are never read, only their totals.  Without it they are the next ones, whose
errors may be.  A column has precision / recall / F1 in percent, end to end: the content overlaps by half and the source
is right.  `high`, `medium` and `low` are how many of what is found with that confidence are right.  --growth times 10,
100 and 1,000 generated articles.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from readingroom import Article, Span, attributions
from readingroom.attribution import Attribution

Document = dict[str, Any]
COLUMNS = ("all", "reported", "direct", "mixed", "indirect")
GRADES = ("high", "medium", "low")
RESERVED = 3  # samples at the front whose errors nobody reads


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--evaluate", type=Path, help="the scorer's file")
    parser.add_argument("--samples", type=int, default=RESERVED)
    parser.add_argument("--size", type=int, default=84, help="documents in a sample; 0: all, as one sample")
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--held-out", action="store_true", help="the samples whose errors nobody reads")
    parser.add_argument("--growth", action="store_true", help="time 10, 100 and 1,000 generated articles")
    options = parser.parse_args()
    if options.gold and options.evaluate:
        scorer = module(options.evaluate)
        drawn = samples(read(options.gold), options.size, options.seed, options.held_out)
        compare(scorer, [s for _, s in zip(range(options.samples), drawn, strict=False)])
    if options.growth:
        growth()


def read(gold: Path) -> list[Document]:
    return [json.loads(line) for line in gold.read_text("utf-8").splitlines()]


def module(path: Path) -> ModuleType:
    """The scorer, wherever it lies."""
    spec = importlib.util.spec_from_file_location("evaluate", path)
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def samples(documents: Sequence[Document], size: int, seed: int, held_out: bool) -> Iterator[list[Document]]:
    """Samples without a document in common."""
    order = sorted(documents, key=lambda d: str(d["id"]))
    random.Random(seed).shuffle(order)
    size = size or len(order)
    first = 0 if held_out or size == len(order) else RESERVED * size
    return (order[k : k + size] for k in range(first, len(order), size))


def compare(scorer: ModuleType, drawn: Sequence[list[Document]]) -> None:
    """Print a line for each sample, and their mean."""
    print(f"{'':8}" + "".join(f"{name:>18}" for name in COLUMNS) + "".join(f"{g:>8}" for g in GRADES) + "   docs/s")
    lines = []
    attributions(Article.from_text("“Go,” said Lee."))  # the tagger's model is read once
    for n, documents in enumerate(drawn):
        start = time.process_time()
        found = [attributions(Article.from_text(d["text"], id=str(d["id"]))) for d in documents]
        rate = len(documents) / (time.process_time() - start)
        lines.append([*scores(scorer, documents, found), rate])
        print(f"{n + 1:<8}" + shown(lines[-1]), flush=True)
    mean = [sum(column) / len(lines) for column in zip(*lines, strict=True)]
    print(f"{'mean':8}" + shown(mean))
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most")


def shown(line: Sequence[float]) -> str:
    triples = ["/".join(f"{x:.1f}" for x in line[k : k + 3]) for k in range(0, 15, 3)]
    return "".join(f"{t:>18}" for t in triples) + "".join(f"{x:8.1f}" for x in line[15:18]) + f"{line[18]:9.1f}"


def scores(scorer: ModuleType, documents: Sequence[Document], found: Sequence[Sequence[Attribution]]) -> list[float]:
    """Precision, recall and F1 of each column, then the precision of each grade; all in percent."""
    guesses = [
        {"id": d["id"], "attributions": list(map(plain, rows))} for d, rows in zip(documents, found, strict=True)
    ]
    whole = scorer.evaluate(documents, guesses, {"ignore_nested": True})[0]
    speech = scorer.evaluate(documents, guesses, {"ignore_nested": True, "cue_class": "report"})[0]
    kinds = [whole[f"kind_{name}"]["end_to_end"] for name in COLUMNS[2:]]
    right, made = Counter[str](), Counter[str]()
    for d, rows in zip(documents, found, strict=True):
        for grade, good in judged(scorer, d, rows):
            made[grade] += 1
            right[grade] += good
    triples = [whole["end_to_end"], speech["end_to_end"], *kinds]
    return [100 * x for t in triples for x in t] + [100 * right[g] / max(1, made[g]) for g in GRADES]


def judged(scorer: ModuleType, document: Document, rows: Sequence[Attribution]) -> Iterator[tuple[str, bool]]:
    """The confidence of everything found, and whether it is right; what lies within another's content is left out."""
    doc = scorer.Doc(document["text"])
    gold = [scorer.Att(doc, a) for a in document["attributions"]]
    made = [(row, scorer.Att(doc, plain(row))) for row in rows]
    outer = [(row, p) for row, p in made if p.content and not any(p.content < q.content for _, q in made)]
    pairs = scorer.match([g for g in gold if g.content], [p for _, p in outer], 0.5)
    partner = {j: [g for g in gold if g.content][i] for i, j in pairs.items()}
    for j, (row, p) in enumerate(outer):
        yield row.confidence, j in partner and scorer.source_overlap(doc, partner[j], p)


def plain(row: Attribution) -> dict[str, list[list[int]]]:
    """An attribution as the scorer reads it."""
    parts: dict[str, list[Span]] = {
        "source": [row.source] if row.source else [],
        "cue": [row.cue] if row.cue else [],
        "content": list(row.content),
    }
    return {name: [[s.start, s.end] for s in spans] for name, spans in parts.items()}


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
