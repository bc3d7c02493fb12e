"""Sets what `compare` finds in two articles as tables of HTML whose rows lead to both pages.

What a choice hands back is JSON: `["link", 3]`, `["thing", 5]`, `["number", 0]`, `["word", …]`, `["verb", …]`,
`["voice", …]`, `["said", side, …]`; numbers count the rows of `links`, `things`, `numbers` and of what is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from readingroom.attribution.model import OUTLET
from readingroom.frequency.keyness import Key
from readingroom.page.html import button, shorten
from readingroom.page.interface import say
from readingroom.tellings import Tellings
from readingroom.tellings.things import fullest, where
from readingroom.text.article import Article, Span
from readingroom.text.tables import table
from readingroom.widgets.listings import PLAIN, answer, choice, sheet

WORDS = 12  # key words shown for each article
LEAST = 2  # a word that stands once in both together is no key word


def tables(found: Tellings) -> dict[str, str]:
    """Every table by the title of its tab.

    >>> from readingroom import Article, compare
    >>> rain = compare(Article.from_text("It rained.", id="a"), Article.from_text("It poured.", id="b"))
    >>> list(tables(rain))
    ['Paragraphs', 'In both', 'Only in one', 'Numbers', 'Words', 'Verbs and voices']
    """
    made = {"links": _links, "shared": _shared, "alone": _alone, "numbers": _numbers, "words": _words}
    return {say(f"two_tab_{name}"): made_by(found) for name, made_by in (made | {"speech": speech}).items()}


def _links(found: Tellings) -> str:
    rows = [
        (_choose(f"¶{link.a}", "link", n), f"¶{link.b}", escape(link.reason), f"{link.alike:.2f}")
        for n, link in enumerate(found.links)
    ]
    left = {
        "a_list": _left(found.a, {link.a for link in found.links}),
        "b_list": _left(found.b, {link.b for link in found.links}),
    }
    heads = (found.a.id, found.b.id, say("two_col_why"), f"#{say('two_col_alike')}")
    unmatched = f"<p>{escape(say('two_unmatched', a=found.a.id, b=found.b.id, **left))}</p>"
    return sheet(say("two_links"), table(heads, rows, caption=found.links.caption), unmatched)


def _left(article: Article, matched: set[int]) -> str:
    numbers = (n for n, _ in enumerate(article.paragraphs, 1) if n not in matched)
    return ", ".join(f"¶{n}" for n in numbers) or say("two_none")


def _shared(found: Tellings) -> str:
    rows = [
        (thing.kind, _choose(thing.thing, "thing", n), where(found.a, thing.a) or "", where(found.b, thing.b) or "")
        for n, thing in enumerate(found.things)
        if thing.a and thing.b
    ]
    reasons = dict.fromkeys(f"{thing.kind}: {thing.reason}" for thing in found.shared)
    heads = (say("two_col_kind"), say("two_col_thing"), found.a.id, found.b.id)
    said = say("two_shared_said", reasons=". ".join(reasons) or say("two_none"))
    return sheet(said, table(heads, rows, caption=found.shared.caption))


def _alone(found: Tellings) -> str:
    heads = (say("two_col_kind"), say("two_col_thing"), "¶")
    parts = []
    for article, mine, other in ((found.a, "a", "b"), (found.b, "b", "a")):
        rows = [
            (thing.kind, _choose(thing.thing, "thing", n), where(article, getattr(thing, mine)) or "")
            for n, thing in enumerate(found.things)
            if not getattr(thing, other)
        ]
        parts.append(table(heads, rows, caption=getattr(found, f"only_{mine}").caption))
    return sheet(say("two_alone_said"), _beside(*parts))


def _numbers(found: Tellings) -> str:
    rows = []
    for n, pair in enumerate(found.numbers):
        a, b = (_choose(number, "number", n) if number else say("two_none") for number in (pair.a, pair.b))
        rows.append((a, b, pair.match, escape(pair.reason)))
    heads = (found.a.id, found.b.id, say("two_col_match"), say("two_col_why"))
    return sheet(say("two_numbers_said"), table(heads, rows, caption=found.numbers.caption))


def _words(found: Tellings) -> str:
    if not (found.a.words and found.b.words):
        return sheet(say("two_none"))
    rows = [row for row in found.keys if row.target_count + row.reference_count >= LEAST]
    more = [row for row in rows if row.log_likelihood > 0][:WORDS]
    less = [row for row in reversed(rows) if row.log_likelihood < 0][:WORDS]
    parts = (_keys(found, found.a, more), _keys(found, found.b, less))
    warning = f"<p><strong>{escape(found.warning)}</strong></p>" if found.warning else ""
    return sheet(say("two_words_said"), warning, _beside(*parts, least="31rem"))


def _keys(found: Tellings, article: Article, rows: Sequence[Key]) -> str:
    cells = [(_choose(row.word, "word", row.word), *_strength(row)) for row in rows]
    heads = (say("col_word"), f"#{found.a.id}", f"#{found.b.id}", f"#{say('col_likelihood')}", f"#{say('col_ratio')}")
    return table(heads, cells, caption=say("two_words_more", id=article.id))


def _strength(row: Key) -> tuple[str, ...]:
    counts = str(row.target_count), str(row.reference_count)
    return *counts, f"{abs(row.log_likelihood):.1f}", f"{abs(row.log_ratio):.1f}"


def speech(found: Tellings, speaker: str = "") -> str:
    """Verbs and voices of both; with a speaker, what is reported as theirs in either, each passage by itself."""
    verbs = [(_choose(v.verb, "verb", v.verb), v.kind, str(v.a), str(v.b)) for v in found.verbs]
    voices = [
        (_choose(v.speaker, "voice", v.speaker), f"{100 * v.a_share:.0f} %", f"{100 * v.b_share:.0f} %")
        for v in found.voices
    ]
    ids = f"#{found.a.id}", f"#{found.b.id}"
    one = table((say("col_cue"), say("two_col_class"), *ids), verbs, caption=found.verbs.caption)
    two = table((say("col_speaker"), *ids), voices, caption=found.voices.caption)
    return sheet(say("two_speech_said"), _beside(one, two), _passages(found, speaker) if speaker else "")


def said_by(found: Tellings, side: int, speaker: str) -> list[tuple[int, tuple[Span, ...], str]]:
    """What a speaker, or the outlet itself, says in one of the two: number, places, and how the kit knows."""
    said = found.said[side]
    if speaker == OUTLET:
        return [(n, (line.span,), say("outlet_lines")) for n, line in enumerate(said.own_lines())]
    full = fullest(row.speaker for rows in found.said for row in rows if row.speaker)
    return [(n, r.content, r.rule) for n, r in enumerate(said) if r.speaker and full[r.speaker] == speaker]


def _passages(found: Tellings, speaker: str) -> str:
    parts = []
    for side, article in enumerate((found.a, found.b)):
        rows = [
            (_choose(shorten(" … ".join(s.of(article.text) for s in spans), 120), "said", side, speaker, n),
             where(article, spans) or "")
            for n, spans, _ in said_by(found, side, speaker)
        ]  # fmt: skip
        parts.append(table((say("col_said"), "¶"), rows, caption=article.id))
    return answer(f"<p>{escape(say('two_voices_said', speaker=speaker))}</p>{_beside(*parts)}", True)


def _choose(label: str, kind: str, *what: str | int) -> str:
    return button(choice(kind, *what), escape(label), PLAIN)


def _beside(*parts: str, least: str = "22rem") -> str:
    """Tables beside one another where each has room for `least`; a wider one scrolls in its own column."""
    columns = f"grid-template-columns:repeat(auto-fit,minmax(min(100%,{least}),1fr))"
    boxes = "".join(f'<div style="overflow-x:auto;min-width:0">{part}</div>' for part in parts)
    return f'<div style="display:grid;{columns};gap:1rem;align-items:start">{boxes}</div>'
