"""What a layer is, and the means most layers share: an article's tagged sentences, and lexicons found in them.

A lexicon is a file in `layers/lexicons`, one entry a line, with these columns between tabs:

    form  class  tag  next  note  source  unlike

- *form*: the words. `[seem]` stands for every form of that lemma.
- *class*: the label of the hit; `-` leaves these words alone, whatever shorter form stands in them.
- *tag*: how the part of speech of the first word begins (BNC C5 tags), several with `|`, `-` for any.
- *next*: the same for the word behind the form, which is not marked.
- *note*: words for the reason; each layer says how it uses them. `-` for none.
- *source*: where the class comes from; the entries themselves are our own choice.
- *unlike*: a sentence with a look-alike that the layer must leave alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from readingroom.text import tokens
from readingroom.text.article import Article, Mark, Span
from readingroom.text.files import data_lines
from readingroom.text.tokens import Token


@dataclass(frozen=True)
class Layer:
    """A way of marking an article: what it asks, which labels it can give, and the function that finds the marks.

    >>> shouting = Layer(
    ...     name="shouting", title="Exclamation", letter="X", question="Where does the text exclaim?",
    ...     caution="Do not conclude that the writer is excited.", labels=("exclamation mark",),
    ...     find=lambda a: (Mark(Span(n, n + 1), "exclamation mark", "“!” is an exclamation mark.")
    ...                     for n, c in enumerate(a.text) if c == "!"),
    ... )
    >>> hits(shouting.find, "Stop! Go."), hits(shouting.find, "Stop. Go.")
    ([('!', 'exclamation mark')], [])
    """

    name: str
    title: str
    letter: str
    question: str
    caution: str
    labels: tuple[str, ...]
    find: Callable[[Article], Iterable[Mark]]


Find = Callable[[Article], Iterable[Mark]]
FINDERS: dict[str, Find] = {}  # by the layer's name


def layer(name: str) -> Callable[[Find], Find]:
    """Above a function: it finds the marks of the layer that `layers.toml` describes under this name."""

    def keep(find: Find) -> Find:
        FINDERS[name] = find
        return find

    return keep


def by_lexicon(name: str, reason: str) -> Find:
    """What finds every entry of the lexicon of this name; `reason` has room for {a}, {label} and {note}.

    >>> hits(by_lexicon("certainty", "is {a}."), "Perhaps it may rain; clearly, the road is wet.")
    [('Perhaps', 'hedge'), ('may', 'hedge'), ('clearly', 'booster')]
    """

    def find(article: Article) -> Iterator[Mark]:
        for hit in lexicon(name).find(article):
            label = hit.entry.label
            yield hit.mark(article, reason.format(a=with_article(label), label=label, note=hit.entry.note))

    return find


def with_article(label: str) -> str:
    """A label with *a* or *an*; *agreed wording* takes none."""
    return label if label == "agreed wording" else f"an {label}" if label[0] in "aeiou" else f"a {label}"


def hits(find: Callable[[Article], Iterable[Mark]], text: str) -> list[tuple[str, str]]:
    """What a layer's function marks in a plain text: the words and the label; handy for trying a layer of one's own.

    >>> hits(lambda a: [Mark(w, "word", "It is a word.") for w in a.words], "It rained.")
    [('It', 'word'), ('rained', 'word')]
    """
    article = Article.from_text(text)
    return [(m.span.of(text), m.label) for m in sorted(find(article), key=lambda m: (m.span, m.label))]


Sentence = tuple[Token, ...]


@lru_cache(maxsize=32)
def tagged(article: Article) -> tuple[Sentence, ...]:
    """The article's sentences as tagged tokens, read once for all layers.

    >>> [[t.pos for t in s] for s in tagged(Article.from_text("May came. It may rain."))]
    [['NP0', 'VVD', 'PUN'], ['PNP', 'VM0', 'VVI', 'PUN']]
    """
    read = (tuple(tokens.tagged(article.text, s.start, s.end)) for s in article.sentences)
    return tuple(sentence for sentence in read if sentence)


@lru_cache(maxsize=32)
def _flat(article: Article) -> tuple[Sentence, list[int]]:
    flat = tuple(token for sentence in tagged(article) for token in sentence)
    return flat, [token.start for token in flat]


def tokens_at(article: Article, place: Span) -> Sentence:
    """The tagged tokens that begin at a place.

    >>> [t.text for t in tokens_at(Article.from_text("Roads are wet."), Span(6, 13))]
    ['are', 'wet']
    """
    flat, starts = _flat(article)
    return flat[bisect_left(starts, place.start) : bisect_left(starts, place.end)]


def plain(word: str) -> str:
    """A word as lexicons write it: small letters, straight apostrophes.

    >>> plain("China’s")
    "china's"
    """
    return word.lower().replace("’", "'")


class Entry(NamedTuple):
    """One line of a lexicon."""

    form: str
    label: str
    tag: str
    next: str
    note: str
    source: str
    unlike: str

    def allows(self, sentence: Sentence, first: int) -> bool:
        """Whether the first word and the one behind the form have the parts of speech asked for."""
        behind = first + len(self.form.split())
        return _tagged_so(sentence, first, self.tag) and _tagged_so(sentence, behind, self.next)


def _tagged_so(sentence: Sentence, n: int, tags: str) -> bool:
    return tags == "-" or (n < len(sentence) and sentence[n].pos.startswith(tuple(tags.split("|"))))


class Hit(NamedTuple):
    """An entry found in a sentence, from token `first` up to, not including, token `last`."""

    entry: Entry
    sentence: Sentence
    first: int
    last: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.sentence[self.first].start, self.sentence[self.last - 1].end)

    def mark(self, article: Article, reason: str) -> Mark:
        """The hit as a mark; the reason begins with the words as they stand."""
        return Mark(self.span, self.entry.label, f"“{self.span.of(article.text)}” {reason}")


class Lexicon:
    """Entries, found in tagged sentences: the longest form first, no two overlapping.

    >>> entry = Entry("[seem] to", "hedge", "VV", "VV", "-", "Hyland 2005", "It seemed to me late.")
    >>> article = Article.from_text("It seemed to work.")
    >>> [hit.span.of(article.text) for hit in Lexicon([entry]).find(article)]
    ['seemed to']
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._starting: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for entry in sorted(self.entries, key=lambda e: -len(e.form.split())):
            form = tuple(entry.form.split())
            self._starting.setdefault(form[0], []).append((form, entry))

    def find(self, article: Article) -> Iterator[Hit]:
        """Every hit in the article, in text order."""
        for sentence in tagged(article):
            yield from self.find_in(sentence)

    def find_in(self, sentence: Sentence) -> Iterator[Hit]:
        """Every hit in one sentence, in text order."""
        keys = [_keys(token) for token in sentence]
        place = 0
        while place < len(sentence):
            hit = self._at(sentence, keys, place)
            if hit and hit.entry.label != "-":
                yield hit
            place = hit.last if hit else place + 1

    def _at(self, sentence: Sentence, keys: list[tuple[str, str]], n: int) -> Hit | None:
        for form, entry in (pair for key in keys[n] for pair in self._starting.get(key, ())):
            there = keys[n : n + len(form)]
            fits = len(there) == len(form) and all(w in k for w, k in zip(form, there, strict=True))
            if fits and entry.allows(sentence, n):
                return Hit(entry, sentence, n, n + len(form))
        return None


def _keys(token: Token) -> tuple[str, str]:
    """How a form may name this token: its word, or its lemma in brackets."""
    return plain(token.text), f"[{plain(token.lemma)}]"


@cache
def lexicon(name: str) -> Lexicon:
    """The lexicon in `layers/lexicons/<name>.tsv`, read once.

    >>> lexicon("certainty").entries[0].source
    'Hyland 2005'
    """
    return Lexicon(Entry(*line.split("\t")) for line in data_lines(f"layers/lexicons/{name}.tsv"))


@cache
def listed(name: str) -> frozenset[str]:
    """The lines of a plain list in `layers/lexicons/<name>.txt`, without its comments.

    >>> "pleased" in listed("states")
    True
    """
    return frozenset(data_lines(f"layers/lexicons/{name}.txt"))
