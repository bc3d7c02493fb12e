"""Give importing whatever there is, and see that it answers with an article or with an ImportProblem.

    nice .venv/bin/python tests/benchmarks/fuzz_importing.py 10       for ten minutes

Hypothesis makes the input: bytes of any kind, pages put together from lines that news pages have, and files of each
format with bytes changed, cut and repeated.  Printed: how many of each kind, how many became articles, the slowest.
"""

import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "lib")]

from importing_files import HEADLINE, PARAGRAPHS, html, member, pdf, with_member, word  # noqa: E402
from readingroom.importing import ImportProblem  # noqa: E402
from readingroom.importing.lines import lines_of  # noqa: E402
from readingroom.importing.making import make  # noqa: E402
from readingroom.importing.reading import from_bytes, from_text  # noqa: E402

ROUND = 200  # examples between two looks at the clock

WORD, PDF, HTML = word(), pdf(), html().encode()
XML = member(WORD, "word/document.xml")
OTHER = [
    "Download",
    "Related News",
    "Read more:",
    "By Jane Roe",
    "3 May 2024",
    "10:15",
    "• a • b • c • d",
    "Xinhua",
    "",
]
WIRE = "LIMA, May 3 (Valley Wire) -- It rained all day and the roads were closed, the mayor said. Enditem"
LINES = st.sampled_from([HEADLINE, *PARAGRAPHS, *OTHER, WIRE])
TAGS = [
    "<p>",
    "<div> ",
    "</p>",
    "</div>",
    "<br>",
    "<td>",
    "<svg>",
    "</svg>",
    "<!--",
    "-->",
    "<a href=x>",
    "&amp;",
    "&#0;",
]
PAGES = st.lists(LINES | st.text(max_size=60), max_size=30).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028"]).map(lambda end: end.join(lines))
)


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """The same bytes with some changed, cut out, repeated or put in."""
    out = bytearray(data)
    for _ in range(draw(st.integers(0, 8))):
        place = draw(st.integers(0, max(0, len(out) - 1)))
        length = draw(st.integers(0, 40))
        change = draw(st.sampled_from(["flip", "cut", "repeat", "put", "end"]))
        if change == "flip" and out:
            out[place] ^= draw(st.integers(1, 255))
        elif change == "cut":
            del out[place : place + length]
        elif change == "repeat":
            out[place:place] = out[place : place + length] * draw(st.integers(1, 50))
        elif change == "put":
            out[place:place] = draw(st.binary(max_size=length))
        else:
            del out[place:]
    return bytes(out)


def repacked(xml: bytes) -> bytes:
    """A Word file that is whole as an archive, with another text inside."""
    return with_member(WORD, "word/document.xml", xml)


KINDS: dict[str, st.SearchStrategy[tuple[str, bytes | str]]] = {
    "bytes": st.tuples(st.sampled_from(["a.txt", "a.md", "a.html", "a", "../a.txt"]), st.binary(max_size=500)),
    "pasted": st.tuples(st.just(""), PAGES),
    "text": st.tuples(
        st.sampled_from(["a.txt", "a.md"]),
        st.tuples(PAGES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])).map(
            lambda p: p[0].encode(p[1], "replace")
        ),
    ),
    "front matter": st.tuples(st.just("a.md"), PAGES.map(lambda t: f"---\n{t}\n---\n{t}".encode("utf-8", "replace"))),
    "HTML": st.tuples(st.just("a.html"), damaged(HTML)),
    "tags": st.tuples(
        st.just("a.html"),
        st.lists(st.sampled_from(TAGS) | LINES).map("".join).map(lambda t: t.encode("utf-8", "replace")),
    ),
    "Word": st.tuples(st.just("a.docx"), damaged(WORD)),
    "Word's XML": st.tuples(st.just("a.docx"), damaged(XML).map(repacked)),
    "PDF": st.tuples(st.just("a.pdf"), damaged(PDF)),
}


def answer(name: str, given: bytes | str) -> str:
    """ "article" or "problem"; whatever else is raised is a find."""
    try:
        source = from_text(given) if isinstance(given, str) else from_bytes(name, given)
        article = make(source)
    except ImportProblem as problem:
        return "problem" if len(str(problem).splitlines()) == 1 else f"not one line: {problem}"
    place = 0
    body = article.text[len(article.title) + 2 :] if article.title else article.text
    rest = iter(source.text)
    if source.marks and not all(c in rest for c in body if not c.isspace()):
        return "characters that do not stand there in this order"
    for line in lines_of(body) if not source.marks else ():
        place = source.text.index(line.text, place) + len(line.text)  # ValueError: not as it stands
    return "article"


def test(kind: str, counts: Counter[str], slowest: dict[str, float]) -> Callable[[tuple[str, bytes | str]], None]:
    def one(example: tuple[str, bytes | str]) -> None:
        begun = time.perf_counter()
        what = answer(*example)
        slowest[kind] = max(slowest.get(kind, 0), time.perf_counter() - begun)
        counts.update([kind, what])

    return one


def main(minutes: float) -> None:
    until = time.monotonic() + 60 * minutes
    counts: Counter[str] = Counter()
    slowest: dict[str, float] = {}
    rules = settings(max_examples=ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    while time.monotonic() < until:
        for kind, strategy in KINDS.items():
            rules(given(strategy)(test(kind, counts, slowest)))()
        print(f"{sum(counts[kind] for kind in KINDS):,} tried", end="\r", flush=True)
    for name, n in counts.items():
        print(f"{name:14} {n:10,}")
    for kind, seconds in slowest.items():
        print(f"slowest {kind:14} {seconds:6.2f} s")
    print(f"{sum(counts[kind] for kind in KINDS):,} inputs; no exception but ImportProblem")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
