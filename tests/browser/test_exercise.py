"""An exercise in a real JupyterLab: what it says, what goes when the answer changes, in light and dark."""

import pytest
from lab import Lab
from playwright.sync_api import expect

from readingroom.page.interface import say

THEME = "theme => jupyterapp.commands.execute('apputils:change-theme', {theme: `JupyterLab ${theme}`})"
SETUP = """from readingroom import ArticleReader, exercise, load_corpus
reader = ArticleReader(load_corpus(), article="xinhua-2020", layers=[])"""


@pytest.fixture
def lab(open_lab: Lab) -> Lab:
    return open_lab


def show(lab: Lab, *ids: str) -> Lab:
    """These exercises under one another, without the page that they are about."""
    lab.cells(SETUP, f'display(*(exercise(id, reader, by="shown") for id in {ids}))')
    lab.page.locator(".rr-exercise").nth(len(ids) - 1).wait_for()
    return lab


@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_axe_finds_nothing_on_an_exercise(lab: Lab, theme: str) -> None:
    show(lab, "02-share", "02-parts", "01-retell", "01-reading")
    lab.page.evaluate(THEME, theme)
    lab.page.wait_for_function(
        "light => document.body.dataset.jpThemeLight === light", arg=str(theme == "Light").lower()
    )
    for button in lab.page.get_by_role("button", name=say("exercise_check"), exact=True).all():
        button.click()
    expect(lab.page.locator(".rr-feedback p")).to_have_count(3)
    assert lab.axe(".rr-exercise") == []
    lab.page.evaluate(THEME, "Light")


def test_what_was_said_of_an_earlier_answer_says_so(lab: Lab) -> None:
    page = show(lab, "02-parts").page
    said, before = page.locator(".rr-feedback"), page.get_by_text(say("exercise_before"))
    page.get_by_label("the keeper").select_option("source")
    page.get_by_label("told").select_option("source")
    page.get_by_role("button", name=say("exercise_check"), exact=True).click()
    expect(said).to_contain_text("the keeper: as in the key. It is who says it.")
    expect(said).to_contain_text("told: look again.")
    expect(before).to_have_count(0)
    page.get_by_label("told").select_option("cue")
    expect(before).to_be_visible()
    expect(said).to_contain_text("told: look again.")
    page.get_by_role("button", name=say("exercise_check"), exact=True).click()
    expect(before).to_have_count(0)
    expect(said).to_contain_text("told: as in the key.")


def test_an_earlier_answer_is_shown_where_it_is_asked_for_again(lab: Lab) -> None:
    cells = ('exercise("01-predict", by="two boxes")', 'exercise("01-challenge", reader, by="two boxes")')
    lab.cells(SETUP, *cells)
    page = lab.page
    page.locator(".rr-exercise textarea").first.fill("A minister will speak.")
    page.get_by_role("button", name=say("exercise_keep")).first.click()
    expect(page.locator(".rr-exercise").nth(1).locator("blockquote")).to_have_text("A minister will speak.")
    assert page.locator(".rr-exercise textarea").first.bounding_box()["height"] > 80
