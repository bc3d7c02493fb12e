"""One writer at a time: a lock on a folder, let go by the system itself when a process ends or is killed.

Where a system or a disk has no locks (a browser's Python, some network folders) there is none, and writing goes on.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 5.0  # seconds until another writer counts as stuck
PAUSE = 0.02
NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF, errno.EINVAL)

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    try:
        import fcntl
    except ImportError:  # WebAssembly, where one process is all there is

        def _take(handle: int) -> None:
            """There is nothing to take."""
    else:

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
    handle = _opened(folder / ".lock")
    try:
        _wait(handle)
        yield
    finally:
        os.close(handle)  # which lets go of the lock


def _opened(file: Path) -> int:
    """The lock's file; one that another account made can be locked though not written."""
    try:
        return os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        return os.open(file, os.O_RDONLY)


def _wait(handle: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return _take(handle)
        except OSError as error:
            if error.errno in NO_LOCKS:
                return None
            if not isinstance(error, BlockingIOError | PermissionError):  # held by another; msvcrt says PermissionError
                raise
            if time.monotonic() > end:
                raise TimeoutError(error.errno, "another program has been writing here for too long") from None
            time.sleep(PAUSE)
