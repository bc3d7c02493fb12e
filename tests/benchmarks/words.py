"""Times and memory of the word index on generated, news-like text, printed; nothing is judged here.

    python tests/benchmarks/words.py                        0.1, 1 and 10 million words, with nltk at up to 1 million
    python tests/benchmarks/words.py --sizes 0.1 1
    python tests/benchmarks/words.py --conc PYTHON --dask PYTHON

`--conc` and `--dask` name the Python of an environment that has conc, or dask and distributed and this library's text
floor (numpy).  Every step runs in a process of its own, so that memory and first calls are its own.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
LIB = HERE.parents[2] / "lib"
sys.path.insert(0, str(LIB))
QUERIES = {
    "5 hits": "ophicleide",
    "rare": "zephyrine",
    "mid": "quarrystone",
    "phrase": "quarrystone bridgeward",
    "top": "the",
}
ARTICLE = 600  # words
COMMON = "the of and to a in for is on that by this with it not be are from or as at an have has was were he said"


def main() -> None:
    """Make the texts, run every contender on them and print what they need."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sizes", type=float, nargs="+", default=[0.1, 1, 10], metavar="MILLION")
    ask.add_argument("--peers-up-to", type=float, default=1, metavar="MILLION")
    ask.add_argument("--conc", metavar="PYTHON")
    ask.add_argument("--dask", metavar="PYTHON")
    ask.add_argument("--step", help=argparse.SUPPRESS)
    ask.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = ask.parse_args()
    if options.step:
        print(json.dumps(STEPS[options.step](options.folder)))
        return
    found = {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            found[size] = measured(Path(folder), int(size * 1_000_000), options, size <= options.peers_up_to)
        print(table(size, found[size]))
    print(growth(found))


def measured(folder: Path, size: int, options: argparse.Namespace, peers: bool) -> dict[str, dict[str, Any]]:
    write(folder / "texts", size)
    out = {"bare numpy": step("bare", folder) | step("bare_fresh", folder), "reading room": step("ours", folder)}
    out["reading room"] |= step("fresh", folder)
    if peers:
        out["nltk"] = step("nltk", folder)
    if peers and options.conc:
        out["conc"] = step("conc", folder, options.conc)
    if options.dask:
        out["two dask workers"] = step("dask", folder, options.dask)
    return out


def step(name: str, folder: Path, python: str = sys.executable) -> dict[str, Any]:
    start = time.perf_counter()
    command = [python, str(HERE), "--step", name, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or ["no message"])[-1]}
    return json.loads(done.stdout.splitlines()[-1]) | {f"{name}, whole process s": time.perf_counter() - start}


# -- the texts


def write(path: Path, size: int) -> None:
    """News-like text: Zipf's frequencies (Mandelbrot's form), sentences, paragraphs, capitals, the planted words."""
    import numpy as np

    rng = np.random.default_rng(7)
    vocabulary = words()
    weights = 1 / (np.arange(len(vocabulary)) + 2.7) ** 1.07
    drawn = rng.choice(len(vocabulary), size, p=weights / weights.sum())
    rarest, rare, mid, partner = (len(vocabulary) + k for k in range(4))
    places = rng.choice(size - 1, size // 200, replace=False)
    drawn[places] = mid
    drawn[places[: len(places) // 5] + 1] = partner
    for word, hits in ((rare, 50), (rarest, 5)):  # as many hits in every size
        drawn[rng.choice(size, hits, replace=False)] = word
    forms = [*vocabulary, "ophicleide", "zephyrine", "quarrystone", "bridgeward"]
    forms += [w.capitalize() for w in forms]
    with path.open("w", encoding="utf-8") as out:
        for start in range(0, size, ARTICLE):
            out.write(
                article(drawn[start : start + ARTICLE].tolist(), forms, rng.integers(9, 30, ARTICLE // 9).tolist())
            )
            out.write("\0")


def article(numbers: list[int], forms: list[str], lengths: list[int]) -> str:
    pieces, place = [], 0
    for n, length in enumerate(lengths):
        sentence = [forms[k] for k in numbers[place : place + length]]
        if not sentence:
            break
        sentence[0] = forms[numbers[place] + len(forms) // 2]
        middle = len(sentence) // 2
        sentence[middle] += ("", ",", "’s", ",”")[n % 4]
        pieces.append(" ".join(sentence) + (".\n\n" if n % 3 == 2 else ". "))
        place += length
    return "".join(pieces)


def words() -> list[str]:
    """The commonest function words, then 100,000 made up of syllables."""
    common = COMMON.split()
    starts = [
        "b",
        "br",
        "c",
        "ch",
        "d",
        "f",
        "g",
        "gr",
        "h",
        "k",
        "l",
        "m",
        "n",
        "p",
        "pl",
        "r",
        "s",
        "st",
        "t",
        "tr",
        "v",
    ]
    ends = ["a", "e", "i", "o", "u", "ai", "ea", "or", "en", "al"]
    syllables = [s + e for s in starts for e in ends]
    made = (a + b + c for c in syllables for b in syllables[::3] for a in syllables)
    return list(dict.fromkeys([*common, *(w for _, w in zip(range(100_000), made, strict=False))]))


def read(folder: Path) -> Iterator[str]:
    with (folder / "texts").open(encoding="utf-8", newline="") as source:
        yield from source.read().split("\0")[:-1]


# -- the steps


def floor(folder: Path) -> dict[str, Any]:
    """What no index of words can go below: find the words, give each a number."""
    from collections import defaultdict

    import numpy as np

    from readingroom.text.tokens import WORD

    texts = list(read(folder))
    start, cpu = time.perf_counter(), time.process_time()
    number: defaultdict[str, int] = defaultdict(count().__next__)
    parts = [np.fromiter(map(number.__getitem__, WORD.findall(text)), np.int32) for text in texts]
    out = {"build s": time.perf_counter() - start, "build cpu s": time.process_time() - cpu}
    return out | {"words": sum(map(len, parts))}


def bare(folder: Path) -> dict[str, Any]:
    """The floor's numbers with numpy alone: what each answer costs without phrases, articles, offsets or measures."""
    import numpy as np

    out = floor(folder)
    tokens = [w for text in read(folder) for w in re.findall(r"[^\W_]+", text)]
    start = time.perf_counter()
    names, codes = np.unique([w.lower() for w in tokens], return_inverse=True)
    out["unique s"] = time.perf_counter() - start
    number = {name: n for n, name in enumerate(names.tolist())}
    np.save(folder / "codes.npy", codes.astype(np.int32))
    (folder / "names.txt").write_text("\n".join(names.tolist()), "utf-8")
    half = len(codes) // 2

    def lines(query: str, step: int) -> Any:
        first, *rest = (number[word] for word in query.split())
        places = np.flatnonzero(codes == first)
        for n, word in enumerate(rest, 1):
            places = places[codes[np.minimum(places + n, len(codes) - 1)] == word]
        near = codes[np.clip(places + step, 0, len(codes) - 1)]
        return [" ".join(tokens[max(p - 10, 0) : p + 11]) for p in places[np.argsort(near, kind="stable")][:100]]

    def near(word: str) -> Any:
        windows = np.flatnonzero(codes == number[word])[:, None] + np.r_[-5:0, 1:6]
        counts = np.bincount(codes[windows[(windows >= 0) & (windows < len(codes))]], minlength=len(names))
        expected = counts.sum() * total / len(codes)
        score = np.where(counts > 0, 2 * counts * np.log(np.maximum(counts, 1) / expected), 0)
        return np.argsort(-score)[:100]

    def keys() -> Any:
        a, b = (np.bincount(part, minlength=len(names)) for part in (codes[:half], codes[half:]))
        expected = (a + b) / 2
        score = 2 * (a * np.log(np.maximum(a, 1) / expected) + b * np.log(np.maximum(b, 1) / expected))
        return np.argsort(-score * np.sign(a - expected))[:100]

    total = np.bincount(codes, minlength=len(names))
    for name, query in QUERIES.items():
        timed(out, name, lambda query=query: lines(query, len(query.split())))
        timed(out, f"{name} by left", lambda query=query: lines(query, -1))
    timed(out, "frequency list", lambda: np.argsort(-np.bincount(codes))[:100])
    timed(out, "collocates", lambda: near(QUERIES["mid"]))
    timed(out, "collocates of the", lambda: near("the"))
    timed(out, "keyness", keys)
    return out


def bare_fresh(folder: Path) -> dict[str, Any]:
    start = time.perf_counter()
    import numpy as np

    codes = np.load(folder / "codes.npy", mmap_mode="r")
    names = (folder / "names.txt").read_text("utf-8").split("\n")
    place = int(np.flatnonzero(codes == names.index(QUERIES["mid"]))[0])
    assert QUERIES["mid"] in " ".join(names[n] for n in codes[max(place - 10, 0) : place + 11])
    return {"import, open, first line s": time.perf_counter() - start, "fresh MB": memory("VmHWM")}


def ours(folder: Path) -> dict[str, Any]:
    from readingroom import Article, collocates, concordance, frequencies, keyness
    from readingroom.text.index import Index
    from readingroom.text.stored import save_index

    articles = [Article.from_text(text, id=f"a{n}") for n, text in enumerate(read(folder))]
    Path("/proc/self/clear_refs").write_text("5")  # from here on, the most memory is ours
    before = memory()
    start, cpu = time.perf_counter(), time.process_time()
    index = Index.build(articles)
    out = {"build s": time.perf_counter() - start, "build cpu s": time.process_time() - cpu}
    start = time.perf_counter()
    _ = index.order
    out |= {"postings s": time.perf_counter() - start, "peak MB": memory("VmHWM") - before, "types": len(index.types)}
    out["index MB"] = memory() - before
    half = len(articles) // 2
    target, reference = Index.build(articles[:half]), Index.build(articles[half:])
    for name, query in QUERIES.items():
        out[f"{name}, hits"] = concordance(index, query).total
        timed(out, name, lambda query=query: concordance(index, query, limit=100)[:])
        timed(out, f"{name} by left", lambda query=query: concordance(index, query, limit=100, sort="left")[:])
    timed(out, "top, all lines sorted", lambda: concordance(index, QUERIES["top"])[:100])
    timed(out, "wildcard zeph*", lambda: concordance(index, "zeph*", limit=100)[:])
    timed(out, "regex .*stone", lambda: concordance(index, ".*stone", by="regex", limit=100)[:])
    timed(out, "frequency list", lambda: frequencies(index)[:100])
    timed(out, "collocates", lambda: collocates(index, QUERIES["mid"])[:100])
    timed(out, "collocates of the", lambda: collocates(index, "the")[:100])
    timed(out, "keyness", lambda: keyness(target, reference)[:100])
    start = time.perf_counter()
    save_index(index, folder / "saved")
    return out | {"save s": time.perf_counter() - start}


def fresh(folder: Path) -> dict[str, Any]:
    start = time.perf_counter()
    from readingroom.concordance.lines import concordance
    from readingroom.text.stored import open_index

    line = concordance(open_index(folder / "saved"), QUERIES["mid"], limit=100)[0]
    assert line.match.lower().startswith("quarrystone")
    return {"import, open, first line s": time.perf_counter() - start, "fresh MB": memory("VmHWM")}


def nltk(folder: Path) -> dict[str, Any]:
    """NLTK from ready words (its own tokenizers take longer), sorted by the right context as a reader would."""
    from nltk import ConcordanceIndex, FreqDist

    found = re.compile(r"\w+(?:['’-]\w+)*")
    start = time.perf_counter()
    tokens = [t for text in read(folder) for t in found.findall(text)]
    index = ConcordanceIndex(tokens, key=str.lower)
    out = {"build s": time.perf_counter() - start}
    for name in QUERIES:
        query = QUERIES[name].split()
        timed(out, name, lambda query=query: sorted(index.find_concordance(query), key=lambda line: line.right)[:100])
    lower = [t.lower() for t in tokens]
    timed(out, "frequency list", lambda: FreqDist(lower).most_common(100))

    def near() -> Any:
        places = (lower[max(i - 5, 0) : i] + lower[i + 1 : i + 6] for i in index.offsets(QUERIES["mid"]))
        return FreqDist(w for window in places for w in window).most_common(100)

    timed(out, "collocates", near)
    half = len(lower) // 2
    a, b = FreqDist(lower[:half]), FreqDist(lower[half:])

    def keys() -> Any:
        return sorted(((likelihood(a[w], b[w], half, len(lower) - half), w) for w in {*a, *b}), reverse=True)[:100]

    timed(out, "keyness", keys)
    return out | {"peak MB": memory("VmHWM")}


def likelihood(a: int, b: int, c: int, d: int) -> float:
    e, f = c * (a + b) / (c + d), d * (a + b) / (c + d)
    return 2 * ((a * math.log(a / e) if a else 0) + (b * math.log(b / f) if b else 0))


def conc(folder: Path) -> dict[str, Any]:
    import spacy
    from conc.conc import Conc
    from conc.corpus import Corpus

    blank = spacy.blank("en")  # conc asks for a model, and uses its tokenizer only
    for name in ("parser", "ner", "lemmatizer", "tagger", "senter", "tok2vec", "attribute_ruler"):
        blank.add_pipe("sentencizer", name=name)
    blank.to_disk(folder / "blank")

    def build(name: str, texts: list[str]) -> Any:
        (folder / name).mkdir()
        for n, text in enumerate(texts):
            (folder / name / f"{n:06}.txt").write_text(text, "utf-8")
        start = time.perf_counter()
        made = Corpus(name).build_from_files(str(folder / name), str(folder), model=str(folder / "blank"))
        return made, time.perf_counter() - start

    texts = list(read(folder))
    whole, seconds = build("whole", texts)
    out = {"build s": seconds}
    report = Conc(whole)
    for name in QUERIES:
        query = QUERIES[name]
        timed(out, name, lambda query=query: report.concordance(query, context_length=10, page_size=100).to_frame())
    timed(out, "frequency list", lambda: report.frequencies(page_size=100).to_frame())
    timed(out, "collocates", lambda: report.collocates(QUERIES["mid"], page_size=100).to_frame())
    pair = Conc(build("first", texts[: len(texts) // 2])[0])
    pair.set_reference_corpus(build("second", texts[len(texts) // 2 :])[0])
    timed(out, "keyness", lambda: pair.keywords(page_size=100).to_frame())
    return out | {"peak MB": memory("VmHWM")}


def dask(folder: Path) -> dict[str, Any]:
    import numpy as np
    from distributed import Client, LocalCluster

    from readingroom.text.article import Article
    from readingroom.text.index import Index

    articles = [Article.from_text(text, id=f"a{n}") for n, text in enumerate(read(folder))]
    alone = Index.build(articles)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        start = time.perf_counter()
        index = Index.build(articles, executor=client.get_executor())
        out = {"build s": time.perf_counter() - start}
    arrays = ("ids", "starts", "word_of", "bounds", "order")
    same = index.types == alone.types and index.words == alone.words
    return out | {"identical": same and all(np.array_equal(getattr(index, a), getattr(alone, a)) for a in arrays)}


def timed(out: dict[str, Any], name: str, call: Callable[[], Any]) -> None:
    """The first call, and the median of up to seven more within two seconds, in milliseconds of the processor's time.

    All that is measured runs on one processor, and what else the machine does at the time is not counted.
    """
    times: list[float] = []
    while (len(times) < 8 and sum(times) < 2000) or not times:
        start = time.process_time()
        call()
        times.append((time.process_time() - start) * 1000)
    out[f"{name}, first ms"] = times[0]
    out[f"{name} ms"] = statistics.median(times[1:] or times)


def memory(field: str = "VmRSS") -> float:
    """Megabytes of this process, now or at most."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(field))


STEPS = {f.__name__: f for f in (bare, bare_fresh, ours, fresh, nltk, conc, dask)}


# -- the tables


def table(size: float, found: dict[str, dict[str, Any]]) -> str:
    """Every figure of one size, with the ratio of each peer to ours."""
    mine, lines = found["reading room"], [f"\n## {size:g} million words\n"]
    for name, figures in found.items():
        lines.append(f"{name}:")
        lines += [
            f"    {key:34} {shown(value):>12}{ratio(value, mine.get(key), name)}" for key, value in figures.items()
        ]
    return "\n".join([*lines, *against_bare(mine, found.get("bare numpy", {}))])


def against_bare(mine: dict[str, Any], bare: dict[str, Any]) -> Iterator[str]:
    """What each of our answers costs in answers of numpy alone; first calls against its usual ones."""
    yield "reading room / bare numpy:"
    for key, value in mine.items():
        other = bare.get(key.replace(", first ms", " ms"))
        if isinstance(value, float) and isinstance(other, float) and other and "process" not in key:
            yield f"    {key:34} {value / other:12.1f}"


def ratio(value: Any, mine: Any, name: str) -> str:
    if name == "reading room" or not isinstance(value, float) or not isinstance(mine, float) or not mine:
        return ""
    return f"   {value / mine:8.1f} × ours"


def shown(value: Any) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


def growth(found: dict[float, dict[str, dict[str, Any]]]) -> str:
    """Our figures side by side at all sizes."""
    keys = found[max(found)]["reading room"]
    head = "\n## Growth\n\n" + " " * 36 + "".join(f"{size:>12g} M" for size in found)
    rows = (f"{key:36}" + "".join(f"{shown(f['reading room'].get(key)):>14}" for f in found.values()) for key in keys)
    return "\n".join([head, *rows])


if __name__ == "__main__":
    main()
