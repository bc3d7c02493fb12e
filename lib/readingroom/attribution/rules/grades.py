"""How sure a finding is: how often its rule is right on passages that we marked by hand."""

from __future__ import annotations

import math
from functools import cache
from typing import Literal

from readingroom.attribution.grammar.cues import verbs
from readingroom.attribution.rules.drafts import Draft
from readingroom.text.files import data_lines

HIGH, MEDIUM = 0.88, 0.60  # of what a grade holds, so much is right at least
Z = 1.96  # 95 %


def grade(d: Draft) -> Literal["high", "medium", "low"]:
    """High where its rule is right in nearly nine of ten at least, medium in six of ten, with 95 % certainty."""
    least = least_right(*measured().get(shape(d), (0, 0)))
    return "high" if least >= HIGH else "medium" if least >= MEDIUM else "low"


def shape(d: Draft) -> str:
    """What rule found an attribution, in which frame, and whether by a verb of speech."""
    if not d.verb:
        return d.rule
    cue = verbs().get(d.verb)
    kind = (
        "no verb"
        if cue is None
        else "speech"
        if cue.takes("q") and cue.takes("c")
        else "words"
        if cue.takes("q")
        else "thought"
    )
    return f"{d.rule}, {d.frame}, {kind}"


def least_right(right: int, found: int) -> float:
    """The least share that is right, with 95 % certainty: the lower end of Wilson's interval (1927).

    >>> round(least_right(31, 31), 2), round(least_right(6, 13), 2), least_right(0, 0)
    (0.89, 0.23, 0.0)
    """
    if not found:
        return 0.0
    p = right / found
    middle = p + Z * Z / (2 * found)
    return (middle - Z * math.sqrt((p * (1 - p) + Z * Z / (4 * found)) / found)) / (1 + Z * Z / found)


@cache
def measured() -> dict[str, tuple[int, int]]:
    """By shape, how many were right and how many found on our passages (tests/attribution/registers)."""
    rows = (line.rsplit(";", 2) for line in data_lines("attribution/rules/measured.txt"))
    return {name.strip(): (int(right), int(found)) for name, right, found in rows}
