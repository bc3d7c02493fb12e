"""The reading page of an article, and the shelf of cards to choose one from."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import traitlets

from readingroom.lessons.answers import Answers
from readingroom.lessons.exercises import every
from readingroom.notes import Note
from readingroom.page.html import cards, page, sheet_data
from readingroom.page.interface import palette, say
from readingroom.page.overlay import MINE, Overlay, mine, overlays
from readingroom.text.article import Article, Mark, Span
from readingroom.text.corpus import Corpus, as_corpus
from readingroom.text.folders import own
from readingroom.text.readers import reader_name
from readingroom.widgets.keeper import Keeper
from readingroom.widgets.memory import Memory
from readingroom.widgets.page import ArticlePicker, Page, WithTwin

_uids = count(1)

Place = Span | Sequence[tuple[str, Span]]


class ArticleReader(WithTwin):
    """An article on its reading page, with layers of highlights; of several articles, one at a time.

    `article_id` can be observed; it changes when another article is picked, here or on a page that this one `follows`.
    Marks made on the page get `label` and are kept in the notes of the reader named in `by`, or else with `who`.

    >>> reader = ArticleReader(Article.from_text("It may rain.", title="Rain"), layers=[])
    >>> reader.article.title, reader.layers, reader.marks
    ('Rain', (), ())
    """

    article_id = traitlets.Unicode()
    listed = traitlets.Tuple()  # the articles in the picker, by the names they are shown with

    def __init__(
        self,
        texts: Article | Corpus | Iterable[Article],
        *,
        article: str | None = None,
        layers: Sequence[str] = ("attribution",),
        label: str = "",
        by: str = "",
        picker: bool = True,
        follows: ArticleReader | None = None,
    ) -> None:
        self.corpus = as_corpus(texts)
        if not self.corpus:
            raise ValueError("There is no article to read; give an Article, a Corpus or a list of Articles.")
        self._uid = f"rr{next(_uids)}"
        self._memory = Memory(by, json.dumps([article, _known(layers), label, *sorted(self.corpus)]))
        self.page = Page(
            on=_still_known(self._memory.get("on", _known(layers))),
            label=label or say("mine_label"),
            new_label=self._memory.get("new_label", ""),
            hidden=[str(label) for label in self._memory.get("hidden", [])],
        )
        self.keeper = Keeper(self.page, by, save=self.save, lay=self._lay)
        article = follows.article_id if follows and not article else article
        first = self.corpus[article].id if article else next(iter(self.corpus))
        last = self._memory.get("article", first)
        first = last if last in self.corpus and not follows else first
        children: list[Any] = [self.page]
        if picker and len(self.corpus) > 1:
            self._picker = ArticlePicker(self.corpus, first)
            traitlets.link((self._picker, "value"), (self, "article_id"))
            traitlets.dlink((self._picker, "_options_labels"), (self, "listed"))
            children.insert(0, self._picker)
        super().__init__(children)
        self.observe(self._set, "article_id")
        self.read(first)
        if not self.page.html:
            self._set()
        if follows:
            traitlets.link((follows, "article_id"), (self, "article_id"))
        self.observe(self._remember, "article_id")
        self.page.observe(self._remember, ["on", "new_label", "hidden"])

    def _remember(self, _: object) -> None:
        page = self.page
        self._memory.keep(article=self.article_id, on=page.on, new_label=page.new_label, hidden=page.hidden)

    @traitlets.validate("article_id")
    def _one_of_them(self, proposal: Any) -> str:
        return self.corpus[proposal.value].id

    @property
    def article(self) -> Article:
        """The article on the page."""
        return self.corpus[self.article_id]

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers shown; set it to show others."""
        return tuple(self.page.on)

    @layers.setter
    def layers(self, names: Sequence[str]) -> None:
        self.page.on = _known(names)

    @property
    def notes(self) -> tuple[Note, ...]:
        """All that the reader noted on this article, and the verdicts on the kit's marks."""
        return self.keeper.notes.all

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The reader's own marks on this article that carry this page's label, in text order."""
        return tuple(mark for mark in self.own_marks if mark.label == self.page.label)

    @property
    def own_marks(self) -> tuple[Mark, ...]:
        """The reader's own marks on this article, whatever their label, in text order."""
        return tuple(Mark(note.span, note.label, note.text) for note in self.keeper.own if note.span)

    @property
    def chosen(self) -> Mark | None:
        """The highlight opened last, or None."""
        c = self.page.chosen
        return Mark(Span(c["start"], c["end"]), c["label"], c["reason"]) if c else None

    def read(self, article: str, place: Place | None = None, reason: str = "") -> None:
        """Put an article on the page and, if a place is given, highlight it and go there."""
        self.article_id = self.corpus[article].id
        if place is not None:
            self.go(place, reason)

    def go(self, place: Place, reason: str = "") -> None:
        """Highlight a span, or several with their labels, in this article and go there."""
        marks = [(say("here"), place)] if isinstance(place, Span) else place
        self.page.go(*marks, reason=reason or say("here_reason"))

    def mark(self, span: Span, label: str = "", text: str = "") -> None:
        """Note something on a passage; without a label it gets this page's."""
        self.keeper.notes.add(span, label or self.page.label, text)
        self.keeper.show()

    def undo(self) -> None:
        """Take the last change to the notes back."""
        self.keeper.notes.undo()
        self.keeper.show()

    def save(self, folder: str | Path | None = None, **more: Any) -> tuple[Path, ...]:
        """Save my reading: a page with the article, the layers shown, the notes and the answers; gives its path.

        In a notebook, `save_button` does so when it is pressed, not whenever all cells are run.

        It goes into `readings/` beside `notebooks/`, or into `folder`.  `more` is handed to `report.save_reading`:
        `formats=["html", "docx", "csv", "json"]`, `lines=[concordance(…)]`, `charts=[…]`, `reader="a name, if wanted"`.
        """
        from readingroom.report import save_reading

        kept = [
            Answers(self.keeper.by, notebook) for notebook in dict.fromkeys(raw["notebook"] for raw in every().values())
        ]
        place = folder or own("readings")
        notes = self.keeper.notes
        if self.keeper.by == reader_name() != "me":
            more.setdefault("reader", self.keeper.by)
        written = save_reading(self.article, place, notes=notes, answers=kept, layers=self.layers, **more)
        return tuple(Path(os.path.relpath(path)) for path in written)

    def save_button(self, folder: str | Path | None = None, **more: Any) -> WithTwin:
        """A button that saves my reading, with what it will write and a place for a name; takes what `save` takes."""
        from readingroom.widgets.saving import SaveReading

        return SaveReading(self, folder, **more)

    def follow(self, make: Callable[[Article], Any]) -> WithTwin:
        """What a function makes of the article on the page, made anew when another is chosen.

        >>> from readingroom import frequencies
        >>> reader = ArticleReader(Article.from_text("It may rain.", title="Rain"), layers=[])
        >>> "Rain" in reader.follow(frequencies).twin()
        True
        """
        from readingroom.widgets.saving import Following

        return Following(self, make)

    def twin(self) -> str:
        """The page with its layers and the reader's marks, without controls that need a kernel."""
        shown = self.page.on
        own = [mine(self.own_marks)] if self.own_marks else []
        sheets = [*own, *self._sheets(shown)]
        return page(self.article, sheets, on=[MINE, *shown], uid=f"{self._uid}t", switches=False)

    def _sheets(self, laid: Sequence[str] | None = None) -> list[Overlay]:
        return overlays(self.article, laid)

    def _set(self, _: object = None) -> None:
        """Put the article on the page with the layers shown; the others are laid when the page asks for them."""
        sheets = self._sheets(self.page.on)
        with self.page.hold_sync():
            self.page.place = {}
            self.page.chosen = {}
            self.page.laid = ""
            self.keeper.open(self.article, sheets)
            self.page.html = page(self.article, sheets, on=self.page.on, uid=self._uid, data=True)

    def _lay(self) -> None:
        article = self.article
        sheets = self._sheets()
        if article is self.article:  # it may have been changed meanwhile, in a cell
            self.keeper.lay(sheets)
            self.page.laid = json.dumps({"article": article.id, "sheets": [sheet_data(s) for s in sheets]})


class Shelf(WithTwin):
    """The articles as cards; the one chosen opens on its reading page below."""

    def __init__(
        self, texts: Article | Corpus | Iterable[Article], *, layers: Sequence[str] = ("attribution",)
    ) -> None:
        self.corpus = as_corpus(texts)
        self.cards = Page()
        self.reader = ArticleReader(self.corpus, layers=layers)
        self.cards.on_pick(self)
        self.reader.observe(self._set, "article_id")
        self.reader.observe(self._set, "listed")
        self._set()
        super().__init__([self.cards, self.reader])

    def twin(self) -> str:
        """The cards, and the page of the article that is open."""
        return cards(self.corpus) + self.reader.twin()

    def pick_article(self, id: str) -> None:
        """Open an article on its page."""
        self.reader.read(id)

    def _set(self, _: object = None) -> None:
        self.cards.html = cards(self.corpus, choose=self.reader.article_id)


def _known(names: Sequence[str]) -> list[str]:
    from readingroom.layers import LAYERS

    wanted = [names] if isinstance(names, str) else list(names)
    for name in wanted:
        if name not in LAYERS:
            raise ValueError(f'There is no layer "{name}". The layers are: {", ".join(LAYERS)}.')
    if len(wanted) > (most := palette()["most"]):
        raise ValueError(f"At most {most} layers show at once, so that they can be told apart; got {len(wanted)}.")
    return wanted


def _still_known(names: Sequence[str]) -> list[str]:
    """Of the layers remembered, those that there are."""
    from readingroom.layers import LAYERS

    return [name for name in names if name in LAYERS][: palette()["most"]]
