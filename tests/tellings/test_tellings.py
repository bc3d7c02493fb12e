"""Two articles compared: what is the same is linked with a reason, what is not is said to be in one only."""

import json
import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readingroom import Article, Corpus, TwoTellings, compare, load_corpus
from readingroom.tellings import originals
from readingroom.tellings.links import course

CORPUS = load_corpus()
A = Article.from_text(
    "The harbour bridge reopened on 3 May 2024, Mayor Ana Ruiz said. It cost $48 million.\n\n"
    "Ruiz called the work “a fresh start” for the port.\n\n"
    "Three ferries still cross the bay, with 2,100 seats.",
    id="gazette",
    title="Bridge opens again",
)
B = Article.from_text(
    "Nobody had seen such storms in the bay.\n\n"
    "Port workers doubted that a fresh start was near, though Ruiz promised one.\n\n"
    "For 47 million U.S. dollars the harbour bridge is open since May 3rd, 2024.\n\n"
    "Three mayors came; 2,100 people danced.",
    id="courier",
)
letters = st.text(alphabet="Aa Bb 1.5 %$“”’,\n\u00e9\U0001f600", max_size=120)


def rows(found, *names):
    return [tuple(getattr(row, name) for name in names) for row in found]


def test_things_are_shared_by_what_makes_them_the_same():
    both = compare(A, B)
    assert rows(both.shared, "kind", "thing") == [
        ("name", "Ana Ruiz"),
        ("figure", "2,100"),
        ("date", "May 3rd, 2024"),
        ("quoted words", "a fresh start"),
    ]
    assert "Three" in [t.thing for t in both.only_a], "three ferries are not three mayors"
    assert "Three" in [t.thing for t in both.only_b]


def test_every_thing_is_in_one_or_in_both():
    for a in CORPUS.values():
        for b in CORPUS.values():
            both = compare(a, b)
            assert len(both.shared) + len(both.only_a) + len(both.only_b) == len(both.things)
            assert all(t.a or t.b for t in both.things)


def test_two_names_with_a_part_in_common_are_two_names():
    both = compare(CORPUS["cgtn-2020"], CORPUS["xinhua-2020"])
    assert "Wang Wenbin" in [t.thing for t in both.only_a]
    assert "Wang Yi" in [t.thing for t in both.only_b]
    assert "Vladimir Putin" in [t.thing for t in both.shared]


def test_paragraphs_match_wherever_they_stand_and_say_why():
    links = compare(A, B).links
    assert rows(links, "a", "b") == [(1, 3), (2, 2), (3, 4)]
    assert "“May 3rd, 2024”" in links[0].reason
    assert "“a fresh start”" in links[1].reason


def test_a_link_names_only_what_stands_in_its_paragraph():
    for a, b in (("globaltimes-2021", "cgtn-2021"), ("cgtn-2020", "chinamil-2021")):
        both = compare(CORPUS[a], CORPUS[b])
        for link in both.links:
            words = link.reason.split("the word")[-1].removeprefix("s").strip(" .").split(", ")
            text = both.a.paragraphs[link.a - 1].of(both.a.text).casefold()
            assert "the word" not in link.reason or all(word in text for word in words), link


def test_the_other_page_never_goes_back_while_one_is_read_on():
    for a in CORPUS.values():
        for b in CORPUS.values():
            links = compare(a, b).links
            for side in (0, 1):
                steps = [
                    (to + part / parts, to + (part + 1) / parts)
                    for _, to, part, parts, _ in course(links, side)
                    if parts
                ]
                places = [place for step in steps for place in step]
                assert places == sorted(places), (a.id, b.id, side)


def test_a_match_against_the_order_is_named_and_not_followed():
    steps = course(compare(CORPUS["globaltimes-2021"], CORPUS["cgtn-2021"]).links, 0)
    assert [step[:4] for step in steps] == [
        (1, 2, 0, 1),
        (4, 4, 0, 1),
        (5, 11, 0, 0),
        (7, 5, 0, 1),
        (8, 6, 0, 2),
        (9, 6, 1, 2),
        (10, 16, 0, 0),
        (12, 8, 0, 1),
    ]


def test_the_key_words_of_either_article_can_be_shown_first():
    a, b = CORPUS["globaltimes-2021"], CORPUS["cgtn-2021"]
    assert ">xi</td>" not in compare(a, b).keys._repr_html_()
    assert compare(b, a).keys[0].word == "xi"


def test_every_number_has_its_counterpart_or_none():
    numbers = compare(A, B).numbers
    assert rows(numbers, "a", "b", "match") == [
        ("$48 million", "47 million U.S. dollars", "near"),
        ("Three", None, "none"),
        ("2,100", "2,100", "same"),
        (None, "Three", "none"),
    ]
    assert numbers[2].reason.endswith("counts: seats / people"), "the reader sees that they count different things"


def test_quoted_words_end_where_the_quotation_ends():
    a = Article.from_text("“It is a start” for the town, Ana Ruiz said.", id="a")
    b = Article.from_text("For Ruiz it is a start.", id="b")
    assert "It is a start" in [t.thing for t in compare(a, b).shared]


def test_the_figures_of_the_two_reports_of_2021():
    numbers = compare(CORPUS["globaltimes-2021"], CORPUS["cgtn-2021"]).numbers
    assert ("$102 billion", "$100 billion", "near") in rows(numbers, "a", "b", "match")
    assert ("$100 billion", "$100 billion", "same") in rows(numbers, "a", "b", "match")
    assert ("29.2 percent", None, "none") in rows(numbers, "a", "b", "match")


def test_digits_in_a_date_are_no_counterpart():
    a, b = Article.from_text("The park has 17 trees."), Article.from_text("It opened on 17 June 2020.")
    assert rows(compare(a, b).numbers, "a", "match") == [("17", "none")]


def test_shares_and_verbs_stand_side_by_side():
    both = compare(CORPUS["cgtn-2020"], CORPUS["xinhua-2020"])
    said = next(row for row in both.verbs if row.verb == "say")
    assert (said.a > 0, said.b > 0, said.kind) == (True, True, "neutral")
    for side in ("a_share", "b_share"):
        assert sum(getattr(row, side) for row in both.voices) == pytest.approx(1)
    assert len({row.speaker for row in both.voices}) == len(both.voices)


def test_tables_are_shown_under_the_names_of_the_articles():
    both = compare(A, B)
    assert f"{A.id} share" in both.voices._repr_html_()
    for table in (both.links, both.shared, both.numbers, both.verbs):
        heads = re.findall(r"<th[^>]*>(.*?)</th>", table._repr_html_())
        assert any(A.id in head for head in heads)
        assert not {"a", "b", "a at", "b at"} & set(heads)


def test_short_texts_get_a_warning_and_long_ones_none():
    long = Article.from_text("Rain fell on the town. " * 5_000, id="long")
    assert "words): one word more or less" in compare(A, B).warning
    assert compare(long, long).warning == ""


def test_tables_print_and_go_to_pandas():
    both = compare(A, B)
    assert repr(both).startswith("gazette (")
    for table in (both.links, both.shared, both.only_a, both.numbers, both.keys, both.voices, both.verbs):
        assert len(table.to_frame()) == len(table)
        assert repr(table)
    assert list(both.shared.to_frame()["b"]) == ["¶2", "¶4", "¶3", "¶2"]


def test_something_else_than_an_article_is_refused_by_name():
    with pytest.raises(TypeError, match="Give two Articles, not a str"):
        compare("It rained.", A)


@settings(max_examples=60)
@given(letters, letters)
def test_any_two_texts_can_be_compared(one, two):
    a, b = Article.from_text(one, id="a"), Article.from_text(two, id="b")
    both = compare(a, b)
    for thing in both.things:
        assert thing.thing or thing.kind == "quoted words"
        assert all(0 <= s.start < s.end <= len(x.text) for x, spans in ((a, thing.a), (b, thing.b)) for s in spans)
    for link in both.links:
        assert 1 <= link.a <= len(a.paragraphs)
        assert 1 <= link.b <= len(b.paragraphs)
    assert len(both.numbers) == len(both.numbers.to_frame())


@settings(max_examples=40)
@given(letters)
def test_a_text_has_everything_in_common_with_itself(text):
    a = Article.from_text(text, id="a")
    both = compare(a, a)
    assert not [*both.only_a, *both.only_b]
    assert all(pair.match == "same" for pair in both.numbers)


def test_an_original_is_found_with_its_retelling():
    own = Article.from_text("It rained.", id="mine", meta={"retelling": "cgtn-2020"})
    other = Article.from_text("It rained.", id="other", meta={"retelling": "gone"})
    assert originals(Corpus([*CORPUS.values(), own, other])) == [(own, CORPUS["cgtn-2020"])]


def two_tellings():
    return TwoTellings(CORPUS["globaltimes-2021"], CORPUS["cgtn-2021"])


def shown(side):
    return [side.article.text[m["start"] : m["end"]] for m in side.page.place["marks"]]


def test_every_choice_on_every_table_leads_to_a_page():
    two = two_tellings()
    for sheet in two.sheets:
        choices = re.findall(r'data-choose="([^"]+)"', sheet.html)
        assert choices
        for what in choices:
            sheet.picked = {"what": unescape(what), "times": 0}
            assert shown(two.sides[0]) + shown(two.sides[1]) or "voice" in what, what


def test_a_word_of_the_table_shows_each_of_its_places():
    two = two_tellings()
    two.pick_word("xi")
    assert shown(two.sides[0]) == []
    assert len(shown(two.sides[1])) == two.sides[1].article.text.count("Xi ") > 9
    assert two.sides[0].page.place["focus"] is False


def test_what_both_have_is_shown_on_the_other_page_when_it_is_chosen():
    two = two_tellings()
    mark = next(m for m in two.sides[0]._between[0].marks if m.span.of(two.sides[0].article.text) == "$100 billion")
    two.sides[0].page.chosen = {"layer": "shared", "start": mark.span.start, "end": mark.span.end, "label": mark.label}
    assert shown(two.sides[1]) == ["$100 billion"]
    assert two.sides[1].page.place["focus"] is False
    assert not two.sides[0].page.place


def test_highlights_of_an_earlier_choice_go():
    two = two_tellings()
    china, putin = (
        {"layer": "names-in-both", "start": mark.span.start, "end": mark.span.end, "label": mark.label}
        for mark in (two.sides[0]._between[1].marks[0], two.sides[1]._between[1].marks[-1])
    )
    two.sides[1].page.chosen = putin
    assert shown(two.sides[0])
    two.sides[0].page.chosen = china
    assert shown(two.sides[1])
    assert two.sides[0].page.place == {}


def test_the_counterpart_in_the_matching_paragraph_comes_first():
    two = two_tellings()
    text = two.sides[0].article.text
    start = text.index("Russia’s response")  # paragraph 4, which matches paragraph 4
    two.sides[0].page.chosen = {"layer": "shared", "start": start, "end": start + 6, "label": "name"}
    first = two.sides[1].page.place["marks"][0]
    assert two.sides[1].article.paragraph_at(first["start"]) == 4
    assert len(shown(two.sides[1])) > 1


def test_layers_are_switched_on_both_pages():
    two = two_tellings()
    two.sides[1].page.on = ["shared", "voice"]
    assert two.sides[0].page.on == ["shared", "voice"]
    assert two.sides[0].layers == ("voice",)


def test_a_reading_of_one_of_the_two_can_be_saved(tmp_path):
    assert all(path.exists() for path in two_tellings().sides[0].save(tmp_path))


def test_the_twin_has_both_pages_and_every_table_and_runs_nothing():
    twin = two_tellings()._repr_mimebundle_()["text/html"]
    assert "<script" not in twin
    assert twin.count("<article") == 2
    assert twin.count("<caption>") == 9


def test_two_empty_texts_can_stand_side_by_side():
    two = TwoTellings(Article.from_text("", id="a"), Article.from_text("", id="b"))
    assert len(two.sheets) == 7


def test_paragraphs_with_a_few_words_in_common_do_not_match():
    filler = "apple brick candle drum engine flute garden hammer island jungle kettle lantern mirror needle onion"
    other = "pepper quilt ribbon saddle tunnel violin window yarn zebra anchor barrel carpet dragon elbow feather"
    a, b = (Article.from_text(f"river stone cloud {words}", id=words[:5]) for words in (filler * 3, other * 3))
    assert compare(a, a).links[0].alike == pytest.approx(1)
    assert len(compare(a, b).links) == 0


def test_a_name_that_fits_two_people_stays_its_own():
    a = Article.from_text("Li Na, the mayor, met Li Wei, the governor, Ana Ruiz said. Mr. Li left.", id="a")
    assert "Li" in [t.thing for t in compare(a, a).shared]


def test_a_name_overlooked_on_one_side_is_looked_up_there():
    marked = Article.from_text("Mayor Ana Ruiz spoke.", id="marked")
    bare = Article.from_text("Nobody greeted Ana Ruiz.", id="bare")
    for pair in ((marked, bare), (bare, marked)):
        assert "Ana Ruiz" in [t.thing for t in compare(*pair).shared]


def test_a_stretch_of_time_that_is_a_date_in_one_is_the_same_in_both():
    a = Article.from_text("The treaty was signed 20 years ago.", id="a")
    b = Article.from_text("It marks 20 years of the treaty, and 120 years of the town.", id="b")
    for both in (compare(a, b), compare(b, a)):
        assert "20 years" in [t.thing for t in both.shared]
        assert "20 years" not in [t.thing for t in (*both.only_a, *both.only_b)]


def test_a_voice_lists_its_passages_and_each_leads_to_its_own_place():
    two = two_tellings()
    two.pick_voice("Xi Jinping")
    choices = [json.loads(unescape(c)) for c in re.findall(r'data-choose="([^"]+)"', two.sheets[-2].html)]
    said = [c for c in choices if c[0] == "said"]
    assert said
    for _, side, speaker, n in said:
        two.pick_said(side, speaker, n)
        places = shown(two.sides[side])
        assert places == [s.of(two.sides[side].article.text) for s in two.found.said[side][n].content]
        assert not two.sides[1 - side].page.place


def test_names_can_be_taken_off_both_pages():
    two = two_tellings()
    two.together.names = False
    assert [side.page.on for side in two.sides] == [["shared"], ["shared"]]
    two.together.names = True
    assert [side.page.on for side in two.sides] == [["names-in-both", "shared"]] * 2
