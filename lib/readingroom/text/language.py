"""Whether a text is English: taggers, lemmas and attributions here know no other language."""

from __future__ import annotations

from functools import cache

from readingroom.text.files import data_lines
from readingroom.text.tokens import words

ENGLISH = 0.2  # English prose has twice as many function words, other languages hardly any
ENOUGH = 20  # words to tell a language by


def language_of(text: str) -> str:
    """ "English", "not English", or "" where there are too few words to tell.

    >>> language_of("Der Fluss ist in der Nacht weiter gestiegen, und die alte Brücke bleibt bis Montag gesperrt, "
    ...             "sagte die Bürgermeisterin am Freitag vor dem Rathaus.")
    'not English'
    """
    said = [text[s:e].lower() for s, e in words(text)]
    if len(said) < ENOUGH:
        return ""
    share = sum(1 for word in said if word in _function_words()) / len(said)
    return "English" if share > ENGLISH else "not English"


@cache
def _function_words() -> frozenset[str]:
    return frozenset(data_lines("text/stopwords.txt"))
