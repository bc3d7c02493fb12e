"""The words of the interface: every one is used, and every one that is used is there."""

import re
import tomllib

import pytest

from project import LIBRARY

CODE = "\n".join(p.read_text("utf-8") for ending in ("py", "js") for p in sorted(LIBRARY.rglob(f"*.{ending}")))
NAMED = set(re.findall(r"[\"'.]([a-z]\w*)\b", CODE))
BEGUN = set(re.findall(r"[\"'`]([a-z_]+_)\$?\{", CODE))  # f"count_{unit}"


@pytest.mark.parametrize("file", ["page/interface.toml", "report/report.toml"])
def test_every_word_is_used(file: str) -> None:
    words = tomllib.loads((LIBRARY / file).read_text("utf-8"))
    unused = [key for key in words if key not in NAMED and not key.startswith(tuple(BEGUN))]
    assert not unused


def test_every_word_that_is_said_is_there() -> None:
    words = tomllib.loads((LIBRARY / "page" / "interface.toml").read_text("utf-8"))
    said = set(re.findall(r"\bsay\(\"(\w+)\"", CODE)) | set(re.findall(r"this\.say\.([a-z]\w*)", CODE))
    own = set(tomllib.loads((LIBRARY / "site" / "site.toml").read_text("utf-8")))  # site.js says its own words so too
    assert said <= words.keys() | own
