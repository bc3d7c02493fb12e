"""Who speaks, how much, and how the kit knows; and what you make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import Any

from ipywidgets import Button, Text

from readingroom.article import Article
from readingroom.attribution import Attribution, Attributions, attributions
from readingroom.attribution.model import turns, words_by_speaker
from readingroom.corpus import Corpus
from readingroom.interface import say
from readingroom.listings import additions, passages, sayings, sheet, voices
from readingroom.notes import Notes
from readingroom.versions import Version, correct, reject, versions
from readingroom.widgets.explorer import Explorer, Opens, row
from readingroom.widgets.page import labelled
from readingroom.widgets.reader import ArticleReader


class AttributionExplorer(Explorer):
    """Speakers with their share of the words, and every attribution with its rule; one opens on its page.

    `found` holds the kit's attributions, `yours` the same with what the reader named in `by` rejected, corrected or
    added; `speaker` is the name chosen last ("" for everyone).

    >>> explorer = AttributionExplorer(Article.from_text("The bridge is safe, Ana Ruiz said."))
    >>> explorer.found[0].speaker
    'Ana Ruiz'
    """

    def __init__(
        self,
        texts: Article | Corpus | Iterable[Article],
        *,
        by: str = "me",
        reader: ArticleReader | None = None,
        opens: Opens | None = None,
    ) -> None:
        self.speaker = ""
        self.who = labelled(Text(), say("who"), "24rem")
        self.keep = Button(description=say("note_keep"))
        self.keep.on_click(self._correct)
        self._form = row(self.who, self.keep)
        self._correcting: Attribution | None = None
        super().__init__(texts, (), by=by, reader=reader, opens=opens, below=(self._form,))
        self.reader.page.observe(self._kept, "kept")

    @property
    def found(self) -> Attributions:
        """The attributions in the article, or in all of them."""
        return attributions(self.texts, progress=False)

    @property
    def yours(self) -> dict[str, list[Version]]:
        """By article: the same with what the reader made of them, and those the reader added."""
        found = self.found
        notes = self.reader.keeper.notes_on
        return {a.id: versions((r for r in found if r.article == a.id), notes(a)) for a in found.articles}

    def refresh(self, _: object = None) -> None:
        """Set the sheet anew, with everyone's words."""
        self.speaker = ""
        self._show_form(None)
        super().refresh()

    def results(self) -> str:
        """Caption, speakers, who quotes whom, and what the speaker chosen is reported to have said."""
        found, yours = self.found, self.yours
        said = f"{found.caption}. {say('choose_voice')}"
        kept = {a: ((v.speaker, v.content) for v in yours[a.id] if not v.rejected) for a in found.articles}
        everyone = voices(
            found, words_by_speaker(line for a, said in kept.items() for line in turns(a, said)), self.speaker
        )
        return sheet(said, everyone, _quoting(found), self._said(found, yours))

    def pick_speaker(self, speaker: str) -> None:
        """Show one speaker's attributions; the same name again shows everyone's."""
        self.speaker = "" if speaker == self.speaker else speaker
        self.sheet.html = self.results()

    def pick_saying(self, number: int) -> None:
        """Open an attribution on its page: source, cue and content, each with its own mark."""
        found = self.found[number]
        parts = [("source", found.source), ("cue", found.cue), *(("content", span) for span in found.content)]
        self._opens(found.article, [(say(name), span) for name, span in parts if span], found.rule)

    def pick_reject(self, number: int) -> None:
        """Reject an attribution of the kit's, or take that back; the kit's version stays as it is."""
        found = self.found[number]
        reject(self._notes(found.article), found)
        self.reader.keeper.show()

    def pick_correct(self, number: int) -> None:
        """Ask who speaks in the reader's view."""
        self._show_form(self.found[number])

    def _correct(self, _: Any) -> None:
        if self._correcting:
            correct(self._notes(self._correcting.article), self._correcting, self.who.value.strip())
        self._show_form(None)
        self.reader.keeper.show()

    def _show_form(self, found: Attribution | None) -> None:
        self._correcting = found
        self.who.value = (found.speaker or "") if found else ""
        self._form.layout.display = "" if found else "none"
        if found:
            self.who.focus()

    def _kept(self, _: object) -> None:
        """Something was kept or taken back, here or on the page."""
        self.sheet.html = self.results()

    def _notes(self, article: str) -> Notes:
        return self.reader.keeper.notes_on(self.corpus[article])

    def _said(self, found: Attributions, yours: dict[str, list[Version]]) -> str:
        if self.speaker == say("outlet"):
            return passages((line for line in found.script() if line.speaker is None), self.corpus)
        kits = (v for rows in yours.values() for v in rows if v.kit)
        rows = ((n, v) for n, v in enumerate(kits) if v.kit and self.speaker in ("", _name(v.kit)))
        added = ((a, v) for a in found.articles for v in yours[a.id] if not v.kit)
        return sayings(rows, self.corpus, self.speaker) + additions(added)


def _quoting(found: Attributions) -> str:
    """Who is reported to have reported whom."""
    pairs: Counter[tuple[str, str]] = Counter()
    for article in found.articles:
        rows = [r for r in found if r.article == article.id]
        pairs.update((_name(rows[r.nested_in]), _name(r)) for r in rows if r.nested_in is not None)
    items = "".join(
        f"<li>{escape(say('quotes_line', outer=a, inner=b, n=n))}</li>" for (a, b), n in pairs.most_common()
    )
    return f"<h3>{escape(say('quoting'))}</h3><ul>{items}</ul>" if items else ""


def _name(row: Attribution) -> str:
    return row.speaker or say("nobody")
