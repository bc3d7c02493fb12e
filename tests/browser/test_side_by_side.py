"""Two articles side by side in a real JupyterLab: linked scrolling, counterparts, tables; by mouse and by keys."""

import pytest
from lab import Lab
from playwright.sync_api import Locator, expect
from test_page import THEME, kernel_says

CELL = "two = TwoTellings(corpus['globaltimes-2021'], corpus['cgtn-2021'])\ntwo"


@pytest.fixture
def lab(open_lab: Lab) -> Lab:
    return open_lab


def show(lab: Lab) -> tuple[Locator, Locator]:
    lab.cells("from readingroom import TwoTellings, load_corpus\ncorpus = load_corpus()", CELL)
    pages = lab.page.locator(".rr-pane")
    expect(pages).to_have_count(2)
    expect(pages.nth(1)).to_have_attribute("role", "region")
    return pages.nth(0), pages.nth(1)


def at_line(pane: Locator, n: int, slack: int = 3) -> bool:
    """Whether paragraph n stands at the reading line, a quarter of the way down, or `slack` pixels below it."""
    return pane.evaluate(
        """(pane, [n, slack]) => {
            const box = pane.getBoundingClientRect();
            const p = pane.querySelector(`.rr-p[data-n="${n}"]`).getBoundingClientRect();
            const line = box.top + 0.25 * box.height;
            return p.top - slack <= line && line <= p.bottom + 20;
        }""",
        [n, slack],
    )


def bring(pane: Locator, n: int) -> None:
    """Turn the wheel over a page until paragraph n stands at its reading line."""
    pane.hover()
    for _ in range(60):
        if at_line(pane, n, -2):
            return
        pane.page.mouse.wheel(0, 60)
        pane.page.wait_for_timeout(30)
    raise AssertionError(f"paragraph {n} was not reached")


def until(lab: Lab, condition: object) -> None:
    for _ in range(40):
        if condition():  # type: ignore[operator]
            return
        lab.page.wait_for_timeout(50)
    raise AssertionError("it did not come about")


def test_the_other_page_follows_to_the_matching_paragraph_and_waits_where_there_is_none(lab: Lab) -> None:
    left, right = show(lab)
    bring(left, 12)  # the trade figures: paragraph 8 of the other
    until(lab, lambda: at_line(right, 8))
    expect(lab.page.locator(".rr-together p")).to_contain_text("$100 billion")
    lab.page.get_by_role("button", name="Scroll together").click()
    expect(lab.page.get_by_role("button", name="Scroll together")).to_have_attribute("aria-pressed", "false")
    where = right.evaluate("pane => pane.scrollTop")
    left.hover()
    lab.page.mouse.wheel(0, -2000)
    lab.page.wait_for_timeout(400)
    assert right.evaluate("pane => pane.scrollTop") == where


def test_the_pages_scroll_together_by_keys(lab: Lab) -> None:
    left, right = show(lab)
    cells = lab.page.locator(".jp-Notebook .jp-Cell").count()
    left.focus()
    for _ in range(120):
        if at_line(left, 12) and at_line(right, 8):
            break
        lab.page.keyboard.press("ArrowDown")
        lab.page.wait_for_timeout(80)
    assert at_line(left, 12)
    assert at_line(right, 8)
    lab.page.get_by_role("button", name="Next match").focus()
    lab.page.keyboard.press("Enter")
    lab.page.keyboard.press("Enter")
    a, b = (int(n) for n in kernel_says(lab, "two.found.links[1].a, two.found.links[1].b").split())
    until(lab, lambda: at_line(left, a) and at_line(right, b))
    assert lab.page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_the_other_page_never_jumps_back_while_one_is_read_on(lab: Lab) -> None:
    left, right = show(lab)
    left.hover()
    before = right.evaluate("pane => pane.scrollTop")
    for _ in range(60):
        lab.page.mouse.wheel(0, 60)
        lab.page.wait_for_timeout(40)
        now = right.evaluate("pane => pane.scrollTop")
        assert now >= before - 1
        before = now
    assert before > 0


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (700, 900)])
def test_the_first_paragraph_is_seen_in_both_pages_as_they_open(lab: Lab, width: int, height: int) -> None:
    lab.page.set_viewport_size({"width": width, "height": height})
    for pane in show(lab):
        expect(pane.locator(".rr-layers")).to_be_hidden()
        shown = pane.evaluate(
            """pane => {
                const first = pane.querySelector("p.rr-p"), line = parseFloat(getComputedStyle(first).lineHeight);
                return (pane.getBoundingClientRect().bottom - first.getBoundingClientRect().top) / line;
            }"""
        )
        assert shown >= 4, "four lines of the article, at the least"
    lab.page.set_viewport_size({"width": 1280, "height": 1000})


def test_tables_beside_one_another_do_not_overlap(lab: Lab) -> None:
    show(lab)
    lab.page.get_by_role("tab", name="Words", exact=True).click()
    tables = lab.page.locator(".rr-sheet table", has=lab.page.get_by_text("log ratio"))
    expect(tables).to_have_count(2)
    one, two = (table.evaluate("t => t.parentElement.getBoundingClientRect().toJSON()") for table in tables.all())
    assert one["right"] <= two["left"] or one["bottom"] <= two["top"]
    for table in tables.all():
        assert table.evaluate("t => getComputedStyle(t.parentElement).overflowX === 'auto'")


def test_what_is_chosen_on_one_page_is_shown_on_the_other(lab: Lab) -> None:
    left, right = show(lab)
    mark = left.locator(".rr-text .rr-m", has_text="$100 billion").first
    mark.focus()
    lab.page.keyboard.press("Enter")
    expect(right.locator(".rr-text mark.rr-here")).to_have_text("$100 billion")
    expect(right.locator(".rr-text mark.rr-here")).to_be_in_viewport()
    expect(right.locator(".rr-note")).to_contain_text("the same value and unit")
    assert left.evaluate("pane => pane.contains(document.activeElement)"), "the reader stays on the page"


def test_a_number_of_a_table_is_shown_with_its_counterpart_and_one_without_says_so(lab: Lab) -> None:
    left, right = show(lab)
    lab.page.get_by_role("tab", name="Numbers", exact=True).click()
    lab.page.get_by_role("button", name="$102 billion").click()
    expect(left.locator("mark.rr-here")).to_have_text("$102 billion")
    expect(right.locator("mark.rr-here")).to_have_text("$100 billion")
    lab.page.get_by_role("button", name="29.2 percent").click()
    expect(left.locator("mark.rr-here")).to_have_text("29.2 percent")
    expect(right.locator("mark.rr-here")).to_have_count(0)
    expect(right.locator(".rr-status")).to_contain_text("not found in cgtn-2021")


def test_a_layer_is_laid_over_both(lab: Lab) -> None:
    left, right = show(lab)
    left.get_by_text("Layers and marks").click()
    left.locator(".rr-layers summary").click()
    left.locator('.rr-switch[data-layer="numbers"]').click()
    expect(right.locator('.rr-switch[data-layer="numbers"]')).to_have_attribute("aria-pressed", "true")
    assert kernel_says(lab, "two.sides[1].page.on") == "['names-in-both', 'shared', 'numbers']"


@pytest.mark.parametrize("theme", ["dark", "light"])  # light last: the page is shared
def test_axe_finds_nothing_on_the_pages_or_the_tables(lab: Lab, theme: str) -> None:
    left, _ = show(lab)
    lab.page.evaluate(THEME, theme.capitalize())
    lab.page.locator(f"body[data-jp-theme-light='{'true' if theme == 'light' else 'false'}']").wait_for(
        state="attached"
    )
    left.locator(".rr-text .rr-m[role]").first.click()
    for tab in lab.page.locator(".rr-tellings [role='tab']").all():
        tab.click()
        assert lab.axe(".rr-tellings") == []


def test_where_there_is_no_room_the_pages_stand_one_above_the_other(lab: Lab) -> None:
    left, right = show(lab)
    lab.page.set_viewport_size({"width": 720, "height": 900})
    until(lab, lambda: left.bounding_box()["y"] + left.bounding_box()["height"] <= right.bounding_box()["y"])
    wide = lab.page.evaluate(
        "() => { const t = document.querySelector('.rr-tellings'); return t.scrollWidth - t.clientWidth; }"
    )
    assert wide <= 1


def test_highlights_of_an_earlier_choice_go(lab: Lab) -> None:
    left, right = show(lab)
    right.locator(".rr-text .rr-m[role]", has_text="Putin").first.click()
    expect(left.locator(".rr-text mark.rr-here").first).to_contain_text("Putin")
    left.locator(".rr-text .rr-m[role]", has_text="China").first.click()
    expect(right.locator(".rr-text mark.rr-here").first).to_contain_text("China")
    expect(left.locator(".rr-text mark.rr-here")).to_have_count(0)
    expect(left.locator(".rr-note")).to_contain_text("Also in cgtn-2021")
    expect(left.locator(".rr-text .rr-hot").first).to_contain_text("China")
    assert left.evaluate("pane => pane.contains(document.activeElement)")


def test_what_changed_is_marked_on_both_pages_and_takes_a_verdict(lab: Lab) -> None:
    left, right = changed(lab)
    expect(right.locator('.rr-text .rr-m[data-m="changed:0"]')).to_have_text("will close")
    expect(left.locator('.rr-text .rr-m[data-m="changed:0"]')).to_have_text("may close")
    expect(lab.page.get_by_role("button", name="Names in both")).to_have_attribute("aria-pressed", "false")
    sheet = lab.page.locator(".rr-changes").first
    sheet.get_by_role("button", name="3 million dollars").click()
    expect(right.locator("mark.rr-here")).to_have_text("3 million dollars")
    expect(left.locator("mark.rr-here")).to_have_text("more than 3 million dollars")
    sheet.get_by_role("button", name="Reject").first.click()
    expect(sheet.get_by_role("button", name="Reject").first).to_have_attribute("aria-pressed", "true")
    expect(right.locator('.rr-text .rr-rejected[data-m="changed:0"]')).to_have_count(1)
    expect(left.locator('.rr-text .rr-rejected[data-m="changed:0"]')).to_have_count(1)
    sheet.get_by_role("button", name="Reject").first.click()
    lab.page.get_by_role("tab", name="In both", exact=True).click()
    expect(right.locator('.rr-text .rr-m[data-m^="changed"]')).to_have_count(0)


def test_a_change_opened_by_keys_is_shown_on_the_other_page(lab: Lab) -> None:
    left, right = changed(lab)
    right.locator('.rr-text .rr-m[data-m="changed:0"]').focus()
    lab.page.keyboard.press("Enter")
    expect(right.locator(".rr-note")).to_contain_text("a reserve is gone")
    expect(right.locator(".rr-note")).to_contain_text("Accept")
    expect(left.locator("mark.rr-here")).to_have_text("may close")
    assert right.evaluate("pane => pane.contains(document.activeElement)")


def test_next_match_takes_boxes_and_notes_away_and_tints_the_pair(lab: Lab) -> None:
    left, right = changed(lab)
    right.locator('.rr-text .rr-m[data-m="changed:0"]').click()
    expect(left.locator("mark.rr-here")).to_have_count(1)
    following = lab.page.get_by_role("button", name="Next match")
    following.focus()
    lab.page.keyboard.press("Enter")
    for pane in (left, right):
        expect(pane.locator("mark.rr-here")).to_have_count(0)
        expect(pane.locator(".rr-note")).to_be_hidden()
        expect(pane.locator(".rr-pair")).to_have_count(1)
    expect(following).to_be_focused()


def test_a_summary_can_be_pasted_and_the_two_swapped(lab: Lab) -> None:
    left, right = changed(lab)
    lab.page.get_by_text("Or paste a summary").click()
    lab.page.get_by_placeholder("The summary as it stands").fill("The old bridge will close in October, Ruiz said.")
    lab.page.get_by_role("button", name="Lay beside the source").click()
    expect(right.locator(".rr-title")).to_have_text("A summary")
    lab.page.get_by_role("button", name="Swap").click()
    expect(left.locator(".rr-title")).to_have_text("A summary")


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_axe_finds_nothing_where_changes_are_shown(lab: Lab, theme: str) -> None:
    _, right = changed(lab)
    lab.page.evaluate(THEME, theme.capitalize())
    right.locator('.rr-text .rr-m[data-m="changed:0"]').click()
    lab.page.get_by_text("What each sentence rests on").click()
    assert lab.axe(".rr-tellings") == []


CHANGED = """
from readingroom import Article, Corpus, TwoTellings
source = Article.from_text(
    "The old harbour bridge may close in October, the engineer, Ana Ruiz, said on Tuesday.\\n\\n"
    "Repairs will cost more than 3 million dollars, Ruiz told the council.", id="source", title="Bridge may close")
told = Article.from_text("The old harbour bridge will close in October, Ruiz said.\\n\\n"
    "The repairs will cost 3 million dollars, she said.", id="told", title="In short")
TwoTellings(Corpus([source, told]), view="changed")
"""


def changed(lab: Lab) -> tuple[Locator, Locator]:
    lab.cells(CHANGED)
    pages = lab.page.locator(".rr-pane")
    expect(pages).to_have_count(2)
    expect(pages.nth(1)).to_have_attribute("role", "region")
    expect(pages.nth(1).locator('.rr-text .rr-m[data-m="changed:0"]')).to_have_count(1)
    return pages.nth(0), pages.nth(1)
