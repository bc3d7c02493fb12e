"""Who speaks by a text's layout: the labels of an interview, the colon of a headline, the signature of a quotation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from readingroom.attribution.grammar.lists import words
from readingroom.attribution.grammar.quotes import MARK
from readingroom.attribution.rules.drafts import Draft, Place

WORD = r"(?:[A-Z]\.|[A-Z][\w'’-]+\.?)"
NEAR = 60  # characters before a headline's end; a name behind a colon is no longer, and it keeps the time linear
LABEL = re.compile(rf"[“\"]?(?P<name>Q|A|[A-Z][A-Z.'’\- ]+[A-Z.]|{WORD}(?: {WORD}){{0,3}})(?P<colon>:) +(?=\S)")
TAIL = re.compile(r"(?P<colon>:) (?P<name>[A-Za-z][\w.]*(?: [\w.]+){0,2})$")
REST = r"[^.!?:“”\"\n]{2,80}"
SIGNATURE = re.compile(rf"[-–—―] *(?P<signed>[A-Z]{REST})|(?P<named>{WORD}(?: {WORD}){{1,2}}, [a-z]{REST})")


def labels(text: str, blocks: Sequence[Place]) -> frozenset[str]:
    """The names that label two paragraphs or more of a conversation, where somebody asks; *Q* and *A* where both do.

    >>> text = "Ito: Who won?\\nLee: We did.\\nIto: Why?\\nRoom: 4.\\nLee: Luck."
    >>> sorted(labels(text, [(0, 13), (14, 26), (27, 36), (37, 45), (46, 56)]))
    ['Ito', 'Lee']
    >>> labels("Lee: No.\\nLee: Yes.", [(0, 8), (9, 18)])
    frozenset()
    """
    matches = [LABEL.match(text, *block) for block in blocks]
    first = next((n for n, m in enumerate(matches) if m), 0)
    found = [(m["name"], text[slice(*block)]) for m, block in zip(matches, blocks, strict=True) if m]
    counts = Counter(name for name, _ in found)
    again = {name for name, n in counts.items() if n > 1 or {"Q", "A"} <= counts.keys() & {name, "Q", "A"}}
    asked = any(shown.endswith("?") for name, shown in found if name in again)
    most = 2 * sum(name in again for name, _ in found) > len(blocks) - first
    return frozenset(again) if asked and most and len(again) > 1 else frozenset()


def labelled(text: str, block: Place, known: frozenset[str]) -> Draft | None:
    """A speaker's name and a colon before what they say: a name in capitals, or one that labels more than once.

    >>> text = "LEE: We are done."
    >>> text[slice(*labelled(text, (0, 17), frozenset()).source)]
    'LEE'
    >>> labelled("NOTE: The bridge is closed.", (0, 27), frozenset())
    """
    m = LABEL.match(text, *block)
    if m is None or m["name"].split()[0].upper() in words("not a label"):
        return None
    if m["name"] not in known and (len(m["name"]) == 1 or not m["name"].isupper()):
        return None
    what = "a name and a colon lead to the words"
    return Draft(m.span("name"), m.span("colon"), [(m.end(), block[1])], "", what, "phrase")


def headline(text: str, block: Place) -> Draft | None:
    """A headline's source before or behind a colon; behind it, a name the article goes on with, or somebody who speaks.

    >>> for text in ("Rents too high: mayor", "Kim: It is late", "Coast in the dark: many without power"):
    ...     d = headline(text, (0, len(text)))
    ...     print(d and (text[slice(*d.source)], text[slice(*d.content[0])]))
    ('mayor', 'Rents too high')
    ('Kim', 'It is late')
    None
    """
    m = TAIL.search(text, max(block[0], block[1] - NEAR), block[1])
    if m and " " in text[block[0] : m.start()]:
        last = m["name"].split()[-1]
        again = re.search(rf"\b{re.escape(last)}\b", text[block[1] :]) and not re.search(rf"\b{last.lower()}\b", text)
        speaks = last.lower() in words("person") | words("body that speaks") or m["name"] in words("text that speaks")
        if speaks or (last[0].isupper() and again):
            what = "a headline names its source behind a colon"
            return Draft(m.span("name"), m.span("colon"), [(block[0], m.start())], "", what, "phrase")
    m = LABEL.match(text, *block)
    return labelled(text, block, frozenset([m["name"]])) if m and len(m["name"]) > 1 else None


def signed(text: str, before: Place, block: Place) -> Draft | None:
    """A paragraph that is a quotation, with the name of who said it in a line of its own below.

    >>> text = "“Go.”\\n— Ana Ruiz, farmer"
    >>> text[slice(*signed(text, (0, 5), (6, 24)).source)]
    'Ana Ruiz, farmer'
    """
    m = SIGNATURE.fullmatch(text, *block)
    if m is None or not (MARK.match(text, *before) and MARK.fullmatch(text, before[1] - 1, before[1])):
        return None
    what = "the line below names who says the quoted words"
    return Draft(m.span(m.lastgroup or 0), None, [before], "", what, "phrase")
