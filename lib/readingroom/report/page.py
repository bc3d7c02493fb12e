"""A reading as one page of HTML that needs nothing else: no network, no script; and good on paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from readingroom.notes import Notes
from readingroom.page.html import page
from readingroom.page.interface import say, style
from readingroom.page.overlay import Overlay, overlays
from readingroom.report.contents import Kept, Part, Reading, word
from readingroom.report.plain import to_json
from readingroom.text.article import Article, Mark
from readingroom.text.results import Result
from readingroom.text.tables import table

DATA = "rr-reading"  # the id of the element that holds the reading as data
MINE = 6  # the reader's own marks have this colour on every page
NUMBERED = 5  # every fifth line on paper has its number
LONGEST = 24  # letters in a word that a column holds
SHORTEST = 30  # characters in a line on paper; no text has more lines than these make
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# what a browser is told to refuse, should anything else get into the page
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"


def html(reading: Reading, article: Article, notes: Notes | None, layers: Sequence[str]) -> str:
    """The whole page; the reading stands in it once more as data, for a class's readings to be put together."""
    title = escape(word("title", title=article.title or article.id))
    laid = laid_over(article, notes, layers)
    own = reading.own
    claims = [part for part in own if part.key == "claims"]
    parts = [
        f'<header class="rp-part"><h1>{title}</h1>{_by(reading)}</header>',
        *map(_part, claims),
        page(article, laid, on=[sheet.name for sheet in laid], switches=False),
        *(_part(part) for part in (*own[len(claims) :], *reading.found)),
        _group("lines", "".join(_table(kept.result, "rp-lines") for kept in reading.lines)),
        _group("charts", "".join(map(_chart, reading.charts))),
        _group("method", "".join(f"<p>{escape(line)}</p>" for line in reading.method)),
    ]
    inert = to_json(reading).replace("<", "\\u003c")  # so that no text can end the element
    return printable(
        f'<!doctype html>\n<html lang="en" class="rr-alone"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{style()}{_css()}{_numbers(article)}</style></head>"
        f'<body class="rr"><main>{"".join(parts)}</main>'
        f'<script type="application/json" id="{DATA}">{inert}</script></body></html>\n'
    )


def laid_over(article: Article, notes: Notes | None, layers: Sequence[str]) -> list[Overlay]:
    """The reader's notes, then the layers chosen, without the marks that the reader rejected."""
    own = [Mark(note.span, note.label, note.text) for note in (notes.own if notes else ()) if note.span]
    labels = list(dict.fromkeys(mark.label for mark in own))
    mine = Overlay("mine", say("mine"), say("mine_letter"), labels, own, MINE)
    every = {sheet.name: sheet for sheet in overlays(article, layers)}
    return ([mine] if own else []) + [_without_rejected(every[name], notes) for name in layers]


def printable(text: str) -> str:
    """The text with a sign in place of each character that no page can hold.

    >>> printable("a\\x00b")
    'a\ufffdb'
    """
    return _UNPRINTABLE.sub("\ufffd", text)


def _without_rejected(sheet: Overlay, notes: Notes | None) -> Overlay:
    marks = [mark for mark in sheet.marks if not notes or notes.verdict(sheet.name, mark) != "rejected"]
    return replace(sheet, marks=marks)


def _by(reading: Reading) -> str:
    parts = [word("by", reader=reading.about["reader"])] if reading.about["reader"] else []
    said = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in [*parts, reading.about["date"]])
    return f'<p class="rr-ref">{said}</p>'


def _part(part: Part) -> str:
    more = f"<p>{escape(part.more)}</p>" if part.more else ""
    return f'<section class="rp-part"><h2>{escape(part.caption)}</h2>{more}{_table(part)}</section>'


def _group(key: str, inner: str) -> str:
    return f'<section class="rp-part"><h2>{escape(word(key))}</h2>{inner}</section>' if inner else ""


def _chart(chart: Kept) -> str:
    return f'<div class="rp-chart">{chart.picture}{_table(chart.result, "rp-rows") if chart.result else ""}</div>'


def _table(result: Result[Any], kind: str = "") -> str:
    """A table that keys can move where it is wide; of some `kind`, under its own caption."""
    rows = [{head: str(value) for head, value in result.shown(row).items()} for row in result]
    shown = table(list(rows[0]), (map(_cell, row.values()) for row in rows), kind=kind or "rp-rows")
    title = f"<h3>{escape(result.caption)}</h3>" if kind else ""
    named = f'role="group" aria-label="{escape(result.caption)}" tabindex="0"'
    return f'{title}<div class="rp-wide" {named}>{shown}</div>'


def _cell(text: str) -> str:
    """A cell; a word too long for its column is broken, no other is."""
    long = any(len(word) > LONGEST for word in text.split())
    return f'<span class="rp-long">{escape(text)}</span>' if long else escape(text)


def _numbers(article: Article) -> str:
    """Numbers for every fifth line on paper: one column of them beside the text, cut off where the text ends."""
    most = len(article.text) // SHORTEST + 2 * len(article.paragraphs) + NUMBERED
    column = "".join(rf"\a {n if n % NUMBERED == 0 else ''}" for n in range(2, most))
    return f'@media print{{.rr-text::after{{content:"{column}"}}}}'


@cache
def _css() -> str:
    return files("readingroom").joinpath("report/report.css").read_text("utf-8")
