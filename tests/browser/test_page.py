"""The reading page and the desk in a real JupyterLab: by mouse, by keys alone, in light and dark, read by axe."""

import re

import pytest
from hostile import HOSTILE
from lab import Lab, Server
from playwright.sync_api import Browser, Locator, Page, expect

# what is remembered of a notebook's pages is for one test alone: all share a notebook
SETUP = """import os
os.environ.pop("JPY_SESSION_NAME", None)
from readingroom import Article, ArticleDesk, ArticleReader, Corpus, Shelf, load_corpus
corpus = load_corpus()"""
THEME = "theme => jupyterapp.commands.execute('apputils:change-theme', {theme: `JupyterLab ${theme}`})"

RUN = """code => {
    jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource(code);
    jupyterapp.commands.execute('notebook:run-cell');
}"""  # without waiting


@pytest.fixture
def lab(open_lab: Lab) -> Lab:
    return open_lab


def show(lab: Lab, *cells: str) -> Lab:
    lab.cells(SETUP, *cells)
    lab.page.locator(".rr-page, .rr-sheet").first.wait_for()
    return lab


def kernel_says(lab: Lab, code: str) -> str:
    """What the kernel prints for this code, run in a cell of its own at the end."""
    return lab.page.evaluate(
        """async code => {
            const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            const future = kernel.requestExecute({code});
            let out = '';
            future.onIOPub = m => { if (m.header.msg_type === 'stream') out += m.content.text;
                                    if (m.header.msg_type === 'error') out += m.content.evalue; };
            await future.done;
            return out.trim();
        }""",
        f"print({code})",
    )


def drag(lab: Lab, block: Locator, words: str) -> None:
    """A real mouse drag over words in a paragraph."""
    block.scroll_into_view_if_needed()
    x0, y0, x1, y1 = block.evaluate(
        """(node, words) => {
            const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const i = walker.currentNode.data.indexOf(words);
                if (i < 0) continue;
                const range = document.createRange();
                range.setStart(walker.currentNode, i);
                range.setEnd(walker.currentNode, i + words.length);
                const first = range.getClientRects()[0], last = [...range.getClientRects()].at(-1);
                return [first.left, (first.top + first.bottom) / 2, last.right, (last.top + last.bottom) / 2];
            }
        }""",
        words,
    )
    lab.page.mouse.move(x0 + 1, y0)
    lab.page.mouse.down()
    lab.page.mouse.move(x1 - 1, y1, steps=6)
    lab.page.mouse.up()


def test_the_page_shows_the_text_as_it_stands(lab: Lab) -> None:
    show(lab, "reader = ArticleReader(corpus['xinhua-2020'], layers=['quotation', 'modality'])\nreader")
    shown = lab.page.eval_on_selector_all(".rr-text .rr-p", "nodes => nodes.map(n => n.textContent)")
    assert "\n\n".join(shown) == lab.page.evaluate("x => x", kernel_text(lab))


def kernel_text(lab: Lab) -> str:
    return kernel_says(lab, "reader.article.text")


def test_python_and_javascript_set_the_same_marks(lab: Lab) -> None:
    """The server-side page and the one page.js draws anew agree piece by piece."""
    show(lab, "reader = ArticleReader(corpus['cgtn-2020'], layers=['quotation', 'voice', 'modality'])\nreader")
    drawn = lab.page.evaluate(
        """() => {
            const pieces = root => [...root.querySelectorAll('.rr-text .rr-m')].map(
                m => [m.textContent, m.dataset.m, m.className, m.dataset.tag ?? '']);
            return pieces(document.querySelector('.rr-page'));
        }"""
    )
    served = lab.page.evaluate(
        """html => {
            const root = document.createElement('template');
            root.innerHTML = html;
            return [...root.content.querySelectorAll('.rr-text .rr-m')].map(
                m => [m.textContent, m.dataset.m, m.className, m.dataset.tag ?? '']);
        }""",
        kernel_says(lab, "reader.page.html"),
    )
    assert len(drawn) > 20
    assert drawn == served


def test_a_click_on_either_a_highlight_or_its_entry_leads_to_the_other(lab: Lab) -> None:
    show(lab, "reader = ArticleReader(corpus['xinhua-2020'], layers=['modality'])\nreader")
    mark = lab.page.locator(".rr-text .rr-m[role]").nth(2)
    mark.click()
    entry = lab.page.locator('.rr-entry[aria-current="true"]')
    expect(entry).to_have_count(1)
    expect(lab.page.locator(".rr-note")).to_be_visible()
    assert kernel_says(lab, "reader.chosen.span.of(reader.article.text)") == mark.evaluate("n => n.textContent")
    lab.page.locator(".rr-entry").nth(4).click()
    expect(lab.page.locator(".rr-text .rr-hot")).to_have_count(1)
    assert lab.page.evaluate("() => document.activeElement.classList.contains('rr-hot')")


def test_a_layer_is_switched_on_the_page_and_in_the_kernel(lab: Lab) -> None:
    show(lab, "reader = ArticleReader(corpus['xinhua-2020'], layers=[])\nreader")
    expect(lab.page.locator(".rr-text .rr-m")).to_have_count(0)
    switch = lab.page.locator('.rr-switch[data-layer="modality"]')
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(lab.page.locator(".rr-text .rr-m").first).to_be_visible()
    expect(lab.page.locator(".rr-status")).to_contain_text("shown")
    assert kernel_says(lab, "reader.layers") == "('modality',)"
    kernel_says(lab, "setattr(reader, 'layers', [])")
    expect(lab.page.locator(".rr-text .rr-m")).to_have_count(0)


def test_the_page_is_there_before_its_layers_and_nothing_done_meanwhile_is_lost(lab: Lab) -> None:
    """A layer that takes its time to look: the text can be read, a layer chosen, and several passages marked."""
    slow = """import time
from readingroom.layers import LAYERS, Layer, add_layer
look = lambda article: time.sleep(3) or []
add_layer(Layer("slow", "Slow", "Z", "How long does it take?", "Do not conclude anything.", ("late",), look))
reader = ArticleReader(corpus['xinhua-2020'], layers=[], by='hasty')"""
    lab.cells(SETUP, slow, "0")
    page = lab.page
    page.locator(".jp-Notebook .jp-Cell").last.click()
    page.evaluate(RUN, "reader")
    status, count = page.locator(".rr-status"), page.locator("[data-layer='modality'] .rr-count")
    expect(page.locator(".rr-p[data-n='2']")).to_contain_text("On the phone")
    page.locator("[data-layer='modality']").click()
    expect(status).to_have_text("Looking for them …")
    expect(page.locator(".rr-list")).to_contain_text("Looking for them")
    for words in ("On the phone", "profound friendship", "Wang"):
        drag(lab, page.locator(".rr-p[data-n='2']"), words)
        page.get_by_role("button", name="Mark selection").click()
    expect(count).to_be_empty()
    expect(count).to_have_text("13")
    expect(page.locator(".rr-text [data-m^='modality:']")).to_have_count(13)
    expect(page.locator(".rr-text .rr-m[data-m*='mine:2']")).to_be_attached()
    assert kernel_says(lab, "len(reader.marks)") == "3"
    kernel_says(lab, "LAYERS.pop('slow').name")


def test_words_selected_by_mouse_are_marked_kept_and_taken_back(lab: Lab) -> None:
    show(lab, "reader = ArticleReader(corpus['xinhua-2020'], layers=['quotation'], by='mouse')\nreader")
    drag(lab, lab.page.locator(".rr-p[data-n='2']"), "On the phone")
    lab.page.get_by_role("button", name="Mark selection").click()
    expect(lab.page.locator(".rr-status")).to_have_text("Marked: On the phone")
    assert kernel_says(lab, "reader.marks[0].span.of(reader.article.text)") == "On the phone"
    lab.page.get_by_role("button", name="Undo", exact=True).click()
    expect(lab.page.locator(".rr-status")).to_contain_text("Taken back")
    assert kernel_says(lab, "reader.marks") == "()"


def test_words_selected_are_marked_where_they_stand(lab: Lab) -> None:
    """The button beside the selection carries the label, and goes when nothing is selected any more."""
    show(lab, "reader = ArticleReader(corpus['xinhua-2020'], layers=[], by='adder')\nreader")
    page, words = lab.page, lab.page.locator(".rr-p[data-n='2']")
    adder = page.locator(".rr-adder")
    page.locator(".rr-tools .rr-label").fill("whose words?")
    drag(lab, words, "profound friendship")
    expect(adder).to_have_text("Mark as “whose words?”")
    near = adder.evaluate(
        "n => n.getBoundingClientRect().top - getSelection().getRangeAt(0).getBoundingClientRect().bottom"
    )
    assert 0 <= near < 40
    page.locator(".rr-status").click()
    expect(adder).to_be_hidden()
    drag(lab, words, "profound friendship")
    page.locator(".rr-tools .rr-label").focus()
    expect(adder).to_be_hidden()
    drag(lab, words, "profound friendship")
    adder.click()
    expect(page.locator(".rr-status")).to_have_text("Marked: profound friendship")
    expect(adder).to_be_hidden()
    assert kernel_says(lab, "reader.notes[0].label") == "whose words?"
    assert kernel_says(lab, "len(reader.notes)") == "1"


def test_words_are_selected_from_the_first_letter_of_a_highlight(lab: Lab) -> None:
    show(lab, "reader = ArticleReader(corpus['xinhua-2020'], layers=['attribution'], by='first letter')\nreader")
    for words in ("noted", "relations are special"):
        drag(lab, lab.page.locator(".rr-p[data-n='2']"), words)
        expect(lab.page.locator(".rr-note")).to_be_hidden()
        lab.page.get_by_role("button", name="Mark selection").click()
        expect(lab.page.locator(".rr-status")).to_have_text(f"Marked: {words}")
    assert lab.page.locator(".rr-text .rr-m[role]:not([tabindex])").count() == 0, "keys reach every highlight"


def test_marking_nothing_says_what_to_do(lab: Lab) -> None:
    show(lab, "ArticleReader(corpus['xinhua-2020'], layers=[])")
    lab.page.get_by_role("button", name="Mark selection").click()
    expect(lab.page.locator(".rr-status")).to_contain_text("Select some words")


def test_words_are_marked_with_keys_alone(lab: Lab) -> None:
    show(lab, "reader = ArticleReader(corpus['xinhua-2020'], layers=[], by='keys')\nreader")
    cells = lab.page.locator(".jp-Notebook .jp-Cell").count()
    keys = lab.page.get_by_role("button", name="Mark with keys")
    keys.focus()
    for key in ("Enter", "ArrowDown", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "Enter", "Escape"):
        lab.page.keyboard.press(key)
    sentence = kernel_says(lab, "reader.article.sentences[1].of(reader.article.text)")
    assert kernel_says(lab, "reader.marks[0].span.of(reader.article.text)") == " ".join(sentence.split()[1:4])
    expect(keys).to_have_attribute("aria-pressed", "false")
    assert lab.page.locator(".jp-Notebook .jp-Cell").count() == cells, "the notebook answered a key meant for the page"


def test_a_note_is_written_kept_and_found_again(lab: Lab) -> None:
    cell = "reader = ArticleReader(corpus['xinhua-2020'], layers=[], by='writer')\nreader"
    show(lab, cell)
    drag(lab, lab.page.locator(".rr-p[data-n='2']"), "profound friendship")
    lab.page.locator(".rr-tools .rr-label").fill("whose words?")
    lab.page.get_by_role("button", name="Mark selection").click()
    lab.page.locator(".rr-entry").click()
    lab.page.locator(".rr-note textarea").fill("Wang reports Putin.")
    lab.page.locator(".rr-note").get_by_role("button", name="Keep").click()
    expect(lab.page.locator(".rr-status")).to_contain_text("Kept")
    show(lab, cell)
    lab.page.locator(".rr-entry").click()
    expect(lab.page.locator(".rr-note textarea")).to_have_value("Wang reports Putin.")
    expect(lab.page.locator(".rr-note .rr-label")).to_have_value("whose words?")
    assert lab.axe(".rr-page") == []


def test_a_mark_of_the_kit_is_rejected_and_counted_so(lab: Lab) -> None:
    show(lab, "reader = ArticleReader(corpus['xinhua-2020'], layers=['modality'], by='judge')\nreader")
    count = lab.page.locator("[data-layer='modality'] .rr-count")
    all_of_them = int(count.inner_text())
    lab.page.locator(".rr-text .rr-m[role]").first.click()
    lab.page.get_by_role("button", name="Reject").click()
    expect(count).to_have_text(f"{all_of_them - 1} of {all_of_them}")
    expect(lab.page.locator(".rr-text .rr-rejected")).to_have_count(1)
    expect(lab.page.get_by_role("button", name="Reject")).to_have_attribute("aria-pressed", "true")
    assert kernel_says(lab, "reader.notes[0].verdict") == "rejected"


def test_highlights_are_walked_opened_and_closed_with_keys(lab: Lab) -> None:
    show(lab, "reader = ArticleReader(corpus['xinhua-2020'], layers=['modality'])\nreader")
    lab.page.locator(".rr-text .rr-m[tabindex='0']").focus()
    lab.page.keyboard.press("ArrowRight")
    lab.page.keyboard.press("ArrowRight")
    lab.page.keyboard.press("Enter")
    expect(lab.page.locator(".rr-note")).to_be_visible()
    third = lab.page.locator(".rr-entry").nth(2)
    expect(third).to_have_attribute("aria-current", "true")
    lab.page.keyboard.press("Escape")
    expect(lab.page.locator(".rr-note")).to_be_hidden()
    assert lab.page.evaluate("() => document.activeElement.classList.contains('rr-m')"), (
        "focus is back on the highlight"
    )


def test_a_highlight_that_is_seen_is_opened_without_moving_the_page(lab: Lab) -> None:
    show(lab, "reader = ArticleReader(corpus['xinhua-2020'], layers=['attribution'])\nreader")
    page = lab.page
    page.locator(".rr-p[data-n='3']").scroll_into_view_if_needed()
    mark = page.locator(".rr-p[data-n='2'] .rr-m[role]").nth(1)
    before = mark.bounding_box()
    mark.click()
    page.wait_for_timeout(500)  # a smooth scroll would have begun
    assert mark.bounding_box() == before
    mark = page.locator(".rr-p[data-n='9'] .rr-m[role]").last
    mark.click()
    entry, home = (page.locator(part).bounding_box() for part in (".rr-entry[aria-current='true']", ".rr-list"))
    assert home["y"] <= entry["y"] < home["y"] + home["height"], "the entry is in view in its list"


def test_a_verdict_leaves_the_focus_where_it_was_and_the_note_is_the_next_stop(lab: Lab) -> None:
    show(lab, "reader = ArticleReader(corpus['xinhua-2020'], layers=['attribution'], by='focus')\nreader")
    page, press = lab.page, lab.page.keyboard.press
    page.locator(".rr-text .rr-m[tabindex='0']").focus()
    for key in ("ArrowRight", "Enter", "Tab"):
        press(key)
    accept, reject = (page.locator(".rr-note").get_by_role("button", name=name) for name in ("Accept", "Reject"))
    expect(accept).to_be_focused()
    press("Tab")
    press("Enter")
    expect(reject).to_have_attribute("aria-pressed", "true")
    expect(reject).to_be_focused()
    press("Escape")
    expect(page.locator(".rr-note")).to_be_hidden()
    assert page.locator(".rr-entry[tabindex='0']").count() == 1, "Tab passes the list in one step"
    page.locator(".rr-entry[tabindex='0']").focus()
    press("ArrowDown")
    expect(page.locator(".rr-entry[tabindex='0']")).to_be_focused()
    drag(lab, page.locator(".rr-title"), "Russia")
    page.locator(".rr-adder").click()
    page.locator(".rr-entry", has_text="my mark").click()
    page.locator(".rr-note").get_by_role("button", name="Remove").press("Enter")
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_focused()


def test_every_tab_of_the_desk_leads_to_the_page(lab: Lab) -> None:
    show(lab, "desk = ArticleDesk(corpus)\ndesk")
    page = lab.page
    for tab, choice in (
        ("Who says it", ".rr-sayings .rr-plain"),
        ("Lines", ".rr-lines .rr-plain"),
        ("Words", ".rr-lines .rr-plain"),
    ):
        page.get_by_role("tab", name=tab).click()
        if tab == "Lines":
            page.get_by_role("textbox", name="Search", exact=True).fill("china")
        if tab == "Words":
            page.locator(".rr-bars .rr-plain:visible").first.click()
        page.locator(f"{choice}:visible").first.click()
        expect(page.get_by_role("tab", name="Read")).to_have_attribute("aria-selected", "true")
        expect(page.locator(".rr-text .rr-here").first).to_be_in_viewport()
        expect(page.locator(".rr-note")).to_be_visible()


def test_a_word_of_the_cloud_shows_its_lines(lab: Lab) -> None:
    show(lab, "from readingroom import FrequencyExplorer\nFrequencyExplorer(corpus)")
    lab.page.locator("svg [data-word='putin']").first.click()
    expect(lab.page.locator(".rr-lines")).to_be_visible()
    expect(lab.page.locator(".rr-lines .rr-node .rr-plain").first).to_have_text("Putin", ignore_case=True)


def test_hostile_texts_stay_texts(lab: Lab) -> None:
    """In texts, titles, outlets, names, notes and labels; on every tab, and in the reading that is saved."""
    titles = [hostile for hostile in HOSTILE if len(hostile.splitlines()) == 1 and hostile.isprintable()]
    cell = f"""from readingroom import Span
hostile, titles = {HOSTILE!r}, {titles!r}
body = "“{{0}}” said {{0}} in {{0}}.\\n\\nMr. Li said that {{0}} was it."
bad = [Article.from_text(body.format(h), title=h, outlet=h, id=h) for h in titles]
bad.append(Article.from_text("\\n\\n".join(body.format(h) for h in hostile), id="all of them"))
desk = ArticleDesk(bad, by=hostile[0])
for h in hostile:
    desk.reader.mark(Span(0, 3), h, h)
desk"""
    saved = "from pathlib import Path\n[page] = desk.reader.save(formats=['html'], reader=hostile[0])"
    show(lab, cell, "Shelf(bad)", saved)
    page = lab.page
    picker = page.locator(".widget-tab .widget-dropdown select:visible")
    for n, title in enumerate(titles):
        picker.select_option(index=n)
        page.wait_for_function("t => document.querySelector('.widget-tab .rr-title')?.textContent === t", arg=title)
    picker.select_option(index=len(titles))
    for tab in ("Who says it", "Words", "Lines"):
        page.get_by_role("tab", name=tab).click()
        page.locator(".widget-tab .rr-sheet:visible").wait_for()
    nothing_ran(page)
    where = kernel_says(lab, "Path(page).resolve().relative_to(Path.cwd().parent)")
    reading = page.context.new_page()
    reading.goto(f"{lab.server.address}/files/{where}?token={lab.server.token}")
    assert reading.locator("mark").count() > 0
    nothing_ran(reading)
    reading.close()


def nothing_ran(page: Page) -> None:
    assert page.evaluate("() => window.ran") is None
    assert page.locator("h1:text-is('out')").count() == 0
    assert page.locator(".rr :is(iframe, img, object, embed, form, base, a[href^='javascript'])").count() == 0


@pytest.mark.parametrize("theme", ["dark", "light"])  # light last: the page is shared
def test_axe_finds_nothing_on_any_tab_or_page(lab: Lab, theme: str) -> None:
    show(lab, "desk = ArticleDesk(corpus)\ndesk", "Shelf(corpus)")
    page = lab.page
    page.evaluate(THEME, theme.capitalize())
    page.locator(f"body[data-jp-theme-light='{'true' if theme == 'light' else 'false'}']").wait_for(state="attached")
    page.locator(".rr-text .rr-m[role]").first.click()
    assert lab.axe(".rr") == []
    for tab in ("Who says it", "Words", "Lines"):
        page.get_by_role("tab", name=tab).click()
        if tab == "Lines":
            page.get_by_role("textbox", name="Search", exact=True).fill("china")
            page.locator(".rr-lines:visible").wait_for()
        assert lab.axe(".jp-OutputArea-output .widget-tab") == []


@pytest.mark.parametrize("name", ["ConcordanceExplorer(corpus, query='trade')", "FrequencyExplorer(corpus)"])
def test_axe_finds_nothing_on_an_explorer_with_its_page_open(lab: Lab, name: str) -> None:
    show(lab, f"from readingroom import {name.partition('(')[0]}\n{name}")
    if name.startswith("Freq"):
        lab.page.locator(".rr-bars .rr-plain").first.click()
    lab.page.locator(".rr-lines .rr-plain").first.click()
    lab.page.locator(".rr-text .rr-here").first.wait_for()
    lab.page.locator("details summary").first.click()
    assert lab.axe(".jp-OutputArea-output .jupyter-widgets") == []


def test_forced_colours_and_a_narrow_window_keep_everything_in_reach(server: Server, browser: Browser) -> None:
    options = {"forced_colors": "active", "viewport": {"width": 640, "height": 900}, "has_touch": True}
    with Lab.opened(server, browser, **options) as lab:
        lab.open(lab.write("narrow.ipynb", "0"))
        show(lab, "ArticleReader(corpus['xinhua-2020'], layers=['attribution'])")
        lab.page.locator(".rr-text .rr-m[role]").first.tap()
        note = lab.page.locator(".rr-note")
        expect(note).to_be_in_viewport()
        wide = lab.page.locator(".rr-page").evaluate("n => n.scrollWidth - n.clientWidth")
        assert wide <= 0, "the page scrolls sideways"
        assert lab.axe(".rr-page") == []


def test_names_and_roles_as_the_browser_tells_them(lab: Lab) -> None:
    show(lab, "reader = ArticleReader(corpus, article='xinhua-2020', layers=['modality'])\nreader")
    page = lab.page
    expect(page.get_by_role("combobox", name="Article", exact=True)).to_be_visible()
    group = page.get_by_role("group", name="Layers: choose what to show")
    switch = group.get_by_role("button", name=re.compile(r"^Modality \d+$"), pressed=True)
    expect(switch).to_be_visible()
    expect(
        page.get_by_role(
            "heading",
            name="Stable ties with Russia matter in a turbulent world, Chinese foreign minister stresses",
            level=2,
        )
    ).to_be_visible()
    first = page.locator(".rr-text").get_by_role("button").first
    expect(first).to_have_accessible_name(first.evaluate("n => n.textContent"))
    assert first.get_attribute("aria-description").startswith("modal verb: ")
    expect(page.get_by_role("group", name="Highlights").get_by_role("list").last).to_be_visible()
    expect(page.get_by_role("status").first).to_be_attached()
    for name in ("Mark selection", "Mark with keys", "Undo", "Save my reading"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("combobox", name="Label", exact=True)).to_have_value("my mark")


def test_a_fourth_layer_takes_the_place_of_the_first(lab: Lab) -> None:
    show(lab, "reader = ArticleReader(corpus['xinhua-2020'], layers=['quotation', 'attribution'])\nreader")
    for layer in ("certainty", "modality"):
        lab.page.locator(f'.rr-switch[data-layer="{layer}"]').click()
    assert kernel_says(lab, "reader.layers") == "('attribution', 'certainty', 'modality')"
    expect(lab.page.locator(".rr-status")).to_have_text(
        re.compile(r"Modality: \d+ shown; Quotation form: hidden \(3 show at once\)")
    )
    expect(lab.page.locator('.rr-switch[data-layer="quotation"]')).to_have_attribute("aria-pressed", "false")


def test_a_whole_reading_with_keys_alone(lab: Lab) -> None:
    """Mark, write a note, switch a layer, reject a mark, search, go to a line, save: no mouse."""
    show(lab, "desk = ArticleDesk(corpus, article='xinhua-2020', layers=[], by='all keys')\ndesk")
    page, press = lab.page, lab.page.keyboard.press
    page.get_by_role("combobox", name="Article", exact=True).first.focus()
    tab_to(lab, "Mark with keys")
    for key in ("Enter", "ArrowRight", "Shift+ArrowRight", "Enter", "Escape"):
        press(key)
    tab_to(lab, "my mark, headline", part=".rr-entry")
    press("Enter")
    page.locator(".rr-note textarea").wait_for()
    tab_to(lab, "", part=".rr-note textarea")
    page.keyboard.type("Two people, and a telephone.")
    for key in ("Tab", "Enter"):
        press(key)
    expect(page.locator(".rr-status").first).to_contain_text("Kept")
    page.get_by_role("combobox", name="Article", exact=True).first.focus()
    tab_to(lab, "Modality")
    press("Enter")
    tab_to(lab, "", part=".rr-text .rr-m")
    for key in ("ArrowRight", "Enter"):
        press(key)
    tab_to(lab, "Reject")
    press("Enter")
    expect(page.locator("[data-layer='modality'] .rr-count")).to_contain_text(" of ")
    page.get_by_role("tab", name="Read").focus()
    for _ in range(3):
        press("ArrowRight")
    expect(page.get_by_role("tab", name="Lines")).to_be_focused()
    press("Enter")
    tab_to(lab, "", part=".widget-text input")
    page.keyboard.type("friendship")
    page.locator(".rr-lines").wait_for()
    tab_to(lab, "friendship", part=".rr-lines .rr-plain")
    press("Enter")
    expect(page.locator(".rr-text .rr-here").first).to_be_visible()
    page.get_by_role("combobox", name="Article", exact=True).first.focus()
    tab_to(lab, "Save my reading")
    press("Enter")
    expect(page.locator(".rr-status").first).to_contain_text("Saved: ")
    assert "telephone" in kernel_says(lab, "desk.reader.notes")


def tab_to(lab: Lab, words: str, part: str = "button") -> None:
    """Press Tab until the focus is on such an element with these words."""
    for _ in range(150):
        lab.page.keyboard.press("Tab")
        at = lab.page.locator(f"{part}:focus")
        if at.count() and words in (at.text_content() or ""):
            return
    raise AssertionError(f"Tab does not lead to {part} “{words}”")


READER = "reader = ArticleReader(corpus['xinhua-2020'], layers={layers}, by='{by}')\nreader"
RESTART = "() => { jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart() }"


def written(lab: Lab) -> str:
    return kernel_says(lab, "[note.text for note in reader.notes]")


@pytest.mark.parametrize("leave", ["Close note", "Escape", "another mark", "elsewhere", "Next"])
def test_what_is_written_in_a_note_is_kept_however_it_is_left(lab: Lab, leave: str) -> None:
    show(lab, READER.format(layers=["modality"], by=f"left by {leave}"))
    page = lab.page
    drag(lab, page.locator(".rr-p[data-n='2']"), "phone")
    page.get_by_role("button", name="Mark selection").click()
    page.locator(".rr-text .rr-own").first.click()
    page.locator(".rr-note textarea").fill("Why by phone?")
    if leave in ("Close note", "Next"):
        page.locator(".rr-note").get_by_role("button", name=leave).click()
    elif leave == "Escape":
        page.keyboard.press("Escape")
    else:
        page.locator(".rr-text .rr-m:not(.rr-own)" if leave == "another mark" else ".rr-title").first.click()
    expect(page.locator(".rr-status")).to_contain_text("Kept")
    assert written(lab) == "['Why by phone?']"


def test_what_was_being_written_when_the_tab_was_closed_is_kept_when_the_cell_is_run_again(lab: Lab) -> None:
    cell = READER.format(layers=[], by="closed tab")
    show(lab, cell)
    page = lab.page
    drag(lab, page.locator(".rr-p[data-n='2']"), "phone")
    page.get_by_role("button", name="Mark selection").click()
    page.locator(".rr-text .rr-own").first.click()
    page.locator(".rr-note textarea").press_sequentially("Half a th")
    assert written(lab) == "['']", "it is not kept with every letter"
    left = page.evaluate("() => Object.entries(localStorage).filter(([key]) => key.includes('unkept'))")
    show(lab, cell)  # the page goes as it would with its tab, and comes anew
    expect(page.locator(".rr-entry")).to_contain_text("Half a th")
    assert left
    assert written(lab) == "['Half a th']"
    assert page.evaluate("() => Object.keys(localStorage).filter(key => key.includes('unkept')).length") == 0


def test_what_a_kernel_that_is_gone_did_not_take_is_said_beside_it_and_kept_later(lab: Lab) -> None:
    cell = READER.format(layers=[], by="gone kernel")
    show(lab, cell)
    page = lab.page
    drag(lab, page.locator(".rr-p[data-n='2']"), "phone")
    page.get_by_role("button", name="Mark selection").click()
    page.locator(".rr-text .rr-own").first.click()
    page.locator(".rr-note textarea").fill("Written before")
    page.evaluate(RESTART)
    page.locator(".jupyter-widgets-disconnected").first.wait_for(state="attached")
    page.locator(".rr-note").get_by_role("button", name="Keep").click()
    expect(page.locator(".rr-note .rr-told")).to_contain_text("Not kept yet")
    expect(page.locator(".rr-note textarea")).to_have_value("Written before")
    page.locator(".rr-note").get_by_role("button", name="Close note").click()
    drag(lab, page.locator(".rr-p[data-n='3']"), "year")
    page.locator(".rr-adder").click()
    toast = page.locator(".rr-toast")
    expect(toast).to_contain_text("Not kept yet")
    expect(toast).to_be_in_viewport()
    show(lab, cell)
    expect(page.locator(".rr-entry")).to_have_count(2)
    assert written(lab) == "['Written before', '']"


def test_a_mark_of_ones_own_and_the_kits_are_seen_together(lab: Lab) -> None:
    show(lab, READER.format(layers=["attribution"], by="both"))
    page = lab.page
    kit = page.locator(".rr-p[data-n='1'] .rr-m[data-m^='attribution']").first
    words = " ".join(kit.inner_text().split()[:2])
    drag(lab, page.locator(".rr-p[data-n='1']"), words)
    page.get_by_role("button", name="Mark selection").click()
    own = page.locator(".rr-p[data-n='1'] .rr-own")
    expect(own).to_have_class(re.compile(r"rr-c\d"))  # the kit's look within the outline
    expect(own).to_have_attribute("data-tag", re.compile("★$"))
    own.click()
    note = page.locator(".rr-note")
    expect(note.locator("h3")).to_contain_text("My marks")
    note.get_by_role("group", name="Also here:").get_by_role("button").first.click()
    expect(note.locator("h3")).to_have_text("Attribution")
    note.get_by_role("group", name="Also here:").get_by_role("button").first.click()
    expect(note.locator("h3")).to_contain_text("My marks")
    mine = page.locator(".rr-mine")
    expect(mine).to_have_text("★ My marks 1")
    mine.click()
    expect(page.locator(".rr-own.rr-c3, .rr-text .rr-own")).to_have_count(0)
    mine.click()
    expect(own).to_have_count(1)
    page.locator(".rr-key [data-own]").click()
    expect(page.locator(".rr-text .rr-own")).to_have_count(0)
    drag(lab, page.locator(".rr-p[data-n='2']"), "phone")
    page.get_by_role("button", name="Mark selection").click()
    expect(page.locator(".rr-text .rr-own")).to_have_count(2)  # what is marked anew is seen


def test_an_attribution_is_lit_listed_and_rejected_as_one(lab: Lab) -> None:
    show(lab, READER.format(layers=["attribution"], by="whole"))
    page = lab.page
    count = page.locator("[data-layer='attribution'] .rr-count")
    n = int(count.inner_text())
    assert n == int(kernel_says(lab, "len(__import__('readingroom').attributions(reader.article))"))
    expect(page.locator(".rr-entry")).to_have_count(n)
    cue = page.locator(".rr-p[data-n='1'] .rr-m[data-tag='Ac']").first
    cue.hover()
    assert page.locator(".rr-text .rr-lit").count() >= 3
    cue.click()
    expect(page.locator(".rr-note dt")).to_have_text(["source", "cue", "content"])
    page.get_by_role("button", name="Reject").click()
    expect(count).to_have_text(f"{n - 1} of {n}")
    assert page.locator(".rr-text .rr-rejected").count() >= 3
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(count).to_have_text(str(n))


def test_the_first_mark_does_not_move_the_page(lab: Lab) -> None:
    show(lab, READER.format(layers=[], by="still"))
    page = lab.page
    drag(lab, page.locator(".rr-p[data-n='2']"), "phone")
    before = page.locator(".rr-p[data-n='3']").bounding_box()
    page.get_by_role("button", name="Mark selection").click()
    expect(page.locator(".rr-entry")).to_have_count(1)
    assert page.locator(".rr-p[data-n='3']").bounding_box() == before


def test_a_paragraph_is_drawn_in_steps_that_grow_with_its_marks(lab: Lab) -> None:
    """How many elements of lists the script goes through, for n marks in one paragraph and for twice as many."""
    cell = """from readingroom import Span
texts = [Article.from_text("he said " * n, id=f"n{n}") for n in (150, 300)]
reader = ArticleReader(texts, layers=[], by='many', label='word')
for article in texts:
    reader.read(article.id)
    for n in range(len(article.text) // 8):
        reader.keeper.notes.add(Span(8 * n, 8 * n + 2), 'word')
    reader.keeper.show()
reader.read('n150')
reader"""
    show(lab, cell)
    page = lab.page
    page.evaluate(
        """() => {
            window.gone = 0;
            window.before = {};
            for (const name of ["filter", "map", "find", "findIndex", "some", "forEach"]) {
                const before = window.before[name] = Array.prototype[name];
                Array.prototype[name] = function (...parts) {
                    window.gone += this.length;
                    return before.apply(this, parts);
                };
            }
        }"""
    )
    steps = []
    for id, n in (("n150", 150), ("n300", 300), ("n150", 150), ("n300", 300)):
        page.evaluate("() => { window.gone = 0 }")
        kernel_says(lab, f"reader.read('{id}')")
        expect(page.locator(".rr-text .rr-own")).to_have_count(n)
        steps.append(page.evaluate("() => window.gone"))
    page.evaluate("() => Object.assign(Array.prototype, window.before)")
    assert steps[3] < 3 * steps[2], steps
