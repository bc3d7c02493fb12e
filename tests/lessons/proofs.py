"""Looks up what an option or a card rests on in the marks that people set by hand, never in what the kit finds.

A proof names a text and a mark: a label of features.tsv, a kind or part of an attribution, `loss:` and a kind of loss,
`nobody` (nobody’s content lies there), `absent` (the words are not in the text); a `-` denies it.
Behind a colon come the words, where they are not those that the option or the card quotes first.
"""

import re

from readingroom import load_corpus
from readingroom.text.article import Span
from readingroom.text.marking import handmarks
from readingroom.text.planted import features, harbour, planted_losses

TEXTS = {**load_corpus(added=False), **harbour()}
SHARES = ("most", "more", "least", "own")  # proofs that count words; tests/lessons/test_keys.py does so


def places(words, article):
    """Where words are in an article, each piece between two gaps; those not found are left out."""
    pieces = [piece.strip(" .,“”") for piece in words.split("…")]
    return [Span(at, at + len(p)) for p in pieces if len(p) > 1 and (at := article.text.find(p)) >= 0]


def words_in(part):
    """The words of its text that an option or a card gives: those in quotation marks, or all behind the text's name."""
    quoted = re.search("“([^“”]+)”", part)
    return quoted[1] if quoted else re.sub(r"^[\w-]+: ", "", part)


def marks(label, article):
    """The places with a label in an article."""
    hand = handmarks(article)
    if label in ("source", "cue"):
        return [place for mark in hand if (place := getattr(mark, label))]
    if label == "content":
        return [place for mark in hand for place in mark.content]
    if label in ("direct", "indirect", "mixed"):
        return [place for mark in hand if mark.kind == label for place in mark.content]
    if label.startswith("loss"):
        kind = label.partition(":")[2]
        return [loss.span for loss in planted_losses(article, TEXTS) if not kind or loss.kind == kind]
    if label in ("hedge", "booster"):
        return [mark.span for mark in features(article) if mark.label.startswith(label)]
    return [mark.span for mark in features(article) if mark.label == label]


def holds(proof, part):
    """Whether the words of a proof (or of the part of an exercise that it belongs to) lie where it says."""
    where, _, words = proof.partition(": ")
    name, *labels = where.split()
    article = TEXTS[name]
    here = places(words or words_in(part), article)
    if labels == ["absent"]:
        return not here
    if labels == ["nobody"]:
        return bool(here) and not _touch(here, marks("content", article))
    none = [_touch(here, marks(label[1:], article)) for label in labels if label[0] == "-"]
    some = [_touch(here, marks(label, article)) for label in labels if label[0] != "-"]
    return bool(here) and not any(none) and all(some)


def _touch(here, there):
    return any(a.overlaps(b) for a in here for b in there)


def words_of(name, *speakers):
    """How many words people marked as reported from these speakers, nested ones left out, and the words of the text."""
    article = TEXTS[name]
    said = [m for m in handmarks(article) if m.nested_in is None and (not speakers or m.speaker in speakers)]
    own = {w for w in article.words if any(place.overlaps(w) for m in said for place in m.content)}
    return len(own), len(article.words)
