"""Making an article of a source: the body is what is left when headline, reference and furniture are taken out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from readingroom.importing.dates import dates, is_date
from readingroom.importing.fingerprint import SAME, fingerprint, resemblance
from readingroom.importing.furniture import furniture, trimmed
from readingroom.importing.lines import Line, check_length, lines_of
from readingroom.importing.problem import ImportProblem
from readingroom.importing.reading import open_source
from readingroom.importing.reference import NEAR, Reference, read_reference
from readingroom.importing.source import Source
from readingroom.text.article import Article
from readingroom.text.corpus import load_corpus
from readingroom.text.files import data_lines
from readingroom.text.folders import shipped
from readingroom.text.tokens import words

FIELDS = ("title", "outlet", "published", "author", "place")
ENGLISH = 0.2  # English prose has twice as many function words, other languages hardly any
ENOUGH = 20  # words to tell a language by
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
) -> Article:
    """An article from a file or a text; what you give is used instead of what is read from the text.

    A `Path`, or a str that names a file, is read; a str with line breaks is the text itself.  The body is made only of
    the characters that stand there, in order.  `article.meta` says what was found and left out: `author`, `place`,
    `format`, `encoding`, `language`, `retelling` (the id of the kit's retelling of it), `left_out` (each with the
    number of its line, for `put_back`), `odd` characters and `notes`.

    >>> text = "Print\\nBridge closes\\nBy Jane Roe\\n3 May 2024\\n\\nThe old bridge will close on Monday, she said."
    >>> article = import_article(text + " Comment Here", outlet="Valley Gazette")
    >>> article.text
    'Bridge closes\\n\\nThe old bridge will close on Monday, she said.'
    >>> article.published, article.meta["author"], [x["text"] for x in article.meta["left_out"]]
    ('2024-05-03', 'Jane Roe', ['Print', 'By Jane Roe', '3 May 2024', 'Comment Here'])
    """
    given = {"title": title, "outlet": outlet, "published": published, "author": author, "place": place}
    return make(open_source(path_or_text), {k: v for k, v in given.items() if v is not None}, put_back)


def make(source: Source, given: Mapping[str, str] = NOTHING, put_back: Collection[int] = ()) -> Article:
    """An article from a source that was read; `given` corrects what the text says."""
    given = _checked(given)
    check_length(source.text)
    lines = lines_of(source.text)
    short = [trimmed(line) for line in lines]
    left, reference = _left_out(short, source, given.get("title", ""))
    left = {n: why for n, why in left.items() if n not in put_back}
    out = {reference.headline, *left}
    ends = [
        0 if x.number in out else x.end if x.number in put_back else y.end for x, y in zip(lines, short, strict=True)
    ]
    body = _body(source.text, lines, ends)
    if not body:
        raise ImportProblem("There is a headline or page furniture, but no article under it; bring the article's text.")
    read = {field: getattr(reference, field) or _hint(source, field) for field in FIELDS}
    values = read | {field: value for field, value in given.items() if value or field != "title"}
    title, outlet, published = values["title"], values["outlet"], values["published"]
    name = article_id(outlet, published, title)
    article = Article.from_text(body, id=name, title=title, outlet=outlet, published=published)
    about = {"author": values["author"], "place": values["place"]} | _about(source, article.text)
    about |= {"left_out": _listed(lines, ends, left), "put_back": sorted(put_back)}
    return replace(article, meta={"kind": "added"} | {key: value for key, value in about.items() if value})


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
    if given.get("published") and not is_date(given["published"]):
        raise ImportProblem(f"“{given['published']}” is not a date as year-month-day; write it like 2024-05-03.")
    for field, value in given.items():
        if len(value.splitlines()) > 1:
            raise ImportProblem(f"The {field} runs over several lines; make it one.")
    return given


def _left_out(lines: list[Line], source: Source, title: str) -> tuple[dict[int, str], Reference]:
    """Why each line that is no body is none (the headline is not among them), and what was read about the article."""
    marked = furniture(lines)
    found = read_reference(lines, marked, source.hints.get("title", ""))
    if title:
        found = _renamed(found, read_reference(lines, marked, title))
    near = lines[max(0, found.headline - 1 - NEAR) : found.headline + NEAR] if found.headline else []
    again = {line.number: "headline again" for line in near if line.text == found.title}
    left = dict.fromkeys(source.outside, "outside the article") | again | found.left_out | marked
    left.pop(found.headline, None)
    return left, found


def _renamed(found: Reference, named: Reference) -> Reference:
    """The reference under the reader's own headline: another line of the page, or new words for the printed one."""
    if named.headline:
        return named
    printed = {found.headline: "headline"} if found.headline else {}
    return replace(found, title=named.title, headline=0, left_out=found.left_out | printed)


def _body(text: str, lines: Sequence[Line], ends: Sequence[int]) -> str:
    """The lines that stay, and between two of them the widest white space that stood between them."""
    kept: list[str] = []
    gap = ""
    for line, end, following in zip(lines, ends, [*lines[1:], None], strict=True):
        if end:
            kept += [gap, text[line.start : end]] if kept else [text[line.start : end]]
            gap = ""
        between = text[line.end : following.start] if following else ""
        gap = max(gap, between, key=lambda white: (white.count("\n"), len(white)))
    return "".join(kept)


def _listed(lines: Sequence[Line], ends: Sequence[int], left: Mapping[int, str]) -> list[dict[str, Any]]:
    """What was left out, in order: whole lines, and ends of lines."""
    out: list[dict[str, Any]] = []
    for line, end in zip(lines, ends, strict=True):
        text = line.text if line.number in left else line.text[end - line.start :].strip() if end else ""
        if text:
            out.append({"line": line.number, "text": text, "reason": left.get(line.number, "end of the line")})
    return out


def _hint(source: Source, field: str) -> str:
    """What the file's own fields say; a date of theirs as year-month-day."""
    said = " ".join(source.hints.get(field, "").split())
    return next((iso for _, iso in dates(said)), "") if field == "published" else said


def _about(source: Source, text: str) -> dict[str, Any]:
    """What there is to know of an article's file and text."""
    prints, language = fingerprint(text), language_of(text)
    foreign = ("This does not read like English: reading and words work, attribution knows English only.",)
    notes = [*source.notes, *(foreign if language == "not English" else ())]
    about = {"source": source.name, "format": source.format, "encoding": source.encoding, "language": language}
    return about | {
        "retelling": retelling_of(prints),
        "fingerprint": prints,
        "odd": odd_characters(text),
        "notes": notes,
    }


def language_of(text: str) -> str:
    """ "English", "not English", or "" where there are too few words to tell.

    >>> language_of("Der Fluss ist in der Nacht weiter gestiegen, und die alte Brücke bleibt bis Montag gesperrt, "
    ...             "sagte die Bürgermeisterin am Freitag vor dem Rathaus.")
    'not English'
    """
    said = [text[s:e].lower() for s, e in words(text)]
    if len(said) < ENOUGH:
        return ""
    share = sum(1 for word in said if word in _function_words()) / len(said)
    return "English" if share > ENGLISH else "not English"


@cache
def _function_words() -> frozenset[str]:
    return frozenset(data_lines("text/stopwords.txt"))


@cache
def _originals() -> dict[str, str]:
    """The fingerprints of the originals that the kit retells, by the retelling's id."""
    found = {id: (a.meta.get("original") or {}).get("fingerprint") for id, a in load_corpus(shipped()).items()}
    return {id: str(prints) for id, prints in found.items() if prints}
