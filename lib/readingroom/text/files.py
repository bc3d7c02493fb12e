"""Files: written whole, old or new, never half; named so that no two readers share one; the kit's own data read."""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any


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

    On a full disk or a killed process the old file stands as it was; the folder is made if it is missing.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
