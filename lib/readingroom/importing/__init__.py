"""Bringing one's own articles: a file or a pasted text becomes an `Article`, as it stands.

The body is made only of the characters that stand there, in order: whole lines of page furniture are left out, a piece
of it at the end of a line, and the marks of Markdown; nothing is rewritten, joined or cleaned.  What was left out is
listed and can be put back; lines that are not the article's can be taken out.  The steps, one a module: `formats` (each
registered once), `reading` (guards, encodings), `lines`, `furniture`, `reference` (headline, outlet, date, author,
place), `making`, `fingerprint` (which retelling it belongs to), `added` (the reader's folder).

Libraries, each for one format, each an extra:

- HTML: trafilatura, the best at finding the article in a page, over lxml, whose tree gives the exact characters;
- Word: python-docx, the usual one, which neither runs macros nor fetches anything;
- PDF: pypdf, pure Python, quick to answer reports, with limits against hostile files.

Plain text and Markdown need no more than the kit has.
"""

from readingroom.importing.added import (
    add_article,
    add_articles,
    added_articles,
    correct_article,
    lines_of_article,
    newest_article,
    remove_article,
    restore_article,
)
from readingroom.importing.making import import_article
from readingroom.importing.problem import ImportProblem

__all__ = [
    "ImportProblem",
    "add_article",
    "add_articles",
    "added_articles",
    "correct_article",
    "import_article",
    "lines_of_article",
    "newest_article",
    "remove_article",
    "restore_article",
]
