"""The words of a class's readings, from their data file."""

from __future__ import annotations

from readingroom.text.files import data_table


def word(key: str, **values: object) -> str:
    """The words for `key`.

    >>> word("reader", n=3)
    'Reader 3'
    """
    return str(data_table("lessons/pool/pool.toml")[key]).format(**values)
