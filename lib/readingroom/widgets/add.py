"""Adding an article of one's own: choose files or paste, look at what was read and left out, correct it, add it."""

from __future__ import annotations

from html import escape
from itertools import count
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from ipywidgets import Button, Layout, SelectMultiple, Text, Textarea, VBox

from readingroom.importing import ImportProblem, newest_article
from readingroom.importing.added import check_new, keep, named
from readingroom.importing.formats import endings
from readingroom.importing.formats import named as formats
from readingroom.importing.making import FIELDS, make, page_lines
from readingroom.importing.reading import from_bytes, from_text
from readingroom.importing.source import Source
from readingroom.page.html import page, shorten
from readingroom.page.interface import say
from readingroom.text.article import Article
from readingroom.text.corpus import load_corpus
from readingroom.text.folders import shipped
from readingroom.widgets.explorer import row
from readingroom.widgets.page import Page, WithTwin, labelled, offer

WIDE = "46rem"
LABELS = "10em"
PASTED = 8  # lines seen of what is pasted
ROWS = 8  # lines seen of a list of lines
MOST_SENT = 7_000_000  # bytes of one file: the server takes messages of up to 10 MB

_uids = count(1)


class Files(anywidget.AnyWidget):
    """A place to drop or choose files; every file comes as a message with its name, size and, if it fits, bytes."""

    _esm = Path(__file__).with_name("add.js")
    _css = Path(__file__).with_name("add.css")
    label = traitlets.Unicode().tag(sync=True)
    accept = traitlets.Unicode(",".join(endings())).tag(sync=True)
    most = traitlets.Int(MOST_SENT).tag(sync=True)


class AddArticle(WithTwin):
    """Files or a pasted text, one after the other, each with a form to correct; `added` is the id of the last one kept.

    One that was added before is taken up again.

    >>> adding = AddArticle()
    >>> adding.read_text("Bridge closes\\nBy Jane Roe\\n\\nThe old bridge will close on Monday, the mayor said.")
    >>> adding.fields["author"].value, adding.article.title
    ('Jane Roe', 'Bridge closes')
    """

    added = traitlets.Unicode()

    def __init__(self) -> None:
        self.article: Article | None = None
        self.fields: dict[str, Any] = {}
        self.inside, self.outside = _list("add_inside"), _list("add_left_out")
        self.back: set[int] = set()
        self.out: set[int] = set()
        self._source: Source | None = None
        self._waiting: list[tuple[str, bytes]] = []
        self._uid = f"rr-add{next(_uids)}"
        self.files = Files(label=say("add_files"))
        self.files.on_msg(self._sent)
        self.paste = _lined_up(Textarea(placeholder=say("add_paste_hint"), rows=PASTED), "add_paste")
        self.status, self.sheet, self.form = Page(), Page(), VBox()
        super().__init__(
            [self.files, self.paste, _button("add_read", self._pasted), self.status, self.form, self.sheet]
        )
        last = newest_article()
        self.added = last.id if last else ""
        again = _status(say("add_again", title=last.title, id=last.id)) if last else ""
        self._say(say("add_start", formats=formats()), again)

    def read_file(self, name: str, data: bytes) -> None:
        """Open the form for a file's content."""
        self._open(lambda: from_bytes(name, data))

    def read_text(self, text: str) -> None:
        """Open the form for a pasted text."""
        self._open(lambda: from_text(text))

    def add(self, _: object = None) -> None:
        """Keep the article as the form has it, and go on to the next file."""
        if self._source is None:
            return
        try:
            kept = keep(self._source, self._given(), self.back, self.out)
        except ImportProblem as problem:
            self._say(str(problem))
            return
        self.paste.value = ""
        offer(kept)
        self.skip()
        self._say(say("add_done", title=kept.title, id=kept.id), str(self.status.html) if self._source else "")
        self.added = kept.id

    def skip(self, _: object = None) -> None:
        """Close the form without adding, and go on to the next file."""
        self._source = self.article = None
        self.form.children = ()
        self.sheet.html = ""
        self._say(say("add_start", formats=formats()))
        self._next()

    def twin(self) -> str:
        """What was read, as it stands in the form."""
        return str(self.status.html) + str(self.sheet.html)

    def _sent(self, _: object, file: dict[str, Any], buffers: list[Any]) -> None:
        """A file came from the browser, or was too big to come."""
        if not buffers:
            self._say(say("add_big", name=file["name"], size=round(file["size"] / 1e6)))
            return
        self._waiting.append((str(file["name"]), bytes(buffers[0])))
        if self._source is None:
            self._next()
        else:
            self._say(say("add_rest", n=len(self._waiting)))

    def _pasted(self, _: object) -> None:
        self.read_text(self.paste.value)

    def _next(self) -> None:
        """Open the first of the files that wait; those that cannot be read are said so and passed over."""
        problems = ""
        while self._waiting and self._source is None:
            self.read_file(*self._waiting.pop(0))
            problems += str(self.status.html) if self._source is None else ""
        if problems:
            self.status.html = problems + (str(self.status.html) if self._source else "")

    def _open(self, read: Any) -> None:
        try:
            source = read()
            article = named(source) if source.name else make(source)
            check_new(article)
        except ImportProblem as problem:
            self._say(str(problem))
            return
        self._source = source
        self.back, self.out = set(), set()
        self._say(say("add_rest", n=len(self._waiting)) if self._waiting else "")
        self._build(article)
        self._set(article)

    def _build(self, article: Article) -> None:
        """The form: what was read, to correct; what is in the article and what is not, to move; two buttons."""
        values = {name: getattr(article, name, None) or article.meta.get(name, "") for name in FIELDS}
        self.fields = {name: _lined_up(Text(values[name]), f"add_{name}") for name in FIELDS}
        self.fields["published"].placeholder = say("add_published_hint")
        for field in self.fields.values():
            field.observe(self._changed, "value")
        moves = (
            self.inside,
            _button("add_take_out", self.take_out),
            self.outside,
            _button("add_put_back", self.put_back),
        )
        buttons = row(_button("add_add", self.add, "primary"), _button("add_skip", self.skip))
        self.form.children = (*self.fields.values(), *moves, buttons)

    def take_out(self, _: object = None) -> None:
        """Leave the chosen lines out of the article."""
        chosen = set(self.inside.value)
        self._moved(self.back - chosen, self.out | (chosen - self.back))

    def put_back(self, _: object = None) -> None:
        """Put the chosen lines back where they stood."""
        chosen = set(self.outside.value)
        self._moved(self.back | (chosen - self.out), self.out - chosen)

    def _moved(self, back: set[int], out: set[int]) -> None:
        before = self.back, self.out
        self.back, self.out = back, out
        if not self._changed():
            self.back, self.out = before

    def _changed(self, _: object = None) -> bool:
        """Make the article anew from the form as it stands."""
        assert self._source is not None
        try:
            self._set(make(self._source, self._given(), self.back, self.out))
            self._say("")
        except ImportProblem as problem:
            self._say(str(problem))
            return False
        return True

    def _set(self, article: Article) -> None:
        self.article = article
        assert self._source is not None
        lines = page_lines(self._source, self._given(), self.back, self.out)
        left = {x["line"]: x for x in article.meta.get("left_out", ())}
        self.inside.options = [
            (say("add_body_line", line=n, text=shorten(text, 90)), n) for n, text, why in lines if not why
        ]
        self.outside.options = [(say("add_line", **x | {"text": shorten(x["text"], 90)}), n) for n, x in left.items()]
        for shown in (self.inside, self.outside):
            shown.rows = min(ROWS, max(1, len(shown.options)))
        facts = "".join(_paragraph(fact) for fact in _facts(article))
        self.sheet.html = f'<div class="rr">{facts}<h4>{escape(say("add_as"))}</h4></div>{page(article, uid=self._uid)}'

    def _given(self) -> dict[str, str]:
        return {name: field.value.strip() for name, field in self.fields.items()}

    def _say(self, sentence: str, more: str = "") -> None:
        self.status.html = (_status(sentence) if sentence else "") + more


def _status(sentence: str) -> str:
    return f'<p class="rr" role="status">{escape(sentence)}</p>'


def _lined_up(control: Any, word: str) -> Any:
    """A control with its label, all labels of the form as wide as one another."""
    labelled(control, say(word), WIDE)
    control.style.description_width = LABELS
    return control


def _facts(article: Article) -> list[str]:
    """What the reader should know of the article besides the form: format, pairing, odd characters, notes."""
    meta = article.meta
    parts = [say("add_from", name=meta.get("source", ""), format=meta["format"]).lstrip(": ")]
    parts += [say("add_encoding", encoding=meta["encoding"])] if meta.get("encoding") else []
    retelling = meta.get("retelling")
    pair = say("add_retelling", title=load_corpus(shipped())[retelling].title) if retelling else say("add_no_retelling")
    odd = ", ".join(f"{x['character']} ({x['count']})" for x in meta.get("odd", ()))
    return [", ".join(parts), pair, *([say("add_odd", odd=odd)] if odd else []), *meta.get("notes", ())]


def _list(word: str) -> Any:
    """Lines to choose from, several at once."""
    return _lined_up(SelectMultiple(layout=Layout(width="auto", max_width=WIDE)), word)


def _button(word: str, press: Any, style: str = "") -> Any:
    button = Button(description=say(word), button_style=style, layout=Layout(width="auto", align_self="flex-start"))
    button.on_click(press)
    return button


def _paragraph(text: str) -> str:
    return f'<p class="rr">{escape(text)}</p>'
