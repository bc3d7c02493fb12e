"""Making an article of a source: the body is what is left when headline, reference and furniture are taken out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from readingroom.importing.dates import dates
from readingroom.importing.fingerprint import SAME, fingerprint, resemblance
from readingroom.importing.furniture import furniture, trimmed
from readingroom.importing.lines import Line, check_length, lines_of
from readingroom.importing.problem import ImportProblem
from readingroom.importing.reading import open_source
from readingroom.importing.reference import JOB, NEAR, Reference, read_reference
from readingroom.importing.source import Source, shown
from readingroom.text.article import Article
from readingroom.text.corpus import load_corpus
from readingroom.text.folders import shipped
from readingroom.text.language import language_of

FIELDS = ("title", "outlet", "published", "author", "place")
HEADLINE = "headline"
NOTHING: Mapping[str, str] = {}


def import_article(
    path_or_text: str | Path,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    author: str | None = None,
    place: str | None = None,
    put_back: Collection[int] = (),
    take_out: Collection[int] = (),
) -> Article:
    """An article from a file or a text; what you give is used instead of what is read from the text.

    A `Path`, or a str that names a file, is read; a str with line breaks is the text itself.  The body is made only of
    the characters that stand there, in order.  `article.meta` says what was found and left out: `author`, `place`,
    `format`, `encoding`, `language`, `retelling` (the id of the kit's retelling of it), `left_out` (each with the
    number of its line, for `put_back`), `odd` characters and `notes`.  Lines of the body go by `take_out`.

    >>> text = "Print\\nBridge closes\\nBy Jane Roe\\n3 May 2024\\n\\nThe old bridge will close on Monday, she said."
    >>> article = import_article(text + " Comment Here", outlet="Valley Gazette")
    >>> article.text
    'Bridge closes\\n\\nThe old bridge will close on Monday, she said.'
    >>> article.published, article.meta["author"], [x["text"] for x in article.meta["left_out"]]
    ('2024-05-03', 'Jane Roe', ['Print', 'By Jane Roe', '3 May 2024', 'Comment Here'])
    """
    given = {"title": title, "outlet": outlet, "published": published, "author": author, "place": place}
    return make(open_source(path_or_text), {k: v for k, v in given.items() if v is not None}, put_back, take_out)


def make(
    source: Source, given: Mapping[str, str] = NOTHING, put_back: Collection[int] = (), take_out: Collection[int] = ()
) -> Article:
    """An article from a source that was read; `given` corrects what the text says."""
    given = _checked(given)
    found = _Page(source, given.get("title", ""), put_back, take_out)
    body = _body(source.text, found)
    if not body:
        raise ImportProblem("There is a headline or page furniture, but no article under it; bring the article's text.")
    values = {field: _read(source, found.reference, field) for field in FIELDS}
    values |= {field: value for field, value in given.items() if value or field != "title"}
    title, outlet, published = values["title"], values["outlet"], values["published"]
    name = article_id(outlet, published, title)
    article = Article.from_text(body, id=name, title=title, outlet=outlet, published=published)
    about = {"author": values["author"], "place": values["place"]} | _about(source, article.text)
    about |= {"left_out": _listed(source.text, found), "put_back": sorted(put_back), "take_out": sorted(take_out)}
    return replace(article, meta={"kind": "added"} | {key: value for key, value in about.items() if value})


def page_lines(
    source: Source, given: Mapping[str, str], put_back: Collection[int], take_out: Collection[int]
) -> list[tuple[int, str, str]]:
    """Every line of the page: its number, what it says, and why it is not in the body, "" for one that is."""
    found = _Page(source, _checked(given).get("title", ""), put_back, take_out)
    return [(line.number, line.text, found.left.get(line.number, "")) for line in found.lines]


class _Page:
    """A page's lines: why each that is not in the body is not, and of the others the pieces that are."""

    def __init__(self, source: Source, title: str, put_back: Collection[int], take_out: Collection[int]) -> None:
        check_length(source.text)
        self.lines = lines_of(source.text, source.marks)
        short = [trimmed(line) for line in self.lines]
        left, self.reference = _left_out(short, source, title)
        self.left = {n: why for n, why in left.items() if n not in put_back} | dict.fromkeys(take_out, "taken out")
        self.left |= dict.fromkeys(self.reference.headline, HEADLINE)
        pairs = zip(self.lines, short, strict=True)
        self.pieces = {x.number: ((x.start, x.end),) if x.number in put_back else y.pieces for x, y in pairs}


def article_id(outlet: str, published: str, title: str) -> str | None:
    """A name for an article from what is known of it: outlet and date, else the headline's first words.

    >>> article_id("The Valley Gazette", "2024-05-03", ""), article_id("", "", "Rain – and more rain")
    ('the-valley-gazette-2024-05-03', 'rain-and-more-rain')
    """
    named = f"{outlet} {published}" if outlet and published else title or outlet
    plain = unicodedata.normalize("NFKD", named).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-") or None


def retelling_of(prints: str) -> str:
    """The id of the retelling whose original has this fingerprint, or nearly, or ""."""
    likest = max(((resemblance(prints, its), id) for id, its in _originals().items()), default=(0.0, ""))
    return likest[1] if likest[0] > SAME else ""


def odd_characters(text: str) -> list[dict[str, Any]]:
    """The characters that a reader cannot see or tell apart, with their number; none is changed.

    >>> odd_characters("The\\u00a0river\\u200b rose.")
    [{'character': 'U+00A0 NO-BREAK SPACE', 'count': 1}, {'character': 'U+200B ZERO WIDTH SPACE', 'count': 1}]
    """
    counts = Counter(c for c in text if c not in " \n\t" and (unicodedata.category(c)[0] in "CZ" or c == "\ufffd"))
    return [
        {"character": f"U+{ord(c):04X} {unicodedata.name(c, 'CONTROL')}", "count": n} for c, n in sorted(counts.items())
    ]


def _checked(given: Mapping[str, str]) -> dict[str, str]:
    """What the reader gave, each in one line, without white space around it."""
    given = {field: value.strip() for field, value in given.items()}
    if said := given.get("published"):
        found = {iso for _, iso in dates(said)}
        if len(found) != 1 or found == {""}:
            why = "can be read in two ways" if found else "is not a date with day, month and year"
            raise ImportProblem(f"“{shown(said)}” {why}; write it like 2024-05-03 or 3 May 2024.")
        given["published"] = found.pop()
    for field, value in given.items():
        if len(value.splitlines()) > 1:
            raise ImportProblem(f"The {field} runs over several lines; make it one.")
    return given


def _left_out(lines: list[Line], source: Source, title: str) -> tuple[dict[int, str], Reference]:
    """Why each line that is no body is none (the headline is not among them), and what was read about the article."""
    marked = furniture(lines)
    found = read_reference(lines, marked, source.hints.get("title", ""), source.outside)
    if title:
        found = _renamed(found, read_reference(lines, marked, title, source.outside))
    near = lines[max(0, found.headline[0] - 1 - NEAR) : found.headline[-1] + NEAR] if found.headline else []
    again = {line.number: "headline again" for line in near if line.text == found.title}
    left = {**source.outside} | again | found.left_out | marked
    return {n: why for n, why in left.items() if n not in found.headline}, found


def _renamed(found: Reference, named: Reference) -> Reference:
    """The reference under the reader's own headline: another line of the page, or new words for the printed one."""
    if named.headline:
        return named
    printed = dict.fromkeys(found.headline, "printed headline")
    return replace(found, title=named.title, headline=(), left_out=found.left_out | printed)


def _body(text: str, page: _Page) -> str:
    """The pieces of lines that stay, and between two lines the widest white space that stood between them."""
    kept: list[str] = []
    gap = ""
    for line, following in zip(page.lines, [*page.lines[1:], None], strict=True):
        if line.number not in page.left:
            kept += [gap] * bool(kept) + [text[s:e] for s, e in page.pieces[line.number]]
            gap = ""
        between = text[line.end : following.start] if following else ""
        gap = max(gap, between, key=lambda white: (white.count("\n"), len(white)))
    return "".join(kept)


def _listed(text: str, page: _Page) -> list[dict[str, Any]]:
    """What was left out, in order: whole lines, and of other lines the marks in them or their ends."""
    out: list[dict[str, Any]] = []
    for line in page.lines:
        edges = [line.start, *(edge for piece in page.pieces[line.number] for edge in piece), line.end]
        cuts = " ".join(" ".join(text[s:e] for s, e in zip(edges[::2], edges[1::2], strict=True)).split())
        why = page.left.get(line.number, "")
        if why and why != HEADLINE:
            out.append({"line": line.number, "text": text[line.start : line.end], "reason": why})
        elif cuts and not why:
            why = "marks" if line.text != text[line.start : line.end] else "end of the line"
            out.append({"line": line.number, "text": cuts, "reason": why})
    return out


def _read(source: Source, reference: Reference, field: str) -> str:
    """What the page says, else the file's own fields; for the outlet the fields first, unless they give an address."""
    said, hint = getattr(reference, field), _hint(source, field)
    return hint if field == "outlet" and hint and "." not in hint else said or hint


def _hint(source: Source, field: str) -> str:
    """What the file's own fields say; a date of theirs as year-month-day."""
    said = " ".join(source.hints.get(field, "").split())
    if field == "author":
        names = [
            re.sub(rf"\s+(?:\w+\s)?{JOB.pattern}.*", "", x.strip(), flags=re.IGNORECASE)
            for x in re.split("[,;|]", said)
        ]
        return ", ".join(x for x in names if len(x.split()) > 1 and not JOB.search(x)) or names[0]
    return next((iso for _, iso in dates(said)), "") if field == "published" else said


def _about(source: Source, text: str) -> dict[str, Any]:
    """What there is to know of an article's file and text."""
    prints, language = fingerprint(text), language_of(text)
    foreign = "This does not read like English: reading and words work, attribution knows English only."
    about = {"source": source.name, "format": source.format, "encoding": source.encoding, "language": language}
    return about | {
        "retelling": retelling_of(prints),
        "fingerprint": prints,
        "odd": odd_characters(text),
        "notes": [foreign] if language == "not English" else [],
    }


@cache
def _originals() -> dict[str, str]:
    """The fingerprints of the originals that the kit retells, by the retelling's id."""
    found = {id: (a.meta.get("original") or {}).get("fingerprint") for id, a in load_corpus(shipped()).items()}
    return {id: str(prints) for id, prints in found.items() if prints}
