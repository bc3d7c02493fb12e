"""What a retelling lost or changed of what its source says, sentence by sentence, each with its reason.

It cannot judge what it finds no source for (that is "not found", never "invented"), what is left out, irony, and what
follows from what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from readingroom.attribution.model import Confidence
from readingroom.importing.making import language_of
from readingroom.tellings.certainty import Certainty
from readingroom.tellings.figures import Figures, check_figures
from readingroom.tellings.passages import Match, Matcher
from readingroom.tellings.quoted import Quoted
from readingroom.tellings.reading import Reading
from readingroom.tellings.voices import Voices
from readingroom.text.article import Article, Span
from readingroom.text.results import Rows

Kind = Literal["quotation", "speaker", "attribution", "number", "certainty"]
GRADES = ("high", "medium", "low")
KINDS: tuple[Kind, ...] = ("quotation", "speaker", "attribution", "number", "certainty")


@dataclass(frozen=True, slots=True)
class Loss:
    kind: Kind
    span: Span
    source: tuple[Span, ...]
    reason: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Passage:
    span: Span
    source: tuple[Span, ...]
    reason: str


class Losses(Rows[Loss]):
    def __init__(self, source, retelling, rows, passages, warning=""):
        self.source, self.retelling, self.passages, self.warning = source, retelling, tuple(passages), warning
        super().__init__("", rows)


def check_retelling(source: Article, retelling: Article) -> Losses:
    one, two = Reading(source), Reading(retelling)
    matcher, quoted = Matcher(one), Quoted(source)
    voices, certainty = Voices(matcher, source, retelling), Certainty(matcher, source, retelling)
    figures = Figures(source), Figures(retelling)
    found, passages, near, before = [], [], 0, ""
    quotes = list(quoted.check(retelling))
    for line in two.lines:
        match = matcher.match(line, near)
        near = match.at[0] if match.at else near
        passages.append(Passage(line.span, tuple(x.span for x in match.lines), ""))
        headline = retelling.headline and retelling.headline.contains(line.span)
        rows = [Loss("quotation", span, (place,) if place else tuple(x.span for x in match.lines), reason, sure)
                for span, place, reason, sure in quotes if line.span.overlaps(span) and line.span.start <= span.start]
        if match.lines and not line.asks:
            headline = headline or not line.finite
            rows += [] if headline else [Loss(kind, span, places, reason, sure) for kind, span, places, reason, sure in voices.check(match, before)]
            rows += [Loss("number", *x) for x in check_figures(*figures, match)]
            c = certainty.check(match) if line.finite else None
            rows += [Loss("certainty", *c)] if c else []
        if any(row.kind == "quotation" for row in rows):
            rows = [row for row in rows if row.kind not in ("number", "certainty")]
        rows.sort(key=lambda row: (GRADES.index(row.confidence), KINDS.index(row.kind)))
        found += {row.kind: row for row in reversed(rows)}.values()
        before = line.span.of(retelling.text) if not before else (before + " " + line.span.of(retelling.text))[-300:]
    return Losses(source, retelling, found, passages)
