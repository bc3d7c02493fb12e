"""The pages of the site as HTML, and what its script needs beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from typing import Any

from readingroom.attribution import Attribution, attributions
from readingroom.attribution.model import UNNAMED, SpeakerRow
from readingroom.notes.anchors import fingerprint
from readingroom.notes.model import URN, verdict_id
from readingroom.page.html import card, page, shorten
from readingroom.page.interface import date, say
from readingroom.page.overlay import Overlay, overlays
from readingroom.text.article import Article
from readingroom.text.files import data_table, words_of
from readingroom.text.index import Index
from readingroom.text.tables import table

ON = ("attribution",)  # the layers shown at first
# nothing is loaded but the two files beside the pages; bars carry their length in a style attribute
POLICY = "default-src 'none'; script-src 'self' file:; style-src 'self' file: 'unsafe-inline'; base-uri 'none'"


word = words_of("site/site.toml")  # the words of the reading edition by key


def slug(id: str) -> str:
    """A file's name for an article: never a path, never the same for two, good on every system.

    >>> slug("cgtn-2020"), slug("../CON")
    ('cgtn-2020', 'con-d1d3a747')
    """
    if re.fullmatch(r"[a-z0-9][a-z0-9-]{4,40}", id):
        return id
    digest = sha256(id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "-".join(filter(None, [re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-")[:30].strip("-"), digest]))


def name_of(article: Article) -> str:
    """The file of an article's page within the site.

    >>> name_of(Article.from_text("It rained.", id="cgtn-2020"))
    'articles/cgtn-2020.html'
    """
    return f"articles/{slug(article.id)}.html"


def index_page(articles: Sequence[Article]) -> str:
    """The first page: the articles as cards."""
    items = "".join(
        f'<li class="rr-card"><a class="rr-card-button" href="{name_of(a)}">{card(a)}</a></li>' for a in articles
    )
    return _shell(
        word("home"),
        f"<h1>{_say('home')}</h1><p>{_say('intro')}</p>"
        f'<section aria-label="{_say("cards")}"><ul class="rr-cards">{items}</ul></section>',
        _nav([("concordance.html", word("search"))]),
        _rights(articles),
    )


def article_page(articles: Sequence[Article], n: int) -> str:
    """The page of article n: its reading page, the place for notes, and who says what."""
    article, sheets = articles[n], overlays(articles[n])
    near = [("before", n - 1), ("after", n + 1)]
    links = [("../index.html", word("home")), ("../concordance.html", word("search"))]
    links += [
        (f"../{name_of(articles[m])}", word(way, title=_title(articles[m])))
        for way, m in near
        if 0 <= m < len(articles)
    ]
    main = (
        page(article, sheets, on=ON, data=True)
        + f'<section id="rr-notes" hidden><h2>{_say("your_notes")}</h2><p>{_say("your_notes_text")}</p></section>'
        + _voices(article)
        + _inert("rr-about", _about(article, sheets))
    )
    title = f"{_title(article)} – {word('home')}"
    return _shell(title, main, _nav(links), _reference(article), up="../", heading=word("home"))


def concordance_page(articles: Sequence[Article]) -> str:
    """The search over all articles."""
    sorts = "".join(f'<option value="{k}">{_say(f"sort_{k}")}</option>' for k in ("right", "left", "text"))
    main = (
        f"<h1>{_say('search')}</h1><p>{_say('search_intro')}</p><form role='search' id='rr-search' hidden>"
        f"<label>{_say('query')}<input type='search' name='query' autocomplete='off' spellcheck='false'></label>"
        f"<label>{_say('sort')}<select name='sort'>{sorts}</select></label></form>"
        "<div id='rr-found'><p class='rr-why' role='status'></p></div>" + _inert("rr-about", _texts(articles))
    )
    return _shell(f"{word('search')} – {word('home')}", main, _nav([("index.html", word("home"))]), _rights(articles))


def _shell(title: str, main: str, nav: str, foot: Sequence[str], *, up: str = "", heading: str = "") -> str:
    """A page around its main part; `up` leads to the folder of the style sheet and the script."""
    above = f'<h1 class="rr-unseen">{escape(heading)}</h1>' if heading else ""
    lines = "".join(f"<p><bdi>{escape(line)}</bdi></p>" for line in (*foot, word("made_by")))
    return (
        '<!DOCTYPE html>\n<html lang="en" class="rr-alone"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="stylesheet" href="{up}reading.css">'
        "<noscript><style>.rr-layers{display:none!important}</style></noscript></head>"
        f'<body class="rr rr-site"><a class="rr-skip" href="#main">{_say("skip")}</a><header>{nav}</header>'
        f'<main id="main" tabindex="-1"><noscript><p>{_say("no_script")}</p></noscript>{above}{main}</main>'
        f'<footer>{lines}</footer><script src="{up}reading.js"></script></body></html>\n'
    )


def _nav(links: Iterable[tuple[str, str]]) -> str:
    items = "".join(f'<li><a href="{escape(href)}"><bdi>{escape(text)}</bdi></a></li>' for href, text in links)
    return f'<nav aria-label="{_say("pages")}"><ul>{items}</ul></nav>'


def _voices(article: Article) -> str:
    """Who says what: speakers with their share of the words, then each attribution, which leads to its place."""
    found = attributions(article, progress=False)
    speakers = list(found.by_speaker())
    heads = (say("col_speaker"), *(f"#{say(f'col_{key}')}" for key in ("attributions", "words", "share")))
    shares = table(heads, (_speaker(n, row) for n, row in enumerate(speakers)), kind="rr-voices", named=True)
    said = "".join(_said(article, n, row, found) for n, row in enumerate(speakers) if row.speaker)
    return (
        f'<section aria-labelledby="rr-voices"><h2 id="rr-voices">{_say("voices")}</h2>'
        f"<p>{escape(word('voices_intro', caption=found.caption))}</p>"
        f"{shares}{said}</section>"
    )


def _speaker(n: int, row: SpeakerRow) -> Sequence[str]:
    who = f"<bdi>{escape(row.speaker or say('outlet'))}</bdi>"
    name = f'<a href="#rr-voice-{n}">{who}</a>' if row.speaker else who
    bar = f'<span class="rr-bar" style="width:{6 * row.share:.2f}em" aria-hidden="true"></span>'
    return name, f"{row.attributions:,}" if row.speaker else "–", f"{row.words:,}", f"{100 * row.share:.0f} %{bar}"


def _said(article: Article, n: int, speaker: SpeakerRow, found: Iterable[Attribution]) -> str:
    items = "".join(_saying(article, row) for row in found if (row.speaker or UNNAMED) == speaker.speaker)
    return (
        f'<h3 id="rr-voice-{n}" tabindex="-1"><bdi>{escape(speaker.speaker or "")}</bdi></h3>'
        f'<ol class="rr-said-list">{items}</ol>'
    )


def _saying(article: Article, row: Attribution) -> str:
    place = json.dumps([[say(name), span.start, span.end] for name, span in row.parts])
    text = " … ".join(shorten(span.of(article.text), 160) for span in row.content)
    at = row.content[0].start
    n = article.paragraph_at(at)
    where = [
        say("finding_at", n=n) if n else say("headline_at"),
        *([say("nested")] if row.nested_in is not None else []),
    ]
    block = n if n or article.headline else 1
    return (
        f'<li><a href="#rr-p{block}" data-place="{escape(place)}" data-reason="{escape(row.rule)}">'
        f"<bdi>{escape(text)}</bdi></a>"
        f'<span class="rr-where">{escape(", ".join(where))}. {escape(row.rule)}</span></li>'
    )


def _reference(article: Article) -> list[str]:
    """The original, as one cites it, and who owns the text on the page."""
    original = article.meta.get("original") or {}
    headline = original.get("headline")
    parts = [original.get("author"), f"“{headline}”", article.outlet, date(article.published)] if headline else []
    cited = ", ".join(str(part) for part in parts if part)
    return [word("original", parts=cited)] * bool(cited) + _rights([article])


def _rights(articles: Iterable[Article]) -> list[str]:
    """Who owns the texts: one sentence for each kind there is."""
    kinds = dict.fromkeys(a.meta.get("kind") for a in articles)
    return list(dict.fromkeys(word(kind if kind in ("retelling", "invented") else "other_text") for kind in kinds))


# ---- what the script needs


def _about(article: Article, sheets: Sequence[Overlay]) -> dict[str, Any]:
    """The text as it stands, its fingerprint, and the ids of verdicts on its marks."""
    return {
        "id": article.id,
        "sha256": fingerprint(article.text),
        "text": article.text,
        "blocks": [[block.start, block.end] for block in article.blocks],
        "ids": {s.name: [f"{URN}{verdict_id(article, s.name, mark)}" for mark in s.marks] for s in sheets},
        "words": data_table("site/site.toml"),
    }


def _texts(articles: Sequence[Article]) -> dict[str, Any]:
    """The words by number, and of each article its text and its words: characters since the last, length, number."""
    index = Index.build(articles)
    numbers = index.word_of[index.ids].tolist()
    return {
        "vocabulary": list(index.words),
        "words": data_table("site/site.toml"),
        "columns": {key: say(f"col_{key}") for key in ("left", "node", "right", "where")},
        "headline": say("headline_at"),
        "articles": [
            {
                "href": name_of(a),
                "name": a.outlet or a.id,
                "title": _title(a),
                "text": a.text,
                "paragraphs": [[p.start, p.end] for p in a.paragraphs],
                "at": _deltas(a, numbers[start:end]),
            }
            for a, start, end in zip(articles, index.starts[:-1], index.starts[1:], strict=True)
        ],
    }


def _deltas(article: Article, numbers: Sequence[int]) -> list[int]:
    out, last = [], 0
    for span, number in zip(article.words, numbers, strict=True):
        out += [span.start - last, len(span), number]
        last = span.end
    return out


def _inert(id: str, value: object) -> str:
    """A value as JSON that no browser runs and no text can end."""
    return f'<script type="application/json" id="{id}">{json.dumps(value).replace("<", chr(92) + "u003c")}</script>'


def _title(article: Article) -> str:
    return article.title or article.id


def _say(key: str) -> str:
    return escape(word(key))
