"""What a page says about its article: headline, outlet, date, author, place of writing, read where they stand.

The headline is the first line above the first paragraph that is neither furniture nor about the article.  Lines about
the article (*By Jane Roe*, *Valley Gazette, 3 May 2024*, *Updated 10:15*) stand around it; a dateline opens the first
paragraph and stays there, as part of its line.

    Missed: a headline that ends with a full stop; a date without a year; a byline without "By" far from the headline.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from readingroom.importing.dateline import Dateline, read_dateline
from readingroom.importing.dates import dates
from readingroom.importing.furniture import fits
from readingroom.importing.lines import CLOSED, NAME, Line, first_prose
from readingroom.importing.outlets import is_service, known, masthead

HEAD = 40  # lines: no headline stands further from its first paragraph
NEAR = 3  # lines before the headline, and after the first paragraph, that may be about the article
LAST = 6  # lines at the end that may be
SHORT = 20  # words: a line about the article is not longer
WIDE = 300  # characters, as well
MOST_LINES = 4  # more of a headline than its first
TITLE = 3  # words: the first line of so many is taken for the headline before a shorter one

ZONE = r"(?:GMT|UTC|BST|CET|CEST|EST|EDT|PST|PDT|MSK|BJT)\b[+\d:]*"
STAMP = re.compile(
    rf"\b\d{{1,2}}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*\(?{ZONE}\)?)?"
    r"|(?<!the )\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b(?=\W*(?:$|\d|[|·•;,]|[a-z]{3,9}\.? \d))\.?,?"
    r"|\b(?:(?:first |last |originally )?(?:published|updated?|posted|modified|created|released|issued)(?: (?:on|at))?"
    r"|(?:publication|release) date|date|time|uhr|publi(?:é|cado)|mise? à jour|veröffentlicht|aktualisiert)\b\s*:?",
    re.IGNORECASE,
)
NOON = re.compile(r"[ap]\.m\.$", re.IGNORECASE)
CLOCK = re.compile(r"\d{1,2}[:.h]\d\d")
BY = re.compile(
    r"(?:(?:(?:\w+ ){0,2}(?:posted|written|words|text|story|interview(?:ed)?|report(?:ed|ing)?|updates?|analysis"
    r"|opinion|review) )?by|author|words|text|interview|reporter|correspondent|von|par|por)"
    r"(?:\s*[:：]\s*|\s+)(?P<names>\S.*)",
    re.IGNORECASE,
)
TALK = re.compile(r"(?P<names>\S.*?) (?:talks|speaks|spoke|in conversation) (?:to|with) (?P<guest>\S.*)")
CITY = re.compile(r"\s+(?:in|from)\s+(?P<place>[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*)*)$")
SOURCE = re.compile(r"(?:source|quelle|fuente)\s*[:：]\s*(?P<name>[^\s:/][^:/]{1,60})", re.IGNORECASE)
HOLDER = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\))\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*(?P<name>[^\W\d_][^\d.,|]{1,50})", re.IGNORECASE
)
JOB = re.compile(r"\b(?:correspondent|reporter|editor|writer|journalist|staff|chief|desk|team)\b", re.IGNORECASE)
SIGNED = re.compile(  # Jane Roe, education reporter
    r"(?!By )(?P<names>[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){1,3}), (?:[\w&’'-]+ ){0,4}(?i:"
    + JOB.pattern
    + r")(?: [\w’'-]+){0,3}"
)
PARTS = re.compile(r"\s*(?:[|·•;,/]|\s[-–—]\s|\s{2,}|\t)\s*|\s+for\s+(?=[^\W\d_a-z])")
HANGING = frozenset("a an and as at by for from in into its of on or over than that the to with".split())  # noqa: SIM905
SMALL = frozenset(
    ["and", "&", "de", "van", "von", "der", "bin", "al", "la", "di"]
)  # words inside names and between them


@dataclass
class Reference:
    """What was read; `left_out` has, by a line's number, why the line is not part of the body."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    author: str = ""
    place: str = ""
    headline: tuple[int, ...] = ()
    left_out: dict[int, str] = field(default_factory=dict)


def read_reference(
    lines: Sequence[Line], furniture: Iterable[int] = (), title: str = "", outside: Collection[int] = ()
) -> Reference:
    """Read the reference of a page; `title` is the headline if it is known.

    `furniture` has the numbers of lines that say nothing about the article, dates apart; lines `outside` it may say
    something, but are no headline.
    """
    skip = set(furniture)
    free = [line for line in lines if line.number not in skip and line.number not in outside]
    start = first_prose(free)
    head = _titled(lines, title) if title else _headline(free[: start if start < len(free) else 1][: len(free) - 1])
    first = lines.index(head[0]) if head else 0
    prose = min(lines.index(free[start]) if start < len(free) else len(lines), first + HEAD)
    near = [x for x in (*lines[max(0, first - NEAR) : prose], *lines[prose + 1 : prose + 1 + NEAR]) if x not in head]
    near = [x for x in near if x.number not in skip or any(dates(x.text))]
    about = [x for x in near if _certain(x.text) or (x.number <= prose and _signs(x, near))]
    after = [x for x in lines[-LAST:] if x not in near and x not in head and len(x.text) <= WIDE]
    about_after = [x for x in after if SOURCE.fullmatch(x.text) or _stamped(x.text)]
    above = [x for x in free[:start] if head and x.number < head[0].number]
    found = Reference(title or " ".join(x.text for x in head), headline=tuple(x.number for x in head))
    found.left_out = {x.number: "above the headline" for x in above}
    found.left_out |= {x.number: "reference" for x in (*about, *about_after)}
    openings = (read_dateline(x.text) for x in free[: start + 1] if x not in head and x.number not in found.left_out)
    opening = next((opening for opening in openings if any(opening)), Dateline())
    return _filled(found, [x.text for x in about], opening, [x.text for x in after])


def _titled(lines: Sequence[Line], title: str) -> Sequence[Line]:
    """The lines that are the headline, one or a few, punctuation and case aside."""
    wanted = _bare(title)
    for n, line in enumerate(lines):
        said, last = _bare(line.text), n
        most = min(n + MOST_LINES, len(lines) - 1) if said and wanted.startswith(said) else n
        while last < most and len(said) < len(wanted):
            last += 1
            said += _bare(lines[last].text)
        if said and said == wanted:
            return lines[n : last + 1]
    return ()


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _headline(above: Sequence[Line]) -> Sequence[Line]:
    """The likeliest of the lines above the first paragraph; a line like a newspaper's name if there is no other.

    One that breaks off goes on in the next: *The county and the / ferry company agree*.
    """
    candidates = [line for line in above if not _certain(line.text)]
    candidates = candidates or [line for line in above if masthead(line.text) and not known(line.text)]
    long = (n for n, line in enumerate(candidates) if line.size >= TITLE)
    n = last = next(long, len(candidates) - 1)
    while 0 <= last < min(len(candidates) - 1, n + MOST_LINES) and _goes_on(candidates[last], candidates[last + 1]):
        last += 1
    return candidates[n : last + 1] if candidates else ()


def _goes_on(line: Line, following: Line) -> bool:
    """Whether a line breaks off in the middle of what it says."""
    joined = line.block == following.block and line.number + 1 == following.number and not line.closed
    return joined and (following.text[0].islower() or line.text[-1] in ",-–" or line.text.split()[-1] in HANGING)


def _certain(text: str) -> bool:
    """Whether a line says nothing but who, when or where; a sentence never does."""
    if _wordy(text):
        return False
    return bool(_author([text]) or _stamped(text) or SOURCE.fullmatch(text)) or _mixed(PARTS.split(text))


def _wordy(text: str) -> bool:
    """Whether a line is too long to be about the article, or a sentence."""
    return len(text) > WIDE or len(text.split()) > SHORT or bool(CLOSED.search(text) and not NOON.search(text))


def _mixed(parts: Sequence[str]) -> bool:
    """Whether short parts hold the name of an outlet, a time to read, or the like: *BBC News, Leeds*."""
    told = any(masthead(part) or fits(part, "time") for part in parts)
    return told and all(len(part.split()) < 5 or masthead(part) for part in parts)


def _stamped(text: str) -> bool:
    """Whether a line is a date or a time, with at most a name or two beside it."""
    if _wordy(text) or not (any(dates(text)) or CLOCK.search(text)):
        return False
    rest = _parts(text)
    return sum(len(part.split()) for part in rest) <= 8 and all(part[0].isupper() or BY.match(part) for part in rest)


def _signs(line: Line, near: Sequence[Line]) -> bool:
    """Whether a line is a name next to a line about the article."""
    if len(line.text) > WIDE:
        return False
    n = near.index(line)
    beside = [x.text for x in near[max(0, n - 1) : n + 2] if x is not line]
    name = bool(NAME.fullmatch(CITY.sub("", line.text)))
    signed = _job(line.text) and any(map(NAME.fullmatch, beside))
    return signed or (name and any(_certain(x) or _job(x) for x in beside))


def _job(text: str) -> bool:
    """Whether a line may be a writer's work: *Sentinel Staff*, *Senior reporter*."""
    return len(text.split()) < 6 and bool(JOB.search(text)) and not CLOSED.search(text)


def _parts(text: str) -> list[str]:
    """What stands in a line besides dates, times, "Updated" and furniture."""
    for span, _ in reversed(list(dates(text))):
        text = f"{text[: span.start]} | {text[span.end :]}"
    parts = (
        re.sub(r"(?:^|\s+)(?:on|at|am|um|le|à|el)$|^(?:From|from)\s+(?=[^\W\d_a-z])", "", p.strip(" .:()[]-–—"))
        for p in PARTS.split(STAMP.sub(" | ", text))
    )
    return [p for p in parts if any(c.isalnum() for c in p) and not fits(p)]


def _author(texts: Sequence[str]) -> str:
    """The names after "By", every word with a capital, or before a writer's job.

    >>> _author(["By Jane Roe and John Doe in Lima, Valley Gazette"]), _author(["By Friday the river had risen"])
    ('Jane Roe and John Doe', '')
    >>> _author(["Jane Roe, education reporter"])
    'Jane Roe'
    """
    signed = [SIGNED.fullmatch(text) for text in texts]
    bylines = (BY.fullmatch(part) or _talk(part) for text in texts for part in _parts(text))
    names = (CITY.sub("", m["names"]) for m in (*signed, *bylines) if m)
    return next((name for name in names if len(name.split()) < 9 and _capital(name)), "")


def _talk(text: str) -> re.Match[str] | None:
    m = TALK.fullmatch(text)
    return m if m and _capital(m["guest"]) else None


def _capital(name: str) -> bool:
    words = [word for word in name.split() if word not in SMALL]
    return bool(words) and all(word[0].isupper() for word in words)


def _filled(found: Reference, about: Sequence[str], opening: Dateline, after: Sequence[str]) -> Reference:
    stamps = sorted((x for x in about if any(dates(x))), key=lambda x: not re.search("publi|posted|issued", x.lower()))
    tails = [x for x in after if _stamped(x)]
    days = [iso for text in stamps for _, iso in dates(text)]
    late = [iso for text in tails for _, iso in dates(text)]
    found.published = next((iso for iso in [*days, opening.published, *late] if iso), "")
    beside = [part for text in about for part in _parts(text) if not BY.match(part) and not masthead(part)]
    alone = [name for part in beside if NAME.fullmatch(name := CITY.sub("", part))]
    found.author = _author([*about, *after]) or next(iter(alone), "")
    cities = [m["place"] for text in about for part in _parts(text) if (m := CITY.search(part))]
    cities += [
        place for text in about for a, place in pairwise(_parts(text)) if masthead(a) and f"{a}, {place}" in text
    ]
    found.place = opening.place or next(iter(cities), "")
    found.outlet = _sender(found.title, opening.outlet) or _outlet(about, after)
    return found


def _sender(title: str, outlet: str) -> str:
    """The outlet of the dateline; for a release, who sends it and through which service."""
    if not is_service(outlet):
        return outlet
    sender = re.match(r"(?P<name>[^:]{2,40}):\s", title)
    return f"{sender['name']} via {known(outlet)}" if sender and len(sender["name"].split()) < 6 else known(outlet)


def _outlet(about: Sequence[str], after: Sequence[str]) -> str:
    """A known name, else what looks like one, else who is named as the source or holds the rights."""
    parts = [part for text in about for part in _parts(text)]
    names = [known(p) for p in parts] + [p for p in parts if masthead(p)]
    names += [known(m["name"]) or m["name"].strip() for x in [*about, *after] if (m := SOURCE.fullmatch(x))]
    holders = [m["name"].strip() for x in after if (m := HOLDER.match(x))]
    return next((name for name in [*names, *holders] if name), "")
