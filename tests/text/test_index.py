"""The index holds every word of every article, once, in order; saved, opened or built in parts it is the same."""

import string
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readingroom import Article, Corpus, collocates, concordance, dispersion, frequencies, keyness
from readingroom.text import codes as sorting
from readingroom.text import index
from readingroom.text.codes import postings
from readingroom.text.folding import bare, fold
from readingroom.text.index import Index, index_of
from readingroom.text.stored import IndexProblem, open_index, save_index

ARRAYS = ("ids", "starts", "blocks", "firsts", "word_of", "bounds", "order")
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
    begins = [sum(w.start < block.start for w in a.words) for a in articles for block in a.blocks]
    firsts = [start for a, start in zip(articles, built.starts, strict=False) for _ in a.blocks]
    places = {int(first) + begin for first, begin in zip(firsts, begins, strict=True)}
    assert set(built.blocks.tolist()) == places | set(built.starts.tolist())
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
    before = sorting.RUN
    try:
        sorting.RUN = run
        assert postings(ids, bounds).tolist() == np.argsort(ids, kind="stable").tolist()
    finally:
        sorting.RUN = before


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


def test_data_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path: Path):
    endless: dict[str, object] = {}
    endless["self"] = endless
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    for meta in (endless, {"deep": deep}):
        with pytest.raises(IndexProblem, match="The data of “a” cannot be saved"):
            save_index(Index.build(Article.from_text("some words", id="a", meta=meta)), tmp_path / "kept")
    assert not list(tmp_path.iterdir())


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


def test_no_count_is_too_wide_for_a_machine_of_32_bits(monkeypatch: pytest.MonkeyPatch):
    """Such a machine's numpy takes no 64-bit codes or counts: the ones here are made narrow before they are given."""
    real = {name: getattr(np, name) for name in ("bincount", "repeat")}

    def narrow(name: str):
        def call(values, *rest, **named):
            given = rest[0] if name == "repeat" else values
            if not np.can_cast(given.dtype, np.int32, "safe"):
                raise TypeError(f"Cannot cast array data from {given.dtype} to int32 according to the rule 'safe'")
            return real[name](values, *rest, **named)

        return call

    monkeypatch.setattr(np, "intp", np.int32)
    for name in real:
        monkeypatch.setattr(np, name, narrow(name))
    articles = made(["The river rose. The town’s bridge held.", "The end of the river, the end."])
    assert frequencies(articles)[0].count == 2
    assert frequencies(articles, n=2, by="lemma")[0].articles
    assert [part.count for part in dispersion(articles, "the")] == [2, 3]
    assert concordance(articles, "the {0,3} river|end").total == 4
    assert collocates(articles, "the")[0].count
    assert keyness(articles[0], articles[1])[0].target_count
