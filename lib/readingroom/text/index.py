"""The index: every word of a corpus as one array of numbers.

    types   surface forms, sorted by word and then by form ("The", "the", "the's" stand together)
    ids     int32, the number of the type of each word of the corpus, in order
    starts  int64, where in `ids` each article begins, and the end
    order   int32, the places in `ids` sorted by type: the postings of type t are order[bounds[t]:bounds[t + 1]]

Whatever is linguistic (folding, wildcards, lemmas) happens once for a type and never for each of its tokens.
Offsets in the text are not stored: the articles of the lines that are shown are tokenised again.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from concurrent.futures import Executor
from functools import cached_property
from itertools import chain, count, pairwise
from operator import ne
from typing import Any, TypeAlias, TypeVar, cast

import numpy as np
import numpy.typing as npt

from readingroom.text.article import Article, Span
from readingroom.text.corpus import Corpus, as_corpus
from readingroom.text.tokens import WORD

Ints: TypeAlias = npt.NDArray[np.integer[Any]]
Bools: TypeAlias = npt.NDArray[np.bool_]
T = TypeVar("T")

PART = 1 << 20  # characters given to a worker at once
MANY = 2000  # items from which a progress bar may show
KEPT = 1024  # things an index remembers having made
RUN = 1 << 18  # places sorted at once: few enough to stay in the processor's cache
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-"})
# contractions: their 's is a word of its own, not a possessive
_CONTRACTED = frozenset(
    ["it", "he", "she", "that", "this", "what", "who", "there", "here", "where", "when", "how", "why", "let"]
)


def straight(word: str) -> str:
    """A word with straight apostrophes and plain hyphens."""
    return word.translate(_STRAIGHT)


def bare(word: str) -> str:
    """A word without a possessive 's; contractions such as *it's* keep theirs."""
    while word.endswith("'s") and word[:-2].casefold() not in _CONTRACTED:
        word = word[:-2]
    return word


def fold(word: str) -> str:
    """The form under which a word is counted: caseless, straight apostrophes, without a possessive 's.

    >>> fold("China’s"), fold("THE"), fold("It’s"), fold("long‑term")
    ('china', 'the', "it's", 'long-term')
    """
    folded = word.casefold()
    folded = bare(folded if folded.isascii() else straight(folded))
    return word if folded == word else folded  # one string in memory, not two


class Index:
    """The words of a corpus by number; `index_of` makes one and keeps it, `text.stored` saves and opens one.

    >>> texts = ["The river rose. The town’s bridge held.", "The end"]
    >>> index = Index.build([Article.from_text(t) for t in texts])
    >>> index.words
    ['bridge', 'end', 'held', 'river', 'rose', 'the', 'town']
    >>> [index.types[t] for t in index.ids]
    ['The', 'river', 'rose', 'The', 'town’s', 'bridge', 'held', 'The', 'end']
    >>> index.places(index.types_of("the")).tolist(), index.starts.tolist()
    ([0, 3, 7], [0, 7, 9])
    """

    def __init__(self, articles: Sequence[Article], types: Sequence[str], words: Sequence[str], **arrays: Ints) -> None:
        self.articles, self.types, self.words = articles, types, words
        self.ids, self.starts = arrays["ids"], arrays["starts"]
        self.word_of = arrays["word_of"]  # the number of the word of each type; it never falls
        self.bounds = arrays["bounds"]  # where the postings of each type begin in `order`, and the end
        if "order" in arrays:
            self.order = arrays["order"]
        self._begins: list[int] = self.starts.tolist()
        self._kept: dict[Hashable, Any] = {}

    @classmethod
    def build(cls, texts: Article | Corpus | Iterable[Article], *, executor: Executor | None = None) -> Index:
        """Index some texts; an `executor` numbers them in parts, which are merged into the very same index."""
        articles = tuple(as_corpus(texts).values())
        if executor is None:
            found, ids, lengths = _numbered(progress([a.text for a in articles], "indexing"))
        else:
            found, ids, lengths = _merged(executor.map(_numbered, _parts(articles)))
        folded = [fold(t) for t in found]
        order = sorted(range(len(found)), key=found.__getitem__)
        order.sort(key=folded.__getitem__)
        words = [folded[n] for n in order]  # one for each type, those of a word together
        place = np.empty(len(order), np.int32)
        place[order] = np.arange(len(order))
        counts = np.zeros(len(order), np.int64)
        for start in range(0, len(ids), RUN):  # run by run: numpy makes wide copies of what it looks up
            ids[start : start + RUN] = place[ids[start : start + RUN]]
            counts += np.bincount(ids[start : start + RUN], minlength=len(order))
        return cls(
            articles,
            [found[n] for n in order],
            list(dict.fromkeys(words)),
            ids=ids,
            starts=np.cumsum([0, *lengths]),
            word_of=np.cumsum([False, *map(ne, words[1:], words)], dtype=np.int32)[: len(words)],
            bounds=np.concatenate([[0], np.cumsum(counts)]),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def types_of(self, word: str) -> Ints:
        """The numbers of the types that fold to a word."""
        at = bisect_left(self.words, word)
        known = at < len(self.words) and self.words[at] == word
        return self.types_in(np.array([at] if known else [], np.int64))

    def types_in(self, words: Ints) -> Ints:
        """The numbers of the types of some words, given by number."""
        return ranges(self.word_of.searchsorted(words), self.word_of.searchsorted(words, "right"))

    @cached_property
    def counts(self) -> Ints:
        """How often each word stands."""
        return self.by_word(np.diff(self.bounds))

    def by_word(self, per_type: Ints) -> Ints:
        """Sums over the types of each word."""
        return np.bincount(self.word_of, per_type, len(self.words)).astype(np.int64)

    @cached_property
    def order(self) -> Ints:
        """All places sorted by type, then by place; made when first needed."""
        return postings(self.ids, self.bounds)

    def places(self, types: Ints) -> Ints:
        """Where tokens of these types stand, in text order."""
        if len(types) == 1:
            return self.order[self.bounds[types[0]] : self.bounds[types[0] + 1]]
        return np.sort(self.order[ranges(self.bounds[types], self.bounds[types + 1])])

    def article_at(self, places: Ints) -> Ints:
        """The number of the article in which each place lies."""
        return self.starts.searchsorted(places, "right") - 1

    # -- articles

    def article(self, place: int) -> tuple[Article, int, int, Sequence[int]]:
        """The article in which a place lies, the places of its first word and behind its last, and all its offsets.

        Word n of the article runs from offset 2n to offset 2n + 1 of its text.
        """
        number = bisect_right(self._begins, place) - 1
        article, offsets = self.kept(("article", number), lambda: _read(self.articles[number]))
        return article, self._begins[number], self._begins[number + 1], offsets

    def span(self, first: int, last: int) -> tuple[Article, Span]:
        """The article and the stretch of its text from one word to another."""
        article, begin, _, offsets = self.article(first)
        return article, Span(offsets[2 * (first - begin)], offsets[2 * (last - begin) + 1])

    def kept(self, name: Hashable, make: Callable[[], T]) -> T:
        """What was made under this name before, or is made now; the oldest of many is forgotten."""
        if name not in self._kept:
            while len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[name] = make()
        return cast(T, self._kept[name])


Texts: TypeAlias = Article | Corpus | Iterable[Article] | Index


def index_of(texts: Texts) -> Index:
    """The index of some texts; the last few are kept, so that asking again is instant."""
    if isinstance(texts, Index):
        return texts
    corpus = as_corpus(texts)
    # an article in the key stays alive with its index, so its id() cannot be another's
    key = tuple(map(id, corpus.values()))
    if key not in _KEPT:
        _KEPT[key] = Index.build(corpus)
        while len(_KEPT) > 16:
            _KEPT.popitem(last=False)
    _KEPT.move_to_end(key)
    return _KEPT[key]


_KEPT: OrderedDict[tuple[int, ...], Index] = OrderedDict()


def named(index: Index, *, ids: bool = False) -> str:
    """The texts of an index in a few words: the article's id, or how many there are (and, on request, which)."""
    size = len(index.articles)
    if size == 1 or ids:
        some = ", ".join(index.articles[n].id for n in range(min(size, 5))) + (", …" if size > 5 else "")
        return some if size == 1 else f"{size:,} articles ({some})"
    return f"{size:,} articles"


def postings(codes: Ints, bounds: Ints) -> Ints:
    """The places of `codes` sorted by code and then by place: a counting sort, part by part to keep memory low."""
    order = np.empty(len(codes), np.int32)
    free = bounds[:-1].copy()
    for start in range(0, len(codes), RUN):
        part = codes[start : start + RUN].astype(np.int64)
        keys = np.sort(part << 32 | np.arange(start, start + len(part)))
        found = keys >> 32
        numbers, firsts, counts = np.unique(found, return_index=True, return_counts=True)
        order[free[found] + np.arange(len(found)) - np.repeat(firsts, counts)] = keys & 0xFFFFFFFF
        free[numbers] += counts
    return order


def ranges(starts: Ints, ends: Ints) -> Ints:
    """The numbers from each start up to its end, one range after the other.

    >>> ranges(np.array([3, 10]), np.array([5, 13])).tolist()
    [3, 4, 10, 11, 12]
    """
    lengths = ends - starts
    return np.repeat(starts - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths) + np.arange(lengths.sum())


def progress(items: Sequence[T], what: str) -> Iterable[T]:
    """The items, with a progress bar where they are many and take more than a second."""
    if len(items) < MANY:
        return items
    from tqdm.auto import tqdm

    return tqdm(items, desc=what, delay=1, leave=False)


Numbered: TypeAlias = tuple[list[str], Ints, list[int]]


def _numbered(texts: Iterable[str]) -> Numbered:
    """The types in order of appearance, the type of each word, and how many words each text has."""
    number: defaultdict[str, int] = defaultdict(count().__next__)
    ids, ends = bytearray(), [0]
    for text in texts:
        ids += np.fromiter(map(number.__getitem__, WORD.findall(text)), np.int32).data
        ends.append(len(ids) // 4)
    return list(number), np.frombuffer(ids, np.int32), [b - a for a, b in pairwise(ends)]


def _merged(parts: Iterable[Numbered]) -> Numbered:
    number: defaultdict[str, int] = defaultdict(count().__next__)
    ids, lengths = bytearray(), list[int]()
    for types, part, sizes in parts:
        ids += np.fromiter(map(number.__getitem__, types), np.int32, len(types))[part].data
        lengths += sizes
    return list(number), np.frombuffer(ids, np.int32), lengths


def _parts(articles: Sequence[Article]) -> list[list[str]]:
    """The texts in runs of about PART characters."""
    runs: list[list[str]] = [[]]
    size = 0
    for article in articles:
        if size >= PART:
            runs.append([])
            size = 0
        runs[-1].append(article.text)
        size += len(article.text)
    return runs


def _read(article: Article) -> tuple[Article, Sequence[int]]:
    return article, array("i", chain.from_iterable(m.span() for m in WORD.finditer(article.text)))
