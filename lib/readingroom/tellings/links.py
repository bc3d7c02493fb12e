"""Which paragraphs of two articles match, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from math import log, sqrt
from typing import TypeAlias

from readingroom.frequency.counts import default_stopwords
from readingroom.tellings.things import Thing
from readingroom.text import tokens
from readingroom.text.article import Article, Span
from readingroom.text.index import fold

ALIKE = 0.09  # paragraphs less alike than this are not linked
COMMON = 3  # so many things and words two paragraphs must share, unless it is a figure, a date or a quotation
COMMONPLACE = ("word", "name")
NAMED = 3  # shared things, and shared words, that a reason names
Feature: TypeAlias = tuple[str, str]  # kind and thing, or "word" and lemma
Features: TypeAlias = Mapping[int, Mapping[Feature, str]]  # by paragraph; each as it stands there


@dataclass(frozen=True, slots=True)
class Link:
    """Two paragraphs that match, by number.

    `alike` is the cosine of what they hold, names, figures, dates, quotations and words, each weighted by its rarity
    among the paragraphs of both articles (Salton and Buckley 1988).  `best` names the article, or both, for whose
    paragraph there is no better match.
    """

    a: int
    b: int
    alike: float
    best: str
    reason: str


def links(a: Article, b: Article, shared: Iterable[Thing]) -> list[Link]:
    """Each paragraph's best match in the other article, if there is one that is like enough.

    >>> a = Article.from_text("The harbour froze.\\n\\nPrices of fish rose.")
    >>> b = Article.from_text("Fish became dear: prices rose.\\n\\nThe mayor slept.")
    >>> [(link.a, link.b, link.reason) for link in links(a, b, [])]
    [(2, 1, 'Both have the words fish, prices, rose.')]
    """
    shared = list(shared)
    one = _features(a, [(t.kind, t.thing, t.a) for t in shared])
    two = _features(b, [(t.kind, t.thing, t.b) for t in shared])
    counts = Counter(f for side in (one, two) for features in side.values() for f in features)
    total = len(one) + len(two)
    weights = {f: log((total + 1) / n) * (1 if f[0] in COMMONPLACE else 2) for f, n in counts.items()}
    scores = {(p, q): s for (p, q), s in _scores(one, two, weights).items() if _enough(one[p].keys() & two[q].keys())}
    best = {("a", p, q) for p, q in _best(scores)} | {
        ("b", p, q) for q, p in _best({(q, p): s for (p, q), s in scores.items()})
    }
    return [
        Link(p, q, scores[p, q], _whose(best, p, q), _reason(one[p], two[q], weights))
        for p, q in sorted({(p, q) for _, p, q in best})
    ]


def course(links: Iterable[Link], side: int) -> list[tuple[int, int, int, int, str]]:
    """How the other page follows when this one (`side` 0 is the first) is read: never backwards.

    Each paragraph that has a match, with its match, which part of the match it is, of how many, and the reason.
    Several paragraphs in a row may have one match: each takes a part of it.  A match that stands against the order of
    the others has 0 parts; of all orders the one is kept whose matches are the most alike together.

    >>> found = [Link(1, 1, 0.4, "both", ""), Link(2, 2, 0.3, "a", ""), Link(3, 2, 0.3, "both", "")]
    >>> course([*found, Link(4, 1, 0.1, "a", "")], 0)
    [(1, 1, 0, 1, ''), (2, 2, 0, 2, ''), (3, 2, 1, 2, ''), (4, 1, 0, 0, '')]
    """
    best = [(link.a, link.b, link) for link in links if link.best != "b"]
    if side:
        best = [(link.b, link.a, link) for link in links if link.best != "a"]
    kept = _in_order(sorted((p, q, link.alike) for p, q, link in best))
    shares: dict[int, list[int]] = defaultdict(list)
    for p, q in kept:
        shares[q].append(p)
    out = []
    for p, q, link in sorted(best, key=lambda row: row[:2]):
        row = shares[q] if (p, q) in kept else []
        out.append((p, q, row.index(p) if row else 0, len(row), link.reason))
    return out


def _in_order(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Of pairs sorted by their first number, those whose second numbers never fall, with the highest sum of weights."""
    ends: list[tuple[float, list[tuple[int, int]]]] = []
    for p, q, weight in pairs:
        fitting = (end for end in ends if end[1][-1][1] <= q)
        total, before = max(fitting, key=lambda end: end[0], default=(0.0, []))
        ends.append((total + weight, [*before, (p, q)]))
    return max(ends, key=lambda end: end[0], default=(0.0, []))[1]


def _features(article: Article, shared: Iterable[tuple[str, str, Iterable[Span]]]) -> Features:
    """What each paragraph holds: shared things, and the words outside them."""
    starts = [p.start for p in article.paragraphs]
    held: dict[int, dict[Feature, str]] = defaultdict(dict)
    covered: set[int] = set()
    for kind, thing, spans in shared:
        for span in spans:
            held[bisect_right(starts, span.start)][kind, thing] = thing
            covered.update(range(span.start, span.end))
    left_out = set(default_stopwords())
    for span in article.words:
        word = fold(span.of(article.text))
        if word.isalpha() and word not in left_out and span.start not in covered:
            held[bisect_right(starts, span.start)]["word", tokens.lemma(word)] = word
    held.pop(0, None)  # the headline
    return held


def _scores(one: Features, two: Features, weights: Mapping[Feature, float]) -> dict[tuple[int, int], float]:
    """How alike paragraphs are that share anything."""
    holders: dict[Feature, list[int]] = defaultdict(list)
    for q, features in two.items():
        for f in features:
            holders[f].append(q)
    scores: dict[tuple[int, int], float] = defaultdict(float)
    for p, features in one.items():
        for f in features:
            for q in holders.get(f, ()):
                scores[p, q] += weights[f] ** 2
    long = [{n: sqrt(sum(weights[f] ** 2 for f in features)) for n, features in side.items()} for side in (one, two)]
    return {(p, q): s / (long[0][p] * long[1][q]) for (p, q), s in scores.items()}


def _enough(common: Set[Feature]) -> bool:
    return len(common) >= COMMON or any(kind not in COMMONPLACE for kind, _ in common)


def _best(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """For each first number its best second one, the earlier of two equal ones."""
    found: dict[int, tuple[float, int]] = {}
    for (p, q), score in sorted(scores.items()):
        if score >= ALIKE and score > found.get(p, (0.0, 0))[0]:
            found[p] = score, q
    return [(p, q) for p, (_, q) in found.items()]


def _whose(best: set[tuple[str, int, int]], p: int, q: int) -> str:
    sides = [side for side in ("a", "b") if (side, p, q) in best]
    return "both" if len(sides) == 2 else sides[0]


def _reason(one: Mapping[Feature, str], two: Mapping[Feature, str], weights: Mapping[Feature, float]) -> str:
    """What the two share, the rarest first, as it stands in the first."""
    ranked = sorted(one.keys() & two.keys(), key=lambda f: (-weights[f], f))
    said = [f"“{one[f]}”" for f in ranked if f[0] != "word"][:NAMED]
    words = [one[f] for f in ranked if f[0] == "word"][:NAMED]
    parts = [", ".join(said)] * bool(said) + [f"the word{'s' * (len(words) > 1)} " + ", ".join(words)] * bool(words)
    return f"Both have {'; and '.join(parts)}."
