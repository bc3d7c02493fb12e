"""The view “What changed”: marks on both pages, the sheet with its verdicts, any two texts, a summary pasted."""

import pytest

from readingroom import Article, Corpus, TwoTellings
from readingroom.widgets.changed import CHANGED

SOURCE = Article.from_text(
    "The old harbour bridge may close in October, the town’s engineer, Ana Ruiz, said on Tuesday.\n\n"
    "Repairs will cost more than 3 million dollars. “We cannot pay that without help,” Ruiz told the council.",
    id="source",
    title="Bridge may close",
)
TOLD = Article.from_text(
    "The old harbour bridge will close in October, Ruiz said.\n\nThe repairs will cost 3 million dollars. “We cannot "
    "pay that without the state,” she said.",
    id="told",
)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    for name in ("NOTES", "ADDED"):
        monkeypatch.setenv(f"READINGROOM_{name}", str(tmp_path / name.lower()))


def two(**more):
    return TwoTellings(SOURCE, TOLD, **more)


def placed(side):
    return [side.article.text[m["start"] : m["end"]] for m in side.page.place.get("marks", ())]


def test_the_pages_show_what_changed_while_its_sheet_is_open():
    both = two()
    assert both.sides[0].page.on == ["names-in-both", "shared"]
    both.tabs.selected_index = len(both.sheets) - 1
    assert [side.page.on for side in both.sides] == [[CHANGED]] * 2
    both.tabs.selected_index = 0
    assert both.sides[1].page.on == ["names-in-both", "shared"]
    assert two(view="changed").sides[0].page.on == [CHANGED]


def test_a_row_leads_to_both_places():
    both = two()
    assert [loss.kind for loss in both.changes] == ["certainty", "number", "quotation"]
    both.pick_change(1)
    assert placed(both.sides[0]) == ["more than 3 million dollars"]
    assert placed(both.sides[1]) == ["3 million dollars"]


def test_a_loss_opened_on_one_page_is_shown_on_the_other():
    both = two()
    loss = both.changes[0]
    for n, span, there in ((1, loss.span, "may close"), (0, loss.source[0], "will close")):
        both.sides[n].page.chosen = {"layer": CHANGED, "start": span.start, "end": span.end, "label": loss.kind}
        assert placed(both.sides[1 - n]) == [there]
        assert not placed(both.sides[n])


def test_a_verdict_holds_on_both_pages_and_in_the_sheet_and_is_kept():
    both = two()
    both.pick_reject(0)
    assert [side.page.kept["verdicts"] for side in both.sides] == [{"changed:0": "rejected"}] * 2
    assert "0 of 1" in both.sheets[-1].html
    assert two().verdicts.now == {0: "rejected"}, "it is there again when the two are opened again"
    both.pick_reject(0)
    assert both.verdicts.now[0] is None
    assert both.sides[0].page.kept["verdicts"] == {}


def test_a_verdict_passed_on_the_page_of_the_source_holds_for_the_retelling():
    both = two()
    both.sides[0].keeper._answer({"do": "judge", "layer": CHANGED, "number": 1, "verdict": "accepted"})
    assert both.verdicts.now == {1: "accepted"}
    assert both.sides[1].page.kept["verdicts"] == {"changed:1": "accepted"}


def test_any_two_of_a_corpus_can_be_chosen_and_swapped():
    third = Article.from_text("The ferry stops at noon.", id="third", title="Ferry")
    both = TwoTellings(Corpus([SOURCE, TOLD, third]))
    assert (both.found.a.id, both.found.b.id) == ("source", "told")
    both._choosing.lists[1].value = "third"
    assert both.changes.retelling.id == "third"
    both._choosing.swap()
    assert (both.changes.source.id, both.changes.retelling.id) == ("third", "source")
    assert [one.value for one in both._choosing.lists] == ["third", "source"]


def test_a_pasted_summary_is_checked_and_kept_only_when_asked(tmp_path):
    both = TwoTellings(Corpus([SOURCE, TOLD]))
    both._choosing.check()
    assert "Paste a summary first" in both._choosing.status.html
    both._choosing.paste.value = "The bridge will close in October, Ruiz said. Repairs will cost 3 million dollars."
    both._choosing.check()
    assert [loss.kind for loss in both.changes] == ["certainty", "number"]
    assert not list(tmp_path.rglob("*.md"))
    both._choosing.keep()
    assert len(list((tmp_path / "added").glob("*.md"))) == 1
    assert both.changes.retelling.id in both._choosing.lists[1].corpus


def test_what_cannot_be_checked_says_so_in_its_sheet():
    empty = TwoTellings(SOURCE, Article.from_text("", id="b"))
    assert "the retelling has no words" in empty.sheets[-1].html
    alone = TwoTellings(SOURCE, SOURCE)
    assert "nothing is lost" in alone.sheets[-1].html


def test_hostile_words_stay_words():
    source = Article.from_text("<b>Boats</b> & bridges may close in October, Ana Ruiz said.", id="a")
    html = TwoTellings(source, Article.from_text("<b>Boats</b> & bridges will close in October, Ruiz said.")).twin()
    assert "<b>Boats" not in html


def test_a_corpus_of_one_is_refused():
    with pytest.raises(ValueError, match="this corpus has 1"):
        TwoTellings(Corpus([SOURCE]))


def test_a_reading_saved_has_the_verdicts(tmp_path):
    both = two()
    both.pick_reject(1)
    (path, *_) = both.sides[1].save(tmp_path)
    assert "rejected" in path.read_text("utf-8")
