"""The page for teachers: every layer is there, every mistake it confesses is still made, and its example runs."""

from __future__ import annotations

import re

import pytest

from project import ROOT
from readingroom import Article, layers
from readingroom.layers import LAYERS, hits

PAGE = (ROOT / "notebooks" / "teaching" / "layers.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## ([a-z-]+) \(\w\)\n(.*?)(?=^## )", PAGE, re.M | re.S))
MISTAKES = [
    pytest.param(name, *mistake, id=f"{name}: {mistake[0]}")
    for name, body in SECTIONS.items()
    for mistake in re.findall(r"False hit: `(.+?)` marks \*(.+?)\* as \*(.+?)\*:", body)
]


def test_every_layer_has_its_section():
    headings = re.findall(r"^## ([a-z-]+) \((\w)\)$", PAGE, re.M)
    assert headings == [(layer.name, layer.letter) for layer in LAYERS.values()]
    for name, layer in LAYERS.items():
        body = " ".join(SECTIONS[name].split())
        assert f"*{layer.question}*" in body
        assert "**Do not conclude**" in body
        assert "**It misses**" in body
        assert all(f"`{label}`" in body for label in layer.labels)


def test_every_layer_confesses_a_mistake():
    assert {p.values[0] for p in MISTAKES} == set(LAYERS)


@pytest.mark.parametrize(("name", "sentence", "words", "label"), MISTAKES)
def test_a_known_false_hit_is_still_one(name, sentence, words, label):
    assert (words, label) in hits(LAYERS[name].find, sentence)


def test_the_example_of_an_own_layer_runs():
    [code] = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    try:
        exec(code, {})
        found = layers(Article.from_text("It rained – again. It stopped."))["dashes"]
        assert [mark.label for mark in found] == ["dash"]
    finally:
        LAYERS.pop("dashes", None)
