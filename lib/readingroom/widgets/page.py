"""The one anywidget of the kit, and the boxes the other widgets are built from."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any
from weakref import WeakSet

import anywidget
import traitlets
from ipywidgets import Dropdown, VBox

from readingroom.page.interface import date, say, style
from readingroom.text.article import Article, Span
from readingroom.text.corpus import Corpus

_times = count(1)
_pickers: WeakSet[ArticlePicker] = WeakSet()
_HALF = re.compile("[\ud800-\udfff]")


class Page(anywidget.AnyWidget):
    """HTML set by `typeset`, made to respond by page.js; what the reader does on it becomes these plain values.

    `picked` is what was chosen last among the elements with `data-choose`.  Of a reading page, `chosen` is the
    highlight opened last, `on` the layers shown, `laid` the sheets that were laid after it was shown, `kept` what the
    reader has kept (see `keeper.py`), `label` the label of the page's marks and `new_label` the one that the reader
    wrote last, `hidden` the labels whose marks the reader hides; `place` opens a place on it.
    """

    _esm = Path(__file__).parents[1] / "page" / "page.js"
    _css = style()
    html = traitlets.Unicode().tag(sync=True)
    picked = traitlets.Dict().tag(sync=True)
    chosen = traitlets.Dict().tag(sync=True)
    place = traitlets.Dict().tag(sync=True)
    on = traitlets.List(traitlets.Unicode()).tag(sync=True)
    laid = traitlets.Unicode().tag(sync=True)
    kept = traitlets.Dict({"notes": [], "verdicts": {}, "said": ""}).tag(sync=True)
    label = traitlets.Unicode(say("mine_label")).tag(sync=True)
    new_label = traitlets.Unicode().tag(sync=True)
    hidden = traitlets.List(traitlets.Unicode()).tag(sync=True)

    @traitlets.validate("html")
    def _sendable(self, proposal: Any) -> str:
        return sendable(proposal["value"])

    def go(self, *marks: tuple[str, Span], reason: str = "", focus: bool = True) -> None:
        """Highlight labelled places, bring the first into view and, unless told not to, put the focus there."""
        places = [{"label": label, "start": span.start, "end": span.end} for label, span in marks]
        self.place = {"marks": places, "reason": reason, "focus": focus, "times": next(_times)}

    def on_ask(self, handler: Callable[[dict[str, Any]], None]) -> None:
        """Call `handler` with everything that the page asks for, one after the other.

        These are messages: of traits that change while the kernel is busy, the browser sends the last value alone.
        """
        self.on_msg(lambda _, asked, __: handler(asked))

    def on_pick(self, home: object) -> None:
        """Have what is chosen, `["word", "trade"]`, call the method of that name, `home.pick_word("trade")`."""

        def call(change: Any) -> None:
            name, *parts = json.loads(change["new"]["what"])
            getattr(home, f"pick_{name}")(*parts)

        self.observe(call, "picked")


def sendable(text: str) -> str:
    """A text that can be sent to the browser: half a surrogate pair, which no encoding has, becomes U+FFFD.

    >>> sendable("a\\ud800b")
    'a\ufffdb'
    """
    return _HALF.sub("\ufffd", text)


class WithTwin(VBox):
    """A widget that puts a static twin beside itself: plain HTML for a notebook without a kernel or printed."""

    def twin(self) -> str:
        """The widget as HTML that needs nothing: no kernel, no script."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """View and twin, and which process the view is of: the notebook server takes it out when that is gone."""
        bundle = super()._repr_mimebundle_(**kwargs)
        bundle["text/html"] = f'<div class="rr-alone"><style>{style()}</style>{sendable(self.twin())}</div>'
        bundle["application/vnd.jupyter.widget-view+json"]["process"] = os.getpid()
        return bundle


class ArticlePicker(Dropdown):
    """A labelled list of a corpus's articles, with "all of them" first where that makes sense."""

    value: Any

    def __init__(self, corpus: Corpus, chosen: str, *, everything: bool = False) -> None:
        self.corpus, self._everything = corpus, everything
        super().__init__(options=self._listed(), value=chosen)
        labelled(self, say("article"))
        _pickers.add(self)

    def relist(self) -> None:
        """List the articles as they are now; what is chosen stays chosen."""
        listed = self._listed()
        self._initializing_traits_ = True  # otherwise ipywidgets chooses the first of new options by itself
        self.options = listed
        self._initializing_traits_ = False
        self.index = [id for _, id in listed].index(self.value)

    def _listed(self) -> list[tuple[str, str]]:
        everyone = [(say("all_articles", n=len(self.corpus)), "")] if self._everything and len(self.corpus) > 1 else []
        return everyone + [(_named(article), article.id) for article in self.corpus.values()]


def offer(article: Article) -> None:
    """Put an article that was added into every list of the room's articles that is open."""
    for picker in list(_pickers):
        if picker.corpus.of_the_room:
            picker.corpus.welcome(article)
            picker.relist()


def _named(article: Article) -> str:
    return sendable(f"{article.outlet}, {date(article.published)}: {article.title}".strip(", "))


def labelled(control: Any, label: str, width: str = "auto") -> Any:
    """An ipywidgets control with its label before it, as wide as its words need."""
    control.description = label
    control.style.description_width = "initial"
    control.layout.width = width
    control.layout.max_width = "100%"
    return control


def choice(label: str, options: Mapping[str, str], value: str = "") -> Dropdown:
    """A labelled list to choose from: what is shown, and the value it stands for."""
    first = value or next(iter(options.values()), "")
    control = Dropdown(options=list(options.items()) or [("–", "")], value=first)
    return labelled(control, say(label))


def articles_of(corpus: Corpus, id: str) -> Article | Corpus:
    """The article of that id, or the whole corpus for the empty id."""
    return corpus[id] if id else corpus
