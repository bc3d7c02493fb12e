"""Names of outlets: known ones, and lines that look like the name of one."""

from __future__ import annotations

import re
from functools import cache

from readingroom.text.files import data_lines

BEFORE = r"(?:[^\W\d_a-z][\w’'&.-]*\s+)"
BEHIND = r"(?: (?:of|Service|Agency|Online|Network|Group)(?: [A-Z]\w+)?)?"


def known(text: str) -> str:
    """The outlet of that name, as it is usually written, or "".

    >>> known("xinhua news agency"), known("prnewswire"), known("Rainville")
    ('Xinhua', 'PRNewswire', '')
    """
    return _names().get(_key(text), "")


def is_service(name: str) -> bool:
    """Whether the name is that of a service that sends out others' releases."""
    return _key(name) in _services()


def masthead(text: str) -> bool:
    """Whether a line looks like the name of an outlet.

    >>> masthead("The Rainville Gazette"), masthead("Küstenbote"), masthead("Council votes on daily news")
    (True, True, False)
    """
    return bool(known(text) or _masthead().fullmatch(text.title() if text.isupper() else text))


def _key(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split()).strip(" .:")


@cache
def _rows() -> tuple[str, ...]:
    return tuple(row for row in data_lines("importing/outlets.txt") if row[0] != "~")


@cache
def _masthead() -> re.Pattern[str]:
    """A name's last word with one to five before it, or a word that ends like one: *Küstenbote*."""
    ends = [row[1:] for row in data_lines("importing/outlets.txt") if row.startswith("~")]
    alone = "|".join(re.escape(end) for end in ends if not end.startswith("-"))
    joined = "|".join(end[1:] for end in ends if end.startswith("-"))
    return re.compile(rf"(?:the )?{BEFORE}{{1,5}}(?:{alone}){BEHIND}|{BEFORE}{{0,3}}[^\W\d_a-z][\w-]+(?:{joined})")


@cache
def _names() -> dict[str, str]:
    return {_key(form): _usual(row) for row in _rows() for form in row.lstrip("*").split("|")}


@cache
def _services() -> frozenset[str]:
    return frozenset(_key(form) for row in _rows() if row.startswith("*") for form in row[1:].split("|"))


def _usual(row: str) -> str:
    return row.lstrip("*").rpartition("|")[2].strip() if row.startswith("*") else row.partition("|")[0].strip()
