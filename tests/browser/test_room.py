"""The first walk through the room: notebook 00 opened and run, an article picked, a highlight opened; and by keys."""

import shutil

from lab import Lab
from playwright.sync_api import expect

FIRST = "China–Russia ties: an example of great powers living in harmony"
OTHER = "In good times and bad, China and Russia bring their ties closer"


def walk_in(lab: Lab) -> None:
    shutil.rmtree(lab.server.folder / "answers", ignore_errors=True)  # the article of the test before is remembered
    lab.open("notebooks/00-start-here.ipynb")
    lab.run_all()
    lab.page.locator(".rr-cards").scroll_into_view_if_needed()
    expect(lab.page.locator(".rr-card")).to_have_count(5)
    expect(title(lab)).to_have_text(FIRST)


def title(lab: Lab):
    return lab.page.locator(".rr-page .rr-title").first


def test_by_mouse(lab: Lab) -> None:
    walk_in(lab)
    lab.page.get_by_role("button", name=OTHER).click()
    expect(title(lab)).to_have_text(OTHER)
    picker = lab.page.get_by_label("Article", exact=True).first
    picker.select_option(label=picker.locator("option").nth(1).inner_text())
    expect(title(lab)).to_have_text(
        "Stable ties with Russia matter in a turbulent world, Chinese foreign minister stresses"
    )
    lab.page.locator('.rr-switch[data-layer="attribution"]').first.click()
    lab.page.locator(".rr-text .rr-m[role]").nth(3).click()
    expect(lab.page.locator(".rr-note").first).to_be_visible()
    expect(lab.page.locator(".rr-entry[aria-current='true']")).to_have_count(1)


def test_by_keys_alone(lab: Lab) -> None:
    walk_in(lab)
    cells = lab.page.locator(".jp-Notebook .jp-Cell").count()
    press = lab.page.keyboard.press
    lab.page.get_by_role("button", name=FIRST).focus()
    press("Tab")
    press("Tab")
    press("Enter")
    expect(title(lab)).to_have_text(OTHER)
    lab.page.get_by_label("Article", exact=True).first.focus()
    press("ArrowUp")
    press("Enter")
    expect(title(lab)).to_have_text(
        "Stable ties with Russia matter in a turbulent world, Chinese foreign minister stresses"
    )
    tab_to(lab, '[data-layer="attribution"]')
    press("Enter")
    tab_to(lab, ".rr-text .rr-m")
    press("ArrowRight")
    chosen = lab.page.evaluate("() => document.activeElement.textContent")
    press("Enter")
    expect(lab.page.locator(".rr-note").first).to_be_visible()
    expect(lab.page.locator(".rr-note").first).to_contain_text(chosen)
    press("Escape")
    expect(lab.page.locator(".rr-note").first).to_be_hidden()
    assert lab.page.locator(".jp-Notebook .jp-Cell").count() == cells, "the notebook answered a key meant for the page"


def tab_to(lab: Lab, selector: str) -> None:
    """Press Tab until the focus is on such an element."""
    for _ in range(40):
        if lab.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        lab.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {selector}")


def test_axe_finds_nothing_in_the_first_notebook(lab: Lab) -> None:
    walk_in(lab)
    assert lab.axe(".jp-OutputArea-output .jupyter-widgets") == []
