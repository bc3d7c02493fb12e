"""What the grammar leaves open: passive voice with and without an agent."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from readingroom.article import Article, Mark, Span
from readingroom.layers.base import Layer, Sentence, listed, plain, tagged

BE = {"be", "get"}


@cache
def _states() -> frozenset[str]:
    return listed("states")


def voice(article: Article) -> Iterator[Mark]:
    """Passives with and without an agent.

    >>> from readingroom.layers import hits
    >>> hits(voice, "The bridge was closed by the mayor, and roads were not opened.")
    [('was closed by the mayor', 'passive with agent'), ('were not opened', 'passive without agent')]
    >>> hits(voice, "She was pleased and has closed the bridge by hand.")
    []

    It misses passives without *be* (*the bridge closed last week*).
    """
    for sentence in tagged(article):
        for n, token in enumerate(sentence):
            if token.pos == "VVN" and plain(token.text) not in _states():
                yield from _passive(sentence, n, article)


def _passive(sentence: Sentence, n: int, article: Article) -> Iterator[Mark]:
    first = _auxiliary(sentence, n)
    last = _agent(sentence, n)
    if first is None and last is None:
        return
    span = Span(sentence[n if first is None else first].start, sentence[last if last is not None else n].end)
    verb = f"“{sentence[n].text}” is a passive"
    if last is None:
        yield Mark(span, "passive without agent", f"{verb}; no phrase with “by” says who does it.")
    else:
        yield Mark(span, "passive with agent", f"{verb}; the phrase with “by” says who or what does it.")


def _auxiliary(sentence: Sentence, n: int) -> int | None:
    """The form of *be* or *get* before a participle; adverbs and *not* may stand between."""
    for i in range(n - 1, max(n - 5, -1), -1):
        if plain(sentence[i].lemma) in BE or sentence[i].pos.startswith("VB"):
            return i
        if not sentence[i].pos.startswith(("AV", "XX")):
            return None
    return None


def _agent(sentence: Sentence, n: int) -> int | None:
    """The last token of a phrase with *by* right behind a participle, unless it tells a time, an amount or a means."""
    if n + 2 >= len(sentence) or plain(sentence[n + 1].text) != "by":
        return None
    end = n + 2
    while end < len(sentence) and sentence[end].pos.startswith(
        ("AT", "DP", "DT", "AJ", "N", "PNP", "POS", "CRD", "ORD")
    ):
        end += 1
    phrase = sentence[n + 2 : end]
    return end - 1 if any(t.pos.startswith(("N", "PNP")) for t in phrase) else None


VOICE = Layer(
    name="voice",
    title="Voice and agency",
    letter="V",
    question="Who does what, and where is the doer left open?",
    caution="A passive without an agent does not hide anything by itself; readers often know the doer.",
    labels=("passive with agent", "passive without agent", "nominalisation"),
    find=voice,
)
