"""A retelling tells what its original tells, and as it is told there: quotations, figures, names, and whose words."""

import csv
import re

import pytest

from project import ROOT
from readingroom import Article
from readingroom.text.marking import handmarks
from retold import FIVE, apart, by_hand, by_hand_in_original, by_kit, originals, quotations, quoted_in

MOST_APART = 0.05  # of all words
# (article, speaker): why the kit's share is off there
KNOWN_ERRORS_OF_THE_KIT = {
    ("xinhua-2020", "Wang Yi"): "two ministers speak, and the kit leaves “the minister” without a name",
    ("xinhua-2020", "the minister"): "the same",
}
NUMBER_WORDS = {
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
}
SAME_IN_OTHER_WORDS = {"West"}
FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
NAME = re.compile(r"(?:(?<=[\w,;’)] )|(?<=[-(]))[A-Z]\w*")  # a capital that does not open a sentence

every = pytest.mark.parametrize("article", FIVE, ids=lambda a: a.id)
with_originals = pytest.mark.skipif(not originals(), reason="the originals are not beside the repository")


def left_out(article: Article) -> list[str]:
    """The figures, dates and names of an original that its retelling leaves out, each with a reason."""
    with (ROOT / "corpus" / "five" / "left-out.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["id"] == article.id]
    assert all(row["reason"] for row in rows)
    return [row["what"] for row in rows]


def figures(text: str) -> set[str]:
    """The numbers of a text in digits, those from three to ten also where they are words."""
    spelled = {NUMBER_WORDS[word] for word in re.findall(r"\w+", text.lower()) if word in NUMBER_WORDS}
    return {found.replace(",", "") for found in FIGURE.findall(text)} | spelled


def told(name: str, text: str) -> bool:
    """Whether a name stands in a text, in whatever capitals and number."""
    return re.search(rf"(?<![^\W_]){re.escape(name.removesuffix('s'))}s?(?![^\W_])", text, re.IGNORECASE) is not None


def missing(original: str, retelling: str) -> set[str]:
    """The figures, and the names of people, places, bodies and days, that only the original has."""
    return figures(original) - figures(retelling) | {n for n in NAME.findall(original) if not told(n, retelling)}


def test_every_original_is_known() -> None:
    assert set(originals()) in (set(), {article.id for article in FIVE})


@with_originals
@every
def test_quotation_marks_stand_round_words_that_are_quoted_in_the_original(article: Article) -> None:
    invented = [q for q in quotations(article.text) if not quoted_in(q, originals()[article.id].text)]
    assert not invented


@with_originals
@every
def test_every_figure_date_and_name_is_told_or_listed_as_left_out(article: Article) -> None:
    listed = " ".join(left_out(article))
    assert {it for it in missing(originals()[article.id].text, article.text) if not told(it, listed)} == set()


@with_originals
@every
def test_no_figure_and_no_name_is_added(article: Article) -> None:
    assert missing(article.text, originals()[article.id].text) <= SAME_IN_OTHER_WORDS


@every
def test_nothing_is_listed_as_left_out_that_is_told(article: Article) -> None:
    assert [what for what in left_out(article) if told(what, article.text)] == []


@every
def test_each_has_its_share_of_the_words_by_hand(article: Article) -> None:
    differences = apart(by_hand(article), by_hand_in_original(article.id))
    assert {who: by for who, by in differences.items() if abs(by) > MOST_APART} == {}


@with_originals
@every
def test_each_has_its_share_of_the_words_by_the_kit(article: Article) -> None:
    differences = apart(by_kit(article), by_kit(originals()[article.id]))
    too_far = {who for who, by in differences.items() if abs(by) > MOST_APART}
    assert too_far == {who for id, who in KNOWN_ERRORS_OF_THE_KIT if id == article.id}


@every
def test_a_mark_is_direct_or_mixed_where_its_content_has_quotation_marks(article: Article) -> None:
    for mark in handmarks(article):
        content = [span.of(article.text) for span in mark.content]
        whole = all(text.startswith("“") and text.endswith("”") and text.count("“") == 1 for text in content)
        assert mark.kind == ("direct" if whole else "mixed" if "“" in "".join(content) else "indirect"), content


@every
def test_a_mark_inside_another_lies_in_its_content(article: Article) -> None:
    marks = handmarks(article)
    assert marks
    for mark in (m for m in marks if m.nested_in is not None):
        outer = marks[mark.nested_in or 0]
        assert all(any(held.contains(span) for held in outer.content) for span in mark.content), mark


def test_what_is_missing_is_seen() -> None:
    original = "On Friday Ana Ruiz of the UN said that 4,800 of nine “safe bridges” in Delta were shut."
    assert missing(original, "The U.N. said 48 bridges were shut.") == {
        "Friday",
        "Ana",
        "Ruiz",
        "UN",
        "4800",
        "9",
        "Delta",
    }
    assert missing(original, "On FRIDAY the UN’s Ana Ruiz said 4,800 of 9 in the Deltas were shut.") == set()
    assert quoted_in("safe bridges", original)
    assert not quoted_in("bridges in Delta", original)
