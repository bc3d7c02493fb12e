"""One reader goes through lessons 02 and 07: an empty, a wrong, a partial and a right answer, to the saved reading."""

from lab import KERNEL_IS_IDLE, Lab
from playwright.sync_api import Locator, expect

from readingroom.lessons.checks import RUBRIC
from readingroom.page.interface import say


def box(lab: Lab, id: str) -> Locator:
    """The exercise of that name on the page."""
    found = lab.page.locator(".rr-exercise", has=lab.page.locator(f'[data-exercise="{id}"]'))
    found.scroll_into_view_if_needed()
    return found


def check(exercise: Locator) -> Locator:
    """Press Check; what is said then."""
    exercise.get_by_role("button", name=say("exercise_check"), exact=True).click()
    return exercise.locator(".rr-feedback")


def place(exercise: Locator, **cards: str) -> None:
    for card, where in cards.items():
        exercise.get_by_label(card.replace("_", " "), exact=True).select_option(where)


def number(exercise: Locator, typed: str) -> Locator:
    """Type a number, leave the box, and check it once the kernel has the answer."""
    exercise.locator("input").fill(typed)
    exercise.locator("input").press("Tab")
    exercise.page.wait_for_function(KERNEL_IS_IDLE)
    return check(exercise)


def read(exercise: Locator, claim: str, *quotations: str) -> Locator:
    """Write a reading, tick its three statements, and check it."""
    exercise.locator("textarea").fill(claim)
    for n, quotation in enumerate(quotations, 1):
        exercise.get_by_label(say("exercise_quotation", n=n)).fill(quotation)
    for statement in RUBRIC:
        exercise.get_by_label(statement).check()
    exercise.get_by_label(RUBRIC[-1]).focus()
    exercise.page.wait_for_function(KERNEL_IS_IDLE)
    return check(exercise)


def walk(lab: Lab, lesson: str) -> None:
    """Run a lesson from top to bottom in a room where no other test has left a reading."""
    for old in lab.server.folder.glob("readings/*.html"):
        old.unlink()
    lab.open(lesson)
    lab.run_all()


def save(lab: Lab) -> str:
    """Press the button of the last cell; the text of the page that it wrote."""
    button = lab.page.get_by_role("button", name=say("save"), exact=True).last
    button.scroll_into_view_if_needed()
    assert not list(lab.server.folder.glob("readings/*.html")), "nothing is written before the button is pressed"
    button.click()
    expect(lab.page.get_by_text("Saved: ").last).to_be_visible()
    [written] = lab.server.folder.glob("readings/*.html")
    text = written.read_text("utf-8")
    written.unlink()
    return text


def test_lesson_02_from_its_first_cell_to_a_saved_reading(lab: Lab) -> None:
    walk(lab, "notebooks/02-quote-attribution.ipynb")
    parts = box(lab, "02-parts")
    expect(check(parts)).to_contain_text("Who answers for the words")
    place(parts, the_authority="source", estimates="content")
    expect(check(parts)).to_contain_text("Placed as in the key: 1 of 5.")
    room = box(lab, "02-voices")
    room.get_by_label("Oren Tasker, the chief engineer").check()
    expect(check(room)).to_contain_text(say("check_other"))
    room.get_by_label("Marta Dunnock, the director").check()
    expect(check(room)).to_contain_text(say("check_key"))
    reading = box(lab, "02-reading")
    twice = read(reading, "One speaks. Nobody says the rest.", "asked not to be named", "asked not to be named")
    expect(twice).to_contain_text(say("check_same_twice"))
    whole = read(reading, "One speaks. Nobody says the rest.", "asked not to be named", "have not been opened since")
    expect(whole).to_contain_text("Both quotations are on the page.")
    text = save(lab)
    assert "One speaks. Nobody says the rest." in text
    assert "have not been opened since" in text


def test_lesson_07_from_its_first_cell_to_a_saved_reading(lab: Lab) -> None:
    walk(lab, "notebooks/07-two-tellings.ipynb")
    litres = box(lab, "07-litres")
    expect(check(litres)).to_contain_text("How many times do 1,000 litres go")
    expect(number(litres, "many")).to_contain_text(say("check_no_number"))
    expect(number(litres, "3000")).to_contain_text(say("check_other"))
    expect(number(litres, "1,200 cubic metres")).to_contain_text(say("check_key"))
    only = box(lab, "07-only")
    expect(check(only)).to_contain_text("?")
    best = box(lab, "07-best")
    claim = "It gives both figures. It names what it offers."
    said = read(best, claim, "more than 3,000 cubic metres", "six million crowns over three years")
    expect(said).to_contain_text("Both quotations are on the page.")
    assert claim in save(lab)
