"""Markdown: its front matter and first heading name the article; its marks are characters of the text and stay."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from readingroom.importing.source import Source

KEYS = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publication", "site"),
    "published": ("published", "date"),
    "author": ("author", "authors", "by"),
    "place": ("place", "location"),
}
HEADING = re.compile(r"^#[ \t]+(?P<title>\S[^\n]*?)[ \t]*#*[ \t]*$", re.MULTILINE)


def read_markdown(source: Source) -> Source:
    """The source without its front matter, which becomes hints; the first heading is the headline."""
    meta, body = _front(source.text)
    hints = {key: value for key, names in KEYS.items() if (value := _first(meta, names))}
    heading = HEADING.search(body)
    if heading and "title" not in hints:
        hints["title"] = heading["title"]
    return replace(source, text=body, hints=hints)


def _front(text: str) -> tuple[dict[str, Any], str]:
    """The front matter and the rest; a broken one is text."""
    import frontmatter
    from yaml import YAMLError

    if not text.startswith("---\n"):
        return {}, text
    try:
        post = frontmatter.loads(text)
    except (YAMLError, ValueError, TypeError, RecursionError):
        return {}, text
    return dict(post.metadata), post.content or text


def _first(meta: dict[str, Any], names: tuple[str, ...]) -> str:
    values = (
        str(meta[name]).strip()
        for name in names
        if isinstance(meta.get(name), str | int) or hasattr(meta.get(name), "isoformat")
    )
    return next((v for v in values if v and len(v.splitlines()) == 1), "")
