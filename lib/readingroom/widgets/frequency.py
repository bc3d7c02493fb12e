"""Count the words, as a cloud and as a table, and follow each to its lines."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Literal

from ipywidgets import Checkbox, Dropdown

from readingroom.concordance.lines import concordance
from readingroom.frequency.collocation import collocates
from readingroom.frequency.counts import Frequencies, default_stopwords, frequencies
from readingroom.frequency.keyness import Keyness, keyness
from readingroom.page.interface import say
from readingroom.text.article import Article
from readingroom.text.corpus import Corpus, as_corpus
from readingroom.widgets.explorer import Explorer, Opens
from readingroom.widgets.lines import lines
from readingroom.widgets.listings import answer, bars, folded, keys, receipt, sheet
from readingroom.widgets.page import labelled
from readingroom.widgets.reader import ArticleReader
from readingroom.widgets.voice import VoicePicker

SHOWN = 15  # words in the table at first, and more at each asking

ENGLISH = "general English"


class FrequencyExplorer(Explorer):
    """The most frequent words as a cloud and a table; a word shows its lines, a line opens on its page.

    `counts` is the frequency list shown, `word` the word chosen last.

    >>> explorer = FrequencyExplorer(Article.from_text("The river rose; the river fell."))
    >>> explorer.counts[0].word, explorer.counts[0].count
    ('river', 2)
    """

    def __init__(
        self,
        texts: Article | Corpus | Iterable[Article],
        *,
        reader: ArticleReader | None = None,
        opens: Opens | None = None,
    ) -> None:
        units = [(say(f"count_{key}"), key) for key in ("word", "lemma", "2", "3")]
        self.unit = labelled(Dropdown(options=units), say("count_by"))
        self.without = labelled(Checkbox(value=True, indent=False), say("function_words"))
        self.within = VoicePicker()
        whole = {"–": "", say("against_others"): "others", say("against_english"): ENGLISH}
        self.against = VoicePicker("against", whole)
        self.word = ""
        self._first, self._shown = 0, SHOWN
        controls = (self.unit, self.within, self.without, self.against)
        for control in controls:
            control.observe(self.refresh, "value")
        super().__init__(texts, controls, reader=reader, opens=opens)

    @property
    def counts(self) -> Frequencies:
        """The frequency list for the controls as they stand."""
        n = int(self.unit.value) if self.unit.value.isdigit() else 1
        by: Literal["word", "lemma"] = "lemma" if self.unit.value == "lemma" else "word"
        stopwords = None if self.without.value else ()
        return frequencies(self.texts, by=by, n=n, stopwords=stopwords, **self.within.asked)

    def refresh(self, _: object = None) -> None:
        """Set the sheet anew, with no word chosen."""
        self.word, self._first, self._shown = "", 0, SHOWN
        for voices in (self.within, self.against):
            voices.offer(self.texts)
        found = self.counts
        self._cloud = found.cloud(limit=50).svg if len(found) else ""
        super().refresh()

    def results(self, new: bool = False) -> str:
        """Caption, cloud and table, and the lines of the word chosen."""
        found = self.counts
        table = bars(found[: self._shown], self.word, len(found), several=found.several)
        pictures = f'<div class="rr-two"><div>{self._cloud}</div><div>{table}</div></div>'
        variety = folded(say("variety"), found.diversity()._repr_html_())
        said = f"{found.caption}. {say('choose_word')}"
        return sheet(said, self._stopwords(), variety, pictures, self._lines(new), self._keys(), receipt(found))

    def pick_word(self, word: str) -> None:
        """Show the lines a word stands in."""
        self.word, self._first = word, 0
        self.sheet.html = self.results(new=True)

    def pick_from(self, first: int) -> None:
        """Turn to the page of lines that begins with this one."""
        self._first = first
        self.sheet.html = self.results(new=True)

    def pick_more(self) -> None:
        """Show more words in the table."""
        self._shown += SHOWN
        self.sheet.html = self.results()

    def _lines(self, new: bool) -> str:
        """The lines of the word chosen, and the words around it."""
        if not self.word:
            return ""
        by: Literal["word", "lemma"] = "lemma" if self.unit.value == "lemma" else "word"
        found = concordance(self.texts, self.word, by=by, **self.within.asked)
        head = f"{say('lines_of', word=self.word)}: {found.total:,}. {say('choose_line')}"
        around = folded(
            say("around", word=self.word), collocates(self.texts, self.word, by=by, **self.within.asked)._repr_html_()
        )
        return answer(f'<p class="rr-why">{escape(head)}</p>{lines(found, self.corpus, self._first)}{around}', new)

    def _keys(self) -> str:
        """The words that are key against the reference chosen, with both named."""
        if not self.against.value:
            return ""
        try:
            return keys(self._keyness())
        except ValueError as problem:
            return f'<p class="rr-why">{escape(str(problem))}</p>'

    def _keyness(self) -> Keyness:
        here, against, asked = as_corpus(self.texts), self.against.asked, self.within.asked
        if self.against.value != "others":
            return keyness(here, against["speaker"] or against["within"] or ENGLISH, **asked)
        others = [article for article in self.corpus.values() if article.id not in here]
        if not others:
            raise ValueError(say("against_none"))
        return keyness(here, others, **asked)

    def _stopwords(self) -> str:
        if not self.without.value:
            return ""
        words = default_stopwords()
        return folded(say("stopwords_shown", n=len(words)), f"<p>{escape(', '.join(words))}</p>")
