"""The words of a saved reading, from their data file."""

from __future__ import annotations

from readingroom.text.files import data_table


def word(key: str, **values: object) -> str:
    """The words for `key`.

    >>> word("by", reader="Ana")
    'by Ana'
    """
    return str(data_table("report/report.toml")[key]).format(**values)
