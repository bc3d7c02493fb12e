"""A corpus: articles by name; and every way in which an article's file can be wrong, each with its sentence."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom import Article, Corpus, load_corpus
from readingroom.text.corpus import MOST_WORDS, ArticleFileProblem, UnknownArticle, as_corpus, read_article

GOOD = "---\ntitle: Rain stops play\noutlet: The Gazette\npublished: 2024-05-01\n---\nIt rained.\n\nNobody played.\n"
SNOW = Article.from_text("It snowed.", id="snow", outlet="Courier", published="2024-12-01", meta={"kind": "report"})
RAIN = Article.from_text("It rained.", id="rain", outlet="Gazette", published="2024-05-01")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good article in it."""
    (tmp_path / "rain.md").write_text(GOOD, "utf-8")
    return tmp_path


def test_articles_keep_their_order_and_are_found_by_name() -> None:
    corpus = Corpus([SNOW, RAIN])
    assert list(corpus) == ["snow", "rain"]
    assert corpus["rain"] is RAIN
    assert list(corpus.values()) == [SNOW, RAIN]
    assert "hail" not in corpus


@pytest.mark.parametrize("name", ["hail", "", "RAIN", 7, None, ["rain"]])
def test_an_unknown_name_lists_those_there_are(name: object) -> None:
    with pytest.raises(UnknownArticle) as caught:
        Corpus([RAIN, SNOW])[name]  # type: ignore[index]
    assert str(caught.value) == f'There is no article "{name}". The articles are: rain, snow.'


def test_an_empty_corpus_says_so() -> None:
    with pytest.raises(UnknownArticle, match="none yet"):
        Corpus()["rain"]


def test_two_articles_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match='Two articles have the id "rain"'):
        Corpus([RAIN, Article.from_text("Again.", id="rain")])


def test_where_chooses_by_field_and_date() -> None:
    corpus = Corpus([RAIN, SNOW])
    assert list(corpus.where(outlet="Courier")) == ["snow"]
    assert list(corpus.where(kind="report")) == ["snow"]
    assert list(corpus.where(since="2024-05-01", until="2024-06-30")) == ["rain"]
    assert list(corpus.where(outlet="Nobody")) == []


@pytest.mark.parametrize("texts", [RAIN, [RAIN], (RAIN,), Corpus([RAIN]), {"rain": RAIN}])
def test_findings_take_an_article_a_corpus_or_a_list(texts: object) -> None:
    assert list(as_corpus(texts).values()) == [RAIN]  # type: ignore[arg-type]


@pytest.mark.parametrize("texts", ["It rained.", 7, None, ["It rained."], [None]])
def test_findings_take_nothing_else(texts: object) -> None:
    with pytest.raises(TypeError, match=r"Article\.from_text"):
        as_corpus(texts)  # type: ignore[arg-type]


def test_the_five_open_without_a_warning(recwarn: pytest.WarningsRecorder) -> None:
    corpus = load_corpus()
    assert {"cgtn-2020", "xinhua-2020", "chinamil-2021", "globaltimes-2021", "cgtn-2021"} <= set(corpus)
    assert not corpus.problems
    assert not list(recwarn)
    dates = [article.published for article in corpus.values()]
    assert dates == sorted(dates)
    assert all(a.title and a.outlet and len(a.words) > 300 and len(a.paragraphs) > 3 for a in corpus.values())


def test_a_good_file(folder: Path) -> None:
    article = load_corpus(folder)["rain"]
    assert article.text == "Rain stops play\n\nIt rained.\n\nNobody played."
    assert (article.outlet, article.published) == ("The Gazette", "2024-05-01")


BAD = {
    "no title": (b"---\noutlet: The Gazette\n---\nIt snowed.\n", "no title"),
    "no front matter": (b"It snowed.\n", "no title"),
    "blank title": (b"---\ntitle: '  '\n---\nIt snowed.\n", "no title"),
    "title of two lines": (b"---\ntitle: |\n  Snow\n  again\n---\nIt snowed.\n", "several lines"),
    "front matter not closed": (b"---\ntitle: [Snow\n---\nIt snowed.\n", "front matter"),
    "front matter with tabs": (b"---\ntitle:\n\t- x\n---\nIt snowed.\n", "front matter"),
    "front matter that is a list": (b"---\n- Snow\n---\nIt snowed.\n", "front matter"),
    "front matter that is a word": (b"---\nSnow\n---\nIt snowed.\n", "front matter"),
    "front matter with a number for a key": (b"---\n1: Snow\n---\nIt snowed.\n", "front matter"),
    "front matter without a bottom": (b"---\ntitle: " + b"[" * 5000 + b"\n---\nIt snowed.\n", "front matter"),
    "brackets in brackets": (b"---\ntitle: Snow\nx: " + b"[" * 20 + b"]" * 20 + b"\n---\nIt snowed.\n", "front matter"),
    "brackets without end": (b"---\ntitle: Snow\nx: " + b"[" * 50_000 + b"\n---\nIt snowed.\n", "front matter"),
    "lists in lists": (b"---\ntitle: Snow\nx:\n" + b"- " * 500 + b"a\n---\nIt snowed.\n", "front matter"),
    "front matter without end": (b"---\ntitle: Snow\n" + b"a: b\n" * 300_000 + b"---\nIt snowed.\n", "front matter"),
    "aliases": (b"---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n---\nIt snowed.\n", "front matter"),
    "a list for a title": (b"---\ntitle: [Snow, Ice]\n---\nIt snowed.\n", "the title is a list"),
    "a table for an outlet": (b"---\ntitle: Snow\noutlet: {a: b}\n---\nIt snowed.\n", "the outlet is a list or table"),
    "a list for a name": (b"---\ntitle: Snow\nid: [a]\n---\nIt snowed.\n", "the id is a list"),
    "a list for a date": (b"---\ntitle: Snow\npublished: [2024]\n---\nIt snowed.\n", "the published is a list"),
    "impossible date": (b"---\ntitle: Snow\npublished: 2024-13-45\n---\nIt snowed.\n", "front matter"),
    "not UTF-8": ("---\ntitle: Schnee\n---\nEs schneite gestern früh.\n".encode("latin-1"), "not UTF-8"),
    "UTF-16": ("---\ntitle: Snow\n---\nIt snowed.\n".encode("utf-16"), "not UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xd8", "not UTF-8"),
    "empty": (b"", "empty"),
    "only white space": (b" \n\n\t\n", "empty"),
    "only a front": (b"---\ntitle: Snow\n---\n", "empty"),
    "a million words": (b"---\ntitle: Snow\n---\n" + b"It snowed. " * 500_000, f"longer than {MOST_WORDS:,} words"),
    "a million short words": (b"---\ntitle: Snow\n---\n" + b"a " * 1_000_000, f"longer than {MOST_WORDS:,} words"),
    "a name twice": (b"---\ntitle: Snow\nid: rain\n---\nIt snowed.\n", 'has the id "rain"'),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_named_and_the_others_open(case: str, folder: Path) -> None:
    data, fault = BAD[case]
    (folder / "snow.md").write_bytes(data)
    with pytest.warns(UserWarning, match="^snow.md: ") as caught:
        corpus = load_corpus(folder)
    assert list(corpus) == ["rain"]
    [problem] = corpus.problems
    assert [str(w.message) for w in caught] == [problem]
    assert fault in problem
    assert problem.startswith("snow.md: ")
    assert len(problem.splitlines()) == 1
    assert problem.endswith(".")
    assert problem in repr(corpus)


def test_a_folder_named_like_a_file_is_named(folder: Path) -> None:
    (folder / "snow.md").mkdir()
    with pytest.warns(UserWarning, match=r"^snow\.md: cannot be read"):
        assert list(load_corpus(folder)) == ["rain"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="files of POSIX")
def test_pipes_and_devices_are_named_and_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    (folder / "zero.md").symlink_to("/dev/zero")
    with pytest.warns(UserWarning, match="no file with a text"):
        corpus = load_corpus(folder)
    assert list(corpus) == ["rain"]
    assert [problem[:8] for problem in corpus.problems] == ["pipe.md:", "zero.md:"]


def test_a_link_to_an_article_is_opened(folder: Path) -> None:
    (folder / "rain.md").rename(folder.parent / "rain.txt")
    (folder / "rain.md").symlink_to(folder.parent / "rain.txt")
    assert list(load_corpus(folder)) == ["rain"]


def test_an_original_told_in_one_line_breaks_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from readingroom import ArticleDesk, ArticleReader, Shelf, publish, save_reading

    monkeypatch.setenv("READINGROOM_HOME", str(folder / "home"))
    (folder / "rain.md").write_text(GOOD.replace("---\n", "---\noriginal: CGTN, 2020\n", 1), "utf-8")
    corpus = load_corpus(folder)
    assert corpus["rain"].meta["original"] == {"headline": "CGTN, 2020"}
    assert "CGTN, 2020" in ArticleReader(corpus, layers=[]).page.html
    assert "Rain stops play" in Shelf(corpus).cards.html
    ArticleDesk(corpus)
    assert publish(folder / "site", corpus).is_file()
    assert all(path.is_file() for path in save_reading(corpus["rain"], folder / "saved"))


def test_files_of_other_kinds_are_named_with_what_to_do(folder: Path, tmp_path: Path) -> None:
    lines = folder / "articles.jsonl"
    lines.write_text('{"text": "It rained."}\n', "utf-8")
    with pytest.raises(FileNotFoundError, match=r"articles\.jsonl is a file; .* import_article"):
        load_corpus(lines)
    (folder / "rain.md").rename(folder / "rain.txt")
    with pytest.raises(FileNotFoundError, match=r"holds no articles, which are \.md files\. .* import_article"):
        load_corpus(folder)
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".DS_Store").touch()
    assert not load_corpus(tmp_path / "empty")


def test_a_byte_order_mark_is_no_fault(folder: Path) -> None:
    (folder / "rain.md").write_text(GOOD, "utf-8-sig")
    assert load_corpus(folder)["rain"].title == "Rain stops play"


def test_line_ends_of_windows_are_no_fault(folder: Path) -> None:
    (folder / "rain.md").write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert len(load_corpus(folder)["rain"].paragraphs) == 2


def test_a_long_text_without_a_limit_broken_is_read(folder: Path) -> None:
    (folder / "rain.md").write_text("---\ntitle: Rain\n---\n" + "drip " * 1000, "utf-8")
    assert len(load_corpus(folder)["rain"].words) == 1001


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"There is no folder .*nowhere"):
        load_corpus(tmp_path / "nowhere")


def test_a_readme_is_no_article(folder: Path) -> None:
    (folder / "README.md").write_text("About this folder.\n", "utf-8")
    assert list(load_corpus(folder)) == ["rain"]


def opened(path: Path) -> Article | str:
    try:
        return read_article(path)
    except ArticleFileProblem as problem:
        return str(problem)


@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda t: f"---\n{t}\n---\nIt snowed.".encode()))
def test_any_file_is_an_article_or_one_sentence(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_bytes(data)
    found = opened(path)
    if isinstance(found, str):
        assert re.fullmatch(r"any\.md: .+\.", found)
    else:
        assert found.text == f"{found.title}\n\n{found.text[len(found.title) + 2 :]}"
