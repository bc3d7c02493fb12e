"""`readingroom check`: what a retelling changed of its source, in a terminal or as a file."""

from __future__ import annotations

import json
from pathlib import Path

from readingroom.importing import ImportProblem, import_article
from readingroom.page.interface import say
from readingroom.tellings import Losses
from readingroom.text.article import Article, Span
from readingroom.text.corpus import load_corpus
from readingroom.text.files import write_text
from readingroom.text.folders import packs


def article_of(name: str) -> Article:
    """An article by the path of its file, or by its id, whatever pack it is in."""
    if Path(name).is_file():
        return import_article(Path(name))
    known = {id: article for pack in packs() for id, article in load_corpus(pack=pack).items()}
    if name not in known:
        raise ImportProblem(f"There is no file or article “{name}”. The articles are: {', '.join(known)}.")
    return known[name]


def told(found: Losses) -> str:
    """What was found as lines for a terminal: each change with its reason and its source, then what is not found.

    >>> from readingroom import check_retelling
    >>> source = Article.from_text("The bridge may close in May, Ana Ruiz said.", id="source")
    >>> print(told(check_retelling(source, Article.from_text("The bridge will close in May, Ruiz said.", id="told"))))
    1 change in the 1 sentences of told (certainty 1); 0 not found in source
    <BLANKLINE>
    certainty ¶1: will close
        The source has “may close”, the retelling “will close”: a reserve is gone.
        source ¶1: may close
    """
    lines = [found.caption]
    for loss in found:
        lines += ["", f"{loss.kind} {_at(found.retelling, loss.span)}", f"    {loss.reason}"]
        lines += [f"    source {_at(found.source, span)}" for span in loss.source]
    if not found.judged:
        return found.caption
    missing = [f"    {_at(found.retelling, p.span)}" for p in found.passages if not p.source]
    return "\n".join([*lines, *(["", say("change_missing"), *missing] if missing else [])])


def write(found: Losses, path: Path) -> None:
    """All losses as CSV, or with the passages as JSON, as the file's name says."""
    if path.suffix == ".csv":
        found.to_csv(path)
    elif path.suffix == ".json":
        write_text(path, json.dumps(plain(found), ensure_ascii=False, indent=1) + "\n")
    else:
        raise ImportProblem(f"The result can be written as .csv or .json, not as “{path.name}”.")


def plain(found: Losses) -> dict[str, object]:
    """All that was found as plain values; places are code points of the two texts."""
    passages = [
        {"start": p.span.start, "end": p.span.end, "source": [[s.start, s.end] for s in p.source], "reason": p.reason}
        for p in found.passages
    ]
    ids = {"source": found.source.id, "retelling": found.retelling.id}
    return {**ids, "warning": found.warning, "losses": [found.record(row) for row in found], "passages": passages}


def _at(article: Article, span: Span) -> str:
    n = article.paragraph_at(span.start)
    return f"{f'¶{n}' if n else say('headline_at')}: {' '.join(span.of(article.text).split())}"
