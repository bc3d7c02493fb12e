"""Counts are those made by hand, lead to as many lines, and the measures have their published values."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom import Article, concordance, frequencies
from readingroom.frequency.counts import default_stopwords
from readingroom.frequency.diversity import mattr, mtld, ttr
from readingroom.text.index import fold

letters = st.text("abAB’'- ,.\n", max_size=40)
letters |= st.lists(st.sampled_from(["a", "b", "A", "ab", "b’s", "x", "a, b."]), max_size=40).map(" ".join)
corpora = st.lists(letters, min_size=1, max_size=4).map(
    lambda texts: [Article.from_text(text, id=f"a{n}") for n, text in enumerate(texts)]
)
FLOOD = (
    "the river rose and the town slept while the rain fell on the hills and on the roofs of the town and the river ran "
    "over the old bridge and into the lower streets where the people had left their cars and their bicycles and the "
    "mayor said that the bridge would hold and the people said that the mayor had said so before"
)


def folded(article):
    return [fold(span.of(article.text)) for span in article.words]


def blocks(articles):
    """The words of each headline and paragraph."""
    for article in articles:
        starts = [block.start for block in article.blocks] + [len(article.text)]
        for start, stop in pairwise(starts):
            yield [fold(w.of(article.text)) for w in article.words if start <= w.start < stop]


@given(corpora, st.integers(1, 5))
def test_counts_are_those_made_by_hand(articles, n):
    rows = [words[k : k + n] for words in blocks(articles) for k in range(len(words) - n + 1)]
    wanted = sorted(Counter(map(tuple, rows)).items(), key=lambda item: (-item[1], item[0]))
    found = frequencies(articles, n=n, stopwords=())
    assert [(tuple(row.word.split()), row.count) for row in found] == wanted
    assert found.types == len(wanted)
    assert found.tokens == sum(len(folded(a)) for a in articles)


@given(corpora, st.sampled_from(["word", "lemma"]), st.integers(1, 2))
def test_every_count_leads_to_as_many_lines(articles, by, n):
    for row in frequencies(articles, by=by, n=n, stopwords=()):
        lines = concordance(articles, row.word, by=by)
        assert lines.total == row.count
        assert len({line.article for line in lines}) == row.articles


@given(corpora, st.lists(st.sampled_from(["a", "B", "ab", "a’s", "zz"])))
def test_stopwords_are_left_out_and_nothing_else(articles, stopwords):
    left_out = set(map(fold, stopwords))
    all_rows = {row.word: row.count for row in frequencies(articles, stopwords=())}
    found = frequencies(articles, stopwords=stopwords)
    assert {row.word: row.count for row in found} == {w: c for w, c in all_rows.items() if w not in left_out}


def test_n_grams_agree_with_scikit_learn():
    # CountVectorizer(ngram_range=(2, 2)) of scikit-learn 1.9 on the same text, which has no one-letter words
    found = frequencies(Article.from_text(FLOOD), n=2, stopwords=())
    assert [(row.word, row.count) for row in found[:6]] == [
        ("and the", 4),
        ("on the", 2),
        ("said that", 2),
        ("that the", 2),
        ("the mayor", 2),
        ("the people", 2),
    ]
    assert len(found) == 53


def test_a_row_of_words_does_not_cross_articles_or_edge_on_stopwords():
    articles = [Article.from_text("the river of time", id="x"), Article.from_text("time flows", id="y")]
    assert [r.word for r in frequencies(articles, n=2, stopwords=["of"])] == ["the river", "time flows"]
    assert [r.word for r in frequencies(articles, n=3, stopwords=["of"])] == ["river of time"]


def test_the_caption_names_the_stopwords():
    article = Article.from_text("The river rose and the river fell.", id="flood")
    assert f"without {len(default_stopwords())} common English stopwords" in frequencies(article).caption
    assert "without 1 chosen stopwords" in frequencies(article, stopwords=["the"]).caption
    assert "no stopwords left out" in frequencies(article, stopwords=()).caption
    assert frequencies(article).stopwords == default_stopwords()


def test_the_stopword_list_is_clean():
    words = default_stopwords()
    assert list(words) == sorted(set(words))
    assert all(fold(word) == word for word in words)
    assert not {"not", "no", "never", "must", "may", "said"} & set(words)


def test_dispersion_has_its_published_values():
    # Gries' small corpus of five parts; its author gives DP 0.18 for the word a
    parts = [
        "b a m n i b e u p",
        "b a s a t b e w q n",
        "b c a g a b e s t a",
        "b a g h a b e a a t",
        "b a h a a b e a x a t",
    ]
    articles = [Article.from_text(part, id=str(n)) for n, part in enumerate(parts)]
    row = next(row for row in frequencies(articles, stopwords=()) if row.word == "a")
    assert (row.count, row.articles, row.per_million) == (15, 5, 300_000)
    assert round(row.dispersion, 2) == 0.18


@given(corpora)
def test_dispersion_by_its_definition(articles):
    texts = [folded(a) for a in articles]
    sizes = np.array([len(t) for t in texts])
    for row in frequencies(articles, stopwords=()):
        counts = np.array([t.count(row.word) for t in texts])
        assert row.dispersion == pytest.approx(np.abs(counts / counts.sum() - sizes / sizes.sum()).sum() / 2)


def test_rows_far_down_are_counted_too():
    words = " ".join(f"w{n} " * (400 - n) for n in range(400))
    found = frequencies(Article.from_text(words), stopwords=())
    assert (found[399].word, found[399].count, found[-1].word) == ("w399", 1, "w399")
    assert [row.count for row in found] == list(range(400, 0, -1))


def test_lemmas_count_the_forms_of_a_word_and_leave_names_alone():
    article = Article.from_text("Countries met. A country said what countries say. Mr Jinping spoke; Jinping agreed.")
    counts = {row.word: row.count for row in frequencies(article, by="lemma", stopwords=())}
    assert (counts["country"], counts["say"], counts["jinping"]) == (3, 2, 2)


@pytest.mark.parametrize("settings", [{"n": 0}, {"n": 6}, {"n": 1.5}, {"by": "sound"}, {"stopwords": "the"}])
def test_what_cannot_be_counted_is_told(settings):
    with pytest.raises(ValueError, match=r"words|word"):
        frequencies(Article.from_text("a b"), **settings)


def test_variety_agrees_with_lexicalrichness():
    # computed with LexicalRichness 0.5.1 on the same words: ttr, mattr(10), mattr(25), mtld(0.72)
    numbers = np.unique(FLOOD.split(), return_inverse=True)[1]
    assert ttr(numbers) == 0.53125
    assert mattr(numbers, 10) == pytest.approx(0.8236363636363628)
    assert mattr(numbers, 25) == pytest.approx(0.671)
    assert mtld(numbers) == pytest.approx(17.91614212781662)


@given(st.lists(st.integers(0, 5)), st.integers(1, 6))
def test_mattr_by_its_definition(numbers, window):
    windows = [numbers[n : n + window] for n in range(len(numbers) - window + 1)]
    wanted = pytest.approx(sum(len(set(w)) / window for w in windows) / len(windows)) if windows else None
    assert mattr(np.array(numbers, int), window) == wanted


def test_variety_comes_with_its_warning():
    found = frequencies(Article.from_text(FLOOD)).diversity(window=25)
    assert [row.measure for row in found] == ["TTR", "MATTR-25", "MTLD"]
    assert found[0].value == 0.53125
    assert "depends on length" in found.caption


def test_bars_have_their_words_and_their_table():
    bars = frequencies(Article.from_text("<river> river & town"), stopwords=()).plot(limit=1)
    assert [(row.word, row.count) for row in bars] == [("river", 2)]
    assert 'data-word="river"' in bars.svg
    assert "<title>" in bars.svg
    assert "<table" in bars._repr_html_()
