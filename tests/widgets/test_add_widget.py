"""AddArticle: files and pastes open a form, corrections and ticks change the article, Add keeps it."""

from pathlib import Path

import pytest

from importing_files import HEADLINE, PARAGRAPHS, html
from readingroom import AddArticle, ArticleReader, ConcordanceExplorer, Shelf, load_corpus
from readingroom.importing import added_articles, correct_article
from readingroom.importing.formats import named
from readingroom.page.interface import say

TEXT = f"Print\n{HEADLINE}\nBy Jane Roe\n3 May 2024\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\nRelated News\n"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READINGROOM_ADDED", str(tmp_path / "added"))


def send(adding: AddArticle, *files: tuple[str, bytes]) -> None:
    """What add.js does when files are chosen or dropped."""
    for name, data in files:
        small = len(data) <= adding.files.most
        adding.files._handle_custom_msg({"name": name, "size": len(data)}, [memoryview(data)] if small else [])


def test_a_paste_opens_a_form_and_add_keeps_it() -> None:
    adding = AddArticle()
    assert say("add_start", formats=named()) in adding.status.html
    adding.paste.value = TEXT
    adding.children[2].click()
    assert {name: field.value for name, field in adding.fields.items()} == {
        "title": HEADLINE,
        "outlet": "",
        "published": "2024-05-03",
        "author": "Jane Roe",
        "place": "",
    }
    assert adding.fields["published"].placeholder == say("add_published_hint")
    assert len({field.style.description_width for field in (adding.paste, *adding.fields.values())}) == 1
    assert adding.outside.options[0] == ("line 1, button: Print", 1)
    adding.fields["outlet"].value = "Valley Gazette"
    adding.add()
    assert adding.added == "valley-gazette-2024-05-03"
    assert load_corpus()[adding.added].meta["author"] == "Jane Roe"
    assert adding.form.children == ()
    assert adding.paste.value == ""
    assert adding.added in adding.status.html


def test_the_article_added_last_is_taken_up_again() -> None:
    assert AddArticle().added == ""
    adding = AddArticle()
    for text in (TEXT, TEXT.replace(HEADLINE, "Ferry sails again")):
        adding.read_text(text)
        adding.add()
    correct_article(next(iter(added_articles())), author="Tom Ash")
    again = AddArticle()
    assert again.added == adding.added
    assert load_corpus()[again.added].title == "Ferry sails again"
    assert say("add_again", title="Ferry sails again", id=again.added) in again.status.html


def test_a_line_is_put_back_on_the_page_and_taken_out_again() -> None:
    adding = AddArticle()
    adding.read_text(TEXT)
    assert "Related News" not in adding.sheet.html
    adding.outside.value = [7]
    adding.put_back()
    assert "Related News" in adding.sheet.html
    assert 7 in dict(map(reversed, adding.inside.options))  # type: ignore[arg-type]
    adding.inside.value = [5, 7]
    adding.take_out()
    assert PARAGRAPHS[0] not in adding.sheet.html
    assert "Related News" not in adding.sheet.html
    adding.outside.value = [5]
    adding.put_back()
    adding.inside.value = [6]
    adding.take_out()
    adding.add()
    assert load_corpus()[adding.added].text == f"{HEADLINE}\n\n{PARAGRAPHS[0]}"


def test_the_last_line_cannot_be_taken_out() -> None:
    adding = AddArticle()
    adding.read_text(TEXT)
    adding.inside.value = [5, 6]
    adding.take_out()
    assert "no article under it" in adding.status.html
    assert len(adding.inside.options) == 2
    assert PARAGRAPHS[0] in adding.sheet.html


def test_a_file_that_is_added_already_is_told_and_does_not_hold_up_the_others() -> None:
    adding = AddArticle()
    send(adding, ("a.txt", TEXT.encode()))
    adding.add()
    send(adding, ("again.txt", TEXT.encode()), ("b.html", html().encode()))
    assert adding.fields["outlet"].value == "The Larkfield Gazette"
    send(adding, ("again.txt", TEXT.encode()))
    adding.skip()
    assert f"is added already, as {adding.added}" in adding.status.html
    assert adding.form.children == ()


def test_a_file_without_a_headline_shows_its_name_as_one() -> None:
    adding = AddArticle()
    send(adding, ("ferry story.txt", PARAGRAPHS[0].encode()))
    assert adding.fields["title"].value == "ferry story"
    send(adding, ("only.txt", b"Ferry to sail again"))
    adding.skip()
    assert "but no article" in adding.status.html


def test_files_come_one_after_the_other_and_a_bad_one_is_told_and_passed_over() -> None:
    adding = AddArticle()
    send(adding, ("a.txt", TEXT.encode()), ("empty.txt", b""), ("b.html", html().encode()))
    assert adding.fields["title"].value == HEADLINE
    assert say("add_rest", n=2) in adding.status.html
    adding.skip()
    assert "“empty.txt” is empty." in adding.status.html
    assert adding.fields["outlet"].value == "The Larkfield Gazette"
    adding.add()
    assert load_corpus()[adding.added].meta["format"] == "HTML"
    send(adding, ("a.txt", TEXT.encode()))  # the same name can be chosen again
    assert adding.fields["author"].value == "Jane Roe"


def test_a_file_too_big_to_send_is_told_and_the_form_stays() -> None:
    adding = AddArticle()
    adding.read_text(TEXT)
    send(adding, ("scan.pdf", bytes(adding.files.most + 1)))
    assert say("add_big", name="scan.pdf", size=7) in adding.status.html
    assert adding.fields["title"].value == HEADLINE


def test_a_mistake_is_told_and_the_form_stays() -> None:
    adding = AddArticle()
    adding.read_text(TEXT)
    adding.fields["published"].value = "May 3"
    assert "write it like 2024-05-03" in adding.status.html
    adding.add()
    assert adding.added == ""
    assert "write it like 2024-05-03" in adding.status.html
    adding.fields["published"].value = "3 May 2024"
    assert "2024-05-03" not in adding.status.html
    adding.add()
    assert adding.added
    assert load_corpus()[adding.added].published == "2024-05-03"
    adding.read_text(TEXT)
    assert "is added already" in adding.status.html


def test_nothing_of_a_text_becomes_html() -> None:
    adding = AddArticle()
    evil = "<img src=x onerror=alert(1)>"
    adding.read_text(
        f"{evil} Rain\nShare {evil}\n\nIt rained {evil} all day in the valley, the mayor of it said.\u200b\n"
    )
    assert evil not in adding.sheet.html + adding.status.html + adding.twin()
    assert "&lt;img src=x" in adding.sheet.html
    assert "U+200B ZERO WIDTH SPACE (1)" in adding.sheet.html
    send(adding, (f"{evil}.txt", b""))
    assert evil not in adding.status.html


def test_a_whole_web_page_does_not_flood_the_form() -> None:
    links = "".join(f"<li><a href=/{n}>Story number {n} of the day</a></li>" for n in range(300))
    adding = AddArticle()
    adding.read_file("a.html", html().replace("</footer>", f"<ul>{links}</ul></footer>").encode())
    assert len(adding.outside.options) > 300
    assert adding.outside.rows == 8


def test_the_twin_stands_alone() -> None:
    adding = AddArticle()
    adding.read_text(TEXT)
    bundle = adding._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert PARAGRAPHS[0] in bundle["text/html"]
    assert "<script" not in bundle["text/html"]


def test_an_article_added_is_in_every_open_picker_and_what_is_read_stays() -> None:
    corpus = load_corpus()
    shelf, explorer = Shelf(corpus), ConcordanceExplorer(corpus, query=HEADLINE.split()[0])
    reader = ArticleReader(load_corpus(), article="xinhua-2020", layers=[])
    shelf.reader.read("chinamil-2021")
    pages = [reader.page.html, shelf.reader.page.html]
    adding = AddArticle()
    adding.read_text(TEXT)
    adding.add()
    assert adding.added in corpus
    assert [reader.article_id, shelf.reader.article_id] == ["xinhua-2020", "chinamil-2021"]
    assert [reader.page.html, shelf.reader.page.html] == pages, "the page that is open is not set anew"
    assert HEADLINE in shelf.cards.html
    assert explorer.lines.total > 0, "the explorer of all articles searches the new one"
    reader.read(adding.added)
    assert HEADLINE in reader.page.html
    assert len(load_corpus()) == 6


def test_a_corpus_of_ones_own_takes_no_new_article_in() -> None:
    articles = list(load_corpus().values())[:2]
    own = ArticleReader(articles, layers=[])
    adding = AddArticle()
    adding.read_text(TEXT)
    adding.add()
    assert len(own.corpus) == 2
