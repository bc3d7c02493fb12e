"""From an article to its attributions: sentences, rules, linking, speakers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from readingroom.attribution.grammar.cues import sayings, signals, verbs
from readingroom.attribution.grammar.quotes import Quote, inner, quotations
from readingroom.attribution.grammar.sentence import QUOTE, Sentence, in_one_line, lines, sentence_places
from readingroom.attribution.grammar.tagging import tagged
from readingroom.attribution.model import Attribution, Kind
from readingroom.attribution.people.names import NAME
from readingroom.attribution.people.speakers import Speakers
from readingroom.attribution.rules import of_sentence
from readingroom.attribution.rules.drafts import Draft
from readingroom.attribution.rules.grades import grade
from readingroom.attribution.rules.layout import headline, labelled, labels, signed
from readingroom.attribution.rules.running import Running, nested
from readingroom.text.article import Article, Span
from readingroom.text.language import language_of
from readingroom.text.tokens import words

Place = tuple[int, int]


def find(article: Article) -> tuple[Attribution, ...]:
    """The attributions of an article, in order of where their content begins, the outer before the inner.

    The rules know English: in an article that does not read like it they find nothing.
    """
    if language_of(article.text) == "not English":
        return ()
    blocks = lines(article)
    text = in_one_line(article.text, blocks)
    quotes = quotations(text, blocks)
    drafts = [d for d in _drafts(text, blocks, quotes) if d.content]
    for d in drafts:
        d.content.sort()
    drafts.sort(key=lambda d: (d.content[0][0], -d.content[-1][1]))
    within = nested([d.content for d in drafts])
    speakers = _speakers(Speakers(text, author(article)), drafts, within)
    return tuple(
        _finished(article, d, quotes, speaker, holder)
        for d, speaker, holder in zip(drafts, speakers, within, strict=True)
    )


def _drafts(text: str, blocks: Sequence[Place], quotes: Sequence[Quote]) -> Iterator[Draft]:
    running = Running()
    known = labels(text, blocks)
    for n, block in enumerate(blocks):
        label = (headline(text, block) if n == 0 else None) or labelled(text, block, known)
        yield from [label] if label else running.led(block, text)
        if n and (name := signed(text, blocks[n - 1], block)):
            yield from running.signed(name)
        for start, end in sentence_places(text, block, quotes):
            inside = quotes[bisect_left(quotes, (start,)) : bisect_left(quotes, (end,))]
            if inside or relevant(text, start, end, signals()):
                s = Sentence(text, start, end, n, tagged(text, start, end, inside))
                found = of_sentence(s)
                yield from found if label else running.read(s, found, inside)
                yield from _quoted_speech(s)


def _quoted_speech(s: Sentence) -> Iterator[Draft]:
    """What somebody's quoted words report in their turn: *“Kim told me it was over,” said Lee*."""
    for token in s.toks:
        if token.pos != QUOTE:
            continue
        start, end = inner(s.text, token.start, token.end)
        own = quotations(s.text, [(start, end)])
        for a, b in sentence_places(s.text, (start, end), own):
            if relevant(s.text, a, b, sayings()):
                found = of_sentence(Sentence(s.text, a, b, s.block, tagged(s.text, a, b, own)))
                yield from (d for d in found if d.verb not in verbs() or verbs()[d.verb].takes("q"))


def relevant(text: str, start: int, end: int, cues: frozenset[str]) -> bool:
    """Whether a sentence holds a cue."""
    return any(text[s:e].lower() in cues for s, e in words(text, start, end))


def author(article: Article) -> str:
    """Who wrote an article: as its data say, or its byline.

    >>> author(Article.from_text("It rained.", title="By Kim Lee")), author(Article.from_text("It rained by night."))
    ('Kim Lee', '')
    """
    original = article.meta.get("original")
    named = original.get("author") if isinstance(original, Mapping) else article.meta.get("author")
    byline = re.search(rf"^By (?={NAME.pattern})(.+?)(?:,| and |$)", article.text, re.MULTILINE)
    return str(named or (byline[1].strip() if byline else ""))


def _speakers(who: Speakers, drafts: Sequence[Draft], within: Sequence[int | None]) -> list[str | None]:
    """The speaker of each draft; read in the order of the sources, so that a pronoun knows who spoke before it.

    Who speaks within an organisation's or a newspaper's words is remembered too: *the paper said that Lee denied it*.
    """
    text = who.text
    holders = [None if n is None else drafts[n].source for n in within]
    alone = [h is None or not who.personal(text[slice(*h)], h[0]) for h in holders]
    found: list[str | None] = [None] * len(drafts)
    for n in sorted(range(len(drafts)), key=lambda n: drafts[n].source or (0, 0)):
        if source := drafts[n].source:
            found[n] = who.named(text[slice(*source)], source[0], remember=alone[n])
            drafts[n].why = f", taken for {found[n]}, {who.why}" if found[n] and who.why else ""
    for n, holder in enumerate(within):
        source = drafts[n].source
        if holder is not None and source and text[slice(*source)] in ("I", "my", "My"):
            found[n] = found[holder]  # *I* in somebody's words is that person
    return found


def _finished(
    article: Article, d: Draft, quotes: Sequence[Quote], speaker: str | None, holder: int | None
) -> Attribution:
    text = article.text
    content = tuple(_with_marks(text, c, quotes) for c in d.content)
    source = Span(*d.source) if d.source else None
    cue = Span(*d.cue) if d.cue else None
    return Attribution(
        article=article.id,
        source=source,
        cue=cue,
        content=content,
        kind=_kind(text, content, quotes),
        speaker=speaker,
        rule=_rule(text, d, source, cue),
        verb=d.verb,
        confidence=grade(d),
        nested_in=holder,
        evidence=tuple(span for span in (cue, source) if span),
        words=sum(1 for c in content for _ in words(text, c.start, c.end)),
    )


def _with_marks(text: str, place: Place, quotes: Sequence[Quote]) -> Span:
    """A content with the quotation marks that belong to its first and last words."""
    start, end = place
    for q in quotes[max(0, bisect_left(quotes, (start,)) - 1) : bisect_left(quotes, (end,))]:
        inside = inner(text, q.start, q.end)
        start = q.start if inside[0] == start and q.end <= end + 2 else start
        stops = not any(c.isalnum() for c in text[end : inside[1]])
        end = q.end if start <= q.start < end <= inside[1] and stops else end
    return Span(start, end)


def _rule(text: str, d: Draft, source: Span | None, cue: Span | None) -> str:
    said = f"“{cue.of(text)}” reports {d.rule}" if cue and d.verb else d.rule[:1].upper() + d.rule[1:]
    if source is None:
        return f"{said}."
    named = not cue or not d.verb or d.verb == "accord" or cue.of(text).endswith(" by")
    return f"{said}; its {'source' if named else 'subject'} is “{source.of(text)}”{d.why}."


def _kind(text: str, content: Sequence[Span], quotes: Sequence[Quote]) -> Kind:
    places = [w for c in content for w in words(text, c.start, c.end)]
    inside = sum(_quoted(s, e, quotes, len(text)) for s, e in places)
    return "indirect" if not inside else "direct" if inside == len(places) else "mixed"


def _quoted(start: int, end: int, quotes: Sequence[Quote], last: int) -> bool:
    i = bisect_right(quotes, (start, last + 1, True)) - 1
    return i >= 0 and quotes[i].end >= end
