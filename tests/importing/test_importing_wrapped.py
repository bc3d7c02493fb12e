"""Lines broken at a page's width: the text stays, and what is found in it is the same at every width."""

import textwrap

import pytest

from readingroom import Article, attributions, load_corpus
from readingroom.attribution.grammar.sentence import lines


def found(article: Article) -> list[tuple[object, ...]]:
    """What is attributed, white space aside."""

    def shown(span: object) -> str:
        return " ".join(span.of(article.text).split()) if span else ""  # type: ignore[attr-defined]

    return [(a.kind, a.speaker, shown(a.source), shown(a.cue), *map(shown, a.content)) for a in attributions(article)]


def wrapped(article: Article, width: int) -> Article:
    body = article.text[len(article.title) + 2 :].split("\n\n")
    text = "\n\n".join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in body)
    return Article.from_text(text, id=article.id, title=article.title, outlet=article.outlet, meta=article.meta)


@pytest.mark.parametrize("width", [32, 45, 62, 80, 110, 150])
def test_a_retelling_wrapped_at_any_width_gives_the_same_attributions(width: int) -> None:
    article = load_corpus(added=False)["xinhua-2020"]
    narrow = wrapped(article, width)
    assert max(map(len, narrow.text.split("\n")[2:])) <= width
    assert found(narrow) == found(article)


def shown(text: str) -> list[str]:
    article = Article.from_text(text)
    return [text[s:e] for s, e in lines(article)]


def test_lines_that_are_no_broken_sentences_stay_apart() -> None:
    for text in (
        "Books lent: 40,000\nChildren: 1,200\nOpen on four days\n\nIt rained.",
        "Larkfield\nPort Ellen\nOstra\n\nIt rained.",
        "The mayor said so on Friday in the town hall.\nNobody else did.\nIt rained.\n\nIt snowed.",
    ):
        assert len(shown(text)) == len([line for line in text.split("\n") if line])


def test_a_heading_over_a_broken_paragraph_stays_apart() -> None:
    text = (
        "What happens next\nThe council will vote on the plan for the old\nlibrary in June, the mayor said on "
        "Friday.\nUntil then it stays open.\n\nIt rained."
    )
    assert shown(text)[0] == "What happens next"
    assert len(shown(text)) == 3
