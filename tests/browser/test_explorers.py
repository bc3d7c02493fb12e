"""The explorers and the results in a real JupyterLab: what is asked for comes into view, and nothing is cut off."""

import pytest
from lab import Lab
from playwright.sync_api import expect
from test_page import kernel_says, show

IMPORTS = "from readingroom import *\nfrom readingroom.layers import provenance"


@pytest.fixture
def lab(open_lab: Lab) -> Lab:
    return open_lab


def test_a_name_brings_its_passages_into_view(lab: Lab) -> None:
    show(lab, IMPORTS, "AttributionExplorer(corpus)")
    page = lab.page
    expect(page.locator(".rr-sayings tbody tr")).to_have_count(20)
    page.locator(".rr-voices .rr-plain", has_text="Yu Sui").click()
    expect(page.locator(".rr-sayings caption")).to_have_text("What is reported as said by Yu Sui")
    expect(page.locator(".rr-sayings tbody tr").first).to_be_in_viewport()
    page.locator(".rr-voices .rr-plain", has_text="the outlet itself").click()
    expect(page.locator(".rr-sayings tbody tr")).to_have_count(20)
    page.get_by_role("button", name="More passages").click()
    expect(page.locator(".rr-sayings tbody tr").nth(20)).to_be_attached()


def test_a_word_brings_its_lines_into_view(lab: Lab) -> None:
    show(lab, IMPORTS, "FrequencyExplorer(corpus)")
    lab.page.locator(".rr-bars .rr-plain").first.click()
    expect(lab.page.locator(".rr-lines tbody tr").nth(5)).to_be_in_viewport()


def test_a_speaker_is_corrected_at_the_row_by_mouse_and_by_keys(lab: Lab) -> None:
    show(lab, IMPORTS, "explorer = AttributionExplorer(corpus['xinhua-2020'], by='correcting')\nexplorer")
    page = lab.page
    correct = page.get_by_role("button", name="Correct", exact=True).nth(7)
    correct.scroll_into_view_if_needed()
    place = correct.bounding_box()["y"]
    correct.click()
    asking = page.get_by_role("dialog", name="Who says it, in your reading")
    expect(asking.locator("blockquote")).to_contain_text(
        page.locator(".rr-sayings tr").nth(8).locator("td").nth(1).inner_text()[:20]
    )
    assert lab.axe("dialog") == []
    asking.get_by_role("button", name="Cancel").click()
    expect(asking).to_be_hidden()
    expect(correct).to_be_focused()
    page.keyboard.press("Enter")
    expect(asking.get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(asking).to_be_hidden()
    page.keyboard.press("Enter")
    expect(asking).to_be_visible()
    page.keyboard.type("Ana Ruiz")
    page.keyboard.press("Enter")
    expect(page.locator(".rr-sayings tr").nth(8)).to_contain_text("you: Ana Ruiz")
    expect(asking).to_be_hidden()
    expect(correct).to_be_focused()
    assert abs(correct.bounding_box()["y"] - place) < 60
    assert kernel_says(lab, "explorer.yours['xinhua-2020'][7].speaker") == "Ana Ruiz"


def test_lines_are_cut_between_words_and_say_their_paragraph(lab: Lab) -> None:
    show(lab, IMPORTS, "ArticleDesk(corpus, article='chinamil-2021')")
    page = lab.page
    page.get_by_role("tab", name="Lines").click()
    page.get_by_role("textbox", name="Search", exact=True).fill("cooperation")
    page.locator(".rr-lines:visible").wait_for()
    cut = page.eval_on_selector_all(
        ".rr-lines td:is(.rr-left, .rr-right)", "cells => cells.filter(c => c.scrollWidth > c.clientWidth).length"
    )
    assert cut == 0
    for where in page.locator(".rr-lines td.rr-source").all():
        assert where.inner_text().startswith("¶")


@pytest.mark.parametrize(
    "code",
    [
        "attributions(corpus)",
        "keyness(corpus['xinhua-2020'], corpus['cgtn-2021'])",
        "provenance(corpus['cgtn-2021'])",
        "concordance(corpus, 'cooperation')",
        "attributions(corpus['cgtn-2020']).by_speaker()",
    ],
)
def test_a_result_is_shown_whole(lab: Lab, code: str) -> None:
    lab.cells(f"{IMPORTS}\ncorpus = load_corpus()", code)
    table = lab.page.locator(".rr-table")
    expect(table).to_have_count(1)
    room = table.evaluate(
        """figure => {
            const all = figure.closest(".jp-OutputArea-output");
            return [all.clientWidth - all.scrollWidth, figure.querySelector("figcaption").offsetHeight];
        }"""
    )
    assert room[0] >= 0
    assert room[1] < 45, "the caption stands on two lines at most"
