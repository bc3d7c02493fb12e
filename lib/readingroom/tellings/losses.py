"""What a retelling changed of what its source says, sentence by sentence, each with its reason.

Shortening is no fault: what is left out is not looked for.  Nor can the check judge what it finds no source for (that
is "not found", never "invented"), what follows from what, and what is meant but not said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from readingroom.attribution.model import Confidence
from readingroom.tellings.certainty import Certainty
from readingroom.tellings.figures import Numbers
from readingroom.tellings.passages import Match, Matcher
from readingroom.tellings.quoted import Quoted
from readingroom.tellings.reading import Reading
from readingroom.tellings.voices import Voices
from readingroom.text.article import Article, Span
from readingroom.text.language import language_of
from readingroom.text.results import Result

Kind = Literal["quotation", "speaker", "attribution", "number", "certainty"]
KINDS: tuple[Kind, ...] = ("quotation", "speaker", "attribution", "number", "certainty")
GRADES = ("high", "medium", "low")
RELATED = 0.35  # of the sentences, for which a passage must be found
MOSTLY = 0.65  # the same, below which the retelling may have other sources
SEVERAL = 3  # sentences that show what a text is about
NAMED = 4  # words in common that a reason names
CONTEXT = 300  # characters before a sentence, in which its pronouns may have their names


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that is otherwise in the source: what kind of thing, where in the retelling, where in the source, why.

    `source` is empty where the source has nothing like it.
    """

    kind: Kind
    span: Span
    source: tuple[Span, ...]
    reason: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the retelling and the sentences of the source that it rests on: none where they are not found."""

    span: Span
    source: tuple[Span, ...]
    reason: str


class Losses(Result[Loss]):
    """All losses in the order of the retelling.

    `passages` has every sentence of the retelling with what it rests on; `warning` says what must be known before any
    of this is believed, or nothing; `judged` is False where it says that nothing could be.
    """

    def __init__(
        self,
        source: Article,
        retelling: Article,
        rows: Iterable[Loss],
        passages: Iterable[Passage],
        warning: str,
        judged: bool = True,
    ) -> None:
        self.source, self.retelling, self.warning, self.judged = source, retelling, warning, judged
        self.passages: tuple[Passage, ...] = tuple(passages)
        super().__init__("", rows)

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each kind, in a fixed order."""
        found = Counter(row.kind for row in self)
        return {kind: found[kind] for kind in KINDS}

    @property
    def caption(self) -> str:
        """How many in how many sentences, of which kinds; for how many no source is found; the warning."""
        if not self.judged:
            return self.warning
        lost = sum(not passage.source for passage in self.passages)
        kinds = ", ".join(f"{kind} {n}" for kind, n in self.counts.items() if n)
        said = (
            f"{len(self)} change{'s' * (len(self) != 1)} in the {len(self.passages)} sentences of {self.retelling.id}"
        )
        found = f"{said}{f' ({kinds})' if kinds else ''}; {lost} not found in {self.source.id}"
        return f"{found}. {self.warning}" if self.warning else found

    def record(self, row: Loss) -> dict[str, Any]:
        """A loss with its words in both texts, and where they begin and end."""
        return {
            "kind": row.kind,
            "retelling": _flat(row.span.of(self.retelling.text)),
            "source": " … ".join(_flat(span.of(self.source.text)) for span in row.source),
            "reason": row.reason,
            "confidence": row.confidence,
            "start": row.span.start,
            "end": row.span.end,
            "source_start": row.source[0].start if row.source else None,
            "source_end": row.source[-1].end if row.source else None,
        }


def check_retelling(source: Article, retelling: Article) -> Losses:
    """What a retelling changed: quotations, speakers, attributions, numbers, certainty.

    Each sentence of the retelling is laid beside the sentences of the source that share its rarest words (Salton and
    Buckley 1988), and what is quoted, who says it, its numbers and how sure it is are compared.  The time taken grows
    with the length of both texts, not with their product.

    >>> source = Article.from_text("The bridge may close, Ana Ruiz said. Repairs cost more than 3 million dollars.")
    >>> told = Article.from_text("The bridge will close, Ruiz said. The repairs cost 3 million dollars.")
    >>> for loss in check_retelling(source, told): print(loss.kind, "|", loss.span.of(told.text), "|", loss.reason)
    certainty | will close | The source has “may close”, the retelling “will close”: a reserve is gone.
    number | 3 million dollars | The source has “more than 3 million dollars”, the retelling “3 million dollars”.
    """
    for x in (source, retelling):
        if not isinstance(x, Article):
            raise TypeError(f"Give two Articles, not a {type(x).__name__}. Article.from_text makes one from a text.")
    if reason := _nothing_to_check(source, retelling):
        return Losses(source, retelling, (), (), reason, judged=False)
    check = _Check(source, retelling)
    passages = [_passage(match, retelling) for match in check.matches]
    order = _order(source, retelling) or (_partly(passages, source, retelling) if check.partly else "")
    related = _related(check.matches) or (order and _related(_Check(retelling, source).matches))
    if not related:
        return Losses(source, retelling, (), passages, _unlike(passages, retelling), judged=False)
    return Losses(source, retelling, (loss for match in check.matches for loss in check.losses(match)), passages, order)


class _Check:
    """Everything that one retelling and its source are looked at with."""

    def __init__(self, source: Article, retelling: Article) -> None:
        self.retelling = retelling
        matcher = Matcher(Reading(source))
        self.matches = list(matcher.match_all(Reading(retelling)))
        self.voices = Voices(matcher, source, retelling)
        self.certainty = Certainty(matcher, source, retelling)
        self.numbers = Numbers(source, retelling)
        self._starts = [match.line.span.start for match in self.matches]
        self.quotations: dict[int, list[Loss]] = {}
        self.partly = not _related(self.matches, MOSTLY)
        for span, place, reason, sure in Quoted(source).check(retelling):
            if self.partly and not place:
                continue  # it may stand in another of its sources
            n = bisect_right(self._starts, span.start) - 1
            self.quotations.setdefault(n, []).append(Loss("quotation", span, (place,) if place else (), reason, sure))

    def losses(self, match: Match) -> list[Loss]:
        """The losses of one line, at most one of a kind, the surest first where several are one of another's."""
        n = bisect_right(self._starts, match.line.span.start) - 1
        quoted = self.quotations.get(n, [])
        judged = bool(match.lines) and not match.line.asks
        rows = [*quoted, *(self._told(match) if judged else ())]
        if quoted:  # an altered quotation has other numbers and another certainty of itself
            rows = [row for row in rows if row.kind not in ("number", "certainty")]
        rows.sort(key=lambda row: (GRADES.index(row.confidence), KINDS.index(row.kind)))
        return list({row.kind: row for row in reversed(rows)}.values())[::-1]

    def _told(self, match: Match) -> Iterator[Loss]:
        line, head = match.line, self.retelling.headline
        before = self.retelling.text[max(0, line.span.start - CONTEXT) : line.span.start]
        if line.finite and not (head and head.contains(line.span)):
            yield from (Loss(*found) for found in self.voices.check(match, before))
        yield from (Loss(*found) for found in self.numbers.check(match))
        if line.finite and (found := self.certainty.check(match)):
            yield Loss("certainty", *found)


def _passage(match: Match, retelling: Article) -> Passage:
    shown = {word.stem: word.token.text for word in match.line.words}
    words = [shown[stem] for stem in match.stems if stem in shown][:NAMED]
    reason = (
        f"Both have {', '.join(words)}." if match.lines else "Not found: no sentence of the source shares enough words."
    )
    return Passage(match.line.span, tuple(line.span for line in match.lines), reason)


def _nothing_to_check(source: Article, retelling: Article) -> str:
    """Why the two cannot be compared at all, or nothing."""
    for name, article in (("source", source), ("retelling", retelling)):
        if not article.words:
            return f"There is nothing to check: the {name} has no words. Give the text of both."
        if language_of(article.text) == "not English":
            return f"The {name} does not read like English, and the check knows English only: nothing was judged."
    if source.text.split() == retelling.text.split():
        return "The two are the same text, word for word: nothing is lost."
    return ""


def _related(matches: Sequence[Match], share: float = RELATED) -> bool:
    """Whether enough sentences rest on something for the two to be about one thing; a few show nothing."""
    return sum(bool(match.lines) for match in matches) >= share * len(matches) or len(matches) < SEVERAL


def _unlike(passages: Sequence[Passage], retelling: Article) -> str:
    found = sum(bool(passage.source) for passage in passages)
    return (
        f"These two do not seem to be about the same thing: a passage was found for {found} of the {len(passages)} "
        f"sentences of {retelling.id}. Nothing was judged; choose the text that {retelling.id} retells."
    )


def _partly(passages: Sequence[Passage], source: Article, retelling: Article) -> str:
    """What to know where much of the retelling does not come from this source."""
    found = sum(bool(passage.source) for passage in passages)
    return (
        f"Only {found} of the {len(passages)} sentences of {retelling.id} have a passage in {source.id}: it may retell "
        "other texts as well, or another text, so look twice at what is listed."
    )


def _order(source: Article, retelling: Article) -> str:
    """What to know where the two may be swapped."""
    if retelling.meta.get("retelling") == source.id:
        return f"{source.id} is a retelling of {retelling.id}: the two seem to be swapped. Give the original first."
    longer = len(source.words), len(retelling.words)
    if longer[1] <= longer[0]:
        return ""
    return (
        f"The retelling is longer than its source ({longer[1]:,} and {longer[0]:,} words). If the two were swapped, "
        "give the source first; they were checked as given."
    )


def _flat(text: str) -> str:
    return " ".join(text.split())
