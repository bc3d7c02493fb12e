"""How good: words of praise and blame, with whose words they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.layers.base import Hit, layer, lexicon, plain
from readingroom.layers.voices import whose
from readingroom.text.article import Article, Mark


@layer("evaluation")
def evaluation(article: Article) -> Iterator[Mark]:
    """Words of praise and blame (attitude in Martin & White 2005), and whose words they stand in.

    >>> from readingroom.layers import hits, layers
    >>> hits(evaluation, "A friendly guide, a tragic loss.")
    [('friendly', 'positive'), ('tragic', 'negative')]
    >>> hits(evaluation, "They are best known for goods at a trade fair.")
    []
    >>> article = Article.from_text("The mayor said the road was not safe.")
    >>> next(iter(evaluation(article))).reason
    '“safe” is listed as positive (appreciation), behind “not”; it stands in words reported from the mayor.'

    It misses evaluation by facts alone, irony, and most verbs; a word's usual side need not be its side here.
    """
    for hit in lexicon("evaluation").find(article):
        if _in_a_name(hit):
            continue
        kind = f"{hit.entry.label} ({hit.entry.note}){_denied(hit)}"
        yield hit.mark(article, f"is listed as {kind}; it stands {whose(article, hit.span)}.")


def _in_a_name(hit: Hit) -> bool:
    """Whether a capital within the sentence makes the word a part of a name: "the Friendly Society"."""
    before = hit.sentence[hit.first - 1].text[-1] if hit.first else ""
    return hit.sentence[hit.first].text[0].isupper() and before.isalnum()


DENIALS = {"not", "n't", "no", "never", "without", "hardly", "nor"}


def _denied(hit: Hit) -> str:
    before = hit.sentence[max(hit.first - 3, 0) : hit.first]
    word = next((t.text for t in reversed(before) if plain(t.text) in DENIALS), None)
    return f", behind “{word}”" if word else ""
