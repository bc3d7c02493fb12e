"""The widgets' Python side: gestures become values, choices lead to the page, twins stand alone."""

import json
import re
from html import escape
from itertools import pairwise

import pytest

from project import ROOT
from readingroom import (
    Article,
    ArticleDesk,
    ArticleReader,
    AttributionExplorer,
    ConcordanceExplorer,
    Corpus,
    FrequencyExplorer,
    Shelf,
    attributions,
    layers,
    load_corpus,
)
from readingroom.page.interface import say
from readingroom.text.article import Mark, Span


@pytest.fixture(scope="module")
def corpus():
    return load_corpus()


def pick(page, *what):
    """What page.js does when an element with data-choose is chosen."""
    page.picked = {"what": json.dumps(what), "times": page.picked.get("times", 0) + 1}


def test_a_reader_of_several_articles_has_a_picker_that_serves_all(corpus):
    reader = ArticleReader(corpus, article="xinhua-2020", layers=[])
    picker = reader.children[0]
    assert [value for _, value in picker.options] == list(corpus)
    for id in corpus:
        picker.value = id
        assert reader.article is corpus[id]
        assert f'data-article="{id}"' in reader.page.html


def test_a_reader_of_one_article_has_no_picker(corpus):
    assert len(ArticleReader(corpus["xinhua-2020"]).children) == 1


def test_an_unknown_article_or_layer_lists_those_there_are(corpus):
    with pytest.raises(KeyError, match="The articles are: cgtn-2020"):
        ArticleReader(corpus, article="cgtn")
    with pytest.raises(ValueError, match="The layers are: "):
        ArticleReader(corpus, layers=["hedges?"])
    with pytest.raises(ValueError, match="At most 3 layers"):
        ArticleReader(corpus, layers=["quotation", "voice", "modality", "names"])
    with pytest.raises(ValueError, match="There is no article to read"):
        ArticleReader([])


def ask(reader, **what):
    """What page.js does when the reader marks, notes, judges or takes back."""
    reader.page._handle_custom_msg(what, [])


def test_marks_made_on_the_page_are_marks_in_python_and_kept_by_article(corpus):
    reader = ArticleReader(corpus, article="cgtn-2020", layers=[], label="name")
    ask(reader, do="add", start=0, end=5, label="name")
    assert reader.marks == (Mark(Span(0, 5), "name", ""),)
    reader.read("xinhua-2020")
    assert reader.marks == ()
    reader.read("cgtn-2020")
    assert reader.marks[0].span.of(reader.article.text) == "China"
    ask(reader, do="undo")
    ask(reader, do="add", start=0, end=5, label="another")
    assert reader.marks == (), "a mark with another label is a note, but not one of this page's marks"
    assert [note.label for note in reader.notes] == ["another"]


def test_a_note_is_kept_on_another_page_changed_removed_and_brought_back(corpus):
    reader = ArticleReader(corpus["cgtn-2020"], layers=[])
    reader.mark(Span(0, 7), "place", "the city or the government?")
    again = ArticleReader(corpus["cgtn-2020"], layers=[])
    [note] = again.notes
    assert (note.label, note.text) == ("place", "the city or the government?")
    ask(again, do="change", id=note.id, label="government", text="it stands for the ministry")
    assert again.notes[0].label == "government"
    ask(again, do="remove", id=note.id)
    assert again.notes == ()
    ask(again, do="undo")
    assert again.notes[0].text == "it stands for the ministry"


def test_an_article_that_is_not_there_leaves_the_page_as_it_was(corpus):
    reader = ArticleReader(corpus, article="cgtn-2020")
    with pytest.raises(KeyError, match='There is no article "cgtn"'):
        reader.article_id = "cgtn"
    assert reader.article.id == reader.article_id == "cgtn-2020"
    assert "cgtn-2020" in reader.page.html


def test_a_page_opens_with_the_layers_shown_and_is_given_the_others_when_it_asks(corpus):
    reader = ArticleReader(corpus, article="cgtn-2020", layers=["modality"])
    data = json.loads(re.search(r'class="rr-data">(.*?)</script>', reader.page.html)[1])
    assert [sheet["name"] for sheet in data["sheets"] if sheet["laid"]] == ["modality"]
    assert [sheet["name"] for sheet in data["sheets"] if sheet["marks"]] == ["modality"]
    ask(reader, do="lay")
    laid = json.loads(reader.page.laid)
    assert laid["article"] == "cgtn-2020"
    found = layers(corpus["cgtn-2020"])
    assert {s["name"]: [m[:2] for m in s["marks"]] for s in laid["sheets"]} == {
        name: [[m.span.start, m.span.end] for m in marks] for name, marks in found.items()
    }
    reader.read("cgtn-2021")
    assert reader.page.laid == "", "the marks of one article are never laid over another"


def test_a_verdict_on_a_mark_is_kept_apart_from_the_mark(corpus):
    reader = ArticleReader(corpus["xinhua-2020"], layers=["modality"])
    ask(reader, do="judge", layer="modality", number=0, verdict="rejected")
    assert reader.page.kept["verdicts"] == {"modality:0": "rejected"}
    again = ArticleReader(corpus["xinhua-2020"], layers=[])
    ask(again, do="lay")
    assert again.page.kept["verdicts"] == {"modality:0": "rejected"}
    ask(reader, do="judge", layer="modality", number=0, verdict=None)
    assert reader.page.kept["verdicts"] == {}


def test_a_request_that_cannot_be_met_says_why_and_changes_nothing(corpus):
    reader = ArticleReader(corpus["xinhua-2020"], layers=[])
    ask(reader, do="remove", id="nothing")
    assert "There is no note" in reader.page.kept["said"]
    ask(reader, do="add", start=5, end=10**9, label="x")
    assert "A note is on" in reader.page.kept["said"]
    assert reader.notes == ()


def test_going_to_a_place_tells_the_page_where(corpus):
    reader = ArticleReader(corpus, layers=[])
    reader.go(Span(3, 9))
    assert reader.page.place["marks"] == [{"label": say("here"), "start": 3, "end": 9}]


def test_a_card_opens_its_article_and_is_marked_as_open(corpus):
    shelf = Shelf(corpus)
    pick(shelf.cards, "article", "chinamil-2021")
    assert shelf.reader.article_id == "chinamil-2021"
    assert shelf.cards.html.count('aria-current="true"') == 1


def test_every_widget_has_a_twin_beside_its_view(corpus):
    for widget in (
        Shelf(corpus),
        ArticleReader(corpus),
        ConcordanceExplorer(corpus, query="trade"),
        FrequencyExplorer(corpus),
        AttributionExplorer(corpus),
        ArticleDesk(corpus),
    ):
        bundle = widget._repr_mimebundle_()
        assert "application/vnd.jupyter.widget-view+json" in bundle
        twin = bundle["text/html"]
        assert "<script" not in twin
        assert "data-go" in twin or "<table" in twin
        assert len(twin) > 5_000


def test_a_line_opens_the_page_at_its_place(corpus):
    explorer = ConcordanceExplorer(corpus, query="trade")
    line = explorer.lines[0]
    pick(explorer.sheet, "place", line.article, line.span.start, line.span.end)
    assert explorer.reader in explorer.children
    assert explorer.reader.article_id == line.article
    [place] = explorer.reader.page.place["marks"]
    assert corpus[line.article].text[place["start"] : place["end"]].casefold() == "trade"


def test_hits_are_paged_and_none_is_lost(corpus):
    explorer = ConcordanceExplorer(corpus, query="the")
    seen = []
    for first in range(0, explorer.lines.total, 20):
        pick(explorer.sheet, "from", first)
        seen.append(explorer.sheet.html.count('<tr data-choose="'))
    assert sum(seen) == explorer.lines.total
    assert set(seen[:-1]) == {20}


def test_an_empty_query_a_word_that_is_not_there_and_a_broken_pattern_each_say_so(corpus):
    explorer = ConcordanceExplorer(corpus)
    assert explorer.lines is None
    explorer.query.value = "cooperaton"
    assert "cooperation" in explorer.sheet.html  # the nearest word there is
    explorer.by.value = "regex"
    explorer.query.value = "(("
    assert 'role="status"' in explorer.sheet.html
    assert "<table" not in explorer.sheet.html


def test_a_word_shows_its_lines_and_a_line_opens(corpus):
    explorer = FrequencyExplorer(corpus)
    word = explorer.counts[0]
    pick(explorer.sheet, "word", word.word)
    assert explorer.sheet.html.count('<tr data-choose="') == min(20, word.count)
    pick(explorer.sheet, "place", "cgtn-2020", 0, 7)
    assert explorer.reader.article_id == "cgtn-2020"


def test_a_count_of_lemmas_leads_to_lines_of_all_forms(corpus):
    explorer = FrequencyExplorer(corpus)
    explorer.unit.value = "lemma"
    rows = {row.word: row.count for row in explorer.counts}
    pick(explorer.sheet, "word", "country")
    assert f"{say('lines_of', word='country')}: {rows['country']}" in explorer.sheet.html


def test_a_speaker_narrows_the_list_and_a_passage_opens_with_source_cue_and_content(corpus):
    explorer = AttributionExplorer(corpus)
    everyone = explorer.sheet.html.count("saying")
    speaker = next(row.speaker for row in explorer.found if row.speaker and row.cue and row.source)
    pick(explorer.sheet, "speaker", speaker)
    assert 0 < explorer.sheet.html.count("saying") < everyone
    number = next(n for n, row in enumerate(explorer.found) if row.source and row.cue)
    pick(explorer.sheet, "saying", number)
    labels = {mark["label"] for mark in explorer.reader.page.place["marks"]}
    assert labels == {say("source"), say("cue"), say("content")}


def test_the_desk_opens_results_on_its_reading_tab_and_explorers_follow_the_article(corpus):
    desk = ArticleDesk(corpus)
    desk.reader.read("globaltimes-2021")
    assert {part.texts.id for part in (desk.voices, desk.words, desk.lines)} == {"globaltimes-2021"}
    desk.tabs.selected_index = 3
    pick(desk.lines.sheet, "place", "cgtn-2021", 5, 8)
    assert desk.tabs.selected_index == 0
    assert desk.reader.article_id == "cgtn-2021"


def test_texts_without_words_speech_or_title_still_show():
    for text in ("", " ", "…", "No speech here.", "\x00", "مرحبا بالعالم", "🙂🙂"):
        corpus = Corpus([Article.from_text(text, id="odd")])
        for widget in (ArticleReader, ConcordanceExplorer, FrequencyExplorer, AttributionExplorer, ArticleDesk):
            assert widget(corpus).twin()


def test_lines_are_narrowed_by_a_word_at_a_place_and_by_who_says_them(corpus):
    explorer = ConcordanceExplorer(corpus, query="cooperation")
    everywhere = explorer.lines.total
    explorer.group.value = "L2"
    word, count = next((row.word, row.count) for row in explorer.lines.group("L2") if row.count > 1)
    pick(explorer.sheet, "group", word)
    assert explorer.query.value == f"{word} * cooperation"
    assert explorer.lines.total == count
    explorer.query.value, explorer.within.value = "cooperation", "outlet"
    outlet = explorer.lines.total
    explorer.within.value = "speech"
    assert outlet + explorer.lines.total == everywhere
    assert 0 < outlet < everywhere


def test_a_sort_of_any_two_places_gives_the_same_lines(corpus):
    explorer = ConcordanceExplorer(corpus["cgtn-2021"], query="the")
    lines = {(line.article, line.span) for line in explorer.lines}
    for _, first in explorer.sort.options:
        for _, then in explorer.then.options:
            explorer.sort.value, explorer.then.value = first, then
            assert {(line.article, line.span) for line in explorer.lines} == lines, (first, then)


def test_a_random_sample_is_the_same_again_for_the_same_seed(corpus):
    explorer = ConcordanceExplorer(corpus, query="the")
    explorer.thin.value = True
    first = [line.span for line in explorer.lines]
    explorer.seed.value = 1
    assert [line.span for line in explorer.lines] != first
    explorer.seed.value = 0
    assert [line.span for line in explorer.lines] == first


def test_a_tick_of_the_plot_opens_its_hit(corpus):
    explorer = ConcordanceExplorer(corpus, query="cooperation")
    pick(explorer.sheet, "hit", "xinhua-2020", 2)
    [place] = explorer.reader.page.place["marks"]
    third = [line for line in explorer.lines if line.article == "xinhua-2020"]
    assert place["start"] == sorted(line.span.start for line in third)[2]


def test_words_are_compared_with_a_named_reference(corpus):
    explorer = FrequencyExplorer(corpus)
    explorer.against.value = "others"
    assert say("against_none") in explorer.sheet.html
    explorer.picker.value = "xinhua-2020"
    assert "lavrov" in explorer.sheet.html.split(say("col_ratio"))[1]
    explorer.against.value = "general English"
    assert "wordfreq" in explorer.sheet.html


def test_a_chosen_word_shows_the_words_around_it(corpus):
    explorer = FrequencyExplorer(corpus)
    pick(explorer.sheet, "word", "cooperation")
    assert "friendly" in explorer.sheet.html.split(say("around", word="cooperation"))[1]


def test_the_readers_version_stands_beside_the_kits_and_never_in_its_place(corpus):
    explorer = AttributionExplorer(corpus["xinhua-2020"])
    first, before = explorer.found[0], list(explorer.found)
    pick(explorer.sheet, "reject", 0)
    [version] = [v for v in explorer.yours["xinhua-2020"] if v.rejected]
    assert version.kit == first
    pick(explorer.sheet, "correct", 1)
    explorer.who.value = "somebody else"
    explorer.keep()
    assert explorer.yours["xinhua-2020"][1].speaker == "somebody else"
    assert "somebody else" in explorer.sheet.html
    explorer.reader.mark(Span(0, 7), "content", "the desk")
    explorer.refresh()
    assert explorer.yours["xinhua-2020"][-1].speaker == "the desk"
    assert list(explorer.found) == before, "the kit's version stays as it is"
    pick(explorer.sheet, "reject", 0)
    assert not any(v.rejected for v in explorer.yours["xinhua-2020"])


def test_a_rejected_attribution_is_rejected_on_the_page_too(corpus):
    desk = ArticleDesk(corpus, article="xinhua-2020")
    pick(desk.voices.sheet, "reject", 0)
    assert set(desk.reader.page.kept["verdicts"].values()) == {"rejected"}


def test_what_is_rejected_in_the_explorer_is_taken_back_on_the_page_and_the_other_way_round(corpus):
    desk = ArticleDesk(corpus, article="xinhua-2020", by="undoing")
    before = desk.voices.sheet.html
    pick(desk.voices.sheet, "reject", 0)
    assert desk.voices.sheet.html != before
    ask(desk.reader, do="undo")
    assert desk.reader.page.kept["verdicts"] == {}
    assert desk.voices.sheet.html == before
    content = next(n for n, m in enumerate(layers(desk.reader.article)["attribution"]) if m.label == "content")
    ask(desk.reader, do="judge", layer="attribution", number=content, verdict="rejected")
    assert any(v.rejected for v in desk.voices.yours["xinhua-2020"])
    assert desk.voices.sheet.html != before, "the explorer shows what was rejected on the page"


def test_an_explorers_page_keeps_the_notes_of_the_same_reader(corpus):
    explorer = AttributionExplorer(corpus["xinhua-2020"], by="ana")
    explorer.reader.mark(Span(0, 7), "content", "the desk")
    assert explorer.yours["xinhua-2020"][-1].speaker == "the desk"
    assert ArticleReader(corpus["xinhua-2020"], by="ana").notes
    assert not ArticleReader(corpus["xinhua-2020"], by="ben").notes


def test_words_go_to_the_outlet_or_to_whom_is_quoted_within_when_an_attribution_is_rejected():
    article = Article.from_text("Ana Ruiz said that Ben Li claimed it rained.", id="rain")
    explorer = AttributionExplorer(article, by="words")

    def yours():
        rows = re.findall(r"<tr>(.*?)</tr>", explorer.sheet.html.split("rr-sayings")[0])
        cells = [re.sub("<.*?>", " ", row).split() for row in rows[1:]]
        return {" ".join(row[:2]): row[-1] for row in cells}

    assert yours() == {"Ana Ruiz": "6", "the outlet": "3", "Ben Li": "0"}
    pick(explorer.sheet, "reject", 0)
    assert yours() == {"Ana Ruiz": "0", "the outlet": "7", "Ben Li": "2"}


def test_of_two_attributions_that_share_words_one_is_rejected_or_corrected(corpus):
    explorer = AttributionExplorer(corpus["globaltimes-2021"], by="sharing")
    first, second = next(
        (n, n + 1) for n, (a, b) in enumerate(pairwise(explorer.found)) if a.content[0].overlaps(b.content[0])
    )
    pick(explorer.sheet, "reject", first)
    pick(explorer.sheet, "correct", second)
    explorer.who.value = "Ana Ruiz"
    explorer.keep()
    yours = explorer.yours["globaltimes-2021"]
    assert [v.rejected for v in yours[first : second + 1]] == [True, False]
    assert [v.speaker for v in yours[first : second + 1]] == [explorer.found[first].speaker, "Ana Ruiz"]


def test_what_is_rejected_on_the_page_by_its_words_is_given_back_in_the_explorer(corpus):
    desk = ArticleDesk(corpus, article="xinhua-2020", by="giving back")
    row = desk.voices.found[0]
    content = Mark(row.content[0], "content", row.rule)
    desk.reader.keeper.notes.judge("attribution", content, "rejected")
    assert desk.voices.yours["xinhua-2020"][0].rejected
    pick(desk.voices.sheet, "reject", 0)
    assert not desk.voices.yours["xinhua-2020"][0].rejected


def test_a_tick_of_the_plot_leads_to_its_own_line_whatever_lines_are_listed():
    text = "The river rose. Kim Lee said the river fell. The river froze."
    explorer = ConcordanceExplorer(Article.from_text(text, id="flood"), "river")
    explorer.within.value = "speech"
    opened = []
    explorer._opens = lambda *place: opened.append(place)
    pick(explorer.sheet, "hit", "flood", 0)
    assert opened == [("flood", Span(text.index("river fell"), text.index(" fell")))]


def test_a_reading_is_saved_with_its_notes_and_without_a_name(corpus, tmp_path):
    reader = ArticleReader(corpus, article="xinhua-2020", layers=["modality"], by="somebody")
    reader.mark(Span(0, 7), "name", "who is this?")
    [path] = reader.save(tmp_path)
    page = path.read_text("utf-8")
    assert "who is this?" in page
    assert "somebody" not in page


def test_saving_from_the_page_says_where(corpus, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("READINGROOM_HOME", str(tmp_path))
    reader = ArticleReader(corpus, article="xinhua-2020", layers=[])
    ask(reader, do="save")
    assert reader.page.kept["said"].startswith("Saved: readings/reading-xinhua")
    assert len(list((tmp_path / "readings").iterdir())) == 1


@pytest.mark.parametrize("lesson", ["01-close-reading", "03-reporting-verbs", "06-certainty-and-numbers"])
def test_every_page_of_a_lesson_shows_the_article_picked_on_any_of_them(lesson):
    notebook = json.loads((ROOT / f"notebooks/{lesson}.ipynb").read_text("utf-8"))
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    room = {}
    for cell in (cell for cell in code if "ArticleReader" in cell):
        exec(cell, room)
    pages = [room[name] for name in ("reader", "kit", "modal") if name in room]
    assert len(pages) > 1
    for page, article in zip(pages, [*pages[0].corpus][1:], strict=False):
        page.read(article)
        assert {other.article_id for other in pages} == {article}


def test_what_a_name_asks_for_stands_under_the_names_and_is_brought_into_view(corpus):
    explorer = AttributionExplorer(corpus)
    assert "rr-reveal" not in explorer.sheet.html
    pick(explorer.sheet, "speaker", "Yu Sui")
    html = explorer.sheet.html
    assert "<details><summary>Who quotes whom" in html.split("rr-voices")[0]
    assert 'class="rr-reveal"><table class="rr-sayings"' in html.split("rr-voices")[1]
    pick(explorer.sheet, "reject", 0)
    assert "rr-reveal" not in explorer.sheet.html, "the reader stays where the row is"


def test_the_outlet_is_seen_to_be_chosen(corpus):
    explorer = AttributionExplorer(corpus["xinhua-2020"])
    pick(explorer.sheet, "speaker", say("outlet"))
    assert re.search(f'aria-pressed="true">{say("outlet")}<', explorer.sheet.html)


def test_passages_are_shown_twenty_at_a_time_and_none_is_lost(corpus):
    explorer = AttributionExplorer(corpus)
    for speaker in ("", say("outlet")):
        if speaker:
            pick(explorer.sheet, "speaker", speaker)
        shown = [explorer.sheet.html.split("rr-sayings")[1].count("<tr>") - 1]
        while '["more"]' in explorer.sheet.html.replace("&quot;", '"'):
            pick(explorer.sheet, "more")
            shown.append(explorer.sheet.html.split("rr-sayings")[1].count("<tr>") - 1)
        assert shown[:2] == [20, 40]
        outlet = explorer.found.own_lines()
        assert shown[-1] == len(outlet if speaker else explorer.found)


def test_nobody_is_said_to_quote_himself(corpus):
    for article in corpus.values():
        lines = re.findall("<li>(.*?), quoted by (.*?): ", AttributionExplorer(article).sheet.html)
        assert all(inner != outer for inner, outer in lines)


def test_a_correction_is_asked_for_with_whose_and_which_passage(corpus):
    explorer = AttributionExplorer(corpus["xinhua-2020"], by="asked")
    asked = []
    explorer.who.send = asked.append
    pick(explorer.sheet, "correct", 1)
    found = explorer.found[1]
    assert found.speaker in asked[0]["kit"]
    assert asked[0]["passage"].split(" …")[0] == found.content[0].of(corpus["xinhua-2020"].text)
    explorer.who._handle_custom_msg({"keep": "Ana Ruiz"}, [])
    assert explorer.yours["xinhua-2020"][1].speaker == "Ana Ruiz"
    pick(explorer.sheet, "correct", 1)
    assert asked[1]["value"] == "Ana Ruiz"
    explorer.who._handle_custom_msg({"keep": ""}, [])
    assert explorer.yours["xinhua-2020"][1].speaker == found.speaker


def test_a_line_says_its_paragraph_first_and_keeps_its_words_in_the_order_of_the_text(corpus):
    explorer = ConcordanceExplorer(corpus["chinamil-2021"], "cooperation")
    html = explorer.sheet.html
    assert re.findall('class="rr-source" title="[^"]*"><span>(¶[0-9]+ )', html)
    left, right = (re.findall(f'rr-{side}"><div class="rr-fit">(.*?)</div>', html)[0] for side in ("left", "right"))
    assert re.sub("<.*?>", "", left).split() == escape(explorer.lines[0].left).split()
    assert re.sub("<.*?>", "", right).split() == escape(explorer.lines[0].right).split()
    orders = [int(n) for n in re.findall(r"order:(-?[0-9]+)", left)]
    assert orders == sorted(orders, reverse=True), "the page begins to fit from the word nearest to the hit"


def test_one_article_has_no_column_for_its_spread(corpus):
    explorer = FrequencyExplorer(corpus)
    assert f">{say('col_dispersion')}</th>" in explorer.sheet.html
    explorer.picker.value = "xinhua-2020"
    assert f">{say('col_dispersion')}</th>" not in explorer.sheet.html


def test_a_problem_is_told_in_the_words_of_the_controls(corpus):
    explorer = ConcordanceExplorer(corpus["xinhua-2020"])
    explorer.by.value, explorer.query.value = "regex", "(("
    assert "by=" not in explorer.sheet.html
    assert "or choose “word or phrase”" in explorer.sheet.html


def test_a_rejection_is_seen_in_its_row_and_says_where_the_words_go(corpus):
    article = Article.from_text("Ana Ruiz said that Ben Li claimed it rained. Kim Lee said it snowed.", id="rain")
    explorer = AttributionExplorer(article, by="rejecting")
    before = explorer.sheet.html
    assert "<s>" not in before
    pick(explorer.sheet, "reject", 0)
    row = explorer.sheet.html.split("rr-sayings")[1].split("<tr>")[2]
    assert say("your_speaker", name=say("rejected")) in row
    assert re.search("<s><button.*Ben Li claimed.*</s>", row)
    assert escape(say("rejected_voices", names=f"{say('outlet')}, Ben Li")) in row
    pick(explorer.sheet, "reject", 0)
    assert explorer.sheet.html == before
    pick(explorer.sheet, "reject", len(explorer.found) - 1)
    assert escape(say("rejected_outlet")) in explorer.sheet.html


def test_the_outlets_own_words_are_listed_from_a_word_on_and_scraps_are_counted(corpus):
    explorer = AttributionExplorer(corpus)
    pick(explorer.sheet, "speaker", say("outlet"))
    listed = explorer.found.own_lines()
    own = [line for line in explorer.found.script() if line.speaker is None]
    assert 0 < len(listed) < len(own)
    assert all(line.text[0] not in ",.;:”’)" and len(line.text.split()) >= 3 for line in listed)
    assert all(line.span.of(corpus[line.article].text) == line.text for line in listed)
    assert escape(say("outlet_short", n=len(own) - len(listed))) in explorer.sheet.html


def test_a_seed_is_asked_for_only_where_lines_are_chosen_at_random(corpus):
    explorer = ConcordanceExplorer(corpus, "cooperation")
    assert explorer.seed.layout.display == "none"
    explorer.thin.value = True
    assert explorer.seed.layout.display != "none"


def test_what_reports_without_a_verb_is_shown_as_it_is_written():
    found = attributions(Article.from_text("According to Kim Lee, the ice is thin."))
    assert [row.verb for row in found.by_verb()] == ["according to"]
    assert "according to" in repr(found.by_verb())
    assert "according to" in found.by_verb()._repr_html_()
