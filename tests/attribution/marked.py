"""Our own passages, marked by hand: who is said to have said what.

A file in registers/ is one kind of text.  `> ` begins a paragraph of a passage (`> # ` its headline), `= ` an
attribution that is in it: source | cue | content | speaker.  `-` is none; ` + ` stands between the pieces of a content;
a speaker that is left out is not asked about.  What the kit still misses is marked like the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from readingroom import Article, Span, attributions
from readingroom.attribution import Attribution, engine
from readingroom.attribution.rules.grades import shape

FUNCTION = re.compile("the|an?|of|and|or|to|in|on|at|by|for|from|with|as|that|this|his|her|their|its")
FOLDER = Path(__file__).parent / "registers"


@dataclass(frozen=True)
class Mark:
    """An attribution marked by hand; places are in characters of the passage."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    speaker: str | None
    asked: bool  # whether the speaker is marked


@dataclass(frozen=True)
class Passage:
    kind: str
    article: Article
    marks: tuple[Mark, ...]


@dataclass
class Score:
    """How many were marked, found and right, and of those whose speaker is marked, how many have it right."""

    marked: int = 0
    found: int = 0
    right: int = 0
    speakers: int = 0
    named: int = 0
    verdicts: list[tuple[Attribution, bool]] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """In percent."""
        return 200 * self.right / max(1, self.marked + self.found)


def read(folder: Path = FOLDER) -> list[Passage]:
    """All passages, in order."""
    return [passage for path in sorted(folder.glob("*.txt")) for passage in _of_file(path)]


def _of_file(path: Path) -> Iterator[Passage]:
    text: list[str] = []
    marks: list[str] = []
    for line in [*path.read_text("utf-8").splitlines(), "> "]:
        if line.startswith(">") and marks:
            yield _passage(path.stem, text, marks)
            text, marks = [], []
        if line.startswith("> "):
            text.append(line[2:])
        elif line.startswith("="):
            marks.append(line[1:].strip())


def _passage(kind: str, text: Sequence[str], marks: Sequence[str]) -> Passage:
    title = text[0].removeprefix("# ") if text[0].startswith("# ") else ""
    article = Article.from_text("\n\n".join(text[bool(title) :]), title=title, id=kind)
    place = 0
    found = []
    for line in filter(None, marks):
        found.append(_mark(article.text, line, place))
        place = found[-1].content[0].start
    return Passage(kind, article, tuple(found))


def _mark(text: str, line: str, place: int) -> Mark:
    source, cue, content, *speaker = (part.strip() for part in line.split("|"))
    pieces = []
    for piece in content.split(" + "):
        start = text.find(piece, place)
        assert start >= 0, f"“{piece}” is not in the passage, or not behind the one before"
        pieces.append(Span(start, start + len(piece)))
        place = start + 1
    named = None if not speaker or speaker[0] == "-" else speaker[0]
    return Mark(_nearest(text, source, pieces), _nearest(text, cue, pieces), tuple(pieces), named, bool(speaker))


def _nearest(text: str, words: str, content: Sequence[Span]) -> Span | None:
    if words == "-":
        return None
    whole = rf"(?<!\w){re.escape(words)}(?!\w)" if words[0].isalnum() else re.escape(words)
    spans = [m.span() for m in re.finditer(whole, text)]
    assert spans, f"“{words}” is not in the passage"
    inside = [any(c.start <= start < c.end for c in content) for start, _ in spans]
    ranked = sorted(zip(inside, spans, strict=True), key=lambda s: (s[0], abs(s[1][0] - content[0].start)))
    return Span(*ranked[0][1])


def score(passages: Sequence[Passage]) -> Score:
    """A finding is right where its content shares half of the words and its source a word of weight, one for one."""
    total = Score()
    for passage in passages:
        rows = list(attributions(passage.article))
        partner = _partners(passage, rows)
        total.marked += len(passage.marks)
        total.found += len(rows)
        total.right += len(partner)
        total.verdicts += [(row, n in partner) for n, row in enumerate(rows)]
        asked = [(rows[n].speaker, mark.speaker) for n, mark in partner.items() if mark.asked]
        total.speakers += len(asked)
        total.named += sum(_same(a, b) for a, b in asked)
    return total


def _same(found: str | None, marked: str | None) -> bool:
    return (found or "").lower().removeprefix("the ") == (marked or "").lower().removeprefix("the ")


def _partners(passage: Passage, rows: Sequence[Attribution]) -> dict[int, Mark]:
    """The marks by the findings that are right."""
    text = passage.article.text
    every = [(n, m) for n in range(len(rows)) for m in range(len(passage.marks))]
    alike = {(n, m): _alike(passage.article, rows[n], passage.marks[m]) for n, m in every}
    found: dict[int, int] = {}
    for n, m in sorted(every, key=lambda pair: -alike[pair]):
        free = n not in found and m not in found.values()
        if free and alike[n, m] >= 0.5 and _sourced(text, rows[n].source, passage.marks[m].source):
            found[n] = m
    return {n: passage.marks[m] for n, m in found.items()}


def _alike(article: Article, row: Attribution, mark: Mark) -> float:
    a, b = (_words(article, spans) for spans in (row.content, mark.content))
    return len(a & b) / len(a | b) if a | b else 0.0


def _words(article: Article, spans: Sequence[Span]) -> frozenset[int]:
    return frozenset(w.start for w in article.words if any(s.start <= w.start < s.end for s in spans))


def _sourced(text: str, found: Span | None, marked: Span | None) -> bool:
    if found is None or marked is None:
        return found is marked
    shared = text[max(found.start, marked.start) : min(found.end, marked.end)]
    return any(not FUNCTION.fullmatch(word) for word in shared.lower().split()) or (
        bool(shared.strip()) and found == marked
    )


def measured(passages: Sequence[Passage]) -> dict[str, tuple[int, int]]:
    """For each shape of rule, how many findings are right and how many there are: what rules/measured.txt holds."""
    right, made = Counter[str](), Counter[str]()
    for passage in passages:
        with mock.patch.object(engine, "grade", shape):
            rows = engine.find(passage.article)
        partner = _partners(passage, rows)
        for n, row in enumerate(rows):
            made[row.confidence] += 1
            right[row.confidence] += n in partner
    return {name: (right[name], made[name]) for name in sorted(made)}


if __name__ == "__main__":  # python tests/attribution/marked.py: the lines of rules/measured.txt
    for name, counts in measured(read()).items():
        print(name, *counts, sep="; ")
