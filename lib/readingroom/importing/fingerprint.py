"""A fingerprint of a text: hashes only, by which a copy of it is known without keeping a word.

The k smallest hashes of all runs of eight words, without regard to case, punctuation, quotation marks and white space
(bottom-k MinHash: A. Broder, "On the resemblance and containment of documents", SEQUENCES 1997).  Two copies of one
article share nearly all; two articles on one event share hardly any.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

RUN = 8  # words
KEPT = 32  # hashes
SAME = 0.25  # a share of hashes above this is the same article, furniture and cuts allowed for
WORD = re.compile(r"[^\W_]+")


def fingerprint(text: str) -> str:
    """The hashes in order, each of twelve hexadecimal digits; "" for a text of fewer than eight words.

    >>> a = fingerprint("The mayor’s “plan” for the old bridge is ready now.")
    >>> a == fingerprint("The mayor's \\n\\"plan\\" for the old  bridge is ready now.")
    True
    >>> a == fingerprint("The mayor’s “plan” for the new bridge is ready now.")
    False
    """
    said = WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    runs = {" ".join(said[n : n + RUN]) for n in range(len(said) - RUN + 1)}
    return " ".join(sorted(_hash(run) for run in runs)[:KEPT])


def resemblance(one: str, other: str) -> float:
    """The share of runs that two texts have in common, as their fingerprints estimate it: 0 to 1.

    >>> resemblance("0a 1b 2c", "0a 1b 3d")
    0.6666666666666666
    """
    a, b = set(one.split()), set(other.split())
    least = sorted(a | b)[: max(len(a), len(b))]
    return sum(1 for h in least if h in a and h in b) / len(least) if a and b else 0.0


def _hash(run: str) -> str:
    return blake2b(run.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
