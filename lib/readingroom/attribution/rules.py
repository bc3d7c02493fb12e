"""All rules on one sentence."""

from __future__ import annotations

from readingroom.attribution.direct import quoted
from readingroom.attribution.drafts import Draft
from readingroom.attribution.nominal import light_verb, phrases_of
from readingroom.attribution.phrases import (
    Range,
)
from readingroom.attribution.reporting import before, complement, cue_of, reported
from readingroom.attribution.sentence import Group, Sentence
from readingroom.attribution.tagging import tagged


def analysed(text: str) -> Sentence:
    """A sentence by itself, for examples and tests."""
    from readingroom.attribution.quotes import quotations

    found = quotations(text, [(0, len(text))])
    return Sentence(text, 0, len(text), 0, tagged(text, 0, len(text), found))


def examples(text: str) -> None:
    """Print what the rules find in one sentence: source, cue and content."""
    for d in of_sentence(analysed(text)):
        print(*(text[slice(*place)] for place in (d.source, d.cue) if place), sep=" | ", end=" | ")
        print(*(text[slice(*place)] for place in d.content), sep=" … ")


def of_sentence(s: Sentence) -> list[Draft]:
    """All attributions in one sentence.

    >>> def found(text):
    ...     return [(text[slice(*d.source)], text[slice(*d.cue)], [text[slice(*c)] for c in d.content])
    ...             for d in of_sentence(analysed(text))]
    >>> found("“It rains,” said Ann Lee, the mayor. “Stay.”")
    [('Ann Lee, the mayor', 'said', ['“It rains,”'])]
    """
    found: list[Draft] = []
    used: dict[int, Draft] = {}
    for d, head in quoted(s):
        if head in used:
            used[head].content += d.content
        else:
            found.append(d)
            if head >= 0:
                used[head] = d
    behind = next(filter(None, (_behind(s, g) for g in reversed(s.groups) if g.head not in used)), None)
    if behind:
        used[behind[1].head] = behind[0]
        s.stops.add(behind[2])
        found.append(behind[0])
    tops: list[tuple[int, Range | None]] = []  # how far the speech of each outermost speaker goes
    for g in s.groups:
        made = light_verb(s, g) or reported(s, g, tops) if behind is None or g is not behind[1] else None
        if made:
            found.append(made)
    found += list(phrases_of(s))
    return found


def _behind(s: Sentence, g: Group) -> tuple[Draft, Group, int] | None:
    cue = cue_of(s, g)
    if cue is None or g.passive or complement(s, g, cue):
        return None
    d = before(s, g, cue)
    return (d, g, max(i for i, t in enumerate(s.toks) if t.end <= d.content[0][1]) + 1) if d else None
