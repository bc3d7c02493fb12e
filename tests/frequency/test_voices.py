"""Words by voice: the counts of one voice are those of its lines, and no window or row of words leaves its words."""

import pytest

from readingroom import Article, collocates, concordance, dispersion, frequencies, keyness
from readingroom.concordance.forms import QueryProblem
from readingroom.concordance.speech import speakers, voice, voices
from readingroom.text.index import index_of

NEWS = Article.from_text(
    "“The bridge is safe,” said Ana Ruiz. “The old bridge,” she said, “is safe for years.” The bridge fell on "
    "Monday.\n\nBen Cole said the mayor had told him that the bridge was old. It was reported that the river rose.",
    id="news",
)


def said(name: str | None) -> list[str]:
    names, whose = voices(index_of(NEWS))
    words = [word.of(NEWS.text) for word in NEWS.words]
    return [word for word, number in zip(words, whose, strict=True) if names[number] == (name or "")]


def test_each_word_is_its_innermost_speakers():
    assert said("Ana Ruiz") == ["The", "bridge", "is", "safe", "The", "old", "bridge", "is", "safe", "for", "years"]
    assert " ".join(said("the mayor")).removeprefix("that ") == "the bridge was old"
    assert " ".join(said("Ben Cole")).removesuffix(" that") == "the mayor had told him"
    assert said(None)[:5] == ["said", "Ana", "Ruiz", "she", "said"]
    assert sum(speakers(index_of(NEWS)).values()) + len(said(None)) == len(NEWS.words)


VOICES = [
    {"speaker": "Ana Ruiz"},
    {"speaker": "mayor"},
    {"within": "speech"},
    {"within": "outlet"},
    {"within": "named"},
]


@pytest.mark.parametrize("whose", VOICES, ids=str)
@pytest.mark.parametrize("n", [1, 2, 3])
def test_the_counts_of_a_voice_are_those_of_its_lines(whose, n):
    found = frequencies(NEWS, n=n, stopwords=(), **whose)
    assert len(found) > 2
    for row in found:
        assert concordance(NEWS, row.word, **whose).total == row.count
    gone = {row.word for row in frequencies(NEWS, n=n, stopwords=())} - {row.word for row in found}
    assert all(concordance(NEWS, word, **whose).total == 0 for word in gone)
    assert found.tokens == sum(row.count for row in frequencies(NEWS, stopwords=(), **whose))


def test_no_window_leaves_a_voice():
    near = {row.word: row.count for row in collocates(NEWS, "bridge", speaker="Ana Ruiz", window=3)}
    assert near == {"the": 2, "is": 1, "safe": 1, "old": 1}
    assert {row.word for row in collocates(NEWS, "safe", speaker="Ana Ruiz", window=(2, 0))} == {"bridge", "is"}


def test_a_voice_against_another_the_outlet_and_general_english():
    mayor, ana = (frequencies(NEWS, stopwords=(), speaker=name) for name in ("mayor", "Ana Ruiz"))
    counts = [{row.word: row.count for row in rows} for rows in (ana, mayor)]
    found = keyness(NEWS, "the mayor", speaker="Ana Ruiz")
    for row in found:
        assert [row.target_count, row.reference_count] == [side.get(row.word, 0) for side in counts]
    assert "words of Ana Ruiz in news (11 words: few, so read their lines first)" in found.caption
    assert "words of the mayor in news" in found.reference
    outlet = {row.word: row.count for row in frequencies(NEWS, stopwords=(), within="outlet")}
    assert {
        r.word: r.reference_count for r in keyness(NEWS, "outlet", speaker="Ana Ruiz") if r.reference_count
    } == outlet
    assert "general English" in keyness(NEWS, speaker="Ana Ruiz").caption
    other = Article.from_text("“The river is high,” said Ana Ruiz. It rained.", id="other")
    assert {r.word for r in keyness(NEWS, other, speaker="Ana Ruiz") if r.reference_count} == {
        "the",
        "river",
        "is",
        "high",
    }


def test_dispersion_and_the_cloud_of_a_voice():
    other = Article.from_text("“The river is high,” said Ana Ruiz. The bridge held.", id="other")
    found = dispersion([NEWS, other], "bridge", speaker="Ana Ruiz")
    assert [(row.count, row.words) for row in found] == [(2, 11), (0, 4)]
    assert "words of Ana Ruiz in 2 articles (15 words" in found.caption
    cloud = frequencies(NEWS, speaker="Ana Ruiz").cloud()
    assert cloud.words == ["bridge", "safe", "old", "years"]
    assert "words of Ana Ruiz" in cloud.caption


def test_a_voice_of_many_words_comes_without_a_warning():
    article = Article.from_text(f"“{'the river rose and ' * 60}the town slept,” said Ana Ruiz.", id="long")
    assert "few" not in frequencies(article, speaker="Ana Ruiz").caption
    assert "few" not in frequencies(NEWS).caption


@pytest.mark.parametrize(
    "ask",
    [
        lambda **whose: frequencies(NEWS, **whose),
        lambda **whose: collocates(NEWS, "bridge", **whose),
        lambda **whose: dispersion(NEWS, "bridge", **whose),
        lambda **whose: keyness(NEWS, **whose),
        lambda **whose: concordance(NEWS, "bridge", **whose),
    ],
)
def test_who_does_not_speak_is_told_with_those_who_do(ask):
    with pytest.raises(QueryProblem, match=r"no words of Kim Lee in news. The speakers are: Ana Ruiz, "):
        ask(speaker="Kim Lee")
    with pytest.raises(QueryProblem, match="have no speaker"):
        ask(speaker="Ana Ruiz", within="outlet")


def test_a_reference_that_is_nothing_is_told():
    with pytest.raises(
        ValueError, match=r"“general English”, “outlet”, “speech” or a speaker; got “Kim Lee”.*Ana Ruiz"
    ):
        keyness(NEWS, "Kim Lee")


def test_a_text_without_speech_has_no_voices():
    silent = Article.from_text("It rained.", id="silent")
    with pytest.raises(QueryProblem, match=r"There are no reported words in silent."):
        frequencies(silent, within="speech")
    assert voice(silent, within="outlet").words == ["it", "rained"]
