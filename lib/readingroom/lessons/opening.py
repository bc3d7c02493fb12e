"""What opens in a lesson: the meaning of a term, and the comment on a sample reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import NamedTuple

from readingroom.lessons.exercises import books
from readingroom.text.files import data_lines


class UnknownTerm(KeyError):
    """The glossary has no such term; the message lists those it has."""

    def __str__(self) -> str:
        return str(self.args[0])


class Term(NamedTuple):
    """A line of the glossary: a term, what it means in plain words, an example, the notebook that explains it."""

    term: str
    meaning: str
    example: str
    notebook: str


@dataclass(frozen=True)
class Opening:
    """Heads that open, by mouse or by keyboard, each with what is under it; without a notebook, plain text."""

    parts: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return "\n".join(f"{head}: {text}" for head, text in self.parts)

    def _repr_html_(self) -> str:
        return "".join(
            f"<details><summary>{escape(head)}</summary><p>{escape(text)}</p></details>" for head, text in self.parts
        )


def glossary(*terms: str) -> Opening:
    """What terms mean, each with an example; without a term, the whole glossary.

    >>> glossary("hedge")
    hedge: A word that leaves room for doubt. Example: “perhaps”, “about”, “it seems”.
    >>> glossary("hedgehog")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    readingroom.lessons.opening.UnknownTerm: The glossary has no “hedgehog”. It has: ...
    """
    known = entries()
    for term in terms:
        if term not in known:
            raise UnknownTerm(f"The glossary has no “{term}”. It has: {', '.join(known)}.")
    return Opening(tuple(_opened(known[term]) for term in terms or known))


@cache
def entries() -> dict[str, Term]:
    """The glossary: one term a line of its file, in the order of the notebooks."""
    rows = (Term(*line.split("\t")) for line in data_lines("lessons/glossary.tsv"))
    return {row.term: row for row in rows}


def samples(notebook: str) -> Opening:
    """Three sample readings of a notebook; what there is to say of each opens under it.

    >>> len(samples("02").parts)
    3
    """
    pages: Iterable[str] = [book for book in books() if book.startswith(notebook)]
    parts = [part for page in pages for part in books()[page].get("sample", ())]
    return Opening(tuple((part["text"], f"{part['verdict']}: {part['comment']}") for part in parts))


def _opened(term: Term) -> tuple[str, str]:
    return term.term, f"{term.meaning} Example: {term.example}"
