"""Where everything is kept: the texts that came with the kit, and what is a reader's own."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
CLONE = PACKAGE.parents[1]  # the project's folder, where the library runs from a clone


class UnknownPack(ValueError):
    """There is no pack of texts of that name; the message lists those there are."""


def packs() -> tuple[str, ...]:
    """The names of the packs of texts that came with the kit.

    >>> "five" in packs()
    True
    """
    return tuple(sorted(folder.name for folder in _texts().iterdir() if folder.is_dir()))


def shipped(pack: str = "five") -> Path:
    """The folder of a pack: beside the notebooks in a clone, in the package otherwise.

    >>> shipped("six")
    Traceback (most recent call last):
    ...
    readingroom.text.folders.UnknownPack: There is no pack "six". The packs are: five, harbour.
    """
    if pack not in packs():
        raise UnknownPack(f'There is no pack "{pack}". The packs are: {", ".join(packs())}.')
    return _texts() / pack


def own(what: str) -> Path:
    """The folder of a reader's own `added`, `answers`, `notes` or `readings`.

    The environment variable READINGROOM_HOME names the folder they stand in, READINGROOM_NOTES and so on one by itself.
    """
    return Path(os.environ.get(f"READINGROOM_{what.upper()}") or home() / what)


def home() -> Path:
    """The folder of all that is a reader's own: beside `notebooks/`, in the clone, or in `Reading Room`."""
    if named := os.environ.get("READINGROOM_HOME"):
        return Path(named).expanduser()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if folder.name == "notebooks":
            return folder.parent
    return CLONE if (CLONE / "corpus").is_dir() else Path.home() / "Reading Room"


def _texts() -> Path:
    clone = CLONE / "corpus"
    return clone if clone.is_dir() else PACKAGE / "corpus"
