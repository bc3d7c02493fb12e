"""AddArticle in a real JupyterLab: files dropped and chosen, a paste, the form by keys, read by axe."""

import json
from pathlib import Path

from lab import Lab
from playwright.sync_api import expect

TEXT = (
    "Download\nBridge to close for a month\nBy Jane Roe\nValley Gazette\n3 May 2024\n\n"
    "The old bridge over the Tarn will close on Monday, the mayor said.\n\nRelated News\n"
)
CODE = """
import os, tempfile
os.environ["READINGROOM_ADDED"] = tempfile.mkdtemp()
from readingroom import AddArticle, load_corpus
adding = AddArticle()
adding
"""
DROP = """(zone, text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "bridge.txt", {type: "text/plain"}));
    for (const name of ["dragenter", "dragover", "drop"])
        zone.dispatchEvent(new DragEvent(name, {bubbles: true, cancelable: true, dataTransfer: data}));
}"""


def opened(lab: Lab, name: str) -> None:
    lab.open(lab.write(f"{name}.ipynb", CODE))
    lab.run_all()
    lab.page.locator(".rr-files").wait_for()


def test_a_dropped_file_is_read_corrected_and_added(lab: Lab) -> None:
    opened(lab, "drop")
    lab.page.locator(".rr-files").evaluate(DROP, TEXT)
    expect(lab.page.get_by_label("Headline")).to_have_value("Bridge to close for a month")
    expect(lab.page.get_by_label("Outlet")).to_have_value("Valley Gazette")
    expect(lab.page.locator(".rr-page p", has_text="Related News")).to_have_count(0)
    lab.page.get_by_label("Left out").select_option(label="line 7, section: Related News")
    lab.page.get_by_role("button", name="Put the chosen lines back").click()
    expect(lab.page.locator(".rr-page", has_text="Related News")).to_have_count(1)
    expect(lab.page.get_by_text("No layer is shown")).to_be_hidden()
    fields = [lab.page.get_by_label(name) for name in ("Or paste an article", "Headline", "Outlet", "Date", "Author")]
    assert len({round(field.bounding_box()["x"]) for field in fields}) == 1, "the fields stand in one line"
    assert fields[0].get_attribute("rows") == "8"
    assert lab.axe(".rr-files") == []
    lab.page.get_by_role("button", name="Add", exact=True).click()
    expect(lab.page.get_by_text("is added as valley-gazette-2024-05-03")).to_be_visible()


def test_a_file_is_chosen_and_one_too_big_is_not_sent(lab: Lab, tmp_path: Path) -> None:
    opened(lab, "choose")
    (tmp_path / "huge.txt").write_bytes(b"x" * 8_000_000)
    (tmp_path / "bridge.txt").write_text(TEXT, "utf-8")
    lab.page.locator(".rr-files input").set_input_files(tmp_path / "huge.txt")
    expect(lab.page.get_by_text("too much for a notebook")).to_be_visible()
    lab.page.locator(".rr-files input").set_input_files(tmp_path / "bridge.txt")
    expect(lab.page.get_by_label("Author")).to_have_value("Jane Roe")


def test_nothing_of_a_paste_runs(lab: Lab) -> None:
    opened(lab, "paste")
    evil = "<img src=x onerror='window.ran = 1'>"
    lab.page.get_by_label("Or paste an article").fill(
        f"Rain {evil}\n\nIt rained {evil} all day, the mayor of it all said.\n"
    )
    lab.page.get_by_role("button", name="Read it").click()
    expect(lab.page.locator(".rr-page")).to_contain_text(f"It rained {evil} all day")
    assert lab.page.evaluate("window.ran") is None, json.dumps(evil)
