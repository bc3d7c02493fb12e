"""Labels given to concordance lines by one key; a label is a note on the line's place, so it stands on the page too."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from readingroom.concordance.lines import Concordance
from readingroom.notes import Notes
from readingroom.page.html import button
from readingroom.page.interface import say
from readingroom.text.article import Article, Span
from readingroom.text.files import file_name, write_text
from readingroom.text.folders import own
from readingroom.text.results import Result, record
from readingroom.widgets.lines import Labels
from readingroom.widgets.listings import choice, choose

KEYS = 9
NONE = ""  # stands for the lines without a label


class Coding:
    """A reader's labels for lines: which key stands for which, and what is given to which line.

    `notes` opens the reader's notes on an article.
    """

    def __init__(self, notes: Callable[[Article], Notes]) -> None:
        self._notes, self._done = notes, list[Article]()

    def given(self, articles: Iterable[Article], keys: Sequence[str]) -> Labels:
        """The labels of these names, by place, in the order of the keys."""
        found: dict[tuple[str, Span], list[str]] = {}
        for article in articles:
            for note in self._notes(article).own:
                if note.span and note.label in keys:
                    found.setdefault((article.id, note.span), []).append(note.label)
        return {place: [name for name in keys if name in labels] for place, labels in found.items()}

    def turn(self, article: Article, span: Span, name: str) -> str:
        """Give a line a label, or take it away again; a label with the reader's words beside it stays."""
        notes = self._notes(article)
        old = [note for note in notes.own if note.span == span and note.label == name]
        if any(note.text for note in old):
            return say("label_words", name=name)
        for note in old:
            notes.remove(note.id)
        if not old:
            notes.add(span, name)
        self._done += [article] * max(len(old), 1)
        return notes.problem

    def undo(self) -> str:
        """Take the last label back, given or taken away."""
        return (self._notes(self._done.pop()).undo() if self._done else None) or say("undo_none")


def key_names(text: str) -> tuple[str, ...]:
    """The names for the keys 1 to 9, parted by commas.

    >>> key_names(" praise, doubt,, praise ")
    ('praise', 'doubt')
    """
    names = tuple(dict.fromkeys(filter(None, (" ".join(name.split()) for name in text.split(",")))))
    if len(names) > KEYS:
        raise ValueError(say("label_many", n=len(names), most=KEYS))
    return names


def chosen(found: Concordance, labels: Labels, only: str | None, by_label: bool) -> Sequence[int]:
    """Which lines are shown, in order: those with one label, or with none; sorted by their labels where asked."""
    if only is None and not by_label:
        return range(len(found))
    given = [labels.get((row.article, row.span), []) for row in found]
    shown = [n for n in range(len(found)) if only is None or (only in given[n] if only else not given[n])]
    return sorted(shown, key=lambda n: (not given[n], given[n])) if by_label else shown


def tools(found: Concordance, labels: Labels, keys: Sequence[str], only: str | None) -> str:
    """How many lines have each label; each shows those alone, and what was done last can be taken back."""
    counts = Counter(name for row in found for name in labels.get((row.article, row.span), [NONE]))
    items = (
        f"<li>{choose(shown, 'only', name, pressed=name == only)} {counts[name]:,}</li>"
        for shown, name in [*((f"{n} {name}", name) for n, name in enumerate(keys, 1)), (say("label_none"), NONE)]
    )
    back = button(choice("undo"), escape(say("label_undo"))) + button(choice("save"), escape(say("label_save")))
    said = f'<p class="rr-why">{escape(say("label_how"))}</p>'
    return f'{said}<ul class="rr-groups">{"".join(items)}</ul><div class="rr-tools">{back}</div>'


def coded(found: Concordance, labels: Labels) -> Result[Mapping[str, object]]:
    """The lines with their labels, as rows for a table, CSV and JSON."""
    rows = [{**record(row), "labels": "; ".join(labels.get((row.article, row.span), []))} for row in found]
    return Result(f"{found.caption}; labels by the reader", rows)


def save(rows: Result[Mapping[str, object]], reader: str, query: str) -> list[Path]:
    """Write coded lines as CSV and JSON into the reader's readings."""
    path = own("readings") / file_name(reader, f"lines {query}")
    rows.to_csv(path.with_suffix(".csv"))
    plain = {"caption": rows.caption, "reader": reader, "lines": [dict(row) for row in rows]}
    return [path.with_suffix(".csv"), write_text(path, json.dumps(plain, ensure_ascii=False, indent=1) + "\n")]
