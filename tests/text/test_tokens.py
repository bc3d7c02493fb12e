"""Words, sentences, paragraphs and tokens: whatever the text, each is a true place in it, in order."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from HanTa.HanoverTagger import HanoverTagger
from hypothesis import example, given
from hypothesis import strategies as st

from readingroom import load_corpus
from readingroom.text import tokens

# texts that look like news, with what breaks them: line ends, quotation marks, joiners, other scripts, null bytes
SCRAPS = [
    "The mayor said",
    "“We",
    "won’t” go.",
    "U.S.",
    "Mr. Li",
    "3.8",
    "US$88bn",
    "48,000",
    "COVID-19",
    "''",
    "``",
    '"quoted"',
    "«oui»",
    "…",
    "...",
    "—",
    "👩‍👧‍👦",
    "e\u0301",
    "שלום עולם.",
    "مرحبا",
    "中国。",
    "\x00",
    "\ufeff",
    "\u200b",
    "\u00a0",
    "\r\n",
    "\r\n\r\n",
    "\n",
    "\n\n",
    "\r",
    "\u2028",
    "\u2029",
    "\t",
    " ",
    "   ",
    "<b>&amp;",
    "cannot",
    "gonna",
    "\ud800",
]
news = st.lists(st.sampled_from(SCRAPS), max_size=40).flatmap(
    lambda scraps: st.sampled_from(["", " "]).map(lambda joint: joint.join(scraps))
)
texts = st.one_of(st.text(max_size=300), news)

Cut = Callable[[str], Iterator[tokens.Place]]
CUTS = [tokens.words, tokens.tokens, tokens.sentences, tokens.paragraphs]


def shown(cut: Cut, text: str) -> list[str]:
    return [text[s:e] for s, e in cut(text)]


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.__name__)
@given(text=texts)
@example(text="word " * 1000)
@example(text="x" * 2500)
def test_places_lie_inside_in_order_and_apart(cut: Cut, text: str) -> None:
    places = list(cut(text))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.__name__)
@given(text=texts, before=st.integers(0, 20), length=st.integers(0, 100))
def test_places_stay_within_the_part_asked_for(cut: Cut, text: str, before: int, length: int) -> None:
    start = min(before, len(text))
    end = min(start + length, len(text))
    places = list(cut(text, start) if cut is tokens.paragraphs else cut(text, start, end))  # type: ignore[call-arg]
    assert all(start <= s < e <= (len(text) if cut is tokens.paragraphs else end) for s, e in places)


@given(text=texts)
def test_nothing_is_lost_but_white_space(text: str) -> None:
    def left(cut: Cut) -> str:
        return "".join("".join(shown(cut, text)).split())

    assert left(tokens.sentences) == left(tokens.paragraphs) == "".join(text.split())


@given(text=texts)
def test_words_are_letters_and_digits_without_white_space(text: str) -> None:
    for word in shown(tokens.words, text):
        assert not any(c.isspace() for c in word)
        assert any(c.isalnum() for c in word)


@given(text=texts)
def test_every_letter_and_digit_is_in_a_word(text: str) -> None:
    inside = {n for start, end in tokens.words(text) for n in range(start, end)}
    assert all(n in inside for n, c in enumerate(text) if c.isalnum())


@given(text=texts)
def test_pieces_begin_and_end_with_something_to_read(text: str) -> None:
    for cut in (tokens.sentences, tokens.paragraphs, tokens.tokens):
        assert all(piece == piece.strip() for piece in shown(cut, text))


@given(scraps=st.lists(st.sampled_from(SCRAPS), max_size=15))
def test_tagged_tokens_are_the_tokens(scraps: list[str]) -> None:
    text = " ".join(scraps)
    found = tokens.tagged(text)
    assert [(t.start, t.end) for t in found] == list(tokens.tokens(text))
    assert all(t.text == text[t.start : t.end] and t.pos for t in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It cost £4.2m, or 3.8bn in China–Russia terms.",
            ["It", "cost", "4.2m", "or", "3.8bn", "in", "China–Russia", "terms"],
        ),
        ("don't don’t", ["don't", "don’t"]),
        ("‘quoted’ and “quoted”", ["quoted", "and", "quoted"]),
        ("long-term—and wide", ["long-term", "and", "wide"]),
        ("up 3.8% to 48,000 at 22:06.", ["up", "3.8", "to", "48,000", "at", "22:06"]),
        ("the U.S. and the U.K.", ["the", "U.S.", "and", "the", "U.K."]),
        ("snake_case", ["snake", "case"]),
        ("one\r\ntwo\x00three", ["one", "two", "three"]),
        ("😀 smile😀", ["smile"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert shown(tokens.words, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("One.\r\rTwo.", ["One.", "Two."]),
        ("One\nstill.\n \t\nTwo.", ["One\nstill.", "Two."]),
        ("One\r\nstill.\r\n\r\nTwo.", ["One\r\nstill.", "Two."]),
        ("One.\nTwo.\nThree.", ["One.", "Two.", "Three."]),
        ("One.\u2029Two.", ["One.", "Two."]),
        ("\n\n  One.  \n\n", ["One."]),
        (" \n\t\n", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert shown(tokens.paragraphs, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Sato came. Mrs. Ito left.", ["Dr. Sato came.", "Mrs. Ito left."]),
        ("It cost 3.8 million. Nobody paid.", ["It cost 3.8 million.", "Nobody paid."]),
        ("“It rains.” She left.", ["“It rains.”", "She left."]),
        ('"It rains." She left.', ['"It rains."', "She left."]),
        ("Really? Yes! Good.", ["Really?", "Yes!", "Good."]),
        ("One.\r\nTwo.", ["One.", "Two."]),
        ("no stop at all", ["no stop at all"]),
        ("   ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert shown(tokens.sentences, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"No," he said.', ['"', "No", ",", '"', "he", "said", "."]),
        ("“No”, he said.", ["“", "No", "”", ",", "he", "said", "."]),
        ("the port’s owner", ["the", "port", "’s", "owner"]),
        ("They can’t.", ["They", "ca", "n’t", "."]),
        ("a ``b'' c", ["a", "``", "b", "''", "c"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert shown(tokens.tokens, text) == expected


def test_lemma_takes_any_apostrophe() -> None:
    assert tokens.lemma("mayor’s") == tokens.lemma("mayor's") == tokens.lemma("mayors") == "mayor"


def test_the_tagger_answers_as_hanta_does() -> None:
    """A sentence tries only its words' own tags, a word is analysed once: that changes no answer."""
    hanta = HanoverTagger("morphmodel_en.pgz")
    for article in load_corpus().values():
        for start, end in tokens.sentences(article.text):
            shown = [t.text.translate(tokens._STRAIGHT) for t in tokens.tagged(article.text, start, end)]
            expected = hanta.tag_sent(shown, taglevel=1)
            assert tokens.tag(shown) == [(pos, lemma) for _, lemma, pos in expected]


def test_a_token_longer_than_any_word_is_its_own_lemma(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    analyse = HanoverTagger.analyze_forward

    def counted(me: HanoverTagger, word: str) -> object:
        asked.append(len(word))
        return analyse(me, word)

    monkeypatch.setattr(HanoverTagger, "analyze_forward", counted)
    long = "qzx" * 1000
    ((_, lemma),) = tokens.tag([long])
    assert lemma == tokens.lemma(long) == long
    assert max(asked) <= 60
