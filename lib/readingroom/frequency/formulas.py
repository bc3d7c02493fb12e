"""The measures of collocation and keyness, each with its source, on arrays of counts.

`a` is how often a word stands in the part looked at, of `c` words; `b` how often in the reference, of `d` words.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from readingroom.text.index import Ints

Floats = npt.NDArray[np.float64]


def _times_log(observed: Floats, expected: Floats) -> Floats:
    """observed · ln(observed / expected), 0 where nothing is observed."""
    seen = observed > 0
    ratio = np.divide(observed, expected, out=np.ones_like(expected), where=seen & (expected > 0))
    return np.where(seen, observed * np.log(ratio), 0.0)


def log_likelihood(observed: Ints, near: int, pairs: Ints, total: int) -> Floats:
    """Dunning's G² of the 2×2 table (Dunning 1993, Computational Linguistics 19:1), negative below expectation.

    `observed` of `near` slots hold the word, and `pairs` of `total` slots do.

    >>> log_likelihood(np.array([10]), 100, np.array([30]), 1000).round(2)
    array([12.65])
    """
    o11 = np.asarray(observed, float)
    rows = (float(near), float(total - near))
    columns = (np.asarray(pairs, float), total - np.asarray(pairs, float))
    cells = ((o11, rows[0] - o11), (columns[0] - o11, columns[1] - rows[0] + o11))
    g2 = sum(_times_log(np.maximum(cells[r][c], 0), rows[r] * columns[c] / total) for r in (0, 1) for c in (0, 1))
    return np.asarray(np.sign(o11 - rows[0] * columns[0] / total) * np.maximum(2 * g2, 0))


def mutual_information(observed: Ints, expected: Floats) -> Floats:
    """MI, log₂(O / E) (Church & Hanks 1990, Computational Linguistics 16:1); it favours rare words."""
    return np.log2(observed / expected)


def t_score(observed: Ints, expected: Floats) -> Floats:
    """t, (O − E) / √O (Church, Gale, Hanks & Hindle 1991); it favours frequent words."""
    return np.asarray((observed - expected) / np.sqrt(observed))


def log_dice(observed: Ints, node: int, frequency: Ints) -> Floats:
    """logDice, 14 + log₂(2 O / (f(node) + f(collocate))) (Rychlý 2008, RASLAN); it does not depend on corpus size.

    >>> log_dice(np.array([5]), 10, np.array([10])).tolist()
    [13.0]
    """
    return np.asarray(14 + np.log2(2 * observed / (node + frequency)))


def keyness_log_likelihood(a: Ints, b: Ints, c: int, d: int) -> Floats:
    """Log-likelihood of two corpora (Rayson & Garside 2000, Comparing Corpora, ACL), negative below expectation.

    2 (a ln(a / E₁) + b ln(b / E₂)) with E₁ = c (a + b) / (c + d) and E₂ = d (a + b) / (c + d).

    >>> keyness_log_likelihood(np.array([20, 5]), np.array([10, 10]), 1000, 1000).round(2).tolist()
    [3.4, -1.7]
    """
    e1, e2 = c * (a + b) / (c + d), d * (a + b) / (c + d)
    return np.sign(a - e1) * np.maximum(2 * (_times_log(a.astype(float), e1) + _times_log(b.astype(float), e2)), 0)


def log_ratio(a: Any, b: Any, c: Any, d: Any) -> Floats:
    """Log ratio, log₂((a / c) / (b / d)), a count of 0 taken as 0.5 (Hardie 2014): 1 is twice as often, 2 four times.

    >>> log_ratio(np.array([20, 4]), np.array([10, 0]), 1000, 1000).tolist()
    [1.0, 3.0]
    """
    return np.asarray(np.log2(np.where(a, a, 0.5) / c * d / np.where(b, b, 0.5)))


def percent_difference(a: Ints, b: Ints, c: int, d: int) -> Floats:
    """%DIFF, the difference in relative frequency in per cent of the reference's (Gabrielatos & Marchi 2011).

    Infinite where the reference does not have the word.

    >>> percent_difference(np.array([20, 4]), np.array([10, 0]), 1000, 1000).tolist()
    [100.0, inf]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((a / c - b / d) * 100 / (b / d))


def bic(likelihood: Floats, c: int, d: int) -> Floats:
    """BIC, |log-likelihood| − ln(c + d) (Wilson 2013): above 2 speaks for a difference, above 10 very strongly.

    >>> bic(np.array([-16.9]), 1000, 1000).round(2).tolist()
    [9.3]
    """
    return np.asarray(np.abs(likelihood) - np.log(c + d))


def ranked(values: np.ndarray) -> Ints:
    """The places of the highest values first; equal ones (to six decimals) keep their order.

    >>> ranked(np.array([1.0, 3.0, 3.0, -2.0])).tolist()
    [1, 2, 0, 3]
    """
    keys = np.rint(-1e6 * values).astype(np.int64)
    return np.argsort(keys * max(len(keys), 1) + np.arange(len(keys)))
