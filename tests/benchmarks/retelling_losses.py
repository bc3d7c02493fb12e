"""How well losses in retellings are found: printed, never asserted.

    python tests/benchmarks/retelling_losses.py [--half tuned|kept] [--errors] [--harbour] [--growth]

Every file of `tests/tellings/losses` is a summary with its losses planted by hand, sentence by sentence.  Rules were
made while looking at the files marked "tuned"; those marked "kept" were only ever counted.  --errors prints each
sentence that is judged otherwise than by hand, --harbour counts the harbour pack's own planted losses, and --growth
times texts of invented sentences.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from readingroom import Article, check_retelling, load_corpus
from readingroom.tellings import Losses

LOSSES = Path(__file__).parents[1] / "tellings" / "losses"


@dataclass(frozen=True)
class Planted:
    """A summary with its source, and for each of its sentences the kind of loss planted in it, "-" for none."""

    name: str
    half: str
    source: Article
    retelling: Article
    rows: tuple[tuple[str, str], ...]  # kind, sentence


def planted(path: Path) -> Planted:
    """One file of losses: paragraphs of sentences, each with its kind."""
    lines = path.read_text("utf-8").splitlines()
    about = dict(line[2:].split(": ", 1) for line in lines if line.startswith(("# source: ", "# half: ")))
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    paragraphs: dict[str, list[str]] = {}
    for paragraph, _, sentence, _ in rows:
        paragraphs.setdefault(paragraph, []).append(sentence)
    text = "\n\n".join(" ".join(sentences) for sentences in paragraphs.values())
    told = Article.from_text(text, id=path.stem)
    return Planted(path.stem, about["half"], source(about["source"]), told, tuple((row[1], row[2]) for row in rows))


def source(name: str) -> Article:
    """One of the five retellings by its id, or a text of our own beside the losses."""
    if not name.endswith(".txt"):
        return load_corpus(added=False)[name]
    title, _, body = (LOSSES / name).read_text("utf-8").partition("\n\n")
    return Article.from_text(body.strip(), title=title, id=name)


def judged(one: Planted) -> list[tuple[str, str, list[str]]]:
    """For every sentence the kind planted, the sentence, and the kinds found in it."""
    found = check_retelling(one.source, one.retelling)
    out, place = [], 0
    for kind, sentence in one.rows:
        place = one.retelling.text.index(sentence, place)
        here = [loss.kind for loss in found if place <= loss.span.start < place + len(sentence)]
        out.append((kind, sentence, here))
        place += len(sentence)
    return out


def report(name: str, rows: list[tuple[str, str, list[str]]]) -> None:
    """Print detection of changed sentences, faithful ones flagged, kinds, and the errors by kind."""
    changed, faithful = [r for r in rows if r[0] != "-"], [r for r in rows if r[0] == "-"]
    hits, false = [r for r in changed if r[2]], [r for r in faithful if r[2]]
    right = sum(r[0] == r[2][0] for r in hits)
    precision, recall = len(hits) / (len(hits) + len(false) or 1), len(hits) / (len(changed) or 1)
    f1 = 2 * precision * recall / (precision + recall or 1)
    print(f"{name}: {len(rows)} sentences, {len(faithful)} of them faithful")
    print(f"  changed sentences found: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    print(f"  faithful sentences flagged: {len(false)} of {len(faithful)} ({len(false) / (len(faithful) or 1):.1%})")
    print(f"  kind right in those found: {right} of {len(hits)} ({right / (len(hits) or 1):.1%})")
    missed = Counter(kind for kind, _, here in changed if not here)
    wrong = Counter(f"{kind} taken for {here[0]}" for kind, _, here in hits if here[0] != kind)
    print("  missed:", _counts(missed), "| flagged though faithful:", _counts(Counter(r[2][0] for r in false)))
    print("  kinds mistaken:", _counts(wrong))


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items())) or "none"


def errors(rows: list[tuple[str, str, list[str]]]) -> None:
    """Print each sentence that is judged otherwise than by hand."""
    for kind, sentence, here in rows:
        if (kind == "-") != (not here) or (here and here[0] != kind):
            print(f"    {kind} / {', '.join(here) or 'nothing'}: {sentence}")


def harbour() -> None:
    """The harbour pack: each planted loss found or not, and what else is flagged in those retellings."""
    from readingroom.text.planted import harbour as pack
    from readingroom.text.planted import planted_losses

    texts = pack()
    for told in texts.values():
        losses = planted_losses(told, texts)
        for id in dict.fromkeys(loss.source for loss in losses):
            found = check_retelling(texts[id], told)
            mine = [loss for loss in losses if loss.source == id]
            _against(found, [(loss.kind, sentence_of(told, loss.span.start)) for loss in mine])
    _against(check_retelling(texts["agency"], texts["summary-faithful"]), [])


def sentence_of(article: Article, place: int) -> int:
    """The number of the sentence that holds a place."""
    return next((n for n, s in enumerate(article.sentences) if s.start <= place < s.end), -1)


def _against(found: Losses, gold: list[tuple[str, int]]) -> None:
    here = [(loss.kind, sentence_of(found.retelling, loss.span.start)) for loss in found]
    flagged, changed = {n for _, n in here}, {n for _, n in gold}
    both = flagged & changed
    kinds = sum(any((kind, n) in gold for kind, m in here if m == n) for n in both)
    print(
        f"  {found.retelling.id} against {found.source.id}: {len(both)} of {len(changed)} changed sentences found "
        f"(kind right in {kinds}); {len(flagged - changed)} others flagged of {len(found.passages) - len(changed)}"
    )


def growth() -> None:
    """Seconds for texts of more and more sentences, and for a hundred pairs of articles."""
    draw = random.Random(7)
    for count in (100, 200, 400, 800):
        a, b = (Article.from_text(invented(draw, count), id=name) for name in ("source", "told"))
        print(f"{count:>5} sentences: {_seconds([(a, b)]):6.2f} s")
    pairs = [tuple(Article.from_text(invented(draw, n), id=f"{n}") for n in (25, 12)) for _ in range(100)]
    print(f"  100 pairs of about 300 and 150 words: {_seconds(pairs):6.2f} s")


def _seconds(pairs: list[tuple[Article, Article]]) -> float:
    start = time.process_time()
    for a, b in pairs:
        check_retelling(a, b)
    return time.process_time() - start


def invented(draw: random.Random, count: int) -> str:
    """Sentences of news about nothing, in paragraphs of three."""
    who = ["Ana Ruiz", "the mayor", "Kim Lee", "a spokesperson for the bank", "officials in Dover"]
    what = ["the {} bridge may close in {}", "rents in {} Street rose by {} percent", "{} trains were {} minutes late"]
    ends = ("by", "wick", "ton", "ford", "ham")
    names = [f"{a}{b}" for a in ("Tam", "Ost", "Kel", "Bro", "Mar", "Hal", "Vin", "Dun", "Ger", "Sul") for b in ends]
    sentences = []
    for _ in range(count):
        content = draw.choice(what).format(draw.choice(names), draw.randint(2, 9999))
        sentences.append(f"{content[0].upper()}{content[1:]}, {draw.choice(who)} said.")
    return "\n\n".join(" ".join(sentences[n : n + 3]) for n in range(0, count, 3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("tuned", "kept"))
    for option in ("errors", "harbour", "growth"):
        parser.add_argument(f"--{option}", action="store_true")
    options = parser.parse_args()
    files = [planted(path) for path in sorted(LOSSES.glob("*.tsv"))]
    for half in [options.half] if options.half else ["tuned", "kept"]:
        rows = [row for one in files if one.half == half for row in judged(one)]
        report(half, rows)
        errors(rows if options.errors else [])
    if options.harbour:
        harbour()
    if options.growth:
        growth()


if __name__ == "__main__":
    main()
