"""What stands below an `ArticleReader`: a button that saves the reading, and tables that follow the page."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from ipywidgets import HTML, Button, HBox, Text

from readingroom.page.interface import say
from readingroom.text.article import Article
from readingroom.text.folders import own
from readingroom.widgets.page import Page, WithTwin, labelled


class SaveReading(WithTwin):
    """Says what saving the reading of a page will write, and writes it when its button is pressed.

    `saved` has the paths written last.

    >>> from readingroom import ArticleReader
    >>> reader = ArticleReader(Article.from_text("It may rain.", title="Rain"), layers=[])
    >>> saving = SaveReading(reader)
    >>> saving.saved
    ()
    """

    def __init__(self, reader: Any, folder: str | Path | None = None, **more: Any) -> None:
        self.reader, self._folder, self._more = reader, folder, more
        self.saved: tuple[Path, ...] = ()
        self.name = labelled(Text(value=more.pop("reader", ""), placeholder=say("save_no_name")), say("save_name"))
        self.button = Button(description=say("save"), button_style="primary")
        self.button.on_click(lambda _: self.save())
        self.sheet = Page()
        super().__init__([self.sheet, HBox([self.name, self.button])])
        reader.observe(self._set, "article_id")
        reader.page.observe(self._set, ["kept", "on"])
        self._set()

    def save(self) -> None:
        """Write the reading, or say why that cannot be done."""
        try:
            self.saved = self.reader.save(self._folder, reader=self.name.value.strip(), **self._more)
        except (OSError, ValueError) as problem:
            self._set(said=say("save_failed", why=str(problem)))
        else:
            self._set(said=say("saved", files=", ".join(path.as_posix() for path in self.saved)))

    def twin(self) -> str:
        """What would be written."""
        return str(self.sheet.html)

    def _set(self, _: object = None, said: str = "") -> None:
        notes = self.reader.notes
        mine, judged = sum(not n.layer for n in notes), sum(bool(n.layer) for n in notes)
        folder = Path(self._folder or own("readings")).name
        will = say("save_will", folder=folder, title=self.reader.article.title or self.reader.article.id)
        what = say("save_what", notes=mine, verdicts=judged, layers=", ".join(self.reader.layers) or say("save_none"))
        files = "".join(
            f' <a href="#" data-file="{escape(path.as_posix())}">{escape(say("open_saved"))}</a>'
            for path in (self.saved if said else ())
        )
        status = f'<p role="status">{escape(said)}{files}</p>'
        self.sheet.html = f'<div class="rr rr-sheet"><p>{escape(will)} {escape(what)}</p>{status}</div>'


class Following(WithTwin):
    """What a function makes of the article on a page, under its headline; made anew when another article is chosen."""

    def __init__(self, reader: Any, make: Callable[[Article], Any]) -> None:
        self.reader, self._make = reader, make
        self.shown = HTML()
        super().__init__([self.shown])
        reader.observe(self._set, "article_id")
        self._set()

    def twin(self) -> str:
        """The same, as it stands."""
        return str(self.shown.value)

    def _set(self, _: object = None) -> None:
        article = self.reader.article
        made = self._make(article)
        shows = getattr(made, "_repr_html_", None)
        inner = shows() if shows else f"<pre>{escape(str(made))}</pre>"
        head = escape(say("in_article", title=article.title or article.id))
        self.shown.value = f'<p class="rr-ref">{head}</p>{inner}'
