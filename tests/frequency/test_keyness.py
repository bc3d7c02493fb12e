"""Keyness: two sides, both named, with formulas worked by hand."""

from math import log, log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom import Article, frequencies, keyness
from readingroom.frequency import formulas

words = st.lists(st.sampled_from(["rain", "sun", "wind", "the", "snow"]), min_size=1, max_size=30).map(" ".join)
HERE = Article.from_text("rain " * 20 + "sun " * 5 + "wind " * 75, id="here")
THERE = Article.from_text("rain " * 10 + "sun " * 40 + "snow " * 2 + "wind " * 148, id="there")


def test_worked_by_hand():
    rows = {row.word: row for row in keyness(HERE, THERE)}
    rain = rows["rain"]
    assert (rain.target_count, rain.reference_count) == (20, 10)
    assert (rain.target_per_million, rain.reference_per_million) == (200_000, 50_000)
    # 30 in 300 words: 10 expected in the 100 here, 20 in the 200 there
    likelihood = 2 * (20 * log(20 / 10) + 10 * log(10 / 20))
    assert rain.log_likelihood == pytest.approx(likelihood)
    assert rain.log_ratio == pytest.approx(log2(0.2 / 0.05)) == 2
    assert rain.diff == pytest.approx(300)
    assert rain.bic == pytest.approx(likelihood - log(300))
    assert rows["sun"].log_likelihood == pytest.approx(-2 * (5 * log(5 / 15) + 40 * log(40 / 30)))
    assert rows["sun"].diff == pytest.approx(-75)
    assert rows["snow"].log_likelihood == pytest.approx(-2 * (2 * log(2 / (4 / 3))))
    assert rows["snow"].log_ratio == pytest.approx(log2((0.5 / 100) / (2 / 200)))


@given(words, words)
def test_the_other_way_round_is_the_same_with_the_other_sign(one, two):
    a, b = Article.from_text(one, id="a"), Article.from_text(two, id="b")
    there = {row.word: row for row in keyness(b, a)}
    for row in keyness(a, b):
        assert row.log_likelihood == pytest.approx(-there[row.word].log_likelihood, abs=1e-6)
        assert row.log_ratio == pytest.approx(-there[row.word].log_ratio)
        assert row.bic == pytest.approx(there[row.word].bic)


@given(words, words)
def test_counts_are_those_of_the_frequency_lists(one, two):
    a, b = Article.from_text(one, id="a"), Article.from_text(two, id="b")
    counts = [{row.word: row.count for row in frequencies(text, stopwords=())} for text in (a, b)]
    found = keyness(a, b)
    assert {row.word for row in found} == {*counts[0], *counts[1]}
    for row in found:
        assert [row.target_count, row.reference_count] == [side.get(row.word, 0) for side in counts]
    assert [row.log_likelihood for row in found] == sorted((row.log_likelihood for row in found), reverse=True)


@given(words)
def test_a_text_against_itself_has_no_key_words(text):
    a = Article.from_text(text, id="a")
    assert all(abs(row.log_likelihood) < 1e-9 and row.log_ratio == 0 for row in keyness(a, a))


def test_a_word_the_reference_lacks():
    row = keyness(THERE, HERE)[0]
    snow = next(r for r in keyness(THERE, HERE) if r.word == "snow")
    assert row.word == "sun"
    assert snow.diff == float("inf")
    assert formulas.log_ratio(np.array([4]), np.array([0]), 1000, 1000)[0] == 3


def test_both_sides_are_named():
    found = keyness(HERE, [THERE, Article.from_text("snow", id="elsewhere")])
    assert "here (100 words)" in found.target
    assert "there, elsewhere" in found.reference
    assert found.target in found.caption
    assert found.reference in found.caption


def test_against_general_english():
    found = keyness(Article.from_text("the treaty the treaty of the strategic partnership", id="x"))
    assert "general English" in found.caption
    assert found[0].word in ("treaty", "strategic", "partnership")
    the = next(row for row in found if row.word == "the")
    assert 4_000_000 < the.reference_count < 7_000_000  # in 100 million words


def test_rare_words_can_be_left_out():
    assert {row.word for row in keyness(HERE, THERE, least=3)} == {"rain", "sun", "wind"}


def test_what_cannot_be_compared_is_told():
    with pytest.raises(ValueError, match="general English"):
        keyness(HERE, "French")
    with pytest.raises(ValueError, match="no"):
        keyness(HERE, Article.from_text("…", id="none"))
