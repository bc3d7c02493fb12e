"""Kinds of page that readers bring, each made here and all words invented: what is read, and the body to a letter."""

from dataclasses import dataclass

import pytest

from importing_files import column, paper, styled
from readingroom import Article
from readingroom.importing.lines import lines_of
from readingroom.importing.making import make
from readingroom.importing.reading import from_bytes

LEAD = "The ferry to Sand Island will not sail on Sundays from October, the company that runs it said on Tuesday."
QUOTE = "“We carry eleven people on a Sunday in winter, and nine of them are the crew,” said Petra Holm, who runs it."
SHOP = "The island’s only shop buys its bread on the mainland. Its owner, Odd Larsen, said he would bake again."
ROAD = "The county pays a third of the line’s costs, according to its budget, and has no plan for a bridge."
END = "A meeting is called for the ninth of the month in the old school; the county will send its engineer."
STORY = (LEAD, QUOTE, SHOP, ROAD, END)


@dataclass
class Kind:
    """A page, and what should be read of it."""

    name: str
    data: bytes | str
    title: str
    outlet: str = ""
    published: str = ""
    author: str = ""
    place: str = ""
    body: tuple[str, ...] = STORY

    def article(self) -> Article:
        return make(from_bytes(self.name, self.data if isinstance(self.data, bytes) else self.data.encode()))


def ps(*paragraphs: str) -> str:
    return "\n".join(f"<p>{text}</p>" for text in paragraphs)


LOCAL = f"""<!doctype html><html><head><title>Sunday ferry to Sand Island stops | Coast Herald</title>
<meta property="og:site_name" content="Coast Herald"><meta charset="utf-8"></head><body>
<nav><a href="/">Home</a> <a href="/n">News</a> <a href="/w">What’s on</a></nav>
<main><article><h1>Sunday ferry to Sand Island stops</h1>
<div class="article-byline"><span>Nora Dahl</span>, Islands and Transport Correspondent</div>
<p class="meta">Published: 10:05, 3 September 2024</p>
{ps(LEAD, QUOTE)}
<aside class="pull-quote">“Nine of them are the crew”<br>Petra Holm</aside>
{ps(SHOP)}
<blockquote>“We carry eleven people on a Sunday in winter, and nine of them are the crew”</blockquote>
{ps(ROAD, END)}
</article></main>
<footer><p>© 2024 Coast Herald Media Ltd</p></footer></body></html>"""
TABLES = f"""<html><head><title>The Island Weekly: Sunday ferry to Sand Island stops</title></head>
<body bgcolor="#ffffff"><table width="760"><tr><td colspan="3"><h1>The Island Weekly</h1></td></tr>
<tr><td width="120" valign="top"><font size="2"><a href="/">Front page</a><br><a href="/local">Local</a><br>
<a href="/sport">Sport</a><br><a href="/cl">Classifieds</a><br><a href="/ob">Obituaries</a><br>
<a href="/co">Contact us</a></font></td>
<td width="500" valign="top"><font size="5"><b>Sunday ferry to Sand Island stops</b></font><br>
<font size="2">by Nora Dahl<br>September 3, 2004</font>
{ps(*STORY)}
<font size="2"><a href="m">E-mail this story</a> | <a href="p">Printer-friendly version</a></font></td>
<td width="140" valign="top"><b>Also today</b><br><a href="/1">Harbour gets a new crane</a><br>
<a href="/2">School play sold out</a></td></tr></table></body></html>"""
OLDER = f"""<HTML><HEAD><TITLE>Coast Courier Online - Sunday ferry to Sand Island stops</TITLE></HEAD><BODY>
<CENTER><IMG SRC="logo.gif" ALT="Coast Courier Online"><BR><FONT SIZE="6">Coast Courier Online</FONT></CENTER>
<TABLE><TR>
<TD><A HREF="a">News</A></TD><TD><A HREF="b">Weather</A></TD><TD><A HREF="c">Tide tables</A></TD></TR></TABLE>
<FONT SIZE="4"><B>Sunday ferry to Sand Island stops</B></FONT><P><I>By Nora Dahl, Staff writer</I><P>
{"<P>".join(STORY)}
<P><A HREF="mailto:x">E-mail this story to a friend</A> <A HREF="p">Print this story</A>
</BODY></HTML>"""
WIKI = f"""<!doctype html><html><head><title>Sunday ferry to Sand Island stops - Wikireport, the free news source
</title></head><body><div id="content"><h1>Sunday ferry to Sand Island stops</h1>
<div id="siteSub">From Wikireport, the free news source you can write!</div>
<a href="#nav">Jump to navigation</a>
<a href="#s">Jump to search</a>
<div id="text"><p><b>Tuesday, September 3, 2024</b></p>
{ps(*STORY)}
<h2>Sources</h2><ul><li>Ola Nes. “<a href="x">No boat on Sundays</a>” — <i>Coast Herald</i>, September 3, 2024</li>
<li>“<a href="y">Timetable for the winter</a>” — <i>Sand Line</i>, September 2, 2024</li></ul>
<p>Share it!</p><ul><li>Facebook</li><li>Email</li></ul></div></div>
<div id="nav"><h3>Navigation menu</h3><ul><li>Log in</li><li>Newsroom</li><li>Random page</li></ul></div>
</body></html>"""
INTERVIEW = """Nine of them are the crew
Petra Holm on running a ferry that nobody takes

Interview by Nora Dahl for The Sunday Reader, 8 September 2024

Petra Holm has run the Sand Island line for twelve years, and she has never learned to swim in all that time.

Q: Why do you stop the Sunday boat?
A: Because we carry eleven people on a Sunday in winter, and nine of them are the crew.

Q: Will it come back?
A: I would like it to. That depends on the county, which pays a third of what the line costs.
"""
TALK = """“I never learned to swim”

The Saturday Examiner

Nora Dahl talks to Petra Holm
7 September 2024

NORA DAHL: You stop the Sunday boat. Why is that, after so many years in which it sailed?

PETRA HOLM: We carry eleven people on a Sunday in winter, and nine of them are the crew. That is all there is to it.
"""
TITLED = "Sand Line ends Sunday ferry to Sand Island"
RELEASE = styled(
    ("FOR IMMEDIATE RELEASE", "Normal"),
    ("3 September 2024", "Normal"),
    (TITLED, "Title"),
    *((text, "Normal") for text in STORY),
    table=[("Day", "Passengers"), ("Friday", "212"), ("Sunday", "11")],
    after=[
        "ENDS",
        "Notes to editors",
        "Sand Line AS has run ferries on the coast since 1931 and employs forty people in three towns.",
        "Contact: Siv Moe, press@sandline.example, 555 0102",
    ],
)
EMBARGO = styled(
    ("Press release", "Normal"),
    ("Embargoed until 00:01 on 3 September 2024", "Normal"),
    (TITLED, "Heading 1"),
    *((text, "Normal") for text in STORY),
    after=[
        "-ENDS-",
        "NOTES FOR EDITORS:",
        "1. Sand Line AS has run ferries since 1931.",
        "2. Pictures can be asked for.",
    ],
)
BLOG = f"""---
title: "No boat on Sundays"
author: Nora Dahl
date: 2024-09-03
---

# No boat on Sundays

**{LEAD}**

> {QUOTE}

## What the shop *really* needs

{SHOP} See [the timetable](https://sandline.example/winter "PDF").

- Friday: 212 passengers
- Sunday: `11` passengers

***

![The ferry](ferry.jpg)

{ROAD} It said so \\*twice\\*, in __two__ letters, and 2 * 3 is six. The file is my_ferry_log.

[1]: https://sandline.example
"""
POST = f"""No boat on Sundays
==================

*By Nora Dahl, Coast Blog, 3 September 2024*

{LEAD}

> {QUOTE}
> She laughed.

{END}
"""
TWO = ("Sunday sailings to Sand Island", "would cost the county ten times", "what they bring in, report finds")
REPORT = paper(
    [
        (72, 730, 9, "Coast Transport Review | Local | 3 September 2024"),
        *((72, 700 - 24 * n, 20, line) for n, line in enumerate(TWO)),
        (72, 630, 10, "By Nora Faﬁeld"),
        *column(72, 600, 10, STORY[:2], 44),
        *column(72, 400, 8, ["Figure 1: The ferry at the quay of Sand Island in 2019, with the crew on deck."], 44),
        *column(320, 600, 10, STORY[2:], 44),
        (300, 40, 8, "1"),
    ]
)
STAMP, FOOT = "9/3/24, 10:15 AM", "https://coastherald.example/ferry"
PRINTED = paper(
    [
        (30, 770, 8, f"{STAMP} Sunday ferry stops - Coast Herald"),
        *column(
            72,
            740,
            10,
            ["We use cookies and similar means to make this site better for you and to see who reads it."],
            60,
        ),
        (72, 700, 10, "Accept all   Reject all   Manage settings"),
        (72, 685, 10, "Home   News   Sport   Weather   Jobs   More"),
        (72, 650, 22, "Sunday ferry to Sand Island stops"),
        (72, 625, 10, "Nora Dahl"),
        (72, 612, 10, "3 September 2024"),
        *column(72, 590, 12, STORY[:3], 76),
        (30, 20, 8, f"{FOOT} 1/2"),
    ],
    [
        (30, 770, 8, f"{STAMP} Sunday ferry stops - Coast Herald"),
        *column(72, 740, 12, STORY[3:], 76),
        (72, 600, 14, "Comments (2)"),
        *column(
            72,
            580,
            12,
            [
                "seagull7",
                "They said the same ten years ago, and the boat still sails every Sunday of the year.",
                "Reply",
            ],
            76,
        ),
        *column(72, 500, 12, ["Marit", "My mother lives out there and she has not been asked about any of this."], 76),
        (30, 20, 8, f"{FOOT} 2/2"),
    ],
)
GERMAN_BODY = (
    "Die Fähre nach Sandholm fährt ab Oktober sonntags nicht mehr, teilte die Reederei am Dienstag mit.",
    "„Im Winter haben wir sonntags elf Menschen an Bord, und neun davon sind die Besatzung“, sagte Petra Holm.",
    "Der Kreis trägt ein Drittel der Kosten und plant nach eigenen Angaben keine Brücke auf die Insel.",
)
GERMAN = "\n\n".join(
    ["Sonntagsfähre nach Sandholm eingestellt\nKüstenbote, 3. September 2024\nVon Nora Dahl", *GERMAN_BODY]
)
DATED = "\n\n".join(
    ["Sandholmer Tageblatt\nDienstag, 3. März 2024, 10:15 Uhr\n\nSonntagsfähre nach Sandholm eingestellt", *GERMAN_BODY]
)
LIVE = f"""<!doctype html><html><head><title>Ferry meeting: live | Coast Herald</title>
<meta property="og:site_name" content="Coast Herald"></head><body><header><a href="/">Coast Herald</a></header>
<main><h1>Ferry meeting on Sand Island: as it happened</h1>
<p class="byline">Live updates by Nora Dahl</p><time>9 September 2024</time>
<section><article><time>18:40</time><h2>County says no to a bridge</h2>{ps(ROAD)}</article>
<article><time>18:10</time><h2>“I would bake again”</h2>{ps(SHOP)}</article>
<article><time>17:55</time><h2>Hall is full</h2>{ps(END, QUOTE)}</article></section></main></body></html>"""
SNOW = (
    "A warehouse roof in Millbrook came down under the weight of snow on Wednesday night, the fire service said.",
    "“We heard a crack like a rifle and then the lights went,” said Imogen Bale, who runs the bakery opposite.",
    "The building belonged to Kestrel Storage, which bought it in 2016. The firm declined to say when it was checked.",
    "The weather office expects the thaw to start at the weekend, with a risk of flooding in the lower town.",
)
ROOF = "Warehouse roof falls in after nine days of snow"
REGIONAL = f"""<!doctype html><html><head><title>Warehouse roof falls in | Millbrook Mercury</title></head><body>
<header><div class=logo>Millbrook Mercury</div><ul><li>News<li>Traffic<li>What's On<li>Sport<li>Jobs</ul></header>
<div class=container><h1>{ROOF}</h1><h2>Flats next door are empty as engineers look at what is left</h2>
<div class=author-info><a href=x>Theo Marsh</a><span>Senior reporter</span><time>07:55, 13 FEB 2025</time></div>
<div class=share-bar><span>12 shares</span> <a>Share</a></div>
<figure><img><figcaption>The yard on Thursday (Image: Theo Marsh)</figcaption></figure>{ps(*SNOW[:2])}
<div class=newsletter><p>Sign up to our free daily newsletter and get the top stories in your inbox</p></div>
<blockquote class=quote><p>“We heard a crack like a rifle and then the lights went”</p>
<cite>Imogen Bale</cite></blockquote>
{ps(*SNOW[2:])}<p><strong>Read more:</strong> <a>Ten things to know about snow on roofs</a></p>
<p>Do you know more? Email us at newsdesk@mercury.example</p></div><footer>Valley plc © 2025</footer></body></html>"""
SENTINEL = f"""<html><head><title>MILLBROOK SENTINEL</title></head><body><table><tr><td colspan=2 bgcolor=navy>
<font size=6>MILLBROOK SENTINEL</font><br>Thursday, February 13, 2003</td></tr><tr><td valign=top width=150>
<b>SECTIONS</b><br>Home<br>Local news<br>Business<br>Sports<br>Letters<br>Classified ads<br>Subscribe</td>
<td valign=top>
<font size=5>{ROOF}</font><br><i>THEO MARSH<br>Sentinel Staff</i><br><br>{"<br><br>".join(SNOW)}<br><br>
<a>Email this story</a> &nbsp; <a>Print this story</a> &nbsp; <a>Back to top</a></td></tr>
<tr><td colspan=2>Copyright 2003 Millbrook Sentinel. All rights reserved.</td></tr></table></body></html>"""
STATEMENT = styled(
    ("Kestrel Storage Ltd", "Normal"),
    ("PRESS RELEASE", "Heading 1"),
    ("13 February 2025 – for immediate release", "Normal"),
    ("Kestrel Storage on the Millbrook roof", "Title"),
    *((text, "Normal") for text in SNOW),
    table=[("Year", "Checks", "Cost (£)"), ("2023", "2", "1,400"), ("2024", "1", "700")],
    after=[
        "###",
        "Notes to editors:",
        "It owns eleven warehouses.",
        "About Kestrel Storage",
        "It was founded in 1988.",
    ],
)
FRENCH_BODY = (
    "Le toit d’un entrepôt s’est effondré dans la nuit sous le poids de la neige, ont annoncé les pompiers jeudi.",
    "« On a entendu comme un coup de fusil », a dit Irène Balle, la boulangère d’en face, devant sa porte.",
)
FRENCH = "\n\n".join(
    ["Le toit d’un entrepôt s’effondre", "Par Théo Marchand\nPublié le 13 février 2025 à 08h40", *FRENCH_BODY]
)
LAMP = (
    "A girl of twelve from Stoke has won a national prize for a lamp that runs on salt water, the jury said.",
    "“I wanted my grandfather to have light on his boat,” said Ivy Cole, who built the first from a jam jar.",
)
COPIED = "\n\n".join(
    [
        "Prize for young inventor",
        "14 March 2025\nHannah Reed, education reporter",
        *LAMP,
        "Photograph by Sam Lord",
        "Share this article",
        "More from The Stoke Mercury",
        "Bus lanes to be painted green",
    ]
)
AGENCY = "\n\n".join(
    ["Prize for a lamp", f"STOKE (Stoke Mercury) — {LAMP[0]}", LAMP[1], "--30--", "About us", "Printed since 1877."]
)
PAGE = {"published": "2024-09-03", "author": "Nora Dahl"}
FERRY = "Sunday ferry to Sand Island stops"
KINDS = {
    "local news page": Kind("a.html", LOCAL, FERRY, "Coast Herald", **PAGE),
    "page in tables": Kind("a.html", TABLES, FERRY, "The Island Weekly", "2004-09-03", "Nora Dahl"),
    "older page": Kind("a.html", OLDER, FERRY, "Coast Courier Online", "", "Nora Dahl"),
    "page of a wiki": Kind("a.html", WIKI, FERRY, "Wikireport", "2024-09-03"),
    "interview": Kind(
        "a.txt",
        INTERVIEW,
        "Nine of them are the crew",
        "The Sunday Reader",
        "2024-09-08",
        "Nora Dahl",
        body=("Petra Holm on running a ferry that nobody takes", *INTERVIEW.strip().split("\n\n")[2:]),
    ),
    "interview by names": Kind(
        "a.txt",
        TALK,
        "“I never learned to swim”",
        "The Saturday Examiner",
        "2024-09-07",
        "Nora Dahl",
        body=tuple(TALK.strip().split("\n\n")[3:]),
    ),
    "press release": Kind(
        "a.docx", RELEASE, TITLED, "", "2024-09-03", body=(*STORY, "Day\tPassengers\nFriday\t212\nSunday\t11")
    ),
    "press release under embargo": Kind("a.docx", EMBARGO, TITLED, "", "2024-09-03"),
    "blog in Markdown": Kind(
        "a.md",
        BLOG,
        "No boat on Sundays",
        **PAGE,
        body=(
            LEAD,
            QUOTE,
            "What the shop really needs",
            f"{SHOP} See the timetable.",
            "Friday: 212 passengers\nSunday: 11 passengers",
            f"{ROAD} It said so *twice*, in two letters, and 2 * 3 is six. The file is my_ferry_log.",
        ),
    ),
    "blog with a line under its headline": Kind(
        "a.md", POST, "No boat on Sundays", "Coast Blog", **PAGE, body=(LEAD, f"{QUOTE}\nShe laughed.", END)
    ),
    "report in two columns": Kind(
        "a.pdf", REPORT, " ".join(TWO), "Coast Transport Review", "2024-09-03", "Nora Fafield"
    ),
    "printed web page": Kind("a.pdf", PRINTED, FERRY, "Coast Herald", **PAGE),
    "German": Kind("a.txt", GERMAN, "Sonntagsfähre nach Sandholm eingestellt", "Küstenbote", **PAGE, body=GERMAN_BODY),
    "German under its paper": Kind(
        "a.txt",
        DATED,
        "Sonntagsfähre nach Sandholm eingestellt",
        "Sandholmer Tageblatt",
        "2024-03-03",
        body=GERMAN_BODY,
    ),
    "live blog": Kind(
        "a.html",
        LIVE,
        "Ferry meeting on Sand Island: as it happened",
        "Coast Herald",
        "2024-09-09",
        "Nora Dahl",
        body=("County says no to a bridge", ROAD, "“I would bake again”", SHOP, "Hall is full", END, QUOTE),
    ),
    "regional news page": Kind(
        "a.html",
        REGIONAL,
        ROOF,
        "Millbrook Mercury",
        "2025-02-13",
        "Theo Marsh",
        body=("Flats next door are empty as engineers look at what is left", *SNOW),
    ),
    "table of long ago": Kind("a.html", SENTINEL, ROOF, "MILLBROOK SENTINEL", "2003-02-13", "THEO MARSH", body=SNOW),
    "statement": Kind(
        "a.docx",
        STATEMENT,
        "Kestrel Storage on the Millbrook roof",
        "Kestrel Storage Ltd",
        "2025-02-13",
        body=(*SNOW, "Year\tChecks\tCost (£)\n2023\t2\t1,400\n2024\t1\t700"),
    ),
    "French": Kind(
        "a.txt", FRENCH, "Le toit d’un entrepôt s’effondre", "", "2025-02-13", "Théo Marchand", body=FRENCH_BODY
    ),
    "copied from a screen": Kind(
        "a.txt", COPIED, "Prize for young inventor", "", "2025-03-14", "Hannah Reed", body=LAMP
    ),
    "agency with an end mark": Kind(
        "a.txt",
        AGENCY,
        "Prize for a lamp",
        "Stoke Mercury",
        "",
        "",
        "Stoke",
        body=(f"STOKE (Stoke Mercury) — {LAMP[0]}", LAMP[1]),
    ),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
def test_what_the_page_says_about_itself(kind: str) -> None:
    page = KINDS[kind]
    article = page.article()
    found = (article.title, article.outlet, article.published, article.meta.get("author", ""))
    assert found == (page.title, page.outlet, page.published, page.author)
    assert article.meta.get("place", "") == page.place


@every_kind
def test_the_body_is_the_article_to_a_letter(kind: str) -> None:
    page = KINDS[kind]
    article = page.article()
    shown = [p.of(article.text) for p in article.paragraphs]
    if page.name.endswith(".pdf"):
        shown = [text.replace("\n", " ") for text in shown]
    assert shown == list(page.body)


@every_kind
def test_what_was_left_out_is_listed_and_can_be_put_back(kind: str) -> None:
    page = KINDS[kind]
    source = from_bytes(page.name, page.data if isinstance(page.data, bytes) else page.data.encode())
    article = make(source)
    lines = [out["line"] for out in article.meta["left_out"]]
    whole = make(source, put_back=lines, given={"title": article.title})
    assert [
        x.text for x in lines_of(source.text) if x.text not in whole.text and x.text.strip("=# ") not in whole.title
    ] == []
    assert "left_out" not in whole.meta


@every_kind
def test_every_line_of_the_body_can_be_taken_out(kind: str) -> None:
    page = KINDS[kind]
    source = from_bytes(page.name, page.data if isinstance(page.data, bytes) else page.data.encode())
    article = make(source)
    out = {x["line"] for x in article.meta["left_out"]}
    body = article.text[len(article.title) :]
    out -= {x["line"] for x in article.meta["left_out"] if x["reason"] == "marks"}
    line = next(x for x in lines_of(source.text, source.marks) if x.number not in out and x.text in body)
    again = make(source, take_out=[line.number])
    assert again.text == article.text.replace(line.text, "", 1).replace("\n\n\n\n", "\n\n").replace("\n\n\n", "\n\n")
    assert {"line": line.number, "text": source.text[line.start : line.end], "reason": "taken out"} in again.meta[
        "left_out"
    ]
