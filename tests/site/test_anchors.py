"""The site and the notebooks tie notes to texts alike and name their files alike; anchors.json holds both to it."""

import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

from project import LIBRARY
from readingroom.notes.anchors import anchor, locate
from readingroom.text.article import Span
from readingroom.text.files import file_name

FIXTURE = Path(__file__).with_name("anchors.json")
CASES = json.loads(FIXTURE.read_text("utf-8"))
NODE = shutil.which("node") or compute_driver_executable()[0]

RUN = """
const fs = require("fs"), [script, fixture] = process.argv.slice(1);
const { sha256, anchor, locate, fileName } = new Function(fs.readFileSync(script, "utf8") + "; return { sha256, anchor, locate, fileName };")();
const cases = JSON.parse(fs.readFileSync(fixture, "utf8"));
console.log(JSON.stringify({
  anchors: cases.anchors.map(({ text, start, end }) => anchor([...text], start, end)),
  places: cases.places.map(({ note: [text, start, end], text: edited }) => locate([...edited], anchor([...text], start, end))),
  names: cases.names.map(({ reader, what }) => fileName(reader, what)),
  hashes: [...Array(200).keys()].map((n) => sha256("é".repeat(n))),
}));
"""  # noqa: E501


@pytest.fixture(scope="module")
def said() -> dict[str, list[object]]:
    """What anchors.js makes of the cases."""
    command = [NODE, "-e", RUN, str(LIBRARY / "site" / "anchors.js"), str(FIXTURE)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_both_write_the_same_anchors(said: dict[str, list[object]]) -> None:
    wanted = [case["target"] for case in CASES["anchors"]]
    assert [anchor(case["text"], Span(case["start"], case["end"])) for case in CASES["anchors"]] == wanted
    assert said["anchors"] == wanted


def test_both_find_the_same_places_in_edited_texts(said: dict[str, list[object]]) -> None:
    assert {case["at"] is None for case in CASES["places"]} == {True, False}
    for case, theirs in zip(CASES["places"], said["places"], strict=True):
        text, start, end = case["note"]
        found = locate(case["text"], anchor(text, Span(start, end)))
        assert (found and [found.start, found.end]) == case["at"]
        assert theirs == (dict(zip(("start", "end"), case["at"], strict=True)) if case["at"] else {})


def test_both_name_files_alike(said: dict[str, list[object]]) -> None:
    wanted = [case["file"] for case in CASES["names"]]
    assert [file_name(case["reader"], case["what"]) for case in CASES["names"]] == wanted
    assert said["names"] == wanted


def test_the_hash_is_sha_256_at_every_length_of_a_block(said: dict[str, list[object]]) -> None:
    assert said["hashes"] == [sha256(("é" * n).encode()).hexdigest() for n in range(200)]
