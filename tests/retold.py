"""The five retellings beside their originals, for tests and benchmarks; only some have the originals."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from project import ROOT, SHARED
from readingroom import Article, Span, attributions, import_article, load_corpus
from readingroom.attribution.model import turns, words_by_speaker
from readingroom.text.marking import handmarks

FIVE = tuple(load_corpus(ROOT / "corpus" / "five").values())
NOBODY = "nobody"  # what the article states without a source
QUOTED = re.compile('“([^“”]*)”|"([^"\n]*)"|‘([^‘’]*)’(?!\\w)')
Said = Iterable[tuple[str | None, Sequence[Span]]]


@cache
def originals() -> Mapping[str, Article]:
    """The originals by the id of their retelling, known by the headline that its reference gives; {} without them."""
    found = [import_article(path) for path in sorted((SHARED / "originals").glob("*.txt"))]
    return {r.id: o for r in FIVE for o in found if o.title.startswith(r.meta["original"]["headline"].rstrip(" …”"))}


def quotations(text: str) -> list[str]:
    """What stands in quotation marks: its words, in lower case, without what ends them."""
    inside = ("".join(found.groups("")) for found in QUOTED.finditer(text))
    return [" ".join(re.findall(r"[^\W_]+", words)).lower() for words in inside]


def quoted_in(phrase: str, text: str) -> bool:
    """Whether a phrase stands in quotation marks in a text, by itself or in a longer quotation."""
    return any(f" {phrase} " in f" {quotation} " for quotation in quotations(text))


def shares(article: Article, said: Said) -> dict[str, float]:
    """The share of an article's words that each speaker has, and nobody: 0 to 1."""
    counts = words_by_speaker(turns(article, said))
    return {speaker or NOBODY: words / counts.total() for speaker, words in counts.items()}


def by_hand(article: Article) -> dict[str, float]:
    """The shares in a retelling, as it was marked by hand."""
    return shares(article, ((mark.speaker, mark.content) for mark in handmarks(article)))


def by_kit(article: Article) -> dict[str, float]:
    """The shares in an article, as the kit finds who says what."""
    return shares(article, ((row.speaker, row.content) for row in attributions(article)))


def by_hand_in_original(id: str) -> dict[str, float]:
    """The shares in an original that was marked by hand; only the numbers of words are kept here."""
    with (ROOT / "tests" / "project" / "originals-shares.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["article"] == id]
    return {row["speaker"]: int(row["words"]) / int(row["of"]) for row in rows}


def apart(ours: Mapping[str, float], theirs: Mapping[str, float]) -> dict[str, float]:
    """By how much of a share each speaker's part differs, the greatest difference first."""
    differences = {who: ours.get(who, 0) - theirs.get(who, 0) for who in (*theirs, *ours)}
    return dict(sorted(differences.items(), key=lambda d: -abs(d[1])))
