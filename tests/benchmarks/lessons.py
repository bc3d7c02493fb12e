"""Figures of the lessons: exercises, right options, minutes, readability; and the kit against the marks set by hand.

Run: PYTHONPATH=lib:tests:tests/lessons .venv/bin/python tests/benchmarks/lessons.py
"""

import json
from collections import Counter

from language import prose, sentences, words
from test_pattern_of_answers import CHOICES, KEYED, READERS, kind

from project import ROOT
from readingroom.lessons.beside import measured
from readingroom.lessons.exercises import books, every, find, order
from readingroom.lessons.routes import ROUTES, minutes, route
from readingroom.text.planted import harbour


def main() -> None:
    """Print every figure, each under its name."""
    print("Exercises by type:", dict(Counter(find(id).kind for id in every())))
    print(f"Keyed: {len(KEYED)}, about a text on the page: {sum(e.about_text for e in KEYED)}")
    print("Keyed that rest on marks set by hand:", sum(map(_by_hand, KEYED)))
    for one in ("cannot be told", "no difference"):
        offered = [e for e in CHOICES if any(kind(o) == one for o in e.options)]
        right = [e for e in offered if any(kind(o) == one and o.right for o in e.options)]
        print(f"“{one}”: right in {len(right)} of the {len(offered)} exercises that offer it")
    places = Counter(_place(e, reader) for e in CHOICES for reader in READERS)
    print("Place of the right option, for 40 readers:", {k: f"{n / places.total():.0%}" for k, n in places.items()})
    longest = sum(max(e.options, key=lambda o: len(o.text)).right for e in CHOICES)
    print(f"The right option is the longest in {longest} of {len(CHOICES)}")
    print("Minutes (short / lesson / all):")
    for book in books():
        page = json.loads((ROOT / "notebooks" / f"{book}.ipynb").read_text("utf-8"))
        print(f"  {book}:", " / ".join(str(minutes(route(page, most))) for most in ROUTES))
    lengths = [len(words(s)) for _, text in prose() for s in sentences(text)]
    print(f"Sentences: {len(lengths):,}, mean {sum(lengths) / len(lengths):.1f} words, longest {max(lengths)}")
    print(f"Sentences under 18 words: {sum(n < 18 for n in lengths) / len(lengths):.0%}")
    print("The kit against the marks set by hand:")
    for name, article in harbour().items():
        print(f"  {name}: {measured(article)}")


def _by_hand(exercise) -> bool:
    return bool(exercise.hand) or any(part.proof for part in (*exercise.options, *exercise.cards))


def _place(exercise, reader) -> str:
    at = order(exercise, reader).index(next(n for n, o in enumerate(exercise.options) if o.right))
    return "first" if at == 0 else "last" if at == len(exercise.options) - 1 else "middle"


if __name__ == "__main__":
    main()
