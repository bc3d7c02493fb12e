"""Collocates counted as in the lines, and measures with values from the literature and from NLTK."""

from collections import Counter
from itertools import pairwise
from math import log, log2, sqrt

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readingroom import Article, collocates
from readingroom.concordance.forms import QueryProblem
from readingroom.frequency import formulas
from readingroom.frequency.formulas import ranked
from readingroom.text.index import fold

letters = st.text("abAB’'- ,.\n", max_size=40)
letters |= st.lists(st.sampled_from(["a", "b", "A", "ab", "b’s", "x", "a, b."]), max_size=40).map(" ".join)
corpora = st.lists(letters, min_size=1, max_size=4).map(
    lambda texts: [Article.from_text(text, id=f"a{n}") for n, text in enumerate(texts)]
)


def by_hand(articles, node, left, right):
    """Pairs of places in one article at most that far apart: with the node first, and with any word."""
    near, pairs = Counter(), Counter()
    texts = [[fold(span.of(article.text)) for span in article.words] for article in articles]
    found = {word for words in texts for word in words}
    nodes = {node} & found or {word for word in found if "-" in word and node in word.split("-")}
    for words in texts:
        for n, word in enumerate(words):
            around = words[max(n - left, 0) : n] + words[n + 1 : n + 1 + right]
            pairs.update(around)
            if word in nodes:
                near.update(around)
    return near, pairs


@given(corpora, st.sampled_from(["a", "b", "ab"]), st.integers(0, 3), st.integers(1, 3))
@example([Article.from_text("a a b a", id="x"), Article.from_text("a", id="y")], "a", 2, 2)
def test_counts_are_those_of_the_lines(articles, node, left, right):
    near, pairs = by_hand(articles, node, left, right)
    found = collocates(articles, node, window=(left, right))
    assert {row.word: row.count for row in found} == dict(near)
    for row in found:
        assert row.left + row.right == row.count
        assert row.expected == pytest.approx(near.total() * pairs[row.word] / pairs.total())
        assert row.log_likelihood == pytest.approx(signed(row.count, near.total(), pairs[row.word], pairs.total()))
    assert all(a.log_likelihood > b.log_likelihood - 1e-9 for a, b in pairwise(found))


def signed(o11, near, pairs, total):
    """G² with its sign, as the textbook has it: twice the sum of O ln(O / E) over the four cells."""
    cells = [o11, near - o11, pairs - o11, total - near - pairs + o11]
    margins = [near * pairs, near * (total - pairs), (total - near) * pairs, (total - near) * (total - pairs)]
    g2 = 2 * sum(o * log(o * total / m) for o, m in zip(cells, margins, strict=True) if o)
    return g2 if o11 * total >= near * pairs else -g2


def test_a_word_that_keeps_away_is_negative():
    text = "salt pepper " * 40 + "sugar milk " * 40
    rows = {row.word: row for row in collocates(Article.from_text(text), "pepper", window=1)}
    assert rows["salt"].log_likelihood > 0
    assert "milk" not in rows
    assert rows["sugar"].log_likelihood < 0
    assert rows["sugar"].mi < 0


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "published"),
    [
        (110, 2442, 111, 29114, 270.72),  # the swiss
        (29, 13, 123, 31612, 263.90),  # can be
        (31, 23, 139, 31584, 256.84),  # previous year
        (10, 0, 3, 31764, 167.23),  # mineral water
    ],
)
def test_log_likelihood_has_dunnings_values(both, first, second, neither, published):
    # Dunning (1993), Computational Linguistics 19:1, table of bigrams in newswire
    total = both + first + second + neither
    found = formulas.log_likelihood(np.array([both]), both + first, np.array([both + second]), total)
    assert round(found[0], 2) == published


def test_mi_t_and_log_dice_have_their_published_values():
    # Church & Hanks (1990): honorary doctor, f = 12, 111, 621 in 15 million words, I = 11.3
    assert formulas.mutual_information(np.array([12]), np.array([111 * 621 / 15e6]))[0] == pytest.approx(
        11.35, abs=0.01
    )
    # Manning & Schütze (1999), 5.3.1: new companies, f = 8, 15828, 4675 in 14307668 words, t = 0.999932
    assert round(formulas.t_score(np.array([8]), np.array([15828 * 4675 / 14307668]))[0], 6) == 0.999932
    # Rychlý (2008): 14 where the two words only ever stand together
    assert formulas.log_dice(np.array([7]), 7, np.array([7]))[0] == 14


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50), st.integers(1, 500))
def test_the_measures_agree_with_nltk(both, first, second, neither):
    from nltk.metrics import BigramAssocMeasures as Nltk

    total, near, pairs = both + first + second + neither, both + first, both + second
    marginals = (both, (near, pairs), total)
    expected = np.array([near * pairs / total])
    observed = np.array([both])
    likelihood = formulas.log_likelihood(observed, near, np.array([pairs]), total)[0]
    assert abs(likelihood) == pytest.approx(Nltk.likelihood_ratio(*marginals), abs=1e-6)
    assert formulas.mutual_information(observed, expected)[0] == pytest.approx(Nltk.pmi(*marginals))
    assert formulas.t_score(observed, expected)[0] == pytest.approx(Nltk.student_t(*marginals), abs=1e-6)
    assert formulas.log_dice(observed, near, np.array([pairs]))[0] == pytest.approx(14 + log2(Nltk.dice(*marginals)))


def test_worked_by_hand():
    # six words in one row, window 1: ten pairs in all; x stands beside a twice of the four slots around a
    rows = {row.word: row for row in collocates(Article.from_text("x a y x a z"), "a", window=1)}
    x = rows["x"]
    assert (x.count, x.left, x.right, x.frequency) == (2, 2, 0, 2)
    assert x.expected == pytest.approx(4 * 3 / 10)
    assert x.mi == pytest.approx(log2(2 / 1.2))
    assert x.t == pytest.approx((2 - 1.2) / sqrt(2))
    assert x.log_dice == pytest.approx(14 + log2(2 * 2 / (2 + 2)))


def test_a_phrase_is_a_node_and_rare_words_can_be_left_out():
    article = Article.from_text("old stone bridge; new stone bridge; old stone wall")
    found = collocates(article, "stone bridge", window=1)
    assert {row.word: row.count for row in found} == {"old": 2, "new": 2}
    assert {row.word for row in collocates(article, "stone", window=1, least=2)} == {"old", "bridge"}
    assert "2 hits" in found.caption
    assert "no such word; nearest: stone (3)" in collocates(article, "stoen").caption


@pytest.mark.parametrize("window", [0, (0, 0), -1, 51, (3, -1)])
def test_a_window_has_words(window):
    with pytest.raises(QueryProblem, match="A window is"):
        collocates(Article.from_text("a b"), "a", window=window)


@given(st.lists(st.sampled_from([0.0, 1.5, -2.0, 1.5000001, 3e7])))
def test_ranked_keeps_the_order_of_equals(values):
    wanted = sorted(range(len(values)), key=lambda n: -round(values[n], 6))
    assert ranked(np.array(values, float)).tolist() == wanted
