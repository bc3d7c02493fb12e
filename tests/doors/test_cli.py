"""The command: what it prints, and its exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest

from importing_files import HEADLINE, PARAGRAPHS
from readingroom.doors.command import main

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


def test_a_folder_that_cannot_be_used_is_told(file: Path, monkeypatch: pytest.MonkeyPatch, capsys: Heard) -> None:
    monkeypatch.setenv("READINGROOM_ADDED", str(file))  # a file stands where the folder should
    assert main(["add", str(file)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_command_is_installed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "readingroom.doors.command", "--help"], capture_output=True, text=True, check=True
    )
    assert "Bring articles of your own" in done.stdout
