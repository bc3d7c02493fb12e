"""Whose words the texts hold, word by word: the outlet's own, or those of the innermost speaker they are said by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import Literal, TypeAlias, get_args

import numpy as np

from readingroom.concordance.forms import QueryProblem
from readingroom.text.codes import tally
from readingroom.text.index import Bools, Index, Ints, Texts, index_of, named

Within: TypeAlias = Literal["speech", "outlet", "named", "unnamed"]
WHOSE: dict[Within, str] = {
    "speech": "reported words",
    "outlet": "the outlet's own words",
    "named": "words of speakers with a name",
    "unnamed": "words of nobody named",
}
LISTED = 12  # speakers named in a message


def voices(index: Index) -> tuple[list[str], Ints]:
    """The voices of some texts, "" for the outlet's own words first, and for each word the number of its voice.

    A word in speech within speech is its innermost speaker's.

    >>> from readingroom.text.article import Article
    >>> names, whose = voices(Index.build(Article.from_text("The bridge is safe, the mayor said.")))
    >>> names, whose.tolist()
    (['', 'the mayor'], [1, 1, 1, 1, 0, 0, 0])
    """
    return index.kept("voices", lambda: _voices(index))


def _voices(index: Index) -> tuple[list[str], Ints]:
    from readingroom.attribution import attributions
    from readingroom.attribution.model import UNNAMED

    number, whose = {"": 0}, np.zeros(len(index), np.int32)
    for n, article in enumerate(index.articles):
        begin, end = index.starts[n : n + 2].tolist()
        places = [index.word(place) for place in range(begin, end)]
        said = [(span, a.speaker or UNNAMED) for a in attributions(article, progress=False) for span in a.content]
        for span, name in sorted(said, key=lambda s: -len(s[0])):  # the inner over the outer
            first = bisect_right(places, span.start, key=itemgetter(1))
            last = bisect_left(places, span.end, key=itemgetter(0))
            whose[begin + first : begin + last] = number.setdefault(name, len(number))
    return list(number), whose


def speakers(index: Index) -> dict[str, int]:
    """The speakers of some texts with the number of their words, most words first."""
    names, whose = voices(index)
    counts = dict(zip(names, tally(whose, len(names)).tolist(), strict=True))
    return {name: counts[name] for name in sorted(names[1:], key=lambda n: (-counts[n], n)) if counts[name]}


def spoken(index: Index, within: Within | None, speaker: str | None) -> tuple[Bools, str]:
    """Which words are those of a voice, and what it is called; raises QueryProblem where it has none."""
    return index.kept(("spoken", within, speaker), lambda: _spoken(index, within, speaker))


def _spoken(index: Index, within: Within | None, speaker: str | None) -> tuple[Bools, str]:
    if within is not None and within not in get_args(Within):
        raise QueryProblem(f"within is {', '.join(f'“{w}”' for w in WHOSE)}; got “{within}”.")
    if speaker and within == "outlet":
        raise QueryProblem("The outlet's own words have no speaker; give either within=“outlet” or a speaker.")
    names, whose = voices(index)
    asked = set((speaker or "").casefold().split())
    wanted = [is_voice(name, within or "speech") and asked <= set(name.casefold().split()) for name in names]
    keep, called = np.array(wanted, bool)[whose], f"words of {speaker}" if speaker else WHOSE[within or "speech"]
    if not keep.any():
        raise QueryProblem(_silent(index, called, speaker))
    return keep, called


def is_voice(name: str, kind: Within) -> bool:
    """Whether a voice is of a kind; the voice "" is the outlet's own."""
    from readingroom.attribution.model import UNNAMED

    kinds = {"speech": name, "outlet": not name, "named": name not in ("", UNNAMED), "unnamed": name == UNNAMED}
    return bool(kinds[kind])


def _silent(index: Index, called: str, speaker: str | None) -> str:
    names = list(speakers(index))
    those = ", ".join(names[:LISTED]) + (", …" if len(names) > LISTED else "")
    who = f" The speakers are: {those}." if speaker and names else ""
    return f"There are no {called} in {named(index)}.{who}"


def voice(texts: Texts, within: Within | None = None, speaker: str | None = None) -> Index:
    """The index of some texts, or of the words of one voice in them.

    >>> from readingroom.text.article import Article
    >>> voice(Article.from_text("The bridge is safe, the mayor said.", id="news"), speaker="mayor").words
    ['bridge', 'is', 'safe', 'the']
    """
    index = index_of(texts)
    if not (within or speaker):
        return index
    return index.kept(("voice", within, speaker), lambda: index.part(*spoken(index, within, speaker)))
