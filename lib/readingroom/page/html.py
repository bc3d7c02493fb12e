"""Sets articles as pages of HTML: the one renderer behind the widget, its static twin and every export.

Everything that comes from a text is escaped here.  `page.js` makes a page set by `page` respond to gestures;
without it the page is still whole: text, highlights, legend and list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from readingroom.page.interface import date, interface, palette, say
from readingroom.page.overlay import Laid, Overlay, by_block, legend, pieces
from readingroom.text.article import Article, Mark, Span
from readingroom.text.corpus import Corpus

WORDS_A_MINUTE = 238  # silent reading of English non-fiction: Brysbaert (2019), Journal of Memory and Language 109
FIRST = 6  # layers in the row of buttons; the others unfold


def reference(article: Article) -> list[str]:
    """What the page says under the headline, in the same words and order for every article."""
    n = len(article.words)
    original = article.meta.get("original") or {}
    parts = [article.outlet, date(article.published), say("words", n=f"{n:,}"), minutes(article)]
    if original.get("headline"):
        parts.append(say("original", headline=original["headline"]))
    if owner := original.get("owner") or article.meta.get("owner"):
        parts.append(say("owner", owner=owner))
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

    `on` names the sheets shown.  With `data`, the page carries what `page.js` needs to switch the others, and asks for
    those not yet laid once it is shown; without `switches` it has no buttons for them.

    >>> a = Article.from_text("It may rain <soon>.", title="Rain")
    >>> hedges = Overlay("hedges", "Hedges", "H", ["hedge"], [Mark(Span(9, 12), "hedge", "“may” is a hedge.")])
    >>> html = page(a, [hedges], on=["hedges"])
    >>> "may</mark>" in html, "&lt;soon&gt;" in html
    (True, True)
    """
    shown = [s for s in sheets if s.name in set(on)]
    side = _side(article, shown, uid) if shown or (sheets and switches) else ""
    marks = by_block(article.blocks, shown)
    text = "".join(_block(article, block, n, on, uid) for (n, block), on in zip(_numbered(article), marks, strict=True))
    return (
        f'<article class="rr rr-page" data-article="{escape(article.id)}" data-uid="{uid}" lang="en">'
        f'<header class="rr-head"><p class="rr-ref">{" · ".join(map(escape, reference(article)))}</p></header>'
        f"{_switches(sheets, shown) if sheets and switches else ''}"
        f'<div class="rr-body{"" if side else " rr-bare"}"><div class="rr-text">{text}</div>{side}</div>'
        f"{_data(article, sheets) if data else ''}</article>"
    )


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


def _numbered(article: Article) -> list[tuple[int, Span]]:
    return list(enumerate(article.blocks, 0 if article.headline else 1))


def _block(article: Article, block: Span, n: int, marks: Sequence[Laid], uid: str) -> str:
    inner = pieces(article.text, block, marks, uid)
    place = f'id="{uid}-p{n}" data-start="{block.start}"'
    if n == 0:
        return f'<h2 class="rr-p rr-title" {place}>{inner}</h2>'
    return f'<p class="rr-p" {place} data-n="{n}">{inner}</p>'


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
        f'<button type="button" class="rr-switch {s.look(0).split()[1]}" data-layer="{escape(s.name)}" '
        f'aria-pressed="{"true" if on else "false"}" title="{escape(s.question)}">'
        f'<span class="rr-letter" aria-hidden="true">{escape(s.letter)}</span> {escape(s.title)} '
        f'<span class="rr-count">{len(s.findings) if s.laid else ""}</span></button>'
    )


def _side(article: Article, shown: Sequence[Overlay], uid: str) -> str:
    return (
        f'<div class="rr-side" role="group" aria-label="{escape(say("findings"))}">'
        f'<div class="rr-legend">{legend(shown)}</div>'
        f'<div class="rr-note" hidden></div>'
        f'<ol class="rr-list">{_list(article, shown, uid)}</ol></div>'
    )


def _list(article: Article, shown: Sequence[Overlay], uid: str) -> str:
    rows = [(min(m.span for m in marks), s, i, marks) for s in shown for i, marks in s.findings.items()]
    if not rows:
        return f'<li class="rr-empty">{escape(say("findings_empty" if shown else "findings_none"))}</li>'
    return "".join(_entry(article, s, i, marks, uid) for _, s, i, marks in sorted(rows, key=lambda r: (r[0], r[2])))


def _entry(article: Article, sheet: Overlay, i: int, marks: list[Mark], uid: str) -> str:
    """A finding in the list; of one in several parts, its parts in the order of the layer's labels."""
    mark = sheet.marks[i]
    n = article.paragraph_at(mark.span.start)
    whole = len(marks) == 1
    tag, labels = (sheet.tags.get(mark.label, sheet.letter), [mark.label]) if whole else (sheet.letter, [])
    where = ", ".join([*labels, say("finding_at", n=n) if n else say("headline_at")])
    said = " · ".join(shorten(m.span.of(article.text)) for m in sorted(marks, key=sheet.key))
    return (
        f'<li><a class="rr-entry" href="#{uid}-{escape(sheet.name)}-{i}" data-go="{escape(sheet.name)}:{i}">'
        f'<span class="{sheet.look(sheet.key(mark))}">{escape(tag)}</span> '
        f'<span class="rr-said">{escape(said)}</span> '
        f'<span class="rr-where">{escape(where)}</span></a></li>'
    )


def shorten(text: str, most: int = 60) -> str:
    """The beginning of a passage, whole words, with an ellipsis where it was cut."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + " …"


def _card(article: Article, choose: str | None) -> str:
    inner = card(article)
    if choose is None:
        return inner
    here = "true" if article.id == choose else "false"
    return button(json.dumps(["article", article.id]), inner, f'class="rr-card-button" aria-current="{here}"')


def card(article: Article) -> str:
    """What stands on an article's card: headline, outlet, date, words, reading time, share of reported speech."""
    from readingroom.attribution import attributions

    share = attributions(article, progress=False).share
    head = f'<span class="rr-card-title">{escape(article.title or article.id)}</span>'
    meta = [article.outlet, date(article.published)]
    more = [say("words", n=f"{len(article.words):,}"), minutes(article), say("speech_share", n=round(100 * share))]
    bar = f'<span class="rr-share" aria-hidden="true"><span style="width:{100 * share:.0f}%"></span></span>'
    lines = "".join(
        f'<span class="rr-card-line">{" · ".join(escape(str(x)) for x in row if x)}</span>' for row in (meta, more)
    )
    return head + lines + bar


def sheet_data(s: Overlay) -> dict[str, Any]:
    """A sheet as page.js reads it: of each label its tag and its classes; of each mark, a list as written here."""
    return {
        "name": s.name,
        "title": s.title,
        "letter": s.letter,
        "caution": s.caution,
        "laid": s.laid,
        "labels": [[label, s.tags.get(label, s.letter), s.look(k)] for k, label in enumerate(s.labels)],
        "marks": [
            [m.span.start, m.span.end, s.key(m), m.reason, lead] for m, lead in zip(s.marks, s.leads, strict=True)
        ],
    }


def _data(article: Article, sheets: Sequence[Overlay]) -> str:
    """What page.js needs, as inert JSON: sentences, words, looks, and every sheet with its marks."""
    value = {
        "sentences": [[s.start, s.end] for s in article.sentences],
        "words": {k: v for k, v in interface().items() if isinstance(v, str)},
        "looks": {key: palette()[key] for key in ("most", "underlined")},
        "sheets": [sheet_data(s) for s in sheets],
    }
    inert = json.dumps(value).replace("<", "\\u003c")  # so that no text can end the script element
    return f'<script type="application/json" class="rr-data">{inert}</script>'
