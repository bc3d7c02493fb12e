"""All rules on one sentence."""

from __future__ import annotations

from readingroom.attribution.grammar.sentence import Sentence, analysed
from readingroom.attribution.rules.behind import behind
from readingroom.attribution.rules.direct import quoted
from readingroom.attribution.rules.drafts import Draft
from readingroom.attribution.rules.nominal import light_verb, phrases_of
from readingroom.attribution.rules.reporting import Tops, reported


def examples(text: str) -> None:
    """Print what the rules find in one sentence: source, cue and content."""
    for d in of_sentence(analysed(text)):
        print(*(text[slice(*place)] for place in (d.source, d.cue) if place), sep=" | ", end=" | ")
        print(*(text[slice(*place)] for place in d.content), sep=" … ")


def of_sentence(s: Sentence) -> list[Draft]:
    """All attributions in one sentence: of its quotations first, then of a verb behind its content, then the rest.

    >>> examples("“It rains,” said Ann Lee, the mayor, adding that it was late.")
    Ann Lee, the mayor | said | “It rains,”
    Ann Lee, the mayor | adding | that it was late
    """
    found, used = _quoted(s)
    for g in reversed(s.groups):
        last = behind(s, g) if g.head not in used else None
        if last:
            found.append(last[0])
            used.add(g.head)
            s.stops.add(last[1])
            s.behind = last[1]
            break
    tops: Tops = [(0, d.who) for d in found[:1] if d.who]
    for g in s.groups:
        made = (light_verb(s, g) or reported(s, g, tops)) if g.head not in used else None
        if made:
            found.append(made)
    return found + list(phrases_of(s))


def _quoted(s: Sentence) -> tuple[list[Draft], set[int]]:
    """The drafts of the sentence's quotations, one for each verb, and the verbs they use."""
    by_verb: dict[int, Draft] = {}
    for n, (d, head) in enumerate(quoted(s)):
        key = head if head >= 0 else -1 - n
        if key in by_verb:
            by_verb[key].content += d.content
        else:
            by_verb[key] = d
    return list(by_verb.values()), {head for head in by_verb if head >= 0}
