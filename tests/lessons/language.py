"""The words of the lessons as learners read them, without code, quotations from the texts, names and links."""

import json
import re

from project import ROOT
from readingroom.lessons.exercises import every
from readingroom.lessons.opening import entries

NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
ASKED = ("prompt", "question", "success", "needs")


def prose():
    """Each piece of prose with where it is from."""
    for path in NOTEBOOKS:
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                yield f"{path.stem[:2]} {cell['id']}", plain("".join(cell["source"]))
    for id, raw in every().items():
        for row in (raw, *raw.get("articles", {}).values()):
            yield from ((f"{id} {name}", plain(row[name])) for name in ASKED if name in row)
            for part in (*row.get("options", ()), *row.get("cards", ())):
                yield from ((f"{id} {name}", plain(part[name])) for name in ("reason", "question") if name in part)
    for term in entries().values():
        yield f"glossary {term.term}", term.meaning


def plain(text):
    """Markdown as words: quotations, code, headings' marks and what links lead to are gone; a table's cells end."""
    text = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)|\([A-Z][^()]* \d{4}\)", "", text, flags=re.DOTALL)
    text = re.sub(r"^>.*$|^\|[-|]+\|$", "", text, flags=re.MULTILINE)
    text = re.sub(r"“[^“”]*”", "X", text)
    text = re.sub(r"^#+ (.*)$", r"\1.", text, flags=re.MULTILINE)
    text = re.sub(r"^(?:[-\d][.)]?|\*) (.*?)[;:.]?$", r"\1.", text, flags=re.MULTILINE)
    return re.sub(r"[*_\[\]]", "", text).replace("|", ". ")


def sentences(text):
    """The sentences of plain prose; a colon or a paragraph ends one, as for a reader's breath."""
    return [s for s in re.split(r"[.?!]\s+|[.?!]$|\n\n|: (?=[A-Z])", text) if re.search(r"\w", s)]


def words(text):
    """The words of prose."""
    return re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", text)
