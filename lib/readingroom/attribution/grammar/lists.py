"""The word lists of the rules, read from words.txt."""

from __future__ import annotations

from functools import cache

from readingroom.text.files import data_lines


@cache
def words(heading: str) -> frozenset[str]:
    """The words under a heading of words.txt.

    >>> "Senator" in words("title"), "Beijing=China" in words("capital")
    (True, True)
    """
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in data_lines("attribution/grammar/words.txt"):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), set())
        else:
            current.update(line.split())
    return frozenset(found.get(heading, set()))
