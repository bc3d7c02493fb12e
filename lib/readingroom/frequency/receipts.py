"""A receipt opened: what it asked is asked again of the same texts, as they are here."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from inspect import signature
from typing import Any

from readingroom.concordance import concordance
from readingroom.frequency.collocation import collocates
from readingroom.frequency.counts import frequencies
from readingroom.frequency.dispersion import dispersion
from readingroom.frequency.keyness import keyness
from readingroom.text.article import Article
from readingroom.text.corpus import Corpus, as_corpus, load_corpus
from readingroom.text.folders import packs
from readingroom.text.receipts import ReceiptProblem, fingerprint, named, read
from readingroom.text.results import Result

ASKS = {ask.__name__: ask for ask in (concordance, frequencies, collocates, dispersion, keyness)}


def open_receipt(receipt: str, texts: Article | Corpus | Iterable[Article] | None = None) -> Result[Any]:
    """The result that a receipt is for, asked again: of the kit's and the reader's own texts, or of those given.

    Where a text here is not the one the receipt is for, or the version is another, a warning says so.

    >>> from readingroom import Article, concordance
    >>> article = Article.from_text("The river rose; the river fell.", id="flood")
    >>> receipt = concordance(article, "river", sort="left").receipt()
    >>> open_receipt(receipt, article).caption
    '“river” in flood: 2 hits'
    """
    asked = read(receipt)
    ask: Any = ASKS.get(asked.ask)
    if ask is None or not signature(ask).parameters.keys() >= asked.settings.keys() | asked.texts.keys():
        message = f"This receipt is for “{asked.ask}” as Reading Room {asked.version} has it; it cannot be asked here."
        raise ReceiptProblem(message)
    here = _here() if texts is None else list(as_corpus(texts).values())
    found = {name: _found(wanted, here) for name, wanted in asked.texts.items()}
    if asked.version != version("readingroom"):
        warnings.warn(f"Made with version {asked.version}; here, figures may differ.", stacklevel=2)
    result: Result[Any] = ask(**found, **asked.settings)
    return result


def _here() -> list[Article]:
    return [article for pack in packs() for article in load_corpus(pack=pack, added=pack == "five").values()]


def _found(wanted: Sequence[tuple[str, str]], here: Sequence[Article]) -> list[Article]:
    """The articles with these fingerprints, or else with these ids, in their order."""
    if wanted == named(here):
        return list(here)
    prints = {fingerprint(article.text): article for article in here}
    names = {article.id: article for article in here}
    missing = [id for id, found in wanted if found not in prints and id not in names]
    if missing:
        them = ", ".join(f"“{id}”" for id in missing)
        raise ReceiptProblem(f"The receipt is for {them}, not found here; add it, or give it: open_receipt(…, texts).")
    other = [id for id, found in wanted if found not in prints]
    if other:
        them = ", ".join(f"“{id}”" for id in other)
        warnings.warn(f"The text of {them} is not the one the receipt is for; figures may differ.", stacklevel=3)
    return [prints.get(found) or names[id] for id, found in wanted]
