"""The reading edition: the reading pages as a plain static site, for a USB stick, a phone or any web host.

The site needs no Python, no server and no network.  Without JavaScript its pages still show the text, its marks, the
legend and the lists; with it they respond as in the notebook, by the same page.js.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from readingroom.page.interface import style
from readingroom.site.pages import article_page, concordance_page, index_page, name_of, word
from readingroom.text.article import Article
from readingroom.text.corpus import Corpus, as_corpus, load_corpus
from readingroom.text.files import write_bytes

MARKER = "made-by-readingroom.txt"
HEAD = "// Reading Room, MIT License, © Reading Room contributors\n"
EXPORT = "\nexport default { render };\n"  # how page.js ends, for the notebook alone
OWN = re.compile(r"(?:articles/)?[a-z0-9-]+\.(?:html|css|js)")


class SiteProblem(ValueError):
    """One sentence that says why a site is not written, and what to do."""


def publish(folder: str | Path, texts: Article | Corpus | Iterable[Article] | None = None) -> Path:
    """Write the reading edition into a folder and return its first page; without `texts`, of the kit's own articles.

    The folder is new, empty, or one that was published into before: then its pages are replaced.

    >>> import tempfile
    >>> first = publish(tempfile.mkdtemp(), Article.from_text("It may rain.", title="Rain", id="rainy"))
    >>> sorted(path.relative_to(first.parent).as_posix() for path in first.parent.rglob("*.html"))
    ['articles/rainy.html', 'concordance.html', 'index.html']
    """
    corpus = load_corpus(added=False) if texts is None else as_corpus(texts)
    if not corpus:
        raise SiteProblem("There is no article to publish; give an Article, a Corpus or a list of Articles.")
    folder = Path(folder)
    before = _made_before(folder)
    made = site(corpus)
    _write(folder / MARKER, _marker(before | made.keys()))
    for name, text in made.items():
        _write(folder / name, text)
    for name in before - made.keys():
        (folder / name).unlink(missing_ok=True)
    _write(folder / MARKER, _marker(made))
    return folder / "index.html"


def site(corpus: Corpus) -> dict[str, str]:
    """Every file of the site by its name; the same texts give the same files.

    >>> list(site(Corpus([Article.from_text("It may rain.", id="rainy")])))
    ['reading.css', 'reading.js', 'index.html', 'concordance.html', 'articles/rainy.html']
    """
    articles = list(corpus.values())
    pages = {name_of(a): article_page(articles, n) for n, a in enumerate(articles)}
    return {
        "reading.css": style() + _own("site/site.css"),
        "reading.js": script(),
        "index.html": index_page(articles),
        "concordance.html": concordance_page(articles),
    } | pages


def script() -> str:
    """page.js, which the notebook uses too, anchors.js and site.js as one script: modules do not load from a file."""
    site_js = _own("site/anchors.js") + _own("site/site.js")
    page_js, end, _ = _own("page/page.js").partition(EXPORT)
    if not end:
        raise SiteProblem(f"page.js does not end with{EXPORT.strip()!r}; the site's script is made up to there.")
    return f'{HEAD}(() => {{\n"use strict";\n{page_js}\n{site_js}}})();\n'


def _own(name: str) -> str:
    return files("readingroom").joinpath(name).read_text("utf-8")


def _made_before(folder: Path) -> set[str]:
    """The files of the site that stands in a folder; none in a new or empty one, a SiteProblem in any other.

    Names with a dot before them, such as .git, are no obstacle.
    """
    if folder.exists() and not folder.is_dir():
        raise SiteProblem(f"{folder} is a file; give the name of a folder, new or empty.")
    marker = folder / MARKER
    if marker.is_file():
        return {line for line in marker.read_text("utf-8", "replace").splitlines() if OWN.fullmatch(line)}
    if folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir()):
        raise SiteProblem(f"{folder} holds other files, and nothing of them is touched; give a new or an empty folder.")
    return set()


def _marker(names: Iterable[str]) -> str:
    return "\n".join([word("marker"), *sorted(names), ""])


def _write(path: Path, text: str) -> None:
    """Write a page whole, for everyone to read; half a character, which no file can hold, becomes a sign."""
    write_bytes(path, text.encode("utf-8", "xmlcharrefreplace")).chmod(0o644)
