"""Whatever the texts and the query, the lines are those a patient reader with a pencil would write down."""

import contextlib
import random
import re
import string
import tracemalloc
from fnmatch import fnmatchcase
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readingroom import Article, collocates, concordance, frequencies
from readingroom.concordance.forms import QueryProblem
from readingroom.concordance.places import _sorted
from readingroom.text.index import fold

letters = st.text("abAB’'- ,.\n", max_size=40)
letters |= st.lists(st.sampled_from(["a", "b", "A", "ab", "b’s", "x", "a, b."]), max_size=40).map(" ".join)
corpora = st.lists(letters, min_size=1, max_size=4).map(
    lambda texts: [Article.from_text(text, id=f"a{n}", published=f"2024-0{9 - n}-01") for n, text in enumerate(texts)]
)
slots = st.sampled_from(["a", "b", "ab", "a*", "?b", "*b*", "a|b", "aB", "b-a"])
queries = st.lists(slots, min_size=1, max_size=3).map(" ".join)


def fits(slot: str, word: str) -> bool:
    return any(fnmatchcase(fold(word), form.casefold()) for form in slot.split("|"))


def meant(parts, vocabulary):
    """A word that is not there stands for those with it beside a hyphen, or else for its own parts if there."""
    for part in parts:
        if set("*?|{") & set(part) or fold(part) in vocabulary:
            yield part
        elif longer := [word for word in vocabulary if "-" in word and fold(part) in word.split("-")]:
            yield "|".join(longer)
        else:
            pieces = part.split("-")
            yield from pieces if vocabulary.issuperset(map(fold, pieces)) else [part]


def blocks(article):
    """The places of the words of each paragraph, and of the headline."""
    starts = [block.start for block in article.blocks] + [len(article.text)]
    for start, stop in pairwise(starts):
        yield [n for n, word in enumerate(article.words) if start <= word.start < stop]


def by_hand(articles, query):
    """Every hit as (article, first word, last word), found by trying every place; gaps by trying every length."""
    parts = list(meant(query.split(), {fold(word.of(a.text)) for a in articles for word in a.words}))
    for article in articles:
        for block in blocks(article):
            words = [article.words[n].of(article.text) for n in block]
            for start, first in enumerate(block):
                ends = list(follow(words, start, parts))
                if ends:
                    yield article, first, block[min(ends)]


def follow(words, place, parts):
    gap = re.fullmatch(r"\{(\d+),(\d+)\}", parts[0])
    if gap:
        for length in range(int(gap[1]), int(gap[2]) + 1):
            yield from follow(words, place + length, parts[1:])
    elif place < len(words) and fits(parts[0], words[place]):
        if len(parts) == 1:
            yield place
        else:
            yield from follow(words, place + 1, parts[1:])


def line(article, first, last, window):
    spans = article.words
    start, end = spans[first].start, spans[last].end
    left, right = spans[max(first - window, 0)].start, spans[min(last + window, len(spans) - 1)].end
    return article.text[left:start], article.text[start:end], article.text[end:right], article.id, start


def shown(rows):
    return [(r.left, r.match, r.right, r.article, r.span.start) for r in rows]


@given(corpora, queries, st.integers(0, 4))
@example([Article.from_text("a b", id="x"), Article.from_text("b a", id="y")], "a b", 3)
def test_lines_are_those_found_by_hand(articles, query, window):
    found = concordance(articles, query, window=window, sort="text")
    wanted = [line(*hit, window) for hit in by_hand(articles, query)]
    assert shown(found) == wanted
    assert found.total == len(found) == len(wanted)
    assert bool(found.why) == (not wanted)


@given(corpora, slots, st.integers(0, 2), st.integers(0, 2), slots, slots)
@example([Article.from_text("a b x b ab", id="x")], "a", 0, 2, "b", "ab")
@example([Article.from_text("a b ab b ab", id="x")], "a", 0, 2, "b", "ab")
def test_gaps_are_those_found_by_hand(articles, one, least, more, two, three):
    query = f"{one} {{{least},{least + more}}} {two} {three}"
    found = concordance(articles, query, sort="text")
    assert shown(found) == [line(*hit, 10) for hit in by_hand(articles, query)]


PLACES = ["R1", "R2", "R3", "L1", "L2", "L3", "node", "article", "date"]


@given(corpora, queries, st.lists(st.sampled_from(PLACES), min_size=1, max_size=3), st.integers(0, 5) | st.none())
def test_sorted_as_by_hand(articles, query, places, limit):
    def key(hit):
        article, first, last = hit
        words = [fold(span.of(article.text)) for span in article.words]
        at = {"L": first, "R": last}

        def one(place):
            if place == "article":
                return articles.index(article)
            if place == "date":
                return article.published
            step = 0 if place == "node" else int(place[1]) * (1 if place[0] == "R" else -1)
            n = (first if place == "node" else at[place[0]]) + step
            return (words[n],) if 0 <= n < len(words) else ()

        return [one(place) for place in places]

    wanted = sorted(by_hand(articles, query), key=key)[:limit]
    assert shown(concordance(articles, query, sort=" ".join(places), limit=limit)) == [line(*hit, 10) for hit in wanted]


@given(st.lists(st.tuples(*[st.integers(-1, 4)] * 3), max_size=20))
def test_one_number_sorts_as_three_do(rows):
    keys = [np.array(column, int) for column in zip(*rows, strict=True)] or [np.empty(0, int)]
    assert _sorted(keys, 6).tolist() == _sorted(keys, 2**40).tolist() == sorted(range(len(rows)), key=rows.__getitem__)


@given(corpora, slots)
def test_left_match_and_right_are_the_text_itself(articles, query):
    texts = {a.id: a.text for a in articles}
    for row in concordance(articles, query):
        text = texts[row.article]
        assert row.match == row.span.of(text)
        assert text[: row.span.start].endswith(row.left)
        assert text[row.span.end :].startswith(row.right)


def test_the_named_sorts_are_their_places():
    article = Article.from_text("b a c. c a b. a a a. c a a", id="x")
    for name, places in {"right": "R1 R2 R3", "left": "L1 L2 L3"}.items():
        assert shown(concordance(article, "a", sort=name)) == shown(concordance(article, "a", sort=places))


@given(corpora, slots, st.integers(0, 6), st.integers(0, 9))
def test_a_sample_is_some_of_the_lines_and_the_same_again(articles, query, sample, seed):
    whole = concordance(articles, query)
    some = concordance(articles, query, sample=sample, seed=seed)
    assert shown(some) == shown(concordance(articles, query, sample=sample, seed=seed))
    assert len(some) == min(sample, len(whole))
    assert some.total == whole.total
    assert [row for row in whole if row in list(some)] == list(some)


def test_other_seeds_take_other_lines():
    article = Article.from_text("a " * 200, id="x")
    picks = {tuple(r.span.start for r in concordance(article, "a", sample=5, seed=s)) for s in range(9)}
    assert len(picks) > 5


@given(st.text())
def test_any_query_is_answered_or_refused(query):
    article = Article.from_text("The river rose, and the town’s bridge held.", id="flood")
    for by in ("word", "lemma", "regex"):
        with contextlib.suppress(QueryProblem):
            assert concordance(article, query, by=by).total >= 0


def flood(*, case=False, **settings):
    article = Article.from_text(
        "In May the rivers rose. China’s dams held; China said it may rise. “It’s China's,” they say.", id="flood"
    )
    return [row.match for row in concordance(article, sort="text", case=case, **settings)]


def test_case_and_possessives():
    assert flood(query="china") == ["China’s", "China", "China's"]
    assert flood(query="China's") == ["China’s", "China's"]
    assert flood(query="china", case=True) == []
    assert flood(query="may") == ["May", "may"]
    assert flood(query="May", case=True) == ["May"]
    assert flood(query="It's") == ["It’s"]
    assert flood(query="M*", case=True) == ["May"]


def test_lemma_tag_and_regular_expression():
    assert flood(query="say", by="lemma") == flood(query="said", by="lemma") == ["said", "say"]
    assert flood(query="river", by="lemma") == ["rivers"]
    assert flood(query="r.s.", by="regex") == ["rose", "rise"]
    assert flood(query="R.SE", by="regex", case=True) == []
    assert flood(query="may_VM0", by="pos") == ["may"]
    assert flood(query="the_ NN2", by="pos") == ["the rivers"]


def test_what_an_index_remembers_is_not_mixed_up():
    article = Article.from_text("The units, query edges and tags of an article.", id="x")
    frequencies(article)
    collocates(article, "query", window=1)
    for word in ("units", "query", "edges", "tags", "article", "lemmas"):
        for by in ("word", "lemma", "pos"):
            query = f"{word}_*" if by == "pos" else word
            assert concordance(article, query, case=True, by=by).total == (word != "lemmas"), (word, by)


def test_within_speech_and_outside():
    article = Article.from_text("The bridge is safe, the mayor said. The bridge fell on Monday.", id="bridge")
    assert [r.span.start for r in concordance(article, "bridge", within="speech")] == [4]
    assert [r.span.start for r in concordance(article, "bridge", within="outlet")] == [40]
    with pytest.raises(QueryProblem, match=r"no words of Nobody in bridge. The speakers are: the mayor."):
        concordance(article, "bridge", speaker="Nobody")
    with pytest.raises(QueryProblem, match=r"no words of nobody named in bridge."):
        concordance(article, "bridge", within="unnamed")
    assert "though 1 where none of this is asked" in concordance(article, "fell", within="speech").why


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"query": ""}, "query is empty"),
        ({"query": " \n"}, "query is empty"),
        ({"query": "*"}, "matches every word"),
        ({"query": "* **"}, "matches every word"),
        ({"query": ".*", "by": "regex"}, "matches every word"),
        ({"query": "(", "by": "regex"}, "not a regular expression"),
        ({"query": "QQ9", "by": "pos"}, r"tags are, for example, NN1 or NN\* \(noun\), VV\* \(verb\)"),
        ({"query": "a {2}"}, "between two words, not at the end"),
        ({"query": "{0,9} of"}, "between two words, not at the beginning"),
        ({"query": "a " * 101}, "at most 100 words and gaps; this one has 101"),
        ({"query": "|"}, r"stands between two words, as in tie\|ties"),
        ({"query": "“ —"}, "There is no word in ““ —”; give a word"),
        ({"query": "(?R)", "by": "regex"}, "calls itself"),
        ({"query": "a(?1)", "by": "regex"}, "calls itself"),
        ({"query": "a", "sample": 2, "seed": -3}, "seed is a whole number from 0 up; got -3"),
        ({"query": "a {3,1} b"}, "at most 20"),
        ({"query": "a {0,99} b"}, "at most 20"),
        ({"query": "a", "sort": "sideways"}, "no place “sideways”"),
        ({"query": "a", "sort": "R1 R2 R3 R4"}, "one to three places"),
        ({"query": "a", "by": "sound"}, "choose one of"),
        ({"query": "a", "within": "brackets"}, "“speech”, “outlet”, “named”, “unnamed”"),
        ({"query": "a", "within": "outlet", "speaker": "Wang Yi"}, "no speaker"),
        ({"query": "a", "window": -1}, "whole number"),
        ({"query": "a", "limit": 1.5}, "whole number"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_sentence(settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        concordance(Article.from_text("a b a", id="x"), **settings)


def test_an_endless_expression_is_stopped():
    article = Article.from_text("a" * 5000 + "!", id="x")
    with pytest.raises(QueryProblem, match="was stopped after"):
        concordance(article, "(a|aa)+b", by="regex")


def test_a_long_word_and_many_stars_do_not_hang():
    article = Article.from_text("a" * 100_000, id="x")
    assert concordance(article, "*a*a*a*a*a*b").total == 0


def test_an_empty_result_says_why():
    article = Article.from_text("Cooperation grew; cooperation and trade. Trade and cooperation.", id="ties")
    assert concordance(article, "cooperaton").why == "“cooperaton” in ties: no such word; nearest: cooperation (3)."
    assert concordance(article, "grew trade").why.endswith(
        "each of its words is there, but never in this order in one paragraph."
    )
    assert "“xylophone”: no such word." in concordance(article, "trade xylophone").why
    assert "capitals" in concordance(article, "COOPERATION", case=True).why
    assert "no word fits" in concordance(article, "zz*").why


def test_groups_count_the_words_at_a_place():
    article = Article.from_text("the river rose, the river fell, a river rose, river", id="flood")
    lines = concordance(article, "river")
    assert [(g.word, g.count) for g in lines.group("R1")] == [("rose", 2), ("fell", 1)]
    assert [(g.word, g.count) for g in lines.group("L1")] == [("the", 2), ("a", 1), ("rose", 1)]
    with pytest.raises(QueryProblem):
        lines.group("article")


def test_the_plot_says_where():
    one = Article.from_text("river a b c d e f river", id="one")
    two = Article.from_text("nothing here", id="two")
    plot = concordance([one, two], "river").plot()
    assert [(r.article, r.hits, r.positions) for r in plot] == [("one", 2, (0.0, 0.875)), ("two", 0, ())]
    assert plot.svg.count("data-hit=") == 2
    assert 'role="img"' in plot.svg
    assert "<table" in plot._repr_html_()


def test_what_is_shown_is_escaped_and_in_one_line():
    article = Article.from_text("<b>bold\n\n\nriver & town</b>", id="<x>")
    lines = concordance(article, "river")
    assert "<b>" not in lines._repr_html_()
    assert "&lt;x&gt;" in lines._repr_html_()
    assert "bold [river] & town" in repr(lines)
    assert lines[0].left == "b>bold\n\n\n"


def test_frames_and_csv_hold_every_line():
    article = Article.from_text("a b " * 50, id="x")
    lines = concordance(article, "a")
    assert list(lines.to_frame().columns) == ["left", "match", "right", "article", "start", "end"]
    assert len(lines.to_frame()) == lines.to_csv().count("\n") - 1 == 50


def test_a_big_text_is_searched_like_a_small_one():
    draw = random.Random(5)
    words = ["".join(draw.choices(string.ascii_lowercase[:3], k=draw.randint(1, 3))) for _ in range(20_000)]
    articles = [Article.from_text(" ".join(words[n : n + 500]), id=str(n)) for n in range(0, len(words), 500)]
    for query in ("a", "a b", "a* {0,2} b?", "abc"):
        assert concordance(articles, query).total == sum(1 for _ in by_hand(articles, query))


def test_print_cuts_a_line_between_words():
    lines = concordance(Article.from_text("extraordinary " * 9 + "river" + " extraordinary" * 9, id="x"), "river")
    left, rest = repr(lines).splitlines()[1].split("[")
    assert set(f"{left} {rest.split(']')[1]}".split()) == {"extraordinary", "x"}


def test_a_line_in_the_notebook_has_its_heads_over_its_words_and_says_where_it_stands():
    article = Article.from_text("It rained.\n\nA river rose.", title="The river", id="flood")
    html = concordance(article, "river", sort="text")._repr_html_()
    sides = {"before": "right", "found": "center", "after": "left", "where": "left"}
    assert {name: re.search(f"align:(\\w+)[^>]*>{name}</th>", html)[1] for name in sides} == sides
    assert re.findall(">((?:¶|headline).*?)<", html) == ["headline flood", "¶2 flood"]


TYPED = Article.from_text(
    "Wang said, “We seek a win‑win.” The US$88 billion plan cost £4.2m. COVID-19 hit China–Russia ties and "
    "China-Russia trade; Moscow—Beijing flights are growing.\n\nIt’s of the phone.",
    title="Sale of phone",
    id="typed",
)


@pytest.mark.parametrize(
    ("query", "matches", "read"),
    [
        ('"win-win"', ["win‑win"], ""),
        ("“win–win,”", ["win‑win"], "read as “win-win”"),
        ("Wang said,", ["Wang said"], "read as “Wang said”"),
        ("US$88", ["US$88"], "read as “US 88”"),
        ("£4.2M", ["4.2m"], "read as “4.2M”"),
        ("China-Russia", ["China–Russia", "China-Russia"], ""),
        ("china—russia", ["China–Russia", "China-Russia"], "read as “china-russia”"),
        ("Moscow-Beijing", ["Moscow—Beijing"], "read as “Moscow Beijing”"),
        ("covid", ["COVID-19"], "read as “covid-19”"),
        ("covid hit", ["COVID-19 hit"], "read as “covid-19 hit”"),
        ("It's", ["It’s"], ""),
        ("tie|ties|", ["ties"], "read as “tie|ties”"),
        ("“partner*”|plan,", ["plan"], "read as “partner*|plan”"),
    ],
)
def test_what_is_typed_is_found_and_what_was_understood_is_said(query, matches, read):
    found = concordance(TYPED, query)
    assert sorted(line.match for line in found) == sorted(matches)
    assert read in found.caption
    assert ("read as" in found.caption) == bool(read)


@pytest.mark.parametrize("query", ["phone Wang", "growing It's", "growing {0,3} phone"])
def test_a_hit_never_runs_over_a_headline_or_a_paragraph(query):
    assert concordance(TYPED, query).total == 0
    assert query.replace("'", "’").lower() not in [row.word for row in frequencies(TYPED, n=2, stopwords=())]


def test_a_figure_with_its_letter_is_counted_as_one_word():
    assert {"4.2m", "88"} <= {row.word for row in frequencies(TYPED)}


def test_gaps_within_gaps_take_memory_by_the_words():
    def most(times):
        article = Article.from_text("the river " * times)
        concordance(article, "the")
        tracemalloc.start()
        try:
            found = concordance(article, "the {0,20} the {0,20} the {0,20} the")
            return found.total, tracemalloc.get_traced_memory()[1] / times
        finally:
            tracemalloc.stop()

    (few, some), (many, more) = most(5_000), most(10_000)
    assert (few, many) == (4_997, 9_997)
    assert some < 1_000  # bytes for each pair of words; it was 70,000
    assert more < 1.5 * some


def around(article, first, last, words):
    """The words within so many words of a hit."""
    found = [fold(span.of(article.text)) for span in article.words]
    return found[max(first - words, 0) : first] + found[last + 1 : last + 1 + words]


@given(corpora, queries, slots, st.integers(0, 4))
def test_lines_with_and_without_a_word_nearby(articles, query, other, words):
    hits = list(by_hand(articles, query))
    near = list(meant([other], {fold(word.of(a.text)) for a in articles for word in a.words}))
    if len(near) > 1:
        return  # a phrase
    fit = [any(fits(near[0], word) for word in around(*hit, words)) for hit in hits]
    for settings, wanted in (({"near": other}, True), ({"not_near": other}, False)):
        found = concordance(articles, query, sort="text", within_words=words, **settings)
        assert shown(found) == [line(*hit, 10) for hit, there in zip(hits, fit, strict=True) if there is wanted]


def test_a_filter_says_what_it_does_and_what_it_leaves():
    article = Article.from_text("The old bridge held; the new bridge fell. A bridge of wood.", id="x")
    found = concordance(article, "bridge", near="old|new", not_near="held", within_words=1)
    assert found.caption == "“bridge” in x, with “old|new” within 1 word, without “held” within 1 word: 1 hit"
    none = concordance(article, "bridge", near="stone")
    assert none.why == "“bridge” in x, with “stone” within 5 words: no hits, though 3 where none of this is asked."
    assert none.total == 0
    with pytest.raises(ValueError, match="within_words is a whole number"):
        concordance(article, "bridge", near="old", within_words=-1)


def test_a_line_knows_its_speaker_and_its_sort():
    article = Article.from_text("The bridge is safe, the mayor said. The bridge fell.", id="x")
    found = concordance(article, "bridge", sort="speaker")
    assert [found.speaker(n) for n in range(2)] == ["", "the mayor"]
    assert found.sort == ("speaker",)
    assert concordance(article, "bridge").sort == ("R1", "R2", "R3")


def test_a_line_in_the_notebook_stays_one_line():
    article = Article.from_text("a very long line " * 20 + "with a river\n\nin it " + "and much behind it " * 20)
    html = concordance(article, "river", window=40)._repr_html_()
    assert "white-space:pre" in html
    assert "\n" not in html
    assert all(len(cell) <= 50 for cell in re.findall(r"pre\">(.*?)</span>", html))
