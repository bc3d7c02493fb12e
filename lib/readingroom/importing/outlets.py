"""Names of outlets: known ones, and lines that look like the name of one."""

from __future__ import annotations

import re
from functools import cache

from readingroom.text.files import data_lines

MASTHEAD = re.compile(
    r"(?:the )?(?:[A-Z][\w’'&.-]*\s+){0,4}"
    r"(?:News|Times|Post|Gazette|Daily|Online|Herald|Tribune|Agency|Journal|Press|Chronicle|Observer|Guardian|Mail|Today"
    r"|Radio|TV|Television|Broadcasting|Courier|Star|Telegraph|Review|Wire|Newswire|Bulletin|Reporter|Echo|Mirror"
    r"|Independent|Express|Record|Examiner|Mercury|Weekly|Dispatch|Sentinel|Standard|Advertiser|Argus|Globe|Ledger)"
    r"(?: (?:of|Service|Agency|Online|Network|Group)(?: [A-Z]\w+)?)?"
)


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

    >>> masthead("The Rainville Gazette"), masthead("Council votes on daily news")
    (True, False)
    """
    return bool(known(text)) or (len(text.split()) > 1 and bool(MASTHEAD.fullmatch(text)))


def _key(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split()).strip(" .:")


@cache
def _rows() -> tuple[str, ...]:
    return tuple(data_lines("importing/outlets.txt"))


@cache
def _names() -> dict[str, str]:
    return {_key(form): _usual(row) for row in _rows() for form in row.lstrip("*").split("|")}


@cache
def _services() -> frozenset[str]:
    return frozenset(_key(form) for row in _rows() if row.startswith("*") for form in row[1:].split("|"))


def _usual(row: str) -> str:
    return row.lstrip("*").rpartition("|")[2].strip() if row.startswith("*") else row.partition("|")[0].strip()
