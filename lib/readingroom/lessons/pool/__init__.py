"""A class's saved readings put together: where it marked the page, what it answered, where it splits.

    pool("stick")                 a folder or a zip file, any mix of saved pages, JSON, notes and answers
    pool("stick", names=False)    readers are numbers
    pool("stick").save("class.html")

Pooling needs no account and no network; nothing is ranked and nobody is scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from readingroom.lessons.pool.agreement import ANY, counts
from readingroom.lessons.pool.handed import Handed, PoolProblem, handed, most_read, read, word
from readingroom.lessons.pool.page import class_page, inside
from readingroom.lessons.pool.reading import Pooled
from readingroom.notes import Notes
from readingroom.text.article import Article, Span
from readingroom.text.corpus import load_corpus
from readingroom.text.files import write_bytes
from readingroom.text.folders import packs
from readingroom.text.results import Result

__all__ = ["ClassReading", "PoolProblem", "pool"]

LEAST = 3  # marks of one's own before the class's are shown


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence where a reader and most of the class differ."""

    what: str
    passage: str
    span: Span


def pool(folder: str | Path, *, article: Article | str | None = None, names: bool = True) -> ClassReading:
    """Put together what a class handed in on one article.

    - `folder`: a folder, searched with all within it, or a zip file;
    - `article`: an Article or the id of one in this room; without it, the one that most files are about;
    - `names`: with False, readers are numbers, in no order that could be told.

    Files that are damaged, foreign, too old, doubled or about something else are named in `.problems` and left out.
    Raises PoolProblem where there is nothing to read, in one sentence.

    >>> import tempfile
    >>> article, folder = Article.from_text("It may rain.", id="rain"), tempfile.mkdtemp()
    >>> for name, end in (("Ana", 12), ("Ben", 11)):
    ...     note = Notes(article, name, folder).add(Span(3, end), "forecast")
    >>> [(row.label, row.readers, row.share) for row in pool(folder, article=article).heat]
    [('', 2, 1.0), ('forecast', 2, 1.0)]
    """
    problems: list[str] = []
    files = read(Path(folder).expanduser(), problems)
    about = article if isinstance(article, Article) else _find(article or most_read(files))
    readers = _named(handed(files, about, problems), names)
    if not readers:
        raise PoolProblem(" ".join([word("nothing"), *problems[:3]]))
    return ClassReading(about, tuple(readers), tuple(problems))


class ClassReading(Pooled):
    """A class's readings of one article; every part is a result with `to_frame()` and `to_csv()`."""

    def save(self, path: str | Path) -> Path:
        """Write the class's page: one file of HTML that needs nothing else."""
        return write_bytes(path, class_page(self).encode("utf-8", "replace"))  # no page can hold half a character

    def reveal(self, mine: Notes, least: int = LEAST) -> Result[Difference]:
        """Where a reader and the class differ; shown only to one who has placed `least` marks of their own."""
        if len(mine.own) < least:
            return Result(word("reveal_first", least=least, n=len(mine.own)))
        others = [one for one in self.marking if one.reader != mine.reader]
        return Result(word("caption_reveal"), _differences(self.article, others, mine))

    def __repr__(self) -> str:
        return "\n".join([self.readers.caption, *self.problems, *(row.question for row in self.talk)])

    def _repr_html_(self) -> str:
        return inside(self)


def _find(id: str) -> Article:
    """The article of that id in any pack, or among those added."""
    for pack in packs():
        corpus = load_corpus(pack=pack)
        if id in corpus:
            return corpus[id]
    raise PoolProblem(word("no_article", id=id))


def _named(readers: list[Handed], names: bool) -> list[Handed]:
    """Readers by name; those without one have numbers, and all where names are hidden, in an order of their own."""
    if not names:
        readers = [replace(one, reader="", files=()) for one in sorted(readers, key=_shuffled)]
    numbers = (word("reader", n=n) for n in range(1, len(readers) + 1))
    return [replace(one, reader=one.reader or number) for one, number in zip(readers, numbers, strict=True)]


def _shuffled(one: Handed) -> str:
    return sha256("\n".join(one.files).encode("utf-8", "surrogatepass")).hexdigest()


def _differences(article: Article, others: Sequence[Handed], mine: Notes) -> list[Difference]:
    """Sentences that one marked and under a quarter of the others, or that at least half of them marked and one not."""
    rows = []
    for span, found in zip(article.sentences, counts(article.sentences, others), strict=True):
        here = any(note.span and note.span.overlaps(span) for note in mine.own)
        share = found[ANY] / len(others) if others else 0.0
        if others and ((here and share < 0.25) or (not here and share >= 0.5)):
            key = "reveal_mine" if here else "reveal_theirs"
            rows.append(Difference(word(key, n=found[ANY], of=len(others)), span.of(article.text), span))
    return rows
