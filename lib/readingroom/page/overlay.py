"""Layers laid over a text: each mark told from others by colour, underline pattern and tag."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from readingroom.page.interface import look, palette, say
from readingroom.text.article import Article, Mark, Span

MINE = "mine"  # the name of the reader's own marks
DEEP = 12  # so many of the marks on one piece of text are named on it


@dataclass(frozen=True)
class Overlay:
    """One layer as it is laid over a page: its marks, and how they are told from others without colour.

    Until it is `laid`, its marks have not been looked for.  `leads` has for each mark the number of the one that stands
    for its finding, which is itself unless the finding has several parts.
    """

    name: str
    title: str
    letter: str
    labels: Sequence[str]
    marks: Sequence[Mark]
    slot: int = 0
    question: str = ""
    caution: str = ""
    laid: bool = True
    tags: Mapping[str, str] = field(init=False)
    leads: Sequence[int] = field(init=False)
    keys: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        tags = dict.fromkeys(self.labels, self.letter) if self.name == MINE else _tags(self.letter, self.labels)
        standing = {m.span: i for i, m in enumerate(self.marks) if m.span == m.unit}
        leads = [standing.get(m.unit, i) if m.unit else i for i, m in enumerate(self.marks)]
        keys = {label: k for k, label in reversed(list(enumerate(self.labels)))}
        for name, value in (("tags", tags), ("leads", leads), ("keys", keys)):
            object.__setattr__(self, name, value)

    @property
    def findings(self) -> dict[int, list[Mark]]:
        """The marks of each finding, by the number of the one that stands for it."""
        found: dict[int, list[Mark]] = {}
        for lead, mark in zip(self.leads, self.marks, strict=True):
            found.setdefault(lead, []).append(mark)
        return found

    def look(self, k: int) -> str:
        """The classes of the label at place k: a colour and an underline pattern of its own."""
        label = self.labels[k] if k < len(self.labels) else ""
        return "rr-m rr-own" if self.name == MINE else f"rr-m {look(self.slot, k, label)}"

    def key(self, mark: Mark) -> int:
        """The place of a mark's label among the layer's labels."""
        return self.keys.get(mark.label, 0)


Laid = tuple[Overlay, int, Mark]  # a mark with its layer, and its number there


def overlays(article: Article, laid: Collection[str] | None = None) -> list[Overlay]:
    """Every layer of the kit, with the marks of those named in `laid`, or of all, on this article.

    >>> article = Article.from_text("It may rain, the mayor said.")
    >>> [(sheet.name, len(sheet.marks)) for sheet in overlays(article, ["modality"]) if sheet.laid]
    [('modality', 1)]
    """
    from readingroom.layers import LAYERS, marks

    now, apart = LAYERS if laid is None else laid, palette()["apart"]
    return [
        Overlay(
            x.name,
            x.title,
            x.letter,
            x.labels,
            marks(article, x.name) if x.name in now else (),
            apart * n,
            x.question,
            x.caution,
            x.name in now,
        )
        for n, x in enumerate(LAYERS.values())
    ]


def mine(marks: Sequence[Mark]) -> Overlay:
    """The reader's own marks, which look the same on every page."""
    return Overlay(MINE, say("mine"), say("mine_letter"), list(dict.fromkeys(m.label for m in marks)), marks)


def by_block(blocks: Sequence[Span], sheets: Iterable[Overlay]) -> list[list[Laid]]:
    """For each block of a text, in order, the marks that lie on it."""
    starts = [block.start for block in blocks]
    found: list[list[Laid]] = [[] for _ in blocks]
    for sheet in sheets:
        for i, mark in enumerate(sheet.marks):
            last = bisect_left(starts, mark.span.end)
            for n in range(max(0, bisect_right(starts, mark.span.start) - 1), last):
                if mark.span.start < min(blocks[n].end, mark.span.end):
                    found[n].append((sheet, i, mark))
    return found


def stretch(text: str, start: int, end: int, sheets: Sequence[Overlay], uid: str = "rr") -> str:
    """A stretch of text with its marks: see `pieces`."""
    return pieces(text, Span(start, end), by_block([Span(start, end)], sheets)[0], uid)


def pieces(text: str, block: Span, marks: Sequence[Laid], uid: str) -> str:
    """A block of text with the marks on it, which are split where others begin or end.

    The reader's own mark is in front, as an outline; of the kit's, the shortest.
    """
    return "".join(
        _piece(text, a, b, over, block.start, uid) if over else escape(text[a:b]) for a, b, over in _swept(block, marks)
    )


def _swept(block: Span, marks: Sequence[Laid]) -> Iterator[tuple[int, int, list[Laid]]]:
    """The pieces in order, each with the marks on it, front first."""
    opens: dict[int, list[tuple[bool, int, int, int]]] = defaultdict(list)
    closes: dict[int, list[tuple[bool, int, int, int]]] = defaultdict(list)
    for n, (sheet, _, mark) in enumerate(marks):
        rank = sheet.name != MINE, len(mark.span), mark.span.start, n
        opens[max(block.start, mark.span.start)].append(rank)
        closes[min(block.end, mark.span.end)].append(rank)
    over: list[tuple[bool, int, int, int]] = []
    for a, b in pairwise(sorted({block.start, block.end, *opens, *closes})):
        for rank in closes[a]:
            del over[bisect_left(over, rank)]
        for rank in opens[a]:
            insort(over, rank)
        yield a, b, [marks[rank[-1]] for rank in over[:DEEP]]


def legend(shown: Sequence[Overlay]) -> str:
    """What the marks of the sheets shown mean: tag, pattern and word for each label that occurs."""
    items = ""
    for s in shown:
        used = {m.label for m in s.marks}
        for k, label in ((k, label) for k, label in enumerate(s.labels) if label in used):
            items += f'<li><span class="{s.look(k)}">{escape(s.tags[label])}</span> {escape(label)}</li>'
    return f'<ul class="rr-key" aria-label="{escape(say("legend"))}">{items}</ul>' if items else ""


def _tags(letter: str, labels: Sequence[str]) -> dict[str, str]:
    """A short tag for each label: the layer's letter, and a letter of the label where there are several."""
    tags: dict[str, str] = {}
    for label in labels:
        letters = [c for c in label.lower() if c.isalnum()] + [str(n) for n in range(1, 100)]
        tags[label] = next(letter + c for c in letters if letter + c not in tags.values())
    return {labels[0]: letter} if len(labels) == 1 else tags


def _piece(text: str, a: int, b: int, over: list[Laid], start: int, uid: str) -> str:
    sheet, i, mark = over[0]
    kit = next((laid for laid in over if laid[0].name != MINE), over[0])  # whose colours show within an outline
    keys = " ".join(f"{s.name}:{k}" for s, k, _ in over)
    what = f"{mark.label}: {mark.reason}"
    begins = any(a == max(m.span.start, start) for _, _, m in over)
    focus = f'role="button" tabindex="-1" aria-description="{escape(what)}" ' if begins else ""
    tags = "".join(_tag(*laid) for laid in ([kit] if kit is over[0] else [kit, over[0]]) if b == laid[2].span.end)
    tag = f'data-tag="{escape(tags)}" ' if tags else ""
    here = f'id="{uid}-{sheet.name}-{i}" ' if a == mark.span.start else ""
    behind = "".join(f'<span id="{uid}-{s.name}-{k}"></span>' for s, k, m in over[1:] if a == m.span.start)
    look = kit[0].look(kit[0].key(kit[2])) + ("" if kit is over[0] else " rr-own")
    return (
        f'{behind}<mark class="{look}" {here}{focus}{tag}'
        f'data-m="{escape(keys)}" title="{escape(what)}">{escape(text[a:b])}</mark>'
    )


def _tag(sheet: Overlay, _: int, mark: Mark) -> str:
    """The tag behind a mark; labels that are only underlined have none."""
    return "" if mark.label in palette()["underlined"] else sheet.tags.get(mark.label, sheet.letter)
