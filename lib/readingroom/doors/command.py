"""The command `readingroom`: articles of one's own, a retelling checked, a class pooled, what is yours moved; the site.

Exit codes: 0 when all was done, 1 when something was not (one sentence says what), 2 for a command that is none.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from readingroom.doors import moving
from readingroom.doors.moving import MovingProblem
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
from readingroom.lessons.pool import PoolProblem, pool
from readingroom.lessons.routes import UnknownRoute, write_route
from readingroom.page.html import shorten
from readingroom.page.interface import date
from readingroom.site import SiteProblem, publish
from readingroom.text.article import Article
from readingroom.text.corpus import ArticleFileProblem, Corpus
from readingroom.text.folders import KeptElsewhere
from readingroom.text.readers import reader_name

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
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("ignore")  # what a corpus warns of, `list` says in its own line
            warnings.simplefilter("always", KeptElsewhere)
            code = run(given)
        for warning in heard:
            _fail(str(warning.message))
        return code
    except (ImportProblem, ArticleFileProblem, SiteProblem, MovingProblem, PoolProblem, UnknownRoute) as problem:
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
    check = _command(commands, "check", _check, "say what a retelling changed of its source")
    for name in ("source", "retelling"):
        check.add_argument(name, metavar=name.upper(), help="a file, or the id of an article")
    check.add_argument("--out", type=Path, metavar="FILE", help="write it to a file as well: .csv or .json")
    restore = _command(commands, "restore", _restore, "take an article out of the bin, or take a backup back")
    restore.add_argument("what", metavar="ID|FILE", help="an article in the bin, or what backup or reset wrote")
    pooled = _command(commands, "pool", _pool, "put a class's saved readings together on one page")
    pooled.add_argument("folder", metavar="FOLDER", help="a folder, or a zip file, with the readings")
    pooled.add_argument("page", metavar="PAGE", nargs="?", default="class.html", help="the page to write: class.html")
    pooled.add_argument("--article", metavar="ID", help="which article, where the readings are about several")
    pooled.add_argument("--no-names", action="store_true", help="readers are numbers")
    packed = _command(commands, "backup", _backup, "write notes, answers, readings and added articles into one file")
    packed.add_argument("file", metavar="FILE")
    emptied = _command(commands, "reset", _reset, "list all that is a reader's own, and move it to a bin")
    emptied.add_argument("--yes", action="store_true", help="move it; without this it is only listed")
    site = _command(
        commands, "publish", _publish, "write the reading pages as a site that needs no Python and no network"
    )
    lesson = _command(commands, "lesson", _lesson, "write a lesson, or a shorter route through it, as a notebook")
    lesson.add_argument("number", metavar="LESSON", help="its number, such as 02")
    lesson.add_argument("--minutes", type=int, default=45, metavar="…", help="20, 45 or 90 (two lessons)")
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
    if not Path(given.what).exists():
        print(_line(restore_article(given.what)))
        return 0
    for name, how in moving.restore(given.what).items():
        print(f"{name}: {how}")
    print(f"You read as “{reader_name()}”.")
    return 0


def _pool(given: argparse.Namespace) -> int:
    found = pool(given.folder, article=given.article, names=not given.no_names)
    for problem in found.problems:
        _fail(problem)
    print(f"{found.readers.caption}: open {found.save(given.page)} in a browser.")
    return 0


def _backup(given: argparse.Namespace) -> int:
    print(f"All is in {moving.backup(given.file)}; on another machine: readingroom restore FILE")
    return 0


def _reset(given: argparse.Namespace) -> int:
    listed = moving.listed()
    print("\n".join(listed) or "There are no notes, answers, readings or added articles.")
    if not given.yes:
        print("Nothing is moved yet. Close the notebooks, then: readingroom reset --yes")
    else:
        print(f'All this is in the bin now; to have it back: readingroom restore "{moving.reset()}"')
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


def _lesson(given: argparse.Namespace) -> int:
    print(f"Open {write_route(given.number, given.minutes)} in JupyterLab.")
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
