"""What a reader had open on the pages of a notebook, so that it is open again on another day."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from readingroom.lessons.answers import Answers


class Memory:
    """What one reader chose on one page of the notebook that runs; outside a notebook nothing is remembered.

    A page is known by how it was made: another call in the notebook makes another page.  It is kept beside the answers.

    >>> memory = Memory("me", "a page")
    >>> memory.keep(article="rain")
    >>> memory.get("article", "none yet")
    'rain'
    """

    def __init__(self, by: str, page: str) -> None:
        notebook = Path(os.environ.get("JPY_SESSION_NAME", "")).stem  # the notebook server names it so
        self._file = Answers(by, f"{notebook}.pages") if notebook else None
        self._page = page
        self._chosen: dict[str, Any] = dict((self._file and self._file.get(page)) or {})

    def get(self, what: str, otherwise: Any) -> Any:
        """What was chosen last, where it is of the same kind as what stands there otherwise."""
        chosen = self._chosen.get(what)
        return chosen if type(chosen) is type(otherwise) else otherwise

    def keep(self, **chosen: Any) -> None:
        """Remember a choice; where it cannot be written, only until the notebook is closed."""
        if {**self._chosen, **chosen} == self._chosen:
            return
        self._chosen |= chosen
        if self._file:
            with suppress(OSError):
                self._file.keep(self._page, self._chosen)
