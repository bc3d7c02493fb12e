"""Count the words, as a cloud and as a table, and follow each to its lines."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Literal

from ipywidgets import Checkbox, Dropdown

from readingroom.article import Article
from readingroom.concordance import concordance
from readingroom.corpus import Corpus
from readingroom.frequency import Frequencies, default_stopwords, frequencies
from readingroom.interface import say
from readingroom.listings import bars, lines, sheet
from readingroom.widgets.explorer import Explorer, Opens
from readingroom.widgets.page import labelled

SHOWN = 15  # words in the table at first, and more at each asking


class FrequencyExplorer(Explorer):
    """The most frequent words as a cloud and a table; a word shows its lines, a line opens on its page.

    `counts` is the frequency list shown, `word` the word chosen last.

    >>> explorer = FrequencyExplorer(Article.from_text("The river rose; the river fell."))
    >>> explorer.counts[0].word, explorer.counts[0].count
    ('river', 2)
    """

    def __init__(self, texts: Article | Corpus | Iterable[Article], opens: Opens | None = None) -> None:
        units = [(say(f"count_{key}"), key) for key in ("word", "lemma", "2", "3")]
        self.unit = labelled(Dropdown(options=units), say("count_by"))
        self.without = labelled(Checkbox(value=True, indent=False), say("function_words"))
        self.word = ""
        self._first, self._shown = 0, SHOWN
        for control in (self.unit, self.without):
            control.observe(self.refresh, "value")
        super().__init__(texts, (self.unit, self.without), opens)

    @property
    def counts(self) -> Frequencies:
        """The frequency list for the controls as they stand."""
        n = int(self.unit.value) if self.unit.value.isdigit() else 1
        by: Literal["word", "lemma"] = "lemma" if self.unit.value == "lemma" else "word"
        return frequencies(self.texts, by=by, n=n, stopwords=None if self.without.value else ())

    def refresh(self, _: object = None) -> None:
        """Set the sheet anew, with no word chosen."""
        self.word, self._first, self._shown = "", 0, SHOWN
        super().refresh()

    def results(self) -> str:
        """Caption, cloud and table, and the lines of the word chosen."""
        found = self.counts
        cloud = found.cloud(limit=50).svg if len(found) else ""
        table = bars(found[: self._shown], self.word, len(found))
        pictures = f'<div class="rr-two"><div>{cloud}</div><div>{table}</div></div>'
        return sheet(f"{found.caption}. {say('choose_word')}", self._stopwords(), pictures, self._lines())

    def pick_word(self, word: str) -> None:
        """Show the lines a word stands in."""
        self.word, self._first = word, 0
        self.sheet.html = self.results()

    def pick_from(self, first: int) -> None:
        """Turn to the page of lines that begins with this one."""
        self._first = first
        self.sheet.html = self.results()

    def pick_more(self) -> None:
        """Show more words in the table."""
        self._shown += SHOWN
        self.sheet.html = self.results()

    def _lines(self) -> str:
        if not self.word:
            return ""
        found = concordance(self.texts, self.word, by="lemma" if self.unit.value == "lemma" else "word")
        head = f"{say('lines_of', word=self.word)}: {found.total:,}. {say('choose_line')}"
        return f'<p class="rr-why rr-reveal">{escape(head)}</p>{lines(found, self.corpus, self._first)}'

    def _stopwords(self) -> str:
        if not self.without.value:
            return ""
        words = default_stopwords()
        head = say("stopwords_shown", n=len(words))
        return f"<details><summary>{head}</summary><p>{escape(', '.join(words))}</p></details>"
