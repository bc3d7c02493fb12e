"""The words of a saved reading, from their data file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


def word(key: str, **values: object) -> str:
    """The words for `key`.

    >>> word("by", reader="Ana")
    'by Ana'
    """
    return _words()[key].format(**values)


@cache
def _words() -> dict[str, str]:
    return tomllib.loads(files("readingroom").joinpath("data/report.toml").read_text("utf-8"))
