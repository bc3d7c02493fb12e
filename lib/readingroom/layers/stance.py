"""How sure, how good, how much: certainty, modality, evaluation, graduation; from lexicons, with what a word can do."""

from __future__ import annotations

from collections.abc import Iterator

from readingroom.layers.base import Hit, Layer, lexicon, plain
from readingroom.layers.voices import whose
from readingroom.text.article import Article, Mark


def certainty(article: Article) -> Iterator[Mark]:
    """Hedges, boosters and attitude markers (Hyland 2005), from a list.

    >>> from readingroom.layers import hits
    >>> hits(certainty, "Perhaps it may rain; clearly, the road is wet.")
    [('Perhaps', 'hedge'), ('may', 'hedge'), ('clearly', 'booster')]
    >>> hits(certainty, "In May the singer appeared at a fair about trains.")
    []

    It misses hedging by verbs of saying (*claim*), by *if*, and by *would* and *should*, which do other work as well.
    """
    for hit in lexicon("certainty").find(article):
        yield hit.mark(article, f"is listed as {_a(hit.entry.label)}: it {hit.entry.note}.")


def modality(article: Article) -> Iterator[Mark]:
    """Modal verbs, semi-modals, verbs of commitment, modal adjectives and adverbs (Palmer 2001).

    >>> from readingroom.layers import hits
    >>> hits(modality, "They have to wait until the bus can leave.")
    [('have to', 'semi-modal'), ('can', 'modal verb')]
    >>> hits(modality, "The will was in a can; they have two cans.")
    []

    Which sense a modal has here is left to the reader.  It misses modal nouns (*the need to*) and imperatives.
    """
    for hit in lexicon("modality").find(article):
        yield hit.mark(article, f"is {_a(hit.entry.label)}; it can express {hit.entry.note}.")


def evaluation(article: Article) -> Iterator[Mark]:
    """Words of praise and blame (attitude in Martin & White 2005), and whose words they stand in.

    >>> from readingroom.layers import hits, layers
    >>> hits(evaluation, "A friendly guide, a tragic loss.")
    [('friendly', 'positive'), ('tragic', 'negative')]
    >>> hits(evaluation, "They are best known for goods at a trade fair.")
    []
    >>> article = Article.from_text("The mayor said the road was not safe.")
    >>> next(iter(evaluation(article))).reason
    '“safe” is listed as positive (appreciation), behind “not”; it stands in words reported from the mayor.'

    It misses evaluation by facts alone, irony, and most verbs; a word's usual side need not be its side here.
    """
    for hit in lexicon("evaluation").find(article):
        if _in_a_name(hit):
            continue
        kind = f"{hit.entry.label} ({hit.entry.note}){_denied(hit)}"
        yield hit.mark(article, f"is listed as {kind}; it stands {whose(article, hit.span)}.")


def _in_a_name(hit: Hit) -> bool:
    """Whether a capital within the sentence makes the word a part of a name: "the Friendly Society"."""
    before = hit.sentence[hit.first - 1].text[-1] if hit.first else ""
    return hit.sentence[hit.first].text[0].isupper() and before.isalnum()


DENIALS = {"not", "n't", "no", "never", "without", "hardly", "nor"}


def _denied(hit: Hit) -> str:
    before = hit.sentence[max(hit.first - 3, 0) : hit.first]
    word = next((t.text for t in reversed(before) if plain(t.text) in DENIALS), None)
    return f", behind “{word}”" if word else ""


def graduation(article: Article) -> Iterator[Mark]:
    """Words that turn a meaning up or down: force and focus (Martin & White 2005).

    >>> from readingroom.layers import hits
    >>> hits(graduation, "A very long, so-called short cut.")
    [('very', 'force raised'), ('so-called', 'focus softened')]
    >>> hits(graduation, "The firm has a high wall.")
    []

    It misses force inside a word's own meaning (*slash* for *cut*), repetition, and comparisons in *-er* and *-est*.
    """
    for hit in lexicon("graduation").find(article):
        yield hit.mark(article, f"is listed for graduation ({hit.entry.label}); what it grades is {hit.entry.note}.")


def _a(label: str) -> str:
    return f"an {label}" if label[0] in "aeiou" else f"a {label}"


CERTAINTY = Layer(
    name="certainty",
    title="Certainty",
    letter="C",
    question="How sure does the text sound, and where does it take a stand?",
    caution="A hedge does not mean weak evidence, and a booster does not mean strong evidence.",
    labels=("hedge", "booster", "attitude marker"),
    find=certainty,
)
MODALITY = Layer(
    name="modality",
    title="Modality",
    letter="M",
    question="What may, must, can or will be so, and what is only planned or promised?",
    caution="“Will” is not yet a fact, and one modal verb has several senses; only the sentence decides.",
    labels=("modal verb", "semi-modal", "commitment verb", "modal adjective or adverb"),
    find=modality,
)
EVALUATION = Layer(
    name="evaluation",
    title="Evaluation",
    letter="E",
    question="What is praised or blamed, and by whom?",
    caution="A positive word is not praise by the outlet: see first whose words it stands in.",
    labels=("positive", "negative"),
    find=evaluation,
)
GRADUATION = Layer(
    name="graduation",
    title="Graduation",
    letter="G",
    question="Where is a meaning turned up or down?",
    caution="A strong word is not an exaggeration; what it describes may be just as strong.",
    labels=("force raised", "force lowered", "focus sharpened", "focus softened"),
    find=graduation,
)
