"""Words with their numbers, as columns whose rows are made when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

import numpy as np

from readingroom.text.index import Ints
from readingroom.text.results import Result

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Counted:
    """A word and its count."""

    word: str
    count: int


class Table(Result[R]):
    """Rows of a word and its numbers, in an order; `kind` makes a row of them."""

    def __init__(
        self, caption: str, kind: Callable[..., R], names: Sequence[str], columns: Sequence[np.ndarray], order: Ints
    ) -> None:
        self._caption, self._kind, self._names, self._columns, self._order = caption, kind, names, columns, order

    def __len__(self) -> int:
        return len(self._order)

    @property
    def caption(self) -> str:
        """What was asked of which texts."""
        return self._caption

    def row(self, n: int) -> R:
        """The row at place n, counted from 0."""
        return self[n : n + 1][0]

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> list[R]: ...
    def __getitem__(self, index: int | slice) -> R | list[R]:
        if not isinstance(index, slice):
            return super().__getitem__(index)
        words, *numbers = (column[self._order[index]].tolist() for column in self._columns)
        return [self._kind(self._names[word], *row) for word, *row in zip(words, *numbers, strict=True)]


def ranked(values: np.ndarray) -> Ints:
    """The places of the highest values first; equal ones (to six decimals) keep their order.

    >>> ranked(np.array([1.0, 3.0, 3.0, -2.0])).tolist()
    [1, 2, 0, 3]
    """
    keys = np.rint(-1e6 * values).astype(np.int64)
    return np.argsort(keys * max(len(keys), 1) + np.arange(len(keys)))
