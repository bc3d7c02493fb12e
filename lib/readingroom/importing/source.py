"""What was read of a file or a text, before an article is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """What was read: the bytes as they came, the text in them, and what the format itself says about the article.

    `hints` are headline, outlet, date, author as the format names them; `outside` says by a line's number why the
    page's layout puts it outside the article; `marks` are the places of characters that are no words of it, in order.
    """

    name: str
    data: bytes
    text: str
    format: str
    encoding: str
    hints: Mapping[str, str] = field(default_factory=dict)
    outside: Mapping[int, str] = field(default_factory=dict)
    marks: tuple[tuple[int, int], ...] = ()


def shown(name: str) -> str:
    """A file's name as it may stand in a sentence: in one line, and not too long.

    >>> shown("rain\\nstorm.txt")
    'rain?storm.txt'
    """
    plain = "".join(c if c.isprintable() else "?" for c in name)
    return plain if len(plain) <= 80 else f"{plain[:50]}…{plain[-25:]}"
