"""What the rules find in our own hand-marked passages: every register, every speaker, and how sure a finding is."""

import marked
import pytest

from readingroom import Article, attributions
from readingroom.attribution.rules.grades import measured

PASSAGES = marked.read()
KINDS = sorted({passage.kind for passage in PASSAGES})
HARD = {"traps": 30}  # what looks like reporting and is none: most of it is still taken for some


def test_there_are_passages_of_many_kinds() -> None:
    assert len(PASSAGES) >= 60
    assert len(KINDS) >= 10


@pytest.mark.parametrize("kind", KINDS)
def test_a_register_is_read(kind: str) -> None:
    assert marked.score([p for p in PASSAGES if p.kind == kind]).f1 >= HARD.get(kind, 70)


def test_all_registers_together_and_their_speakers() -> None:
    found = marked.score(PASSAGES)
    assert found.f1 >= 89
    assert found.named / found.speakers >= 0.93


def test_what_is_known_of_the_rules_is_what_our_passages_give() -> None:
    """After a rule or a passage is changed: python tests/attribution/marked.py, and its lines into measured.txt."""
    assert marked.measured(PASSAGES) == measured()


def test_a_pronoun_says_whom_it_is_taken_for_and_why() -> None:
    rows = attributions(Article.from_text("Ana Ruiz said it rained. She said it would stop."))
    assert rows[1].rule.endswith("its subject is “She”, taken for Ana Ruiz, the last who spoke.")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Mr Lee met Ana Ruiz. The wind rose. Then Kim Roy came. He said it was late.",
            "Lee",
        ),  # the one of that gender
        ("Kim Roy met Pat Lee. A storm came. It rained. He said it was late.", None),  # either: nobody
        ("The union met on Monday. They said it was late.", None),
        ("Kim Roy and Pat Lee met. Both said it was late.", "Kim Roy and Pat Lee"),
        ("Paris Odom, a girl of nine, ran. Paris said it was late.", "Paris Odom"),
        ("Paris said trade would grow.", "France"),
        ("Chief Executive Officer Julia Stein said it was late.", "Julia Stein"),
        ("Old Mr Vance said it was late.", "Vance"),
    ],
)
def test_a_speaker_is_the_right_one_or_none(text: str, speaker: str | None) -> None:
    assert attributions(Article.from_text(text))[-1].speaker == speaker
