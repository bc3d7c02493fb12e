"""Arrays of whole numbers: counted, sorted and laid end to end, on machines of 64 bits and of 32."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.integer[Any]]
Bools: TypeAlias = npt.NDArray[np.bool_]
RUN = 1 << 18  # places sorted at once: few enough to stay in the processor's cache


def postings(codes: Ints, bounds: Ints) -> Ints:
    """The places of `codes` sorted by code and then by place: a counting sort, part by part to keep memory low."""
    order = np.empty(len(codes), np.int32)
    free = bounds[:-1].copy()
    for start in range(0, len(codes), RUN):
        part = codes[start : start + RUN].astype(np.int64)
        keys = np.sort(part << 32 | np.arange(start, start + len(part)))
        found = keys >> 32
        numbers, firsts, counts = np.unique(found, return_index=True, return_counts=True)
        order[free[found] + np.arange(len(found)) - repeated(firsts, counts)] = keys & 0xFFFFFFFF
        free[numbers] += counts
    return order


def ranges(starts: Ints, ends: Ints) -> Ints:
    """The numbers from each start up to its end, one range after the other.

    >>> ranges(np.array([3, 10]), np.array([5, 13])).tolist()
    [3, 4, 10, 11, 12]
    """
    lengths = ends - starts
    return repeated(starts - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths) + np.arange(lengths.sum())


def tally(codes: Ints, kinds: int = 0, weights: npt.NDArray[Any] | None = None) -> npt.NDArray[Any]:
    """How often each code from 0 comes, or the sum of its weights.

    numpy's own takes no 64-bit codes where the machine has 32 bits, as a browser's has, and counts in its 32 there.
    """
    found = np.bincount(codes.astype(np.intp, copy=False), weights, kinds)
    return found.astype(np.int64) if weights is None else found


def repeated(values: Ints, times: Ints) -> Ints:
    """Each value so many times, on a machine of 32 bits too."""
    return np.repeat(values, times.astype(np.intp, copy=False))


def ends(lengths: Iterable[int]) -> Ints:
    """Where runs of these lengths begin, and the end."""
    return np.cumsum([0, *lengths], dtype=np.int64)
