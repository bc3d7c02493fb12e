"""The form under which a word is counted, whatever its capitals, apostrophe, hyphen or possessive."""

from __future__ import annotations

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"})
# contractions: their 's is a word of its own, not a possessive
_CONTRACTED = frozenset(
    ["it", "he", "she", "that", "this", "what", "who", "there", "here", "where", "when", "how", "why", "let"]
)


def straight(word: str) -> str:
    """A word with straight apostrophes and plain hyphens."""
    return word.translate(_STRAIGHT)


def bare(word: str) -> str:
    """A word without a possessive 's; contractions such as *it's* keep theirs."""
    while word.endswith("'s") and word[:-2].casefold() not in _CONTRACTED:
        word = word[:-2]
    return word


def fold(word: str) -> str:
    """The form under which a word is counted: caseless, straight apostrophes, without a possessive 's.

    >>> fold("China’s"), fold("THE"), fold("It’s"), fold("long‑term")
    ('china', 'the', "it's", 'long-term')
    """
    folded = word.casefold()
    folded = bare(folded if folded.isascii() else straight(folded))
    return word if folded == word else folded  # one string in memory, not two
