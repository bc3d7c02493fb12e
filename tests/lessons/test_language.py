"""Plain international English, about B2: short sentences, common words, no idioms; each term in the glossary."""

import re

from language import NOTEBOOKS, prose, sentences, words
from wordfreq import zipf_frequency

from project import ROOT
from readingroom.lessons.exercises import books
from readingroom.lessons.opening import entries

LONGEST, MEAN, RARE = 25, 14, 3.5
IDIOMS = (
    r"in so many words|give leave|one pot|sets? great store|at arm.s length|by and large|on the other hand|turn down"
)
NAMES = set((ROOT / "tests/lessons/names.txt").read_text("utf-8").casefold().split())


def test_sentences_are_short():
    long = [(where, len(words(s)), s) for where, text in prose() for s in sentences(text) if len(words(s)) > LONGEST]
    assert not long, "\n".join(f"{where}: {n} words: {s}" for where, n, s in long)
    lengths = [len(words(s)) for _, text in prose() for s in sentences(text)]
    assert sum(lengths) / len(lengths) < MEAN
    assert sum(n < 18 for n in lengths) > 0.85 * len(lengths)


def test_rare_words_are_in_the_glossary():
    known = {part for term in entries() for part in re.split(r"[ -]", term)} | NAMES
    rare = {
        w: where
        for where, text in prose()
        for word in words(text)
        for w in [word.casefold()]
        if not {w, *_stems(w)} & known and max(zipf_frequency(s, "en") for s in (w, *_stems(w))) < RARE
    }
    assert not rare, rare


def _stems(word):
    """A word without its ending, and each part of a word with a hyphen when all of them are common."""
    word = word.removesuffix("’s").removesuffix("’")
    ends = [word.removesuffix(end) + more for end in ("s", "es", "ed", "ing", "d", "er", "ly") for more in ("", "e")]
    parts = word.split("-")
    ends.append(re.sub("ies$", "y", word))
    return [word, *ends, *([min(parts, key=lambda p: zipf_frequency(p, "en"))] if len(parts) > 1 else [])]


def test_no_idioms_and_nothing_stands():
    said = [(where, text) for where, text in prose() if re.search(IDIOMS, text, re.IGNORECASE)]
    assert not said
    stands = [(where, text) for where, text in prose() if re.search(r"\b(stands?|stood)\b(?! for| still)", text)]
    assert not stands, stands


def test_each_term_of_the_glossary_belongs_to_a_notebook_and_has_an_example():
    for term in entries().values():
        assert term.notebook in books()
        assert term.example
        assert term.meaning.endswith(".")
        assert len(words(term.meaning)) <= LONGEST


def test_terms_that_notebooks_open_are_in_the_glossary():
    for path in NOTEBOOKS:
        for call in re.findall(r"glossary\((.*?)\)\"", path.read_text("utf-8")):
            assert all(term in entries() for term in re.findall(r'\\"(.+?)\\"', call)), call
