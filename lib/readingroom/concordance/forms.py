"""Which of the words of some texts a word of a query stands for: its forms, its lemma, its tag, its pattern."""

from __future__ import annotations

import fnmatch
import re
import sys
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias

import numpy as np

from readingroom.text.folding import bare, fold, straight
from readingroom.text.index import Bools, Index, Ints, progress
from readingroom.text.tokens import lemma, tag, tagged, words

By: TypeAlias = Literal["word", "lemma", "pos", "regex"]
MOST_TAGGED = 200_000  # words
PATIENCE = 2.0  # seconds for one regular expression over all types
MAIN_TAGS = "NN1 or NN* (noun), VV* (verb), AJ0 (adjective), AV0 (adverb), NP0 (name), CRD (number), PNP (pronoun)"
REPEATS, SHORT = 3, 40  # of an expression and of a word, in letters: together too few to take long
FEW = 5  # longer words named where one stands only in them
_ENDLESS = re.compile(r"\(\?(?:R|&|P>|[+-]?\d)")  # an expression within itself


class QueryProblem(ValueError):
    """One sentence that says what is wrong with a query and what to do."""


Allowed: TypeAlias = tuple[str, Ints, Bools | None]  # a word of a query, its types and its tags


def allowed(index: Index, text: str, by: By, case: bool) -> list[Allowed]:
    """The types and the tags that one word of a query allows."""
    if by != "pos":
        types = _types(index, text, by, case)
        literal = len(types) or case or by == "regex"
        return [(text, types, None)] if literal else _instead(index, text)
    word, _, tag = text.rpartition("_")
    known, _ = tags(index)
    tagged_so = np.logical_or.reduce([_where(known, _wildcard(t or "*")) for t in tag.split("|")])
    if not tagged_so.any():
        raise QueryProblem(f"No word here is tagged “{tag}”; tags are, for example, {MAIN_TAGS}.")
    return [(text, _types(index, word or "*", "word", case), tagged_so)]


def _instead(index: Index, text: str) -> list[Allowed]:
    """What a word that is not there may mean: longer words with it before or after a hyphen, or its own parts."""
    whole = np.array(index.kept("hyphened", lambda: _hyphened(index.words)).get(fold(text), []), int)
    if len(whole):
        names = [index.words[n] for n in whole[:FEW]] + ["…"] * (len(whole) > FEW)
        return [("|".join(names), index.types_in(whole), None)]
    parts: list[Allowed] = [(form, index.types_of(fold(form)), None) for form in text.split("-")]
    known = len(parts) > 1 and all(len(types) for _, types, _ in parts)
    return parts if known else [(text, np.empty(0, int), None)]


def _hyphened(words: Sequence[str]) -> dict[str, list[int]]:
    """For each part of the words with a hyphen, the numbers of these words."""
    found: dict[str, list[int]] = {}
    for n, word in enumerate(words):
        for part in set(word.split("-")) if "-" in word else ():
            found.setdefault(part, []).append(n)
    return found


def _types(index: Index, text: str, by: By, case: bool) -> Ints:
    if by == "regex":
        return np.flatnonzero(_where(index.types, expression(text, case)))
    if by == "lemma":
        found = lemmas(index)
        # a lemma of these texts stands for itself, any other form for its lemma
        wanted = {form if form in found else lemma(form) for form in map(fold, text.split("|"))}
        return index.types_in(np.flatnonzero([word in wanted for word in found]))
    forms = [_form(index, straight(form), case) for form in text.split("|")]
    return forms[0] if len(forms) == 1 else np.unique(np.concatenate(forms))


def _form(index: Index, form: str, case: bool) -> Ints:
    """The types of one form: a word that ends in 's asks for just that; any other also for its possessive."""
    exact = bare(form) != form
    if not case and not exact:
        plain = not set("*?") & set(form)
        return index.types_of(fold(form)) if plain else _matching(index, form.casefold())
    shapes = [straight(t) for t in index.types]
    shapes = shapes if exact else [bare(s) for s in shapes]
    shapes = shapes if case else [s.casefold() for s in shapes]
    return np.flatnonzero(_where(shapes, _wildcard(form if case else form.casefold())))


def _matching(index: Index, pattern: str) -> Ints:
    """The types of the words that fit a pattern; only words with its first letters are looked at."""
    begins = re.split(r"[*?]", pattern)[0]
    low, high = bisect_left(index.words, begins), bisect_left(index.words, begins + chr(sys.maxunicode))
    return index.types_in(low + np.flatnonzero(_where(index.words[low:high], _wildcard(pattern))))


Test: TypeAlias = Callable[[str], Any]


def _where(words: Sequence[str], test: Test) -> Bools:
    return np.array([found is not None for found in map(test, words)], bool)


def _wildcard(form: str) -> Test:
    return re.compile(fnmatch.translate(form.replace("[", "[[]"))).match


def expression(pattern: str, case: bool) -> Test:
    """A test of whole words that stops when it has taken too long."""
    import regex  # not re: its search can be stopped

    if _ENDLESS.search(pattern):
        raise QueryProblem(f"“{pattern}” calls itself, which has no end here; write it without (?R) or (?1).")
    try:
        compiled = regex.compile(pattern, 0 if case else regex.IGNORECASE)
    except (regex.error, OverflowError, RecursionError) as error:
        raise QueryProblem(f'“{pattern}” is not a regular expression: {error}. Try \\w*ing, or by="word".') from None
    stop = time.monotonic() + PATIENCE
    slow = f"“{pattern}” was stopped after {PATIENCE:g} seconds; simplify it, above all repeats within repeats."
    quick = not re.search(r"\)[*+?{]", pattern) and len(re.findall(r"[*+?{]", pattern)) <= REPEATS

    def test(word: str) -> Any:
        left = stop - time.monotonic()
        try:
            if left < 0:
                raise TimeoutError
            return compiled.fullmatch(word, timeout=left)
        except TimeoutError:
            raise QueryProblem(slow) from None

    def brief(word: str) -> Any:
        return compiled.fullmatch(word) if len(word) <= SHORT else test(word)

    return brief if quick else test  # a time limit takes ten times as long as the search of one word


def tags(index: Index) -> tuple[list[str], Ints]:
    """The tags (BNC C5) found in some texts, and the number of the tag of each word: that of its first token."""
    return index.kept("tags", lambda: _tags(index))


def _tags(index: Index) -> tuple[list[str], Ints]:
    if len(index) > MOST_TAGGED:
        many = f"{MOST_TAGGED:,} words, and these are {len(index):,}"
        raise QueryProblem(f"Tags are made for up to {many}; choose fewer articles.")
    found: list[str] = []
    for article in index.articles:
        tokens = [t for s in article.sentences for t in tagged(article.text, s.start, s.end)]
        starts = [t.start for t in tokens]
        found += [tokens[bisect_right(starts, start) - 1].pos for start, _ in words(article.text)]
    names, numbers = np.unique(found, return_inverse=True)
    return names.tolist(), numbers


def lemmas(index: Index) -> list[str]:
    """The lemma of each word; one that these texts always write with a capital is looked up with it, as a name is."""
    return index.kept("lemmas", lambda: _lemmas(index))


def _lemmas(index: Index) -> list[str]:
    written = set(index.types)
    first = index.word_of.searchsorted(np.arange(len(index.words))).tolist()
    return [
        lemma(word) if word in written else tag([bare(straight(index.types[t]))])[0][1].lower()
        for word, t in zip(progress(index.words, "lemmas"), first, strict=True)
    ]
