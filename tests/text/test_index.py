"""The index holds every word of every article, once, in order; saved, opened or built in parts it is the same."""

import string
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readingroom import Article, Corpus
from readingroom.text import index
from readingroom.text.index import Index, bare, fold, index_of, postings
from readingroom.text.stored import IndexProblem, open_index, save_index

ARRAYS = ("ids", "starts", "word_of", "bounds", "order")
texts = st.lists(st.text() | st.text(string.ascii_letters[:4] + "’'- .\n", max_size=60), max_size=5)


def made(texts: Sequence[str]) -> list[Article]:
    return [Article.from_text(text, id=f"a{n}", title=f"No. {n}", meta={"n": n}) for n, text in enumerate(texts)]


def same(one: Index, other: Index) -> bool:
    arrays = all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ARRAYS)
    return arrays and list(one.types) == list(other.types) and list(one.words) == list(other.words)


@given(texts)
@example(["İstanbul STRASSE straße", "the’s The’s’s it’s", ""])
def test_every_word_stands_in_its_place(texts):
    articles = made(texts)
    built = Index.build(articles)
    wanted = [[span.of(a.text) for span in a.words] for a in articles]
    assert [built.types[t] for t in built.ids] == [word for words in wanted for word in words]
    assert np.diff(built.starts).tolist() == [len(words) for words in wanted]
    assert [built.words[w] for w in built.word_of] == [fold(t) for t in built.types]
    assert built.words == sorted(set(built.words))


@given(texts)
def test_postings_hold_the_places_of_each_type(texts):
    built = Index.build(made(texts))
    for number in range(len(built.types)):
        assert built.places(np.array([number])).tolist() == np.flatnonzero(built.ids == number).tolist()


@given(st.lists(st.integers(0, 9)), st.integers(1, 7))
def test_postings_are_the_same_whatever_the_run(codes, run):
    ids = np.array(codes, np.int32)
    bounds = np.concatenate([[0], np.cumsum(np.bincount(ids, minlength=10))])
    before = index.RUN
    try:
        index.RUN = run
        assert postings(ids, bounds).tolist() == np.argsort(ids, kind="stable").tolist()
    finally:
        index.RUN = before


@given(texts)
def test_parts_merge_into_the_same_index(texts):
    articles = made(texts)
    before = index.PART
    try:
        index.PART = 10
        with ThreadPoolExecutor(2) as executor:
            assert same(Index.build(articles, executor=executor), Index.build(articles))
    finally:
        index.PART = before


@given(texts)
@example(["\ud800 lone", "line\u2028end\x00", ""])
def test_saved_and_opened_it_is_the_same(tmp_path_factory, texts):
    built = Index.build(made(texts))
    opened = open_index(save_index(built, tmp_path_factory.mktemp("kept") / "index"))
    assert same(opened, built)
    assert [(a, a.title, dict(a.meta)) for a in opened.articles] == [(a, a.title, dict(a.meta)) for a in built.articles]


def test_an_index_replaces_an_index_and_nothing_else(tmp_path: Path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(IndexProblem, match="holds no index"):
        save_index(Index.build([]), tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"
    save_index(Index.build(made(["one"])), tmp_path / "kept")
    save_index(Index.build(made(["two"])), tmp_path / "kept")
    assert list(open_index(tmp_path / "kept").types) == ["0", "No", "two"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["kept", "mine"]


@pytest.mark.parametrize("name", ["ids.npy", "bounds.npy", "types.txt", "lines.npy"])
def test_a_damaged_index_is_told_in_one_sentence(tmp_path: Path, name: str):
    folder = save_index(Index.build(made(["some words", "more words"])), tmp_path / "kept")
    (folder / name).write_bytes((folder / name).read_bytes()[:-9])
    with pytest.raises(IndexProblem, match="damaged"):
        open_index(folder)


def test_no_index_there(tmp_path: Path):
    with pytest.raises(IndexProblem, match="There is no index"):
        open_index(tmp_path)


def test_an_index_is_kept_for_the_same_articles():
    articles = made(["The river rose.", "The town slept."])
    assert index_of(articles) is index_of(Corpus(articles)) is index_of(tuple(articles))
    assert index_of(articles[:1]) is not index_of(articles)
    again = made(["The river rose.", "The town slept."])
    assert index_of(again) is not index_of(articles)  # their outlet or date may be another


@pytest.mark.parametrize(
    ("written", "counted"),
    [("China’s", "china"), ("CHINA'S", "china"), ("it’s", "it's"), ("states", "states"), ("non‑stop", "non-stop")],
)
def test_the_form_a_word_is_counted_by(written: str, counted: str):
    assert fold(written) == counted


def test_only_a_possessive_is_bared():
    assert [bare(w) for w in ("town's", "let's", "bus", "o'clock", "x's's")] == ["town", "let's", "bus", "o'clock", "x"]
