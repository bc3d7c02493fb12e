"""The reading edition in a real browser, from files: by mouse, by keys, on a phone, without JavaScript, read by axe."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hostile import HOSTILE
from lab import axe
from playwright.sync_api import Browser, Page, expect

from readingroom import Article, Corpus, concordance, load_corpus
from readingroom.notes import Notes
from readingroom.site import publish
from readingroom.site.pages import name_of
from readingroom.text.article import Span
from readingroom.text.folders import shipped

Opening = Callable[..., AbstractContextManager[Page]]
XINHUA = "articles/xinhua-2020.html"
PAGES = ("index.html", XINHUA, "concordance.html#q=partner*&sort=right")
NARROW = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("site")).parent


@contextmanager
def opened(browser: Browser, folder: Path, name: str, **options: object) -> Iterator[Page]:
    """A page of the site from its file; what it asks for outside the folder, and every error in it, fails the test."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
    context.set_default_timeout(10_000)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("request", lambda r: r.url.startswith((folder.as_uri(), "blob:")) or wrong.append(f"request: {r.url}"))
    if "bypass_csp" not in options:  # axe reads style sheets in ways that the page's policy refuses
        page.on("console", lambda m: m.type == "error" and wrong.append(f"console: {m.text}"))
    try:
        page.goto(f"{folder.as_uri()}/{name}")
        yield page
    finally:
        context.close()
    assert not wrong


def select(page: Page, words: str) -> None:
    """A real mouse drag over words in the text."""
    x0, y0, x1, y1 = page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector('.rr-text'), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const i = walker.currentNode.data.indexOf(words);
                if (i < 0) continue;
                walker.currentNode.parentElement.scrollIntoView({block: 'center'});
                const range = document.createRange();
                range.setStart(walker.currentNode, i);
                range.setEnd(walker.currentNode, i + words.length);
                const boxes = [...range.getClientRects()], a = boxes[0], z = boxes.at(-1);
                return [a.left + 1, (a.top + a.bottom) / 2, z.right - 1, (z.top + z.bottom) / 2];
            }
        }""",
        words,
    )
    page.mouse.move(x0, y0)
    page.mouse.down()
    page.mouse.move(x1, y1, steps=6)
    page.mouse.up()


NOTES_KEY = "Object.keys(localStorage).find(key => /:[0-9a-f]{64}$/.test(key))"


def mine(page: Page) -> list[str]:
    return page.eval_on_selector_all(".rr-entry[data-go^='mine:'] .rr-said", "all => all.map(n => n.textContent)")


def test_layers_by_mouse_and_by_keys(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, XINHUA) as page:
        switch = page.locator("[data-layer='quotation']")
        switch.click()
        expect(switch).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".rr-text [data-m~='quotation:0']").first).to_be_visible()
        page.keyboard.press("Space")
        expect(switch).to_have_attribute("aria-pressed", "false")
        expect(page.locator(".rr-text [data-m~='quotation:0']")).to_have_count(0)
        page.locator(".rr-text .rr-m[tabindex='0']").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(page.locator(".rr-note")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".rr-note")).to_be_hidden()


def test_a_mark_by_mouse_is_kept_after_reload_worded_and_undone(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, XINHUA) as page:
        page.locator("[data-layer='attribution']").click()  # off: the text in one piece
        select(page, "special significance")
        page.get_by_role("button", name="Mark selection").click()
        assert mine(page) == ["special significance"]
        page.reload()
        assert mine(page) == ["special significance"]
        page.locator(".rr-entry[data-go='mine:0']").click()
        page.locator(".rr-note textarea").fill("Whose words?")
        page.get_by_role("button", name="Keep", exact=True).click()
        expect(page.locator(".rr-entry[data-go='mine:0']")).to_contain_text("Whose words?")
        page.emulate_media(media="print")
        expect(page.locator(".rr-own li")).to_contain_text("special significance")
        expect(page.locator(".rr-own li")).to_contain_text("my mark: Whose words?")
        for part in (".rr-list", ".rr-tools", "nav", "#rr-notes > p"):
            expect(page.locator(part).first).to_be_hidden()
        page.emulate_media(media="screen")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".rr-entry[data-go='mine:0']")).not_to_contain_text("Whose words?")
        select(page, "moderately prosperous")
        page.get_by_role("button", name="Mark selection").click()
        assert mine(page) == ["special significance", "moderately prosperous"]
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".rr-status")).to_contain_text("Taken back")
        page.reload()
        assert mine(page) == ["special significance"]


def test_a_mark_by_keys_alone(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, XINHUA) as page:
        page.get_by_role("button", name="Mark with keys").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        assert mine(page) == [" ".join(load_corpus(shipped())["xinhua-2020"].title.split()[1:3])]


def test_a_phone_reads_marks_and_searches_by_touch(browser: Browser, folder: Path) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    with opened(browser, folder, "index.html", **phone) as page:
        page.locator(".rr-card-button", has_text="Stable ties").tap()
        page.locator("[data-layer='modality']").tap()
        page.locator(".rr-text .rr-m[data-m^='modality:']").first.tap()
        expect(page.locator(".rr-note")).to_be_in_viewport()
        page.get_by_role("button", name="Close note").tap()
        adder = page.locator(".rr-adder")
        expect(adder).to_be_hidden()
        choose(page, "special significance")  # as a finger held on words does; the browser has no finger to hold
        expect(adder).to_have_text("Mark as “my mark”")
        expect(adder).to_be_in_viewport()
        page.evaluate(  # some phones let go of a selection when a button is pressed
            "() => addEventListener('touchstart', () => document.getSelection().collapseToEnd(), {once: true})"
        )
        adder.tap()
        expect(page.locator(".rr-status")).to_have_text("Marked: special significance")
        expect(adder).to_be_hidden()
        page.reload()
        assert mine(page) == ["special significance"]
        choose(page, "special significance")
        page.get_by_role("button", name="Mark selection").tap()
        assert len(mine(page)) == 2
        page.get_by_role("link", name="Concordance").tap()
        page.get_by_role("searchbox").tap()
        page.keyboard.type("trade")
        page.locator(".rr-lines a").first.tap()
        expect(page.locator(".rr-text .rr-here").first).to_be_in_viewport()


def choose(page: Page, words: str) -> None:
    """Select words in the text without a mouse."""
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.querySelector('.rr-text'), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const node = walker.currentNode, i = node.data.indexOf(words);
                if (i >= 0) {
                    node.parentElement.scrollIntoView({block: 'center'});
                    return document.getSelection().setBaseAndExtent(node, i, node, i + words.length);
                }
            }
        }""",
        words,
    )


def test_a_verdict_is_kept_and_taken_back(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, XINHUA) as page:
        page.locator("[data-layer='attribution']").click()
        page.locator("[data-layer='modality']").click()
        count = page.locator("[data-layer='modality'] .rr-count")
        everything = int(count.inner_text())
        page.locator(".rr-text .rr-m[role]").first.click()
        page.get_by_role("button", name="Reject").click()
        expect(count).to_have_text(f"{everything - 1} of {everything}")
        page.reload()
        expect(count).to_have_text(f"{everything - 1} of {everything}")


def test_notes_go_to_the_notebook_and_come_back(browser: Browser, folder: Path, tmp_path: Path) -> None:
    article = load_corpus(shipped())["xinhua-2020"]
    with opened(browser, folder, XINHUA, accept_downloads=True) as page:
        page.locator("[data-layer='attribution']").click()
        select(page, "special significance")
        page.get_by_role("button", name="Mark selection").click()
        page.locator("[data-layer='modality']").click()
        page.locator(".rr-text [data-m='modality:0']").first.click()
        page.get_by_role("button", name="Accept").click()
        page.get_by_label("Your name, or a code").fill(" Ana  Ruiz ")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save notes to a file").click()
        taken = tmp_path / download.value.suggested_filename
        download.value.save_as(taken)

    notes = Notes(article, "Ana Ruiz", folder=tmp_path)
    assert notes.path == taken
    assert not notes.problem
    assert [note.span.of(article.text) for note in notes.own if note.span] == ["special significance"]
    assert [(layer, note.verdict) for (layer, _, _), note in notes.verdicts.items()] == [("modality", "accepted")]

    notes.add(Span(0, 4), "question", "From the notebook")
    notes.remove(notes.own[-1].id)
    with opened(browser, folder, XINHUA) as page:
        page.locator("#rr-notes input[type=file]").set_input_files(taken)
        expect(page.locator("#rr-notes [role=status]")).to_contain_text("opened")
        assert mine(page) == [article.text[:4]]
        page.reload()
        assert mine(page) == [article.text[:4]]


def test_no_two_readers_without_a_name_have_files_of_one_name(browser: Browser, folder: Path) -> None:
    names = set()
    for _ in range(2):
        with opened(browser, folder, XINHUA, accept_downloads=True) as page:
            with page.expect_download() as download:
                page.get_by_role("button", name="Save notes to a file").click()
            names.add(download.value.suggested_filename)
            page.locator("[data-layer='attribution']").click()
            select(page, "special significance")
            page.get_by_role("button", name="Mark selection").click()
            page.reload()
            assert mine(page) == ["special significance"]
            with page.expect_download() as download:
                page.get_by_role("button", name="Save notes to a file").click()
            assert download.value.suggested_filename in names
    assert len(names) == 2


def test_a_name_takes_the_notes_of_nobody_along_and_tells_readers_apart(browser: Browser, folder: Path) -> None:
    def name(who: str) -> None:
        page.get_by_label("Your name, or a code").fill(who)
        page.get_by_label("Your name, or a code").press("Enter")
        expect(page.locator("#rr-notes [role=status]")).to_contain_text(who)

    with opened(browser, folder, XINHUA) as page:
        for article, words in ((XINHUA, "special significance"), ("articles/cgtn-2020.html", "Thursday")):
            page.goto(f"{folder.as_uri()}/{article}")
            page.locator("[data-layer='attribution']").click()
            select(page, words)
            page.get_by_role("button", name="Mark selection").click()
        name("Ana")
        assert mine(page) == ["Thursday"]
        name("Ben")
        assert mine(page) == []
        page.goto(f"{folder.as_uri()}/{XINHUA}")
        assert mine(page) == []
        name("Ana")
        assert mine(page) == ["special significance"]


def test_files_that_are_no_notes_are_refused_in_one_sentence(browser: Browser, folder: Path) -> None:
    other = {"article": {"id": "x", "sha256": "y"}, "version": 1, "items": [], "removed": {}}
    bad_item = {"id": "a", "modified": "2024-05-01T12:00:00Z", "target": {}, "body": [], "created": ""}
    about = {"id": "xinhua-2020", "sha256": ""}
    with opened(browser, folder, XINHUA) as page:
        told, take = page.locator("#rr-notes [role=status]"), page.locator("#rr-notes input[type=file]")
        for data, said in (
            (b"\xff\xfe\x00", "not a file of notes"),
            (b"[1, 2]", "not a file of notes"),
            (json.dumps(other)[:40].encode(), "not a file of notes"),
            (json.dumps(other).encode(), "another article"),
            (json.dumps(other | {"article": about, "version": 9}).encode(), "another version"),
            (json.dumps(other | {"article": about, "items": [bad_item, None, 7]}).encode(), "damaged in places"),
        ):
            take.set_input_files({"name": "notes.json", "mimeType": "application/json", "buffer": data})
            expect(told).to_contain_text(said)
        assert mine(page) == []


def test_what_is_damaged_in_the_browser_is_copied_and_said(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, XINHUA) as page:
        page.locator("[data-layer='attribution']").click()
        select(page, "special significance")
        page.get_by_role("button", name="Mark selection").click()
        page.evaluate(f"() => {{ const k = {NOTES_KEY}; localStorage[k] = localStorage[k].slice(0, 99) }}")
        page.reload()
        expect(page.locator(".rr-status")).to_contain_text("a copy is kept")
        assert page.evaluate("() => Object.keys(localStorage).filter(k => k.endsWith(':kept')).length") == 1


def test_two_tabs_do_not_overwrite_each_other(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, XINHUA) as page:
        page.locator("[data-layer='attribution']").click()
        other = page.context.new_page()
        other.goto(page.url)
        other.locator("[data-layer='attribution']").click()
        for tab, words in ((page, "special significance"), (other, "moderately prosperous")):
            tab.bring_to_front()
            select(tab, words)
            tab.get_by_role("button", name="Mark selection").click()
        page.reload()
        assert len(mine(page)) == 2


def test_what_was_kept_meanwhile_is_read_before_it_is_written_over(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, XINHUA) as page:
        page.locator("[data-layer='attribution']").click()
        select(page, "special significance")
        page.get_by_role("button", name="Mark selection").click()
        page.evaluate(  # a second note, put there without telling this page
            f"""() => {{
                const key = {NOTES_KEY}, file = JSON.parse(localStorage[key]);
                file.items.push({{ ...file.items[0], id: "urn:uuid:another" }});
                localStorage[key] = JSON.stringify(file);
            }}"""
        )
        select(page, "moderately prosperous")
        page.get_by_role("button", name="Mark selection").click()
        assert len(mine(page)) == 3


def test_a_browser_that_keeps_nothing_says_so_and_the_notes_can_still_be_saved(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, XINHUA, accept_downloads=True) as page:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
        )
        page.reload()
        expect(page.locator(".rr-status")).to_contain_text("keeps nothing")
        page.locator("[data-layer='attribution']").click()
        select(page, "special significance")
        page.get_by_role("button", name="Mark selection").click()
        assert mine(page) == ["special significance"]
        with page.expect_download() as download:
            page.get_by_role("button", name="Save notes to a file").click()
        assert "special significance" in Path(download.value.path()).read_text("utf-8")


def test_a_full_browser_says_that_a_note_is_not_kept(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, XINHUA) as page:
        page.evaluate(
            """() => { for (let size = 1 << 22; size; size >>= 1)
                try { for (let n = 0; ; n++) localStorage.setItem(`fill${size}-${n}`, "x".repeat(size)) } catch {} }"""
        )
        page.locator("[data-layer='attribution']").click()
        select(page, "special significance")
        page.get_by_role("button", name="Mark selection").click()
        expect(page.locator(".rr-status")).to_contain_text("Not kept")
        assert mine(page) == ["special significance"]
        page.evaluate("() => localStorage.clear()")
        select(page, "moderately prosperous")
        page.get_by_role("button", name="Mark selection").click()
        page.reload()
        assert mine(page) == ["special significance", "moderately prosperous"]


def test_notes_are_taken_off_a_shared_computer(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, XINHUA) as page:
        page.locator("[data-layer='attribution']").click()
        select(page, "special significance")
        page.get_by_role("button", name="Mark selection").click()
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.get_by_role("button", name="Take the notes off").click()
        assert mine(page) == ["special significance"]
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Take the notes off").click()
        assert mine(page) == []
        assert page.evaluate("() => localStorage.length") == 0


def test_a_note_finds_its_place_in_an_edited_text_or_is_shown_as_lost(browser: Browser, tmp_path: Path) -> None:
    body = "The old bridge will close on Monday for repairs, the mayor said. {}\n\nBuses will run as they did before."
    publish(tmp_path, Article.from_text(body.format("It may rain."), id="bridge"))
    with opened(browser, tmp_path, "articles/bridge.html") as page:
        page.locator("[data-layer='attribution']").click()
        for words in ("will close", "It may rain", "Buses"):
            select(page, words)
            page.get_by_role("button", name="Mark selection").click()
        publish(tmp_path, Article.from_text("A line before.\n\n" + body.format("It snows."), id="bridge"))
        page.reload()
        assert mine(page) == ["will close", "Buses"]
        lost = page.locator(".rr-list .rr-empty").all_inner_texts()
        assert ["It may rain" in lost[0], len(lost)] == [True, 1]
        expect(page.locator(".rr-own li", has_text="its place is gone")).to_have_count(1)
        page.goto(f"{page.url}#place=3-99999")
        expect(page.locator(".rr-here")).to_have_count(0)


def test_an_attribution_leads_to_its_place(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, XINHUA) as page:
        page.locator(".rr-said-list a").nth(2).click()
        expect(page.locator(".rr-note")).to_be_visible()
        expect(page.locator(".rr-text .rr-here").first).to_be_in_viewport()


def test_the_place_that_is_open_stands_out_in_forced_colours(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, f"{XINHUA}#place=0-9", forced_colors="active") as page:
        expect(page.locator(".rr-text .rr-here").first).to_have_css("outline-style", "solid")


@pytest.mark.parametrize("query", ["china", "the", "Partner*", "China’s", "tie|ties", "strategic partner*", "he said"])
@pytest.mark.parametrize("sort", ["right", "left", "text"])
def test_the_search_finds_what_the_notebook_finds_in_the_same_order(
    browser: Browser, folder: Path, query: str, sort: str
) -> None:
    found = concordance(load_corpus(shipped()), query, sort=sort)
    with opened(browser, folder, "concordance.html") as page:
        page.get_by_label("Sort by").select_option(sort)
        page.get_by_role("searchbox").fill(query)
        expect(page.locator("#rr-found [role=status]")).to_contain_text(
            f": {found.total} in" if found.total else "none"
        )
        while page.get_by_role("button", name="More lines").count():
            page.get_by_role("button", name="More lines").click()
        rows = page.eval_on_selector_all(
            ".rr-lines tbody tr",
            "rows => rows.map(r => [...r.cells].slice(0, 3).map(c => c.textContent).concat(r.querySelector('a').hash))",
        )
    flat = [[" ".join(text.split()) for text in row[:3]] + row[3:] for row in rows]
    assert flat == [
        [" ".join(t.split()) for t in (x.left, x.match, x.right)] + [f"#place={x.span.start}-{x.span.end}"]
        for x in found
    ]


def test_a_line_opens_its_place_and_back_leads_to_the_search(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, "concordance.html") as page:
        page.get_by_role("searchbox").fill("partnership")
        page.keyboard.press("Enter")
        page.locator(".rr-lines a").first.click()
        here = page.locator(".rr-text .rr-here").first
        expect(here).to_be_in_viewport()
        expect(here).to_have_text("partnership", ignore_case=True)
        page.go_back()
        expect(page.get_by_role("searchbox")).to_have_value("partnership")
        expect(page.locator(".rr-lines a").first).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_and_400_per_cent_need_no_sideways_scrolling(browser: Browser, folder: Path, name: str) -> None:
    for options in ({"viewport": NARROW}, {"viewport": NARROW, "device_scale_factor": 4}):
        with opened(browser, folder, name, **options) as page:
            if name == XINHUA:
                for switch in page.locator(".rr-layers > [data-layer]").all():
                    switch.click()
                page.locator(".rr-text .rr-m[role]").first.click()
            assert page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]
            out = page.evaluate(
                """() => [...document.querySelectorAll('main *')].filter(n => n.getBoundingClientRect().right > 321
                    && getComputedStyle(n).clipPath === 'none').map(n => n.outerHTML.slice(0, 80))"""
            )
            assert out == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}, {"viewport": NARROW}])
def test_axe_finds_nothing(browser: Browser, folder: Path, name: str, look: dict[str, object]) -> None:
    with opened(browser, folder, name, bypass_csp=True, **look) as page:
        assert axe(page, "html") == []
        if name == XINHUA:
            page.locator("[data-layer='quotation']").click()
            page.locator(".rr-text .rr-m[role]").first.click()
            assert axe(page, "html") == []


def test_names_and_roles_as_a_screen_reader_gets_them(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, XINHUA) as page:
        for role, name in (
            ("navigation", "Pages"),
            ("group", "Layers: choose what to show"),
            ("group", "Highlights"),
            ("group", "My marks"),
            ("region", "Who says it"),
            ("button", "Save notes to a file"),
        ):
            expect(page.get_by_role(role, name=name, exact=True)).to_have_count(1)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Go to the text")).to_be_focused()


def test_without_javascript_text_marks_legend_and_list_are_there(browser: Browser, folder: Path) -> None:
    article = load_corpus(shipped())["xinhua-2020"]
    with opened(browser, folder, XINHUA, java_script_enabled=False) as page:
        assert [node.text_content() for node in page.locator(".rr-p").all()] == [
            b.of(article.text) for b in article.blocks
        ]
        expect(page.locator(".rr-key li").first).to_be_visible()
        expect(page.locator(".rr-layers")).to_be_hidden()
        entry = page.locator(".rr-entry").nth(6)
        assert page.locator(entry.get_attribute("href") or "").count() == 1
        expect(page.locator("noscript p")).to_be_visible()
        page.goto(f"{folder.as_uri()}/concordance.html")
        expect(page.locator("form")).to_be_hidden()
        page.goto(f"{folder.as_uri()}/index.html")
        expect(page.locator(".rr-card a")).to_have_count(5)


BODY = "“{0}” said {0} in {0}.\n\nMr. Li said that {0} may be it."


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Article]]:
    articles = [
        Article.from_text(
            BODY.format(h),
            title=" ".join(h.splitlines()),
            outlet=h,
            id=h,
            published=h,
            meta={"original": {"headline": h, "author": h, "owner": h}},
        )
        for h in HOSTILE
    ]
    return publish(tmp_path_factory.mktemp("hostile"), Corpus(articles)).parent, articles


def test_hostile_words_stay_words_in_every_part_of_the_site(
    browser: Browser, hostile_site: tuple[Path, list[Article]]
) -> None:
    folder, articles = hostile_site
    assert len(articles) >= 40
    with opened(browser, folder, "index.html") as page:
        stays(page)
        for article in articles:
            page.goto(f"{folder.as_uri()}/{name_of(article)}")
            shown = page.eval_on_selector_all(".rr-p", "nodes => nodes.map(n => n.textContent)")
            assert shown == [block.of(article.text) for block in article.blocks]
            page.evaluate("() => document.querySelector('[data-layer=\"attribution\"]').click()")
            page.get_by_label("Label").fill(article.outlet.splitlines()[0].replace("\ud800", ""))
            page.locator(".rr-p").last.select_text()
            page.get_by_role("button", name="Mark selection").click()
            page.locator(".rr-entry[data-go='mine:0']").click()
            page.locator(".rr-note textarea").fill(article.outlet.replace("\ud800", ""))
            page.get_by_role("button", name="Keep", exact=True).click()
            page.reload()
            assert len(mine(page)) == 1
            stays(page)
        page.goto(f"{folder.as_uri()}/concordance.html#q=said&sort=right")
        expect(page.locator(".rr-lines tbody tr").first).to_be_visible()
        stays(page)
        for h in HOSTILE[:20]:
            page.get_by_role("searchbox").fill(h)
            page.keyboard.press("Enter")
        stays(page)


def stays(page: Page) -> None:
    """Nothing ran, nothing was made of the words, and nothing lies outside its box."""
    assert page.evaluate("() => window.ran") is None
    assert (
        page.locator(
            "iframe, img, svg, object, embed, video, math, template, form[action], meta[content^='0;']"
        ).count()
        == 0
    )
    assert page.locator("base, body style, a[href^='javascript'], [onclick], [onmouseover], [onfocus]").count() == 0
    assert page.locator("h1").count() == 1
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("() => [...document.querySelectorAll('link')].every(l => l.href.startsWith('file:'))")
