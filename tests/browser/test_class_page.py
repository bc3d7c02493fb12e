"""The class's page in a real browser, from its file: labels, links to sentences, a phone; read by axe."""

import re
import sys
from pathlib import Path

import pytest
from lab import axe
from playwright.sync_api import Browser, Page, expect

from project import ROOT
from readingroom import pool

sys.path.append(str(ROOT / "tests" / "lessons"))
import a_class

DENSITY = "n => getComputedStyle(n).getPropertyValue('--d')"


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Page:
    a_class.make(tmp_path / "stick")
    file = pool(tmp_path / "stick").save(tmp_path / "class.html")
    context = browser.new_context(viewport={"width": 1100, "height": 900}, bypass_csp=True)
    wrong: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("request", lambda r: r.url == file.as_uri() or wrong.append(f"request: {r.url}"))
    page.goto(file.as_uri())
    yield page
    context.close()
    assert not wrong


def pool_labels(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".rc-labels label").all_inner_texts()]


def test_a_label_is_looked_at_alone(page: Page) -> None:
    marked = page.locator("#rc-s2 .rc-w").first  # 20 marked it, 10 of them as a claim and 10 as a report
    expect(marked).to_have_attribute("title", re.compile("^20 of .*claim 10, report 10$"))
    whole = float(marked.evaluate(DENSITY))
    page.get_by_label("any label").focus()
    for label in pool_labels(page)[1:3]:
        page.keyboard.press("ArrowRight")
        wanted = whole / 2 if label in ("claim", "report") else 0
        assert float(marked.evaluate(DENSITY)) == pytest.approx(wanted, abs=0.01)


def test_a_place_to_talk_about_leads_to_its_sentence_and_who_marked_it(page: Page) -> None:
    page.locator("section li a[href='#rc-s2']").click()
    expect(page.locator("#rc-s2")).to_be_in_viewport()
    folded = page.locator("details", has_text="Because 4.")
    folded.locator("summary").click()
    expect(folded.get_by_text("Reader No 4", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    assert axe(page, "body") == []


def test_on_a_phone_only_tables_are_wider_than_the_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
