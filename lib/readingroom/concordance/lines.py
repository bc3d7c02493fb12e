"""Every place where a word stands, with the words around it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import escape

import numpy as np

from readingroom.concordance.forms import By
from readingroom.concordance.places import SORTS, beside, find, ordered, words_at
from readingroom.concordance.query import heard, reason
from readingroom.concordance.speech import Within, spoken, voices
from readingroom.text.article import Span
from readingroom.text.charts import Positions, Ticks
from readingroom.text.index import Index, Ints, Texts, index_of, named
from readingroom.text.receipts import receipted
from readingroom.text.results import SHOWN, Counted, Result
from readingroom.text.tables import table

WIDTH, SHORT = 44, 38  # characters shown on either side in print, and in a notebook's table
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A hit with the words around it; left, match and right follow one another in the article's text as it stands."""

    left: str
    match: str
    right: str
    article: str
    span: Span


class Concordance(Result[Line]):
    """The lines of a query; each is made when it is looked at.

    `total` is the number of hits, before any sample or limit; where it is 0, `why` says why.  `sort` has the places by
    which they are sorted.
    """

    sort: tuple[str, ...] = ()

    def __init__(
        self, searched: Index, query: str, hits: tuple[Ints, Ints], *, total: int, window: int, asked: str, why: str
    ) -> None:
        self.searched, self.query, self.total, self.window, self.why = searched, query, total, window, why
        self._first, self._last = hits
        self._asked = asked

    def __len__(self) -> int:
        return len(self._first)

    def row(self, n: int) -> Line:
        """The line at place n, counted from 0."""
        first, last = self._first.item(n), self._last.item(n)
        article, begin, end = self.searched.article(first)
        word = self.searched.word
        text, span = article.text, Span(word(first)[0], word(last)[1])
        start, stop = word(max(first - self.window, begin))[0], word(min(last + self.window, end - 1))[1]
        return Line(text[start : span.start], span.of(text), text[span.end : stop], article.id, span)

    def speaker(self, n: int) -> str:
        """Who says the hit at place n: its innermost speaker, or "" for the outlet."""
        names, whose = voices(self.searched)
        return names[int(whose[self._first[n]])]

    @property
    def caption(self) -> str:
        """What was searched where, and how many hits there are; or why there are none."""
        if not self.total:
            return self.why
        listed = f", {len(self):,} of them listed" if len(self) < self.total else ""
        return f"{self._asked}: {self.total:,} hit{'s' * (self.total != 1)}{listed}"

    def group(self, place: str = "R1") -> Result[Counted]:
        """How often each word stands at a place of the listed lines: L1 is the word before the hit, R1 the one after.

        >>> from readingroom import Article, concordance
        >>> article = Article.from_text("The river rose. A river fell. The river rose.")
        >>> [(g.word, g.count) for g in concordance(article, "river").group("R1")]
        [('rose', 2), ('fell', 1)]
        """
        numbers = words_at(self.searched, self._first, self._last, place)
        counts = Counter(numbers[numbers >= 0].tolist())
        ranked = sorted(counts, key=lambda w: (-counts[w], w))
        return Result(f"{self.caption}; words at {place}", [Counted(self.searched.words[w], counts[w]) for w in ranked])

    def plot(self) -> Ticks:
        """Where in each article the listed lines are, from 0 (its first word) to 1, with the table."""
        starts, numbers = self.searched.starts, self.searched.article_at(self._first)
        where = (self._first - starts[numbers]) / np.maximum(np.diff(starts)[numbers], 1)
        few = len(self.searched.articles) <= SHOWN
        shown = range(len(self.searched.articles)) if few else np.unique(numbers).tolist()
        places = ((self.searched.articles[n].id, tuple(np.sort(where[numbers == n]).tolist())) for n in shown)
        return Ticks(self.caption, [Positions(name, len(hits), hits) for name, hits in places])

    def __repr__(self) -> str:
        lines = [self.caption]
        for line in self._listed():
            left, right = last_words(line.left, WIDTH), first_words(line.right, WIDTH)
            lines.append(f"{left:>{WIDTH}}[{_one_line(line.match)}]{right:<{WIDTH}}  {line.article}")
        return "\n".join(lines + self._rest())

    def _repr_html_(self) -> str:
        shown = map(self._cells, range(len(self._listed())))
        rows = ([f'<span style="white-space:pre">{escape(cell)}</span>' for cell in row] for row in shown)
        cells = ([left, f"<strong>{node}</strong>", right, where] for left, node, right, where in rows)
        return self._figure(table(("#before", "^found", "after", "where"), cells))

    def _cells(self, n: int) -> tuple[str, str, str, str]:
        """What a notebook shows of a line: whole words, and where they stand."""
        line = self.row(n)
        paragraph = self.searched.article(self._first.item(n))[0].paragraph_at(line.span.start)
        where = f"{f'¶{paragraph}' if paragraph else 'headline'} {line.article}"
        return last_words(line.left, SHORT), _one_line(line.match), first_words(line.right, SHORT), where


@receipted
def concordance(
    texts: Texts,
    query: str,
    *,
    window: int = 10,
    sort: str = "right",
    limit: int | None = None,
    case: bool = False,
    by: By = "word",
    within: Within | None = None,
    speaker: str | None = None,
    near: str = "",
    not_near: str = "",
    within_words: int = 5,
    sample: int | None = None,
    seed: int = 0,
) -> Concordance:
    """Every place where a query is found, with `window` words on either side, from the same article.

    - `query`: a word, a phrase, wildcards, gaps; `by` "word", "lemma", "pos" or "regex" (see `concordance.query`).
      A word is found with its possessive (*China*, *China’s*); ask for *China’s* to find only that.
      `case=True` tells *May* from *may*.
    - `sort`: "right", "left", "node", "text", or up to three places such as "R1 R2 L1", "article", "date", "speaker".
    - `within="speech"` keeps what is attributed to somebody ("named" or "unnamed": to such speakers alone),
      `within="outlet"` the rest; `speaker="Wang Yi"` keeps what is attributed to speakers with these names, and
      `speaker="minister"` to any minister.  Speech within speech is its innermost speaker's.
    - `near="trade", within_words=5` keeps the lines with that word (or any query) within so many words of the hit, to
      either side and in the same article; `not_near` those without.
    - `sample=20, seed=1` takes 20 lines at random, the same for the same seed; `limit` keeps the first lines.

    >>> from readingroom import Article, concordance
    >>> article = Article.from_text("The river rose. The river’s bridge held; the old bridge fell.", id="flood")
    >>> lines = concordance(article, "river", window=2)
    >>> [(line.left, line.match, line.right) for line in lines]
    [('rose. The ', 'river’s', ' bridge held'), ('The ', 'river', ' rose. The')]
    >>> lines.total, lines[0].article, lines[0].span
    (2, 'flood', Span(start=20, end=27))
    >>> concordance(article, "rivers").caption
    '“rivers” in flood: no such word; nearest: river (2).'
    """
    _whole(window=window, limit=limit, sample=sample, seed=seed, within_words=within_words)
    index = index_of(texts)
    asked = f"{heard(index, query, by=by, case=case)} in {named(index)}"
    hits = find(index, query, by=by, case=case)
    why = "" if len(hits[0]) else f"{asked}: {reason(index, query, by=by, case=case)}"
    kept = np.ones(len(hits[0]), bool)
    if within or speaker:
        said, whose = spoken(index, within, speaker)
        outside = np.concatenate([[0], np.cumsum(~said)])
        kept, asked = outside[hits[0]] == outside[hits[1] + 1], f"{asked}, {whose}"
    for other, wanted in ((near, True), (not_near, False)):
        if other:
            kept &= beside(index, hits, find(index, other, by=by, case=case), within_words) == wanted
            how = f"{'with' if wanted else 'without'} {heard(index, other, by=by, case=case)}"
            asked += f", {how} within {within_words} word{'s' * (within_words != 1)}"
    if len(kept) and not kept.any():
        why = f"{asked}: no hits, though {len(kept):,} where none of this is asked."
    hits = hits[0][kept], hits[1][kept]
    total = len(hits[0])
    if sample is not None and sample < total:
        chosen = np.random.default_rng(seed).choice(total, sample, replace=False, shuffle=False)
        hits = hits[0][np.sort(chosen)], hits[1][np.sort(chosen)]
    order = ordered(index, *hits, sort, limit)
    found = Concordance(
        index, query, (hits[0][order], hits[1][order]), total=total, window=window, asked=asked, why=why
    )
    found.sort = tuple(SORTS.get(sort, sort).split())
    return found


def _whole(**numbers: int | None) -> None:
    for name, number in numbers.items():
        if number is not None and (not isinstance(number, int) or number < 0):
            raise ValueError(f"{name} is a whole number from 0 up; got {number!r}.")


def first_words(text: str, most: int) -> str:
    """The beginning of a text on one line, in whole words.

    >>> first_words("the river\\nrose again", 12), first_words("inexhaustible", 3)
    ('the river', 'ine')
    """
    flat = _one_line(text)
    whole = flat[: most + 1].rpartition(" ")[0] if len(flat) > most else flat
    return whole or flat[:most]


def last_words(text: str, most: int) -> str:
    """The end of a text on one line, in whole words.

    >>> last_words("where the river\\nrose", 8), last_words("inexhaustible", 3)
    ('rose', 'ble')
    """
    return first_words(text[::-1], most)[::-1]


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", text)
