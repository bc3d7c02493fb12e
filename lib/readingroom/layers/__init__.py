"""Layers: ways of marking an article, each with one question, its labels, and the reason for every mark.

A layer names forms, not motives.  `layers(article)` gives the marks of every layer; `LAYERS` holds what each one asks;
`add_layer` takes one of your own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from readingroom.layers.base import FINDERS, Layer, by_lexicon, hits
from readingroom.layers.numbers import NumberCard, NumberCards, provenance
from readingroom.text.article import Article, Mark
from readingroom.text.files import data_table

# each has finders
from readingroom.layers import evaluation, grammar, keywords, naming, quoting, sources, timing  # isort: skip # noqa: F401

__all__ = ["LAYERS", "Layer", "NumberCard", "NumberCards", "add_layer", "hits", "layers", "marks", "provenance"]

LAYERS: dict[str, Layer] = {}


def add_layer(layer: Layer) -> None:
    """Add a layer of your own behind those there are; its name and its letter must be new.

    >>> from readingroom.layers import LAYERS, add_layer
    >>> add_layer(LAYERS["modality"])
    Traceback (most recent call last):
    ...
    ValueError: There is a layer "modality" already; give yours another name.
    """
    if layer.name in LAYERS:
        raise ValueError(f'There is a layer "{layer.name}" already; give yours another name.')
    if len(layer.letter) != 1:
        raise ValueError(f'A layer\'s letter is one letter, like "X"; "{layer.name}" has "{layer.letter}".')
    for other in LAYERS.values():
        if other.letter.casefold() == layer.letter.casefold():
            raise ValueError(f'The layer "{other.name}" has the letter "{layer.letter}" already; choose another.')
    LAYERS[layer.name] = layer


def layers(article: Article) -> dict[str, list[Mark]]:
    """The marks of every layer on an article, in text order; found once and kept.

    >>> from readingroom import Article, layers
    >>> article = Article.from_text("It may rain, the mayor said.")
    >>> [m.reason for m in layers(article)["modality"]]
    ['“may” is a modal verb; it can express possibility or permission.']
    """
    return {name: marks(article, name) for name in LAYERS}


def marks(article: Article, name: str) -> list[Mark]:
    """The marks of one layer on an article, in text order; found once and kept.

    >>> from readingroom import Article
    >>> [m.label for m in marks(Article.from_text("It may rain, the mayor said."), "certainty")]
    ['hedge']
    """
    if not isinstance(article, Article):
        kind = type(article).__name__
        raise TypeError(f"Give one Article, not a {kind}. Article.from_text makes one from a text.")
    if name not in LAYERS:
        raise ValueError(f'There is no layer "{name}". The layers are: {", ".join(LAYERS)}.')
    return list(_marks(article, LAYERS[name]))


@lru_cache(maxsize=1024)
def _marks(article: Article, layer: Layer) -> tuple[Mark, ...]:
    try:
        found = sorted(set(layer.find(article)), key=lambda m: (m.span, m.label, m.reason))
    except Exception as problem:  # a layer may be anybody's
        raise ValueError(f'The layer "{layer.name}" stopped at an error of its own: {problem!r}.') from problem
    for mark in found:
        if mark.label not in layer.labels:
            known = ", ".join(layer.labels)
            raise ValueError(f'The layer "{layer.name}" gave the label "{mark.label}"; its labels are: {known}.')
        if mark.span.end > len(article.text):
            raise ValueError(f'The layer "{layer.name}" marked a place behind the end of the text: {mark.span}.')
    return tuple(found)


def _described() -> Iterator[Layer]:
    """The kit's layers, in the order of `layers.toml`."""
    for name, told in data_table("layers/layers.toml").items():
        words = {key: told[key] for key in ("title", "letter", "question", "caution")}
        find = by_lexicon(name, told["reason"]) if "reason" in told else FINDERS[name]
        yield Layer(name, **words, labels=tuple(told["labels"]), find=find)


for _layer in _described():
    add_layer(_layer)
