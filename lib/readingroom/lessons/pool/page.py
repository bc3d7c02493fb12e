"""The class's page: one file of HTML without a script, for the wall, for paper, and in a notebook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import Any

from readingroom.lessons.checks import covered
from readingroom.lessons.exercises import find
from readingroom.lessons.pool.agreement import ANY, by_label, counts
from readingroom.lessons.pool.handed import word
from readingroom.lessons.pool.reading import Pooled
from readingroom.page.html import reference
from readingroom.page.interface import style
from readingroom.text.article import Span
from readingroom.text.results import Result
from readingroom.text.tables import table

LABELS = 7  # labels that can be looked at one by one
ROWS = 12  # of the agreement that are shown
KEYS = {True: "✓", False: "", None: "–"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


def class_page(given: Pooled) -> str:
    """The whole page."""
    return (
        f'<!doctype html>\n<html lang="en" class="rr-alone"><head><meta charset="utf-8"><title>{_title(given)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f'<body class="rr"><main>{inside(given)}</main><footer><p>{_say("made_by")}</p></footer></body></html>\n'
    )


def inside(given: Pooled) -> str:
    """The page without what stands around it, as a notebook shows it."""
    parts = [
        f'<h1>{_title(given)}</h1><p class="rr-ref">{" · ".join(map(escape, reference(given.article)))}</p>',
        _section(given.talk.caption, _talk(given)),
        _section(given.words.caption, _page(given)),
        _section(given.answers.caption, _answers(given)),
        _section(given.written.caption, _written(given)),
        _section(given.verdicts.caption, _table(given.verdicts)),
        _section(given.agreement.caption, _agreement(given)),
        _section(word("who_marked"), _who(given)),
        _section(word("files_out"), _problems(given)),
    ]
    return f"<style>{style()}{_css()}{_choices(given)}</style><div class='rr rc'>{''.join(parts)}</div>"


def _title(given: Pooled) -> str:
    return escape(word("title", title=given.article.title or given.article.id))


def _section(title: str, inner: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{inner}</section>" if inner else ""


def _problems(given: Pooled) -> str:
    """The files left out; where names are hidden, only how many."""
    if not any(one.files for one in given.handed):
        return f"<p>{len(given.problems)}</p>"
    return "".join(f"<p>{escape(problem)}</p>" for problem in given.problems)


def _talk(given: Pooled) -> str:
    items = "".join(f"<li>{escape(x.question)} {_link(given, x.start, x.passage)}</li>" for x in given.talk)
    return f"<ol>{items}</ol>" if items else ""


def _link(given: Pooled, start: int | None, passage: str) -> str:
    """A passage that leads to its sentence, if it has one."""
    places = covered(given.article.sentences, Span(start, start + 1)) if start is not None else ()
    said = f'<q class="rr-said">{escape(passage.strip("“”"))}</q>'
    return f'<a href="#rc-s{places[0]}">{said}</a>' if places else ""


# ---- the text with its densities


def _choices(given: Pooled) -> str:
    """What a choice of a label shows."""
    return "".join(f".rc:has(#rc-l{n}:checked) .rc-w{{--d:var(--l{n},0)}}" for n, _ in enumerate(given.labels[:LABELS]))


def _page(given: Pooled) -> str:
    named = [("any", word("all_labels")), *((f"l{n}", label) for n, label in enumerate(given.labels[:LABELS]))]
    choices = "".join(
        f'<label><input type="radio" name="rc-label" id="rc-{id}"{" checked" * (id == "any")}> {escape(label)}</label>'
        for id, label in named
    )
    return (
        f"<p>{_say('heat_how')}</p>{_strip(given)}<fieldset class='rc-labels'>{choices}</fieldset>"
        f"<div class='rr-text rc-text'>{''.join(_blocks(given))}</div>"
    )


def _strip(given: Pooled) -> str:
    """A column for each sentence, as high as the share of readers who marked it; the agreement has it as a table."""
    columns = "".join(
        f'<a href="#rc-s{n}" tabindex="-1" style="--d:{row.share:.2f}" title="¶{row.paragraph}: {row.share:.0%}"></a>'
        for n, row in enumerate(sorted(given.agreement, key=lambda row: row.span))
    )
    return f'<p>{_say("strip")}</p><div class="rc-strip" aria-hidden="true">{columns}</div>'


def _blocks(given: Pooled) -> Iterator[str]:
    """The paragraphs, each sentence a place that links lead to."""
    article, found = given.article, counts(given.article.words, given.marking)
    for n, block in enumerate(article.blocks, 0 if article.headline else 1):
        inner, at = "", block.start
        for k in covered(article.sentences, block):
            sentence = article.sentences[k]
            words = [(article.words[w], found[w]) for w in covered(article.words, sentence)]
            inner += escape(article.text[at : sentence.start])
            inner += f'<span id="rc-s{k}">{_runs(given, sentence, words)}</span>'
            at = sentence.end
        tag = "p" if n else "h3"
        yield f'<{tag} class="rr-p" data-n="{n or ""}">{inner}{escape(article.text[at : block.end])}</{tag}>'


def _runs(given: Pooled, sentence: Span, words: Sequence[tuple[Span, Counter[str]]]) -> str:
    """A sentence, with neighbouring words that the same numbers of readers marked as one run."""
    text, at, out = given.article.text, sentence.start, ""
    for _, group in groupby(words, key=lambda item: sorted(item[1].items())):
        run = list(group)
        start, end, found = run[0][0].start, run[-1][0].end, run[0][1]
        inner = escape(text[start:end])
        out += escape(text[at:start]) + (_run(given, inner, found) if found else inner)
        at = end
    return out + escape(text[at : sentence.end])


def _run(given: Pooled, inner: str, found: Counter[str]) -> str:
    of = len(given.marking)
    counted = [(n, found[label]) for n, label in enumerate(given.labels[:LABELS])]
    shares = "".join(f";--l{n}:{readers / of:.2f}" for n, readers in counted if readers)
    labels = ", ".join(f"{label} {readers}" for label, readers in by_label(found))
    said = escape(word("word_title", n=found[ANY], of=of, labels=labels))
    return f'<span class="rc-w" style="--any:{found[ANY] / of:.2f}{shares}" title="{said}">{inner}</span>'


# ---- tables


def _answers(given: Pooled) -> str:
    """A table for each exercise: what was chosen, and what may stand behind a wrong answer."""
    out = ""
    for id, group in groupby(given.answers, key=lambda row: row.exercise):
        rows = ((escape(x.answer), KEYS[x.key], escape(x.misconception), _bar(x.readers, x.of)) for x in group)
        out += f"<h3>{_prompt(id, given)}</h3>{_rows('answer key behind readers', rows)}"
    return out


def _written(given: Pooled) -> str:
    out = ""
    for id, group in groupby(given.written, key=lambda row: row.exercise):
        items = "".join(f"<li><b>{escape(x.reader)}</b> {escape(x.text)}{_checked(x)}</li>" for x in group)
        out += f"<h3>{_prompt(id, given)}</h3><ul>{items}</ul>"
    return out


def _prompt(id: str, given: Pooled) -> str:
    """What an exercise asks, without the signs of Markdown."""
    return escape(re.sub(r"\*\*|`", "", find(id, given.article).prompt))


def _checked(row: Any) -> str:
    return f" ({escape(word('checked', n=row.exact, of=row.quotations))})" if row.quotations else ""


def _agreement(given: Pooled) -> str:
    of = len(given.marking)
    rows = (
        (str(x.paragraph), _link(given, x.span.start, x.passage), _bar(x.marked, of), escape(x.labels))
        for x in given.agreement[:ROWS]
    )
    alpha = f"<details><summary>{_say('alpha_head')}</summary><p>{escape(str(given.agreement.alpha()))}</p></details>"
    return _rows("paragraph passage readers labels", rows) + alpha if of else ""


def _who(given: Pooled) -> str:
    """Behind each sentence that was marked: who marked what in it, with which note."""
    article = given.article
    places: list[list[str]] = [[] for _ in article.sentences]
    for one in given.marking:
        for mark in one.marks:
            said = f"“{mark.span.of(article.text)}” – {mark.label}{f': {mark.reason}' if mark.reason else ''}"
            for n in covered(article.sentences, mark.span):
                places[n].append(f"<li><b>{escape(one.reader)}</b> {escape(said)}</li>")
    return "".join(
        f"<details><summary>{escape(span.of(article.text))} ({len(said)})</summary><ul>{''.join(said)}</ul></details>"
        for span, said in zip(article.sentences, places, strict=True)
        if said
    )


def _table(result: Result[Any]) -> str:
    """Any result as a table of its shown columns."""
    rows = [result.shown(row) for row in result]
    cells = ([escape(str(value)) for value in row.values()] for row in rows)
    return _wide(table(list(rows[0]), cells, kind="rc-table")) if rows else ""


def _rows(columns: str, rows: Iterator[Sequence[str]]) -> str:
    return _wide(table([word(f"col_{name}") for name in columns.split()], rows, kind="rc-table"))


def _wide(table: str) -> str:
    """A table that keys and fingers can move where the screen is narrow."""
    return f'<div class="rc-wide" role="group" tabindex="0">{table}</div>'


def _bar(n: int, of: int) -> str:
    return (
        f'<span class="rc-count"><span class="rc-bar" style="--d:{n / of if of else 0:.2f}"></span> {n} / {of}</span>'
    )


def _say(key: str) -> str:
    return escape(word(key))


@cache
def _css() -> str:
    return files("readingroom").joinpath("lessons/pool/pool.css").read_text("utf-8")
