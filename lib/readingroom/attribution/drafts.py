"""An attribution in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from readingroom.attribution.sentence import Sentence

Range = tuple[int, int]


@dataclass
class Draft:
    """An attribution in the making: places in the text, and the rule's words."""

    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: list[tuple[int, int]]
    verb: str
    rule: str
    confidence: str
    sentence: int = -1
    nested: bool = False
    evidence: list[tuple[int, int]] = field(default_factory=list)


def draft(
    s: Sentence, source: Range | None, cue: Range | None, content: list[Range], verb: str, what: str, sure: str
) -> Draft:
    places = [s.place(a, b) for a, b in content if b > a]
    return Draft(s.place(*source) if source else None, s.place(*cue) if cue else None, places, verb, what, sure)
