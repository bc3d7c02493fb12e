"""Who says what: attributions, with the rule that found each.

>>> from readingroom import Article, attributions
>>> for found in attributions(Article.from_text("“Go home,” said Li. He warned that ice was near.")):
...     print(found.speaker, found.kind, found.rule)
Li direct “said” reports the quoted words; its subject is “Li”.
Li indirect “warned” reports what follows; its subject is “He”, taken for Li, the last who spoke.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from functools import lru_cache

from readingroom.attribution.engine import find
from readingroom.attribution.model import Attribution as Attribution
from readingroom.attribution.model import Attributions as Attributions
from readingroom.text.article import Article
from readingroom.text.corpus import Corpus, as_corpus

__all__ = ["Attribution", "Attributions", "attributions"]

MANY = 20  # articles from which on a progress bar is shown


def attributions(
    texts: Article | Corpus | Iterable[Article], *, executor: Executor | None = None, progress: bool = True
) -> Attributions:
    """Who is said to have said what in an article, a corpus or a list of articles.

    An `executor` (any `concurrent.futures.Executor`) spreads the articles; more than twenty show a progress bar.

    >>> article = Article.from_text("The mayor said the bridge was safe.")
    >>> attributions(article)[0].speaker
    'the mayor'
    """
    articles = list(as_corpus(texts).values())
    found = executor.map(find, articles) if executor else map(_remembered, articles)
    if progress and len(articles) > MANY:
        found = _bar(found, len(articles))
    return Attributions((row for rows in found for row in rows), articles)


@lru_cache(maxsize=64)
def _remembered(article: Article) -> tuple[Attribution, ...]:
    """The widgets ask for the same article several times."""
    return find(article)


def _bar(found: Iterator[tuple[Attribution, ...]], total: int) -> Iterator[tuple[Attribution, ...]]:
    from tqdm.auto import tqdm

    return iter(tqdm(found, total=total, desc="attributions", unit="article"))
