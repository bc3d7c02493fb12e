"""The index: every word of a corpus as one array of numbers.

    types   surface forms, sorted by word and then by form ("The", "the", "the's" stand together)
    ids     int32, the number of the type of each word of the corpus, in order
    starts  int64, where in `ids` each article begins, and the end
    blocks  int64, where in `ids` each headline or paragraph begins, and the end: no hit runs across
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

from readingroom.text.article import Article
from readingroom.text.codes import RUN, ends, postings, ranges, tally
from readingroom.text.codes import Bools as Bools
from readingroom.text.codes import Ints as Ints
from readingroom.text.corpus import Corpus, as_corpus
from readingroom.text.folding import fold as fold
from readingroom.text.tokens import WORD

T = TypeVar("T")

PART = 1 << 20  # characters given to a worker at once
MANY = 2000  # items from which a progress bar may show
FEW = 200  # words of a voice, under which its figures come with a warning
KEPT = 4096  # things an index remembers having made


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
        self.ids, self.starts, self.blocks = arrays["ids"], arrays["starts"], arrays["blocks"]
        self.firsts = arrays.get("firsts", np.empty(0, int))  # the number of the first block of each article
        self.word_of = arrays["word_of"]  # the number of the word of each type; it never falls
        self.bounds = arrays["bounds"]  # where the postings of each type begin in `order`, and the end
        self.runs = arrays.get("runs", self.starts)  # no window reaches over their ends: articles, or a voice's turns
        self.whose = ""
        if "order" in arrays:
            self.order = arrays["order"]
        self._begins: list[int] = self.starts.tolist()
        self._kept: dict[Hashable, Any] = {}

    @classmethod
    def build(cls, texts: Article | Corpus | Iterable[Article], *, executor: Executor | None = None) -> Index:
        """Index some texts; an `executor` numbers them in parts, which are merged into the very same index."""
        articles = tuple(as_corpus(texts).values())
        if executor is None:
            found, ids, lengths = _numbered(map(_cut, progress(articles, "indexing")))
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
            counts += tally(ids[start : start + RUN], len(order))
        return cls(
            articles,
            [found[n] for n in order],
            list(dict.fromkeys(words)),
            ids=ids,
            starts=(blocks := ends(chain.from_iterable(lengths)))[firsts := ends(map(len, lengths))],
            blocks=blocks,
            firsts=firsts,
            word_of=np.cumsum([False, *map(ne, words[1:], words)], dtype=np.int32)[: len(words)],
            bounds=ends(counts),
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
        return tally(self.word_of, len(self.words), per_type).astype(np.int64)

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

    def block_end(self, places: Ints) -> Ints:
        """Where the headline or paragraph ends in which each place lies."""
        return self.blocks[self.blocks.searchsorted(places, "right")]

    def part(self, keep: Bools, whose: str) -> Index:
        """The index of some of the words alone, named for whose they are: to count with, as its places are its own.

        >>> index = Index.build(Article.from_text("the old bridge and the new bridge"))
        >>> part = index.part(np.array([1, 1, 1, 0, 0, 1, 1], bool), "the mayor's words")
        >>> part.words, part.counts.tolist(), part.runs.tolist()
        (['bridge', 'new', 'old', 'the'], [2, 1, 1, 1], [0, 3, 5])
        """
        upto = ends(keep)
        turns = np.flatnonzero(keep & ~np.concatenate([[False], keep[:-1]]))
        types, ids = np.unique(self.ids[keep], return_inverse=True)
        words, word_of = np.unique(self.word_of[types], return_inverse=True)
        arrays = {
            "ids": ids.astype(np.int32),
            "starts": upto[self.starts],
            "runs": upto[np.union1d(turns, self.starts)],
            "blocks": upto[np.union1d(turns, self.blocks)],
            "word_of": word_of.astype(np.int32),
            "bounds": ends(tally(ids, len(types))),
        }
        made = Index(self.articles, [self.types[t] for t in types], [self.words[w] for w in words], **arrays)
        made.whose = whose
        return made

    # -- articles

    def article(self, place: int) -> tuple[Article, int, int]:
        """The article in which a place lies, and the places of its first word and behind its last."""
        number = bisect_right(self._begins, place) - 1
        return self._cut(number)[0], self._begins[number], self._begins[number + 1]

    def word(self, place: int) -> tuple[int, int]:
        """Where a word begins and ends in its article's text; no more than its paragraph is read for it."""
        block = int(self.blocks.searchsorted(place, "right")) - 1
        offsets = self.kept(("block", block), lambda: self._read(block))
        at = 2 * (place - int(self.blocks[block]))
        return offsets[at], offsets[at + 1]

    def _cut(self, number: int) -> tuple[Article, list[int]]:
        def make() -> tuple[Article, list[int]]:
            article = self.articles[number]
            return article, _cut(article)[1]

        return self.kept(("article", number), make)

    def _read(self, block: int) -> Sequence[int]:
        number = int(self.firsts.searchsorted(block, "right")) - 1
        article, cuts = self._cut(number)
        start, end = cuts[block - int(self.firsts[number]) :][:2]
        return array("i", chain.from_iterable(m.span() for m in WORD.finditer(article.text, start, end)))

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
    """The texts of an index in a few words: the article's id, or how many there are (and, on request, which).

    Where it holds one voice, whose it is and on how many words that rests.
    """
    size = len(index.articles)
    some = ", ".join(index.articles[n].id for n in range(min(size, 5))) + (", …" if size > 5 else "")
    which = some if size == 1 else f"{size:,} articles ({some})" if ids else f"{size:,} articles"
    return f"{index.whose} in {sized(index, which)}" if index.whose else which


def sized(index: Index, which: str = "") -> str:
    """The texts with their number of words, and a warning where these are few."""
    if index.whose and not which:
        return named(index, ids=True)
    few = ": few, so read their lines first" if index.whose and len(index) < FEW else ""
    return f"{which or named(index, ids=True)} ({len(index):,} words{few})"


def progress(items: Sequence[T], what: str) -> Iterable[T]:
    """The items, with a progress bar where they are many and take more than a second."""
    if len(items) < MANY:
        return items
    from tqdm.auto import tqdm

    return tqdm(items, desc=what, delay=1, leave=False)


Cut: TypeAlias = tuple[str, list[int]]  # a text, and where its headline and paragraphs begin, and its end
Numbered: TypeAlias = tuple[list[str], Ints, list[list[int]]]


def _numbered(articles: Iterable[Cut]) -> Numbered:
    """The types in order of appearance, the type of each word, and how many words each block of each article has."""
    number: defaultdict[str, int] = defaultdict(count().__next__)
    ids, lengths = bytearray(), list[list[int]]()
    for text, cuts in articles:
        blocks = [WORD.findall(text, a, b) for a, b in pairwise(cuts)]
        ids += np.fromiter(map(number.__getitem__, chain.from_iterable(blocks)), np.int32).data
        lengths.append(list(map(len, blocks)))
    return list(number), np.frombuffer(ids, np.int32), lengths


def _merged(parts: Iterable[Numbered]) -> Numbered:
    number: defaultdict[str, int] = defaultdict(count().__next__)
    ids, lengths = bytearray(), list[list[int]]()
    for types, part, sizes in parts:
        ids += np.fromiter(map(number.__getitem__, types), np.int32, len(types))[part].data
        lengths += sizes
    return list(number), np.frombuffer(ids, np.int32), lengths


def _parts(articles: Sequence[Article]) -> list[list[Cut]]:
    """The articles in runs of about PART characters."""
    runs: list[list[Cut]] = [[]]
    size = 0
    for article in articles:
        if size >= PART:
            runs.append([])
            size = 0
        runs[-1].append(_cut(article))
        size += len(article.text)
    return runs


def _cut(article: Article) -> Cut:
    return article.text, [0, *(paragraph.start for paragraph in article.paragraphs), len(article.text)]
