"""Which hits are somebody's attributed words, and whose."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np

from readingroom.concordance.query import QueryProblem
from readingroom.text.article import Article, Span
from readingroom.text.index import Bools, Index, Ints

Within: TypeAlias = Literal["speech", "outlet"]
Said: TypeAlias = tuple[Span, str]  # a stretch of attributed words, and the speaker's name or ""


def spoken(index: Index, hits: tuple[Ints, Ints], within: Within | None, speaker: str | None) -> Bools:
    """Which hits lie in attributed words (`within="speech"`), outside them ("outlet"), or in those of a speaker."""
    if within not in (None, "speech", "outlet"):
        raise QueryProblem(f"within is “speech” or “outlet”; got “{within}”.")
    if speaker and within == "outlet":
        raise QueryProblem("The outlet's own words have no speaker; give either within=“outlet” or a speaker.")
    said = _said(index, hits)
    if not speaker:
        return np.array([bool(s) == (within == "speech") for s in said], bool)
    wanted = set(speaker.casefold().split())
    return np.array([any(wanted <= set(name.casefold().split()) for name in names) for names in said], bool)


def known(index: Index, most: int = 12) -> str:
    """The speakers of some texts by name, in one line."""
    names = sorted({name for article in index.articles for _, name in stretches(article) if name})
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


def speakers(index: Index, hits: tuple[Ints, Ints]) -> list[str]:
    """Who says each hit; the innermost speaker where speech stands in speech, "" for the outlet's own words."""
    return [names[-1] if names else "" for names in _said(index, hits)]


def _said(index: Index, hits: tuple[Ints, Ints]) -> list[list[str]]:
    """For each hit, the speakers of the attributed words it lies in, the longest stretch first."""
    out = []
    for first, last in zip(*hits, strict=True):
        article, span = index.span(int(first), int(last))
        out.append([name for stretch, name in stretches(article) if stretch.overlaps(span)])
    return out


@lru_cache(maxsize=512)
def stretches(article: Article) -> Sequence[Said]:
    """The attributed words of an article, longest stretch first."""
    from readingroom.attribution import attributions

    said = [(span, a.speaker or "") for a in attributions(article) for span in a.content]
    return sorted(said, key=lambda s: -len(s[0]))
