"""Two articles side by side: pages that scroll together, what they share, and what only one of them has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from ipywidgets import Box, Tab

from readingroom.attribution.model import NO_VERBS, OUTLET
from readingroom.page.interface import interface, say
from readingroom.page.overlay import Overlay
from readingroom.tellings import Tellings, Thing, compare
from readingroom.tellings.links import course
from readingroom.tellings.things import KINDS, fullest, where
from readingroom.text.article import Article, Mark, Span
from readingroom.text.index import fold
from readingroom.widgets.page import Page, WithTwin
from readingroom.widgets.reader import ArticleReader
from readingroom.widgets.sidebyside import tables

SHARED = "shared"


class Together(anywidget.AnyWidget):
    """The buttons that link the scrolling of the two pages beside it, paragraph by matching paragraph."""

    _esm = Path(__file__).with_name("tellings.js")
    _css = Path(__file__).with_name("tellings.css")
    pairs = traitlets.List().tag(sync=True)
    courses = traitlets.List().tag(sync=True)
    titles = traitlets.List(traitlets.Unicode()).tag(sync=True)
    words = traitlets.Dict({k: v for k, v in interface().items() if k.startswith("two_")}).tag(sync=True)
    linked = traitlets.Bool(True).tag(sync=True)


class Side(ArticleReader):
    """One of the two reading pages, with a layer for what both articles have."""

    def __init__(self, article: Article, shared: Overlay, layers: Sequence[str], by: str) -> None:
        self._shared = shared
        super().__init__(article, layers=layers, by=by, picker=False)
        self.page.on = [SHARED, *layers]
        self._set()
        self.add_class("rr-pane")

    @property
    def layers(self) -> tuple[str, ...]:
        """The kit's layers that are shown, as for any reading page."""
        return tuple(name for name in self.page.on if name != SHARED)

    @layers.setter
    def layers(self, names: Sequence[str]) -> None:
        self.page.on = [SHARED, *names]

    def _sheets(self, laid: Sequence[str] | None = None) -> list[Overlay]:
        return [self._shared, *super()._sheets(laid)]


class TwoTellings(WithTwin):
    """Two articles on two pages; a name, figure, date or quotation chosen on one is shown on the other.

    `found` is what `compare` found; `sides` are the two pages.  Layers are switched on both at once.

    >>> a = Article.from_text("Ana Ruiz closed the bridge, the mayor said.", id="gazette")
    >>> b = Article.from_text("The bridge is closed. Mayor Ana Ruiz gave no reason.", id="courier")
    >>> two = TwoTellings(a, b)
    >>> [thing.thing for thing in two.found.shared]
    ['Ana Ruiz']
    """

    def __init__(self, a: Article, b: Article, *, layers: Sequence[str] = (), by: str = "me") -> None:
        self.found = compare(a, b)
        self.sides = tuple(Side(x, _overlay(self.found, n), layers, by) for n, x in enumerate((a, b)))
        traitlets.link((self.sides[0].page, "on"), (self.sides[1].page, "on"))
        for n, side in enumerate(self.sides):
            side.page.observe(partial(self._chosen, n), "chosen")
        pairs = [[link.a, link.b, link.reason] for link in self.found.links]
        courses = [course(self.found.links, n) for n in (0, 1)]
        self.together = Together(pairs=pairs, courses=courses, titles=[x.title or x.id for x in (a, b)])
        panes = Box(self.sides).add_class("rr-panes")
        self.sheets = [Page(html=html) for html in tables(self.found).values()]
        self.tabs = Tab(self.sheets, titles=tuple(tables(self.found))).add_class("rr-tabs")
        for sheet in self.sheets:
            sheet.on_pick(self)
        super().__init__([self.together, panes, self.tabs])
        self.add_class("rr-tellings")

    def show(self, label: str, a: Sequence[Span], b: Sequence[Span], reasons: tuple[str, str]) -> None:
        """Highlight places on both pages and bring the first of each into view; the first page with any gets focus."""
        for side, spans, reason, focus in zip(self.sides, (a, b), reasons, (bool(a), not a), strict=True):
            side.page.go(*((label, span) for span in spans), reason=reason, focus=focus)

    def twin(self) -> str:
        """The two pages, and every table below them."""
        columns = "display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1rem"
        pages = f'<div style="{columns}">{"".join(side.twin() for side in self.sides)}</div>'
        return pages + "".join(f"<h3>{title}</h3>{html}" for title, html in tables(self.found).items())

    def pick_link(self, n: int) -> None:
        """Show two matching paragraphs."""
        link = self.found.links[n]
        a, b = self.found.a.paragraphs[link.a - 1], self.found.b.paragraphs[link.b - 1]
        self.show(say("two_tab_links"), [a], [b], (link.reason, link.reason))

    def pick_thing(self, n: int) -> None:
        """Show something in both articles, or in the one that has it."""
        thing = self.found.things[n]
        self.show(thing.kind, thing.a, thing.b, (_said(self.found, thing, 0), _said(self.found, thing, 1)))

    def pick_number(self, n: int) -> None:
        """Show a number and its counterpart."""
        pair = self.found.numbers[n]
        a, b = ([span] if span else [] for span in (pair.a_span, pair.b_span))
        self.show(say("two_tab_numbers"), a, b, (pair.reason, pair.reason))

    def pick_word(self, word: str) -> None:
        """Show every place of a word."""
        a, b = ([w for w in x.words if fold(w.of(x.text)) == word] for x in (self.found.a, self.found.b))
        self._show_counts(word, a, b)

    def pick_verb(self, verb: str) -> None:
        """Show where a verb reports."""
        a, b = (
            [row.cue for row in said if NO_VERBS.get(row.verb, row.verb) == verb and row.cue]
            for said in self.found.said
        )
        self._show_counts(verb, a, b)

    def pick_voice(self, speaker: str) -> None:
        """Show the words of a speaker, or what is nobody's but the outlet's."""
        if speaker == OUTLET:
            a, b = ([line.span for line in said.script() if line.speaker is None] for said in self.found.said)
        else:
            full = fullest(row.speaker for said in self.found.said for row in said if row.speaker)
            a, b = (
                [span for row in said if row.speaker and full[row.speaker] == speaker for span in row.content]
                for said in self.found.said
            )
        self._show_counts(speaker, a, b)

    def _near(self, n: int, span: Span, places: Sequence[Span]) -> list[Span]:
        """Places on the other page, those in the paragraphs that match this one first."""
        here, other = self.sides[n].article.paragraph_at(span.start), self.sides[1 - n].article
        pairs = [((link.a, link.b)[n], (link.a, link.b)[1 - n]) for link in self.found.links]
        return sorted(places, key=lambda place: (here, other.paragraph_at(place.start)) not in pairs)

    def _show_counts(self, label: str, a: Sequence[Span], b: Sequence[Span]) -> None:
        counts = f"{self.found.a.id}: {len(a)}, {self.found.b.id}: {len(b)}"
        self.show(label, a, b, (counts, counts))

    def _chosen(self, n: int, change: Any) -> None:
        """What both have, opened on one page, is shown on the other, where nothing takes the focus.

        What an earlier choice had highlighted on this page goes.
        """
        mark = change["new"]
        if mark.get("layer") != SHARED:
            return
        self.sides[n].page.place = {}
        span = Span(mark["start"], mark["end"])
        thing = next(t for t in self.found.shared if t.kind == mark["label"] and span in (t.a, t.b)[n])
        places = self._near(n, span, (thing.a, thing.b)[1 - n])
        self.sides[1 - n].page.go(
            *((thing.kind, place) for place in places), reason=_said(self.found, thing, 1 - n), focus=False
        )


def _overlay(found: Tellings, n: int) -> Overlay:
    """What both have, as a layer over one of them."""
    other = (found.b, found.a)[n]
    marks = [
        Mark(span, thing.kind, _also(thing, other, (thing.b, thing.a)[n]))
        for thing in found.shared
        for span in (thing.a, thing.b)[n]
    ]
    marks.sort(key=lambda m: m.span)
    asks, caution = say("two_question"), say("two_caution")
    return Overlay(SHARED, say("two_shared"), "=", list(KINDS), marks, 5, question=asks, caution=caution)


def _also(thing: Thing, other: Article, places: Sequence[Span]) -> str:
    stands = " ".join(places[0].of(other.text).split())
    return say("two_also", other=other.id, where=where(other, places), thing=stands, reason=thing.reason)


def _said(found: Tellings, thing: Thing, n: int) -> str:
    """What a page says of a thing that was chosen elsewhere."""
    other, places = (found.b, thing.b) if n == 0 else (found.a, thing.a)
    if not places:
        return say("two_only", thing=thing.thing)
    return say("two_here", thing=thing.thing, other=other.id, where=where(other, places), reason=thing.reason)
