"""Who speaks, how much, and how the kit knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from readingroom.article import Article
from readingroom.attribution import Attribution, Attributions, attributions
from readingroom.corpus import Corpus
from readingroom.interface import say
from readingroom.listings import passages, sayings, sheet, voices
from readingroom.widgets.explorer import Explorer, Opens


class AttributionExplorer(Explorer):
    """Speakers with their share of the words, and every attribution with its rule; one opens on its page.

    `found` holds the attributions shown, `speaker` the name chosen last ("" for everyone).

    >>> explorer = AttributionExplorer(Article.from_text("The bridge is safe, Ana Ruiz said."))
    >>> explorer.found[0].speaker
    'Ana Ruiz'
    """

    def __init__(self, texts: Article | Corpus | Iterable[Article], opens: Opens | None = None) -> None:
        self.speaker = ""
        super().__init__(texts, (), opens)

    @property
    def found(self) -> Attributions:
        """The attributions in the article, or in all of them."""
        return attributions(self.texts, progress=False)

    def refresh(self, _: object = None) -> None:
        """Set the sheet anew, with everyone's words."""
        self.speaker = ""
        super().refresh()

    def results(self) -> str:
        """Caption, speakers, who quotes whom, and what the speaker chosen is reported to have said."""
        found = self.found
        said = f"{found.caption}. {say('choose_voice')}"
        return sheet(said, voices(found, self.speaker), _quoting(found), self._said(found))

    def pick_speaker(self, speaker: str) -> None:
        """Show one speaker's attributions; the same name again shows everyone's."""
        self.speaker = "" if speaker == self.speaker else speaker
        self.sheet.html = self.results()

    def pick_saying(self, number: int) -> None:
        """Open an attribution on its page: source, cue and content, each with its own mark."""
        row = self.found[number]
        parts = [("source", row.source), ("cue", row.cue), *(("content", span) for span in row.content)]
        self._opens(row.article, [(say(name), span) for name, span in parts if span], row.rule)

    def _said(self, found: Attributions) -> str:
        if self.speaker == say("outlet"):
            return passages((line for line in found.script() if line.speaker is None), self.corpus)
        rows = ((n, row) for n, row in enumerate(found) if self.speaker in ("", _name(row)))
        return sayings(rows, self.corpus, self.speaker)


def _quoting(found: Attributions) -> str:
    """Who is reported to have reported whom."""
    pairs: Counter[tuple[str, str]] = Counter()
    for article in found.articles:
        rows = [row for row in found if row.article == article.id]
        for row in rows:
            if row.nested_in is not None:
                pairs[_name(rows[row.nested_in]), _name(row)] += 1
    items = "".join(
        f"<li>{escape(say('quotes_line', outer=a, inner=b, n=n))}</li>" for (a, b), n in pairs.most_common()
    )
    return f"<h3>{escape(say('quoting'))}</h3><ul>{items}</ul>" if items else ""


def _name(row: Attribution) -> str:
    return row.speaker or say("nobody")
