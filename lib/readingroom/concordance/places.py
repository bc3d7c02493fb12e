"""The words at the places around a hit, and lines sorted by them."""

from __future__ import annotations

import re

import numpy as np

from readingroom.concordance.query import QueryProblem
from readingroom.text.index import Index, Ints

SORTS = {"right": "R1 R2 R3", "left": "L1 L2 L3", "text": ""}
_PLACE = re.compile(r"[LR][1-9]\d?|node")


def words_at(index: Index, first: Ints, last: Ints, place: str, article: Ints | None = None) -> Ints:
    """The number of the word at a place of each hit; -1 where the article (by number, if known) has none there."""
    if not _PLACE.fullmatch(place):
        raise QueryProblem(f"There is no place “{place}”; use L3, L2, L1, node, R1, R2, R3, article, date or speaker.")
    if place == "node":
        return index.word_of[index.ids[first]]
    article = index.article_at(first) if article is None else article
    at = last + int(place[1:]) if place[0] == "R" else first - int(place[1:])
    inside = at < index.starts[article + 1] if place[0] == "R" else at >= index.starts[article]
    return np.where(inside, index.word_of[index.ids[at * inside]], -1)


def ordered(index: Index, first: Ints, last: Ints, sort: str, limit: int | None = None) -> Ints:
    """The order of the hits by up to three places, then by their place in the texts; the first `limit` of it.

    Words sort by their letters, whatever their case; nothing (the edge of an article) comes before any word.
    """
    places = SORTS.get(sort, sort).split()
    if len(places) > 3 or not sort.strip():
        raise QueryProblem(f"Sort by {', '.join(SORTS)}, or by one to three places such as “R1 R2 L1”; got “{sort}”.")
    if not places:
        return np.arange(len(first))[:limit]
    article = index.article_at(first)
    near = np.arange(len(first))
    key = _key(index, first, last, article, places[0])
    if limit is not None and 0 < limit < len(first):
        # the first place alone shows which hits can be among the first
        near = np.flatnonzero(key <= np.partition(key, limit - 1)[limit - 1])
        key, first, last, article = key[near], first[near], last[near], article[near]
    keys = [key, *(_key(index, first, last, article, place) for place in places[1:])]
    return np.asarray(near[_sorted(keys, max(len(index.words), len(index.articles)) + 1)][:limit])


def _sorted(keys: list[Ints], kinds: int) -> Ints:
    """The order by the first key, then by the next; by all as one number where that fits, which is twice as fast."""
    if kinds ** len(keys) >= 2**63:
        return np.lexsort(keys[::-1])
    one = np.zeros(len(keys[0]), np.int64)
    for key in keys:
        one = one * kinds + key + 1
    return np.argsort(one, kind="stable")


def _key(index: Index, first: Ints, last: Ints, article: Ints, place: str) -> Ints:
    if place == "article":
        return article
    if place == "date":
        days = index.kept("days", lambda: np.unique([a.published for a in index.articles], return_inverse=True)[1])
        return np.asarray(days[article])
    if place == "speaker":
        from readingroom.concordance.speech import speakers

        return np.unique(speakers(index, (first, last)), return_inverse=True)[1]
    return words_at(index, first, last, place, article)
