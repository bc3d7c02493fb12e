"""Who is reading: one name, or a code, for a reader's notes, answers, readings and pages.

It is asked once, can be changed, and is never required.  It stands in the file `reader.txt` of the reader's own folder,
or in the environment variable READINGROOM_READER.  Without one a reader is "me"; in a folder that several accounts
share, and on a hub, "me" and a code made of the account's name, so that no two share a file.
"""

from __future__ import annotations

import os
import unicodedata
from contextlib import suppress
from getpass import getuser
from hashlib import sha256
from pathlib import Path
from warnings import warn

from readingroom.text.files import write_text
from readingroom.text.folders import home, nearest

LONGEST = 60  # characters in a name
_unsaved: dict[Path, str] = {}  # names that could not be written where they belong


def who(name: str = "") -> str:
    """Say who is reading, by a name or a code; without one, tell who is.

    What is opened from now on is that reader's; another reader's things stay under their own name.

    >>> who() == reader_name()
    True
    >>> who("x" * 99)[:9]
    Traceback (most recent call last):
    ...
    ValueError: A name or a code has 1 to 60 characters in one line; got 99.
    """
    return _set(_good(name)) if name else reader_name()


def reader_name() -> str:
    """The name that a reader's files carry."""
    file = _file()
    with suppress(OSError, ValueError):
        return _good(os.environ.get("READINGROOM_READER") or _unsaved.get(file) or _written(file))
    code = _code()
    return f"me-{code}" if code else "me"


def _set(name: str) -> str:
    file = _file()
    try:
        _unsaved.pop(file, None)
        write_text(file, name + "\n")
    except OSError as error:
        _unsaved[file] = name
        warn(f"The name is kept only until this notebook is closed ({error.strerror}).", stacklevel=3)
    return name


def _good(name: str) -> str:
    """A name in one form, or a ValueError."""
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(plain) <= LONGEST or not plain.isprintable():
        raise ValueError(f"A name or a code has 1 to {LONGEST} characters in one line; got {len(plain)}.")
    return plain


def _written(file: Path) -> str:
    with file.open(encoding="utf-8-sig") as text:
        return text.read(4 * LONGEST)


def _file() -> Path:
    code = _code()
    return home() / (f"reader-{code}.txt" if code else "reader.txt")


def _code() -> str:
    """Empty where the folder is this account's own; else a few letters that stand for the account."""
    hub = os.environ.get("JUPYTERHUB_USER", "")
    if not hub and _owned(home()):
        return ""
    try:
        account = hub or getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        account = str(getattr(os, "getuid", int)())
    return sha256(account.encode()).hexdigest()[:8]


def _owned(folder: Path) -> bool:
    """Whether a folder is this account's: it made it, or it lies in its home."""
    with suppress(OSError, RuntimeError):
        if hasattr(os, "getuid") and nearest(folder).stat().st_uid == os.getuid():
            return True
        return folder.absolute().is_relative_to(Path.home())
    return False
