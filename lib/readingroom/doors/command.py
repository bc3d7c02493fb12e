"""The command `readingroom`: articles of one's own, the check of a retelling, the reading edition.

Exit codes: 0 when all was done, 1 when something was not (one sentence says what), 2 for a command that is none.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from readingroom.importing import (
    ImportProblem,
    add_article,
    add_articles,
    added_articles,
    correct_article,
    lines_of_article,
    remove_article,
    restore_article,
)
from readingroom.importing.formats import named
from readingroom.importing.lines import MOST_LINES
from readingroom.page.html import shorten
from readingroom.page.interface import date
from readingroom.site import SiteProblem, publish
from readingroom.text.article import Article
from readingroom.text.corpus import ArticleFileProblem, Corpus

FIELDS = {
    "title": ("--headline", "its headline"),
    "outlet": ("--outlet", "who published it"),
    "published": ("--date", "when, like 2024-05-03 or “3 May 2024”"),
    "author": ("--author", "who wrote it"),
    "place": ("--place", "where it was written"),
}


def _numbers(text: str) -> range:
    """Lines as one writes them: *7*, or *7-9* for the three."""
    first, _, last = text.partition("-")
    return range(int(first), min(int(last or first), MOST_LINES) + 1)


LINES: dict[str, Any] = {"type": _numbers, "nargs": "+", "default": [], "metavar": "LINE"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    >>> main(["remove", "no-such-article"])
    1
    """
    given = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = given.run
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a corpus warns of, `list` says in its own line
            return run(given)
    except (ImportProblem, ArticleFileProblem, SiteProblem) as problem:
        return _fail(str(problem))
    except OSError as error:
        return _fail(f"{error.filename or 'The folder of added articles'} cannot be used ({error.strerror}).")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="readingroom", description="Bring articles of your own to Reading Room.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add = _command(commands, "add", _add, f"add files: {named()}")
    add.add_argument("files", nargs="+", metavar="FILE")
    _command(commands, "list", _list, "list the articles added")
    correct = _command(commands, "correct", _correct, "correct or rename an article added")
    correct.add_argument("--id", dest="new_id", default="", help="its new name")
    for command in (correct, _command(commands, "remove", _remove, "move an article to the bin")):
        command.add_argument("id", metavar="ID")
    lines = _command(commands, "lines", _lines, "show the lines of an added article's file, with their numbers")
    lines.add_argument("id", metavar="ID")
    _command(commands, "restore", _restore, "take an article out of the bin").add_argument("id", metavar="ID")
    check = _command(commands, "check", _check, "say what a retelling changed of its source")
    for name in ("source", "retelling"):
        check.add_argument(name, metavar=name.upper(), help="a file, or the id of an article")
    check.add_argument("--out", type=Path, metavar="FILE", help="write it to a file as well: .csv or .json")
    site = _command(
        commands, "publish", _publish, "write the reading pages as a site that needs no Python and no network"
    )
    site.add_argument("folder", metavar="FOLDER", help="new, empty, or published into before")
    for command in (add, correct):
        for name, (option, meaning) in FIELDS.items():
            command.add_argument(option, dest=name, metavar="…", help=meaning)
        command.add_argument("--put-back", **LINES, help="lines left out that belong to it, as 3 7-9")
        command.add_argument(
            "--take-out", **LINES, help="lines that do not belong to it; “readingroom lines” shows them"
        )
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    meaning: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=meaning, description=f"{meaning[0].upper()}{meaning[1:]}.")
    command.set_defaults(run=run)
    return command


def _given(given: argparse.Namespace) -> dict[str, Any]:
    return {name: value for name in FIELDS if (value := getattr(given, name)) is not None}


def _moved(given: argparse.Namespace) -> dict[str, Any]:
    """The lines that change sides."""
    return {name: [n for some in getattr(given, name) for n in some] for name in ("put_back", "take_out")}


def _add(given: argparse.Namespace) -> int:
    files = [Path(file) for file in given.files]
    moved = _moved(given)
    if len(files) > 1 and any(moved.values()):
        return _fail("Lines can be put back or taken out in one file at a time.")
    if len(files) == 1:
        added = Corpus([add_article(files[0], **moved, **_given(given))])
    else:
        added = add_articles(files, _given(given))
    for article in added.values():
        print(_line(article))
        for out in article.meta.get("left_out", ()):
            print(f"    left out, line {out['line']} ({out['reason']}): {shorten(out['text'])}")
    return max((_fail(problem) for problem in added.problems), default=0)


def _list(_: argparse.Namespace) -> int:
    added = added_articles()
    for article in added.values():
        print(_line(article))
    if not added:
        print("No articles are added yet: readingroom add FILE")
    return max((_fail(problem) for problem in added.problems), default=0)


def _correct(given: argparse.Namespace) -> int:
    print(_line(correct_article(given.id, new_id=given.new_id, **_moved(given), **_given(given))))
    return 0


def _lines(given: argparse.Namespace) -> int:
    for number, text, why in lines_of_article(given.id):
        print(f"{number:>5} {f'({why}) ' if why else ''}{shorten(text, 90)}")
    return 0


def _remove(given: argparse.Namespace) -> int:
    path = remove_article(given.id)
    print(f"{given.id} is in the bin now; to have it back: readingroom restore {path.stem}")
    return 0


def _restore(given: argparse.Namespace) -> int:
    print(_line(restore_article(given.id)))
    return 0


def _check(given: argparse.Namespace) -> int:
    from readingroom.doors.check import article_of, told, write
    from readingroom.tellings import check_retelling

    found = check_retelling(article_of(given.source), article_of(given.retelling))
    if not found.judged:
        return _fail(found.warning)
    if given.out:
        write(found, given.out)
    print(told(found))
    return 0


def _publish(given: argparse.Namespace) -> int:
    print(f"Open {publish(given.folder)} in a browser, or copy the folder anywhere.")
    return 0


def _line(article: Article) -> str:
    """An article in one line: id, what is known of it, and the retelling it goes with."""
    parts = [
        f"{article.id}: “{article.title}”",
        article.outlet,
        date(article.published),
        f"{len(article.words):,} words",
    ]
    parts += [f"retold in {article.meta['retelling']}"] if article.meta.get("retelling") else []
    return ", ".join(part for part in parts if part)


def _fail(problem: str) -> int:
    print(f"readingroom: {problem}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
