"""Where everything is kept: the texts that came with the kit, and what is a reader's own."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile, gettempdir
from warnings import warn

PACKAGE = Path(__file__).resolve().parents[1]
CLONE = PACKAGE.parents[1]  # the project's folder, where the library runs from a clone


class UnknownPack(ValueError):
    """There is no pack of texts of that name; the message lists those there are."""


class KeptElsewhere(UserWarning):
    """A folder cannot be written to, and another one is used."""


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
    """The folder of a reader's own `added`, `answers`, `notes` or `readings`, one that can be written to.

    The environment variable READINGROOM_HOME names the folder they stand in, READINGROOM_NOTES and so on one by itself.
    """
    named = os.environ.get(f"READINGROOM_{what.upper()}")
    wanted = Path(named).expanduser() if named else home() / what
    return wanted if can_be_written(wanted) else _instead_of(wanted) / what


def home() -> Path:
    """The folder of all that is a reader's own: beside `notebooks/`, in the clone, or in `Reading Room`.

    Where that folder cannot be written to, as in a course folder for all, one warning says so, and it is `Reading Room`
    in the reader's own home.
    """
    wanted = _named_or_near()
    return wanted if can_be_written(wanted) else _instead_of(wanted)


@cache
def can_be_written(folder: Path) -> bool:
    """Whether files can be made in a folder, or in the nearest one around it; tried once, by making one."""
    try:
        with TemporaryFile(dir=nearest(folder)):
            return True
    except OSError:
        return False


def nearest(folder: Path) -> Path:
    """A folder, or where there is none yet the nearest one around it."""
    return next((place for place in (folder, *folder.absolute().parents) if place.exists()), folder)


@cache
def _instead_of(folder: Path) -> Path:
    """The reader's own place, instead of a folder that cannot be written to; said once."""
    place = _mine()
    if folder != place:
        warn(f"{folder} cannot be written to; what you do is kept in {place}.", KeptElsewhere, stacklevel=5)
    return place


def _named_or_near() -> Path:
    if named := os.environ.get("READINGROOM_HOME"):
        return Path(named).expanduser()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if folder.name == "notebooks":
            return folder.parent
    return CLONE if (CLONE / "corpus").is_dir() else _mine()


def _mine() -> Path:
    with suppress(RuntimeError):  # some accounts have no home
        return Path.home() / "Reading Room"
    return Path(gettempdir()) / "Reading Room"


def _texts() -> Path:
    clone = CLONE / "corpus"
    return clone if clone.is_dir() else PACKAGE / "corpus"
