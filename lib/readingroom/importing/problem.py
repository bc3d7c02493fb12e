"""The one error of importing, and how a library's absence and its complaints become one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


class ImportProblem(ValueError):
    """A file or text cannot become an article; one or two sentences say what is wrong and what to do."""


def need(module: str, *, reading: str, library: str, extra: str) -> ModuleType:
    """Import a library, or say how to install it.

    >>> need("no_such_library", reading="scrolls", library="scrollpy", extra="scrolls")
    Traceback (most recent call last):
    ...
    readingroom.importing.problem.ImportProblem: Reading scrolls needs scrollpy: pip install 'readingroom[scrolls]'
    """
    try:
        return import_module(module)
    except ImportError:
        raise ImportProblem(f"Reading {reading} needs {library}: pip install 'readingroom[{extra}]'") from None


@contextmanager
def damaged(name: str, kind: str) -> Iterator[None]:
    """Whatever a library says about a file it cannot read becomes one sentence."""
    try:
        yield
    except ImportProblem:
        raise
    except MemoryError:
        raise ImportProblem(f"“{name}” needs more memory than there is; save the article's text alone.") from None
    except Exception as error:  # the libraries raise whatever the damage leads to
        raise ImportProblem(
            f"“{name}” cannot be read as {kind}: it is damaged or unusual. Copy the text and paste it instead."
        ) from error
