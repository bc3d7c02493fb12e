"""The one maker of tables: every view of a result is set by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

LONG = 60  # characters of a passage that gets room for its words
SIDES = {"#": "right", "^": "center"}


def table(
    heads: Sequence[str],
    rows: Iterable[Iterable[str]],
    *,
    caption: str = "",
    kind: str = "",
    named: bool = False,
) -> str:
    """A table as HTML; cells are HTML already, heads and caption are words.

    A head that begins with # stands over numbers, to the right, with ^ in the middle; over what a bar shows again
    stands none.  With `named`, the first cell of a row names it.  A table of some `kind` is set by the page's style
    sheet; one without carries its looks with it, as a notebook has none.

    >>> table(["word", "#count"], [("<b>rain</b>", "3")], kind="x", named=True)[-100:]
    '<tbody><tr><th scope="row"><b>rain</b></th><td class="rr-num" dir="auto">3</td></tr></tbody></table>'
    """
    looks = [_look(head, kind) for head in heads]
    head = "".join(
        f'<th scope="col"{look}>{escape(text.lstrip("#^"))}</th>' if text else "<td></td>"
        for text, look in zip(heads, looks, strict=True)
    )
    body = "".join(f"<tr>{_row(list(row), looks, kind, named)}</tr>" for row in rows)
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    opened = f'<table class="{kind}">' if kind else '<table style="margin:0">'
    return f"{opened}{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _look(head: str, kind: str) -> str:
    if kind:
        return ' class="rr-num"' if head.startswith("#") else ""
    return f' style="text-align:{SIDES.get(head[:1], "left")};vertical-align:top"'


def _row(row: Sequence[str], looks: Sequence[str], kind: str, named: bool) -> str:
    cells = [f'<td{_room(cell, look, kind)} dir="auto">{cell}</td>' for cell, look in zip(row, looks, strict=True)]
    return "".join([f'<th scope="row">{row[0]}</th>', *cells[1:]] if named else cells)


def _room(cell: str, look: str, kind: str) -> str:
    """A long passage gets room for its words."""
    return look if kind or len(cell) <= LONG or "<" in cell else look[:-1] + ';min-width:14em"'
