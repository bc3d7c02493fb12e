"""What the grammar leaves open or takes for granted: voice and agency, presupposition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.layers.base import Sentence, layer, lexicon, listed, plain, tagged
from readingroom.text.article import Article, Mark, Span
from readingroom.text.tokens import FINITE

PHRASE = ("AT", "DP", "DT", "AJ", "N", "PNP", "POS", "CRD", "ORD", "PRF", "UNC")
AMOUNT = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|(?:second|minute|hour|day|week|month|quarter|year|decade|percent|point|time|end|mile|"
    r"met(?:re|er)|kilomet(?:re|er)|dollar|euro|pound|yuan|way|means|deadline|noon|midnight|then|mistake|accident)s?|\d+)"
)


@layer("voice")
def voice(article: Article) -> Iterator[Mark]:
    """Passives with and without an agent (van Leeuwen 2008), and nouns made from verbs with *of* behind them.

    >>> from readingroom.layers import hits
    >>> hits(voice, "The bridge was closed by the mayor, and roads were not opened.")
    [('was closed by the mayor', 'passive with agent'), ('were not opened', 'passive without agent')]
    >>> hits(voice, "The closure of the bridge and the paving of roads followed a plan made by two firms.")
    [('closure', 'nominalisation'), ('paving', 'nominalisation'), ('made by two firms', 'passive with agent')]
    >>> hits(voice, "She was pleased and has closed the bridge by hand; the meeting of May was raised by ten minutes.")
    [('was raised', 'passive without agent')]

    It misses participles without *be* and *by* (*a bridge closed last week*), the second of two joined ones (*was
    closed and sold*), and nominalisations without *of*.
    """
    for sentence in tagged(article):
        for n, token in enumerate(sentence):
            if token.pos == "VVN" and plain(token.text) not in listed("states"):
                yield from _passive(article, sentence, n)
            elif _is_gerund(sentence, n):
                why = f"“{token.text}” between “the” and “of” is a noun in -ing; it need not say who does it."
                yield Mark(Span(token.start, token.end), "nominalisation", why)
    for hit in lexicon("nominalisation").find(article):
        verb = hit.entry.note
        yield hit.mark(article, f"with “of” is a noun made from the verb “{verb}”; it need not say who does it.")


def _passive(article: Article, sentence: Sentence, n: int) -> Iterator[Mark]:
    first, last = _auxiliary(sentence, n), _agent(sentence, n)
    if first is None and last is None:
        return
    span = Span(sentence[n if first is None else first].start, sentence[n if last is None else last].end)
    form = f"“{sentence[n].text}” is a participle with " + ("“by”" if first is None else f"“{sentence[first].text}”")
    if last is None:
        yield Mark(span, "passive without agent", f"{form}; no phrase with “by” says who or what does it.")
    else:
        agent = article.text[sentence[n + 2].start : sentence[last].end]
        yield Mark(span, "passive with agent", f"{form}; “by {agent}” says who or what does it.")


def _auxiliary(sentence: Sentence, n: int) -> int | None:
    """The form of *be* or *get* before a participle; adverbs and *not* may stand between."""
    for i in range(n - 1, max(n - 5, -1), -1):
        if sentence[i].pos.startswith("VB") or plain(sentence[i].lemma) == "get":
            return i
        if not sentence[i].pos.startswith(("AV", "XX")):
            return None
    return None


def _agent(sentence: Sentence, n: int) -> int | None:
    """The last token of a phrase with *by* right behind a participle, unless it tells a time, an amount or a means."""
    if n + 2 >= len(sentence) or plain(sentence[n + 1].text) != "by" or sentence[n + 2].pos == "NN1":
        return None  # by hand, by law: a bare noun is a means; an agent has an article, a name or a plural
    end = n + 2
    while end < len(sentence) and sentence[end].pos.startswith(PHRASE):
        end += 1
    nouns = [i for i in range(n + 2, end) if sentence[i].pos.startswith(("N", "PN"))]
    if not nouns or _amount(sentence, nouns[0]) or _amount(sentence, nouns[-1]):
        return None
    return end - 1


def _amount(sentence: Sentence, n: int) -> bool:
    """Whether a noun names a time or an amount, and does not belong to another noun (*Monday's meeting*)."""
    owner = n + 1 < len(sentence) and sentence[n + 1].pos == "POS"
    return not owner and AMOUNT.fullmatch(plain(sentence[n].text)) is not None


def _is_gerund(sentence: Sentence, n: int) -> bool:
    """A noun in *-ing* between *the* and *of*, unless the lexicon has it as a thing or a time."""
    if not 0 < n < len(sentence) - 1 or not sentence[n].text.endswith("ing"):
        return False
    framed = plain(sentence[n - 1].text) == "the" and plain(sentence[n + 1].text) == "of"
    listed_so = (entry.form == f"[{plain(sentence[n].text)}]" for entry in lexicon("nominalisation").entries)
    return framed and not any(listed_so)


CLEFT = re.compile(
    r"\b[Ii]t (?:is|was) (?:not )?(?:[A-Z]|the |his |her |our |their )[\w’' -]{1,40}? (?:who|whom|that)\b"
)


@layer("presupposition")
def presupposition(article: Article) -> Iterator[Mark]:
    """Words that usually take something for granted: Karttunen's triggers, as Levinson (1983) lists them.

    >>> from readingroom.layers import hits
    >>> hits(presupposition, "They stopped digging again, after the rain had ended. It was Ann who left.")
    [('stopped', 'change of state'), ('again', 'iterative'), ('after', 'temporal clause'), ('It was Ann who', 'cleft')]
    >>> hits(presupposition, "The bus stopped after lunch; they helped one another. It is true that it rained.")
    []

    It misses definite descriptions (*the crisis*), which are everywhere, and stress; whether what is taken for
    granted is so, or is new to anybody, is for the reader.
    """
    for hit in lexicon("presupposition").find(article):
        if hit.entry.label != "temporal clause" or _clause(hit.sentence, hit.last):
            yield hit.mark(article, f"is a trigger ({hit.entry.label}); it usually takes for granted {hit.entry.note}.")
    for sentence in article.sentences:
        for m in CLEFT.finditer(article.text, sentence.start, sentence.end):
            why = f"“{m[0]}” is a cleft; it usually takes for granted that there is such a one."
            yield Mark(Span(*m.span()), "cleft", why)


def _clause(sentence: Sentence, n: int) -> bool:
    """Whether a noun phrase and then a finite verb follow, so that *after* opens a clause and not a phrase."""
    noun = False
    for token in sentence[n:]:
        if noun and (token.pos in FINITE or token.pos.startswith("AV")):
            return token.pos in FINITE
        if not token.pos.startswith(PHRASE) or (noun and token.pos.startswith(("AT", "DPS", "PN"))):
            return False
        noun = noun or token.pos.startswith(("N", "PN"))
    return False
