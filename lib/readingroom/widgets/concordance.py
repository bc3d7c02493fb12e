"""Search the articles and see every hit in its line."""

from __future__ import annotations

from collections.abc import Iterable

from ipywidgets import Checkbox, IntText, Text

from readingroom.attribution import attributions
from readingroom.concordance.lines import Concordance, concordance
from readingroom.page.interface import say
from readingroom.text.article import Article
from readingroom.text.corpus import Corpus
from readingroom.widgets.explorer import Explorer, Opens
from readingroom.widgets.listings import groups, lines, plot, sheet
from readingroom.widgets.page import choice, labelled
from readingroom.widgets.reader import ArticleReader

WAYS = ("word", "lemma", "pos", "regex")
PLACES = ("L3", "L2", "L1", "node", "R1", "R2", "R3", "article", "date", "speaker")
NEXT = {"R1": "R2", "R2": "R3", "L1": "L2", "L2": "L3"}  # where a sort goes on when nothing else is asked
THINNED = 20  # lines of a random sample


class ConcordanceExplorer(Explorer):
    """Concordance lines for a query: sorted, grouped, thinned, paged; a line opens on its article's page.

    `lines` is the concordance shown, with `to_frame()` and `to_csv()`.

    >>> explorer = ConcordanceExplorer(Article.from_text("The river rose; the river fell."), query="river")
    >>> explorer.lines.total
    2
    """

    def __init__(
        self,
        texts: Article | Corpus | Iterable[Article],
        query: str = "",
        *,
        reader: ArticleReader | None = None,
        opens: Opens | None = None,
    ) -> None:
        self.query = labelled(Text(value=query, continuous_update=True), say("search"))
        self.by = choice("by", {say(f"by_{way}"): way for way in WAYS})
        self.within = choice("within", {})
        self.sort = choice("sort", {say("sort_text"): "text"} | {say(f"place_{p}"): p for p in PLACES}, "R1")
        self.then = choice("sort_then", {"–": ""} | {say(f"place_{p}"): p for p in PLACES})
        self.group = choice("group", {"–": ""} | {say(f"place_{p}"): p for p in PLACES if p[0] in "LR"})
        self.case = labelled(Checkbox(value=False, indent=False), say("case"))
        self.thin = labelled(Checkbox(value=False, indent=False), say("thin", n=THINNED))
        self.seed = labelled(IntText(value=0), say("seed"), "8rem")
        self._first = 0
        controls = (self.query, self.by, self.within, self.sort, self.then, self.group, self.case, self.thin, self.seed)
        for control in controls:
            control.observe(self.refresh, "value")
        self.thin.observe(self._seeds, "value")
        self._seeds()
        super().__init__(texts, controls, reader=reader, opens=opens)
        self.picker.observe(self._voices, "value")
        self._voices()

    @property
    def lines(self) -> Concordance | None:
        """The concordance for the controls as they stand; None while nothing is asked."""
        if not self.query.value.strip():
            return None
        kind, _, name = self.within.value.partition(":")
        return concordance(
            self.texts,
            self.query.value,
            by=self.by.value,
            sort=self._sort(),
            case=self.case.value,
            within=kind if kind in ("speech", "outlet") else None,
            speaker=name or None,
            sample=THINNED if self.thin.value else None,
            seed=self.seed.value,
        )

    def refresh(self, _: object = None) -> None:
        """Set the sheet anew, from the first line."""
        self._first = 0
        super().refresh()

    def results(self, new: bool = False) -> str:
        """The lines, their groups and their places in the articles, or why there are none."""
        try:
            found = self.lines
        except ValueError as problem:
            return sheet(_in_words(str(problem)))
        if found is None:
            return sheet(say("type_query"))
        if not found.total:
            return sheet(found.caption)
        grouped = groups(found.group(self.group.value)) if self.group.value else ""
        return sheet(found.caption, grouped, lines(found, self.corpus, self._first), plot(found))

    def pick_from(self, first: int) -> None:
        """Turn to the page of hits that begins with this one."""
        self._first = first
        self.sheet.html = self.results()

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

    def _sort(self) -> str:
        """Up to three places; where only one is asked, the lines go on sorting away from it."""
        if self.sort.value == "text":
            return "text"
        places = [self.sort.value, self.then.value or NEXT.get(self.sort.value, "")]
        return " ".join([*filter(None, places), NEXT.get(places[-1], "")]).strip()

    def _seeds(self, _: object = None) -> None:
        """A seed is asked for only where lines are chosen at random."""
        self.seed.layout.display = "" if self.thin.value else "none"

    def _voices(self, _: object = None) -> None:
        """Offer the speakers of the texts that are searched."""
        names = [r.speaker for r in attributions(self.texts, progress=False).by_speaker() if r.speaker]
        whole = {say("within_all"): "", say("within_speech"): "speech", say("within_outlet"): "outlet"}
        chosen = self.within.value
        self.within.options = list((whole | {say("within_voice", name=n): f"voice:{n}" for n in names}).items())
        values = [value for _, value in self.within.options]
        self.within.value = chosen if chosen in values else ""


def _in_words(problem: str) -> str:
    """A problem in the words of the controls: nobody writes `by="word"` here."""
    for way in WAYS:
        problem = problem.replace(f'by="{way}"', say("choose_way", way=say(f"by_{way}")))
    return problem
