"""Nobody can guess: what is right is so by its content, never by its kind, its place or its length."""

import re
from collections import Counter

from readingroom.lessons.exercises import books, every, find, order

OPEN = ("predict", "reading")
NULL = re.compile(r"cannot be told|no difference|difference that|no more than|nothing|none", re.IGNORECASE)
READERS = [f"reader {n}" for n in range(40)]
KEYED = [find(id) for id in every() if find(id).kind not in OPEN]
CHOICES = [e for e in KEYED if e.options and e.kind != "value"]


def kind(option):
    """The kind of an answer: that it cannot be told, that there is no difference, or something else."""
    text = option.text.lower()
    if "cannot be told" in text:
        return "cannot be told"
    return "no difference" if re.search(r"no difference|^(nothing|none|neither)\b", text) else "something"


def test_no_kind_of_answer_is_right_too_often():
    for one in ("cannot be told", "no difference"):
        offered = [e for e in CHOICES if any(kind(o) == one for o in e.options)]
        right = [e.id for e in offered if any(kind(o) == one and o.right for o in e.options)]
        assert len(offered) >= 10
        assert 0.2 <= len(right) / len(offered) <= 0.6, (one, right, len(offered))
    either = [e for e in CHOICES if any(kind(o) != "something" for o in e.options)]
    assert sum(any(kind(o) != "something" and o.right for o in e.options) for e in either) <= 0.6 * len(either)


def test_each_notebook_has_an_honest_null_and_a_real_difference():
    for book in books():
        mine = [e for e in CHOICES if e.notebook == book]
        nulls = [e for e in mine if any(o.right and kind(o) != "something" for o in e.options)]
        refused = [e for e in mine if any(not o.right and kind(o) != "something" for o in e.options)]
        assert nulls, f"{book} has nothing that cannot be told"
        assert refused, f"{book} has no difference to find where none is offered"


def test_the_right_option_is_first_in_the_middle_and_last_about_equally_often():
    places = Counter()
    for reader in READERS:
        for e in CHOICES:
            right = next(n for n, o in enumerate(e.options) if o.right)
            at = order(e, reader).index(right)
            places["first" if at == 0 else "last" if at == len(e.options) - 1 else "middle"] += 1 / _middles(e, at)
    mean = sum(places.values()) / 3
    assert all(0.9 * mean <= n <= 1.1 * mean for n in places.values()), places


def _middles(exercise, at):
    """How many places are in the middle, for a place that is one of them."""
    return 1 if at in (0, len(exercise.options) - 1) else len(exercise.options) - 2


def test_the_right_option_is_seldom_the_longest():
    longest = [
        e.id for e in CHOICES if next(o for o in e.options if o.right) == max(e.options, key=lambda o: len(o.text))
    ]
    assert len(longest) <= 0.4 * len(CHOICES), (len(longest), len(CHOICES), longest)
    shortest = [
        e.id for e in CHOICES if next(o for o in e.options if o.right) == min(e.options, key=lambda o: len(o.text))
    ]
    assert len(shortest) <= 0.6 * len(CHOICES), (len(shortest), len(CHOICES), shortest)


def test_two_thirds_of_the_keys_are_about_a_text_on_the_page():
    about = [e.id for e in KEYED if e.about_text]
    assert len(about) >= 2 / 3 * len(KEYED), (len(about), len(KEYED))


def test_each_notebook_has_four_kinds_of_exercise_and_three_that_are_checked():
    for book in books():
        mine = [find(id) for id in every() if find(id).notebook == book]
        assert sum(e.kind not in OPEN for e in mine) >= 3
        assert len({e.kind for e in mine}) >= 4
