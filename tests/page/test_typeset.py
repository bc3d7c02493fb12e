"""The renderer: what is shown is the text, escaped, with every mark in its place."""

import re
import sys
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.page import overlay
from readingroom.page.html import cards, page, reference
from readingroom.page.interface import say, style
from readingroom.page.overlay import Overlay, mine, stretch
from readingroom.text.article import Article, Mark, Span
from readingroom.text.corpus import Corpus

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</article></div>",
    '" onmouseover="alert(1)',
    "javascript:alert(1)",
    "<style>body{display:none}</style>",
    "&lt;b&gt;",
    "\u202ereversed\u202c",
    "]]><!--",
]


ELEMENTS = {"article", "header", "p", "div", "button", "span", "h2", "mark", "ul", "li", "ol", "a", "script"}


class Reader(HTMLParser):
    """Reads a page back: its elements, and the text inside elements of class rr-p."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.blocks, self._stack = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if "rr-p" in (dict(attrs).get("class") or "").split():
            self._stack = [tag]
            self.blocks.append("")
        elif self._stack:
            self._stack.append(tag)

    def handle_endtag(self, tag):
        if self._stack:
            self._stack.pop()

    def handle_data(self, data):
        if self._stack:
            self.blocks[-1] += data


def marks_on(text):
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted).filter(lambda p: p[0] < p[1])
    return st.lists(places.map(lambda p: Mark(Span(*p), "x", "because")), max_size=6) if text else st.just([])


@given(st.data())
def test_any_text_comes_back_whole_whatever_marks_lie_on_it(data):
    text = data.draw(st.text(st.characters(exclude_characters="\r\x00", exclude_categories=("Cs",)), max_size=60))
    marks = data.draw(marks_on(text))
    html = stretch(text, 0, len(text), [Overlay("a", "A", "A", ["x"], marks)])
    assert unescape(re.sub(r"<[^>]*>", "", re.sub(r'"[^"]*"', '""', html))) == text


@given(st.data())
def test_every_mark_is_there_and_covers_its_place(data):
    text = data.draw(st.text("ab <&\"'", min_size=1, max_size=40))
    marks = data.draw(marks_on(text))
    html = stretch(text, 0, len(text), [Overlay("a", "A", "A", ["x"], marks)])
    for i, mark in enumerate(marks):
        pieces = [
            unescape(inner)
            for keys, inner in re.findall(r'data-m="([^"]*)"[^>]*>([^<]*)</mark>', html)
            if f"a:{i}" in keys.split()
        ]
        assert "".join(pieces) == mark.span.of(text)


def test_markup_in_a_text_title_or_reason_appears_as_text():
    for hostile in HOSTILE:
        article = Article.from_text(f"One {hostile} two.\n\nThree.", title=hostile, id=hostile, outlet=hostile)
        mark = Mark(Span(len(hostile) + 2, len(hostile) + 5), hostile, hostile)
        overlay = Overlay("a", hostile, "A", [hostile], [mark])
        read = Reader(page(article, [overlay], on=["a"], data=True))
        assert read.blocks == [hostile, f"One {hostile} two.", "Three."]
        assert {tag for tag, _ in read.tags} <= ELEMENTS
        assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on")]
        assert all((a.get("type") == "application/json") for t, a in read.tags if t == "script")
        assert all(a["href"].startswith("#") for t, a in read.tags if t == "a")


def test_cards_hold_markup_as_text_and_name_files_that_did_not_open():
    corpus = Corpus([Article.from_text("It rained.", title="<b>Rain</b>", id="<i>")], problems=["bad.md: <empty>"])
    html = cards(corpus, choose="<i>")
    assert "<b>" not in html
    assert "<i>" not in html
    assert "bad.md: &lt;empty&gt;" in html


def test_paragraphs_are_numbered_and_the_headline_is_not():
    article = Article.from_text("One.\n\nTwo.", title="Head")
    html = page(article)
    assert re.findall(r'data-n="(\d+)"', html) == ["1", "2"]
    assert '<h2 class="rr-p rr-title"' in html


def test_a_page_without_a_shown_layer_says_what_to_do():
    article = Article.from_text("One.")
    assert say("findings_none") in page(article, [Overlay("a", "A", "A", ["x"], [])])
    assert say("findings_empty") in page(article, [Overlay("a", "A", "A", ["x"], [])], on=["a"])


def test_the_style_names_no_place_outside():
    assert "http" not in style()
    assert "url(" not in style()
    assert "@import" not in style()


def test_tags_tell_the_labels_of_a_layer_apart():
    tags = Overlay("a", "A", "A", ["source", "speech", "s", "cue"], []).tags
    assert len(set(tags.values())) == 4
    assert tags["cue"] == "Ac"


def test_an_owner_is_stated_in_the_same_words_for_a_retelling_and_for_a_text_of_its_own():
    owner = "Rain Press, a publisher under the Cloud Trust, Port Ebbet"
    metas = ({"original": {"owner": owner}}, {"owner": owner})
    assert all(reference(Article.from_text("It rained.", meta=m))[-1] == f"Outlet owned by {owner}" for m in metas)


def steps(act: Callable[[], object]) -> int:
    """How many lines of the page's own code a call runs through: no clock, the same on every machine."""
    count = 0

    def trace(frame, event, arg):
        nonlocal count
        if "readingroom" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        act()
    finally:
        sys.settrace(before)
    return count


def side_by_side(n):
    """A paragraph with n marks one after the other, under one mark on all of it."""
    text = "he said " * n
    marks = [Mark(Span(8 * i, 8 * i + 2), "x", "because") for i in range(n)]
    return text, [Overlay("a", "A", "A", ["x"], [*marks, Mark(Span(0, len(text)), "x", "because")])]


def nested(n):
    """Marks within marks, as sayings within sayings are."""
    text = "he said " * n
    return text, [Overlay("a", "A", "A", ["x"], [Mark(Span(8 * i, len(text)), "x", "because") for i in range(n)])]


@pytest.mark.parametrize("made", [side_by_side, nested])
def test_a_paragraph_is_set_in_time_that_grows_with_its_marks(made):
    small, large = (made(n) for n in (200, 400))
    once, twice = (steps(lambda case=case: stretch(case[0], 0, len(case[0]), case[1])) for case in (small, large))
    assert twice < 2.2 * once


def test_a_page_of_many_paragraphs_is_set_in_time_that_grows_with_them():
    def made(n):
        article = Article.from_text("\n\n".join(["It may rain."] * n))
        article.words, article.sentences, article.paragraphs  # noqa: B018 - not what is counted
        marks = [Mark(Span(p.start + 3, p.start + 6), "x", "because") for p in article.paragraphs]
        return lambda: page(article, [Overlay("a", "A", "A", ["x"], marks)], on=["a"])

    assert steps(made(400)) < 2.2 * steps(made(200))


def test_a_place_is_found_without_going_through_all_paragraphs():
    article = Article.from_text("\n\n".join(["It rained."] * 1000))
    asked = []

    class Counted(tuple):
        def __iter__(self):
            asked.append("all of them")
            return super().__iter__()

    object.__setattr__(article, "__dict__", article.__dict__ | {"paragraphs": Counted(article.paragraphs)})
    places = [p.start for p in article.paragraphs[:]]
    asked.clear()
    assert [article.paragraph_at(place) for place in places] == list(range(1, 1001))
    assert article.paragraph_at(places[5] - 1) == 0, "between two paragraphs"
    assert not asked


def test_an_attribution_is_one_finding_of_several_parts():
    article = Article.from_text("The bridge is safe, Ana Ruiz said. She added that it was old.", id="bridge")
    [sheet] = [s for s in overlay.overlays(article, ["attribution"]) if s.laid]
    assert len(sheet.marks) == 6
    assert len(sheet.findings) == 2
    html = page(article, [sheet], on=["attribution"])
    entries = re.findall(r'class="rr-said">([^<]*)<', html)
    assert entries == ["Ana Ruiz · said · The bridge is safe", "She · added · that it was old"]
    assert re.findall(r'class="rr-count">(\d*)<', html) == ["2"]
    assert "“She” is taken for Ana Ruiz." in html


def test_a_source_that_names_its_speaker_needs_no_other_word():
    article = Article.from_text("The bridge is safe, Ana Ruiz said.")
    [sheet] = [s for s in overlay.overlays(article, ["attribution"]) if s.laid]
    assert not any("is taken for" in mark.reason for mark in sheet.marks)


def test_own_marks_stand_in_front_as_an_outline_and_the_kits_are_seen_with_them():
    own = mine([Mark(Span(0, 7), "question", "why"), Mark(Span(8, 12), "cue", "")])
    kit = Overlay("k", "K", "K", ["x"], [Mark(Span(3, 7), "x", "because")])
    html = stretch("It rained here", 0, 14, [own, kit])
    outlined = re.findall(r'<mark class="([^"]*)"[^>]*data-m="([^"]*)"[^>]*>([^<]*)<', html)
    assert outlined == [
        ("rr-m rr-own", "mine:0", "It "),
        ("rr-m rr-c0 rr-u0 rr-own", "mine:0 k:0", "rain"),
        ("rr-m rr-own", "mine:1", "d he"),
    ]


def test_every_look_comes_from_the_palette(monkeypatch):
    from readingroom.page import interface

    fewer = interface.palette() | {"slots": interface.palette()["slots"][:3], "patterns": ["solid", "wavy"]}
    monkeypatch.setattr(interface, "palette", lambda: fewer)
    sheet = Overlay("a", "A", "A", ["x", "y", "z", "w"], [])
    assert [sheet.look(k) for k in range(4)] == [
        "rr-m rr-c0 rr-u0",
        "rr-m rr-c1 rr-u1",
        "rr-m rr-c2 rr-u0",
        "rr-m rr-c0 rr-u1",
    ]
    assert ".rr-c3{" not in interface._colours()
