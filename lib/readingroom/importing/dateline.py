"""The dateline: what the opening of a first paragraph says, before its dash, of place, date and outlet."""

from __future__ import annotations

import re
from typing import NamedTuple

from readingroom.importing.dates import dates
from readingroom.importing.outlets import known, masthead

LONGEST = 120  # characters before the dash
DASH = re.compile(r"\s*(?:--+|[–—―]|\s-\s|-(?=\())\s*")
SIGNED = re.compile(r"[(/]\s*(?P<name>[^\W\d_a-z][^()/\d]{1,38}?)\s*[)/]")
CAPITALS = re.compile(r"[^\W\d_a-z][^\Wa-z]*(?:[ .’'/-]+[^\Wa-z]+)*\.?")


class Dateline(NamedTuple):
    """What a dateline says; "" for what it does not say."""

    place: str = ""
    published: str = ""
    outlet: str = ""


def read_dateline(text: str) -> Dateline:
    """Read the dateline of a paragraph that has one.

    >>> read_dateline("LIMA, May 3, 2024 (Valley Wire) -- The road is open.")
    Dateline(place='Lima', published='2024-05-03', outlet='Valley Wire')
    >>> read_dateline("Valley Gazette (3 May 2024) – The road is open.")
    Dateline(place='', published='2024-05-03', outlet='Valley Gazette')
    >>> read_dateline("The Road Works Office (RWO) — so they say — is open.")
    Dateline(place='', published='', outlet='')
    """
    dash = DASH.search(text, 0, LONGEST)
    head = text[: dash.start()] if dash else ""
    lead = re.split(r"[(,/]", head)[0].strip()
    day = next(dates(head), None)
    signed = SIGNED.search(head) or (SIGNED.match(text, dash.end()) if dash else None)
    name = signed["name"].strip() if signed else ""
    shouted = bool(CAPITALS.fullmatch(lead)) and len(lead) > 2
    sure = bool(day or masthead(name) or (name and shouted) or (shouted and lead == head.strip() and len(lead) > 4))
    if not sure or len(lead.split()) > 5 or not lead[:1].isupper():
        return Dateline()
    outlet = known(name) or name or known(lead) or (lead if masthead(lead) else "")
    place = "" if known(lead) or masthead(lead) or any(dates(lead)) else lead.title() if shouted else lead
    return Dateline(place, day[1] if day else "", outlet)
