"""Layers laid over a text: each mark told from others by colour, underline pattern and tag."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from readingroom.page.interface import PATTERNS, SLOTS, say
from readingroom.text.article import Article, Mark

APART = 3  # slots between two layers, so that two shown together differ


@dataclass(frozen=True)
class Overlay:
    """One layer as it is laid over a page: its marks, and how they are told from others without colour.

    Until it is `laid`, its marks have not been looked for.
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

    def __post_init__(self) -> None:
        object.__setattr__(self, "tags", _tags(self.letter, self.labels))

    def look(self, k: int) -> str:
        """The classes of the label at place k: a colour and an underline pattern of its own."""
        return f"rr-m rr-c{(self.slot + k) % SLOTS} rr-u{k % PATTERNS}"

    def key(self, mark: Mark) -> int:
        """The place of a mark's label among the layer's labels."""
        return list(self.labels).index(mark.label) if mark.label in self.labels else 0


def overlays(article: Article, laid: Collection[str] | None = None) -> list[Overlay]:
    """Every layer of the kit, with the marks of those named in `laid`, or of all, on this article.

    >>> article = Article.from_text("It may rain, the mayor said.")
    >>> [(sheet.name, len(sheet.marks)) for sheet in overlays(article, ["modality"]) if sheet.laid]
    [('modality', 1)]
    """
    from readingroom.layers import LAYERS, marks

    now = LAYERS if laid is None else laid
    return [
        Overlay(
            x.name,
            x.title,
            x.letter,
            x.labels,
            marks(article, x.name) if x.name in now else (),
            APART * n,
            x.question,
            x.caution,
            x.name in now,
        )
        for n, x in enumerate(LAYERS.values())
    ]


def stretch(text: str, start: int, end: int, sheets: Sequence[Overlay], uid: str = "rr") -> str:
    """A stretch of text with its marks; overlapping marks are split at their boundaries, the shortest in front."""
    marks = [(s, i, m) for s in sheets for i, m in enumerate(s.marks) if m.span.start < end and start < m.span.end]
    cuts = sorted({start, end, *(p for _, _, m in marks for p in (m.span.start, m.span.end) if start < p < end)})
    out = []
    for a, b in pairwise(cuts):
        over = [(s, i, m) for s, i, m in marks if m.span.start <= a and b <= m.span.end]
        over.sort(key=lambda t: (len(t[2].span), t[2].span.start))
        out.append(_piece(text, a, b, over, start, uid) if over else escape(text[a:b]))
    return "".join(out)


def legend(shown: Sequence[Overlay]) -> str:
    """What the marks of the sheets shown mean: tag, pattern and word for each label that occurs."""
    items = ""
    for s in shown:
        used = {m.label for m in s.marks}
        for label in (label for label in s.labels if label in used):
            k = list(s.labels).index(label)
            tag = escape(s.tags[label])
            items += f'<li><span class="{s.look(k)}">{tag}</span> {escape(label)}</li>'
    return f'<ul class="rr-key" aria-label="{escape(say("legend"))}">{items}</ul>' if items else ""


def _tags(letter: str, labels: Sequence[str]) -> dict[str, str]:
    """A short tag for each label: the layer's letter, and a letter of the label where there are several."""
    tags: dict[str, str] = {}
    for label in labels:
        letters = [c for c in label.lower() if c.isalnum()] + [str(n) for n in range(1, 100)]
        tags[label] = next(letter + c for c in letters if letter + c not in tags.values())
    return {labels[0]: letter} if len(labels) == 1 else tags


def _piece(text: str, a: int, b: int, over: list[tuple[Overlay, int, Mark]], start: int, uid: str) -> str:
    sheet, i, mark = over[0]
    keys = " ".join(f"{s.name}:{k}" for s, k, _ in over)
    first = a == max(mark.span.start, start)
    last = b == mark.span.end
    what = f"{mark.label}: {mark.reason}"
    focus = f'role="button" tabindex="-1" aria-description="{escape(what)}" ' if first else ""
    tag = f'data-tag="{escape(sheet.tags.get(mark.label, sheet.letter))}" ' if last else ""
    here = f'id="{uid}-{sheet.name}-{i}" ' if a == mark.span.start else ""
    behind = "".join(f'<span id="{uid}-{s.name}-{k}"></span>' for s, k, m in over[1:] if a == m.span.start)
    return (
        f'{behind}<mark class="{sheet.look(sheet.key(mark))}" {here}{focus}{tag}'
        f'data-m="{escape(keys)}" title="{escape(what)}">{escape(text[a:b])}</mark>'
    )
