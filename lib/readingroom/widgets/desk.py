"""The desk: an article's page and the three explorers, on tabs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ipywidgets import Tab

from readingroom.page.interface import say
from readingroom.text.article import Article
from readingroom.text.corpus import Corpus, as_corpus
from readingroom.widgets.attribution import AttributionExplorer
from readingroom.widgets.concordance import ConcordanceExplorer
from readingroom.widgets.frequency import FrequencyExplorer
from readingroom.widgets.page import WithTwin
from readingroom.widgets.reader import ArticleReader


class ArticleDesk(WithTwin):
    """One article at a time: read it, ask who says what, count its words, search its lines; a result opens its page.

    >>> desk = ArticleDesk(Article.from_text("It may rain, the mayor said.", title="Rain"))
    >>> desk.lines.query.value = "rain"
    >>> desk.lines.lines.total
    2
    """

    def __init__(
        self,
        texts: Article | Corpus | Iterable[Article],
        *,
        article: str | None = None,
        layers: Sequence[str] = ("attribution",),
        by: str = "",
    ) -> None:
        self.corpus = as_corpus(texts)
        self.reader = ArticleReader(self.corpus, article=article, layers=layers, by=by)
        self.voices = AttributionExplorer(self.corpus, by=by, reader=self.reader, opens=self._open)
        self.words = FrequencyExplorer(self.corpus, reader=self.reader, opens=self._open)
        self.lines = ConcordanceExplorer(self.corpus, reader=self.reader, opens=self._open)
        self.tabs = Tab([self.reader, self.voices, self.words, self.lines]).add_class("rr-tabs")
        self.tabs.titles = tuple(say(f"tab_{name}") for name in ("read", "voices", "words", "lines"))
        self.reader.observe(self._follow, "article_id")
        self._follow()
        super().__init__([self.tabs])

    def twin(self) -> str:
        """The four tabs, one below the other."""
        parts = (self.reader, self.voices, self.words, self.lines)
        return "".join(f"<h3>{title}</h3>{part.twin()}" for title, part in zip(self.tabs.titles, parts, strict=True))

    def _open(self, article: str, *place: Any) -> None:
        self.tabs.selected_index = 0
        self.reader.read(article, *place)

    def _follow(self, _: object = None) -> None:
        """The explorers look at the article that is read."""
        for explorer in (self.voices, self.words, self.lines):
            explorer.picker.value = self.reader.article_id
