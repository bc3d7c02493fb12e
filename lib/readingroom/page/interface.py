"""The words and the looks of the interface: both are data files, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from readingroom.text.files import data_table, words_of

say = words_of("page/interface.toml")  # the interface's words by key


def date(published: str) -> str:
    """An ISO date as people write it; anything else as it stands.

    >>> date("2020-12-18"), date("last week")
    ('18 December 2020', 'last week')
    """
    from datetime import date as day

    try:
        d = day.fromisoformat(published)
    except ValueError:
        return published
    return f"{d.day} {d:%B %Y}"


@cache
def style() -> str:
    """The style sheet: page.css and the palette's colours."""
    return files("readingroom").joinpath("page/page.css").read_text("utf-8") + _colours()


def palette() -> dict[str, Any]:
    """The looks of marks, as the data file has them."""
    return data_table("page/palette.toml")


def look(slot: int, k: int, label: str) -> str:
    """The classes of a label, the k-th of a layer whose colours begin at a slot: a colour and an underline pattern.

    >>> look(6, 2, "content")
    'rr-c0 rr-u2 rr-line'
    """
    slots, patterns, underlined = (palette()[key] for key in ("slots", "patterns", "underlined"))
    return f"rr-c{(slot + k) % len(slots)} rr-u{k % len(patterns)}{' rr-line' if label in underlined else ''}"


def interface() -> dict[str, Any]:
    """All words of the interface by key."""
    return data_table("page/interface.toml")


def _colours() -> str:
    def rules(theme: str) -> str:
        slots = palette()["slots"]
        lines = [f"--rr-fill{n}:{s[theme]['fill']};--rr-line{n}:{s[theme]['line']};" for n, s in enumerate(slots)]
        basic = (f"--rr-{k}0:{palette()[k][theme]};" for k in ("paper", "ink", "quiet", "focus", "own"))
        return "".join([*lines, *basic])

    classes = "".join(
        f".rr-c{n}{{--fill:var(--rr-fill{n});--line:var(--rr-line{n})}}" for n in range(len(palette()["slots"]))
    )
    patterns = "".join(f".rr-u{n}{{text-decoration-style:{p}}}" for n, p in enumerate(palette()["patterns"]))
    dark = rules("dark")
    return (
        f".rr{{{rules('light')}}}{classes}{patterns}[data-jp-theme-light='false'] .rr{{{dark}}}"
        f"@media (prefers-color-scheme:dark){{.rr-alone .rr{{{dark}}}}}"
    )
