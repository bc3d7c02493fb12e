"""Words that a retelling puts into quotation marks, looked up among the quoted words of its source."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from textwrap import shorten

from readingroom.attribution.grammar.quotes import inner, quotations
from readingroom.attribution.model import Confidence
from readingroom.layers.voices import reported
from readingroom.text.article import Article, Span
from readingroom.text.index import fold

RARE = 30  # places of a word from which a passage is looked for
ROOM = 8  # words more than the quotation has, in which its words may stand
HALF = 0.5  # of a quotation's words, from which on it is that passage altered
GAP = re.compile(r"[\[(]?(?:…|\.\s?\.\s?\.)[\])]?|\[[^\]]*\]")  # signs that words are left out or put in
SPELLINGS = ((r"our(?=s?$|ed$|ing$|ite)", "or"), (r"is(?=e[sd]?$|ing$|ation)", "iz"))  # British and American
CONDITIONS = "if|unless|as long as|so long as|provided|on condition|except|until|once"
TURNS = re.compile(rf"[\s,;—–-]*(?:but )?(?:only )?(?:{CONDITIONS})\b| (?:that|who) ", re.I)
FOCUS = re.compile(r" (?:if|unless|without|because|over|in|for|until|before|when|while|just|only|simply|on|at)\b")
DENIALS = re.compile(r"\b(?:not|never|no|nobody|nothing|cannot)\b|n['’]t\b", re.I)
OPENING = re.compile(r"\s*(if|unless|as long as|provided|should)\b", re.I)  # a condition before it
BEFORE = re.compile(r"\b(?:not|never|doubt\w*|if|unless|whether|cannot|\w+n['’]t)\b(?: [\w’']+){0,4} $", re.I)


class Stream:
    """Words in a row, with their places, and where each word stands among them."""

    def __init__(self, article: Article, places: Sequence[Span]) -> None:
        self.article = article
        self.spans = places
        self.words = [_word(span.of(article.text)) for span in places]
        self.at: dict[str, list[int]] = defaultdict(list)
        for n, word in enumerate(self.words):
            self.at[word].append(n)

    def run(self, words: Sequence[str]) -> Span | None:
        """Where these words stand in a row."""
        rarest = min(range(len(words)), key=lambda k: len(self.at.get(words[k], ())))
        starts = (n - rarest for n in self.at.get(words[rarest], ()))
        found = next((n for n in starts if n >= 0 and self.words[n : n + len(words)] == words), None)
        return None if found is None else self.place(found, found + len(words))

    def like(self, words: Sequence[str]) -> tuple[float, Span | None]:
        """The passage that has the most of these words in this order, and which share of them it has."""
        votes = Counter(
            n - k for k, word in enumerate(words) for n in self.at.get(word, ()) if len(self.at[word]) <= RARE
        )
        best: tuple[float, Span | None] = (0.0, None)
        for start, _ in votes.most_common(3):
            first = max(0, start - 2)
            window = self.words[first : first + len(words) + ROOM]
            blocks = SequenceMatcher(None, words, window, autojunk=False).get_matching_blocks()[:-1]
            share = sum(block.size for block in blocks) / len(words)
            if share > best[0]:
                best = share, self.place(first + blocks[0].b, first + blocks[-1].b + blocks[-1].size)
        return best

    def place(self, first: int, last: int) -> Span:
        """From one word up to, not including, another."""
        return Span(self.spans[first].start, self.spans[last - 1].end)


class Quoted:
    """The quoted words of a source: those in quotation marks, and those of a speaker with name and colon."""

    def __init__(self, source: Article) -> None:
        spoken = [part for a in reported(source) if a.cue and a.cue.of(source.text) == ":" for part in a.content]
        quoted = [Span(q.start, q.end) for q in _quotes(source)]
        inside = [False] * (len(source.text) + 1)
        for span in [*spoken, *quoted]:
            inside[span.start : span.end] = [True] * len(span)
        self.source = source
        self.all = Stream(source, source.words)
        self.said = Stream(source, [word for word in source.words if inside[word.start]])

    def check(self, article: Article) -> Iterator[tuple[Span, Span | None, str, Confidence]]:
        """For every quotation that is not the source's: where, what the source has there, why, and how sure."""
        for quote in _quotes(article):
            place = Span(*inner(article.text, quote.start, quote.end))
            if loss := self._loss(article, place):
                yield (Span(quote.start, quote.end), *loss)

    def _loss(self, article: Article, place: Span) -> tuple[Span | None, str, Confidence] | None:
        parts = [_words(part) for part in GAP.split(place.of(article.text))]
        parts = [part for part in parts if part]
        for part in parts:
            found = self.said.run(part)
            if found is None:
                return self._changed(part, place.of(article.text))
            if part is parts[-1] and (turned := self._turned(article, place, found)):
                return found, turned, "medium"
        return None

    def _changed(self, words: list[str], shown: str) -> tuple[Span | None, str, Confidence] | None:
        share, place = self.said.like(words)
        stands = place.of(self.source.text) if place else ""
        if share == 1:
            return (
                place,
                f"Words are left out of the quotation without a sign; the source has “{_flat(stands)}”.",
                "high",
            )
        if share >= HALF and place:
            return place, f"The quotation is altered; the source has “{_flat(stands)}”.", "high"
        if whole := self.all.run(words):
            if shown.istitle() and len(words) < 5:
                return None  # a name or a title
            return whole, "The source has these words, but not in quotation marks.", "high"
        share, place = self.all.like(words)
        if share >= HALF:
            return place, "The source does not quote these words; it has something like them in its own.", "medium"
        return None, "The source has no such quotation.", "medium"

    def _turned(self, article: Article, place: Span, found: Span) -> str:
        """What a quotation was cut off from that turns its sense: a condition behind it, a denial before it."""
        text, line = self.source.text, _around(article, place)
        if GAP.search(article.text[max(0, place.end - 4) : place.end + 1]):
            return ""
        behind, before = re.split(r"[.”\"\n]", text[found.end : found.end + 80])[0], _clause_before(text, found.start)
        told, focus = line.lower(), DENIALS.search(found.of(text)) and FOCUS.match(behind)
        turns = (m := TURNS.match(behind)) and m[0].split()[-1] not in told.split()
        if turns or (focus and " ".join(behind.lower().split()[:3]) not in told):
            cut = shorten(behind.strip(" ,"), 60, placeholder=" …")
            return f"The quotation is cut before “{cut}”, which changes its sense."
        opened = re.split(r"[.!?“\n]", text[max(0, found.start - 160) : found.start])[-1]
        if OPENING.match(opened) and not set(told.split()) & {"if", "unless", "when", "should"}:
            cut = shorten(opened.strip(" ,"), 60, placeholder=" …")
            return f"The quotation is cut behind “{cut}”, which changes its sense."
        if (m := BEFORE.search(before)) and not DENIALS.search(line):
            return f"The quotation is cut behind “{_flat(m[0])}”, which changes its sense."
        return ""


def _quotes(article: Article) -> Iterator[Span]:
    for quote in quotations(article.text, [(b.start, b.end) for b in article.blocks]):
        yield Span(quote.start, quote.end)


def _words(text: str) -> list[str]:
    from readingroom.text.tokens import words

    return [_word(text[s:e]) for s, e in words(text)]


def _word(word: str) -> str:
    """A word in one spelling."""
    word = fold(word)
    for pattern, plain in SPELLINGS if len(word) > 4 else ():
        word = re.sub(pattern, plain, word)
    return word


def _around(article: Article, place: Span) -> str:
    return next((s.of(article.text) for s in article.sentences if s.overlaps(place)), "")


def _clause_before(text: str, place: int) -> str:
    return re.split(r"[.,;:!?“”\n]", text[max(0, place - 60) : place])[-1]


def _flat(text: str) -> str:
    return " ".join(text.split())
