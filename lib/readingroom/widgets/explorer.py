"""What the explorers have in common: texts to choose from, a sheet of results, and the way back to the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from readingroom.text.article import Article, Span
from readingroom.text.corpus import Corpus, as_corpus
from readingroom.widgets.page import ArticlePicker, Page, WithTwin, articles_of
from readingroom.widgets.reader import ArticleReader

Opens = Callable[..., None]


class Explorer(WithTwin):
    """Controls, a sheet of results, and an article's page on which every result can be opened.

    With a `reader` and `opens` (a function of an article's id, a place and a reason) it looks at that reader's article
    and results open there; otherwise the explorer has a page of its own, shown when the first result is opened.  A
    choice on the sheet, `["word", "trade"]`, calls the method of that name, `pick_word("trade")`.
    """

    def __init__(
        self,
        texts: Article | Corpus | Iterable[Article],
        controls: Iterable[Any],
        *,
        by: str = "",
        reader: ArticleReader | None = None,
        opens: Opens | None = None,
        below: Iterable[Any] = (),
    ) -> None:
        self.corpus = as_corpus(texts)
        self.sheet = Page()
        self.sheet.on_pick(self)
        several = len(self.corpus) > 1
        first = reader.article_id if reader else "" if several else next(iter(self.corpus))
        self.picker = ArticlePicker(self.corpus, first, everything=True)
        self.picker.observe(self.refresh, "value")
        self.reader = reader or ArticleReader(self.corpus, layers=[], by=by, picker=False)
        self._opens = opens or self._open_here
        self._page_open = False
        self._parts = [row(*([self.picker] if several else []), *controls), *below, self.sheet]
        super().__init__(self._parts)
        self.refresh()

    @property
    def texts(self) -> Article | Corpus:
        """What is searched: one article, or all of them."""
        return articles_of(self.corpus, self.picker.value)

    def results(self, new: bool = False) -> str:
        """The sheet's HTML for the controls as they stand; what is `new` on it is brought into view."""
        raise NotImplementedError

    def refresh(self, _: object = None) -> None:
        """Set the sheet anew."""
        self.sheet.html = self.results()

    def twin(self) -> str:
        """The results as they stand, and the page if one is open."""
        return str(self.sheet.html) + (self.reader.twin() if self._page_open else "")

    def pick_place(self, article: str, start: int, end: int) -> None:
        """Open a place on its page."""
        self._opens(article, Span(start, end))

    def _open_here(self, article: str, *place: Any) -> None:
        if not self._page_open:
            self._page_open = True
            self.children = [*self._parts, self.reader]
        self.reader.read(article, *place)


def row(*controls: Any) -> Any:
    """Controls beside one another, wrapping where there is no room."""
    from ipywidgets import HBox, Layout

    return HBox(
        controls, layout=Layout(flex_flow="row wrap", align_items="center", grid_gap="0.15rem 1rem", overflow="visible")
    )
