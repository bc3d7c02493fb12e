"""Numbers and their provenance cards."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readingroom import Article
from readingroom.layers import provenance

CASES = {
    "It cost US$3.8 billion.": ("US$3.8 billion", "money", 3.8e9, "US$"),
    "It cost $ 4 bn.": ("$ 4 bn", "money", 4e9, "$"),
    "It cost 88 billion U.S. dollars.": ("88 billion U.S. dollars", "money", 88e9, "U.S. dollars"),
    "It cost 10 bln yuan.": ("10 bln yuan", "money", 10e9, "yuan"),
    "It rose 29.2 percent.": ("29.2 percent", "share", 29.2, "percent"),
    "It rose 0.5 percentage points.": ("0.5 percentage points", "share", 0.5, "percentage points"),
    "It took two-thirds of it.": ("two-thirds", "share", 2 / 3, "thirds"),
    "A ten-year plan began.": ("ten-year", "measure", 10, "year"),
    "The 25th meeting began.": ("25th", "rank", 25, None),
    "Half a million people came.": ("Half a million", "count", 5e5, None),
    "Twenty-five people came.": ("Twenty-five", "count", 25, None),
    "Three hundred thousand people came.": ("Three hundred thousand", "count", 3e5, None),
    "12,345 people came.": ("12,345", "count", 12345, None),
    "2024 people came.": ("2024", "count", 2024, None),
}


@pytest.mark.parametrize(("text", "card"), CASES.items())
def test_value_and_unit(text, card):
    [found] = provenance(Article.from_text(text))
    assert (found.number, found.kind, found.value, found.unit) == (card[0], card[1], pytest.approx(card[2]), card[3])


@pytest.mark.parametrize(
    "text",
    [
        "It closed in 2019.",
        "It began on 4 May 2021 at 10:30.",
        "It was 20 years ago.",
        "Covid-19 and the G20.",
        "The two sides met; both did.",
        "One might ask.",
        "A 2030 Agenda exists.",
        "It ran from 2019 to 2021.",
        "In the 21st century it closed.",
        "A two-handed saw.",
    ],
)
def test_no_number_to_account_for(text):
    assert not list(provenance(Article.from_text(text)))


def test_what_a_number_rests_on():
    text = "From May to July 2023, Ana Ruiz said, trade in wool and tin reached nearly €40m, up from €30m."
    first, second = provenance(Article.from_text(text, id="wool"))
    assert (first.counted, first.period, first.rounding) == ("trade in wool and tin", "From May to July 2023", "nearly")
    assert (first.says, first.compared, second.number) == ("Ana Ruiz", "up from €30m", "€30m")


def test_the_cards_as_a_table():
    cards = provenance(Article.from_text("48 buses came in May 2024. 9% more than in June were red.", id="buses"))
    assert cards.caption == "2 numbers in buses; 0 without a period, 1 without a comparison"
    assert list(cards.to_frame()["number"]) == ["48", "9%"]
    assert "start" in cards.to_csv().splitlines()[0]


@given(st.text(alphabet="0123456789 .,%$€-kmbn:thsd\n", max_size=60))
@settings(deadline=None)
def test_any_digits_give_cards_that_fit(text):
    article = Article.from_text(text)
    for card in provenance(article):
        assert card.span.of(article.text) == card.number
        assert card.value >= 0
