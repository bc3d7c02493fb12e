"""A corpus: articles by name, in order; and the files it is read from."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from readingroom.text.article import Article
from readingroom.text.folders import own, shipped
from readingroom.text.tables import table
from readingroom.text.tokens import words

MOST_WORDS = 200_000  # a reading page is for articles; a longer file is refused by name
MOST_BYTES = 20 * MOST_WORDS
DEEPEST = 10  # levels of front matter
MOST_FRONT = 1_000_000  # characters of it; an added article lists there what was left out of its page
OTHERS = "Bring files of other kinds with import_article, as Corpus(import_article(file) for file in files)."
MOST_SHOWN = 100  # articles listed in a notebook; each of them is counted for it


class UnknownArticle(KeyError):
    """There is no article of that name; the message lists those there are."""

    def __str__(self) -> str:
        return str(self.args[0])


class ArticleFileProblem(ValueError):
    """One sentence that names a file and what is wrong with it."""


class Corpus(Mapping[str, Article]):
    """Articles by id, in the order given.

    >>> a = Article.from_text("It rained.", id="rain", outlet="Gazette", published="2024-05-01")
    >>> b = Article.from_text("It snowed.", id="snow", outlet="Courier", published="2024-12-01")
    >>> corpus = Corpus([a, b])
    >>> list(corpus), corpus["rain"] is a
    (['rain', 'snow'], True)
    >>> list(corpus.where(outlet="Courier"))
    ['snow']
    >>> corpus["hail"]
    Traceback (most recent call last):
    ...
    readingroom.text.corpus.UnknownArticle: There is no article "hail". The articles are: rain, snow.
    """

    def __init__(
        self, articles: Iterable[Article] = (), *, problems: Iterable[str] = (), of_the_room: bool = False
    ) -> None:
        self.problems = tuple(problems)
        self.of_the_room = of_the_room  # the kit's own and what the reader added, whatever is added next included
        self._articles: dict[str, Article] = {}
        for article in articles:
            if not isinstance(article, Article):
                raise TypeError(f"A corpus holds articles; got {type(article).__name__}. See Article.from_text.")
            if article.id in self._articles:
                raise ValueError(f'Two articles have the id "{article.id}"; give each its own.')
            self._articles[article.id] = article

    def welcome(self, article: Article) -> None:
        """Take in an article that was added meanwhile, so that whoever holds this corpus has it at once."""
        self._articles[article.id] = article

    def __getitem__(self, id: str) -> Article:
        try:
            return self._articles[id]
        except (KeyError, TypeError):
            known = ", ".join(self._articles) or "none yet"
            raise UnknownArticle(f'There is no article "{id}". The articles are: {known}.') from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)

    def __repr__(self) -> str:
        lines = [f"{len(self)} article{'s' * (len(self) != 1)}"]
        listed = list(self.values())[:MOST_SHOWN]
        lines += [f"  {a.id:<18} {a.published:<10}  {a.outlet}: {a.title}" for a in listed]
        lines += [f"  … and {len(self) - MOST_SHOWN:,} more"] if len(self) > MOST_SHOWN else []
        return "\n".join(lines + [f"  not opened: {p}" for p in self.problems])

    def _repr_html_(self) -> str:
        listed = list(self.values())[:MOST_SHOWN]
        rows = ((a.id, a.title, a.outlet, a.published, f"{len(a.words):,}") for a in listed)
        more = [f"… and {len(self) - MOST_SHOWN:,} more articles."] if len(self) > MOST_SHOWN else []
        said = (*more, *(f"not opened: {problem}" for problem in self.problems))
        shown = table(("id", "headline", "outlet", "date", "#words"), (map(escape, row) for row in rows))
        return shown + "".join(f"<p>{escape(line)}</p>" for line in said)

    def where(self, *, since: str = "", until: str = "", **fields: Any) -> Corpus:
        """The articles with these values: `outlet="CGTN"`, `kind="retelling"`; `since` and `until` are ISO dates."""
        chosen = [
            a
            for a in self.values()
            if since <= (a.published or "") <= (until or "9999")
            and all(getattr(a, name, a.meta.get(name)) == value for name, value in fields.items())
        ]
        return Corpus(chosen)


def as_corpus(texts: Article | Corpus | Iterable[Article]) -> Corpus:
    """What every finding takes: an article, a corpus, or a list of articles.

    >>> as_corpus("It rained.")
    Traceback (most recent call last):
    ...
    TypeError: Give an Article, a Corpus or a list of Articles, not a str. Article.from_text makes one from a text.
    """
    if isinstance(texts, Corpus):
        return texts
    if isinstance(texts, Article):
        return Corpus([texts])
    if isinstance(texts, str) or not isinstance(texts, Iterable):
        kind = type(texts).__name__
        raise TypeError(
            f"Give an Article, a Corpus or a list of Articles, not a {kind}. Article.from_text makes one from a text."
        )
    return Corpus(texts.values() if isinstance(texts, Mapping) else texts)


def load_corpus(path: str | Path | None = None, pack: str = "five", *, added: bool = True) -> Corpus:
    """The articles in a folder of Markdown files with front matter; without a path, a pack and what you added.

    The packs are "five" and "harbour"; with `added=False`, the pack alone.  Articles stand by date, those you added
    behind the pack's.  A file that cannot be read as an article is named in a warning and in `corpus.problems`; the
    others still open.  Raises UnknownPack, or FileNotFoundError where `path` is no folder or has other files only.

    >>> list(load_corpus(added=False))[:2]
    ['cgtn-2020', 'xinhua-2020']
    """
    folders = [Path(path)] if path is not None else [shipped(pack)]
    if path is None and added and own("added").is_dir():
        folders.append(own("added"))
    found: dict[str, Article] = {}
    problems: list[str] = []
    height: dict[str, int] = {}
    for n, file in ((n, file) for n, folder in enumerate(folders) for file in _files(folder)):
        try:
            article = read_article(file)
            if article.id in found:
                raise ArticleFileProblem(f'{file.name}: another file has the id "{article.id}" already; change one.')
            found[article.id], height[article.id] = article, n
        except ArticleFileProblem as problem:
            problems.append(str(problem))
            warnings.warn(str(problem), stacklevel=2)
    if path is not None and not found and not problems and any(file.is_file() for file in Path(path).glob("[!.]*")):
        raise FileNotFoundError(f"The folder {path} holds no articles, which are .md files. {OTHERS}")
    articles = sorted(found.values(), key=lambda a: (height[a.id], a.published))
    return Corpus(articles, problems=problems, of_the_room=path is None and added)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        what = f"{folder} is a file" if folder.exists() else f"There is no folder {folder}"
        raise FileNotFoundError(f"{what}; give the folder that holds the articles' files. {OTHERS}")
    return [file for file in sorted(folder.glob("*.md")) if file.name != "README.md"]


def read_article(file: Path) -> Article:
    """One article from a Markdown file with YAML front matter; raises ArticleFileProblem with one sentence."""
    from yaml import YAMLError

    try:
        meta, body = front_matter(_opened(file).decode("utf-8-sig").replace("\r\n", "\n"))
    except ArticleFileProblem:
        raise
    except UnicodeDecodeError:
        raise ArticleFileProblem(f"{file.name}: not UTF-8; save it again as UTF-8.") from None
    except OSError as error:
        raise ArticleFileProblem(f"{file.name}: cannot be read ({error.strerror}).") from None
    except (YAMLError, ValueError, TypeError, RecursionError) as error:  # TypeError: a key that is no word
        where = getattr(error, "problem_mark", None)
        line = f" near line {where.line + 1}" if where else ""
        raise ArticleFileProblem(f"{file.name}: the front matter between the --- lines is broken{line}.") from None
    return _article(file, meta, body)


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The front matter of a text, if it has one, and the rest; ValueError or YAMLError if it is broken.

    It is bounded before anything is made of it: a few levels, and no aliases, by which a few lines grow to gigabytes.

    >>> front_matter("---\\ntitle: Rain\\n---\\nIt rained.")
    ({'title': 'Rain'}, 'It rained.')
    """
    import frontmatter
    import yaml

    handler = frontmatter.YAMLHandler()
    if handler.detect(text.lstrip()):
        depth, front = 0, handler.split(text.lstrip())[0]
        if len(front) > MOST_FRONT:
            raise ValueError(f"The front matter is longer than {MOST_FRONT:,} characters.")
        for event in yaml.parse(front, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
                raise ValueError("The front matter is nested deeply, or refers to itself.")
    post = frontmatter.loads(text)
    return dict(post.metadata), post.content


def _opened(file: Path) -> bytes:
    """The bytes of a regular file: a device or a pipe need never end."""
    if not (file.is_file() or file.is_dir()) and file.exists():
        raise ArticleFileProblem(f"{file.name}: no file with a text; put the article's own file there.")
    with file.open("rb") as opened:
        data = opened.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ArticleFileProblem(f"{file.name}: longer than {MOST_WORDS:,} words; split it into parts.")
    return data


def _article(file: Path, meta: dict[str, Any], body: str) -> Article:
    for key in ("title", "id", "outlet", "published"):
        if isinstance(meta.get(key), list | dict | set | bytes):
            raise ArticleFileProblem(f"{file.name}: the {key} is a list or table; make it one line of text.")
    title = str(meta.pop("title", "") or "").strip()
    if not body.strip():
        raise ArticleFileProblem(f"{file.name}: empty; the article's text stands below the front matter.")
    if not title:
        raise ArticleFileProblem(f"{file.name}: no title; the front matter needs a line like “title: …”.")
    if len(title.splitlines()) > 1:
        raise ArticleFileProblem(f"{file.name}: the title runs over several lines; make it one.")
    if sum(1 for _ in words(body)) > MOST_WORDS:
        raise ArticleFileProblem(f"{file.name}: longer than {MOST_WORDS:,} words; split it into parts.")
    return Article.from_text(
        body,
        id=str(meta.pop("id", "") or file.stem),
        title=title,
        outlet=str(meta.pop("outlet", "") or ""),
        published=meta.pop("published", ""),
        meta=meta,
    )
