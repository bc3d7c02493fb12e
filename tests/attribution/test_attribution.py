"""Attributions: what the rules find, what holds for any text, and what can be asked of many."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readingroom import Article, Corpus, attributions
from readingroom.attribution import Attribution, Attributions


def found(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    rows = attributions(Article.from_text(text))
    return [
        (row.source and row.source.of(text), row.cue and row.cue.of(text), [s.of(text) for s in row.content])
        for row in rows
        if row.nested_in is None
    ]


def speakers(text: str) -> list[str | None]:
    return [row.speaker for row in attributions(Article.from_text(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” Kim said.", [("Kim", "said", ["“We go,”"])]),
        ("“We go,” said Ana Ruiz, a nurse.", [("Ana Ruiz, a nurse", "said", ["“We go,”"])]),
        ("“We go,” Kim said. “Now.”", [("Kim", "said", ["“We go,”", "“Now.”"])]),
        ("“The plan,” she said, “is dead.”", [("she", "said", ["“The plan,”", "“is dead.”"])]),
        ("The mayor added: “Stay at home.”", [("The mayor", "added:", ["“Stay at home.”"])]),
        ("Kim said the bridge was safe.", [("Kim", "said", ["the bridge was safe"])]),
        ("The bridge is safe, the mayor said on Monday.", [("the mayor", "said", ["The bridge is safe"])]),
        ("The bridge, she said, is safe.", [("she", "said", ["The bridge", "is safe"])]),
        (
            "Kim said it rained, adding that roads were closed.",
            [("Kim", "said", ["it rained"]), ("Kim", "adding", ["that roads were closed"])],
        ),
        (
            "Noting that it rained, Kim said roads were closed.",
            [("Kim", "Noting", ["that it rained"]), ("Kim", "said", ["roads were closed"])],
        ),
        ("According to the report, rents rose.", [("the report", "According to", ["rents rose"])]),
        ("Rents rose, according to the report.", [("the report", "according to", ["Rents rose"])]),
        ("As the minister put it, the treaty holds.", [("the minister", "put it", ["the treaty holds"])]),
        ("Officials denied the report on Monday.", [("Officials", "denied", ["the report"])]),
        ("The union called for calm.", [("The union", "called for", ["calm"])]),
        ("Kim urged Lee to stay.", [("Kim", "urged", ["Lee to stay"])]),
        ("The plan was rejected by the council.", [("the council", "was rejected by", ["The plan"])]),
        ("Kim is expected to leave.", [(None, "is expected", ["Kim", "to leave"])]),
        ("Lee has raised questions about the bridge.", [("Lee", "has raised questions about", ["the bridge"])]),
        ("Moscow is opposed to the plan.", [("Moscow", "is opposed to", ["the plan"])]),
        ("LEE: We are done here.", [("LEE", ":", ["We are done here."])]),
        ("The ice, in Kim’s view, is thin.", [("Kim’s", "view", ["The ice", "is thin"])]),
        ("The ice is thin, Kim went on, and breaks.", [("Kim", "went on", ["The ice is thin", "and breaks"])]),
        ("The mayor, the paper reports, denied it.", [("the paper", "reports", ["The mayor", "denied it"])]),
        ("The paper adds, without naming anybody, that it rained.", [("The paper", "adds", ["that it rained"])]),
        ("No evidence supports the claim.", []),
        ("The bridge is open. It rained on Monday.", []),
        ("She read the “old guard” a poem.", []),
        ("The two rivals supported each other.", []),
    ],
)
def test_what_the_rules_find(text: str, expected: list[object]) -> None:
    assert found(text) == expected


def test_a_quotation_over_paragraphs_and_words_with_a_colon() -> None:
    text = "The mayor wrote:\n\n“We go.\n\n“We stay.”\n\nRain fell."
    assert found(text) == [("The mayor", "wrote:", ["“We go.", "“We stay.”"])]
    text = "Kim tweeted:\n\nThe bridge is a disgrace.\n\nRain fell."
    assert found(text) == [("Kim", "tweeted:", ["The bridge is a disgrace."])]


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''", "«»"])
def test_any_quotation_marks(marks: str) -> None:
    text = f"{marks[0]}It will not last,{marks[1]} said Kim."
    (row,) = attributions(Article.from_text(text))
    assert (row.kind, row.speaker, row.verb, row.confidence) == ("direct", "Kim", "say", "high")


def test_kinds() -> None:
    text = "“It rains,” said Lee. Lee said it rained. Lee called the bridge “a wreck” again."
    assert [row.kind for row in attributions(Article.from_text(text))] == ["direct", "indirect", "mixed"]


def test_speakers_are_resolved_within_the_article() -> None:
    text = "Foreign Minister Ana Ruiz met Kim Lee. Ruiz said it was late. She added that it rained."
    assert speakers(text) == ["Ana Ruiz", "Ana Ruiz"]
    assert speakers(f"{text} The minister said no more trains ran.")[-1] == "Ana Ruiz"
    assert speakers("Beijing said trade would grow.") == ["China"]
    assert speakers("Two officials said trade would grow.") == ["two officials"]
    assert speakers("They said trade would grow.") == [None]
    assert speakers("It was announced that trade would grow.") == [None]
    assert speakers("Kim Lee, who said that it rained, left.") == ["Kim Lee"]
    assert speakers("Both said that it rained.") == [None]
    assert speakers("By Ana Ruiz\n\nIt rained on Monday.\n\nThe author says that it snowed.") == ["Ana Ruiz"]


def test_a_pronoun_is_who_opened_the_sentence_before_it_or_the_last_speaker() -> None:
    said = "Mayor Ana Ruiz said that it rained."
    assert speakers(f"{said} She denied the report.")[-1] == "Ana Ruiz"
    assert speakers(f"{said} Governor Eva Lee spoke at noon. She denied the report.")[-1] == "Eva Lee"
    assert speakers(f"{said} Governor Eva Lee’s car broke down. She denied the report.")[-1] == "Ana Ruiz"
    told = f"{said} According to Reuters, Governor Eva Lee said that it snowed."
    assert speakers(f"{told} She was sure that it had.")[-1] == "Eva Lee"


def test_speech_within_speech_knows_both_levels() -> None:
    text = "Lee said Kim promised a refund."
    outer, inner = attributions(Article.from_text(text))
    assert (outer.nested_in, inner.nested_in) == (None, 0)
    text = "“I told Kim that it was over,” said Ana Ruiz."
    outer, inner = attributions(Article.from_text(text))
    assert (inner.nested_in, inner.speaker) == (0, "Ana Ruiz")


def test_every_rule_is_one_sentence_that_names_its_evidence() -> None:
    text = "Wang stressed that the river was clean."
    (row,) = attributions(Article.from_text(text))
    assert row.rule == "“stressed” reports what follows; its subject is “Wang”."
    assert [span.of(text) for span in row.evidence] == ["stressed", "Wang"]


def test_headline_and_body_are_read_apart() -> None:
    article = Article.from_text("The mayor said rents rose.", title="Rents too high: mayor")
    rows = attributions(article)
    assert [row.content[0].of(article.text) for row in rows] == ["Rents too high", "rents rose"]


def test_who_the_author_is_follows_the_article_when_it_is_corrected() -> None:
    said = [
        Article.from_text("The author said it rained.", id="x", meta={"author": who}) for who in ("Kim Lee", "Ana Ruiz")
    ]
    assert [attributions(article)[0].speaker for article in said] == ["Kim Lee", "Ana Ruiz"]


def test_what_can_be_asked_of_many() -> None:
    a = Article.from_text("“It rains,” said Li. Li claimed that it snowed. The sun shone.", id="a")
    b = Article.from_text("Kim said it hailed.", id="b")
    rows = attributions(Corpus([a, b]))
    assert isinstance(rows, Attributions)
    assert [row.article for row in rows] == ["a", "a", "b"]
    assert rows.share == pytest.approx(7 / 16)
    by_speaker = {row.speaker: (row.attributions, row.words) for row in rows.by_speaker()}
    assert by_speaker == {None: (0, 9), "Li": (2, 5), "Kim": (1, 2)}
    assert sum(row.share for row in rows.by_speaker()) == pytest.approx(1)
    assert [(row.verb, row.count, row.kind) for row in rows.by_verb()] == [
        ("say", 2, "neutral"),
        ("claim", 1, "distancing"),
    ]
    assert list(rows.to_frame()["speaker"]) == ["Li", "Li", "Kim"]
    assert rows.to_csv().splitlines()[0].startswith("article,speaker,source,cue,content,kind")
    assert str(rows.script()).splitlines()[0] == "Li: “It rains,”"
    assert str(rows.script()).endswith("Kim: it hailed")


def test_an_executor_finds_the_same() -> None:
    articles = [Article.from_text(f"Kim said {n} trains ran.", id=str(n)) for n in range(5)]
    with ThreadPoolExecutor(2) as pool:
        assert list(attributions(articles, executor=pool)) == list(attributions(articles))


def test_no_speech_and_no_text() -> None:
    for text in ("", "The sun shone.", "…", "“”", "“"):
        rows = attributions(Article.from_text(text))
        assert (len(rows), rows.share) == (0, 0.0)
        assert "0 attributions" in rows.caption


PIECES = [
    *["“", "”", '"', "'", "‘", "’", "«", "»", "``", "''", "„", ":", ",", ".", ";", "–", "—", "(", ")", "?", "\n"],
    *["said", "says", "told", "Lee", "Ana Ruiz", "the mayor", "that", "who", "which", "and", "but", "according to"],
    *["adding", "denied", "is expected", "to", "by", "it", "rained", "claim", "'s", "on Monday", "I", "he", "put it"],
    *["\n\n", "as", "rose", "Headline Says", "a call for", "in a statement", "“Go,”", "she said", ", said Lee."],
    *["\0", "😀", "قال", "\u202e", "\u2029", "\ufeff", "ﬁ", "é", "\r", "\t", "•", "LEE:", "5'10\"", "don’t", "x" * 50],
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_has_an_answer_that_fits(text: str) -> None:
    article = Article.from_text(text)
    rows = attributions(article)
    for row in rows:
        check(row, text)
        if row.nested_in is not None:
            outer = rows[row.nested_in]
            assert all(any(o.contains(s) for o in outer.content) for s in row.content)
    words = sum(row.words for row in rows.by_speaker())
    assert words <= len(article.words) + 2 * len(rows)
    assert 0 <= rows.share <= 1
    assert [r.content[0].start for r in rows] == sorted(r.content[0].start for r in rows)


def check(row: Attribution, text: str) -> None:
    spans = [*row.content, *row.evidence, *filter(None, (row.source, row.cue))]
    assert row.content
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in zip(row.content, row.content[1:], strict=False))
    assert row.kind in ("direct", "indirect", "mixed")
    assert row.rule.endswith(".")
    assert row.speaker is None or row.speaker.strip()


@pytest.mark.parametrize("piece", ["the mayor said that it rained and ", "“a” ", "said ", "x", "Lee, ", '"we said '])
def test_long_lines_are_read(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    for row in attributions(Article.from_text(text)):
        check(row, text)


def test_lines_broken_at_a_page_width_are_one_paragraph_and_headings_are_not() -> None:
    said = "The mayor of Dover said on Monday after the meeting that the old bridge\nwould close for repairs in May."
    wrapped = f"{said}\n\nRain fell."
    ((source, _, content),) = found(wrapped)
    assert (source, content[0][-8:]) == ("The mayor of Dover", "s in May")
    assert found("Rents are too high\nThe mayor said so again.\nLee said it rained.") == [
        ("Lee", "said", ["it rained"])
    ]


def test_many_articles_show_a_bar_and_find_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    articles = [Article.from_text(f"Lee said {n} trains ran.", id=str(n)) for n in range(25)]
    assert len(attributions(articles)) == 25
    assert "attributions" in capsys.readouterr().err
    assert len(attributions(articles, progress=False)) == 25
    assert capsys.readouterr().err == ""


def test_another_language_is_said_to_be_one_and_nothing_is_found_in_it() -> None:
    text = (
        "Le trafic reprend : la mairie. « Nous avons attendu trop longtemps », a dit Anne Roux, maire de la ville, qui "
        "a annoncé que le pont serait ouvert lundi matin et que les bus passeraient par la place du marché."
    )
    rows = attributions(Article.from_text(text))
    assert len(rows) == 0
    assert rows.caption.endswith("attribution knows English only, and 1 of them does not read like it")
    assert "English" not in attributions(Article.from_text("Lee said it rained.")).caption
