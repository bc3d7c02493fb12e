"""Two articles side by side: pages that scroll together, what they share, and what only one of them has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from ipywidgets import Box, Tab

from readingroom.attribution.model import NO_VERBS
from readingroom.page.interface import interface, say
from readingroom.page.overlay import Overlay
from readingroom.tellings import Tellings, Thing, check_retelling, compare
from readingroom.tellings.links import course
from readingroom.tellings.things import KINDS, where
from readingroom.text.article import Article, Mark, Span
from readingroom.text.corpus import Corpus
from readingroom.text.index import fold
from readingroom.widgets.changed import CHANGED, Verdicts, changes, overlay
from readingroom.widgets.choosing import Choosing
from readingroom.widgets.page import Page, WithTwin
from readingroom.widgets.reader import ArticleReader
from readingroom.widgets.sidebyside import said_by, speech, tables

SHARED, NAMES = "shared", "names-in-both"
OWN = (SHARED, NAMES, CHANGED)  # layers that stand between the two, beside the kit's on each


class Together(anywidget.AnyWidget):
    """The buttons that link the scrolling of the two pages beside it, paragraph by matching paragraph."""

    _esm = Path(__file__).with_name("tellings.js")
    _css = Path(__file__).with_name("tellings.css")
    pairs = traitlets.List().tag(sync=True)
    courses = traitlets.List().tag(sync=True)
    titles = traitlets.List(traitlets.Unicode()).tag(sync=True)
    words = traitlets.Dict({k: v for k, v in interface().items() if k.startswith("two_")}).tag(sync=True)
    linked = traitlets.Bool(True).tag(sync=True)
    names = traitlets.Bool(True).tag(sync=True)


class Side(ArticleReader):
    """One of the two reading pages, with layers for what both articles have and for what the second changed."""

    def __init__(self, article: Article, between: Sequence[Overlay], layers: Sequence[str], by: str) -> None:
        self._between = list(between)
        super().__init__(article, layers=layers, by=by, picker=False)
        self.page.on = [NAMES, SHARED, *layers]  # of too many, the first goes
        self._set()
        self.add_class("rr-pane")

    @property
    def layers(self) -> tuple[str, ...]:
        """The kit's layers that are shown, as for any reading page."""
        return tuple(name for name in self.page.on if name not in OWN)

    @layers.setter
    def layers(self, names: Sequence[str]) -> None:
        self.page.on = [*(name for name in self.page.on if name in OWN), *names]

    def _sheets(self, laid: Sequence[str] | None = None) -> list[Overlay]:
        return [*self._between, *super()._sheets(laid)]


class TwoTellings(WithTwin):
    """Two articles on two pages; a name, figure, date or quotation chosen on one is shown on the other.

    `found` is what `compare` found, `changes` what the second changed where it retells the first; `sides` are the two
    pages.  Layers are switched on both at once.  Given a corpus, any two of its texts can be chosen, and a summary
    pasted.  `view="changed"` opens on what changed.

    >>> a = Article.from_text("Ana Ruiz may close the bridge, the mayor said.", id="gazette")
    >>> b = Article.from_text("Mayor Ana Ruiz will close the bridge, the mayor said.", id="courier")
    >>> two = TwoTellings(a, b)
    >>> [thing.thing for thing in two.found.shared], [loss.kind for loss in two.changes]
    (['Ana Ruiz'], ['certainty'])
    """

    def __init__(
        self,
        a: Article | Corpus,
        b: Article | None = None,
        *,
        texts: Corpus | None = None,
        view: str = "",
        layers: Sequence[str] = (),
        by: str = "",
    ) -> None:
        self._by, self._layers, self._view = by, layers, view
        if isinstance(a, Corpus):
            texts, (a, b) = a, _first_two(a)
        self._choosing = Choosing(texts, self.lay) if texts else None
        super().__init__()
        self.add_class("rr-tellings")
        self.lay(a, b)  # type: ignore[arg-type]  # compare says what is wrong with anything else

    def lay(self, a: Article, b: Article) -> None:
        """Lay two articles side by side."""
        self.found = compare(a, b)
        self.changes = check_retelling(a, b)
        one, two = (Side(x, self._between(n), self._layers, self._by) for n, x in enumerate((a, b)))
        self.sides = one, two
        traitlets.link((one.page, "on"), (two.page, "on"))
        for n, side in enumerate(self.sides):
            side.page.observe(partial(self._chosen, n), "chosen")
        pairs = [[link.a, link.b, link.reason] for link in self.found.links]
        courses = [course(self.found.links, n) for n in (0, 1)]
        self.together = Together(pairs=pairs, courses=courses, titles=[x.title or x.id for x in (a, b)])
        self.together.on_msg(lambda *_: self._leave())
        self.together.observe(self._named, "names")
        one.page.observe(lambda change: self.together.set_trait("names", NAMES in change["new"]), "on")
        self.verdicts = Verdicts(self.changes, self.sides, self._judged)
        self._sheets()
        panes = Box(self.sides).add_class("rr-panes")
        self.children = [*([self._choosing] if self._choosing else []), self.together, panes, self.tabs]
        if self._choosing:
            self._choosing.show(a, b)

    def _sheets(self) -> None:
        made = {**tables(self.found), say("two_tab_changed"): changes(self.changes, self.verdicts.now)}
        self.sheets = [Page(html=html) for html in made.values()]
        self.tabs = Tab(self.sheets, titles=tuple(made)).add_class("rr-tabs")
        for sheet in self.sheets:
            sheet.on_pick(self)
        self.tabs.observe(self._turned, "selected_index")
        if self._view == CHANGED:
            self.tabs.selected_index = len(self.sheets) - 1

    def _between(self, n: int) -> list[Overlay]:
        return [*_overlays(self.found, n), overlay(self.changes, n)]

    def _turned(self, change: Any) -> None:
        """What changed is marked on the pages while its sheet is open, what both have while another is."""
        now, before = (n == len(self.sheets) - 1 for n in (change["new"], change["old"]))
        if now != before:
            self._leave()
            self.sides[0].page.on = [CHANGED if now else SHARED, *self.sides[0].layers]
            self.together.names = not now

    def _named(self, change: Any) -> None:
        """Names stand everywhere: they can be taken off both pages."""
        others = [name for name in self.sides[0].page.on if name != NAMES]
        self.sides[0].page.on = [*([NAMES] if change["new"] else []), *others]

    def _leave(self) -> None:
        """What was opened from a table is not what is looked at any more."""
        for side in self.sides:
            side.page.place = {}

    def _judged(self) -> None:
        self.sheets[-1].html = changes(self.changes, self.verdicts.now)

    def show(self, label: str, a: Sequence[Span], b: Sequence[Span], reasons: tuple[str, str]) -> None:
        """Highlight places on both pages and bring the first of each into view; the first page with any gets focus."""
        for side, spans, reason, focus in zip(self.sides, (a, b), reasons, (bool(a), not a), strict=True):
            side.page.go(*((label, span) for span in spans), reason=reason, focus=focus)

    def twin(self) -> str:
        """The two pages, and every table below them."""
        columns = "display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1rem"
        pages = f'<div style="{columns}">{"".join(side.twin() for side in self.sides)}</div>'
        made = zip(self.tabs.titles, self.sheets, strict=True)
        return pages + "".join(f"<h3>{title}</h3>{sheet.html}" for title, sheet in made)

    def pick_change(self, n: int) -> None:
        """Show a loss on both pages."""
        loss = self.changes[n]
        self.show(loss.kind, loss.source, [loss.span], (loss.reason, loss.reason))

    def pick_passage(self, n: int) -> None:
        """Show a sentence of the retelling and what it rests on."""
        passage = self.changes.passages[n]
        self.show(say("change_rests"), passage.source, [passage.span], (passage.reason, passage.reason))

    def pick_accept(self, n: int) -> None:
        """Accept a loss, or take that back."""
        self.verdicts.toggle(n, "accepted")

    def pick_reject(self, n: int) -> None:
        """Reject a loss, or take that back."""
        self.verdicts.toggle(n, "rejected")

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
        """List the passages of a speaker, or what is nobody's but the outlet's."""
        self.sheets[-2].html = speech(self.found, speaker)

    def pick_said(self, side: int, speaker: str, n: int) -> None:
        """Show one passage of a speaker on its page."""
        spans, rule = next((spans, rule) for m, spans, rule in said_by(self.found, side, speaker) if m == n)
        self._leave()
        self.sides[side].page.go(*((speaker, span) for span in spans), reason=rule)

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
        if mark.get("layer") == CHANGED:
            self._changed(n, Span(mark["start"], mark["end"]), mark["label"])
        if mark.get("layer") not in (SHARED, NAMES):
            return
        self.sides[n].page.place = {}
        span = Span(mark["start"], mark["end"])
        thing = next(t for t in self.found.shared if t.kind == mark["label"] and span in (t.a, t.b)[n])
        places = self._near(n, span, (thing.a, thing.b)[1 - n])
        self.sides[1 - n].page.go(
            *((thing.kind, place) for place in places), reason=_said(self.found, thing, 1 - n), focus=False
        )

    def _changed(self, n: int, span: Span, kind: str) -> None:
        """A loss opened on one page is shown on the other."""
        self.sides[n].page.place = {}
        loss = next(x for x in self.changes if x.kind == kind and span in ((x.span,) if n else x.source))
        places = loss.source if n else (loss.span,)
        self.sides[1 - n].page.go(*((kind, place) for place in places), reason=loss.reason, focus=False)


def _first_two(texts: Corpus) -> tuple[Article, Article]:
    if len(texts) < 2:
        raise ValueError(f"Two texts are laid side by side; this corpus has {len(texts)}.")
    a, b = list(texts.values())[:2]
    return a, b


def _overlays(found: Tellings, n: int) -> list[Overlay]:
    """What both have, as two layers over one of them: names stand everywhere and have one of their own."""
    other = (found.b, found.a)[n]
    marks = [
        Mark(span, thing.kind, _also(thing, other, (thing.b, thing.a)[n]))
        for thing in found.shared
        for span in (thing.a, thing.b)[n]
    ]
    marks.sort(key=lambda m: m.span)
    caution = say("two_caution")
    names, rest = ([m for m in marks if (m.label == "name") is named] for named in (True, False))
    kinds = [kind for kind in KINDS if kind != "name"]
    return [
        Overlay(SHARED, say("two_shared"), "=", kinds, rest, 6, question=say("two_question"), caution=caution),
        Overlay(NAMES, say("two_names"), "@", ["name"], names, 5, question=say("two_names_question"), caution=caution),
    ]


def _also(thing: Thing, other: Article, places: Sequence[Span]) -> str:
    stands = " ".join(places[0].of(other.text).split())
    return say("two_also", other=other.id, where=where(other, places), thing=stands, reason=thing.reason)


def _said(found: Tellings, thing: Thing, n: int) -> str:
    """What a page says of a thing that was chosen elsewhere."""
    other, places = (found.b, thing.b) if n == 0 else (found.a, thing.a)
    if not places:
        return say("two_only", thing=thing.thing)
    return say("two_here", thing=thing.thing, other=other.id, where=where(other, places), reason=thing.reason)
