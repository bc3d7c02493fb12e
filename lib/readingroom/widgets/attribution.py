"""Who speaks, how much, and how the kit knows; and what you make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

import anywidget
import traitlets

from readingroom.attribution import Attribution, Attributions, attributions
from readingroom.attribution.model import speakers_of, words_by_speaker
from readingroom.notes import Notes
from readingroom.notes.versions import Version, correct, reason_for, reject, script, versions
from readingroom.page.interface import say
from readingroom.text.article import Article
from readingroom.text.corpus import Corpus
from readingroom.widgets.explorer import Explorer, Opens
from readingroom.widgets.listings import LINES, additions, answer, content_of, folded, passages, sayings, sheet, voices
from readingroom.widgets.page import sendable
from readingroom.widgets.reader import ArticleReader


class Asking(anywidget.AnyWidget):
    """A small dialog that asks who says a passage, and why.

    `value` is the name, the one kept last or the one it begins with, and `why` the reason beside it.
    """

    _esm = Path(__file__).with_name("asking.js")
    words = traitlets.Dict({key: say(key) for key in ("who", "why", "who_back", "note_keep", "cancel")}).tag(sync=True)
    value, why = traitlets.Unicode(), traitlets.Unicode()

    def ask(self, kit: str, passage: str, value: str, why: str = "") -> None:
        """Open it on a passage, with the kit's name for who says it, and the name and the reason to begin with."""
        self.value, self.why = value, why
        asked = {"kit": kit, "passage": passage, "value": value, "why": why}
        self.send({key: sendable(text) for key, text in asked.items()})

    def on_keep(self, handler: Callable[[], None]) -> None:
        """Call `handler` when a name is kept."""

        def kept(_: object, said: dict[str, str], __: object) -> None:
            self.value, self.why = said["keep"], said.get("why", "")
            handler()

        self.on_msg(kept)


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
        by: str = "",
        reader: ArticleReader | None = None,
        opens: Opens | None = None,
    ) -> None:
        self.speaker, self._shown = "", LINES
        self.who = Asking()
        self.who.on_keep(self.keep)
        self._correcting: Attribution | None = None
        super().__init__(texts, (), by=by, reader=reader, opens=opens, below=(self.who,))
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
        self.speaker, self._shown = "", LINES
        super().refresh()

    def results(self, new: bool = False) -> str:
        """Caption, who quotes whom, speakers, and what the speaker chosen is reported to have said."""
        found, yours = self.found, self.yours
        said = f"{found.caption}. {say('choose_voice')}"
        words = words_by_speaker(line for a in found.articles for line in script(a, yours[a.id]))
        everyone = voices(found, words, self.speaker)
        return sheet(said, _quoting(found), everyone, answer(self._said(found, yours), new))

    def pick_speaker(self, speaker: str) -> None:
        """Show one speaker's attributions; the same name again shows everyone's."""
        self.speaker, self._shown = "" if speaker == self.speaker else speaker, LINES
        self.sheet.html = self.results(new=True)

    def pick_more(self) -> None:
        """Show more of the passages."""
        self._shown += LINES
        self.sheet.html = self.results()

    def pick_saying(self, number: int) -> None:
        """Open an attribution on its page: source, cue and content, each with its own mark."""
        found = self.found[number]
        self._opens(found.article, [(say(name), span) for name, span in found.parts], found.rule)

    def pick_reject(self, number: int) -> None:
        """Reject an attribution of the kit's, or take that back; the kit's version stays as it is."""
        found = self.found[number]
        reject(self._notes(found.article), found)
        self.reader.keeper.show(self._goes().get(number, say("unjudged")))

    def pick_correct(self, number: int) -> None:
        """Ask who speaks in the reader's view."""
        self._correcting = found = self.found[number]
        passage = content_of(found, self.corpus[found.article].text)
        yours = next(v for v in self.yours[found.article] if v.kit == found)
        reason = reason_for(self._notes(found.article), found)
        self.who.ask(say("who_kit", name=_name(found)), passage, yours.speaker or "", reason)

    def keep(self) -> None:
        """Keep the name given for who speaks; an empty one goes back to the kit's."""
        if self._correcting:
            correct(
                self._notes(self._correcting.article), self._correcting, self.who.value.strip(), self.who.why.strip()
            )
        self._correcting = None
        self.reader.keeper.show()

    def _kept(self, _: object) -> None:
        """Something was kept or taken back, here or on the page."""
        self.sheet.html = self.results()

    def _notes(self, article: str) -> Notes:
        return self.reader.keeper.notes_on(self.corpus[article])

    def _said(self, found: Attributions, yours: dict[str, list[Version]]) -> str:
        if self.speaker == say("outlet"):
            own, listed = found.script(), found.own_lines()
            left_out = sum(line.speaker is None for line in own) - len(listed)
            return passages(listed, self.corpus, self._shown, left_out)
        rows = [(n, v) for n, v in _numbered(yours) if v.kit and self.speaker in ("", _name(v.kit))]
        added = ((a, v) for a in found.articles for v in yours[a.id] if not v.kit)
        return sayings(rows, self.corpus, self.speaker, self._shown, self._goes(yours)) + additions(added)

    def _goes(self, yours: dict[str, list[Version]] | None = None) -> dict[int, str]:
        """For each attribution that is rejected, by number, whose its words are in the reader's version."""
        yours = yours or self.yours
        rejected = ((n, v, v.kit.article) for n, v in _numbered(yours) if v.kit and v.rejected)
        return {n: _whose(self.corpus[article], v, yours) for n, v, article in rejected}


def _numbered(yours: dict[str, list[Version]]) -> Iterable[tuple[int, Version]]:
    """The kit's attributions with their numbers, as `found` counts them."""
    return enumerate(v for rows in yours.values() for v in rows if v.kit)


def _whose(article: Article, row: Version, yours: dict[str, list[Version]]) -> str:
    """A sentence that says who has the words of an attribution that is rejected."""
    names = list(dict.fromkeys(speakers_of(article, script(article, yours[article.id]), row.content)))
    if names == [None]:
        return say("rejected_outlet")
    return say("rejected_voices", names=", ".join(name or say("outlet") for name in names))


def _quoting(found: Attributions) -> str:
    """Who is reported to have reported whom; words of one's own that one goes back to are not counted."""
    pairs: Counter[tuple[str, str]] = Counter()
    for article in found.articles:
        rows = [r for r in found if r.article == article.id]
        both = ((_name(rows[r.nested_in]), _name(r)) for r in rows if r.nested_in is not None)
        pairs.update((outer, inner) for outer, inner in both if outer != inner)
    items = "".join(
        f"<li>{escape(say('quotes_line', outer=a, inner=b, n=n))}</li>" for (a, b), n in pairs.most_common()
    )
    return folded(say("quoting"), f"<ul>{items}</ul>") if items else ""


def _name(row: Attribution) -> str:
    return row.speaker or say("nobody")
