"""Dates as news pages write them, in English, German, French and Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from readingroom.text.article import Span

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMES = """
jan january januar janvier enero, feb february februar février febrero, mar march märz marz mars marzo,
apr april avril abril, may mai mayo, jun june juni juin junio, jul july juli juillet julio, aug august août agosto,
sep sept september septembre septiembre, oct october okt oktober octobre octubre, nov november novembre noviembre,
dec december dez dezember décembre diciembre
"""
NUMBER = {name: n for n, names in enumerate(NAMES.split(","), 1) for name in names.split()}
_MONTH = rf"(?P<month>{'|'.join(sorted(NUMBER, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
FORMS = tuple(
    re.compile(rf"(?<![\w]){form}(?!\d)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}([-/.])(?P<number>[01]?\d)\2{_DAY}(?:T\d\d:\d\d\S*)?",
        rf"{_YEAR}年(?P<number>[01]?\d)月{_DAY}日",
        rf"{_DAY}[ \u00a0-]+(?:(?:of|de) )?{_MONTH},?[ \u00a0-]+(?:de )?{_YEAR}",
        rf"{_DAY}(?<=\.)(?P<number>[01]?\d)\.{_YEAR}",
        rf"{_MONTH}[ \u00a0-]+{_DAY},?[ \u00a0-]*{_YEAR}",
        rf"(?P<first>[0-3]?\d)/(?P<second>[0-3]?\d)/{_YEAR}",
    )
)


def dates(text: str) -> Iterator[tuple[Span, str]]:
    """Where dates stand, and each as year-month-day; "" for one that can be read in two ways, as 3/4/2021.

    >>> [iso for _, iso in dates("Updated 22:06, 18-Dec-2020; first sent Dec. 3, 2020; due 25/12/2020 or 3/4/2021")]
    ['2020-12-18', '2020-12-03', '2020-12-25', '']
    """
    found = [m for form in FORMS for m in form.finditer(text)]
    end = 0
    for m in sorted(found, key=lambda m: m.start()):
        iso = _iso(m)
        if m.start() >= end and iso is not None:
            end = m.end()
            yield Span(*m.span()), iso


def _iso(m: re.Match[str]) -> str | None:
    parts = m.groupdict()
    if "first" in parts:
        months = {int(parts["first"]), int(parts["second"])}
        if len(months) == 2 and max(months) <= 12:
            return ""
        return _day(parts["year"], min(months), max(months))
    month = NUMBER[parts["month"].lower()] if "month" in parts else int(parts["number"])
    return _day(parts["year"], month, int(parts["day"]))


def _day(year: str, month: int, day: int) -> str | None:
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return None
