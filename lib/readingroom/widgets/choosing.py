"""Two texts to choose, and a box for a summary made elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ipywidgets import Accordion, Button, Layout, Textarea, VBox

from readingroom.importing import ImportProblem, add_article
from readingroom.page.html import shorten
from readingroom.page.interface import say
from readingroom.text.article import Article
from readingroom.text.corpus import Corpus
from readingroom.widgets.explorer import row
from readingroom.widgets.listings import sheet
from readingroom.widgets.page import ArticlePicker, Page, offer

PASTED = 6  # lines seen of what is pasted


class Choosing(VBox):
    """Two lists to choose a source and a retelling from, and a box for a summary, which is kept only if asked."""

    def __init__(self, texts: Corpus, opens: Callable[[Article, Article], None]) -> None:
        self._texts, self._opens, self._pasted = texts, opens, ""
        first = next(iter(texts))
        self.lists = tuple(_labelled(ArticlePicker(texts, first), key) for key in ("two_source", "two_retelling"))
        for one in self.lists:
            one.observe(self._picked, "value")
        self.paste = Textarea(placeholder=say("two_paste_hint"), rows=PASTED, layout=Layout(width="100%"))
        self.status = Page()
        buttons = row(_button("two_paste_check", self.check), _button("two_paste_keep", self.keep))
        box = Accordion([VBox([self.paste, buttons])], titles=(say("two_paste"),))
        super().__init__([row(*self.lists, _button("two_swap", self.swap)), box, self.status])

    def show(self, a: Article, b: Article) -> None:
        """Have the lists show what is open; a text that is in none of them leaves them as they are."""
        self._pair = a, b
        for one, article in zip(self.lists, (a, b), strict=True):
            if article.id in self._texts and one.value != article.id:
                one.unobserve(self._picked, "value")
                one.value = article.id
                one.observe(self._picked, "value")

    def swap(self, _: object = None) -> None:
        """The retelling as the source, and the source as the retelling."""
        self._opens(*reversed(self._pair))

    def check(self, _: object = None) -> None:
        """Lay what is pasted beside the source; nothing is kept."""
        text = self.paste.value.strip()
        if not text:
            return self._say(say("two_pasted_none"))
        self._pasted = text
        source = self._pair[0]
        self._opens(source, Article.from_text(text, title=say("two_pasted")))
        return self._say(say("two_pasted_done", source=source.id))

    def keep(self, _: object = None) -> None:
        """Add what is pasted to the reader's articles."""
        if not (text := self.paste.value.strip()):
            return self._say(say("two_pasted_none"))
        try:
            kept = add_article(text, title=shorten(text, 50))
        except ImportProblem as problem:
            return self._say(str(problem))
        self._texts.welcome(kept)
        offer(kept)
        for one in self.lists:
            one.relist()
        self._opens(self._pair[0], kept)
        return self._say(say("two_pasted_kept", id=kept.id))

    def _picked(self, _: object) -> None:
        self._opens(*(self._texts[one.value] for one in self.lists))

    def _say(self, text: str) -> None:
        self.status.html = sheet(text)


def _button(key: str, does: Callable[[object], None]) -> Any:
    button = Button(description=say(key), layout=Layout(width="auto"))
    button.on_click(does)
    return button


def _labelled(one: ArticlePicker, key: str) -> ArticlePicker:
    one.description = say(key)
    return one
