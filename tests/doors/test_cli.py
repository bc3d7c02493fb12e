"""The command: what it prints, and its exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest

from importing_files import HEADLINE, PARAGRAPHS
from readingroom.doors.command import main
from readingroom.text import folders

TEXT = f"{HEADLINE}\nBy Jane Roe\nValley Gazette\n3 May 2024\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\nRelated News\n"
ID = "valley-gazette-2024-05-03"
Heard = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("READINGROOM_ADDED", str(tmp_path / "added"))
    path = tmp_path / "library.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_add_says_what_was_read_and_left_out(file: Path, capsys: Heard) -> None:
    assert main(["add", str(file)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{ID}: “{HEADLINE}”, Valley Gazette, 3 May 2024, 44 words\n")
    assert "left out, line 2 (reference): By Jane Roe" in said
    assert "left out, line 7 (section): Related News" in said


def test_what_is_given_is_used(file: Path, capsys: Heard) -> None:
    options = ["--headline", "Doors stay open", "--outlet", "The Courier", "--date", "2024-05-04", "--put-back", "7"]
    assert main(["add", str(file), *options]) == 0
    said = capsys.readouterr().out
    assert said.startswith("the-courier-2024-05-04: “Doors stay open”, The Courier, 4 May 2024")
    assert "Related News" not in said


def test_lines_are_shown_taken_out_and_put_back(file: Path, capsys: Heard) -> None:
    assert main(["add", str(file), "--take-out", "6"]) == 0
    assert "left out, line 6 (taken out): " in capsys.readouterr().out
    assert main(["lines", ID]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"    1 (headline) {HEADLINE}"
    assert said[4] == f"    5 {PARAGRAPHS[0][:89]}…" or said[4].startswith(f"    5 {PARAGRAPHS[0][:60]}")
    assert said[5].startswith("    6 (taken out) ")
    assert main(["correct", ID, "--put-back", "6-7", "--date", "4 May 2024"]) == 0
    assert "4 May 2024, 46 words" in capsys.readouterr().out
    assert main(["lines", ID]) == 0
    assert "(taken out)" not in capsys.readouterr().out
    assert main(["add", str(file), str(file), "--take-out", "2"]) == 1
    assert main(["lines", "nothing"]) == 1


def test_list_correct_remove_restore(file: Path, capsys: Heard) -> None:
    assert main(["list"]) == 0
    assert capsys.readouterr().out == "No articles are added yet: readingroom add FILE\n"
    assert main(["add", str(file)]) == 0
    assert main(["correct", ID, "--id", "mine", "--author", "Tom Ash"]) == 0
    capsys.readouterr()
    assert main(["list"]) == 0
    assert capsys.readouterr().out.startswith(f"mine: “{HEADLINE}”")
    assert main(["remove", "mine"]) == 0
    assert "to have it back: readingroom restore mine" in capsys.readouterr().out
    assert main(["restore", "mine"]) == 0
    assert capsys.readouterr().out.startswith("mine: ")


def test_a_broken_file_in_the_folder_is_named_in_one_line(file: Path, tmp_path: Path, capsys: Heard) -> None:
    assert main(["add", str(file)]) == 0
    (tmp_path / "added" / "broken.md").write_text("no front matter", "utf-8")
    capsys.readouterr()
    assert main(["list"]) == 1
    heard = capsys.readouterr()
    assert heard.out.startswith(f"{ID}: ")
    assert heard.err.startswith("readingroom: broken.md: no title")
    assert len(heard.err.splitlines()) == 1


def test_a_file_that_cannot_be_added_is_one_sentence_and_the_others_are_added(
    file: Path, tmp_path: Path, capsys: Heard
) -> None:
    assert main(["add", str(file), str(tmp_path / "none.txt")]) == 1
    heard = capsys.readouterr()
    assert heard.out.startswith(f"{ID}: ")
    assert heard.err.endswith("readingroom: There is no file “none.txt”. Check the name and the folder.\n")
    assert main(["add", str(file)]) == 1
    assert capsys.readouterr().err == f"readingroom: “{HEADLINE}” is added already, as {ID}.\n"
    assert main(["add", str(file), str(file), "--put-back", "2"]) == 1
    assert "one file at a time" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["remove", "nothing"], ["correct", "nothing"], ["restore", "../x"], ["add", ""]])
def test_what_is_not_there_is_told(words: list[str], capsys: Heard) -> None:
    assert main(words) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("words", [[], ["ad"], ["add"], ["remove"], ["add", "a", "--put-back", "x"]])
def test_a_command_that_is_none_ends_with_2(words: list[str], capsys: Heard) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "usage: readingroom" in capsys.readouterr().err


def test_a_folder_that_cannot_be_used_is_told_and_the_readers_own_place_is_used(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: Heard, tmp_path: Path
) -> None:
    monkeypatch.setenv("READINGROOM_ADDED", str(file))  # a file stands where the folder should
    monkeypatch.setattr(folders, "_mine", lambda: tmp_path / "mine")
    assert main(["add", str(file)]) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"readingroom: {file} cannot be written to; what you do is kept in {tmp_path / 'mine'}."
    ]
    assert list((tmp_path / "mine" / "added").glob("*.md"))
    monkeypatch.setattr(folders, "_mine", lambda: file / "too")
    folders._instead_of.cache_clear()
    assert main(["add", str(file)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_command_is_installed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "readingroom.doors.command", "--help"], capture_output=True, text=True, check=True
    )
    assert "Bring articles of your own" in done.stdout


def test_a_retelling_is_checked_in_a_terminal_and_written_to_a_file(tmp_path, capsys):
    source, told = tmp_path / "source.txt", tmp_path / "told.txt"
    source.write_text("Bridge\n\nThe bridge may close in May, Ana Ruiz said. Repairs cost at least 3 million dollars.")
    told.write_text("Bridge news\n\nThe bridge will close in May, Ruiz said. The repairs cost 3 million dollars.")
    for name, first in (("out.csv", "kind,retelling,source"), ("out.json", "{")):
        assert main(["check", str(source), str(told), "--out", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_text().startswith(first)
    said = capsys.readouterr().out
    assert "certainty ¶1: will close" in said
    assert "source ¶1: at least 3 million dollars" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.txt", "cgtn-2020"], "There is no file or article “nowhere.txt”. The articles are: cgtn-2020"),
        (["cgtn-2020", "cgtn-2020"], "nothing is lost"),
        (["cgtn-2021", "xinhua-2020", "--out", "out.txt"], "as .csv or .json, not as “out.txt”"),
    ],
)
def test_a_check_that_cannot_be_done_says_why(arguments, said, capsys):
    assert main(["check", *arguments]) == 1
    assert said in capsys.readouterr().err
