"""The five retellings are in their form, and nothing in the repository copies an original."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import frontmatter
import pytest

from project import ROOT, SHARED
from readingroom.text.tokens import words

CORPUS = sorted(p for p in (ROOT / "corpus" / "five").glob("*.md") if p.name != "README.md")
ORIGINALS = sorted((SHARED / "originals").glob("*.txt"))
RUN = 9  # so many words in a row, the same, are a copy
LONGEST_QUOTE = 12  # words; what stands in quotation marks is left out of the comparison up to this length
MARKUP = re.compile(r"^\s*([#>|]|[-*+] |\d+[.)] |```|~~~)|\*\*?\S|(?<!\w)_\S|`|\]\(|<[a-z/!]|&[a-z]+;", re.MULTILINE)
QUOTED = re.compile("“[^“”]*”|‘[^‘’]*’(?!\\w)")
NAMES: list[str] = []  # official names of nine words or more would stand here: nobody's sentence

every_retelling = pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.stem)
with_originals = pytest.mark.skipif(not ORIGINALS, reason="the originals are not beside the repository")


def test_there_are_five() -> None:
    assert [p.stem for p in CORPUS] == ["cgtn-2020", "cgtn-2021", "chinamil-2021", "globaltimes-2021", "xinhua-2020"]


@every_retelling
def test_front_matter(path: Path) -> None:
    meta = frontmatter.load(str(path), encoding="utf-8").metadata
    assert {"id", "title", "kind", "outlet", "published", "original"} <= set(meta)
    assert meta["id"] == path.stem
    assert meta["kind"] == "retelling"
    assert str(meta["published"])[:4] == path.stem[-4:]
    assert isinstance(meta["original"], dict)
    assert {"headline", "owner"} <= set(meta["original"])
    assert meta["title"] != meta["original"]["headline"], "a headline of our own"


@every_retelling
def test_length_and_form(path: Path) -> None:
    post = frontmatter.load(str(path), encoding="utf-8")
    assert 350 <= sum(1 for _ in words(post.content)) <= 550
    shown = f"{post['title']}\n{post.content}"
    assert not set("\"'`") & set(shown), "quotation marks and apostrophes are curly"
    assert shown.count("“") == shown.count("”")
    found = MARKUP.search(post.content)
    assert found is None, f"markup in the text: {found and found[0]!r}"


def spoken(text: str) -> list[str]:
    """The words to compare: letters and digits, in lower case."""
    return re.findall(r"[^\W_]+", text.lower())


def runs(text: str) -> Iterable[tuple[str, ...]]:
    said = spoken(text)
    return zip(*(said[n:] for n in range(RUN)), strict=False)


def without_quotes(text: str) -> str:
    """The text with each short quotation replaced by a stop that no run can cross."""
    return QUOTED.sub(lambda m: " ¶§¶ 0stop0 " if len(spoken(m[0])) <= LONGEST_QUOTE else m[0], text)


@cache
def copied() -> frozenset[tuple[str, ...]]:
    """Every run of words in an original that is not part of a headline or an official name."""
    headlines = [frontmatter.load(str(p), encoding="utf-8")["original"]["headline"] for p in CORPUS]
    allowed = {run for text in (*headlines, *NAMES) for run in runs(text)}
    return frozenset(run for path in ORIGINALS for run in runs(path.read_text("utf-8"))) - allowed


def shared(text: str) -> list[str]:
    return [" ".join(run) for run in runs(without_quotes(text)) if run in copied()]


@with_originals
@every_retelling
def test_retelling_shares_no_run_with_an_original(path: Path) -> None:
    post = frontmatter.load(str(path), encoding="utf-8")
    assert not shared(f"{post['title']}\n\n{post.content}")


def tracked() -> list[Path]:
    """The repository's text files, the retellings apart, and those about to be added."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [p for p in paths if p.is_file() and p not in CORPUS and b"\0" not in p.read_bytes()[:4096]]


def text_of(path: Path) -> str:
    """A file's text; of a notebook, the text of its cells."""
    text = path.read_text("utf-8", errors="replace")
    if path.suffix != ".ipynb":
        return text
    return "\n\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])


@with_originals
@pytest.mark.skipif(not shutil.which("git") or not (ROOT / ".git").exists(), reason="not a clone")
def test_no_file_shares_a_run_with_an_original() -> None:
    found = {str(p.relative_to(ROOT)): shared(text_of(p)) for p in tracked()}
    assert not {name: hits for name, hits in found.items() if hits}


@with_originals
def test_a_copy_would_be_found() -> None:
    body = spoken(ORIGINALS[0].read_text("utf-8"))[60 : 60 + RUN]
    assert shared("Our own words, then " + " ".join(body).title() + ", and ours again.")
    assert not shared("Our own words, then “" + " ".join(body) + "”.")
