"""Every line of every lexicon: whole, found, and silent on its own negative example."""

from __future__ import annotations

import pytest

from project import LIBRARY
from readingroom import Article
from readingroom.layers.base import Lexicon, lexicon
from readingroom.layers.timing import patterns, times

NAMES = sorted(path.stem for path in (LIBRARY / "layers" / "lexicons").glob("*.tsv"))
ENTRIES = [pytest.param(e, id=f"{name}: {e.form} {e.label}") for name in NAMES for e in lexicon(name).entries]


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_leaves_its_look_alike_alone(entry):
    assert entry.source
    assert entry.unlike.endswith((".", "?", "!"))
    assert not list(Lexicon([entry]).find(Article.from_text(entry.unlike)))


@pytest.mark.parametrize("name", NAMES)
def test_no_form_stands_twice_with_one_tag(name):
    forms = [(e.form, e.tag) for e in lexicon(name).entries]
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize("pattern", patterns(), ids=lambda p: p.regex.pattern[:40])
def test_a_pattern_of_time_leaves_its_look_alike_alone(pattern):
    article = Article.from_text(pattern.unlike)
    assert not [m for m in times(article) if pattern.regex.search(m.span.of(article.text))]
