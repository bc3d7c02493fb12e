"""Files: written whole, old or new, never half; named so that no two readers share one; the kit's own data read."""

from __future__ import annotations

import json
import os
import re
import time
import tomllib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from secrets import token_hex
from typing import Any

PART = ".part"  # how the names of temporary files end
OLD = 3600  # seconds after which a temporary file is nobody's


def data_lines(name: str) -> list[str]:
    """The lines of one of the kit's data files, without comments and blank ones.

    >>> data_lines("importing/outlets.txt")[0]
    'ABC News'
    """
    lines = files("readingroom").joinpath(name).read_text("utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


@cache
def data_table(name: str) -> dict[str, Any]:
    """One of the kit's TOML files, read once.

    >>> data_table("page/interface.toml")["article"]
    'Article'
    """
    return tomllib.loads(files("readingroom").joinpath(name).read_text("utf-8"))


def words_of(name: str) -> Callable[..., str]:
    """A function that gives the words of one of the kit's TOML files by key, with values put in.

    >>> words_of("page/interface.toml")("words", n=450)
    '450 words'
    """

    def word(key: str, /, **values: object) -> str:
        return str(data_table(name)[key]).format(**values)

    return word


def file_name(reader: str, what: str) -> str:
    """A file's name for a reader and an article or a notebook: readable, never a path, never the same for two.

    >>> file_name("../me", "a/b")
    'me-a_b-b0aea19b.json'
    """
    slugs = [re.sub(r"\W+", "_", name).strip("_")[:24] for name in (reader, what)]
    digest = sha256(json.dumps([reader, what]).encode()).hexdigest()[:8]
    return "-".join([*slugs, digest]) + ".json"


def write_text(path: str | Path, text: str) -> Path:
    """Write UTF-8 text to a temporary file beside `path`, then put it in place in one step."""
    return write_bytes(path, text.encode("utf-8", "surrogatepass"))


def write_bytes(path: str | Path, data: bytes) -> Path:
    """Write bytes to a temporary file beside `path`, then put it in place in one step.

    On a full disk or a killed process the old file stands as it was; the folder is made if it is missing.  Who may read
    the file is as for any new file of this account (its umask).
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{token_hex(8)}{PART}")
    try:
        with part.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return path


def sweep(folder: Path) -> None:
    """Remove from a folder the temporary files that killed processes left there more than an hour ago."""
    for part in folder.glob(f".*{PART}"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > OLD:
                part.unlink()
