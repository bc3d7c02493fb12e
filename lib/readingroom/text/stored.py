"""An index in a folder: arrays opened without being read, two lists of words, and the articles line by line."""

from __future__ import annotations

import json
import mmap
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from readingroom.text.article import Article
from readingroom.text.index import Index, Ints

ARRAYS = ("ids", "starts", "blocks", "firsts", "word_of", "bounds", "order")


class IndexProblem(ValueError):
    """One sentence that says why an index cannot be saved or opened."""


class StoredArticles(Sequence[Article]):
    """Articles in a file, one a line, each read when it is asked for."""

    def __init__(self, file: Path, lines: Ints) -> None:
        self._lines = lines
        with file.open("rb") as source:
            self._bytes = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) if lines[-1] else b""

    def __len__(self) -> int:
        return len(self._lines) - 1

    def __getitem__(self, n: Any) -> Any:
        if isinstance(n, slice):
            return [self[k] for k in range(*n.indices(len(self)))]
        n = range(len(self))[n]
        return Article(**json.loads(self._bytes[self._lines[n] : self._lines[n + 1]]))

    def __iter__(self) -> Iterator[Article]:
        return (self[n] for n in range(len(self)))


def save_index(index: Index, folder: str | Path) -> Path:
    """Save an index with its articles in a folder of its own; an index that was there before is replaced whole."""
    folder = Path(folder).resolve()
    if folder.exists() and not _is_index(folder):
        raise IndexProblem(f"{folder} is there already and holds no index; give the name of a new folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        _write(index, made)
        if folder.exists():
            shutil.rmtree(folder)
        os.replace(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return folder


def open_index(folder: str | Path) -> Index:
    """Open a saved index; it is read where and when it is needed.

    >>> with tempfile.TemporaryDirectory() as kept:
    ...     path = save_index(Index.build(Article.from_text("The river rose.", id="flood")), Path(kept) / "index")
    ...     open_index(path).words, open_index(path).articles[0].id
    (['river', 'rose', 'the'], 'flood')
    """
    folder = Path(folder)
    if not _is_index(folder):
        raise IndexProblem(f"There is no index in {folder}; save_index makes one.")
    try:
        arrays = {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in (*ARRAYS, "lines")}
        types, words = ((folder / name).read_text("utf-8").split("\n")[:-1] for name in ("types.txt", "words.txt"))
        articles = StoredArticles(folder / "articles.jsonl", arrays.pop("lines"))
    except (OSError, ValueError):
        raise IndexProblem(f"The index in {folder} is damaged; build and save it again.") from None
    if not len(types) == len(arrays["word_of"]) == len(arrays["bounds"]) - 1:
        raise IndexProblem(f"The index in {folder} is damaged; build and save it again.")
    return Index(articles, types, words, **arrays)


def _is_index(folder: Path) -> bool:
    return (folder / "ids.npy").is_file() and (folder / "articles.jsonl").is_file()


def _write(index: Index, folder: Path) -> None:
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", getattr(index, name))
    for name, words in (("types.txt", index.types), ("words.txt", index.words)):
        (folder / name).write_text("".join(f"{word}\n" for word in words), "utf-8", newline="\n")
    lines = [0]
    with (folder / "articles.jsonl").open("wb") as out:
        for article in index.articles:
            lines.append(lines[-1] + out.write(_line(article)))
    np.save(folder / "lines.npy", np.array(lines))


def _line(article: Article) -> bytes:
    names = ("id", "text", "title", "outlet", "published")
    plain = {name: getattr(article, name) for name in names} | {"meta": dict(article.meta)}
    try:
        return json.dumps(plain, default=str).encode() + b"\n"
    except (TypeError, ValueError, RecursionError):
        message = f"The data of “{article.id}” cannot be saved: they hold themselves, or too much in one another."
        raise IndexProblem(message) from None
