"""An attribution in the making."""

from __future__ import annotations

from dataclasses import dataclass

from readingroom.attribution.grammar.sentence import Sentence

Place = tuple[int, int]  # from and to, in characters of the text
Range = tuple[int, int]  # from and to, in tokens of a sentence


@dataclass
class Draft:
    """An attribution in the making: places in the text, the verb, the rule's words and the frame."""

    source: Place | None
    cue: Place | None
    content: list[Place]
    verb: str
    rule: str
    frame: str  # clause: a whole statement; phrase: an object, an infinitive, a noun; loose: what may be nobody's
    why: str = ""  # how a pronoun's person was found
    who: Range | None = None  # the source's tokens, while its sentence is read


def draft(
    s: Sentence, source: Range | None, cue: Range | None, content: list[Range], verb: str, what: str, frame: str
) -> Draft:
    """A draft from ranges of a sentence's tokens."""
    places = [s.place(a, b) for a, b in content if b > a]
    who = s.place(*source) if source else None
    return Draft(who, s.place(*cue) if cue else None, places, verb, what, frame, who=source)
