"""Where a query is found, the words at the places around a hit, and lines sorted by them."""

from __future__ import annotations

import re

import numpy as np

from readingroom.concordance.forms import By, QueryProblem
from readingroom.concordance.query import Slot, parse
from readingroom.text.index import Bools, Index, Ints

SORTS = {"right": "R1 R2 R3", "left": "L1 L2 L3", "text": ""}
_PLACE = re.compile(r"[LR][1-9]\d?|node")


def find(index: Index, query: str, *, by: By = "word", case: bool = False) -> tuple[Ints, Ints]:
    """Where a query is found: the places of the first and of the last word of each hit, in text order.

    A hit lies within one paragraph, or in the headline; of hits that begin with one word it is the shortest.

    >>> from readingroom.text.article import Article
    >>> index = Index.build(Article.from_text("The old bridge and the new bridge; the bridge."))
    >>> find(index, "the {0,1} bridge")[0].tolist(), find(index, "the {0,1} bridge")[1].tolist()
    ([0, 4, 7], [2, 6, 8])
    """
    slots = parse(index, query, by=by, case=case)
    reached = [_anchored(index, slots)]
    for slot in slots[1:]:
        places = _followers(index, reached[-1], slot)
        reached.append(places[slot.fits(index, places)])
    last = reached[-1]
    for n in range(len(slots) - 1, 0, -1):
        last = _soonest(index, reached[n - 1], slots[n], reached[n], last)
    whole = last < len(index)
    return reached[0][whole], last[whole]


def _followers(index: Index, places: Ints, slot: Slot) -> Ints:
    """Where the next word may stand after some places, each place once: however wide the gaps, no more than words."""
    ends = index.block_end(places)
    if not slot.most:
        return places[places + 1 < ends] + 1
    seen = np.zeros(len(index), bool)
    for step in slot.steps:
        seen[places[places + step < ends] + step] = True
    return np.flatnonzero(seen)


def _soonest(index: Index, places: Ints, slot: Slot, following: Ints, last: Ints) -> Ints:
    """The first place at which a hit can end that goes on from each place by way of those following; or the end."""
    ends, soonest = index.block_end(places), np.full(len(places), len(index))
    if not len(following):
        return soonest
    for step in slot.steps:
        at = np.minimum(following.searchsorted(places + step), len(following) - 1)
        goes_on = (following[at] == places + step) & (places + step < ends)
        soonest = np.where(goes_on, np.minimum(soonest, last[at]), soonest)
    return soonest


def _anchored(index: Index, slots: list[Slot]) -> Ints:
    """Where the first word stands, found by way of the rarest word before any gap."""
    fixed = 1
    while fixed < len(slots) and slots[fixed].most == 0:
        fixed += 1
    sizes = [(index.bounds[s.types + 1] - index.bounds[s.types]).sum() for s in slots[:fixed]]
    rarest = int(np.argmin(sizes))
    places = index.places(slots[rarest].types)
    if rarest:
        places = places[places >= rarest] - rarest
    elif slots[0].tags is None:
        return places
    return places[slots[0].fits(index, places)]


def beside(index: Index, hits: tuple[Ints, Ints], others: tuple[Ints, Ints], words: int) -> Bools:
    """Which hits have one of the others at most so many words before or after them, in the same article."""
    first, last = hits
    article = index.article_at(first)
    low, high = (
        np.maximum(first - words, index.starts[article]),
        np.minimum(last + words, index.starts[article + 1] - 1),
    )
    ends = np.sort(others[1])
    before = ends.searchsorted(first) - ends.searchsorted(low)
    after = others[0].searchsorted(high, "right") - others[0].searchsorted(last, "right")
    return (before > 0) | (after > 0)


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
        from readingroom.concordance.speech import voices

        names, whose = voices(index)
        return np.argsort(np.argsort(names))[whose[first]]
    return words_at(index, first, last, place, article)
