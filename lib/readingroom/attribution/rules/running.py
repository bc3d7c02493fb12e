"""From sentence to sentence: quotations that go on, and speech within speech."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readingroom.attribution.grammar.cues import verbs
from readingroom.attribution.grammar.phrases import subject
from readingroom.attribution.grammar.quotes import Quote
from readingroom.attribution.grammar.sentence import QUOTE, Sentence
from readingroom.attribution.rules.complements import cue_of
from readingroom.attribution.rules.drafts import Draft, draft

Place = tuple[int, int]
SHORT = 100  # characters of a turn in a dialogue


class Running:
    """What was last said, while an article is read sentence by sentence."""

    def __init__(self) -> None:
        self.last: Draft | None = None  # the last attribution with quoted words
        self.sayer: Draft | None = None  # the last attribution whose verb can report quoted words
        self.leader: Draft | None = None  # what led to the next paragraph with a colon
        self.block = -1  # the paragraph of the last quoted words
        self.spoke = False  # somebody else has spoken since
        self.turns: list[tuple[int, Draft]] = []  # the paragraphs with quoted words
        self.unclosed = False  # they go on in the next paragraph

    def read(self, s: Sentence, found: list[Draft], quotes: Sequence[Quote]) -> list[Draft]:
        """The drafts of a sentence, with those of its quotations that no verb beside them reports.

        The rule: a quotation alone belongs to the quotation before it in its paragraph; at the beginning of a
        paragraph, to the words with a colon that lead to it, in a dialogue to who spoke before the last speaker, to the
        quotation of the paragraph before if nobody has spoken since, or to the last speaker, with low frame.
        """
        loose = [(t.start, t.end) for t in s.toks if t.pos == QUOTE and not _held(found, (t.start, t.end))]
        if all(t.pos in (QUOTE, "PUN") for t in s.toks):
            for place in loose:
                found = found + self._continued(s, place)
        self._remember(s, found, quotes)
        return found

    def _continued(self, s: Sentence, place: Place) -> list[Draft]:
        if self.last and self.block == s.block:
            self.last.content.append(place)
            return []
        if self.leader:
            draft = replace(self.leader, content=[place])
        elif s.text[place[0] : place[1]].rstrip("”\"'’»")[-1:] not in tuple(".!?,…—-"):
            return []  # a heading or a title
        elif other := self._other(s):
            draft = Draft(other.source, None, [place], "", "the turns of a dialogue alternate", "loose")
        elif self.last and self.block == s.block - 1 and (self.unclosed or not self.spoke):
            self.last.content.append(place)
            self.block = s.block
            return []
        else:
            source = self.sayer.source if self.sayer else None
            why = "the quoted words stand alone; the last speaker is taken for theirs"
            draft = Draft(source, None, [place], "", why, "loose")
        self.last, self.block = draft, s.block
        self.turns.append((s.block, draft))
        return [draft]

    def _other(self, s: Sentence) -> Draft | None:
        """Whose turn it is where the two paragraphs before are short quotations of two speakers."""
        if [block for block, _ in self.turns[-2:]] != [s.block - 2, s.block - 1]:
            return None
        one, two = (d for _, d in self.turns[-2:])
        said = [s.text[slice(*d.source)] for d in (one, two) if d.source]
        short = all(sum(b - a for a, b in d.content) < SHORT for d in (one, two))
        return one if short and one.source and two.source and said[0] != said[1] else None

    def _remember(self, s: Sentence, found: list[Draft], quotes: Sequence[Quote]) -> None:
        quoted = [d for d in found if any(t.pos == QUOTE and (t.start, t.end) in d.content for t in s.toks)]
        if quoted:
            self.last, self.block = quoted[-1], s.block
            if not self.turns or self.turns[-1][0] != s.block:
                self.turns.append((s.block, quoted[-1]))
        sayers = [d for d in found if d.source and (not d.verb or (d.verb in verbs() and verbs()[d.verb].takes("q")))]
        if sayers:
            self.sayer = sayers[-1]
        self.spoke = bool(found) and not quoted
        self.unclosed = bool(quotes) and not quotes[-1].closed
        self.leader = leader(s)

    def signed(self, name: Draft) -> list[Draft]:
        """A quotation whose speaker stands in the line below: what was taken for its speaker before gives way."""
        if self.last and not self.last.verb and self.last.content == name.content:
            self.last.source, self.last.rule, self.last.frame = name.source, name.rule, name.frame
            return []
        return [name]

    def led(self, block: Place, text: str) -> list[Draft]:
        """A paragraph without quotation marks that words with a colon led to: *Lee added:*."""
        if self.leader is None or not self.leader.verb or text[block[0]] in "“\"'‘«`":
            return []
        draft = replace(self.leader, content=[block])
        self.leader = None
        return [draft]


def leader(s: Sentence) -> Draft | None:
    """The words with a colon at the end of a paragraph that lead to the next one.

    >>> from readingroom.attribution.grammar.sentence import analysed
    >>> leader(analysed("The mayor added:")).verb, leader(analysed("The mayor added it."))
    ('add', None)
    """
    if not s.toks or s.toks[-1].low != ":":
        return None
    groups = [g for g in s.groups if g.form == "finite"] or s.groups
    sayers = [g for g in groups if (cue := cue_of(s, g)) and cue.takes("q")] or groups[-1:]
    if not sayers or (who := subject(s, sayers[-1])) is None:
        return None
    g = sayers[-1]
    cue = cue_of(s, g)
    adjacent = g.end >= len(s) - 4
    word = cue.word if cue and cue.takes("q") and adjacent else ""
    return draft(s, who, (g.start, len(s)) if word else (len(s) - 1, len(s)), [], word, "the next paragraph", "phrase")


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
