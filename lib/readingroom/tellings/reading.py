"""An article as the check reads it: each word with its stem, whose words it is among, and how sure they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from nltk.stem import SnowballStemmer

from readingroom.attribution import Attribution
from readingroom.frequency.counts import default_stopwords
from readingroom.layers.base import Entry, Lexicon, Sentence, tagged, tokens_at
from readingroom.layers.voices import holder, reported
from readingroom.text.article import Article, Span
from readingroom.text.files import data_lines
from readingroom.text.index import fold
from readingroom.text.tokens import FINITE, Token

REACH = 8  # tokens behind a modal verb or a denial that it can govern
RAISING = ("think", "believe", "expect", "show", "prove", "mean", "suggest", "confirm", "find")  # *did not show that*
BACK = ("no", "nothing", "nobody", "none")  # a denial of the verb before it too: *saw no proof*
BREAKS = ("PUN", "CJC", "CJS", "CJT", "DTQ", "PNQ")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says something: its token, its stem, who says it (the innermost first), and what is done to it."""

    token: Token
    stem: str
    said: tuple[Attribution, ...]
    force: frozenset[str]
    verb: bool  # a verb, or an adjective that no noun follows: what can be denied, planned or done


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its words."""

    span: Span
    tokens: Sentence
    words: tuple[Word, ...]
    cues: tuple[Word, ...]  # the words that report
    beside: frozenset[str]  # stems of the words that name who speaks
    asked: frozenset[str]  # stems of the question that it answers
    force: frozenset[str]  # whatever is done to anything in it
    hits: tuple[tuple[str, Span], ...]  # the words that do it

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.tokens[-1].text == "?"

    @property
    def finite(self) -> bool:
        """Whether it has a verb of its own; a heading has none."""
        return any(t.pos in FINITE for t in self.tokens)

    @property
    def stems(self) -> frozenset[str]:
        """What it says."""
        return frozenset(word.stem for word in self.words)

    @property
    def every(self) -> frozenset[str]:
        """What it can be found by."""
        return self.stems | self.beside | self.asked


class Reading:
    """The lines of an article, and in which of them each stem stands."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.lines: list[Line] = []
        for sentence in tagged(article):
            asked = self.lines[-1].stems if self.lines and self.lines[-1].asks else frozenset()
            self.lines.append(_line(article, sentence, asked))

    @cached_property
    def where(self) -> dict[str, list[int]]:
        """The numbers of the lines by stem."""
        found: dict[str, list[int]] = defaultdict(list)
        for n, line in enumerate(self.lines):
            for stem in line.every:
                found[stem].append(n)
        return found


def _line(article: Article, sentence: Sentence, asked: frozenset[str]) -> Line:
    span = Span(sentence[0].start, sentence[-1].end)
    force, hits = _forces(article, sentence)
    words, cues, beside = [], [], set()
    for n, (token, done) in enumerate(zip(sentence, force, strict=True)):
        stem = stem_of(token)
        behind = sentence[n + 1].pos if n + 1 < len(sentence) else ""
        verb = token.pos.startswith("VV") or (token.pos.startswith("AJ") and not behind.startswith(("N", "AJ")))
        place = Span(token.start, token.end)
        if stem and _names_who(article, place):
            beside.add(stem)
            cues.append(Word(token, stem, (), done, verb))
        elif stem:
            said = tuple(chain(article, place))
            done = done.union(*(force_of(article, a) for a in said))
            words.append(Word(token, stem, said, done, verb))
    whole = frozenset(label for label, _ in hits).union(*(word.force for word in words))
    return Line(span, sentence, tuple(words), tuple(cues), frozenset(beside), asked, whole, hits)


def _names_who(article: Article, place: Span) -> bool:
    return any(place.start in range(part.start, part.end) for part in _frames(article).get(place.start >> 8, ()))


@lru_cache(maxsize=32)
def _frames(article: Article) -> dict[int, list[Span]]:
    """The sources and cues of an article, by the stretches of 256 characters that they stand in."""
    found: dict[int, list[Span]] = defaultdict(list)
    for a in reported(article):
        for part in filter(None, (a.source, a.cue)):
            for stretch in range(part.start >> 8, (part.end >> 8) + 1):
                found[stretch].append(part)
    return found


def chain(article: Article, place: Span) -> Iterator[Attribution]:
    """Who says what stands at a place, the innermost first."""
    said = holder(article, place)
    while said:
        yield said
        said = reported(article)[said.nested_in] if said.nested_in is not None else None


@cache
def _stemmer() -> SnowballStemmer:
    return SnowballStemmer("english")


def stem_of(token: Token) -> str:
    """What a word is matched by; nothing for words that say little."""
    word = fold(token.lemma if token.lemma.isalpha() else token.text)
    if not word[:1].isalnum() or word in default_stopwords() or token.pos.startswith(("VM", "VB", "VH", "XX")):
        return ""
    return str(_stemmer().stem(word))[:6] if word.isalpha() else word


@cache
def _force() -> Lexicon:
    return Lexicon(Entry(*line.split("\t"), *"---") for line in data_lines("tellings/force.tsv"))


@lru_cache(maxsize=4_000)
def force_of(article: Article, a: Attribution) -> frozenset[str]:
    """What a reporting word does to what it reports: *deny* denies it, *did not show* does too, *hope* plans it."""
    if article.text[: a.content[0].start].rstrip().endswith(":"):
        return frozenset()  # *she rejected that: it was safe*
    verb = {e.label for e in _force().entries if a.verb and e.form.split()[0] == f"[{a.verb}]"}
    cue = tokens_at(article, a.cue) if a.cue and a.verb in RAISING else ()
    return frozenset(verb | {hit.entry.label for hit in _force().find_in(cue)}) - {"-", "will", "aimed"}


def _forces(article: Article, sentence: Sentence) -> tuple[list[frozenset[str]], tuple[tuple[str, Span], ...]]:
    """For each token what is done to it, and the words that do something in the sentence."""
    over: list[set[str]] = [set() for _ in sentence]
    hits = [hit for hit in _force().find_in(sentence) if not _in_a_name(sentence, hit.first)]
    aside = _aside(article, sentence)
    for hit in hits:
        ahead = [n for n in range(hit.first, len(sentence)) if n < hit.last or hit.first in aside or n not in aside]
        if hit.entry.form in BACK:
            ahead = [n for n in range(max(0, hit.first - 2), hit.first) if sentence[n].pos.startswith("VV")] + ahead
        done = False
        for n in ahead[: hit.last - hit.first + REACH]:
            if n > hit.last and (_breaks(sentence[n]) or (done and sentence[n].pos in FINITE)):
                break
            done = done or (n >= hit.last and sentence[n].pos.startswith("V"))
            over[n].add(hit.entry.label)
        if hit.entry.label == "if":
            for n in _part(sentence, hit.first):
                over[n].add("if")
    return [frozenset(done) for done in over], tuple((hit.entry.label, hit.span) for hit in hits)


def _aside(article: Article, sentence: Sentence) -> set[int]:
    """The tokens that name who speaks, with the commas beside them: *he is ready, he said, to go*."""
    named = {n for n, t in enumerate(sentence) if _names_who(article, Span(t.start, t.end))}
    return named | {m for n in named for m in (n - 1, n + 1) if 0 <= m < len(sentence) and sentence[m].text == ","}


def _breaks(token: Token) -> bool:
    return token.text in ("until", "till", "because") or (token.pos.startswith(BREAKS) and token.text not in "“”\"'’-")


def _part(sentence: Sentence, n: int) -> range:
    """What a condition at a token stands over: *X if Y* both, *If Y, X* both, and nothing behind *X if Y, Z*."""
    ends = [k for k, t in enumerate(sentence) if t.text in ";:—–" or (t.pos == "CJC" and sentence[k - 1].text == ",")]
    start = max([0, *(k + 1 for k in ends if k < n)])
    if n - start > 2:
        ends += [k for k, t in enumerate(sentence) if t.text in ",”"]
    return range(start, min([len(sentence), *(k for k in ends if k > n)]))


def _in_a_name(sentence: Sentence, n: int) -> bool:
    """Whether a capital within the sentence makes a word a name: the University of Ask."""
    return sentence[n].text[0].isupper() and n > 0 and sentence[n - 1].text[-1].isalnum()
