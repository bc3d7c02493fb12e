"""A reading as one page of HTML that needs nothing else: no network, no script; and good on paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from html import escape
from importlib.resources import files

from readingroom.notes import Notes
from readingroom.page.html import page
from readingroom.page.interface import say, style
from readingroom.page.overlay import Overlay, overlays
from readingroom.report import sheets
from readingroom.report.contents import Kept, Reading
from readingroom.report.sheets import Sheet
from readingroom.report.words import word
from readingroom.text.article import Article, Mark

MINE = 6  # the reader's own marks have this colour on every page
NUMBERED = 5  # every fifth line on paper has its number
LONGEST = 24  # letters in a word that a column holds
SHORTEST = 30  # characters in a line on paper; no text has more lines than these make
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# what a browser is told to refuse, should anything else get into the page
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"


def html(reading: Reading, article: Article, notes: Notes | None, layers: Sequence[str]) -> str:
    """The whole page."""
    title = escape(word("title", title=article.title or article.id))
    laid = laid_over(article, notes, layers)
    parts = [
        f'<header class="rr rp-part"><h1>{title}</h1>{_by(reading)}</header>',
        page(article, laid, on=[sheet.name for sheet in laid], switches=False),
        *(_part(sheet) for sheet in sheets.own(reading)),
        *(_part(sheet) for sheet in sheets.found(reading)),
        _group("lines", "".join(_table(sheet, "rp-lines") for sheet in sheets.lines(reading))),
        _group("charts", "".join(map(_chart, reading.charts))),
        _group("method", "".join(f"<p>{escape(line)}</p>" for line in reading.method)),
    ]
    return printable(
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{style()}{_css()}{_lines(article)}</style></head>"
        f'<body class="rr-alone"><main>{"".join(parts)}</main></body></html>\n'
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
    parts = [word("by", reader=reading.reader)] if reading.reader else []
    return f'<p class="rr-ref">{" · ".join(f"<bdi>{escape(part)}</bdi>" for part in [*parts, reading.date])}</p>'


def _part(sheet: Sheet) -> str:
    more = f"<p>{escape(sheet.more)}</p>" if sheet.more else ""
    return f'<section class="rr rp-part"><h2>{escape(sheet.title)}</h2>{more}{_table(sheet)}</section>'


def _group(key: str, inner: str) -> str:
    return f'<section class="rr rp-part"><h2>{escape(word(key))}</h2>{inner}</section>' if inner else ""


def _chart(chart: Kept) -> str:
    table = _table(sheets.plain(chart), "rp-rows") if chart.rows else ""
    return f'<div class="rp-chart">{chart.html}{table}</div>'


def _cell(text: str) -> str:
    """A cell; a word too long for its column is broken, no other is."""
    long = ' class="rp-long"' if any(len(word) > LONGEST for word in text.split()) else ""
    return f'<td dir="auto"{long}>{escape(text)}</td>'


def _table(sheet: Sheet, kind: str = "") -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in sheet.heads)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in sheet.rows)
    title = f"<h3>{escape(sheet.title)}</h3>" if kind else ""
    body = f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
    named = f'role="group" aria-label="{escape(sheet.title)}" tabindex="0"'  # so that keys can move a wide table
    return f'{title}<div class="rp-wide" {named}><table class="{kind}">{body}</table></div>'


def _lines(article: Article) -> str:
    """Numbers for every fifth line on paper: one column of them beside the text, cut off where the text ends."""
    most = len(article.text) // SHORTEST + 2 * len(article.paragraphs) + NUMBERED
    column = "".join(rf"\a {n if n % NUMBERED == 0 else ''}" for n in range(2, most))
    return f'@media print{{.rr-text::after{{content:"{column}"}}}}'


@cache
def _css() -> str:
    return files("readingroom").joinpath("report/report.css").read_text("utf-8")
