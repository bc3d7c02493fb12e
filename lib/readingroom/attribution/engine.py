"""Find the attributions of one article."""

from __future__ import annotations

import re

from readingroom.article import Article, Span
from readingroom.attribution.model import Attribution, Kind
from readingroom.tokens import lemma, words

VERB = r"(?P<cue>(?:said|says|told|added|claimed|warned|noted|stressed|wrote|argued|announced))"
NAME = r"(?P<source>(?:(?:the|The|a|A) )?[\w’'-]+(?: [A-Z][\w’'-]+)*)"
AFTER = re.compile(
    rf"(?P<content>[“\"][^“”\"\n]+[”\"]),? "
    rf"(?:{NAME} {VERB}|{VERB.replace('cue', 'cue2')} {NAME.replace('source', 'source2')})"
)
BEFORE = re.compile(rf"{NAME} {VERB},?:? (?P<content>[^\n]+?)(?=[.!?]?$)")


def find(article: Article) -> tuple[Attribution, ...]:
    """The attributions of an article, in order."""
    found: list[Attribution] = []
    for sentence in article.sentences:
        text = sentence.of(article.text)
        m = AFTER.search(text) or BEFORE.search(text)
        if m:
            found.append(_made(article, sentence.start, m))
    return tuple(found)


def _made(article: Article, offset: int, m: re.Match[str]) -> Attribution:
    parts = {k: Span(offset + m.start(k), offset + m.end(k)) for k, v in m.groupdict().items() if v}
    source = parts.get("source") or parts["source2"]
    cue = parts.get("cue") or parts["cue2"]
    content = parts["content"]
    direct = content.of(article.text)[0] in '“"'
    what = "the quoted words" if direct else "what follows"
    kind: Kind = "direct" if direct else "indirect"
    shown = source.of(article.text)
    return Attribution(
        article.id,
        source,
        cue,
        (content,),
        kind,
        _speaker(article.text, source),
        f"“{cue.of(article.text)}” reports {what}; its subject is “{shown}”.",
        lemma(cue.of(article.text)),
        "medium",
        None,
        (cue, source),
        sum(1 for _ in words(content.of(article.text))),
    )


def _speaker(text: str, source: Span) -> str | None:
    shown = source.of(text)
    if shown not in ("He", "She", "he", "she"):
        return shown
    names = re.findall(r"(?<=[ \n])[A-Z]\w+ [A-Z]\w+|^[A-Z]\w+ [A-Z]\w+|(?<=said )[A-Z]\w+", text[: source.start])
    return names[-1] if names else None
