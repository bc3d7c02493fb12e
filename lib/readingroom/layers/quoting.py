"""Who speaks, and how: quotation forms, the parts of attributions, the kinds of source, the verbs that report."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.attribution import Attribution
from readingroom.attribution.grammar.cues import verbs
from readingroom.attribution.grammar.quotes import quotations
from readingroom.layers.base import Sentence, layer, tokens_at
from readingroom.layers.voices import reported
from readingroom.text.article import Article, Mark, Span
from readingroom.text.tokens import FINITE

NOMINAL = ("N", "PN", "DT", "DPS", "EX", "CRD")


@layer("quotation")
def quotation(article: Article) -> Iterator[Mark]:
    """Quotation forms: direct, partial, indirect (Leech & Short 1981; Semino & Short 2004).

    >>> from readingroom.layers import hits
    >>> hits(quotation, "“We are late,” she said. The bus was “a snail”.")
    [('“We are late,”', 'direct'), ('“a snail”', 'partial')]
    >>> hits(quotation, "The mayor said the bridge was safe.")
    [('the bridge was safe', 'indirect')]
    >>> hits(quotation, "The dogs’ owner didn’t bark.")
    []

    It misses free indirect speech, and thought or speech that is only named (*they discussed prices*).
    """
    direct = {part.start for a in reported(article) if a.kind == "direct" for part in a.content}
    for quote in quotations(article.text, [(b.start, b.end) for b in article.blocks]):
        span = Span(quote.start, quote.end)
        yield _quoted(article, span, quote.start in direct or quote.start + 1 in direct)
    for a in reported(article):
        if a.kind != "direct":
            yield from (Mark(part, "indirect", _retold(a)) for part in a.content)


def _retold(a: Attribution) -> str:
    but = ", but for the words in quotation marks" if a.kind == "mixed" else ""
    return f"What {a.speaker or 'somebody'} is reported to say, in the writer’s words{but}."


def _quoted(article: Article, span: Span, reported_whole: bool) -> Mark:
    inside = tokens_at(article, Span(span.start + 1, span.end))
    opens = bool(inside) and inside[0].text[0].isupper()
    if (reported_whole and opens) or _is_clause(inside):
        return Mark(span, "direct", "The words in quotation marks make up a clause, or all that is reported.")
    words = sum(t.text[0].isalnum() for t in inside)
    what = f"{words} word{'s' * (words != 1)}"
    return Mark(span, "partial", f"Quotation marks around {what} in the writer’s sentence: a quoted part or a name.")


def _is_clause(inside: Sentence) -> bool:
    verb = next((n for n, t in enumerate(inside) if t.pos in FINITE), 0)
    return any(t.pos.startswith(NOMINAL) for t in inside[:verb])


@layer("attribution")
def attribution(article: Article) -> Iterator[Mark]:
    """The parts of each attribution: source, cue, content (Pareti 2016), with the rule that found it.

    >>> from readingroom.layers import hits
    >>> hits(attribution, "The mayor said the bridge was safe.")
    [('The mayor', 'source'), ('said', 'cue'), ('the bridge was safe', 'content')]
    >>> hits(attribution, "The mayor crossed the bridge.")
    []

    It misses what the attributions miss; they name their own limits.
    """
    for a in reported(article):
        reason, unit = sentence(a.rule) + _meant(a, article.text), a.cue or a.content[0]
        yield from (Mark(span, label, reason, unit) for label, span in a.parts)


def _meant(a: Attribution, text: str) -> str:
    """Whom a source such as “he” is taken for, where its words do not name them."""
    words = a.source.of(text) if a.source else ""
    if not words or (a.speaker and a.speaker in words):
        return ""
    return f" “{words}” is taken for {a.speaker}." if a.speaker else f" The kit does not know who “{words}” is."


def sentence(words: str) -> str:
    """Words with a full stop behind them, if they have none."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


@layer("reporting-verbs")
def reporting_verbs(article: Article) -> Iterator[Mark]:
    """Verbs that report, by act and stance (Thompson & Ye 1991; Hyland 2002; Martin & White 2005).

    >>> from readingroom.layers import hits, layers
    >>> hits(reporting_verbs, "The mayor said it was late. Li claimed that it rained.")
    [('said', 'neutral'), ('claimed', 'distancing')]
    >>> hits(reporting_verbs, "The miner left the hill.")
    []
    >>> next(iter(reporting_verbs(Article.from_text("Li claimed that it rained.")))).reason
    '“claim” is a reporting verb (act: claim); it often leaves what is said to its speaker.'

    The class is the verb's usual one.  It misses verbs that report nothing here, and nouns (*the claim that*).
    """
    for a in reported(article):
        cue = verbs().get(a.verb)
        if cue and a.cue:
            yield Mark(
                a.cue, cue.stance, f"“{cue.word}” is a reporting verb (act: {cue.act}); it {STANCES[cue.stance]}."
            )


STANCES = {
    "neutral": "often only reports",
    "endorsing": "often takes what is said as so",
    "distancing": "often leaves what is said to its speaker",
}
