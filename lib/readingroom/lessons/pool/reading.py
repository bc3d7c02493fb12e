"""A class's readings of one article, as results."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from readingroom.lessons.pool.agreement import Agreement, Heat, agreed, heat
from readingroom.lessons.pool.answered import Answered, Written, answers, written
from readingroom.lessons.pool.handed import Handed, word
from readingroom.lessons.pool.talk import Judged, Talk, judged, talk
from readingroom.text.article import Article
from readingroom.text.results import Result


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader's part: how much was handed in, and the files it came in."""

    reader: str
    date: str
    marks: int
    lost: int
    accepted: int
    rejected: int
    answers: int
    files: str


@dataclass(frozen=True)
class Pooled:
    """The parts of a class's readings of one article, each a result with `to_frame()` and `to_csv()`.

    `problems` names each file that was left out, and why.  Shares are of the readers who placed a mark; of answers, of
    those who answered.
    """

    article: Article
    handed: tuple[Handed, ...]
    problems: tuple[str, ...] = ()

    @cached_property
    def readers(self) -> Result[Reader]:
        """Who handed in how much."""
        return Result(self._caption("readers", len(self.handed)), map(_reader, self.handed))

    @cached_property
    def heat(self) -> Result[Heat]:
        """How many readers marked something in each sentence, by label; the empty label is any."""
        return Result(self._caption("heat"), heat(self.article, self.article.sentences, self.marking))

    @cached_property
    def words(self) -> Result[Heat]:
        """How many readers marked each word, by label; the empty label is any."""
        return Result(self._caption("words"), heat(self.article, self.article.words, self.marking))

    @cached_property
    def agreement(self) -> Agreement:
        """Each sentence with the share of readers who marked it, the most divided first; `.alpha()` is one number."""
        rows = agreed(self.article, self.marking)
        return Agreement(self._caption("agreement"), rows, self.article, self.marking)

    @cached_property
    def answers(self) -> Result[Answered]:
        """How many readers gave each answer to each exercise, against the key."""
        return Result(self._caption("answers", len(self.handed)), answers(self.handed, self.article))

    @cached_property
    def written(self) -> Result[Written]:
        """Predictions and readings, one after another."""
        return Result(self._caption("written", len(self.handed)), written(self.handed, self.article))

    @cached_property
    def verdicts(self) -> Result[Judged]:
        """The kit's marks that readers judged, those most often rejected first."""
        return Result(self._caption("verdicts", len(self.handed)), judged(self.handed, self.article))

    @cached_property
    def talk(self) -> Result[Talk]:
        """Up to five places where the class splits, each with a question."""
        return Result(word("caption_talk"), talk(self.marking, self.article, self.verdicts, self.answers))

    @cached_property
    def marking(self) -> tuple[Handed, ...]:
        """Those readers who placed a mark."""
        return tuple(one for one in self.handed if one.marks)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels that readers used, those of most readers first."""
        used = Counter(label for one in self.marking for label in {mark.label for mark in one.marks})
        return tuple(sorted(used, key=lambda label: (-used[label], label)))

    def _caption(self, key: str, n: int | None = None) -> str:
        title = self.article.title or self.article.id
        return word(f"caption_{key}", n=len(self.marking) if n is None else n, title=title)


def _reader(one: Handed) -> Reader:
    said = list(one.verdicts.values())
    given = (len(one.marks), one.lost, said.count("accepted"), said.count("rejected"), len(one.answers))
    return Reader(one.reader, one.date, *given, ", ".join(one.files))
