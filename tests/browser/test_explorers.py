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


def test_a_rejected_row_is_struck_through_and_says_so(lab: Lab) -> None:
    show(lab, IMPORTS, "AttributionExplorer(corpus['xinhua-2020'], by='rejecting')")
    row = lab.page.locator(".rr-sayings tbody tr").nth(3)
    reject = row.get_by_role("button", name="Reject", exact=True)
    reject.click()
    expect(row).to_contain_text("you: rejected")
    expect(row).to_contain_text("Rejected; its words count as")
    assert "line-through" in row.locator("s .rr-plain").evaluate("node => getComputedStyle(node).textDecorationLine")
    expect(reject).to_be_focused()
    assert lab.axe(".rr-sayings") == []
    reject.click()
    expect(row.locator("s")).to_have_count(0)


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


# What is seen of each line: its left and right words, how many of them are cut, and the room left beside them.
SEEN = """tables => tables.flatMap(table => [...table.querySelectorAll("td:is(.rr-left, .rr-right)")].map(cell => {
    const box = (cell.querySelector(".rr-fit") || cell).getBoundingClientRect();
    const boxes = [...cell.querySelectorAll("span")].map(word => word.getBoundingClientRect());
    const seen = boxes.filter(w => w.top < box.bottom - 1 && w.bottom > box.top + 1 && w.width);
    const cut = seen.filter(w => w.left < box.left - 1 || w.right > box.right + 1 || w.bottom > box.bottom + 1).length;
    const hidden = boxes.length - seen.length;
    return {cut, hidden, seen: seen.length, room: box.width - seen.reduce((sum, w) => sum + w.width, 0)};
}))"""


@pytest.mark.parametrize("width", [1280, 700])
def test_lines_fill_their_width_with_whole_words_and_say_their_paragraph(lab: Lab, width: int) -> None:
    lab.page.set_viewport_size({"width": width, "height": 1000})
    try:
        show(lab, IMPORTS, "ConcordanceExplorer(corpus, 'cooperation')")
        lab.page.locator(".rr-lines:visible").wait_for()
        cells = lab.page.locator(".rr-lines:visible").evaluate_all(SEEN)
        wheres = lab.page.locator(".rr-lines td.rr-source").all_inner_texts()
    finally:
        lab.page.set_viewport_size({"width": 1280, "height": 1000})
    assert len(cells) == 38
    assert not any(cell["cut"] for cell in cells)
    assert all(cell["seen"] for cell in cells)
    assert all(cell["room"] < 140 for cell in cells if cell["hidden"]), "no word is hidden that has room"
    assert all(where.startswith("¶") for where in wheres if where)


def test_the_words_nearest_to_a_hit_are_those_that_are_seen(lab: Lab) -> None:
    show(lab, IMPORTS, "ConcordanceExplorer(corpus, 'cooperation')")
    lab.page.locator(".rr-lines:visible").wait_for()
    gaps = lab.page.eval_on_selector_all(
        ".rr-lines tbody tr",
        """rows => rows.map(row => {
            const place = selector => row.querySelector(selector).getBoundingClientRect();
            return [place(".rr-left").right - place(".rr-left span:last-child").right,
                place(".rr-right span").left - place(".rr-right").left];
        })""",
    )
    assert all(0 <= gap < 12 for pair in gaps for gap in pair)


@pytest.mark.parametrize("query", ["trade", "U*", "in", "the {0,9} of", "m*m*"])
def test_a_hit_has_room_in_its_column(lab: Lab, query: str) -> None:
    show(lab, IMPORTS, f"ConcordanceExplorer(corpus, {query!r})")
    lab.page.locator(".rr-lines:visible").wait_for()
    over = lab.page.eval_on_selector_all(
        ".rr-lines .rr-node, .rr-lines .rr-node .rr-plain",
        "cells => cells.filter(c => c.scrollWidth > c.clientWidth).map(c => c.textContent)",
    )
    assert over == []


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
