"""Markdown: its front matter and first heading name the article; its marks are no words of it and are left out.

The marks are those of headings, quoted lines, bullets, emphasis, code and links (CommonMark's), read within one line.

    Left out:  **late** → late · > “Go,” he said. → “Go,” he said. · [a letter](https://x.example) → a letter
    Kept:      2 * 3 · my_file_name · 1. a numbered point
    Missed:    emphasis over several lines; links whose address stands elsewhere on the page; the bars of tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from readingroom.importing.lines import LINE, Place, lines_of
from readingroom.importing.source import Source
from readingroom.text.corpus import front_matter

KEYS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publication", "site"),
    "published": ("published", "date"),
    "author": ("author", "authors", "by"),
    "place": ("place", "location"),
}
HEADING = re.compile(r"^#[ \t]+\S.*|^\S.*(?=\n=+[ \t]*$)", re.MULTILINE)
OPENING = re.compile(r"[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+)?")
INLINE = re.compile(
    r"(?P<escape>\\)[*_`\[\]#>\\~-]|(?P<note>\[\^\w{1,20}\]:?)|(?P<image>!\[[^\]\n]{0,300}\]\([^()\n]{0,500}\))"
    r"|(?P<open>\[)(?=[^\[\]\n]{1,300}\]\([^()\n]{0,500}\))|(?P<close>\]\([^()\n]{0,500}\))|(?P<run>\*+|_+|~~|`+)"
)


def read_markdown(source: Source) -> Source:
    """The source without its front matter, which becomes hints; the first heading is the headline."""
    from yaml import YAMLError

    try:
        meta, body = front_matter(source.text)
    except (YAMLError, ValueError, TypeError, RecursionError):  # a broken front matter is text
        meta, body = {}, source.text
    text = body or source.text
    hints = {key: value for key, names in KEYS.items() if (value := _first(meta, names))}
    if "title" not in hints and (heading := HEADING.search(text)):
        hints["title"] = lines_of(heading[0], tuple(marks(heading[0])))[0].text
    return replace(source, text=text, hints=hints, marks=tuple(marks(text)))


def marks(text: str) -> Iterator[Place]:
    """Where Markdown's marks are, in order, none of them longer than its line.

    >>> text = "> A *late* [letter](https://x.example): 2 * 3"
    >>> [text[s:e] for s, e in marks(text)]
    ['> ', '*', '*', '[', '](https://x.example)']
    """
    for line in LINE.finditer(text):
        start, end = line.span()
        opening = OPENING.match(text, start, end)
        first = opening.end() if opening else start
        last = start + len(line[0].rstrip("# \t")) if "#" in text[start:first] else end
        places = [(start, first), *_inline(text, first, last), (max(first, last), end)]
        yield from ((s, e) for s, e in places if s < e)


def _inline(text: str, start: int, end: int) -> list[Place]:
    """Links, escapes, pictures; and the runs of stars and the like that have their second within the line."""
    found: list[Place] = []
    waiting: dict[str, Place] = {}  # what opens, by what it is
    for m in INLINE.finditer(text, start, end):
        kind, place = str(m.lastgroup), m.span(str(m.lastgroup))
        if kind == "run":
            found += _paired(waiting, m[0], place, text[max(start, place[0] - 1) : min(end, place[1] + 1)])
        elif kind != "close" or "[" in waiting:
            found.append(place)
        if kind == "close":
            waiting.pop("[", None)
        if kind == "open":
            waiting["["] = place
    return sorted(found)


def _paired(waiting: dict[str, Place], run: str, place: Place, around: str) -> list[Place]:
    """A run that closes, with the one that it closes; one that may open waits for its second."""
    before, after = around.partition(run)[0], around.rpartition(run)[2]
    inside = run[0] == "_" and before.isalnum() and after.isalnum()
    if run in waiting and before.strip() and not inside:
        return [waiting.pop(run), place]
    if after.strip() and not inside:
        waiting[run] = place
    return []


def _first(meta: dict[str, Any], names: tuple[str, ...]) -> str:
    values = (
        str(meta[name]).strip()
        for name in names
        if isinstance(meta.get(name), str | int) or hasattr(meta.get(name), "isoformat")
    )
    return next((v for v in values if v and len(v.splitlines()) == 1), "")
