"""Every place where a word stands, with the words around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import numpy as np

from readingroom.article import Article, Span
from readingroom.corpus import Corpus
from readingroom.index import Index, Ints, index_of, named
from readingroom.query import By, QueryProblem, find
from readingroom.results import SHOWN, Result

WIDTH = 44  # characters shown on either side in print


@dataclass(frozen=True, slots=True)
class Line:
    """A hit with the words around it; left, match and right follow one another in the article's text as it stands."""

    left: str
    match: str
    right: str
    article: str
    span: Span


class Concordance(Result[Line]):
    """The lines of a query, made when they are looked at.

    `total` is the number of hits, before any sample or limit; `why` says why there are none.
    """

    def __init__(self, index: Index, query: str, hits: tuple[Ints, Ints], *, total: int, window: int, why: str) -> None:
        self.searched, self.query, self.total, self.window, self.why = index, query, total, window, why
        self._first, self._last = hits

    def __len__(self) -> int:
        return len(self._first)

    def row(self, n: int) -> Line:
        """The line at place n, counted from 0."""
        first, last = int(self._first[n]), int(self._last[n])
        number = int(self.searched.article_at(np.array([first]))[0])
        begin, end = int(self.searched.starts[number]), int(self.searched.starts[number + 1]) - 1
        article, span = self.searched.spans(first, last)
        _, around = self.searched.spans(max(first - self.window, begin), min(last + self.window, end))
        text = article.text
        return Line(text[around.start : span.start], span.of(text), text[span.end : around.end], article.id, span)

    @property
    def caption(self) -> str:
        """What was searched where, and how many hits there are."""
        if not self.total:
            return self.why
        hits = f"{self.total:,} hit{'s' * (self.total != 1)}"
        shown = f", {len(self):,} of them listed" if len(self) < self.total else ""
        return f"“{self.query}” in {named(self.searched)}: {hits}{shown}"

    def group(self, place: str = "R1") -> Groups:
        """How often each word stands at a place: L1 is the word before the hit, R1 the word after it."""
        numbers = _words_at(self.searched, self._first, self._last, place)
        counts = Counter(numbers[numbers >= 0].tolist())
        rows = [Group(self.searched.words[w], c) for w, c in counts.items()]
        return Groups(f"{self.caption}; the words at {place}", sorted(rows, key=lambda g: (-g.count, g.word)))

    def __repr__(self) -> str:
        lines = [self.caption]
        for line in self[:SHOWN]:
            left, right = _one_line(line.left)[-WIDTH:], _one_line(line.right)[:WIDTH]
            lines.append(f"{left:>{WIDTH}} [{_one_line(line.match)}] {right:<{WIDTH}}  {line.article}")
        return "\n".join(lines + self._rest())

    def _repr_html_(self) -> str:
        body = "".join(
            f'<tr><td style="text-align:right">{escape(line.left)}</td><td><mark>{escape(line.match)}</mark></td>'
            f'<td style="text-align:left">{escape(line.right)}</td><td>{escape(line.article)}</td></tr>'
            for line in self[:SHOWN]
        )
        heads = "".join(f'<th scope="col">{h}</th>' for h in ("left", "match", "right", "article"))
        rest = "".join(f"<p>{escape(line)}</p>" for line in self._rest())
        return (
            f'<table class="rr-table rr-concordance"><caption>{escape(self.caption)}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>{rest}"
        )


@dataclass(frozen=True, slots=True)
class Group:
    """A word, and in how many lines it stands at the place asked for."""

    word: str
    count: int


class Groups(Result[Group]):
    """The words at one place of a concordance, most frequent first."""

    def __init__(self, caption: str, rows: Sequence[Group]) -> None:
        self._caption, self._rows = caption, rows

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, n: int) -> Group:
        """The word at place n, counted from 0."""
        return self._rows[n]

    @property
    def caption(self) -> str:
        """What was searched, and at which place."""
        return self._caption


def concordance(
    texts: Article | Corpus | Iterable[Article] | Index,
    query: str,
    *,
    window: int = 10,
    sort: str = "right",
    limit: int | None = None,
    case: bool = False,
    by: By = "word",
    within: Literal["speech", "outlet"] | None = None,
    speaker: str | None = None,
    sample: int | None = None,
    seed: int = 0,
) -> Concordance:
    """Every place where a query is found, with `window` words on either side; no line leaves its article.

    >>> article = Article.from_text("The river rose. The river’s bridge held; the old bridge fell.", id="flood")
    >>> lines = concordance(article, "river", window=2)
    >>> [(line.left, line.match, line.right) for line in lines]
    [('rose. The ', 'river’s', ' bridge held'), ('The ', 'river', ' rose. The')]
    >>> lines.total, lines[0].article, lines[0].span
    (2, 'flood', Span(start=20, end=27))
    """
    index = index_of(texts)
    first, last = find(index, query, by=by, case=case)
    total = len(first)
    why = "" if total else f"“{query}” in {named(index)}: no hits."
    if sample is not None and sample < total:
        chosen = np.sort(np.random.default_rng(seed).choice(total, sample, replace=False))
        first, last = first[chosen], last[chosen]
    order = _sorted(index, first, last, sort)[:limit]
    return Concordance(index, query, (first[order], last[order]), total=total, window=window, why=why)


_SORTS = {"right": "R1 R2 R3", "left": "L1 L2 L3", "node": "node R1 R2", "text": ""}


def _sorted(index: Index, first: Ints, last: Ints, sort: str) -> Ints:
    keys = [_key(index, first, last, place) for place in _SORTS.get(sort, sort).split()]
    return np.lexsort([first, *reversed(keys)]) if keys else np.arange(len(first))


def _key(index: Index, first: Ints, last: Ints, place: str) -> Ints:
    if place == "article":
        return index.article_at(first)
    if place == "date":
        dates = np.array([a.published for a in index.articles])
        return np.unique(dates, return_inverse=True)[1][index.article_at(first)]
    return _words_at(index, first, last, place)


def _words_at(index: Index, first: Ints, last: Ints, place: str) -> Ints:
    """The number of the word at a place of each hit, -1 where the article ends before it."""
    if place == "node":
        return index.word_of[index.ids[first]]
    if place[:1] not in ("L", "R") or not place[1:].isdecimal():
        raise QueryProblem(f"There is no place “{place}”; use L3, L2, L1, node, R1, R2, R3, article, date or speaker.")
    at = last + int(place[1:]) if place[0] == "R" else first - int(place[1:])
    article = index.article_at(first)
    inside = (at >= index.starts[article]) & (at < index.starts[article + 1])
    return np.where(inside, index.word_of[index.ids[np.where(inside, at, 0)]], -1)


def _texts(index: Index) -> str:
    return index.articles[0].id if len(index.articles) == 1 else f"{len(index.articles):,} articles"


def _one_line(text: str) -> str:
    return " ".join(text.split())
