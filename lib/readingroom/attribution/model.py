"""What an attribution is, and what can be asked of many."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from readingroom.text.article import Article, Span
from readingroom.text.language import language_of
from readingroom.text.results import R, Result, record

Kind = Literal["direct", "indirect", "mixed"]
Confidence = Literal["high", "medium", "low"]

OUTLET = "the outlet itself"
UNNAMED = "nobody named"
NO_VERBS = {"accord": "according to"}  # what reports without a verb, as it is shown
LEAST = 3  # words of a piece that is listed by itself
LEADING = re.compile(r"\A[\s,.;:!?…”’)\]–—-]+")  # what ends the words before


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is said to have said, thought or wanted something.

    `source` names who (None where nobody is named), `cue` is the word that reports, `content` what is reported: several
    spans where it is interrupted.  `speaker` is the source's name as the article knows it: *she* becomes *Ana Ruiz*;
    None where that cannot be told.  `rule` says in one sentence how this was found, and `evidence` where.
    `nested_in` is the position, among the same article's attributions, of the one whose content holds this one.

    >>> from readingroom import Article, attributions
    >>> text = "Ana Ruiz closed the bridge. She said it was unsafe."
    >>> found = attributions(Article.from_text(text))[0]
    >>> found.source.of(text), found.cue.of(text), [span.of(text) for span in found.content]
    ('She', 'said', ['it was unsafe'])
    >>> found.speaker, found.kind, found.verb, found.words
    ('Ana Ruiz', 'indirect', 'say', 3)
    """

    article: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: Kind
    speaker: str | None
    rule: str
    verb: str
    confidence: Confidence
    nested_in: int | None
    evidence: tuple[Span, ...]
    words: int

    @property
    def parts(self) -> list[tuple[str, Span]]:
        """Source, cue and every content, by name, as far as they are there."""
        places = [("source", self.source), ("cue", self.cue), *(("content", span) for span in self.content)]
        return [(name, span) for name, span in places if span]


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker's attributions, words and share of all words; the speaker None is the outlet itself."""

    speaker: str | None
    attributions: int
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class VerbRow:
    """How often one verb reports, and its class: neutral, endorsing or distancing."""

    verb: str
    count: int
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a script: who says these words; the speaker None is the outlet itself."""

    article: str
    speaker: str | None
    span: Span
    text: str


class Table(Result[R]):
    """Rows in which the outlet speaks where nobody is said to."""

    def record(self, row: R) -> dict[str, Any]:
        """A row as plain values; where nobody is said to speak, the outlet speaks."""
        plain = record(row)
        if isinstance(row, SpeakerRow | Line):
            plain["speaker"] = row.speaker or OUTLET
        return plain


class Script(Table[Line]):
    """An article as a script, a line for each turn; printed as `speaker: words`."""

    def __str__(self) -> str:
        return "\n".join(f"{line.speaker or OUTLET}: {line.text}" for line in self)


class Attributions(Table[Attribution]):
    """All attributions of one or more articles, in order.

    >>> from readingroom import Article, attributions
    >>> found = attributions(Article.from_text("“Go home,” said Li. Rain fell. Kim claimed that it was snow."))
    >>> found.caption
    '2 attributions in 1 article; 50.0 % of the 12 words are reported'
    >>> [(row.speaker, row.words) for row in found.by_speaker()]
    [(None, 6), ('Kim', 4), ('Li', 2)]
    >>> [(row.verb, row.count, row.kind) for row in found.by_verb()]
    [('say', 1, 'neutral'), ('claim', 1, 'distancing')]
    >>> print(found.script())
    Li: “Go home,”
    the outlet itself: said Li. Rain fell. Kim claimed
    Kim: that it was snow
    """

    def __init__(self, rows: Iterable[Attribution], articles: Iterable[Article]) -> None:
        super().__init__("", rows)
        self.articles: Sequence[Article] = tuple(articles)

    @property
    def caption(self) -> str:
        """How many there are, and how much of the text is reported."""
        words = sum(len(a.words) for a in self.articles)
        foreign = sum(language_of(a.text) == "not English" for a in self.articles)
        note = f"; attribution knows English only, and {foreign} of them does not read like it" if foreign else ""
        return (
            f"{_count(len(self), 'attribution')} in {_count(len(self.articles), 'article')}; "
            f"{self.share:.1%} of the {words:,} words are reported".replace("%", " %")
            + note
        )

    def record(self, row: Attribution) -> dict[str, Any]:
        """An attribution as plain values: the words of each part, and where they are."""
        text = self._texts[row.article]
        return {
            "article": row.article,
            "speaker": row.speaker,
            "source": row.source and row.source.of(text),
            "cue": row.cue and row.cue.of(text),
            "content": " … ".join(span.of(text) for span in row.content),
            "kind": row.kind,
            "verb": row.verb,
            "confidence": row.confidence,
            "nested_in": row.nested_in,
            "words": row.words,
            "rule": row.rule,
            "start": row.content[0].start,
            "end": row.content[-1].end,
        }

    def shown(self, row: Attribution) -> dict[str, Any]:
        """Who, by which word, what, and how the kit knows; `to_frame()` has the rest."""
        plain = self.record(row)
        return {name: plain[name] for name in ("speaker", "source", "cue", "content", "kind", "confidence", "rule")}

    @property
    def share(self) -> float:
        """The share of all words that somebody is said to have said: 0 to 1, each word counted once."""
        rows = self.by_speaker()
        words = sum(row.words for row in rows)
        return sum(row.words for row in rows if row.speaker) / words if words else 0.0

    def by_speaker(self) -> Table[SpeakerRow]:
        """Whose words the articles hold, most words first; the speaker None is the outlet itself.

        A word is counted once: for the outermost speaker, who is the one the outlet quotes.
        """
        counts = words_by_speaker(self._lines)
        found = Counter[str | None](row.speaker or UNNAMED for row in self)
        total = sum(counts.values()) or 1
        everyone = sorted(found.keys() | {None}, key=lambda who: (-counts[who], who or ""))
        rows = [SpeakerRow(who, found[who], counts[who], counts[who] / total) for who in everyone]
        return Table(f"{_count(len(rows) - 1, 'speaker')}, and the outlet itself", rows)

    def by_verb(self) -> Table[VerbRow]:
        """Which verbs report, most frequent first, with their class."""
        from readingroom.attribution.grammar.cues import stance

        counts: dict[str, int] = defaultdict(int)
        for row in self:
            counts[row.verb] += bool(row.verb)
        ranked = sorted(counts.items(), key=lambda v: -v[1])
        rows = [VerbRow(NO_VERBS.get(verb, verb), n, stance(verb)) for verb, n in ranked if n]
        return Table(f"{_count(len(rows), 'reporting verb')} in {_count(len(self), 'attribution')}", rows)

    def script(self) -> Script:
        """The articles as a script: every word once, under the name of the one who says it."""
        return Script(f"Script of {_count(len(self.articles), 'article')}", self._lines)

    def own_lines(self) -> list[Line]:
        """The outlet's own words for a list: from their first word on, pieces of three or more words with a verb.

        >>> from readingroom import Article, attributions
        >>> text = "“We will go,” he said. “Now,” he told Ana Ruiz. Then it rained."
        >>> [line.text for line in attributions(Article.from_text(text)).own_lines()]
        ['he told Ana Ruiz. Then it rained.']
        """
        own = (_from_first_word(line) for line in self._lines if line.speaker is None)
        return [line for line in own if _says_something(line)]

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {a.id: a.text for a in self.articles}

    @cached_property
    def _lines(self) -> tuple[Line, ...]:
        rows: dict[str, list[Attribution]] = defaultdict(list)
        for row in self:
            rows[row.article].append(row)
        return tuple(line for a in self.articles for line in turns(a, ((r.speaker, r.content) for r in rows[a.id])))


def turns(article: Article, said: Iterable[tuple[str | None, Sequence[Span]]]) -> Iterable[Line]:
    """An article as a script, every word once, from speakers and their contents.

    Of contents that overlap, the outer or else the earlier has the words.

    >>> article = Article.from_text("She said he said it rained.")
    >>> [(line.speaker, line.text) for line in turns(article, [("he", [Span(17, 26)]), ("she", [Span(9, 26)])])]
    [(None, 'She said'), ('she', 'he said it rained')]
    """
    place = 0
    for span, speaker in sorted(
        ((span, who or UNNAMED) for who, content in said for span in content), key=lambda s: (s[0].start, -s[0].end)
    ):
        if span.start > place:
            yield from _line(article, None, place, span.start)
        yield from _line(article, speaker, max(place, span.start), span.end)
        place = max(place, span.end)
    yield from _line(article, None, place, len(article.text))


def words_by_speaker(lines: Iterable[Line]) -> Counter[str | None]:
    """How many words each has in a script."""
    counts = Counter[str | None]()
    for line in lines:
        counts[line.speaker] += sum(1 for _ in _words(line.text))
    return counts


def _line(article: Article, speaker: str | None, start: int, end: int) -> Iterable[Line]:
    shown = article.text[start:end]
    if any(_words(shown)):
        start += len(shown) - len(shown.lstrip())
        yield Line(article.id, speaker, Span(start, start + len(shown.strip())), shown.strip())


def speakers_of(article: Article, lines: Iterable[Line], content: Sequence[Span]) -> Iterable[str | None]:
    """Who has words of these places in a script, in order, a name as often as it comes."""
    for line in lines:
        for span in content:
            if any(_words(article.text[max(line.span.start, span.start) : min(line.span.end, span.end)])):
                yield line.speaker


def _from_first_word(line: Line) -> Line:
    """Without what ends the words before it, such as the comma after a quotation."""
    text = LEADING.sub("", line.text)
    return Line(line.article, line.speaker, Span(line.span.end - len(text), line.span.end), text)


def _says_something(line: Line) -> bool:
    """Words enough and a verb; an -ing form alone is none: *according to Wang*."""
    from readingroom.text.tokens import tagged

    enough = sum(1 for _ in _words(line.text)) >= LEAST
    return enough and any(t.pos[0] == "V" and t.pos[-1] != "G" for t in tagged(line.text, 0, len(line.text)))


def _words(text: str) -> Iterable[Any]:
    from readingroom.text.tokens import words

    return words(text)


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
