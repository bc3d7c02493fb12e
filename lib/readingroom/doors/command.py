"""The command `readingroom`: add articles of one's own, list, correct and remove them; publish the reading edition.

Exit codes: 0 when all was done, 1 when something was not (one sentence says what), 2 for a command that is none.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from readingroom.importing import (
    ImportProblem,
    add_article,
    add_articles,
    added_articles,
    correct_article,
    remove_article,
    restore_article,
)
from readingroom.lessons.routes import UnknownRoute, write_route
from readingroom.page.html import shorten
from readingroom.page.interface import date
from readingroom.site import SiteProblem, publish
from readingroom.text.article import Article
from readingroom.text.corpus import ArticleFileProblem, Corpus

FIELDS = {
    "title": ("--headline", "its headline"),
    "outlet": ("--outlet", "who published it"),
    "published": ("--date", "when, as 2024-05-03"),
    "author": ("--author", "who wrote it"),
    "place": ("--place", "where it was written"),
}


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
    except (ImportProblem, ArticleFileProblem, SiteProblem, UnknownRoute) as problem:
        return _fail(str(problem))
    except OSError as error:
        return _fail(f"{error.filename or 'The folder of added articles'} cannot be used ({error.strerror}).")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="readingroom", description="Bring articles of your own to Reading Room.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add = _command(commands, "add", _add, "add files: plain text, Markdown, HTML, Word (.docx) or PDF")
    add.add_argument("files", nargs="+", metavar="FILE")
    _command(commands, "list", _list, "list the articles added")
    correct = _command(commands, "correct", _correct, "correct or rename an article added")
    correct.add_argument("--id", dest="new_id", default="", help="its new name")
    for command in (correct, _command(commands, "remove", _remove, "move an article to the bin")):
        command.add_argument("id", metavar="ID")
    _command(commands, "restore", _restore, "take an article out of the bin").add_argument("id", metavar="ID")
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
        command.add_argument("--put-back", type=int, nargs="+", metavar="LINE", help="lines left out that belong to it")
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


def _given(given: argparse.Namespace) -> dict[str, str]:
    return {name: value for name in FIELDS if (value := getattr(given, name)) is not None}


def _add(given: argparse.Namespace) -> int:
    files = [Path(file) for file in given.files]
    if len(files) > 1 and given.put_back:
        return _fail("Lines can be put back in one file at a time.")
    if len(files) == 1:
        added = Corpus([add_article(files[0], put_back=given.put_back or (), **_given(given))])
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
    print(_line(correct_article(given.id, new_id=given.new_id, put_back=given.put_back, **_given(given))))
    return 0


def _remove(given: argparse.Namespace) -> int:
    path = remove_article(given.id)
    print(f"{given.id} is in the bin now; to have it back: readingroom restore {path.stem}")
    return 0


def _restore(given: argparse.Namespace) -> int:
    print(_line(restore_article(given.id)))
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
