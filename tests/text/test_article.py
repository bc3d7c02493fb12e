"""An article's text is never changed, and everything found lies on it."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_tokens import texts

from readingroom import Article, Span
from readingroom.text.article import Mark

titles = st.text(max_size=60).filter(lambda title: len(title.splitlines()) <= 1)
spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: Span(min(ends), max(ends)))


@given(text=texts)
def test_a_bare_text_is_kept_as_it_stands(text: str) -> None:
    article = Article.from_text(text)
    _ = article.words, article.sentences, article.paragraphs
    assert article.text == text


@given(text=texts, title=titles.filter(bool))
def test_a_titled_text_is_headline_blank_line_body(text: str, title: str) -> None:
    article = Article.from_text(text, title=title)
    assert article.text == f"{title}\n\n{text}"
    assert article.headline is not None
    assert article.headline.of(article.text) == title


@given(text=texts, title=titles)
def test_places_lie_on_the_text_and_sentences_in_blocks(text: str, title: str) -> None:
    article = Article.from_text(text, title=title)
    for places in (article.words, article.sentences, article.paragraphs, article.blocks):
        assert all(span.end <= len(article.text) for span in places)
        assert all(a.end <= b.start for a, b in pairwise(places))
    for sentence in article.sentences:
        assert any(block.contains(sentence) for block in article.blocks)


@given(text=texts, title=titles)
def test_every_word_of_the_body_has_its_paragraph(text: str, title: str) -> None:
    article = Article.from_text(text, title=title)
    for n, paragraph in enumerate(article.paragraphs, 1):
        assert article.paragraph_at(paragraph.start) == n
        assert article.paragraph_at(paragraph.end - 1) == n
    body = article.headline.end if article.headline else 0
    assert all(article.paragraph_at(word.start) > 0 for word in article.words if word.start >= body)


@given(text=texts, title=titles)
def test_the_same_text_has_the_same_name(text: str, title: str) -> None:
    first, second = (Article.from_text(text, title=title) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
    assert first.id == second.id


def test_another_text_is_another_article() -> None:
    assert Article.from_text("It rained.") != Article.from_text("It snowed.")
    assert Article.from_text("It rained.").id != Article.from_text("It snowed.").id
    assert Article.from_text("It rained.", id="a") != Article.from_text("It rained.", id="b")


def test_headline_is_no_paragraph() -> None:
    article = Article.from_text("It rained.\n\nBuses ran.", title="Rain")
    assert [p.of(article.text) for p in article.paragraphs] == ["It rained.", "Buses ran."]
    assert article.sentences[0].of(article.text) == "Rain"
    assert article.paragraph_at(0) == 0


def test_date_becomes_its_iso_text() -> None:
    article = Article.from_text("It rained.", published=datetime.date(2024, 5, 1))
    assert article.published == "2024-05-01"


@pytest.mark.parametrize("value", [b"It rained.", None, 7])
def test_a_text_is_a_str(value: object) -> None:
    with pytest.raises(TypeError, match="text is a str; got"):
        Article.from_text(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("title", ["One\nTwo", "One\r\nTwo", "One\u2029Two"])
def test_a_title_is_one_line(title: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        Article.from_text("It rained.", title=title)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (-2, -1)])
def test_a_span_runs_forwards_from_0(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"got {start} to {end}"):
        Span(start, end)


@given(a=spans, b=spans)
def test_overlap_and_containment_are_those_of_the_characters(a: Span, b: Span) -> None:
    mine, theirs = set(range(a.start, a.end)), set(range(b.start, b.end))
    assert len(a) == len(mine)
    if mine and theirs:
        assert a.overlaps(b) == b.overlaps(a) == bool(mine & theirs)
        assert a.contains(b) == (theirs <= mine)


def test_findings_cannot_be_changed() -> None:
    mark = Mark(Span(0, 2), "passive", "A form of “be” and a participle.")
    for thing, name in ((mark, "label"), (mark.span, "start"), (Article.from_text("It rained."), "text")):
        with pytest.raises(AttributeError):
            setattr(thing, name, 1)
