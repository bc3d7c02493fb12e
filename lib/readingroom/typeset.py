"""Sets articles as pages of HTML: the one renderer behind the widget, its static twin and every export.

Everything that comes from a text is escaped here.  `widgets/page.js` makes a page set by `page` respond to gestures;
without it the page is still whole: text, highlights, legend and list.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import Any

from readingroom.article import Article, Mark, Span
from readingroom.corpus import Corpus

WORDS_A_MINUTE = 238  # silent reading of English non-fiction: Brysbaert (2019), Journal of Memory and Language 109
SLOTS, PATTERNS = 8, 5  # colours and underline patterns in data/palette.toml
APART = 3  # slots between two layers, so that two shown together differ
FIRST = 6  # layers in the row of buttons; the others unfold


@dataclass(frozen=True)
class Overlay:
    """One layer as it is laid over a page: its marks, and how they are told from others without colour."""

    name: str
    title: str
    letter: str
    labels: Sequence[str]
    marks: Sequence[Mark]
    slot: int = 0
    question: str = ""
    caution: str = ""
    tags: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tags", _tags(self.letter, self.labels))

    def look(self, k: int) -> str:
        """The classes of the label at place k: a colour and an underline pattern of its own."""
        return f"rr-m rr-c{(self.slot + k) % SLOTS} rr-u{k % PATTERNS}"

    def key(self, mark: Mark) -> int:
        """The place of a mark's label among the layer's labels."""
        return list(self.labels).index(mark.label) if mark.label in self.labels else 0


def overlays(article: Article) -> list[Overlay]:
    """Every layer of the kit, with its marks on this article."""
    from readingroom.layers import LAYERS, layers

    found = layers(article)
    return [
        Overlay(x.name, x.title, x.letter, x.labels, found[x.name], APART * n, x.question, x.caution)
        for n, x in enumerate(LAYERS.values())
    ]


def say(key: str, **values: object) -> str:
    """The interface's words for `key`.

    >>> say("words", n=450)
    '450 words'
    """
    return str(_interface()[key]).format(**values)


def date(published: str) -> str:
    """An ISO date as people write it; anything else as it stands.

    >>> date("2020-12-18"), date("last week")
    ('18 December 2020', 'last week')
    """
    from datetime import date as day

    try:
        d = day.fromisoformat(published)
    except ValueError:
        return published
    return f"{d.day} {d:%B %Y}"


def reference(article: Article) -> list[str]:
    """What the page says under the headline, in the same words and order for every article."""
    n = len(article.words)
    original = article.meta.get("original") or {}
    parts = [article.outlet, date(article.published), say("words", n=f"{n:,}"), minutes(article)]
    if original.get("headline"):
        parts.append(say("original", headline=original["headline"]))
    if original.get("owner"):
        parts.append(say("owner", owner=original["owner"]))
    return [str(p) for p in parts if p]


def minutes(article: Article) -> str:
    """Reading time, rounded up to whole minutes."""
    return say("minutes", n=max(1, -(-len(article.words) // WORDS_A_MINUTE)))


def page(
    article: Article,
    sheets: Sequence[Overlay] = (),
    *,
    on: Iterable[str] = (),
    uid: str = "rr",
    data: bool = False,
    switches: bool = True,
) -> str:
    """An article as a reading page: headline, reference, numbered paragraphs, highlights, legend and list.

    `on` names the sheets shown.  With `data`, the page carries what `page.js` needs to switch the others; without
    `switches` it has no buttons for them.

    >>> a = Article.from_text("It may rain <soon>.", title="Rain")
    >>> hedges = Overlay("hedges", "Hedges", "H", ["hedge"], [Mark(Span(9, 12), "hedge", "“may” is a hedge.")])
    >>> html = page(a, [hedges], on=["hedges"])
    >>> "may</mark>" in html, "&lt;soon&gt;" in html
    (True, True)
    """
    shown = [s for s in sheets if s.name in set(on)]
    text = "".join(_block(article, block, n, shown, uid) for n, block in _numbered(article))
    return (
        f'<article class="rr rr-page" data-article="{escape(article.id)}" data-uid="{uid}" lang="en">'
        f'<header class="rr-head"><p class="rr-ref">{" · ".join(map(escape, reference(article)))}</p></header>'
        f"{_switches(sheets, shown) if sheets and switches else ''}"
        f'<div class="rr-body"><div class="rr-text">{text}</div>{_side(article, shown, uid)}</div>'
        f"{_data(article, sheets) if data else ''}</article>"
    )


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


def cards(corpus: Corpus, *, choose: str | None = None) -> str:
    """The articles as cards: headline, outlet, date, words, reading time, share of reported speech.

    With `choose`, the id of the article that is open, each card is a button.
    """
    items = "".join(f'<li class="rr-card">{_card(a, choose)}</li>' for a in corpus.values())
    problems = "".join(f'<p class="rr-problem">{escape(p)}</p>' for p in corpus.problems)
    return f'<div class="rr"><ul class="rr-cards">{items}</ul>{problems}</div>'


def button(payload: str, label: str, extra: str = "") -> str:
    """A button that hands `payload` to Python when chosen; `label` is already HTML."""
    return f'<button type="button" data-choose="{escape(payload)}" {extra}>{label}</button>'


@cache
def style() -> str:
    """The style sheet: page.css and the palette's colours."""
    return files("readingroom").joinpath("widgets/page.css").read_text("utf-8") + _colours()


@cache
def palette() -> dict[str, Any]:
    """The layer colours, as the data file has them."""
    return tomllib.loads(files("readingroom").joinpath("data/palette.toml").read_text("utf-8"))


@cache
def _interface() -> dict[str, Any]:
    return tomllib.loads(files("readingroom").joinpath("data/interface.toml").read_text("utf-8"))


def _tags(letter: str, labels: Sequence[str]) -> dict[str, str]:
    """A short tag for each label: the layer's letter, and a letter of the label where there are several."""
    tags: dict[str, str] = {}
    for label in labels:
        letters = [c for c in label.lower() if c.isalnum()] + [str(n) for n in range(1, 100)]
        tags[label] = next(letter + c for c in letters if letter + c not in tags.values())
    return {labels[0]: letter} if len(labels) == 1 else tags


def _numbered(article: Article) -> list[tuple[int, Span]]:
    return list(enumerate(article.blocks, 0 if article.headline else 1))


def _block(article: Article, block: Span, n: int, shown: Sequence[Overlay], uid: str) -> str:
    inner = stretch(article.text, block.start, block.end, shown, uid)
    place = f'id="{uid}-p{n}" data-start="{block.start}"'
    if n == 0:
        return f'<h2 class="rr-p rr-title" {place}>{inner}</h2>'
    return f'<p class="rr-p" {place} data-n="{n}">{inner}</p>'


def _piece(text: str, a: int, b: int, over: list[tuple[Overlay, int, Mark]], start: int, uid: str) -> str:
    sheet, i, mark = over[0]
    keys = " ".join(f"{s.name}:{k}" for s, k, _ in over)
    first = a == max(mark.span.start, start)
    last = b == mark.span.end
    what = f"{mark.label}: {mark.reason}"
    focus = f'role="button" tabindex="-1" aria-description="{escape(what)}" ' if first else ""
    tag = f'data-tag="{escape(sheet.tags.get(mark.label, sheet.letter))}" ' if last else ""
    here = f'id="{uid}-{sheet.name}-{i}" ' if first else ""
    return (
        f'<mark class="{sheet.look(sheet.key(mark))}" {here}{focus}{tag}'
        f'data-m="{escape(keys)}" title="{escape(what)}">{escape(text[a:b])}</mark>'
    )


def _switches(sheets: Sequence[Overlay], shown: Sequence[Overlay]) -> str:
    """A button for each layer: the first few in one quiet row, the rest folded away behind it."""
    first, more = ("".join(_switch(s, s in shown) for s in part) for part in (sheets[:FIRST], sheets[FIRST:]))
    unfolded = " open" if any(s in shown for s in sheets[FIRST:]) else ""
    rest = (
        f"<details{unfolded}><summary>{escape(say('more_layers'))}</summary><div>{more}</div></details>" if more else ""
    )
    return f'<div class="rr-layers" role="group" aria-label="{escape(say("layers"))}">{first}{rest}</div>'


def _switch(s: Overlay, on: bool) -> str:
    return (
        f'<button type="button" class="rr-switch rr-c{s.slot % SLOTS}" data-layer="{escape(s.name)}" '
        f'aria-pressed="{"true" if on else "false"}" title="{escape(s.question)}">'
        f'<span class="rr-letter" aria-hidden="true">{escape(s.letter)}</span> {escape(s.title)} '
        f'<span class="rr-count">{len(s.marks)}</span></button>'
    )


def _side(article: Article, shown: Sequence[Overlay], uid: str) -> str:
    return (
        f'<div class="rr-side" role="group" aria-label="{escape(say("findings"))}">'
        f'<div class="rr-legend">{legend(shown)}</div>'
        f'<div class="rr-note" hidden></div>'
        f'<ol class="rr-list">{_list(article, shown, uid)}</ol></div>'
    )


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


def _list(article: Article, shown: Sequence[Overlay], uid: str) -> str:
    rows = sorted(((m.span, s, i, m) for s in shown for i, m in enumerate(s.marks)), key=lambda r: (r[0], r[2]))
    if not rows:
        return f'<li class="rr-empty">{escape(say("findings_empty" if shown else "findings_none"))}</li>'
    return "".join(_entry(article, s, i, m, uid) for _, s, i, m in rows)


def _entry(article: Article, sheet: Overlay, i: int, mark: Mark, uid: str) -> str:
    n = article.paragraph_at(mark.span.start)
    where = f"{mark.label}, {say('finding_at', n=n) if n else say('headline_at')}"
    tag = sheet.tags.get(mark.label, sheet.letter)
    return (
        f'<li><a class="rr-entry" href="#{uid}-{escape(sheet.name)}-{i}" data-go="{escape(sheet.name)}:{i}">'
        f'<span class="{sheet.look(sheet.key(mark))}">{escape(tag)}</span> '
        f'<span class="rr-said">{escape(shorten(mark.span.of(article.text)))}</span> '
        f'<span class="rr-where">{escape(where)}</span></a></li>'
    )


def shorten(text: str, most: int = 60) -> str:
    """The beginning of a passage, whole words, with an ellipsis where it was cut."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + " …"


def _card(article: Article, choose: str | None) -> str:
    from readingroom.attribution import attributions

    share = attributions(article, progress=False).share
    head = f'<span class="rr-card-title">{escape(article.title or article.id)}</span>'
    meta = [article.outlet, date(article.published)]
    more = [say("words", n=f"{len(article.words):,}"), minutes(article), say("speech_share", n=round(100 * share))]
    bar = f'<span class="rr-share" aria-hidden="true"><span style="width:{100 * share:.0f}%"></span></span>'
    lines = "".join(
        f'<span class="rr-card-line">{" · ".join(escape(str(x)) for x in row if x)}</span>' for row in (meta, more)
    )
    inner = head + lines + bar
    if choose is None:
        return inner
    here = "true" if article.id == choose else "false"
    return button(json.dumps(["article", article.id]), inner, f'class="rr-card-button" aria-current="{here}"')


def _data(article: Article, sheets: Sequence[Overlay]) -> str:
    """What page.js needs, as inert JSON: sentences, and every sheet with its marks."""
    value = {
        "sentences": [[s.start, s.end] for s in article.sentences],
        "words": {k: v for k, v in _interface().items() if isinstance(v, str)},
        "sheets": [
            {"name": s.name, "title": s.title, "letter": s.letter, "slot": s.slot % SLOTS, "caution": s.caution}
            | {"labels": [[label, s.tags.get(label, s.letter)] for label in s.labels]}
            | {"marks": [[m.span.start, m.span.end, s.key(m), m.reason] for m in s.marks]}
            for s in sheets
        ],
    }
    inert = json.dumps(value).replace("<", "\\u003c")  # so that no text can end the script element
    return f'<script type="application/json" class="rr-data">{inert}</script>'


def _colours() -> str:
    def rules(theme: str) -> str:
        slots = palette()["slots"]
        lines = [f"--rr-fill{n}:{s[theme]['fill']};--rr-line{n}:{s[theme]['line']};" for n, s in enumerate(slots)]
        basic = (f"--rr-{k}0:{palette()[k][theme]};" for k in ("paper", "ink", "quiet", "focus"))
        return "".join([*lines, *basic])

    classes = "".join(f".rr-c{n}{{--fill:var(--rr-fill{n});--line:var(--rr-line{n})}}" for n in range(SLOTS))
    patterns = "".join(f".rr-u{n}{{text-decoration-style:{p}}}" for n, p in enumerate(palette()["patterns"]))
    dark = rules("dark")
    return (
        f".rr{{{rules('light')}}}{classes}{patterns}[data-jp-theme-light='false'] .rr{{{dark}}}"
        f"@media (prefers-color-scheme:dark){{.rr-alone .rr{{{dark}}}}}"
    )
