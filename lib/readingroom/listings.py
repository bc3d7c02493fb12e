"""Sets results as lists of HTML whose rows, bars and words lead back to the page.

What a choice hands back is JSON: `["place", article, start, end]`, `["word", word]`, `["speaker", name]`, and so on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from readingroom.article import Article
from readingroom.corpus import Corpus
from readingroom.interface import date, say
from readingroom.typeset import button, shorten

if TYPE_CHECKING:
    from readingroom.attribution import Attribution, Attributions
    from readingroom.attribution.model import Line as ScriptLine
    from readingroom.attribution.model import SpeakerRow
    from readingroom.concordance import Concordance, Line
    from readingroom.frequency import Frequency
    from readingroom.tables import Counted, Rows

LINES = 20  # lines on a page of hits
GROUPS = 24  # words shown at a place of the lines


def choice(*parts: object) -> str:
    """What a chosen element hands to Python.

    >>> choice("place", "cgtn-2020", 4, 9)
    '["place", "cgtn-2020", 4, 9]'
    """
    return json.dumps(parts)


def sheet(said: str, *parts: str) -> str:
    """A sheet of results: one sentence that is announced when it changes, and what follows it."""
    return f'<div class="rr rr-sheet"><p class="rr-why" role="status">{escape(said)}</p>{"".join(parts)}</div>'


def lines(rows: Sequence[Line], corpus: Corpus, first: int = 0) -> str:
    """Concordance lines, the node in the middle, from line `first` on; each leads to its place."""
    shown = rows[first : first + LINES]
    if not shown:
        return ""
    head = "".join(f'<th scope="col" class="{c}">{say(k)}</th>' for c, k in _HEADS)
    body = "".join(_line(row, corpus) for row in shown)
    longest = min(32, max(len(_flat(row.match)) for row in shown))  # so that the node keeps to one narrow column
    columns = f'<colgroup><col><col style="width:{longest + 4}ch"><col><col style="width:13ch"></colgroup>'
    return f'<table class="rr-lines">{columns}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>' + _turns(
        first, len(shown), len(rows)
    )


def groups(found: Rows[Counted]) -> str:
    """The words at one place of the lines, each with its count; each narrows the lines to those with it."""
    rows = found[:GROUPS]
    items = "".join(f"<li>{_choose(row.word, ('group', row.word))} {row.count:,}</li>" for row in rows)
    more = f"<li>{escape(say('groups_more', n=len(found) - len(rows)))}</li>" if len(found) > len(rows) else ""
    return f'<ul class="rr-groups" aria-label="{escape(found.caption)}">{items}{more}</ul>'


def plot(found: Concordance) -> str:
    """Where in each article the hits are: a picture whose ticks lead to their places, and its table."""
    return f"<details><summary>{escape(say('plot'))}</summary>{found.plot()._repr_html_()}</details>"


def bars(rows: Sequence[Frequency], chosen: str = "", total: int = 0) -> str:
    """Words with their counts as bars and numbers; each word leads to its lines, and a button to more words."""
    most = max((row.count for row in rows), default=1)
    body = "".join(_bar(row, most, row.word == chosen) for row in rows)
    more = button(choice("more"), escape(say("more_words"))) if len(rows) < total else ""
    return f'<table class="rr-bars"><thead><tr>{_head(_BAR_HEADS)}</tr></thead><tbody>{body}</tbody></table>{more}'


def voices(found: Attributions, chosen: str = "") -> str:
    """Who speaks, with each voice's share of the words as a bar and as numbers; each leads to what is said."""
    rows = found.by_speaker()
    most = max((row.share for row in rows), default=0) or 1
    body = "".join(_voice(row, most, chosen) for row in rows)
    return f'<table class="rr-voices"><thead><tr>{_head(_VOICE_HEADS)}</tr></thead><tbody>{body}</tbody></table>'


def sayings(rows: Iterable[tuple[int, Attribution]], corpus: Corpus, speaker: str = "") -> str:
    """Attributions with their numbers: who, the cue, what, and the rule that found it; each leads to its place."""
    body = "".join(_saying(n, row, corpus) for n, row in rows)
    caption = say("voice_of", speaker=speaker or say("everyone").lower())
    return (
        f'<table class="rr-sayings"><caption>{escape(caption)}</caption><thead><tr>{_head(_SAID_HEADS)}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def passages(rows: Iterable[ScriptLine], corpus: Corpus) -> str:
    """Passages one below the other, with their paragraph; each leads to its place."""
    body = "".join(
        f"<tr><td>{_choose(shorten(row.text, 160), ('place', row.article, row.span.start, row.span.end))}</td>"
        f"<td>{escape(_where(corpus[row.article], row.span.start))}</td></tr>"
        for row in rows
    )
    return f'<table class="rr-sayings"><caption>{escape(say("outlet_lines"))}</caption><tbody>{body}</tbody></table>'


_HEADS = (("rr-left", "col_left"), ("rr-node", "col_node"), ("rr-right", "col_right"), ("rr-source", "col_where"))
_BAR_HEADS = ("col_word", "", "col_count", "col_million", "col_articles", "col_dispersion")
_VOICE_HEADS = ("col_speaker", "col_attributions", "col_words", "col_share", "")
_SAID_HEADS = ("col_speaker", "col_cue", "col_said", "col_rule")


def _head(keys: Sequence[str]) -> str:
    """The heads of the columns; a bar shows again what a number says, so its column has none."""
    return "".join(f'<th scope="col">{escape(say(k))}</th>' if k else "<td></td>" for k in keys)


def _line(row: Line, corpus: Corpus) -> str:
    place = choice("place", row.article, row.span.start, row.span.end)
    article = corpus[row.article]
    where = _where(article, row.span.start)
    return (
        f'<tr data-choose="{escape(place)}"><td class="rr-left"><bdi>{escape(_flat(row.left))}</bdi></td>'
        f'<td class="rr-node">{button(place, escape(_flat(row.match)), PLAIN)}</td>'
        f'<td class="rr-right">{escape(_flat(row.right))}</td>'
        f'<td class="rr-source" title="{escape(date(article.published))}">{escape(where)}</td></tr>'
    )


def _where(article: Article, place: int) -> str:
    n = article.paragraph_at(place)
    return f"{article.outlet or article.id}, {f'¶{n}' if n else say('headline_at')}"


def _bar(row: Frequency, most: int, chosen: bool) -> str:
    numbers = (f"{row.count:,}", f"{row.per_million:,.0f}", f"{row.articles}", f"{row.dispersion:.2f}")
    cells = "".join(f'<td class="rr-num">{n}</td>' for n in numbers)
    word = _choose(row.word, ("word", row.word), chosen)
    return f"<tr><th scope='row'>{word}</th><td>{_length(row.count / most)}</td>{cells}</tr>"


def _voice(row: SpeakerRow, most: float, chosen: str) -> str:
    who = row.speaker or say("outlet")
    numbers = (f"{row.attributions:,}" if row.speaker else "–", f"{row.words:,}", f"{100 * row.share:.0f} %")
    cells = "".join(f'<td class="rr-num">{n}</td>' for n in numbers)
    name = _choose(who, ("speaker", who), who == chosen)
    return f"<tr><th scope='row'>{name}</th>{cells}<td>{_length(row.share / most)}</td></tr>"


def _saying(n: int, row: Attribution, corpus: Corpus) -> str:
    text = corpus[row.article].text
    said = " … ".join(shorten(span.of(text), 90) for span in row.content)
    cue = row.cue.of(text) if row.cue else "–"
    who = row.speaker or (row.source.of(text) if row.source else say("nobody"))
    inside = f' <span class="rr-where">{escape(say("nested"))}</span>' if row.nested_in is not None else ""
    return (
        f"<tr><th scope='row'>{escape(who)}{inside}</th><td>{escape(cue)}</td>"
        f"<td>{_choose(said, ('saying', n))}</td><td>{escape(row.rule)}</td></tr>"
    )


def _turns(first: int, shown: int, total: int) -> str:
    """Buttons to the pages of hits before and after, and which are shown."""
    back = button(choice("from", max(0, first - LINES)), escape(say("previous")), "" if first else "disabled")
    more = button(choice("from", first + LINES), escape(say("next")), "" if first + shown < total else "disabled")
    where = say("page", first=first + 1, last=first + shown, total=f"{total:,}")
    return f'<div class="rr-tools">{back}{more}<span role="status">{escape(where)}</span></div>'


PLAIN = 'class="rr-plain"'


def _choose(label: str, parts: tuple[Any, ...], pressed: bool | None = None) -> str:
    state = "" if pressed is None else f' aria-pressed="{"true" if pressed else "false"}"'
    return button(choice(*parts), escape(label), PLAIN + state)


def _length(share: float) -> str:
    return f'<span class="rr-bar" style="width:{max(share, 0) * 6:.2f}em" aria-hidden="true"></span>'


def _flat(text: str) -> str:
    return " ".join(text.split())
