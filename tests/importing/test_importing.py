"""Importing: pages of every kind come in with what they say about themselves, without furniture, unchanged."""

from pathlib import Path

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from project import SHARED
from readingroom import Article, ImportProblem, import_article, load_corpus
from readingroom.importing.fingerprint import SAME, fingerprint, resemblance
from readingroom.importing.furniture import fits
from readingroom.importing.lines import lines_of
from readingroom.importing.making import odd_characters
from readingroom.text.folders import shipped

ORIGINALS = sorted((SHARED / "originals").glob("*.txt"))
with_originals = pytest.mark.skipif(not ORIGINALS, reason="the originals are not beside the repository")

WIRE = """\
Off the wire
Ferry prices rise   • Seed bank opens in delta   • Rain expected all week   • Town library to stay
You are here:   News/

Flood waters recede along the Tarn valley

Harbor Wire,March 4, 2023 Adjust font size:

LARKFIELD, March 4 (Harbor Wire) -- Flood waters in the Tarn valley receded on Saturday, officials said. Roads opened.

"We are not out of danger," said Ana Brook, who leads the valley's rescue service.

Some 1,200 people slept in schools. The service expects them home by Monday. Enditem
"""
PAPER = """\
The Larkfield Gazette
News
Politics
Council votes to keep old library open
By Jane Roe and Tom Ash
Published 3 May 2024, 10:15 BST
Updated 4 May 2024
Share
Facebook
Twitter

The council voted on Thursday to keep the town library open for two more years, the mayor said.

Advertisement

“We listened to people,” she told reporters after the vote, which was close.

READ MORE: Library at risk, says report

Opponents said the cost was too high. One of them, Hugh Vane, called it “a gift to nostalgia”.

What happens next

The decision goes to the county in June.

Tags: library, council
12 Comments
Most read
1. Bridge to close
2. Weather: rain expected
© 2024 The Larkfield Gazette. All rights reserved.
"""
RELEASE = """\
Northlight: New ferry line to link islands by 2026

PORT ELLEN, Sept. 2, 2024 /PRNewswire/ -- Northlight Ferries said today that it will open a line between five islands.

"It will be the first ship of its kind," said Mara Quist, the company's head.

The ship carries 200 people

It will run on batteries and needs forty minutes to charge, the company said.

Media contact: Ola Berg, press@northlight.example

SOURCE Northlight Ferries

View original content to download multimedia: https://news.example/new-ferry-line

Comments are closed.
"""
BLOG = """\
Skip to content
Home > World > Asia

What the water treaty means for farmers

Posted by Lena Fox on June 12, 2022

Share this:
Click to share on Twitter (Opens in new window)
Like Loading...

Farmers on both sides of the river have waited ten years for the treaty. It was signed last week in Ostra.

Read more:

River towns agree on dams

Ten years of talks in five pictures

Does it help them? Partly, says the farmers' union. Comment Here

Related
Water treaty signed
Leave a Reply
"""
AGENCY = """\
Download
Rice harvest hits record in delta
Updated 20:15, 03-May-2024
Delta Today
01:12

The rice harvest in the delta hit a record this spring, the ministry of agriculture said on Friday.

Workers bring in rice. Photo: Ana Do

The ministry named dry weather and new seed as reasons, according to its statement.


Related News
"""
BROADCASTER = """\
Glass factory fire: What we know so far

2 hours ago
By Priya Nair
BBC News, Leeds

A fire at a glass factory in the north of the city has been put out after eleven hours, the fire service has said.

Image source, Town archive

Nobody was hurt. Forty workers left the building in time, their manager said.

You may also be interested in:
How glass is made
The town that burned twice

More on this story
Factory had been warned
"""
COLUMN = """\
Through mud and mist: a valley learns to share

Valley Post Online
Ida Holm
2021-02-13 17:06:12

By Yan Orr

The valley has argued about water for as long as anyone remembers, and in 2020 the argument grew louder than ever.

There is enough of it, as the engineers of both towns have put it for years.
"""
HEADLINE_FIRST = """\
Valley Gazette (20 November 2021) – The mill by the river will be a school again, the mayor of Ostra said on Friday.

She told the newspaper that forty children would begin in spring.
"""
PAGES = {
    "wire": (WIRE, "Flood waters recede along the Tarn valley", "Harbor Wire", "2023-03-04", "", "Larkfield"),
    "paper": (
        PAPER,
        "Council votes to keep old library open",
        "The Larkfield Gazette",
        "2024-05-03",
        "Jane Roe and Tom Ash",
        "",
    ),
    "release": (
        RELEASE,
        "Northlight: New ferry line to link islands by 2026",
        "Northlight via PRNewswire",
        "2024-09-02",
        "",
        "Port Ellen",
    ),
    "blog": (BLOG, "What the water treaty means for farmers", "", "2022-06-12", "Lena Fox", ""),
    "agency": (AGENCY, "Rice harvest hits record in delta", "Delta Today", "2024-05-03", "", ""),
    "broadcaster": (BROADCASTER, "Glass factory fire: What we know so far", "BBC News", "", "Priya Nair", "Leeds"),
    "column": (
        COLUMN,
        "Through mud and mist: a valley learns to share",
        "Valley Post Online",
        "2021-02-13",
        "Yan Orr",
        "",
    ),
    "headline first": (HEADLINE_FIRST, "", "Valley Gazette", "2021-11-20", "", ""),
}
FURNITURE = """
Off the wire|You are here|Adjust font|Enditem|Advertisement|READ MORE|Tags:|Comments|Most read|rain expected|©
Media contact|SOURCE|View original|Skip to|Share|Click to|Loading|Read more|River towns|five pictures|Related
Comment Here|Leave a|Download|20:15|01:12|Photo:|Image source|You may also|How glass|More on|Bridge to close|Ida Holm
"""
every_page = pytest.mark.parametrize("page", PAGES)


def body(article: Article) -> str:
    return article.text[len(article.title) + 2 :] if article.title else article.text


def sentences(text: str) -> list[str]:
    """The lines of a page that are plainly its article: eight words or more and a full stop."""
    ends = (" Enditem", " Comment Here")
    found = (line.text for line in lines_of(text))
    for end in ends:
        found = (line.removesuffix(end) for line in found)
    return [
        line
        for line in found
        if len(line.split()) >= 8 and line[-1] in ".”" and "Photo" not in line and "©" not in line
    ]


@every_page
def test_what_a_page_says_about_itself(page: str) -> None:
    text, title, outlet, published, author, place = PAGES[page]
    article = import_article(text)
    found = (
        article.title,
        article.outlet,
        article.published,
        article.meta.get("author", ""),
        article.meta.get("place", ""),
    )
    assert found == (title, outlet, published, author, place)


@every_page
def test_no_furniture_in_the_body_and_no_sentence_lost(page: str) -> None:
    text = PAGES[page][0]
    shown = body(import_article(text))
    assert not [phrase for phrase in FURNITURE.strip().replace("\n", "|").split("|") if phrase in shown]
    assert len(sentences(text)) >= 2
    assert not [sentence for sentence in sentences(text) if sentence not in shown]


@every_page
def test_every_line_is_headline_body_or_listed(page: str) -> None:
    article = import_article(PAGES[page][0])
    listed = [out["text"] for out in article.meta.get("left_out", ())]
    for line in lines_of(PAGES[page][0]):
        assert line.text == article.title or line.text in body(article) or line.text.endswith(tuple(listed))


@every_page
def test_all_that_was_left_out_can_be_put_back(page: str) -> None:
    text = PAGES[page][0]
    article = import_article(text)
    lines = [out["line"] for out in article.meta.get("left_out", ())]
    whole = import_article(text, put_back=lines, title=article.title)
    assert whole.text.split() == [*article.title.split(), *text.replace(article.title, "", 1).split()]


def test_subheadings_stay() -> None:
    assert "\n\nThe ship carries 200 people\n\n" in import_article(RELEASE).text
    assert "\n\nWhat happens next\n\n" in import_article(PAPER).text


def test_a_line_that_is_put_back_stands_in_its_place() -> None:
    article = import_article(PAPER)
    [line] = [out["line"] for out in article.meta["left_out"] if out["text"].startswith("READ MORE")]
    again = import_article(PAPER, put_back=[line])
    assert "was close.\n\nREAD MORE: Library at risk, says report\n\nOpponents" in again.text


def test_what_is_given_is_used_instead_of_what_is_read() -> None:
    article = import_article(PAPER, title="Library stays", outlet="", published="2024-05-04", author="A. Nonymous")
    assert (article.title, article.outlet, article.published) == ("Library stays", "", "2024-05-04")
    assert article.meta["author"] == "A. Nonymous"
    assert "Council votes" not in body(article)  # the printed headline is no paragraph
    assert {"Council votes to keep old library open"} <= {out["text"] for out in article.meta["left_out"]}


def test_a_sentence_with_a_date_and_a_name_is_no_reference() -> None:
    text = "The ferry sank in the night, the harbour master said.\n\nIt sailed on 3 May 2019.\n\nBy Monday it was gone."
    assert body(import_article(f"Old ferry sinks\n\n{text}")) == text


def test_a_wrapped_text_loses_no_line_to_a_list_of_links() -> None:
    text = (
        "River bridge to close\n\nThe old bridge over the Tarn will be closed from Monday until\nthe end of May.\n\n"
        "Read more\n\nShops near the bridge fear for their trade, and the baker has asked the\ncouncil for help.\n"
    )
    assert body(import_article(text)).endswith("asked the\ncouncil for help.")


def test_paragraphs_stay_apart_where_a_line_between_them_goes() -> None:
    text = "It rained all day in the valley, they said.\nAdvertisement\n\nNobody played in the end, it seems.\n"
    assert len(import_article(f"Rain stops play today\n\n{text}").paragraphs) == 2


@pytest.mark.parametrize(
    "line",
    [
        "They share this view.",
        "He asked them to follow us home, and they did.",
        "Copyright law is changing, the minister said.",
        "Register to vote by Friday, the town said to all.",
        "Downloads of the file rose by 4 percent.",
        "Comments from the mayor were read out.",
        "More than 100 people came.",
        "This story was told by her grandmother.",
        "Source close to the talks said so.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_none(line: str) -> None:
    assert fits(line) == ""


def test_a_language_other_than_english_works_and_is_said() -> None:
    text = (
        "Brücke wird gesperrt\n\nDie alte Brücke über die Tarn wird ab Montag bis zum Ende des Monats gesperrt, sagte "
        "die Bürgermeisterin am Freitag vor dem Rathaus.\n\nDie Autofahrer müssen einen Umweg von 20 Minuten nehmen."
    )
    article = import_article(text)
    assert article.text == text
    assert article.meta["language"] == "not English"
    assert any("attribution knows English only" in note for note in article.meta["notes"])
    assert import_article(PAPER).meta["language"] == "English"


@pytest.mark.parametrize("text", ["It rained all day in the valley.\n", "no stop\n", "…\n", "旧桥将关闭维修\n", "🙂\n"])
def test_a_text_without_headline_and_paragraphs_is_its_own_body(text: str) -> None:
    article = import_article(text)
    assert (article.title, article.text) == ("", text.strip())


def test_odd_characters_are_listed_and_stay() -> None:
    text = "Rain\u00a0stops\u200b play\n\nIt rained all day in\u00a0the valley, the mayor said.\ufffd\n"
    article = import_article(text)
    assert article.text == text.strip()
    assert [(x["character"][:6], x["count"]) for x in article.meta["odd"]] == [
        ("U+00A0", 2),
        ("U+200B", 1),
        ("U+FFFD", 1),
    ]
    assert odd_characters("Plain text.\n\n“Quoted” – and so on…") == []


# -- any text


def brought(text: str) -> Article | str:
    try:
        return import_article(text)
    except ImportProblem as problem:
        return str(problem)


@given(st.lists(st.sampled_from([*PAPER.splitlines(), *WIRE.splitlines()]) | st.text(max_size=40), max_size=12))
def test_a_body_is_made_of_the_characters_that_stand_there_in_order(lines: list[str]) -> None:
    text = "\n".join([*lines, "", ""])
    article = brought(text)
    place = 0
    for line in lines_of(body(article)) if isinstance(article, Article) else []:
        place = text.replace("\r\n", "\n").replace("\r", "\n").index(line.text, place) + len(line.text)


@given(st.text(max_size=300))
def test_any_text_gives_an_article_or_one_sentence(text: str) -> None:
    found = brought(text)
    if isinstance(found, str):
        assert len(found.splitlines()) == 1
    else:
        assert found.text
        assert len(found.title.splitlines()) < 2


# -- fingerprints


def test_a_fingerprint_holds_against_quotation_marks_white_space_and_furniture() -> None:
    text = " ".join(article.text for article in load_corpus(shipped()).values())
    mine = fingerprint(text)
    curly = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", " ": "\u00a0"})
    assert fingerprint(text.translate(curly)) == mine
    assert fingerprint(text.replace("\n\n", " \n").upper()) == mine
    assert resemblance(mine, fingerprint("Download\n" + text + "\nComment Here")) > 0.9
    assert resemblance(mine, fingerprint(text[: len(text) // 2])) > SAME


def test_other_texts_share_nothing_and_short_ones_have_no_fingerprint() -> None:
    texts = [article.text for article in load_corpus(shipped()).values()]
    assert max(resemblance(fingerprint(a), fingerprint(b)) for a in texts for b in texts if a != b) < SAME / 2
    assert fingerprint("It rained all day.") == ""
    assert resemblance("", "") == 0


def test_a_fingerprint_is_hashes_only() -> None:
    for path in shipped().glob("*.md"):
        if path.name != "README.md":
            prints = frontmatter.load(str(path))["original"]["fingerprint"].split()
            assert len(prints) == 32
            assert all(len(p) == 12 and int(p, 16) >= 0 for p in prints)


# -- the five originals, where a reader has them

SAYS = {
    "cgtn-2020": ("CGTN", "2020-12-18"),
    "xinhua-2020": ("Xinhua", "2020-12-23"),
    "chinamil-2021": ("China Military Online", "2021-01-13"),
    "globaltimes-2021": ("Global Times", "2021-11-20"),
    "cgtn-2021": ("CGTN via PRNewswire", "2021-12-15"),
}
LEFT = "Download|Search Trends|Comment Here|font size|Off the wire|You are here|Related News|View original|Enditem"


@with_originals
def test_the_five_originals_come_in_whole_and_find_their_retellings() -> None:
    found = {}
    for path in ORIGINALS:
        article = import_article(path)
        retold = load_corpus(shipped())[article.meta["retelling"]]
        assert article.title.startswith(retold.meta["original"]["headline"].rstrip("…”").rstrip())
        assert fingerprint(article.text) == retold.meta["original"]["fingerprint"]
        assert not [
            phrase
            for phrase in [*LEFT.split("|"), "Comments are", "Read more", "Source link"]
            if phrase in body(article)
        ]
        lost = [line.text for line in lines_of(path.read_text("utf-8")) if line.text not in article.text]
        assert all(len(line.split()) < 12 or "•" in line or line.endswith("Enditem") for line in lost)
        found[retold.id] = (article.outlet, article.published)
    assert found == SAYS


@with_originals
@pytest.mark.parametrize("path", ORIGINALS, ids=lambda p: p.name[:3])
def test_an_original_is_known_in_any_dress(path: Path) -> None:
    text = path.read_text("utf-8")
    mine = import_article(path).meta["retelling"]
    straight = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})
    for dressed in (
        text.translate(straight),
        text.replace("\n\n", "\n"),
        text.replace(" ", "  "),
        text[: len(text) * 2 // 3],
    ):
        assert import_article(dressed).meta["retelling"] == mine


@with_originals
def test_no_retelling_is_taken_for_an_original() -> None:
    assert not [a.id for a in load_corpus(shipped()).values() if "retelling" in import_article(a.text).meta]
