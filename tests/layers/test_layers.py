"""The layers: what must hold for any text, and for the list of layers itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readingroom import Article, ArticleReader, Mark, Span, layers
from readingroom.layers import LAYERS, Layer, add_layer, marks

PIECES = """“ ” " ' ’ ‘ . , ; : – ( ) % $ US$ € 3.8 2,000 9th 1999 May may will must by was were signed had has the of
to in said Li Wang China Beijing minister spokesperson officials about more than again stop stopped it is who before if
development cooperation very so-called according five percent billion bln half a million 2.5m 4% yuan 😀 é \u202e"""
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(st.sampled_from([*PIECES.split(), "\n\n"]), max_size=60).map(" ".join)
)


@given(TEXTS, st.sampled_from(["", "Roads closed"]))
@settings(deadline=None, max_examples=150)
def test_marks_fit_and_are_in_order(text, title):
    article = Article.from_text(text, title=title, outlet="The Gazette")
    for name, found in layers(article).items():
        assert found == sorted(found, key=lambda m: m.span)
        assert len(set(found)) == len(found)
        for mark in found:
            assert mark.span.of(article.text).strip()
            assert mark.span.end <= len(article.text)
            assert mark.label in LAYERS[name].labels
            assert mark.reason.endswith(".")


def test_letters_names_and_words_of_each_layer():
    letters = [layer.letter for layer in LAYERS.values()]
    assert len(set(letters)) == len(letters)
    for name, layer in LAYERS.items():
        assert name == layer.name
        assert layer.question.endswith("?")
        assert layer.caution.endswith(".")
        assert len(set(layer.labels)) == len(layer.labels) > 0


def test_the_answer_is_the_askers_own():
    article = Article.from_text("It may rain.")
    layers(article)["modality"].clear()
    assert len(layers(article)["modality"]) == 1


@pytest.fixture
def own():
    layer = Layer("tea", "Tea", "Y", "Where is tea?", "Tea is not proof.", ("tea",), _tea)
    yield layer
    LAYERS.pop("tea", None)


def _tea(article):
    return [Mark(w, "tea", "It is tea.") for w in article.words if w.of(article.text) == "tea"]


def test_a_layer_of_ones_own(own):
    article = Article.from_text("More tea, then tea.")
    before = layers(article)
    add_layer(own)
    assert [m.span for m in layers(article)["tea"]] == [Span(5, 8), Span(15, 18)]
    assert list(layers(article)) == [*before, "tea"]


@pytest.mark.parametrize(
    ("change", "message"),
    [({"name": "voice"}, '"voice" already'), ({"letter": "v"}, 'letter "v" already'), ({"letter": "Te"}, "one letter")],
)
def test_a_layer_that_cannot_be_added(own, change, message):
    with pytest.raises(ValueError, match=message):
        add_layer(replace(own, **change))
    assert "tea" not in LAYERS


def test_a_label_nobody_announced_is_named(own):
    add_layer(replace(own, labels=("coffee",)))
    with pytest.raises(ValueError, match='"tea" gave the label "tea"; its labels are: coffee'):
        layers(Article.from_text("More tea."))


def test_a_place_behind_the_text_is_named(own):
    add_layer(replace(own, find=lambda article: [Mark(Span(0, 99), "tea", "It is tea.")]))
    with pytest.raises(ValueError, match="behind the end of the text"):
        layers(Article.from_text("More tea."))


def test_an_error_of_a_layers_own_names_the_layer(own):
    add_layer(replace(own, find=lambda article: article.no_such_thing))
    with pytest.raises(ValueError, match=r'"tea" stopped at an error of its own: AttributeError.*no_such_thing'):
        layers(Article.from_text("More tea."))


def test_the_page_says_which_layer_stopped(own):
    add_layer(replace(own, find=lambda article: article.no_such_thing))
    reader = ArticleReader(Article.from_text("More tea.", id="stopped"))
    reader.page._handle_custom_msg({"do": "lay"}, [])
    assert 'layer "tea" stopped' in reader.page.kept["said"]


def test_not_an_article():
    with pytest.raises(TypeError, match="Give one Article, not a str"):
        layers("It may rain.")


def test_one_layer_at_a_time():
    article = Article.from_text("It may rain, the mayor said.")
    assert all(marks(article, name) == found for name, found in layers(article).items())
    with pytest.raises(ValueError, match='There is no layer "hedges"'):
        marks(article, "hedges")


def test_the_function_keeps_its_name_whoever_loads_the_module():
    import readingroom
    import readingroom.layers.base

    assert callable(readingroom.layers)
