"""The words at the places around a hit, and lines sorted by them."""

from __future__ import annotations

import re

import numpy as np

from readingroom.index import Index, Ints
from readingroom.query import QueryProblem

SORTS = {"right": "R1 R2 R3", "left": "L1 L2 L3", "node": "node R1 R2", "text": ""}
_PLACE = re.compile(r"[LR][1-9]\d?|node")


def words_at(index: Index, first: Ints, last: Ints, place: str) -> Ints:
    """The number of the word at a place of each hit; -1 where the article has none there."""
    if not _PLACE.fullmatch(place):
        raise QueryProblem(f"There is no place “{place}”; use L3, L2, L1, node, R1, R2, R3, article, date or speaker.")
    if place == "node":
        return index.word_of[index.ids[first]]
    at = last + int(place[1:]) if place[0] == "R" else first - int(place[1:])
    article = index.article_at(first)
    inside = (at >= index.starts[article]) & (at < index.starts[article + 1])
    return np.where(inside, index.word_of[index.ids[np.where(inside, at, 0)]], -1)


def ordered(index: Index, first: Ints, last: Ints, sort: str, limit: int | None = None) -> Ints:
    """The order of the hits by up to three places, then by their place in the texts; the first `limit` of it.

    Words sort by their letters, whatever their case; nothing (the edge of an article) comes before any word.
    """
    places = SORTS.get(sort, sort).split()
    if len(places) > 3 or not sort.strip():
        raise QueryProblem(f"Sort by {', '.join(SORTS)}, or by one to three places such as “R1 R2 L1”; got “{sort}”.")
    keys = [_key(index, first, last, place) for place in places]
    if not keys:
        return np.arange(len(first))[:limit]
    if limit is None or 4 * limit > len(first):
        return np.lexsort(keys[::-1])[:limit]
    # the first key alone shows which hits can be among the first: only those are sorted
    bound = np.partition(keys[0], limit)[limit]
    near = np.flatnonzero(keys[0] <= bound)
    return np.asarray(near[np.lexsort([key[near] for key in keys[::-1]])][:limit])


def _key(index: Index, first: Ints, last: Ints, place: str) -> Ints:
    if place == "article":
        return index.article_at(first)
    if place == "date":
        _, day = np.unique([a.published for a in index.articles], return_inverse=True)
        return np.asarray(day[index.article_at(first)])
    if place == "speaker":
        from readingroom.speech import speakers

        return np.unique(speakers(index, (first, last)), return_inverse=True)[1]
    return words_at(index, first, last, place)
