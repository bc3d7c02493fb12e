"""What can be asked for: words, phrases, wildcards, gaps, lemmas, parts of speech and regular expressions.

A query is a row of words, parted by blanks; punctuation and the kind of dash or apostrophe do not matter:

    cooperation          the word, in any case, with or without a possessive 's
    covid                where it is no word by itself, the words with it beside a hyphen: *COVID-19*
    strategic partner    the one directly after the other, in one paragraph
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
import re
import string
from bisect import bisect_left
from dataclasses import dataclass
from functools import partial

import numpy as np

from readingroom.concordance.forms import By, QueryProblem, allowed, expression, tags
from readingroom.text.folding import fold, straight
from readingroom.text.index import Bools, Index, Ints
from readingroom.text.tokens import WORD

WAYS = ("word", "lemma", "pos", "regex")
MOST_GAP, MOST_WORDS = 20, 100  # words in a gap, and words and gaps in a query
_GAP = re.compile(r"\{(\d+)(?:,(\d+))?\}")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_AROUND = string.punctuation.translate({ord(c): None for c in "*?"}) + "“”„‟«»‹›‘’‚…£€¥–—"


@dataclass(frozen=True)
class Slot:
    """One word of a query: the numbers of its types, the tags it allows (None for any), and the gap before it."""

    text: str
    types: Ints
    tags: Bools | None = None
    least: int = 0
    most: int = 0

    @property
    def steps(self) -> range:
        """How far from the word before it this one may stand."""
        return range(self.least + 1, self.most + 2)

    def fits(self, index: Index, places: Ints) -> Bools:
        """Which places hold such a word."""
        wanted = np.zeros(len(index.types), bool)
        wanted[self.types] = True
        right = wanted[index.ids[places]]
        return right if self.tags is None else right & self.tags[tags(index)[1][places]]


def parse(index: Index, query: str, *, by: By = "word", case: bool = False) -> list[Slot]:
    """The words of a query, each with the types it allows; raises QueryProblem with one sentence."""
    if by not in WAYS:
        raise QueryProblem(f'There is no by="{by}"; choose one of: {", ".join(WAYS)}.')
    slots: list[Slot] = []
    least = most = 0
    asked = terms(query, by)
    if len(asked) > MOST_WORDS:
        raise QueryProblem(f"A query has at most {MOST_WORDS} words and gaps; this one has {len(asked):,}.")
    for term in asked:
        gap = _GAP.fullmatch(term)
        if gap:
            if not slots:
                raise QueryProblem(f"The gap {term} stands between two words, not at the beginning of a query.")
            least, most = least + int(gap[1]), most + int(gap[2] or gap[1])
            if not least <= most <= MOST_GAP:
                raise QueryProblem(f"A gap is written {{least,most}}, with at most {MOST_GAP} words: {{0,3}}.")
        else:
            for text, types, tagged in index.kept(("query", term, by, case), partial(allowed, index, term, by, case)):
                slots.append(Slot(text, types, tagged, least, most))
                least = most = 0
    if not slots:
        raise QueryProblem(_empty(query))
    if most:
        raise QueryProblem("A gap such as {0,2} stands between two words, not at the end of a query.")
    if all(_matches_all(s.text, by) for s in slots):
        raise QueryProblem(f"“{query}” matches every word ({len(index):,}); give at least one letter.")
    return slots


def terms(query: str, by: By = "word") -> list[str]:
    """The words and gaps of a query as they are looked for: without punctuation, with any dash as a hyphen.

    >>> terms("“Win—win,” Wang said: US$88"), terms("partner*, {0,2} tie|ties")
    (['Win-win', 'Wang', 'said', 'US', '88'], ['partner*', '{0,2}', 'tie|ties'])
    """
    parts = query.split()
    if by in ("pos", "regex"):
        return parts
    return [term for part in parts for term in ([part] if _GAP.fullmatch(part) else _plain(_DASHES.sub("-", part)))]


def _plain(part: str) -> list[str]:
    forms = part.split("|")
    if len(forms) == 1 and not set("*?") & set(part):
        return WORD.findall(part)
    known = (WORD.fullmatch(form) for form in forms)
    bare = [form if word else form.strip(_AROUND) for form, word in zip(forms, known, strict=True)]
    return ["|".join(filter(None, bare))] if any(bare) else []


def _empty(query: str) -> str:
    if query.strip() and not query.strip("| "):
        return "“|” stands between two words, as in tie|ties."
    what = f"There is no word in “{query}”" if query.strip() else "The query is empty"
    return f"{what}; give a word, a phrase, or a pattern such as “cooperat*”."


def heard(index: Index, query: str, *, by: By = "word", case: bool = False) -> str:
    """A query in quotation marks, and what was understood where that is something else.

    >>> from readingroom.text.article import Article
    >>> heard(Index.build(Article.from_text("The COVID-19 years")), "covid years!")
    '“covid years!” (read as “covid-19 years”)'
    """
    slots = parse(index, query, by=by, case=case)
    query = " ".join(query.split()).strip('"“”')
    read = " ".join(s.text if not s.most else f"{{{s.least},{s.most}}} {s.text}" for s in slots)
    if by == "pos":
        return f"“{query}” (by the tagger's guess)"
    same = by == "regex" or "{" in query or straight(read) == straight(query)
    return f"“{query}”" + ("" if same else f" (read as “{read}”)")


def _matches_all(text: str, by: By) -> bool:
    if by == "regex":
        return all(expression(text, False)(probe) for probe in ("q", "Zz-9’x", "7"))
    return not text.strip("*|_")


def reason(index: Index, query: str, *, by: By = "word", case: bool = False) -> str:
    """Why a query has no hits, in one sentence, with the words nearest to one that is not there."""
    slots = parse(index, query, by=by, case=case)
    for slot in slots:
        if not len(slot.types):
            text = f"“{slot.text}”: " if len(slots) > 1 else ""
            return text + _nearest(index, slot.text, by, case)
    return "no hits; each of its words is there, but never in this order in one paragraph."


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
