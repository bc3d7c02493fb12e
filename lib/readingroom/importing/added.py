"""The reader's own folder: articles added, corrected, renamed, and removed to a bin.

    added/<id>.md             the article, in the form of the kit's own
    added/files/<id>.txt      the file as it came, untouched (or .html, .docx, .pdf …)
    added/bin/                what was removed, with its file

An article is there when its `.md` is, and that is written last and in one step: nothing is half added.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from readingroom.importing.making import FIELDS, NOTHING, make
from readingroom.importing.problem import ImportProblem
from readingroom.importing.reading import from_bytes, from_text, open_source
from readingroom.importing.source import Source
from readingroom.text.article import Article
from readingroom.text.corpus import ArticleFileProblem, Corpus, load_corpus, read_article
from readingroom.text.files import write_bytes, write_text
from readingroom.text.folders import own, packs, shipped

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
Given = Mapping[str, str]


def add_article(path_or_text: str | Path, *, put_back: Collection[int] = (), **given: str) -> Article:
    """Add an article to those of the kit; takes what `import_article` takes, and returns the article as it is kept.

    An article without a headline gets its file's name for one.

    >>> import os, tempfile
    >>> os.environ["READINGROOM_ADDED"] = tempfile.mkdtemp()
    >>> add_article("Bridge closes\\n\\nThe old bridge will close on Monday, she said.", published="2024-05-03").id
    'bridge-closes'
    >>> list(added_articles())
    ['bridge-closes']
    >>> _ = remove_article("bridge-closes")
    >>> del os.environ["READINGROOM_ADDED"]
    """
    return keep(open_source(path_or_text), given, put_back)


def add_articles(
    paths: Iterable[str | Path], given: Given = NOTHING, *, progress: bool = True, executor: Executor | None = None
) -> Corpus:
    """Add many files, with a progress bar; those that cannot be added are named in the `problems` of what returns.

    `given` holds for all of them, as `{"outlet": "Valley Gazette"}`.  With an `executor` of processes, the files are
    read side by side.
    """
    from tqdm.auto import tqdm

    files = [Path(path) for path in paths]
    made = (executor.map if executor else map)(partial(_attempt, given=given), files)
    shelf = Shelf()
    added: list[Article] = []
    problems: list[str] = []
    for attempt in tqdm(made, total=len(files), unit="article", disable=not progress):
        try:
            added.append(shelf.put(*attempt) if not isinstance(attempt, str) else _refuse(attempt))
        except ImportProblem as problem:
            problems.append(str(problem))
    return Corpus(added, problems=problems)


def added_articles() -> Corpus:
    """The articles that the reader added."""
    return load_corpus(own("added")) if own("added").is_dir() else Corpus()


def newest_article() -> Article | None:
    """The article that was added or corrected last, if there is one."""
    here = [article for article in added_articles().values() if _path(article.id).exists()]
    return max(here, key=lambda article: _path(article.id).stat().st_mtime_ns, default=None)


def keep(source: Source, given: Given = NOTHING, put_back: Collection[int] = ()) -> Article:
    """Add what was read already."""
    return Shelf().put(source, _made(source, given, put_back))


def correct_article(id: str, *, new_id: str = "", put_back: Collection[int] | None = None, **given: str) -> Article:
    """Correct headline, outlet, date, author or place of an added article, rename it, or put lines back.

    The article is made anew from its own file.
    """
    old = _known(id)
    file = _copy(id)
    fields = {name: str(getattr(old, name, "") or old.meta.get(name, "")) for name in FIELDS} | given
    lines = old.meta.get("put_back", ()) if put_back is None else put_back
    source = _reopened(old, file)
    article = make(source, fields, lines)
    shelf = Shelf(without=id)
    new = shelf.put(source, article, new_id or id, instead=id)
    if new.id != id:
        for path in (_path(id), file):
            path.unlink(missing_ok=True)
    return new


def remove_article(id: str) -> Path:
    """Move an added article to the bin, with its file; returns where it lies."""
    _known(id)
    bin = own("added") / "bin"
    bin.mkdir(exist_ok=True)
    name = next(name for name in _numbered(id) if not (bin / f"{name}.md").exists())
    copy = _copy(id)
    if copy.exists():
        copy.rename(bin / f"{name}.file{copy.suffix}")
    return _path(id).rename(bin / f"{name}.md")


def restore_article(id: str) -> Article:
    """Take an article out of the bin again."""
    bin = own("added") / "bin"
    if not ID.fullmatch(id) or not (bin / f"{id}.md").is_file():
        names = ", ".join(sorted(p.stem for p in bin.glob("*.md"))) or "nothing"
        raise ImportProblem(f"There is no article “{id}” in the bin. It holds: {names}.")
    article = read_article(bin / f"{id}.md")
    if _path(article.id).exists():
        raise ImportProblem(f"There is an article “{article.id}” already; rename that first.")
    for file in bin.glob(f"{id}.file.*"):
        (own("added") / "files").mkdir(exist_ok=True)
        file.rename(own("added") / "files" / f"{article.id}{file.suffix}")
    return read_article((bin / f"{id}.md").rename(_path(article.id)))


@dataclass
class Shelf:
    """What is known while articles are put on it: ids, texts and headlines, read once."""

    without: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.ids = {path.stem for pack in packs() for path in shipped(pack).glob("*.md")}
        for article in added_articles().values():
            self.ids.add(article.id)
            if article.id != self.without:
                self._note(article)

    def put(self, source: Source, article: Article, id: str = "", *, instead: str = "") -> Article:
        """Keep an article and its file, under a new id or in the place of an old one."""
        same = self.texts.get(_plain(article.text))
        if same:
            raise ImportProblem(f"“{article.title}” is added already, as {same}.")
        if id and (not ID.fullmatch(id) or (id != instead and id in self.ids)):
            raise ImportProblem(
                f"“{id}” cannot be the name; take one not in use, of small letters, digits and hyphens."
            )
        name = id or next(name for name in _numbered(article.id) if name not in self.ids)
        kept = _written(name, source, self._named(article))
        self.ids.add(name)
        self._note(kept)
        return kept

    def _note(self, article: Article) -> None:
        self.texts[_plain(article.text)] = article.id
        self.titles.setdefault(article.title.casefold(), article.id)

    def _named(self, article: Article) -> dict[str, Any]:
        """The front matter; another article of the same headline is noted."""
        meta = dict(article.meta)
        if other := self.titles.get(article.title.casefold()):
            meta["notes"] = [*meta.get("notes", []), f"Another added article has this headline: {other}."]
        front = {"title": article.title, "outlet": article.outlet, "published": article.published}
        return {"body": article.text[len(article.title) + 2 :], "front": front | meta}


def _attempt(path: Path, given: Given) -> tuple[Source, Article] | str:
    """A source and its article, or the problem in words (words travel between processes)."""
    try:
        source = open_source(path)
        return source, _made(source, given, ())
    except ImportProblem as problem:
        return str(problem)


def _refuse(problem: str) -> Article:
    raise ImportProblem(problem)


def _made(source: Source, given: Given, put_back: Collection[int]) -> Article:
    article = make(source, given, put_back)
    if article.title:
        return article
    if not source.name:
        raise ImportProblem("No headline was found in the text; give one as its title.")
    return make(source, {**given, "title": Path(source.name).stem or source.name}, put_back)


def _written(id: str, source: Source, parts: Mapping[str, Any]) -> Article:
    """Write the file as it came, then the article; take both back if the article does not read as it should."""
    import yaml

    front = yaml.safe_dump({"id": id, **parts["front"]}, allow_unicode=True, sort_keys=False, width=10_000)
    ending = Path(source.name).suffix.lower()
    copy = own("added") / "files" / f"{id}{ending if re.fullmatch('[.][a-z0-9]{1,8}', ending) else '.txt'}"
    path = _path(id)
    before = path.read_bytes() if path.exists() else None
    try:
        write_bytes(copy, source.data)
        write_text(path, f"---\n{front}---\n{parts['body']}\n")
        kept = read_article(path)
        if not kept.text.endswith(parts["body"]):
            raise ArticleFileProblem(f"{id}: the text would not stay as it is.")
        return kept
    except (OSError, ArticleFileProblem) as error:
        _take_back(path, before, copy)
        raise ImportProblem(f"The article was not added: {getattr(error, 'strerror', None) or error}") from None


def _take_back(path: Path, before: bytes | None, copy: Path) -> None:
    if before is not None:
        write_bytes(path, before)
        return
    for file in (path, copy):
        file.unlink(missing_ok=True)


def _known(id: str) -> Article:
    path = _path(id) if ID.fullmatch(id) else None
    if path is None or not path.is_file():
        raise ImportProblem(
            f"There is no added article “{id}”. Added are: {', '.join(added_articles()) or 'none yet'}."
        )
    return read_article(path)


def _reopened(article: Article, file: Path) -> Source:
    """The source of an added article, from its own file."""
    if not file.is_file():
        raise ImportProblem(f"The file that {article.id} came from is gone; remove the article and add it again.")
    name = article.meta.get("source")
    return from_bytes(name, file.read_bytes()) if name else from_text(file.read_bytes().decode("utf-8"))


def _path(id: str) -> Path:
    return own("added") / f"{id}.md"


def _copy(id: str) -> Path:
    """The file that an article came from."""
    return next((own("added") / "files").glob(f"{id}.*"), own("added") / "files" / f"{id}.txt")


def _numbered(id: str) -> Iterable[str]:
    yield id
    yield from (f"{id}-{n}" for n in count(2))


def _plain(text: str) -> str:
    return " ".join(text.split())
