"""Concordance lines as a list: whole words around the node, the sorted words strong, the reader's labels beside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from readingroom.page.html import button
from readingroom.page.interface import date, say
from readingroom.text.article import Span
from readingroom.text.corpus import Corpus
from readingroom.text.tokens import WORD
from readingroom.widgets.listings import GROUPS, LINES, PLAIN, choice, choose, folded, where

if TYPE_CHECKING:
    from readingroom.concordance.lines import Concordance, Line
    from readingroom.text.results import Counted, Result

Labels = Mapping[tuple[str, Span], Sequence[str]]  # the labels of a place in an article


def lines(
    found: Concordance,
    corpus: Corpus,
    first: int = 0,
    *,
    shown: Sequence[int] | None = None,
    keys: Sequence[str] = (),
    labels: Labels | None = None,
) -> str:
    """The lines from `first` on, of all or of those `shown`, each leading to its place; with `keys`, to be labelled.

    Sorted by speaker, they say who speaks.
    """
    chosen = range(len(found)) if shown is None else shown
    if not len(chosen):
        return ""
    heads = [("rr-left", "col_left"), ("rr-node", "col_node"), ("rr-right", "col_right")]
    heads += [("rr-who", "col_speaker")] * ("speaker" in found.sort)
    heads += [("rr-codes", "col_labels")] * bool(keys) + [("rr-source", "col_where")]
    head = "".join(f'<th scope="col" class="{c}">{escape(say(k))}</th>' for c, k in heads)
    body = "".join(_line(found, n, corpus, keys, labels or {}) for n in chosen[first : first + LINES])
    listed = f'<table class="rr-lines rr-fitted"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return listed + _turns(first, len(chosen[first : first + LINES]), len(chosen))


def groups(found: Result[Counted]) -> str:
    """The words at one place of the lines, each with its count; each narrows the lines to those with it."""
    rows = found[:GROUPS]
    items = "".join(f"<li>{choose(row.word, 'group', row.word)} {row.count:,}</li>" for row in rows)
    more = f"<li>{escape(say('groups_more', n=len(found) - len(rows)))}</li>" if len(found) > len(rows) else ""
    return f'<ul class="rr-groups" aria-label="{escape(found.caption)}">{items}{more}</ul>'


def plot(found: Concordance) -> str:
    """Where in each article the hits are: a picture whose ticks lead to their places, and its table."""
    return folded(say("plot"), found.plot()._repr_html_())


def _line(found: Concordance, n: int, corpus: Corpus, keys: Sequence[str], labels: Labels) -> str:
    row = found[n]
    place, article = (row.article, row.span.start, row.span.end), corpus[row.article]
    strong = [_places(found, side) for side in "LR"]
    said = escape(found.speaker(n) or say("outlet"))
    who = f'<td class="rr-who"><span>{said}</span></td>' if "speaker" in found.sort else ""
    codes = _codes(row, keys, labels.get((row.article, row.span), ())) if keys else ""
    return (
        f'<tr data-choose="{escape(choice("place", *place))}" data-keys="{escape(choice("label", *place))}">'
        f'<td class="rr-left">{_fit(row.left, -1, strong[0])}</td>'
        f'<td class="rr-node">{button(choice("place", *place), escape(" ".join(row.match.split())), PLAIN)}</td>'
        f'<td class="rr-right">{_fit(row.right, 1, strong[1])}</td>{who}{codes}'
        f'<td class="rr-source" title="{escape(date(article.published))}">'
        f"<span>{escape(where(article, place[1]))}</span></td></tr>"
    )


def _places(found: Concordance, side: str) -> set[int]:
    """How far from the node the words stand by which the lines are sorted."""
    return {int(place[1:]) for place in found.sort if place[0] == side and place[1:].isdigit()}


def _fit(text: str, order: int, strong: set[int]) -> str:
    """Words of which the page shows as many whole ones as have room; with `order` -1 those at the end, nearest a hit.

    They stand in the order of the text, for those who listen and for what is copied.  The words by which the lines are
    sorted, counted from the hit, are strong.
    """
    flat = re.sub(r"\s+", " ", text)
    pieces = re.findall(r"\S+ ?", flat) if order < 0 else re.findall(r" ?\S+", flat)
    marked, far = [], 0
    for piece in pieces[::order]:
        near, far = far, far + len(WORD.findall(piece))
        shown = escape(piece)
        marked.append(f"<b>{shown}</b>" if strong & set(range(near + 1, far + 1)) else shown)
    words = (f'<span style="order:{order * n}">{word}</span>' for n, word in enumerate(marked[::order]))
    return f'<div class="rr-fit">{"".join(words)}</div>'


def _codes(row: Line, keys: Sequence[str], given: Sequence[str]) -> str:
    """A button for each label, by its key, pressed where the line has it."""
    place = (row.article, row.span.start, row.span.end)
    buttons = (
        button(
            choice("label", *place, n),
            str(n),
            f'class="rr-code" title="{escape(name)}" aria-label="{escape(f"{n} {name}")}" '
            f'aria-pressed="{"true" if name in given else "false"}"',
        )
        for n, name in enumerate(keys, 1)
    )
    names = escape(", ".join(given))
    return f'<td class="rr-codes">{"".join(buttons)} <span class="rr-given" title="{names}">{names}</span></td>'


def _turns(first: int, shown: int, total: int) -> str:
    """Buttons to the pages of hits before and after, and which are shown."""
    back = button(choice("from", max(0, first - LINES)), escape(say("previous")), "" if first else "disabled")
    more = button(choice("from", first + LINES), escape(say("next")), "" if first + shown < total else "disabled")
    said = say("page", first=first + 1, last=first + shown, total=f"{total:,}")
    return f'<div class="rr-tools">{back}{more}<span role="status">{escape(said)}</span></div>'
