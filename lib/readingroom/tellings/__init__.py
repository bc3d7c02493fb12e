"""Two tellings: what two articles share, which paragraphs match, and what a retelling changed of its source.

Every link and every loss has its reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from readingroom.attribution import attributions
from readingroom.attribution.model import OUTLET, Attributions
from readingroom.frequency.keyness import Keyness, keyness
from readingroom.tellings.links import Link, links
from readingroom.tellings.losses import Loss, Losses, Passage, check_retelling
from readingroom.tellings.numbers import Pair, Pairs, pairs
from readingroom.tellings.things import Beside, Thing, Things, fullest, things
from readingroom.text.article import Article
from readingroom.text.results import Result

__all__ = [
    "Link", "Loss", "Losses", "Pair", "Pairs", "Passage", "Shares", "Tellings", "Thing", "Things", "Verbs",
    "check_retelling", "compare", "originals",
]  # fmt: skip

SHORT = 20_000  # words; in a shorter text few words stand often enough to be compared


@dataclass(frozen=True, slots=True)
class Shares:
    """A speaker's words in both articles, and their shares of all words."""

    speaker: str
    a_words: int
    b_words: int
    a_share: float
    b_share: float


@dataclass(frozen=True, slots=True)
class Verbs:
    """How often a verb reports in both articles, and its class as the list of verbs has it."""

    verb: str
    kind: str
    a: int
    b: int


@dataclass(frozen=True)
class Tellings:
    """Two articles, `a` and `b`, compared; made by `compare`.  Every table has `to_frame()` and `to_csv()`."""

    a: Article
    b: Article

    @cached_property
    def things(self) -> Things:
        """Names, figures, dates and quoted words of both articles."""
        return self._things("in either article", things(self.a, self.b))

    @cached_property
    def shared(self) -> Things:
        """What both articles have."""
        return self._things("in both articles", [t for t in self.things if t.a and t.b])

    @cached_property
    def only_a(self) -> Things:
        """What the first article has and the second has not, as far as the kit can tell."""
        return self._things(f"in {self.a.id} only", [t for t in self.things if not t.b])

    @cached_property
    def only_b(self) -> Things:
        """What the second article has and the first has not, as far as the kit can tell."""
        return self._things(f"in {self.b.id} only", [t for t in self.things if not t.a])

    @cached_property
    def links(self) -> Result[Link]:
        """Which paragraphs match, and why."""
        rows = links(self.a, self.b, self.shared)
        left = len(self.a.paragraphs) - len({r.a for r in rows}), len(self.b.paragraphs) - len({r.b for r in rows})
        without = f"paragraphs without one: {left[0]} in {self.a.id}, {left[1]} in {self.b.id}"
        return Beside(f"{len(rows)} pairs of paragraphs that match; {without}", rows, (self.a, self.b))

    @cached_property
    def numbers(self) -> Pairs:
        """Every number of both articles with its counterpart or its absence."""
        rows = pairs(self.a, self.b)
        alone = sum(row.match == "none" for row in rows)
        caption = f"Numbers of {self.a.id} and {self.b.id}; {alone} without a counterpart"
        return Pairs(caption, rows, (self.a, self.b))

    @cached_property
    def keys(self) -> Keyness:
        """Words of the first article against the second; read `warning` first."""
        return keyness(self.a, self.b)

    @property
    def warning(self) -> str:
        """What must be known before a key word of texts of this length is believed."""
        words = len(self.a.words), len(self.b.words)
        if min(words) >= SHORT:
            return ""
        return (
            f"These texts are short ({words[0]:,} and {words[1]:,} words): one word more or less moves every number in "
            "the list. Take it as a list of places to look at, not as a finding."
        )

    @cached_property
    def voices(self) -> Result[Shares]:
        """Whose words the two articles hold, as shares of all their words."""
        a, b = ({row.speaker or OUTLET: row for row in said.by_speaker()} for said in self.said)
        full = fullest([*a, *b])
        rows: dict[str, list[float]] = {}
        for side, said in enumerate((a, b)):
            for who, row in said.items():
                numbers = rows.setdefault(full[who], [0, 0, 0.0, 0.0])
                numbers[side] += row.words
                numbers[side + 2] += row.share
        made = [Shares(who, int(x), int(y), *shares) for who, (x, y, *shares) in rows.items()]
        made.sort(key=lambda row: -row.a_share - row.b_share)
        return Beside(f"Voices in {self.a.id} and {self.b.id}", made, (self.a, self.b))

    @cached_property
    def verbs(self) -> Result[Verbs]:
        """Which verbs report in the two articles."""
        a, b = ({row.verb: row for row in said.by_verb()} for said in self.said)
        counts = {verb: [side[verb].count if verb in side else 0 for side in (a, b)] for verb in a | b}
        rows = [Verbs(verb, (a | b)[verb].kind, *n) for verb, n in sorted(counts.items(), key=lambda c: -sum(c[1]))]
        return Beside(f"Reporting verbs in {self.a.id} and {self.b.id}", rows, (self.a, self.b))

    def __repr__(self) -> str:
        tables = (self.links, self.shared, self.only_a, self.only_b, self.numbers)
        head = f"{self.a.id} ({len(self.a.words):,} words) beside {self.b.id} ({len(self.b.words):,} words)"
        return "\n  ".join([head, *(table.caption for table in tables)])

    @cached_property
    def said(self) -> tuple[Attributions, Attributions]:
        """Who says what in each of the two."""
        return attributions(self.a, progress=False), attributions(self.b, progress=False)

    def _things(self, where: str, rows: Sequence[Thing]) -> Things:
        return Things(f"{len(rows)} names, figures, dates and quotations {where}", rows, (self.a, self.b))


def compare(a: Article, b: Article) -> Tellings:
    """Two tellings of one matter, or any two articles: what they share, and what only one has.

    >>> from readingroom import Article
    >>> a = Article.from_text("Mayor Ana Ruiz said on 3 May 2024 that 48 trees fell.", id="gazette")
    >>> b = Article.from_text("The storm felled 48 trees, Mayor Ruiz said. Nobody was hurt.", id="courier")
    >>> both = compare(a, b)
    >>> [(t.kind, t.thing) for t in both.shared], [t.thing for t in both.only_a]
    ([('name', 'Ana Ruiz'), ('figure', '48')], ['3 May 2024'])
    """
    for x in (a, b):
        if not isinstance(x, Article):
            raise TypeError(f"Give two Articles, not a {type(x).__name__}. Article.from_text makes one from a text.")
    return Tellings(a, b)


def originals(corpus: Mapping[str, Article]) -> list[tuple[Article, Article]]:
    """Every original that the reader has added, with its retelling.

    >>> from readingroom import Article, Corpus
    >>> told = Article.from_text("In short, it rained.", id="told")
    >>> full = Article.from_text("It rained, and how it rained!", id="full", meta={"retelling": "told"})
    >>> [(original.id, retelling.id) for original, retelling in originals(Corpus([told, full]))]
    [('full', 'told')]
    """
    pairs = ((x, corpus.get(str(x.meta.get("retelling")))) for x in corpus.values())
    return [(original, retelling) for original, retelling in pairs if retelling is not None]
