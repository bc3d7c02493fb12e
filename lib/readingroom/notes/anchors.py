"""Where a note is tied to a text: position and quotation, as the W3C Web Annotation model has them.

The position counts code points; the quotation stands with 32 code points on either side.  Beside them stand
fingerprints of all that comes before the passage and of all that follows it, so that a text that was edited elsewhere
still gives the very same passage.  A place is never guessed: it is certain, or it is lost.

Model: Sanderson, Ciccarese and Young (2017), Web Annotation Data Model, W3C Recommendation, section 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import Any

from readingroom.text.article import Span

CONTEXT = 32  # code points of the text kept before and after a quotation


@lru_cache(maxsize=8)
def fingerprint(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def anchor(text: str, span: Span) -> dict[str, Any]:
    """A passage as the target of a W3C annotation.

    >>> anchor("The river rose.", Span(4, 9))["selector"][1]
    {'type': 'TextQuoteSelector', 'exact': 'river', 'prefix': 'The ', 'suffix': ' rose.'}
    """
    before, after = text[: span.start], text[span.end :]
    quote = {"exact": span.of(text), "prefix": before[-CONTEXT:], "suffix": after[:CONTEXT]}
    around = {"before": fingerprint(before), "after": fingerprint(after), "length": len(text)}
    return {
        "source": f"urn:sha256:{fingerprint(text)}",
        "state": {"type": "State"} | around,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {"type": "TextQuoteSelector"} | quote,
        ],
    }


def selectors(target: Any) -> tuple[Span, dict[str, str]]:
    """The position and the quotation of a target; a ValueError where it has not both, well formed.

    >>> selectors(anchor("The river rose.", Span(4, 9)))[0]
    Span(start=4, end=9)
    """
    try:
        found = {selector["type"]: selector for selector in target["selector"]}
        place = Span(found["TextPositionSelector"]["start"], found["TextPositionSelector"]["end"])
        quote = {part: found["TextQuoteSelector"].get(part, "") for part in ("exact", "prefix", "suffix")}
    except (KeyError, TypeError, AttributeError):
        raise ValueError("An annotation's target needs a TextPositionSelector and a TextQuoteSelector.") from None
    whole = type(place.start) is type(place.end) is int and all(isinstance(part, str) for part in quote.values())
    if not whole or place.end - place.start != len(quote["exact"]) or not quote["exact"]:
        raise ValueError("The position and the quotation of an annotation's target do not agree.")
    return place, quote


def locate(text: str, target: Any) -> Span | None:
    """Where an annotation's passage stands in a text, or None where that is not certain.

    It is certain where the text is the one that was annotated; where all before the passage, or all after it, is as it
    was; or where the quotation with all its surroundings occurs exactly once.

    >>> target = anchor("The river rose.", Span(4, 9))
    >>> locate("On Monday the river rose.", target), locate("The river fell.", target)
    (Span(start=14, end=19), Span(start=4, end=9))
    >>> locate("The lake rose.", target) is None
    True
    """
    place, quote = selectors(target)
    certain = (span for span in _unmoved(text, place, target) if span.of(text) == quote["exact"])
    return next(certain, None) or _once(text, quote)


def _unmoved(text: str, place: Span, target: Any) -> Iterator[Span]:
    """The places by the distance from the beginning and from the end, where all on that side is as it was."""
    state = target.get("state")
    state = state if isinstance(state, dict) else {}
    same = target.get("source") == f"urn:sha256:{fingerprint(text)}"
    if same or fingerprint(text[: place.start]) == state.get("before"):
        yield place
    rest = state["length"] - place.end if isinstance(state.get("length"), int) else -1
    if 0 <= rest <= len(text) - len(place) and fingerprint(text[len(text) - rest :]) == state.get("after"):
        yield Span(len(text) - rest - len(place), len(text) - rest)


def _once(text: str, quote: dict[str, str]) -> Span | None:
    """The only place of the quotation with its surroundings, if these are long enough to tell."""
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    first = text.find(whole)
    if first < 0 or text.find(whole, first + 1) >= 0 or len(whole) - len(quote["exact"]) < CONTEXT:
        return None
    start = first + len(quote["prefix"])
    return Span(start, start + len(quote["exact"]))
