"""Search the articles and see every hit in its line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ipywidgets import Checkbox, Dropdown, Text

from readingroom.article import Article
from readingroom.concordance import Concordance, concordance
from readingroom.corpus import Corpus
from readingroom.interface import say
from readingroom.listings import lines, sheet
from readingroom.widgets.explorer import Explorer, Opens
from readingroom.widgets.page import labelled


class ConcordanceExplorer(Explorer):
    """Concordance lines for a query, sorted, paged; a line opens on its article's page.

    `lines` is the concordance shown, with `to_frame()` and `to_csv()`.

    >>> explorer = ConcordanceExplorer(Article.from_text("The river rose; the river fell."), query="river")
    >>> explorer.lines.total
    2
    """

    def __init__(
        self, texts: Article | Corpus | Iterable[Article], query: str = "", opens: Opens | None = None
    ) -> None:
        self.query = labelled(Text(value=query, continuous_update=True), say("search"))
        self.by = _choice("by", "by_word:word", "by_lemma:lemma", "by_regex:regex")
        self.sort = _choice("sort", "sort_right:right", "sort_left:left", "sort_text:text", "sort_date:date")
        self.within = _choice("within", "within_all:", "within_speech:speech", "within_outlet:outlet")
        self.case = labelled(Checkbox(value=False, indent=False), say("case"))
        self._first = 0
        controls = (self.query, self.by, self.within, self.sort, self.case)
        for control in controls:
            control.observe(self.refresh, "value")
        super().__init__(texts, controls, opens)

    @property
    def lines(self) -> Concordance | None:
        """The concordance for the controls as they stand; None while nothing is asked."""
        if not self.query.value.strip():
            return None
        return concordance(
            self.texts,
            self.query.value,
            by=self.by.value,
            sort=self.sort.value,
            case=self.case.value,
            within=self.within.value or None,
        )

    def refresh(self, _: object = None) -> None:
        """Set the sheet anew, from the first line."""
        self._first = 0
        super().refresh()

    def results(self) -> str:
        """The lines, or why there are none."""
        try:
            found = self.lines
        except ValueError as problem:
            return sheet(str(problem))
        if found is None:
            return sheet(say("type_query"))
        return sheet(found.caption, lines(found, self.corpus, self._first))

    def pick_from(self, first: int) -> None:
        """Turn to the page of hits that begins with this one."""
        self._first = first
        self.sheet.html = self.results()


def _choice(label: str, *options: str) -> Any:
    pairs = [(say(key), value) for key, _, value in (option.partition(":") for option in options)]
    return labelled(Dropdown(options=pairs), say(label))
