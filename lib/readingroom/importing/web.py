"""HTML saved from a browser: lxml gives the characters, trafilatura says which of them are the article.

trafilatura finds the article in a page better than other extractors in its and others' comparisons (A. Barbaresi,
"Trafilatura", ACL 2021 demos), but its output drops, repeats or joins passages; so its answer only chooses among the
page's lines.  Scripts never run, nothing is fetched, and the page is never shown as HTML.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from readingroom.importing.lines import Line, check_length, lines_of
from readingroom.importing.outlets import masthead
from readingroom.importing.problem import ImportProblem, damaged, need
from readingroom.importing.source import Source

HIDDEN = frozenset(
    """
    script style noscript template head svg math iframe object embed canvas audio video map select option
    textarea button input datalist dialog
    """.split()  # noqa: SIM905
)
INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr nobr
    """.split()  # noqa: SIM905
)
SPACE = re.compile("[ \\t\\n\\r\\f]+")
MOST_ELEMENTS = 50_000
MOST_DEPTHS = 500_000  # of all elements together; a page of 5,000 elements has some 60,000
HEADING = re.compile("h[2-6]")
PARTS = re.compile(r"\s+[|–—»·-]\s+|:\s+")
ROLE = re.compile(
    r"(?P<pull_quote>pull-?_?quote)|\b(?P<byline>[\w-]*byline|author)\b|(?P<caption>\bfigcaption|\bcaption\b)",
    re.IGNORECASE,
)
ROLES_ABOVE = 3  # elements looked at, from the line's own outwards
MOST_IN_ROLE = 60  # words: a longer line is no byline, caption or pull quote
BREAK = "\u2029"  # stands for a block's edge while the text is gathered; HTML's own is a space


def read_html(source: Source) -> Source:
    """A page's visible text, one block a paragraph; the lines outside the article are named as such."""
    need("trafilatura", reading="HTML", library="trafilatura", extra="html")
    name = source.name
    with damaged(name, "HTML"):
        tree = _tree(name, source.text)
        shown, homes = _visible(tree)
        check_length(shown)
        lines = lines_of(shown)
        found = _found(source.text) if lines else {}
        home = _homes(lines, homes)
        outside = _outside(lines, home, found.pop("text", "")) | _roles(lines, home)
        found |= _named(lines, home, found, " ".join((tree.findtext(".//title") or "").split()))
    if not lines:
        raise ImportProblem(f"“{name}” shows no text; the page may be made by a script. Copy the article and paste it.")
    return replace(source, text=shown, hints=found, outside=outside)


def _tree(name: str, text: str) -> Any:
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    elements, depths = _measured(tree)
    if depths > MOST_DEPTHS or any("depth" in str(error.message).lower() for error in parser.error_log):
        raise ImportProblem(f"“{name}” is nested too deeply to be an article; copy the article and paste it.")
    if elements > MOST_ELEMENTS:
        raise ImportProblem(f"“{name}” has more parts than an article; copy the article and paste it.")
    return tree


def _measured(tree: Any) -> tuple[int, int]:
    """How many elements there are, and the sum of their depths: the way to each is walked again and again."""
    from lxml import etree

    elements = depths = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements, depths = (elements + 1, depths + depth) if event == "start" else (elements, depths)
    return elements, depths


def _visible(tree: Any) -> tuple[str, dict[int, Any]]:
    """The text that a browser would show, and for every paragraph's start the element that holds it."""
    pieces: list[str] = []
    homes: dict[int, Any] = {}
    place = 0
    for block, home in _blocks(tree):
        if shown := "\n".join(SPACE.sub(" ", part).strip(" ") for part in block.split(BREAK)).strip():
            homes[place] = home
            pieces.append(shown)
            place += len(shown) + 2
    return "\n\n".join(pieces), homes


def _blocks(tree: Any) -> Iterator[tuple[str, Any]]:
    """Every stretch of text between the edges of blocks, with the block it stands in; a line break is a BREAK."""
    from lxml import etree

    text: list[str] = []
    inside: list[Any] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        start = event == "start"
        quiet = _is_hidden(element)
        edge = element.tag not in INLINE and element.tag != "br"
        if edge and not hidden:
            yield "".join(text), inside[-1] if inside else tree
            text.clear()
        if start:
            hidden += quiet
            if edge:
                inside.append(element)
            text += [BREAK] if element.tag == "br" and not hidden else []
            text += [] if hidden else [element.text or ""]
        else:
            hidden -= quiet
            if edge:
                inside.pop()
            text += [] if hidden else [element.tail or ""]
    yield "".join(text), tree


def _is_hidden(element: Any) -> bool:
    return element.tag in HIDDEN or element.get("hidden") is not None or element.get("aria-hidden") == "true"


def _found(text: str) -> dict[str, str]:
    """What trafilatura takes for the article, and for its headline, author, date and site."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(text, favor_recall=True, include_comments=False, with_metadata=True)
    if found is None:
        return {}
    given = {"title": found.title, "author": found.author, "published": found.date, "outlet": found.sitename}
    return {"text": found.text or ""} | {k: " ".join(str(v or "").split()) for k, v in given.items()}


def _outside(lines: list[Line], home: dict[int, Any], article: str) -> dict[int, str]:
    """The lines that are not of the article: neither in trafilatura's text nor beside a line that is."""
    whole = _bare(article)
    chosen = [line for line in lines if len(_bare(line.text)) > 20 and _bare(line.text) in whole]
    if not chosen:
        return {}
    parents = {home[line.number].getparent() for line in chosen if line.prose}
    first, last = chosen[0].number, chosen[-1].number
    near = (x for x in lines if home[x.number].getparent() in parents and (x.prose or first < x.number < last))
    inside = {x.number for x in (*chosen, *near)} | _headings(lines, home, first, last)
    return {x.number: "outside the article" for x in lines if x.number not in inside}


def _headings(lines: list[Line], home: dict[int, Any], first: int, last: int) -> set[int]:
    """The headings within the article, one straight above its first line too."""
    return {x.number for x in lines if first - 1 <= x.number < last and HEADING.fullmatch(str(home[x.number].tag))}


def _roles(lines: list[Line], home: dict[int, Any]) -> dict[int, str]:
    """The lines whose element, or a small one around it, is named for what it is: a pull quote, a byline, a caption."""
    found = {}
    for line in lines:
        around = [home[line.number], *islice(home[line.number].iterancestors(), ROLES_ABOVE - 1)]
        named = (ROLE.search(f"{x.get('class', '')} {x.get('itemprop', '')} {x.tag}") for x in around)
        if (role := next(filter(None, named), None)) and line.size <= MOST_IN_ROLE:
            found[line.number] = str(role.lastgroup).replace("_", " ")
    return found


def _named(lines: list[Line], home: dict[int, Any], found: dict[str, str], title: str) -> dict[str, str]:
    """Headline and outlet: of the page's lines that stand in its title, the longest is the headline.

    Else the heading of the first rank that is likest to what trafilatura takes for it, else that.
    """
    bare, site = _bare(title).lower(), _bare(found.get("outlet", "")).lower()
    stand = [x.text for x in lines if x.size > 1 and _bare(x.text).lower() in bare and _bare(x.text).lower() != site]
    wanted = set(found.get("title", "").casefold().split())
    headings = [line.text for line in lines if home[line.number].tag == "h1"]
    likest = max(headings, key=lambda text: len(wanted & set(text.casefold().split())), default=found.get("title", ""))
    headline = max((x for x in stand if not masthead(x)), key=len, default="" if masthead(likest) else likest)
    rest = [x for x in PARTS.split(title) if x and _bare(x).lower() not in _bare(headline).lower()]
    outlet = next((x for x in rest if masthead(x)), rest[-1].split(",")[0] if rest and title.endswith(rest[-1]) else "")
    return {"title": headline, "outlet": found.get("outlet") or (outlet if len(outlet.split()) < 6 else "")}


def _homes(lines: list[Line], homes: dict[int, Any]) -> dict[int, Any]:
    """The element of every line: that of the last paragraph begun at or before it."""
    found, current = {}, None
    for line in lines:
        current = homes.get(line.start, current)
        found[line.number] = current
    return found


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
