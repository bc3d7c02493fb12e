"""Prints how far the two markings of the harbour pack agree, which were made apart from one another.

    .venv/bin/python tests/benchmarks/agreement.py

Two marks are of one attribution where their cues overlap, or, where one has no cue, their contents.  Agreement on what
is marked at all is the F1 of one marking against the other; of what both mark, the share with the same source, kind,
speaker and nesting, and how far the contents agree: words in both over words in either (Jaccard).
"""

from __future__ import annotations

from readingroom import Article, Span, load_corpus
from readingroom.text.marking import HandMark, handmarks


def words(article: Article, spans: tuple[Span, ...]) -> set[int]:
    """The numbers of the words in some places."""
    return {n for n, word in enumerate(article.words) if any(span.overlaps(word) for span in spans)}


def same(one: HandMark, other: HandMark) -> bool:
    """Whether two marks are of one attribution."""
    if one.cue and other.cue:
        return one.cue.overlaps(other.cue)
    return one.cue is other.cue and any(a.overlaps(b) for a in one.content for b in other.content)


def paired(first: tuple[HandMark, ...], second: tuple[HandMark, ...]) -> list[tuple[HandMark, HandMark]]:
    """Marks of one attribution, each once, the ones whose contents begin nearest first."""
    left, pairs = list(second), []
    for one in first:
        near = [other for other in left if same(one, other)]
        if near:
            best = min(near, key=lambda other: abs(other.content[0].start - one.content[0].start))
            left.remove(best)
            pairs.append((one, best))
    return pairs


def overlap(article: Article, one: HandMark, other: HandMark) -> float:
    """How far two contents agree, from 0 to 1."""
    a, b = words(article, one.content), words(article, other.content)
    return len(a & b) / max(len(a | b), 1)


def main() -> None:
    """Print a line for each text, and one for all."""
    print(
        f"{'text':<20}{'first':>6}{'second':>7}{'both':>6}{'F1':>7}{'source':>8}{'kind':>6}{'speaker':>9}{'content':>9}"
    )
    totals, looks = [0, 0], []
    for article in load_corpus(pack="harbour", added=False).values():
        first, second = handmarks(article), handmarks(article, "marks-second")
        pairs = paired(first, second)
        rows = [
            (
                a.source == b.source or bool(a.source and b.source and a.source.overlaps(b.source)),
                a.kind == b.kind,
                a.speaker == b.speaker,
                overlap(article, a, b),
            )
            for a, b in pairs
        ]
        totals = [totals[0] + len(first), totals[1] + len(second)]
        looks += rows
        report(article.id, len(first), len(second), rows)
    report("all", *totals, looks)


def report(name: str, first: int, second: int, rows: list[tuple[bool, bool, bool, float]]) -> None:
    """One line of the table, in per cent."""
    n = len(rows)
    shares = [100 * sum(column) / max(n, 1) for column in zip(*rows, strict=True)]
    print(f"{name:<20}{first:>6}{second:>7}{n:>6}{200 * n / (first + second):>7.1f}", end="")
    print("{:>8.1f}{:>6.1f}{:>9.1f}{:>9.1f}".format(*shares))


if __name__ == "__main__":
    main()
