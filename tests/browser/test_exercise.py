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
    page.get_by_label("the authority", exact=True).select_option("source")
    page.get_by_label("estimates", exact=True).select_option("source")
    page.get_by_role("button", name=say("exercise_check"), exact=True).click()
    expect(said).to_contain_text("the authority: as in the key. An office can answer for words")
    expect(said).to_contain_text("estimates: look again.")
    expect(before).to_have_count(0)
    page.get_by_label("estimates", exact=True).select_option("cue")
    expect(before).to_be_visible()
    expect(said).to_contain_text("estimates: look again.")
    page.get_by_role("button", name=say("exercise_check"), exact=True).click()
    expect(before).to_have_count(0)
    expect(said).to_contain_text("estimates: as in the key.")


def test_an_earlier_answer_is_shown_where_it_is_asked_for_again(lab: Lab) -> None:
    cells = ('exercise("01-predict", by="two boxes")', 'exercise("01-challenge", reader, by="two boxes")')
    lab.cells(SETUP, *cells)
    page = lab.page
    page.locator(".rr-exercise textarea").first.fill("A minister will speak.")
    page.get_by_role("button", name=say("exercise_keep")).first.click()
    expect(page.locator(".rr-exercise").nth(1).locator("blockquote")).to_have_text("A minister will speak.")
    assert page.locator(".rr-exercise textarea").first.bounding_box()["height"] > 80


RESTART = "() => { jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart() }"


def test_what_is_answered_while_the_kernel_is_gone_is_said_beside_it_and_comes_back(lab: Lab) -> None:
    cells = (SETUP, 'display(*(exercise(id, reader, by="cut off") for id in ("01-predict", "02-parts", "00-judge")))')
    lab.cells(*cells)
    page = lab.page
    boxes = page.locator(".rr-exercise")
    boxes.nth(2).wait_for()
    page.evaluate(RESTART)
    page.locator(".jupyter-widgets-disconnected").first.wait_for(state="attached")
    words = boxes.nth(0).locator("textarea")
    words.fill("A minister will speak.")
    boxes.nth(0).get_by_role("button", name=say("exercise_keep")).click()
    expect(boxes.nth(0).locator(".rr-feedback")).to_contain_text("Not kept yet")
    expect(words).to_have_value("A minister will speak.")
    choice = boxes.nth(2).get_by_role("radio").nth(1)
    choice.check()
    boxes.nth(2).get_by_role("button", name=say("exercise_check")).click()
    expect(boxes.nth(2).locator(".rr-feedback")).to_contain_text("Not kept yet")
    lab.cells(*cells)
    expect(boxes.nth(0).locator("textarea")).to_have_value("A minister will speak.")
    expect(boxes.nth(2).get_by_role("radio").nth(1)).to_be_checked()
    expect(boxes.nth(0).locator(".rr-feedback")).to_contain_text(say("exercise_back"))
    page.wait_for_function("() => !Object.keys(localStorage).some(key => key.startsWith('readingroom:answer:'))")
    lab.cells(*cells)
    expect(boxes.nth(0).locator("textarea")).to_have_value("A minister will speak.")
    expect(boxes.nth(0).locator(".rr-feedback")).not_to_contain_text(say("exercise_back"))


def test_no_exercise_shows_its_name_in_the_files(lab: Lab) -> None:
    page = show(lab, "02-share").page
    assert "02-share" not in page.locator(".rr-exercise").inner_text()
