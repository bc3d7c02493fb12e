"""From sentence to sentence: quotations that go on, and speech within speech."""

from __future__ import annotations

from collections.abc import Sequence

from readingroom.attribution.drafts import Draft
from readingroom.attribution.quotes import Quote
from readingroom.attribution.sentence import QUOTE, Sentence

Place = tuple[int, int]


class Running:
    """What was last said, while an article is read sentence by sentence."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last: Draft | None = None  # the last attribution with quoted words
        self.latest: Draft | None = None  # the last attribution of any kind
        self.block = -1  # the paragraph it stands in
        self.unclosed = False  # its quotation goes on in the next paragraph
        self.led = False  # the last paragraph ended with a colon

    def read(self, s: Sentence, found: list[Draft], quotes: Sequence[Quote]) -> list[Draft]:
        """The drafts of a sentence, with those of its quotations that no verb beside them reports.

        The rule: a quotation alone belongs to the quotation before it in its paragraph; at the beginning of a
        paragraph, to one that was not closed, or to the last speaker, with low confidence.
        """
        loose = [(t.start, t.end) for t in s.toks if t.pos == QUOTE and not _held(found, (t.start, t.end))]
        alone = all(t.pos in (QUOTE, "PUN") for t in s.toks)
        for place in loose:
            if alone:
                found = found + self._continued(s, place)
        self._remember(s, found, quotes)
        return found

    def _continued(self, s: Sentence, place: Place) -> list[Draft]:
        if self.last and (self.block == s.block or (self.unclosed and self.block == s.block - 1)):
            self.last.content.append(place)
            self.block = s.block
            return []
        source = self.latest.source if self.latest else None
        draft = Draft(
            source, None, [place], "", "the quoted words stand alone; the last speaker is taken for theirs", "low"
        )
        self.last, self.block = draft, s.block
        return [draft]

    def _remember(self, s: Sentence, found: list[Draft], quotes: Sequence[Quote]) -> None:
        quoted = [d for d in found if any(t.pos == QUOTE and (t.start, t.end) in d.content for t in s.toks)]
        if quoted:
            self.last, self.block = quoted[-1], s.block
        if found:
            self.latest = found[-1]
        self.unclosed = bool(quotes) and not quotes[-1].closed


def _held(found: Sequence[Draft], place: Place) -> bool:
    return any(c[0] <= place[0] and place[1] <= c[1] for d in found for c in d.content)


def nested(contents: Sequence[Sequence[Place]]) -> list[int | None]:
    """For each content, the position of the smallest other content that holds all of it; None where there is none.

    >>> nested([[(0, 50)], [(10, 20)], [(12, 15)], [(60, 70)]])
    [None, 0, 1, None]
    """
    found: list[int | None] = []
    open_: list[int] = []
    for n, content in enumerate(contents):
        open_ = [i for i in open_ if contents[i][-1][1] > content[0][0]]
        holders = [i for i in open_ if _holds(contents[i], content)]
        found.append(min(holders, key=lambda i: sum(e - s for s, e in contents[i]), default=None))
        open_.append(n)
    return found


def _holds(outer: Sequence[Place], inner: Sequence[Place]) -> bool:
    return list(outer) != list(inner) and all(any(a <= s and e <= b for a, b in outer) for s, e in inner)
