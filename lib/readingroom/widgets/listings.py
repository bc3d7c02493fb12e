"""Sets results as lists of HTML whose rows, bars and words lead back to the page.

What a choice hands back is JSON: `["place", article, start, end]`, `["word", word]`, `["speaker", name]`, and so on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from readingroom.page.html import button, shorten
from readingroom.page.interface import say
from readingroom.text.article import Article
from readingroom.text.corpus import Corpus
from readingroom.text.tables import table

if TYPE_CHECKING:
    from readingroom.attribution import Attribution, Attributions
    from readingroom.attribution.model import Line as ScriptLine
    from readingroom.frequency.counts import Frequency
    from readingroom.frequency.keyness import Keyness
    from readingroom.notes.versions import Version
    from readingroom.text.results import Result

LINES = 20  # lines on a page of hits
KEYS = 20  # key words shown
GROUPS = 24  # words shown at a place of the lines


def choice(*parts: object) -> str:
    """What a chosen element hands to Python.

    >>> choice("place", "cgtn-2020", 4, 9)
    '["place", "cgtn-2020", 4, 9]'
    """
    return json.dumps(parts)


def sheet(said: str, *parts: str) -> str:
    """A sheet of results: one sentence that is announced when it changes, and what follows it."""
    return f'<div class="rr rr-sheet"><p class="rr-why" role="status">{escape(said)}</p>{"".join(parts)}</div>'


def folded(head: str, inside: str) -> str:
    """Something that opens when its heading is chosen; `inside` is HTML."""
    return f"<details><summary>{escape(head)}</summary>{inside}</details>"


def receipt(found: Result[Any]) -> str:
    """The line of code that asks for a result again."""
    return folded(say("receipt"), f'<pre class="rr-receipt">open_receipt("{found.receipt()}")</pre>')


def answer(inside: str, new: bool) -> str:
    """What a choice on the sheet asked for; the page brings it into view when it is new there."""
    return f'<div class="rr-reveal">{inside}</div>' if new else f"<div>{inside}</div>"


def bars(rows: Sequence[Frequency], chosen: str = "", total: int = 0, *, several: bool = True) -> str:
    """Words with their counts as bars and numbers; each word leads to its lines, and a button to more words.

    In how many articles a word stands, and how evenly, is told where there are several.
    """
    most = max((row.count for row in rows), default=1)
    body = [
        (
            choose(row.word, "word", row.word, pressed=row.word == chosen),
            _length(row.count / most),
            f"{row.count:,}",
            f"{row.per_million:,.0f}",
            *((f"{row.articles}", f"{row.dispersion:.2f}") if several else ()),
        )
        for row in rows
    ]
    heads = ("col_word", "", "col_count", "col_million", *(("col_articles", "col_dispersion") if several else ()))
    more = button(choice("more"), escape(say("more_words"))) if len(rows) < total else ""
    return _table("rr-bars", heads, body) + more


def keys(found: Keyness) -> str:
    """Key words with both counts, effect and evidence; each leads to its lines."""
    body = [
        (
            choose(row.word, "word", row.word),
            f"{row.target_count:,}",
            f"{row.reference_count:,}",
            f"{row.log_ratio:+.2f}",
            f"{row.log_likelihood:+.1f}",
        )
        for row in found[:KEYS]
    ]
    heads = ("col_word", "col_here", "col_there", "col_ratio", "col_likelihood")
    return _table("rr-keys", heads, body, f"{found.caption}. {say('key_warning')}")


def voices(found: Attributions, yours: Mapping[str | None, int], chosen: str = "") -> str:
    """Who speaks, with each voice's share of the words by the kit and by you; each leads to what is said."""
    rows = found.by_speaker()
    most = max((row.share for row in rows), default=0) or 1
    body = [
        (
            choose(name := row.speaker or say("outlet"), "speaker", name, pressed=name == chosen),
            f"{row.attributions:,}" if row.speaker else "–",
            f"{row.words:,}",
            f"{100 * row.share:.0f} %",
            _length(row.share / most),
            f"{yours.get(row.speaker, 0):,}",
        )
        for row in rows
    ]
    new = yours.keys() - {row.speaker for row in rows}
    body += [(escape(name or say("nobody")), "–", "–", "–", "", f"{yours[name]:,}") for name in sorted(new, key=str)]
    return _table("rr-voices", ("col_speaker", "col_attributions", "col_words", "col_share", "", "col_yours"), body)


def sayings(
    rows: Sequence[tuple[int, Version]],
    corpus: Corpus,
    speaker: str = "",
    most: int = LINES,
    goes: Mapping[int, str] | None = None,
) -> str:
    """The first attributions: who, the cue, what, the rule that found it, and what you make of it; and more.

    Each comes with its number, by which a choice names it; `goes` says for one that is rejected whose its words are.
    """
    body = [_saying(n, row.kit, row, corpus, (goes or {}).get(n, "")) for n, row in rows[:most] if row.kit]
    heads = ("col_speaker", "col_cue", "col_said", "col_rule", "col_verdict")
    listed = _table("rr-sayings", heads, body, say("voice_of", speaker=speaker or say("everyone").lower()))
    return listed + _more(len(rows) - most)


def additions(rows: Iterable[tuple[Article, Version]]) -> str:
    """The attributions the reader added; each leads to its place."""
    body = [
        (
            escape(row.speaker or say("nobody")),
            choose(shorten(row.content[0].of(a.text), 160), "place", a.id, row.content[0].start, row.content[0].end),
        )
        for a, row in rows
    ]
    return _table("rr-added", ("col_speaker", "col_said"), body, say("added")) if body else ""


def passages(rows: Sequence[ScriptLine], corpus: Corpus, most: int = LINES, left_out: int = 0) -> str:
    """The first passages, one below the other, with their paragraph; each leads to its place, and a button to more.

    How many were left out is told where there are any.
    """
    body = [
        (
            choose(shorten(row.text, 160), "place", row.article, row.span.start, row.span.end),
            escape(where(corpus[row.article], row.span.start)),
        )
        for row in rows[:most]
    ]
    listed = _table("rr-sayings", ("col_said", "col_where"), body, say("outlet_lines"), named=False)
    short = f'<p class="rr-why">{escape(say("outlet_short", n=left_out))}</p>' if left_out else ""
    return listed + _more(len(rows) - most) + short


def _more(left: int) -> str:
    return button(choice("more"), escape(say("more_sayings", n=left))) if left > 0 else ""


def _table(
    kind: str, heads: Sequence[str], body: Iterable[Sequence[str]], caption: str = "", named: bool = True
) -> str:
    """A table under the interface's words; a bar shows again what a number says, so its column has no head."""
    return table([say(k) if k else "" for k in heads], body, caption=caption, kind=kind, named=named)


def where(article: Article, place: int) -> str:
    """The paragraph first: an outlet's name may have no room."""
    n = article.paragraph_at(place)
    return f"{f'¶{n}' if n else say('headline_at')} {article.outlet or article.id}"


def content_of(kit: Attribution, text: str) -> str:
    """What an attribution reports, its passages shortened."""
    return " … ".join(shorten(span.of(text), 90) for span in kit.content)


def _saying(n: int, kit: Attribution, row: Version, corpus: Corpus, goes: str) -> Sequence[str]:
    text = corpus[kit.article].text
    said = content_of(kit, text)
    who = escape(kit.speaker or (kit.source.of(text) if kit.source else say("nobody")))
    if row.speaker != kit.speaker:
        who += f' <span class="rr-where">{escape(say("your_speaker", name=row.speaker))}</span>'
    if row.rejected:
        who += f' <span class="rr-where">{escape(say("your_speaker", name=say("rejected")))}</span>'
    if kit.nested_in is not None:
        who += f' <span class="rr-where">{escape(say("nested"))}</span>'
    cue = escape(kit.cue.of(text) if kit.cue else "–")
    rule = f'{escape(kit.rule)} <span class="rr-where">{escape(say("grade", grade=say(kit.confidence)))}</span>'
    verdict = choose(say("reject"), "reject", n, pressed=row.rejected) + choose(say("correct"), "correct", n)
    if goes:
        verdict += f'<p class="rr-where">{escape(goes)}</p>'
    content = choose(said, "saying", n)
    return (who, cue, f"<s>{content}</s>" if row.rejected else content, rule, verdict)


PLAIN = 'class="rr-plain"'


def choose(label: str, *parts: object, pressed: bool | None = None) -> str:
    """A choice on the sheet that reads as a link; `pressed` says whether it is the one chosen."""
    state = "" if pressed is None else f' aria-pressed="{"true" if pressed else "false"}"'
    return button(choice(*parts), escape(label), PLAIN + state)


def _length(share: float) -> str:
    style = f"width:{share * 6:.2f}em"
    return f'<span class="rr-bar" style="{style}" aria-hidden="true"></span>' if share > 0 else ""
