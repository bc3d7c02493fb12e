"""The reader's own folder: articles added, corrected, renamed, and removed to a bin.

    added/<id>.md             the article, in the form of the kit's own
    added/files/<id>.txt      the file as it came, untouched (or .html, .docx, .pdf …)
    added/bin/                what was removed, with its file

An article is there when its `.md` is, and that is written last and in one step: nothing is half added.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

from readingroom.importing.lines import lines_of
from readingroom.importing.making import FIELDS, NOTHING, make, page_lines
from readingroom.importing.problem import ImportProblem
from readingroom.importing.reading import from_bytes, from_text, open_source
from readingroom.importing.source import Source
from readingroom.text.article import Article
from readingroom.text.corpus import ArticleFileProblem, Corpus, load_corpus, read_article
from readingroom.text.files import write_bytes, write_text
from readingroom.text.folders import own, packs, shipped

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
Given = Mapping[str, str]


def add_article(
    path_or_text: str | Path, *, put_back: Collection[int] = (), take_out: Collection[int] = (), **given: str
) -> Article:
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
    return keep(open_source(path_or_text), given, put_back, take_out)


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
    texts = _texts()
    added: list[Article] = []
    problems: list[str] = []
    for attempt in tqdm(made, total=len(files), unit="article", disable=not progress):
        try:
            if isinstance(attempt, str):
                raise ImportProblem(attempt)
            added.append(_put(*attempt, texts))
        except ImportProblem as problem:
            problems.append(str(problem))
    return Corpus(added, problems=problems)


def added_articles() -> Corpus:
    """The articles that the reader added."""
    return load_corpus(own("added")) if any(own("added").glob("*.md")) else Corpus()


def newest_article() -> Article | None:
    """The article that was added last, if there is one; a correction is no addition."""
    return max(added_articles().values(), key=lambda article: str(article.meta.get("added", "")), default=None)


def keep(
    source: Source, given: Given = NOTHING, put_back: Collection[int] = (), take_out: Collection[int] = ()
) -> Article:
    """Add what was read already."""
    return _put(source, named(source, given, put_back, take_out), _texts())


def named(
    source: Source, given: Given = NOTHING, put_back: Collection[int] = (), take_out: Collection[int] = ()
) -> Article:
    """The article of a source under a headline: its own, or its file's name if it has the length of an article."""
    article = make(source, given, put_back, take_out)
    if article.title:
        return article
    if not source.name:
        raise ImportProblem("No headline was found in the text; give one as its title.")
    if not any(line.prose for line in lines_of(article.text)):
        raise ImportProblem(
            f"“{source.name}” holds a headline or a few words, but no article; bring the article's text."
        )
    return make(source, {**given, "title": Path(source.name).stem or source.name}, put_back, take_out)


def check_new(article: Article) -> None:
    """Refuse an article whose text is added already."""
    _check_new(article, _texts())


def correct_article(
    id: str, *, new_id: str = "", put_back: Collection[int] = (), take_out: Collection[int] = (), **given: str
) -> Article:
    """Correct headline, outlet, date, author or place of an added article, rename it, put lines back or take them out.

    The article is made anew from its own file, with the lines put back and taken out before.
    """
    old, file = _known(id), _copy(id)
    fields = {name: str(getattr(old, name, "") or old.meta.get(name, "")) for name in FIELDS} | given
    back, out = set(old.meta.get("put_back", ())), set(old.meta.get("take_out", ()))
    back, out = back - {*take_out} | {*put_back} - out, out - {*put_back} | {*take_out}
    source = _reopened(old, file)
    article = make(source, fields, back, out)
    new = _put(source, article, _texts(without=id), new_id or id, instead=old)
    if new.id != id:
        for path in (_path(id), file):
            path.unlink(missing_ok=True)
    return new


def lines_of_article(id: str) -> list[tuple[int, str, str]]:
    """The lines of an added article's file: number, text, and why each is not in the body, "" for one that is."""
    old = _known(id)
    given = {name: str(getattr(old, name, "") or old.meta.get(name, "")) for name in FIELDS}
    source = _reopened(old, _copy(id))
    return page_lines(source, given, old.meta.get("put_back", ()), old.meta.get("take_out", ()))


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


def _texts(without: str = "") -> dict[str, str]:
    """The texts of the added articles, each with its id."""
    return {_plain(article.text): article.id for article in added_articles().values() if article.id != without}


def _check_new(article: Article, texts: Mapping[str, str]) -> None:
    if same := texts.get(_plain(article.text)):
        raise ImportProblem(f"“{article.title}” is added already, as {same}.")


def _put(
    source: Source, article: Article, texts: dict[str, str], id: str = "", instead: Article | None = None
) -> Article:
    """Keep an article and its file, under a new id or in the place of an old one."""
    _check_new(article, texts)
    if instead and id == instead.id:
        return _written(id, source, article, str(instead.meta.get("added", "")))
    if id and not ID.fullmatch(id):
        raise ImportProblem(f"“{id}” cannot be the name; take one of small letters, digits and hyphens.")
    with _claimed([id] if id else _numbered(article.id)) as name:
        kept = _written(name, source, article, str(instead.meta.get("added", "")) if instead else "")
    texts[_plain(kept.text)] = kept.id
    return kept


@contextmanager
def _claimed(names: Iterable[str]) -> Iterator[str]:
    """The first of these names that is free; no other process can take it meanwhile.

    A file that must be new is the claim: it works wherever files do, and a claim left by a killed process costs a name.
    """
    own("added").mkdir(parents=True, exist_ok=True)
    for name in names:
        claim = own("added") / f".{name}.claim"
        try:
            claim.touch(exist_ok=False)
        except FileExistsError:
            continue
        try:
            if not _taken(name):
                yield name
                return
        finally:
            claim.unlink()
    raise ImportProblem(f"“{', '.join(names)}” cannot be the name: it is in use; take another.")


def _taken(name: str) -> bool:
    return _path(name).exists() or any((shipped(pack) / f"{name}.md").exists() for pack in packs())


def _attempt(path: Path, given: Given) -> tuple[Source, Article] | str:
    """A source and its article, or the problem in words (words travel between processes)."""
    try:
        source = open_source(path)
        return source, named(source, given)
    except ImportProblem as problem:
        return str(problem)


def _written(id: str, source: Source, article: Article, since: str) -> Article:
    """Write the file as it came, then the article; take both back if the article does not read as it should."""
    import yaml

    front = {"id": id, "title": article.title, "outlet": article.outlet, "published": article.published, **article.meta}
    front["added"] = since or datetime.now(UTC).isoformat()
    body = article.text[len(article.title) + 2 :]
    shown = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
    ending = Path(source.name).suffix.lower()
    copy = own("added") / "files" / f"{id}{ending if re.fullmatch('[.][a-z0-9]{1,8}', ending) else '.txt'}"
    path = _path(id)
    before = path.read_bytes() if path.exists() else None
    try:
        write_bytes(copy, source.data)
        write_text(path, f"---\n{shown}---\n{body}\n")
        kept = read_article(path)
        if not kept.text.endswith(body):
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
