"""The reader's folder: what is added is there at once, its file untouched; corrected, renamed, removed, restored."""

import os
import re
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importing_files import HEADLINE, PARAGRAPHS, html, pdf, word
from project import ROOT
from readingroom import Article, Corpus, ImportProblem, concordance, frequencies, load_corpus
from readingroom.importing import (
    add_article,
    add_articles,
    added_articles,
    correct_article,
    lines_of_article,
    newest_article,
    remove_article,
    restore_article,
)
from readingroom.text.folders import own

ABOUT = "By Jane Roe\nValley Gazette\n3 May 2024"
TEXT = f"Print\n{HEADLINE}\n{ABOUT}\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\nRelated News\n"
ID = "valley-gazette-2024-05-03"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "added"
    monkeypatch.setenv("READINGROOM_ADDED", str(path))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "library.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode("utf-16"))
    return path


def names(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_what_is_added_is_in_the_corpus_at_once_and_works_there(file: Path) -> None:
    before = set(load_corpus())
    article = add_article(file)
    corpus = load_corpus()
    assert set(corpus) - before == {article.id} == {ID}
    assert corpus[ID] == article
    assert list(corpus.where(kind="added")) == [ID]
    assert concordance(corpus[ID], "library").total == 2  # headline and first paragraph
    assert frequencies(corpus)
    assert [a.published for a in corpus.values()] == sorted(a.published for a in corpus.values())


def test_the_file_is_kept_untouched_beside_the_article(file: Path, folder: Path) -> None:
    add_article(file)
    assert names(folder) == {f"{ID}.md", f"files/{ID}.txt"}
    assert (folder / "files" / f"{ID}.txt").read_bytes() == file.read_bytes()
    assert file.exists()


@pytest.mark.parametrize(
    ("name", "data"), [("a.html", html().encode()), ("a.docx", word()), ("a.pdf", pdf()), ("a.md", TEXT.encode())]
)
def test_every_format_is_kept_and_can_be_corrected(name: str, data: bytes, tmp_path: Path, folder: Path) -> None:
    (tmp_path / name).write_bytes(data)
    article = add_article(tmp_path / name)
    assert (folder / "files" / f"{article.id}{Path(name).suffix}").read_bytes() == data
    again = correct_article(article.id, outlet="The Courier")
    assert (again.text, again.outlet, again.id) == (article.text, "The Courier", article.id)
    assert load_corpus()[article.id].outlet == "The Courier"


def test_an_article_is_corrected_from_its_own_file(file: Path, folder: Path) -> None:
    line = next(x["line"] for x in add_article(file).meta["left_out"] if x["text"] == "Related News")
    correct_article(ID, author="Tom Ash", put_back=[line])
    article = correct_article(ID, published="2024-05-04")  # what was corrected before stays
    assert article.text.endswith("was close.\n\nRelated News")
    assert (article.meta["author"], article.published, article.title) == ("Tom Ash", "2024-05-04", HEADLINE)
    assert correct_article(ID, take_out=[line]).text.endswith("was close.")
    assert names(folder) == {f"{ID}.md", f"files/{ID}.txt"}


def test_lines_are_taken_out_and_put_back_again(file: Path) -> None:
    whole = add_article(file)
    line = next(n for n, text, why in lines_of_article(ID) if text == PARAGRAPHS[0] and not why)
    short = correct_article(ID, take_out=[line])
    assert short.text == whole.text.replace(f"{PARAGRAPHS[0]}\n\n", "")
    assert {"line": line, "text": PARAGRAPHS[0], "reason": "taken out"} in short.meta["left_out"]
    assert correct_article(ID, author="Tom Ash").text == short.text
    assert (line, PARAGRAPHS[0], "taken out") in lines_of_article(ID)
    assert correct_article(ID, put_back=[line]).text == whole.text
    assert {why for _, _, why in lines_of_article(ID)} == {"", "headline", "reference", "button", "section"}
    with pytest.raises(ImportProblem, match="no article under it"):
        correct_article(ID, take_out=range(1, 20))


def test_what_was_added_last_is_not_what_was_corrected_last(file: Path) -> None:
    first = add_article(file)
    second = add_article(f"Another {HEADLINE}\n\n{PARAGRAPHS[2]}\n")
    correct_article(first.id, author="Tom Ash")
    assert (newest := newest_article())
    assert newest.id == second.id


def _adds(n: int) -> str:
    return add_article(f"{HEADLINE}\n{ABOUT}\n\nThe number {n} was drawn in the town hall on Monday.\n").id


def test_two_processes_lose_nothing_of_one_outlet_and_day() -> None:
    with ProcessPoolExecutor(2) as pool:
        ids = list(pool.map(_adds, range(20)))
    assert len(set(ids)) == 20
    assert {f"number {n} was" in added_articles()[id].text for n, id in enumerate(ids)} == {True}


def test_a_name_that_another_takes_meanwhile_is_left_to_it(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two writers in step: the second asks for the name while the first is writing under it."""
    from readingroom.importing import added

    ids = []
    written = added._written

    def slowly(*given: object) -> Article:
        monkeypatch.setattr(added, "_written", written)
        ids.append(add_article(f"{HEADLINE}\n{ABOUT}\n\n{PARAGRAPHS[2]}\n").id)
        return written(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(added, "_written", slowly)
    ids.append(add_article(file).id)
    assert ids == [f"{ID}-2", ID]
    assert names(folder) == {f"{ID}.md", f"{ID}-2.md", f"files/{ID}.txt", f"files/{ID}-2.txt"}


def test_an_article_is_renamed_with_its_file(file: Path, folder: Path) -> None:
    add_article(file)
    assert correct_article(ID, new_id="my-library").id == "my-library"
    assert names(folder) == {"my-library.md", "files/my-library.txt"}
    assert list(added_articles()) == ["my-library"]
    for name in ("cgtn-2020", "../x", "a/b", "A", "", "-a", "x" * 90, "a.md"):
        if name:
            with pytest.raises(ImportProblem, match="cannot be the name"):
                correct_article("my-library", new_id=name)
    assert names(folder) == {"my-library.md", "files/my-library.txt"}


def test_removed_is_in_the_bin_and_comes_back(file: Path, folder: Path) -> None:
    article = add_article(file)
    assert remove_article(ID) == folder / "bin" / f"{ID}.md"
    assert ID not in load_corpus()
    assert names(folder) == {f"bin/{ID}.md", f"bin/{ID}.file.txt"}
    assert restore_article(ID) == article
    assert names(folder) == {f"{ID}.md", f"files/{ID}.txt"}
    assert correct_article(ID, author="Tom Ash").meta["author"] == "Tom Ash"


def test_removed_twice_is_twice_in_the_bin(file: Path, folder: Path) -> None:
    for _ in range(2):
        add_article(file)
        remove_article(ID)
    assert names(folder) == {f"bin/{ID}.md", f"bin/{ID}.file.txt", f"bin/{ID}-2.md", f"bin/{ID}-2.file.txt"}
    restore_article(f"{ID}-2")
    with pytest.raises(ImportProblem, match="rename that first"):
        restore_article(ID)


@pytest.mark.parametrize("name", ["nothing", "../secret", "cgtn-2020", "", "a b"])
def test_an_article_that_was_not_added_cannot_be_touched(name: str) -> None:
    for act in (remove_article, correct_article):
        with pytest.raises(ImportProblem, match="There is no added article"):
            act(name)
    with pytest.raises(ImportProblem, match=r"in the bin\. It holds: nothing"):
        restore_article(name)


def test_without_a_headline_the_files_name_serves_and_a_paste_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "ferry story.txt"
    path.write_text(PARAGRAPHS[0], "utf-8")
    assert add_article(path).title == "ferry story"
    path.write_text("Ferry to sail again from Monday", "utf-8")
    with pytest.raises(ImportProblem, match="a headline or a few words, but no article"):
        add_article(path)
    with pytest.raises(ImportProblem, match="give one as its title"):
        add_article(PARAGRAPHS[1] + "\n\n" + PARAGRAPHS[2])
    assert add_article(PARAGRAPHS[1] + "\n\n" + PARAGRAPHS[2], title="The vote").title == "The vote"


@pytest.mark.parametrize("executor", [None, ThreadPoolExecutor, ProcessPoolExecutor])
def test_many_files_in_one_call(executor: type | None, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    paths = []
    for n in range(12):
        paths.append(tmp_path / f"{n}.txt")
        paths[-1].write_text(f"Number {n} was drawn\n\nThe number {n} was drawn in the town hall on Monday.\n", "utf-8")
    paths[3].write_bytes(b"")
    paths[7].write_bytes(paths[8].read_bytes())
    pool = executor(2) if executor else None
    added = add_articles(paths, {"outlet": "The Draw"}, executor=pool)
    if pool:
        pool.shutdown()
    assert isinstance(added, Corpus)
    assert [p[:9] for p in added.problems] == ["“3.txt” i", "“Number 8"]
    assert len(added) == 10
    assert set(added) == set(added_articles())
    assert {a.outlet for a in added.values()} == {"The Draw"}
    assert "12/12" in capfd.readouterr().err  # the progress bar


def test_a_full_disk_adds_nothing(file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_article(file)
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    written: list[int] = []
    sync = os.fsync

    def full(handle: int) -> None:
        written.append(handle)
        if len(written) % 2 == 0:  # the second file, the article's own, does not fit
            raise OSError(28, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ImportProblem, match="was not added: No space left"):
        add_article(f"Another {HEADLINE}\n\n{PARAGRAPHS[2]}\n")
    with pytest.raises(ImportProblem, match="was not added: No space left"):
        correct_article(ID, author="Tom Ash")
    monkeypatch.undo()
    os.environ["READINGROOM_ADDED"] = str(folder)
    assert {name: (folder / name).read_bytes() for name in names(folder)} == before
    del os.environ["READINGROOM_ADDED"]


def test_the_folder_is_where_the_reader_says_or_beside_the_corpus(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert own("added") == folder
    monkeypatch.delenv("READINGROOM_ADDED")
    monkeypatch.delenv("READINGROOM_HOME")
    assert own("added") == ROOT / "added"
    assert "/added/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_a_broken_file_in_the_folder_does_not_stop_the_others(file: Path, folder: Path) -> None:
    add_article(file)
    (folder / "broken.md").write_text("no front matter", "utf-8")
    with pytest.warns(UserWarning, match=r"^broken\.md: "):
        assert ID in load_corpus()


LINE = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=60)


def kept(text: str, **given: str) -> Article | str:
    try:
        return add_article(text, **given)
    except ImportProblem as problem:
        return str(problem)


@given(title=LINE, outlet=LINE, author=LINE, lines=st.lists(LINE, min_size=1, max_size=5))
def test_what_is_kept_reads_back_as_it_was(title: str, outlet: str, author: str, lines: list[str]) -> None:
    text = "\n\n".join(["Download", *lines, "They wrote all of it on the wall of the old school, she said.", ""])
    article = kept(text, title=title, outlet=outlet, author=author)
    if isinstance(article, str):
        assert re.search("added already|several lines|not a text|No headline", article), article
        return
    again = load_corpus()[article.id]
    assert (again.text, again.title, again.outlet) == (article.text, article.title, article.outlet)
    assert dict(again.meta) == dict(article.meta)
    remove_article(article.id)
