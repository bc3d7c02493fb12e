"""One writer at a time: a lock on a folder, let go by the system itself when a process ends or is killed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 5.0  # seconds until another writer counts as stuck
PAUSE = 0.02

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; an OSError where another writer does not let go of it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as kept, locked(Path(kept)):
    ...     [file.name for file in Path(kept).iterdir()]
    ['.lock']
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _wait(handle)
        yield
    finally:
        os.close(handle)  # which lets go of the lock


def _wait(handle: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return _take(handle)
        except (BlockingIOError, PermissionError) as error:  # held by another; msvcrt says PermissionError
            if time.monotonic() > end:
                raise TimeoutError(error.errno, "another program has been writing here for too long") from None
            time.sleep(PAUSE)
