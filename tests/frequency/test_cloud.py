"""A cloud is drawn from the counts, is the same for the same seed, and can be read without seeing it."""

import xml.etree.ElementTree as ET
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from readingroom import Article, frequencies, load_corpus
from readingroom.frequency.cloud import HEIGHT, WIDTH, Cloud, _font
from readingroom.text.results import Counted

SVG = "{http://www.w3.org/2000/svg}"
PAIRS = [("news", 9), ("bus", 7), ("river", 7), ("covid-19", 3), ("don't", 3), ("fake", 2), ("<b>", 1)]
ROWS = [Counted(*pair) for pair in PAIRS]


def texts(svg):
    return [e.get("data-word") for e in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_words_are_those_counted():
    cloud = Cloud("Words in news", ROWS)
    assert cloud.words == [word for word, _ in PAIRS]
    assert sorted(texts(cloud.svg)) == sorted(cloud.words)  # no plural cut off, no pair made, nothing twice


def test_the_same_seed_gives_the_same_picture_whatever_the_order():
    assert Cloud("x", ROWS, seed=4).svg == Cloud("x", ROWS[::-1], seed=4).svg
    assert Cloud("x", ROWS, seed=4).svg != Cloud("x", ROWS, seed=5).svg


def test_it_can_be_listened_to():
    root = ET.fromstring(Cloud("Words in news", ROWS).svg)
    assert root.get("role") == "img"
    assert "news 9" in root.get("aria-label")
    assert root.find(f"{SVG}title").text == root.get("aria-label")


def test_the_table_stands_beside_the_picture():
    html = Cloud("Words in news", ROWS)._repr_html_()
    assert "<table" in html
    assert "&lt;b&gt;" in html
    assert "<b>" not in html


def test_the_size_is_a_function_of_the_count_alone():
    many = [Counted(f"{'long' * (n % 4)}word{n}", 1 + n % 3) for n in range(50)]
    for rows in (ROWS, many, *(list(map(counted, frequencies(a)[:50])) for a in load_corpus(added=False).values())):
        root = ET.fromstring(Cloud("x", rows).svg)
        sizes = {e.get("data-word"): int(e.get("font-size")) for e in root.iter(f"{SVG}text")}
        assert len(sizes) == len(rows)
        by_count = sorted({(row.count, sizes[row.word]) for row in rows})
        assert len(by_count) == len({row.count for row in rows}), "equal counts, equal sizes"
        assert all(a[1] <= b[1] for a, b in pairwise(by_count))
        assert by_count[-1][1] > by_count[0][1]


def counted(row):
    return Counted(row.word, row.count)


def test_from_a_frequency_list():
    found = frequencies(Article.from_text("The river rose; the river’s bridge held.", id="flood"))
    cloud = found.cloud(limit=2)
    assert [(row.word, row.count) for row in cloud] == [("river", 2), ("bridge", 1)]
    assert "flood" in cloud.caption


def test_nothing_to_draw():
    assert Cloud("No words", []).svg.startswith("<svg")


def inked(e):
    """The pixels of a word of the picture."""
    image = Image.new("L", (WIDTH, HEIGHT))
    font = ImageFont.truetype(_font(), int(e.get("font-size")))
    ImageDraw.Draw(image).text((float(e.get("x")), float(e.get("y"))), e.text, 255, font, anchor="ls")
    return image


def test_there_is_room_between_words():
    for article in load_corpus().values():
        drawn = Image.new("L", (WIDTH, HEIGHT))
        words = list(ET.fromstring(frequencies(article).cloud(limit=50).svg).iter(f"{SVG}text"))
        assert len(words) == 50
        for e in words:
            around = inked(e).filter(ImageFilter.MaxFilter(5))
            assert not ImageChops.multiply(around, drawn).getbbox(), (article.id, e.text)
            drawn = ImageChops.lighter(drawn, inked(e))
