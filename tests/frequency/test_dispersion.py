"""Dispersion of a query over the articles, with its published values."""

import pytest

from readingroom import Article, dispersion

PARTS = [
    "b a m n i b e u p",
    "b a s a t b e w q n",
    "b c a g a b e s t a",
    "b a g h a b e a a t",
    "b a h a a b e a x a t",
]
ARTICLES = [Article.from_text(part, id=str(n)) for n, part in enumerate(PARTS)]


def test_gries_small_corpus():
    # Gries (2008, 2020) works this corpus out: DP 0.18, its norm 0.22, Juilland's D 0.785
    found = dispersion(ARTICLES, "a")
    assert (round(found.dp, 2), round(found.dp_norm, 2), round(found.juilland, 3)) == (0.18, 0.22, 0.785)
    assert [row.count for row in found] == [1, 2, 3, 4, 5]
    assert [row.words for row in found] == [9, 10, 10, 10, 11]
    assert [round(row.expected_share, 2) for row in found] == [0.18, 0.2, 0.2, 0.2, 0.22]
    assert sum(row.share for row in found) == pytest.approx(1)


def test_all_in_one_article_is_most_uneven():
    found = dispersion([Article.from_text("a a", id="x"), Article.from_text("b b", id="y")], "a")
    assert (found.dp, found.dp_norm, found.juilland, found.articles) == (0.5, 1.0, 0.0, 1)


def test_a_phrase_and_a_word_that_is_not_there():
    assert [row.count for row in dispersion(ARTICLES, "b e")] == [1, 1, 1, 1, 1]
    none = dispersion(ARTICLES, "zzz")
    assert (none.articles, none.dp, none.juilland) == (0, None, None)
    assert "0 times" in none.caption


def test_one_article_has_no_spread():
    found = dispersion(ARTICLES[0], "a")
    assert (found.dp, found.dp_norm, found.juilland) == (0.0, None, None)


@pytest.mark.parametrize("articles", [[], Article.from_text("")])
def test_texts_without_words(articles):
    assert dispersion(articles, "a").articles == 0
