"""What a retelling changed, as marks on both pages and as a sheet whose rows lead to them and take verdicts.

What a choice hands back is JSON: `["change", 3]` (a loss), `["accept", 3]`, `["reject", 3]`, `["passage", 2]`; numbers
count the losses and the passages.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Any

from readingroom.notes.model import Verdict
from readingroom.page.html import button, shorten
from readingroom.page.interface import say
from readingroom.page.overlay import Overlay
from readingroom.tellings import Losses
from readingroom.tellings.losses import KINDS
from readingroom.tellings.things import where
from readingroom.text.article import Article, Mark, Span
from readingroom.text.tables import table
from readingroom.widgets.listings import PLAIN, choice, folded, sheet
from readingroom.widgets.reader import ArticleReader

CHANGED = "changed"
SLOT = 1
WORDS = 90  # characters of a passage in a cell


def marks(found: Losses, side: int) -> list[tuple[int, Mark]]:
    """The losses on one of the two texts (0 is the source), each mark with the number of its loss."""
    out = []
    for n, loss in enumerate(found):
        said = shorten(loss.span.of(found.retelling.text), WORDS)
        reason = loss.reason if side else f"{loss.reason} {say('change_told', id=found.retelling.id, said=said)}"
        out += [(n, Mark(span, loss.kind, reason)) for span in ((loss.span,) if side else loss.source)]
    return out


def overlay(found: Losses, side: int) -> Overlay:
    """The losses as a layer over one of the two texts."""
    placed = [mark for _, mark in marks(found, side)]
    asks, caution = say("change_question"), say("change_caution")
    return Overlay(CHANGED, say("two_tab_changed"), "≠", KINDS, placed, SLOT, question=asks, caution=caution)


class Verdicts:
    """The reader's verdicts on losses: kept with the notes on both texts, whichever page they are passed on."""

    def __init__(self, found: Losses, sides: tuple[ArticleReader, ArticleReader], told: Any) -> None:
        self._sides, self._told = sides, told
        self._marks = [marks(found, side) for side in (0, 1)]
        self.now: dict[int, Verdict | None] = {}
        for side in (0, 1):
            self.now |= {n: v for n, mark in self._marks[side] if (v := self._kept(side, mark))}
            sides[side].page.observe(partial(self._heard, side), "kept")

    def toggle(self, n: int, verdict: Verdict) -> None:
        """Pass a verdict on a loss, or take it back where it is the same."""
        self._set(n, None if self.now.get(n) == verdict else verdict)

    def _kept(self, side: int, mark: Mark) -> Verdict | None:
        kept: Verdict | None = self._sides[side].keeper.notes.verdict(CHANGED, mark)
        return kept

    def _heard(self, side: int, _: object) -> None:
        """A verdict passed on one page holds on the other."""
        for n, mark in self._marks[side]:
            if self._kept(side, mark) != self.now.get(n):
                self._set(n, self._kept(side, mark))
                return

    def _set(self, n: int, verdict: Verdict | None) -> None:
        self.now[n] = verdict
        for side, placed in zip(self._sides, self._marks, strict=True):
            ours = [mark for m, mark in placed if m == n and side.keeper.notes.verdict(CHANGED, mark) != verdict]
            for mark in ours:
                side.keeper.notes.judge(CHANGED, mark, verdict)
            if ours:
                side.keeper.show(say(verdict or "unjudged"))
        self._told()


def changes(found: Losses, verdicts: Mapping[int, Verdict | None]) -> str:
    """Counts by kind, every loss with its verdict, and what each sentence of the retelling rests on.

    >>> from readingroom import Article, check_retelling
    >>> source = Article.from_text("It may rain, Ana Ruiz said.", id="a")
    >>> html = changes(check_retelling(source, Article.from_text("It will rain, Ruiz said.", id="b")), {})
    >>> "will rain" in html, "may rain" in html
    (True, True)
    """
    if not found.judged:
        return sheet(found.warning)
    said = say("change_said", source=found.source.id, retelling=found.retelling.id)
    warning = f"<p><strong>{escape(found.warning)}</strong></p>" if found.warning else ""
    rows = [_row(found, n, verdicts.get(n)) for n in range(len(found))]
    heads = (*(say(f"change_{key}") for key in ("kind", "in_retelling", "in_source", "why")), say("verdict"))
    losses = table(heads, rows, kind="rr-changes") if rows else f"<p>{escape(say('change_none'))}</p>"
    return sheet(said, warning, _counts(found, verdicts), losses, _passages(found))


def _counts(found: Losses, verdicts: Mapping[int, Verdict | None]) -> str:
    """How many of each kind, without those rejected, in the colours of the page."""
    layer = overlay(found, 1)
    rejected: list[str] = [found[n].kind for n, verdict in verdicts.items() if verdict == "rejected"]
    items = ""
    for k, (kind, all_) in enumerate(found.counts.items()):
        left = all_ - rejected.count(kind)
        n = str(all_) if left == all_ else say("count_rejected", n=left, all=all_)
        items += f'<li><span class="{layer.look(k)}">{layer.tags[kind]}</span> {escape(kind)} {escape(n)}</li>'
    return f'<ul class="rr-key">{items}</ul>'


def _row(found: Losses, n: int, verdict: Verdict | None) -> tuple[str, ...]:
    loss, layer = found[n], overlay(found, 1)
    told = _words(found.retelling, loss.span)
    stands = " … ".join(_words(found.source, span) for span in loss.source) or say("two_none")
    kind = f'<span class="{layer.look(KINDS.index(loss.kind))}">{layer.tags[loss.kind]}</span> {escape(loss.kind)}'
    told, struck = button(choice("change", n), escape(told), PLAIN), ("<s>", "</s>")
    if verdict == "rejected":
        told = told.join(struck)
    sure = f'<span class="rr-where">{escape(say("grade", grade=say(loss.confidence)))}</span>'
    return kind, told, escape(stands), f"{escape(loss.reason)} {sure}", _verdict(n, verdict)


def _verdict(n: int, verdict: Verdict | None) -> str:
    pairs = (("accept", "accepted"), ("reject", "rejected"))
    return "".join(
        button(choice(do, n), escape(say(do)), f'{PLAIN} aria-pressed="{"true" if verdict == done else "false"}"')
        for do, done in pairs
    )


def _passages(found: Losses) -> str:
    """Each sentence of the retelling with the place of what it rests on."""
    rows = [
        (
            button(choice("passage", n), escape(_words(found.retelling, passage.span)), PLAIN),
            escape(where(found.source, passage.source) or say("change_lost")),
            escape(passage.reason),
        )
        for n, passage in enumerate(found.passages)
    ]
    heads = (say("change_sentence"), say("change_rests"), say("change_why"))
    return folded(say("change_passages"), table(heads, rows, kind="rr-changes"))


def _words(article: Article, span: Span) -> str:
    return shorten(span.of(article.text), WORDS)
