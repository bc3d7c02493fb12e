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
    page.locator(".rr-voices .rr-plain", has_text="Xi Jinping").click()
    expect(page.locator(".rr-sayings caption")).to_have_text("What is reported as said by Xi Jinping")
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
    expect(asking.get_by_role("textbox").first).to_be_focused()
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
    assert len(cells) == 40
    assert not any(cell["cut"] for cell in cells)
    assert all(cell["seen"] or not cell["hidden"] for cell in cells), "only the end of an article has no words"
    assert all(cell["room"] < 140 for cell in cells if cell["hidden"]), "no word is hidden that has room"
    assert all(where.startswith("¶") for where in wheres if where)


def test_the_words_nearest_to_a_hit_are_those_that_are_seen(lab: Lab) -> None:
    show(lab, IMPORTS, "ConcordanceExplorer(corpus, 'cooperation')")
    lab.page.locator(".rr-lines:visible").wait_for()
    gaps = lab.page.eval_on_selector_all(
        ".rr-lines tbody tr:has(.rr-left span):has(.rr-right span)",
        """rows => rows.map(row => {
            const place = selector => row.querySelector(selector).getBoundingClientRect();
            return [place(".rr-left").right - place(".rr-left span:last-child").right,
                place(".rr-right span").left - place(".rr-right").left];
        })""",
    )
    assert all(0 <= gap < 12 for pair in gaps for gap in pair)


COPIED = """([first, last]) => {
    const rows = document.querySelectorAll(".rr-lines tbody tr");
    getSelection().setBaseAndExtent(rows[first], 0, rows[last], rows[last].childNodes.length);
    const clipboardData = new DataTransfer();
    rows[first].dispatchEvent(new ClipboardEvent("copy", {clipboardData, bubbles: true, cancelable: true}));
    getSelection().removeAllRanges();
    return clipboardData.getData("text/plain");
}"""


@pytest.mark.parametrize("rows", [(0, 0), (0, 2)])
def test_lines_are_copied_as_lines(lab: Lab, rows: tuple[int, int]) -> None:
    show(lab, IMPORTS, "explorer = ConcordanceExplorer(corpus, 'cooperation')\nexplorer")
    lab.page.locator(".rr-lines:visible").wait_for()
    copied = lab.page.evaluate(COPIED, rows).split("\n")
    wanted = "[' '.join(f'{x.left}{x.match}{x.right}'.split()) for x in explorer.lines[:3]]"
    for n, line in enumerate(copied):
        words, where = line.split("\t")
        assert kernel_says(lab, f"{wanted}[{n}]") == words
        assert where.startswith("¶")
    assert len(copied) == rows[1] - rows[0] + 1


def test_a_word_of_a_line_is_copied_as_that_word(lab: Lab) -> None:
    show(lab, IMPORTS, "ConcordanceExplorer(corpus, 'cooperation')")
    word = lab.page.locator(".rr-lines td.rr-right span").nth(1)
    box = word.bounding_box()
    middle = box["y"] + box["height"] / 2
    lab.page.mouse.move(box["x"] + 6, middle)
    lab.page.mouse.down()
    lab.page.mouse.move(box["x"] + box["width"] - 1, middle, steps=5)
    lab.page.mouse.up()
    copied = word.evaluate(
        """node => {
            const clipboardData = new DataTransfer();
            node.dispatchEvent(new ClipboardEvent("copy", {clipboardData, bubbles: true, cancelable: true}));
            return clipboardData.getData("text/plain");
        }"""
    )
    assert copied
    assert copied in word.inner_text()
    expect(lab.page.locator(".rr-text")).to_have_count(0)  # a word that is being selected opens no page


def test_after_more_lines_the_first_of_them_is_seen(lab: Lab) -> None:
    show(lab, IMPORTS, "ConcordanceExplorer(corpus, 'the')")
    lab.page.get_by_role("button", name="More lines").click()
    expect(lab.page.locator(".rr-tools [role=status]", has_text="Lines 21 to 40")).to_be_attached()
    expect(lab.page.locator(".rr-lines tbody tr").first).to_be_in_viewport()


def test_where_a_line_stands_is_not_cut(lab: Lab) -> None:
    show(lab, IMPORTS, "explorer = ConcordanceExplorer(corpus, 'the')\nexplorer.sort.value = 'speaker'\nexplorer")
    lab.page.locator(".rr-lines:visible .rr-who").first.wait_for()
    cut = "cells => cells.filter(c => c.scrollWidth > c.clientWidth).map(c => c.textContent)"
    assert lab.page.eval_on_selector_all(".rr-lines td:is(.rr-source, .rr-who)", cut) == []


def test_lines_are_labelled_by_number_keys_and_arrows(lab: Lab) -> None:
    show(lab, IMPORTS, "explorer = ConcordanceExplorer(corpus, 'trade', labels='praise, doubt', by='coding')\nexplorer")
    page = lab.page
    row = page.locator(".rr-lines tbody tr")
    row.nth(0).locator(".rr-node button").focus()
    page.keyboard.press("2")
    expect(row.nth(0).get_by_role("button", name="2 doubt")).to_have_attribute("aria-pressed", "true")
    expect(row.nth(0).locator(".rr-node button")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    expect(row.nth(1).get_by_role("button", name="1 praise")).to_have_attribute("aria-pressed", "true")
    row.nth(1).get_by_role("button", name="2 doubt").click()
    expect(row.nth(1)).to_contain_text("praise, doubt")
    assert kernel_says(lab, "[r['labels'] for r in explorer.coded][:2]") == "['doubt', 'praise; doubt']"
    page.get_by_role("button", name="Take the last label back").click()
    expect(row.nth(1)).not_to_contain_text("praise, doubt")
    assert lab.axe(".rr-lines") == []


def test_an_example_of_the_help_is_searched(lab: Lab) -> None:
    show(lab, IMPORTS, "ConcordanceExplorer(corpus, 'trade')")
    lab.page.get_by_text("What can I search for?").click()
    lab.page.get_by_role("button", name="the * of").click()
    expect(lab.page.locator(".rr-sheet .rr-why").first).to_contain_text("“the * of”")
    assert lab.axe(".rr-help") == []


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
