"""Every result prints, goes to pandas and CSV, shows itself, and keeps its rows as they are."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom import Article, Span, attributions, frequencies, keyness
from readingroom.layers import provenance
from readingroom.text.results import FEW, SHOWN, Result


@dataclass(frozen=True)
class Row:
    word: str
    count: int
    rate: float | None
    span: Span
    cue: Span


class Table(Result[Row]):
    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows

    @property
    def caption(self) -> str:
        return f"{len(self.rows)} words <counted>"

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, n: int) -> Row:
        return self.rows[n]


def row(word: str = "rain", count: int = 1234, rate: float | None = 0.5) -> Row:
    return Row(word, count, rate, Span(3, 7), Span(0, 2))


rows = st.lists(st.builds(row, st.text(max_size=20), st.integers(0, 10**6), st.none() | st.floats(0, 1)), max_size=30)


@given(rows=rows)
def test_it_is_a_sequence_of_its_rows(rows: list[Row]) -> None:
    table = Table(rows)
    assert list(table) == rows
    assert table[:2] == rows[:2]
    assert table[::-1] == rows[::-1]
    assert all(table[n] == table[n - len(rows)] == rows[n] for n in range(len(rows)))


@pytest.mark.parametrize("n", [2, -3, 99])
def test_a_row_that_is_not_there(n: int) -> None:
    with pytest.raises(IndexError, match=f"There are 2 rows, counted from 0; got {n}"):
        Table([row(), row()])[n]


@given(rows=rows)
def test_csv_holds_every_row(rows: list[Row]) -> None:
    text = Table(rows).to_csv()
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    guard = re.compile(r"\A(?=[=+\-@\t\r])")  # words that a spreadsheet would run get the apostrophe it knows
    assert [(r["word"], int(r["count"])) for r in read] == [(guard.sub("'", r.word), r.count) for r in rows]
    assert all((r["start"], r["end"], r["cue_start"], r["cue_end"]) == ("3", "7", "0", "2") for r in read)


@pytest.mark.parametrize("word", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_csv_holds_no_formulas(word: str) -> None:
    read = next(csv.DictReader(io.StringIO(Table([row(word)]).to_csv(), newline="")))
    assert (read["word"], read["count"]) == (f"'{word}", "1234")


def test_csv_goes_to_a_file(tmp_path: Path) -> None:
    text = Table([row("réunion")]).to_csv(tmp_path / "words.csv")
    assert (tmp_path / "words.csv").read_bytes().decode("utf-8") == text


def test_frame_has_spans_as_columns() -> None:
    frame = Table([row(), row("snow")]).to_frame()
    assert list(frame.columns) == ["word", "count", "rate", "start", "end", "cue_start", "cue_end"]
    assert list(frame["word"]) == ["rain", "snow"]


def test_print_shows_caption_names_and_plain_values() -> None:
    lines = repr(Table([row(rate=None)])).splitlines()
    assert lines[0] == "1 words <counted>"
    assert lines[1].split() == ["word", "count", "rate", "start", "end", "cue_start", "cue_end"]
    assert lines[2].split() == ["rain", "1,234", "–", "3", "7", "0", "2"]


def test_a_long_table_says_how_much_is_left() -> None:
    shown = repr(Table([row()] * (SHOWN + 1500)))
    assert shown.count("rain") == SHOWN
    assert "1,500 more rows" in shown


def test_an_empty_table_shows_its_caption() -> None:
    table = Table([])
    assert repr(table) == "0 words <counted>"
    assert table.to_csv().strip() == ""
    assert len(table.to_frame()) == 0
    assert "0 words" in table._repr_html_()


@given(word=st.text(max_size=30))
def test_markup_in_a_row_is_shown_as_text(word: str) -> None:
    html = Table([row(f"<script>{word}</script><b title='x'>")])._repr_html_()
    assert "<script" not in html
    assert "<b" not in html.replace("<body", "")[html.index("<tbody>") + 7 :]
    assert "&lt;counted&gt;" in html
    assert re.search(r'<th scope="col"[^>]*>word</th>', html)


@pytest.mark.parametrize("more", range(FEW + 1))
def test_the_last_few_rows_are_shown_rather_than_counted(more: int) -> None:
    table = Table([row()] * (SHOWN + more))
    assert repr(table).count("rain") == table._repr_html_().count("rain") == SHOWN + more
    assert "more rows" not in repr(table) + table._repr_html_()


def heads(html: str) -> list[str]:
    return re.findall(r"<th [^>]*>(.*?)</th>", html)


def sides(html: str) -> list[tuple[str, str]]:
    return re.findall(r"<t[hd][^>]*text-align:(\w+)[^>]*>(.*?)<", html)


def test_what_is_shown_has_no_places_and_words_for_heads() -> None:
    table = Table([row()])
    assert heads(table._repr_html_()) == ["word", "count", "rate"]
    assert {"start", "end", "cue_start", "cue_end"} <= set(table.to_frame().columns)
    voices = Result("Voices", [{"a_share": 1}], {"a": "xinhua-2020", "b": "cgtn-2021"})
    assert [voices.head(name) for name in ("speaker", "a_share", "b")] == ["speaker", "xinhua-2020 share", "cgtn-2021"]
    here, there = (Article.from_text(f"{word} fell", id=word) for word in ("rain", "snow"))
    assert "target per million" in heads(keyness(here, there)._repr_html_())


def test_a_column_stands_to_one_side_with_its_head_and_its_gaps() -> None:
    html = Table([row("rain", rate=None), row("snow")])._repr_html_()
    assert sides(html) == [
        ("left", "word"), ("right", "count"), ("right", "rate"),
        ("left", "rain"), ("right", "1,234"), ("right", "–"),
        ("left", "snow"), ("right", "1,234"), ("right", "0.50"),
    ]  # fmt: skip
    html = attributions(Article.from_text("“It rained,” he said. It rained, according to Ana Ruiz."))._repr_html_()
    assert {side for side, _ in sides(html)} == {"left"}


def test_the_caption_has_the_width_of_the_page() -> None:
    html = Table([row()])._repr_html_()
    assert "<figcaption>1 words &lt;counted&gt;</figcaption>" in html
    assert "<caption" not in html


def test_words_per_million_are_whole_and_other_numbers_as_people_write_them() -> None:
    river = Article.from_text("The river rose. " * 11, id="river")
    assert "333,333<" in frequencies(river)._repr_html_()
    assert "333,333  " in repr(frequencies(river))
    text = "Trade came to $88 billion, 29.2 percent more; two thirds of the 1,200 firms said so."
    shown = [cell for _, cell in sides(provenance(Article.from_text(text))._repr_html_())]
    assert {"88,000,000,000", "29.2", "0.6667", "1,200"} <= set(shown)


def test_one_article_has_no_spread_to_show() -> None:
    river, sea = (Article.from_text(f"The {name} rose.", id=name) for name in ("river", "sea"))
    assert heads(frequencies(river)._repr_html_()) == ["word", "count", "per million"]
    assert heads(frequencies([river, sea])._repr_html_())[3:] == ["articles", "dispersion"]
    assert list(frequencies(river).to_frame().columns)[3:] == ["articles", "dispersion"]
