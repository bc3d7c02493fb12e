"""What can be asked for: words, phrases, wildcards, gaps, lemmas, parts of speech and regular expressions.

A query is a row of words, parted by blanks:

    cooperation          the word, in any case, with or without a possessive 's
    strategic partner    the one directly after the other, in one article
    co*  wom?n           `*` stands for any letters, `?` for exactly one
    tie|ties|relation*   one or another
    the * of             `*` alone is any one word
    high {0,2} level     a gap of none to two words; {2} is exactly two words

With `by="lemma"` each word stands for all its forms (*say* finds *said*); with `by="regex"` each is a regular
expression for a whole word; with `by="pos"` each is a tag of the BNC's C5 set (`AJ0 NN*`), or a word and a tag
(`close_AJ0`).  The tags: AJ0 AJC AJS adjectives; AT0 article; AV0 AVP AVQ adverbs; CJC CJS CJT conjunctions; CRD ORD
numbers; DPS DT0 DTQ determiners; EX0 *there*; ITJ interjection; NN0 NN1 NN2 nouns; NP0 name; PNI PNP PNQ PNX pronouns;
POS possessive; PRF PRP prepositions; TO0 *to*; VB? VD? VH? VV? forms of *be*, *do*, *have* and other verbs (B base, D
past, G -ing, I infinitive, N participle, Z -s); VM0 modal; XX0 *not*; ZZ0 letter; UNC unclassified; PU? punctuation.
"""

from __future__ import annotations

import difflib
import fnmatch
import re
import sys
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeAlias

import numpy as np

from readingroom.text.index import Bools, Index, Ints, bare, fold, progress, straight
from readingroom.text.tokens import lemma, tag, tagged, words

By: TypeAlias = Literal["word", "lemma", "pos", "regex"]
WAYS = ("word", "lemma", "pos", "regex")
MOST_TAGGED = 200_000  # words
PATIENCE = 2.0  # seconds for one regular expression over all types
MAIN_TAGS = "NN1 or NN* (noun), VV* (verb), AJ0 (adjective), AV0 (adverb), NP0 (name), CRD (number), PNP (pronoun)"
_GAP = re.compile(r"\{(\d+)(?:,(\d+))?\}")


class QueryProblem(ValueError):
    """One sentence that says what is wrong with a query and what to do."""


@dataclass(frozen=True)
class Slot:
    """One word of a query: the numbers of its types, the tags it allows (None for any), and the gap before it."""

    text: str
    types: Ints
    tags: Bools | None = None
    least: int = 0
    most: int = 0

    def fits(self, index: Index, places: Ints) -> Bools:
        """Which places hold such a word."""
        wanted = np.zeros(len(index.types), bool)
        wanted[self.types] = True
        right = wanted[index.ids[places]]
        return right if self.tags is None else right & self.tags[tags(index)[1][places]]


def find(index: Index, query: str, *, by: By = "word", case: bool = False) -> tuple[Ints, Ints]:
    """Where a query is found: the places of the first and of the last word of each hit, in text order.

    >>> from readingroom.text.article import Article
    >>> index = Index.build(Article.from_text("The old bridge and the new bridge; the bridge."))
    >>> find(index, "the {0,1} bridge")[0].tolist(), find(index, "the {0,1} bridge")[1].tolist()
    ([0, 4, 7], [2, 6, 8])
    """
    slots = parse(index, query, by=by, case=case)
    first = _anchored(index, slots)
    if len(slots) == 1:
        return first, first
    ends = index.starts[index.article_at(first) + 1]
    last = first
    for slot in slots[1:]:
        tries = range(slot.least + 1, slot.most + 2)
        first, ends = np.tile(first, len(tries)), np.tile(ends, len(tries))
        last = np.concatenate([last + step for step in tries])
        inside = last < ends
        first, last, ends = first[inside], last[inside], ends[inside]
        fits = slot.fits(index, last)
        first, last, ends = first[fits], last[fits], ends[fits]
    shortest = np.lexsort((last, first))
    first, last = first[shortest], last[shortest]
    new = np.diff(first, prepend=-1) > 0
    return first[new], last[new]


def _anchored(index: Index, slots: list[Slot]) -> Ints:
    """Where the first word stands, found by way of the rarest word before any gap."""
    fixed = 1
    while fixed < len(slots) and slots[fixed].most == 0:
        fixed += 1
    sizes = [(index.bounds[s.types + 1] - index.bounds[s.types]).sum() for s in slots[:fixed]]
    rarest = int(np.argmin(sizes))
    places = index.places(slots[rarest].types)
    if rarest:
        places = places[places >= rarest] - rarest
    elif slots[0].tags is None:
        return places
    return places[slots[0].fits(index, places)]


def parse(index: Index, query: str, *, by: By = "word", case: bool = False) -> list[Slot]:
    """The words of a query, each with the types it allows; raises QueryProblem with one sentence."""
    if by not in WAYS:
        raise QueryProblem(f'There is no by="{by}"; choose one of: {", ".join(WAYS)}.')
    slots: list[Slot] = []
    least = most = 0
    for part in query.split():
        gap = _GAP.fullmatch(part)
        if gap:
            least += int(gap[1])
            most += int(gap[2] or gap[1])
        else:
            types, allowed = index.kept(("query", part, by, case), partial(_allowed, index, part, by, case))
            slots.append(Slot(part, types, allowed, least, most))
            least = most = 0
    if not slots:
        raise QueryProblem("The query is empty; give a word, a phrase, or a pattern such as “cooperat*”.")
    if most or slots[0].most:
        raise QueryProblem("A gap such as {0,2} stands between two words, not at the end of a query.")
    if any(s.least > s.most or s.most > 20 for s in slots):
        raise QueryProblem("A gap is written {least,most}, with at most 20 words: {0,3}.")
    if all(_matches_all(s.text, by) for s in slots):
        raise QueryProblem(f"“{query}” matches every word ({len(index):,}); give at least one letter.")
    return slots


def _matches_all(text: str, by: By) -> bool:
    if by == "regex":
        return all(_regex(text, False)(probe) for probe in ("q", "Zz-9’x", "7"))
    return not text.strip("*|_")


def _allowed(index: Index, text: str, by: By, case: bool) -> tuple[Ints, Bools | None]:
    """The types and the tags that one word of a query allows."""
    if by != "pos":
        return _types(index, text, by, case), None
    word, _, tag = text.rpartition("_")
    known, _ = tags(index)
    allowed = np.logical_or.reduce([_where(known, _wildcard(t or "*")) for t in tag.split("|")])
    if not allowed.any():
        raise QueryProblem(f"No word here is tagged “{tag}”; tags are, for example, {MAIN_TAGS}.")
    return _types(index, word or "*", "word", case), allowed


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


def reason(index: Index, query: str, *, by: By = "word", case: bool = False) -> str:
    """Why a query has no hits, in one sentence, with the words nearest to one that is not there."""
    slots = parse(index, query, by=by, case=case)
    for slot in slots:
        if not len(slot.types):
            text = f"“{slot.text}”: " if len(slots) > 1 else ""
            return text + _nearest(index, slot.text, by, case)
    return "no hits; each of its words is there, but never in this order."


def _nearest(index: Index, text: str, by: By, case: bool) -> str:
    if by == "regex" or set("*?|") & set(text):
        return "no word fits this pattern."
    if case and len(index.types_of(fold(text))):
        return "no such word in these capitals; case=False finds it in any."
    wanted = fold(text)
    near = [w for w in index.words if w[:1] == wanted[:1] and abs(len(w) - len(wanted)) < 3]
    best = difflib.get_close_matches(wanted, near, 3, 0.75)
    counts = (f"{w} ({index.counts[bisect_left(index.words, w)]:,})" for w in best)
    return "no such word" + (f"; nearest: {', '.join(counts)}." if best else ".")


def _types(index: Index, text: str, by: By, case: bool) -> Ints:
    if by == "regex":
        return np.flatnonzero(_where(index.types, _regex(text, case)))
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


def _regex(pattern: str, case: bool) -> Test:
    """A test of whole words that stops when it has taken too long."""
    import regex  # not re: its search can be stopped

    try:
        compiled = regex.compile(pattern, 0 if case else regex.IGNORECASE)
    except (regex.error, OverflowError, RecursionError) as error:
        raise QueryProblem(f'“{pattern}” is not a regular expression: {error}. Try \\w*ing, or by="word".') from None
    stop = time.monotonic() + PATIENCE

    def test(word: str) -> Any:
        try:
            return compiled.fullmatch(word, timeout=max(stop - time.monotonic(), 0.001))
        except TimeoutError:
            message = (
                f"“{pattern}” was stopped after {PATIENCE:g} seconds; simplify it, above all repeats within repeats."
            )
            raise QueryProblem(message) from None

    return test
