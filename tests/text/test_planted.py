"""The harbour pack: its texts, its marks, and what was planted in it and why."""

import json
import re
from collections import Counter

import pytest

from readingroom import load_corpus
from readingroom.text.folders import shipped
from readingroom.text.marking import handmarks, table
from readingroom.text.planted import features, harbour, planted_losses, records

TEXTS = harbour()
NINE = {
    "transcript", "readout-authority", "readout-fishers", "agency", "daily-local", "daily-opposed", "commentary",
    "release", "summary",
}  # fmt: skip
OWNER = re.compile(r"[^,]+, an? [^,]+ under (?:its|the|a)? ?[^,]+, [A-Z][\w ]+ \(invented\)")
LOSSES = {"quotation", "speaker", "attribution", "number", "certainty"}
BOTH = ("readout-authority", "readout-fishers")


def labels(id: str) -> Counter[str]:
    return Counter(mark.label for mark in features(TEXTS[id]))


def test_the_pack_has_nine_texts() -> None:
    assert set(load_corpus(pack="harbour", added=False)) == NINE


@pytest.mark.parametrize("article", TEXTS.values(), ids=list(TEXTS))
def test_a_text_is_of_its_length_and_its_owner_is_stated_in_the_same_pattern(article) -> None:
    body = [word for word in article.words if word.start > len(article.title)]
    assert 200 <= len(body) <= 500
    assert article.meta["kind"] == "invented"
    assert OWNER.fullmatch(article.meta["owner"])
    assert not re.search(r"[\"']", article.text), "quotation marks are curly"


@pytest.mark.parametrize("article", TEXTS.values(), ids=list(TEXTS))
def test_every_mark_stands_in_the_text(article) -> None:
    marks = handmarks(article)
    assert marks
    for mark in marks:
        assert mark.kind in ("direct", "indirect", "mixed")
        assert mark.content
        assert mark.source or mark.speaker is None or mark.kind == "direct"
        whole = article.text[min(mark.content).start : max(mark.content).end]
        assert "“" in whole or mark.kind == "indirect" or article.id == "transcript"
        if mark.nested_in is not None:
            assert any(outer.contains(inner) for outer in marks[mark.nested_in].content for inner in mark.content)


def test_every_listed_feature_is_planted_and_every_planted_one_is_listed() -> None:
    listed = [row.cells["feature"] for row in table("features.tsv")]
    assert len(set(listed)) == len(listed)
    assert set(listed) == {mark.label for article in TEXTS.values() for mark in features(article)}
    assert all(mark.reason for article in TEXTS.values() for mark in features(article))


@pytest.mark.parametrize("kind", ["direct", "indirect", "mixed"])
def test_each_kind_of_speech_stands_in_most_texts(kind: str) -> None:
    assert sum(any(mark.kind == kind for mark in handmarks(TEXTS[id])) for id in NINE) >= 6


@pytest.mark.parametrize("pair", [BOTH, ("daily-local", "daily-opposed")])
def test_both_sides_have_endorsing_and_distancing_verbs(pair: tuple[str, str]) -> None:
    for id in pair:
        assert {"verb-endorsing", "verb-distancing"} <= set(labels(id))


@pytest.mark.parametrize("label", ["number-differs", "one-side-only", "own-term", "no-difference", "presupposition"])
def test_the_read_outs_differ_and_agree_on_both_sides(label: str) -> None:
    assert all(labels(id)[label] for id in BOTH)


def test_quotations_are_cut_by_both_sides() -> None:
    assert labels("daily-opposed")["quote-cut"]
    assert labels("daily-local")["quote-cut"]


def test_the_read_outs_agree_on_what_was_agreed() -> None:
    shared = [r"20 March", r"28 March", r"every Monday|each Monday", r"publish the results", r"two and a half hours"]
    assert all(re.search(words, TEXTS[id].text) for id in BOTH for words in shared)


def test_the_summary_loses_something_of_every_kind() -> None:
    losses = planted_losses(TEXTS["summary"], TEXTS)
    assert {loss.kind for loss in losses} == LOSSES
    assert {loss.source for loss in losses} == {"agency"}
    assert planted_losses(TEXTS["summary-faithful"], TEXTS) == ()


@pytest.mark.parametrize("article", TEXTS.values(), ids=list(TEXTS))
def test_a_loss_says_something_else_than_its_source(article) -> None:
    for loss in planted_losses(article, TEXTS):
        assert loss.kind in LOSSES
        assert loss.reason
        assert loss.span.of(article.text) not in TEXTS[loss.source].text


def test_the_faithful_summary_quotes_and_counts_as_its_source_does() -> None:
    source, summary = TEXTS["agency"].text, TEXTS["summary-faithful"].text
    assert all(quoted in source for quoted in re.findall("“[^”]+”", summary))
    assert set(re.findall(r"\d[\d,]*", summary)) <= set(re.findall(r"\d[\d,]*", source)) | {"2023"}


def test_what_is_shared_is_up_to_date() -> None:
    file = shipped("harbour") / "harbour.jsonl"
    assert file.read_text("utf-8") == records(), "run: python -m readingroom.text.planted"
    for line in map(json.loads, file.read_text("utf-8").splitlines()):
        for mark in line["attributions"]:
            assert all(line["text"][span["start"] : span["end"]] for span in mark["content"])
