"""Search the articles, see every hit in its line, and give lines labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from ipywidgets import BoundedIntText, Checkbox, IntText, Text

from readingroom.concordance.lines import Concordance, concordance
from readingroom.page.html import button
from readingroom.page.interface import interface, say
from readingroom.text.article import Article, Span
from readingroom.text.corpus import Corpus, as_corpus
from readingroom.text.results import Result
from readingroom.widgets import coding
from readingroom.widgets.explorer import Explorer, Opens, row
from readingroom.widgets.lines import Labels, groups, lines, plot
from readingroom.widgets.listings import PLAIN, answer, folded, receipt, sheet
from readingroom.widgets.listings import choice as chosen
from readingroom.widgets.page import Page, choice, labelled
from readingroom.widgets.reader import ArticleReader
from readingroom.widgets.voice import VoicePicker

WAYS = ("word", "lemma", "pos", "regex")
PLACES = ("L3", "L2", "L1", "node", "R1", "R2", "R3", "article", "date", "speaker")
NEXT = {"R1": "R2", "R2": "R3", "L1": "L2", "L2": "L3"}  # where a sort goes on when nothing else is asked
THINNED = 20  # lines of a random sample
LABEL = "label"


class ConcordanceExplorer(Explorer):
    """Concordance lines for a query: sorted, grouped, filtered, thinned, labelled, paged; a line opens on its page.

    `lines` is the concordance shown, with `to_frame()` and `to_csv()`; `coded` the same with the reader's labels.

    >>> explorer = ConcordanceExplorer(Article.from_text("The river rose; the river fell."), query="river")
    >>> explorer.lines.total
    2
    """

    def __init__(
        self,
        texts: Article | Corpus | Iterable[Article],
        query: str = "",
        *,
        labels: str = "",
        by: str = "me",
        reader: ArticleReader | None = None,
        opens: Opens | None = None,
    ) -> None:
        self.query = labelled(Text(value=query, continuous_update=True), say("search"))
        self.by = choice("by", {say(f"by_{way}"): way for way in WAYS})
        self.within = VoicePicker()
        sorts = {say("sort_text"): "text"} | {say(f"place_{p}"): p for p in PLACES}
        self.sort = choice("sort", sorts | {say("place_label"): LABEL}, "R1")
        self.then = choice("sort_then", {"–": ""} | {say(f"place_{p}"): p for p in PLACES})
        self.group = choice("group", {"–": ""} | {say(f"place_{p}"): p for p in PLACES if p[0] in "LR"})
        self.case = labelled(Checkbox(value=False, indent=False), say("case"))
        self.thin = labelled(Checkbox(value=False, indent=False), say("thin", n=THINNED))
        self.seed = labelled(IntText(value=0), say("seed"), "8rem")
        self.near_how = choice("near_how", {say("near"): "near", say("not_near"): "not_near"})
        self.near = labelled(Text(continuous_update=True), say("near_word"))
        self.near_words = labelled(BoundedIntText(5, min=1, max=50), say("near_words"), "12rem")
        self.labels = labelled(Text(value=labels, placeholder=say("label_example")), say("label_keys"), "30rem")
        self.help = Page(html=_help())
        self.help.on_pick(self)
        self.help.layout.min_width = "14rem"
        self._first, self._said = 0, ""
        self._only: str | None = None
        controls = (self.query, self.by, self.within, self.sort, self.then, self.group, self.case, self.thin, self.seed)
        below = (self.near_how, self.near, self.near_words, self.labels)
        for control in (*controls, *below):
            control.observe(self.refresh, "value")
        self.thin.observe(self._seeds, "value")
        self._seeds()
        shown = (self.query, self.help, *controls[1:])
        super().__init__(texts, shown, by=by, reader=reader, opens=opens, below=(row(*below),))
        self.coding = coding.Coding(self.reader.keeper.notes_on)
        self.reader.page.observe(self._kept, "kept")
        self._kept()

    @property
    def lines(self) -> Concordance | None:
        """The concordance for the controls as they stand; None while nothing is asked."""
        if not self.query.value.strip():
            return None
        nearby = {self.near_how.value: self.near.value.strip()}
        return concordance(
            self.texts,
            self.query.value,
            by=self.by.value,
            sort=self._sort(),
            case=self.case.value,
            within_words=self.near_words.value,
            near=nearby.get("near", ""),
            not_near=nearby.get("not_near", ""),
            sample=THINNED if self.thin.value else None,
            seed=self.seed.value,
            **self.within.asked,
        )

    @property
    def coded(self) -> Result[Mapping[str, object]] | None:
        """The lines with the labels they have, with `to_frame()` and `to_csv()`; None while nothing is asked."""
        found = self.lines
        return None if found is None else coding.coded(found, self._labels())

    def refresh(self, _: object = None) -> None:
        """Set the sheet anew, from the first line."""
        self._first, self._only, self._said = 0, None, ""
        self.within.offer(self.texts)
        super().refresh()

    def results(self, new: bool = False) -> str:
        """The lines, their groups and their places in the articles, or why there are none."""
        try:
            found, keys = self.lines, coding.key_names(self.labels.value)
        except ValueError as problem:
            return sheet(_in_words(str(problem)))
        if found is None:
            return sheet(say("type_query"))
        if not found.total:
            return sheet(found.caption)
        labels = self._labels()
        shown = coding.chosen(found, labels, self._only, self.sort.value == LABEL)
        grouped = groups(found.group(self.group.value)) if self.group.value else ""
        coded = coding.tools(found, labels, keys, self._only) if keys else ""
        listed = lines(found, self.corpus, self._first, shown=shown, keys=keys, labels=labels)
        said = " ".join(filter(None, (found.caption, self._said)))
        return sheet(said, grouped, coded, answer(listed, new), plot(found), receipt(found))

    def pick_from(self, first: int) -> None:
        """Turn to the page of hits that begins with this one."""
        self._first = first
        self.sheet.html = self.results(new=True)

    def pick_group(self, word: str) -> None:
        """Ask for the lines with this word at the place by which they are grouped."""
        place, query = self.group.value, self.query.value
        gap = " ".join(["*"] * (int(place[1:]) - 1))
        parts = (query, gap, word) if place[0] == "R" else (word, gap, query)
        self.query.value = " ".join(filter(None, parts))

    def pick_hit(self, article: str, number: int) -> None:
        """Open the listed line of that number in an article, in the order of its text."""
        places = sorted(line.span for line in self.lines or () if line.article == article)
        self._opens(article, places[number])

    def pick_example(self, query: str) -> None:
        """Search for an example of the help."""
        self.by.value, self.query.value = "word", query

    def pick_label(self, article: str, start: int, end: int, number: int) -> None:
        """Give a line the label of a key, or take it away."""
        keys = coding.key_names(self.labels.value)
        if number <= len(keys):
            self._said = self.coding.turn(self.corpus[article], Span(start, end), keys[number - 1])
            self.reader.keeper.show()

    def pick_only(self, name: str) -> None:
        """Show the lines with this label alone (or with none); the same again shows all."""
        self._first, self._only = 0, None if name == self._only else name
        self.sheet.html = self.results()

    def pick_undo(self) -> None:
        """Take the last label back."""
        self._said = self.coding.undo()
        self.reader.keeper.show()

    def pick_save(self) -> None:
        """Write the lines with their labels as CSV and JSON."""
        rows = self.coded
        if rows is not None:
            files = coding.save(rows, self.reader.keeper.by, self.query.value)
            self._said = say("saved", files=", ".join(path.as_posix() for path in files))
            self.sheet.html = self.results()

    def _labels(self) -> Labels:
        keys: Sequence[str] = coding.key_names(self.labels.value)
        return self.coding.given(as_corpus(self.texts).values(), keys) if keys and hasattr(self, "coding") else {}

    def _kept(self, _: object = None) -> None:
        """Something was kept or taken back, here or on the page."""
        if self.labels.value.strip():
            self.sheet.html = self.results()

    def _sort(self) -> str:
        """Up to three places; where only one is asked, the lines go on sorting away from it."""
        if self.sort.value in ("text", LABEL):
            return "text"
        places = [self.sort.value, self.then.value or NEXT.get(self.sort.value, "")]
        return " ".join([*filter(None, places), NEXT.get(places[-1], "")]).strip()

    def _seeds(self, _: object = None) -> None:
        """A seed is asked for only where lines are chosen at random."""
        self.seed.layout.display = "" if self.thin.value else "none"


def _help() -> str:
    """What can be asked, by examples that can be chosen."""
    items = "".join(
        f"<li>{button(chosen('example', query), escape(query), PLAIN)} {escape(means)}</li>"
        for query, means in interface()["search_examples"]
    )
    return f'<div class="rr rr-help">{folded(say("search_help"), f"<ul>{items}</ul>")}</div>'


def _in_words(problem: str) -> str:
    """A problem in the words of the controls: nobody writes `by="word"` here."""
    for way in WAYS:
        problem = problem.replace(f'by="{way}"', say("choose_way", way=say(f"by_{way}")))
    return problem
