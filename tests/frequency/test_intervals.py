"""Intervals: drawn over articles or sentences, wide where texts are few, the same for the same seed."""

import random

import numpy as np
import pytest

from readingroom import Article, frequencies, keyness


def articles(n, rate=0.1, size=50, seed=1):
    """Texts of so many words in which one word in ten is *rain*, by chance."""
    draw = random.Random(seed)
    words = [["rain" if draw.random() < rate else "sun" for _ in range(size)] for _ in range(n)]
    return [Article.from_text(" ".join(row), id=f"s{seed}-{k}") for k, row in enumerate(words)]


def interval(found, word="rain", **settings):
    return next(row for row in found.intervals(**settings) if row.word == word)


def test_the_figure_is_that_of_the_list_and_lies_within():
    found = frequencies(articles(30))
    for row, listed in zip(found.intervals(), found, strict=True):
        assert (row.word, row.figure) == (listed.word, listed.per_million)
        assert row.low <= row.figure <= row.high
    assert "30 articles" in found.intervals().caption


def test_few_texts_look_unsure():
    widths = [(row.high - row.low) for row in (interval(frequencies(articles(n))) for n in (10, 40, 160))]
    assert widths[0] > 1.4 * widths[1] > 1.4 * 1.4 * widths[2]


def test_texts_that_are_all_alike_leave_no_doubt():
    same = [Article.from_text("rain sun sun sun", id=str(n)) for n in range(8)]
    row = interval(frequencies(same))
    assert row.low == row.figure == row.high == 250_000


def test_the_true_rate_lies_in_about_95_of_100_intervals():
    rows = [interval(frequencies(articles(20, seed=seed))) for seed in range(100)]
    assert 85 <= sum(row.low <= 100_000 <= row.high for row in rows) <= 100


def test_one_seed_draws_the_same_and_another_does_not():
    found = frequencies(articles(12))
    assert list(found.intervals(seed=1)) == list(found.intervals(seed=1))
    assert list(found.intervals(seed=1)) != list(found.intervals(seed=2))


def test_a_few_articles_are_drawn_by_their_sentences():
    article = Article.from_text("It rained. The sun came out.", id="x", title="Rain")
    other = Article.from_text("It rained. It snowed. It rained.", id="y")
    found = frequencies([article, other]).intervals()
    assert "draws of 6 sentences" in found.caption
    assert found[0].word == "rained"


def test_one_article_is_drawn_by_sentences_and_a_voice_by_turns():
    article = Article.from_text("It rained. " * 6 + "“It snowed,” said Ana Ruiz. " * 6, id="x", title="Weather")
    assert "draws of 13 sentences" in frequencies(article).intervals().caption
    assert "draws of 6 turns of speech" in frequencies(article, speaker="Ana Ruiz").intervals().caption
    assert interval(frequencies(article), "rained").low < interval(frequencies(article), "rained").high


@pytest.mark.parametrize(
    "texts", [Article.from_text("It rained. It rained again."), articles(3), Article.from_text("")]
)
def test_too_few_to_draw_from_is_told(texts):
    found = frequencies(texts).intervals()
    assert all((row.low, row.high) == (None, None) for row in found)
    assert "too few" in found.caption


def test_key_words_that_are_not_shown_to_be_key_hold_0():
    here, there = articles(30, rate=0.3, seed=1), articles(30, rate=0.1, seed=2)
    row = interval(keyness(here, there))
    assert 0 < row.low < np.log2(3) < row.high
    assert row.figure == keyness(here, there)[0].log_ratio
    again = interval(keyness(articles(30, seed=3), articles(30, seed=4)))
    assert again.low < 0 < again.high
    assert "30 articles and of 30 articles" in keyness(here, there).intervals().caption


def test_key_words_against_general_english_are_drawn_on_one_side():
    found = keyness(articles(12))
    assert "draws of 12 articles" in found.intervals().caption
    assert interval(found).low > 5


def test_rows_of_words_have_intervals_too():
    row = interval(frequencies(articles(20), n=2, stopwords=()), "sun sun")
    assert row.low < row.figure < row.high
