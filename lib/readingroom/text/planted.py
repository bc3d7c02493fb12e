"""What was planted in the harbour pack: features of its texts, and what its retellings lost; and all of it to share.

`python -m readingroom.text.planted` writes `corpus/harbour/harbour.jsonl` anew: one text a line, with its marks as
offsets in code points.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from readingroom.text.article import Article, Mark, Span
from readingroom.text.corpus import load_corpus
from readingroom.text.files import write_text
from readingroom.text.folders import shipped
from readingroom.text.marking import Row, handmarks, table


@dataclass(frozen=True, slots=True)
class PlantedLoss:
    """What a retelling lost on purpose: `span` lies in it, `source_spans` in the text with the id `source`."""

    kind: str
    span: Span
    source: str
    source_spans: tuple[Span, ...]
    reason: str


def harbour() -> dict[str, Article]:
    """The nine texts of the harbour pack by id, and the faithful summary that belongs to them.

    >>> list(harbour())[-1], len(harbour())
    ('summary-faithful', 10)
    """
    nine = load_corpus(pack="harbour", added=False)
    return {**nine, **load_corpus(shipped("harbour") / "extra")}


def features(article: Article) -> tuple[Mark, ...]:
    """What was planted in one of the kit's articles, each with its reason; `features.tsv` explains the labels.

    >>> article = harbour()["summary"]
    >>> [mark.span.of(article.text) for mark in features(article) if mark.label == "quote-cut"]
    ['“a good plan”']
    """
    marked = [(row.spans(article, "text"), row.cells) for row in table(f"features/{article.id}.tsv")]
    return tuple(Mark(span, cells["feature"], cells["reason"]) for spans, cells in marked for span in spans)


def planted_losses(retelling: Article, texts: Mapping[str, Article]) -> tuple[PlantedLoss, ...]:
    """What a retelling lost on purpose, against its sources among `texts`."""
    rows = [row for row in table("losses.tsv") if row.cells["retelling"] == retelling.id]
    return tuple(_loss(retelling, texts[row.cells["source"]], row) for row in rows)


def _loss(retelling: Article, source: Article, row: Row) -> PlantedLoss:
    (span,), said = row.spans(retelling), row.spans(source, "source words", "source place")
    return PlantedLoss(row.cells["kind"], span, source.id, said, row.cells["reason"])


def records() -> str:
    """The pack as JSON Lines: each text whole, with its attributions, features and losses."""
    texts = harbour()
    return "".join(json.dumps(_record(a, texts), ensure_ascii=False) + "\n" for a in texts.values())


def _record(article: Article, texts: Mapping[str, Article]) -> dict[str, Any]:
    about = {"id": article.id, "title": article.title, "outlet": article.outlet, "published": article.published}
    return about | {
        "owner": article.meta["owner"],
        "license": "CC-BY-4.0",
        "text": article.text,
        "attributions": [asdict(mark) for mark in handmarks(article)],
        "features": [{k: v for k, v in asdict(mark).items() if k != "unit"} for mark in features(article)],
        "losses": [asdict(loss) for loss in planted_losses(article, texts)],
    }


if __name__ == "__main__":
    write_text(shipped("harbour") / "harbour.jsonl", records())
