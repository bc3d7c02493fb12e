"""A class of thirty, made by a seeded simulation: what is fixed can be counted by hand, what is not is noise."""

import json
from pathlib import Path
from random import Random

from readingroom import Article, Mark, Notes, load_corpus, save_reading
from readingroom.layers import marks
from readingroom.lessons.answers import Answers

READERS = 30
ID = "cgtn-2020"


def article() -> Article:
    return load_corpus(added=False)[ID]


def make(folder: Path, *, size: int = READERS) -> None:
    """Save the readings of a class into a folder, with two damaged files, one foreign, one old and one doubled.

    Of reader k, counted from 0:
    - sentence 2 is marked unless k is divisible by 3, as "claim" by even ones, as "report" by odd ones;
    - 00-judge is answered by the key (option 2), but by option 1 where k is divisible by 4;
    - the first mark of the layer modality is rejected where k < 12, accepted where k is 12 to 17.
    Besides, everybody marks up to three sentences from the sixth on at random.
    """
    text, chance = article(), Random(15)
    for k in range(size):
        reader(text, folder, k, chance)
    spoil(folder)


def reader(text: Article, folder: Path, k: int, chance: Random) -> None:
    name = "" if k == 7 else f"Reader No {k}"
    own = folder / "own" / f"{k}"
    notes = Notes(text, name or "me", own)
    if k % 3:
        notes.add(text.sentences[2], "report" if k % 2 else "claim", f"Because {k}.")
    for sentence in chance.sample(text.sentences[6:], chance.randint(0, 3)):
        notes.add(sentence, chance.choice(("claim", "report", "question")))
    judge(notes, marks(text, "modality")[0], k)
    answers = Answers(name or "me", "00-start-here", own)
    answers.keep("00-judge", 1 if k % 4 == 0 else 2)
    if k % 5 == 4:  # these hand in their folder as it is
        (folder / f"{k}").mkdir()
        for file in own.glob("*.json"):
            file.rename(folder / f"{k}" / file.name)
    else:
        kind = "json" if k % 5 == 3 else "html"
        save_reading(
            text, folder / f"{k}", notes=notes, answers=answers, formats=[kind], reader=name, date="2026-05-04"
        )
    for file in own.iterdir():
        file.unlink()


def judge(notes: Notes, mark: Mark, k: int) -> None:
    if k < 18:
        notes.judge("modality", mark, "rejected" if k < 12 else "accepted")


def spoil(folder: Path) -> None:
    whole = (folder / "0" / f"reading-{ID}-Reader_No_0.html").read_bytes()
    (folder / "cut.html").write_bytes(whole[: len(whole) - 3000])
    (folder / "empty.json").write_bytes(b"")
    (folder / "cake.html").write_text("<html><p>Take three eggs.</p></html>", "utf-8")
    (folder / "copy of 0.html").write_bytes(whole)
    page = json.loads((folder / "3" / f"reading-{ID}-Reader_No_3.json").read_text("utf-8"))
    page |= {"date": "2026-05-01", "notes": [], "answers": []}
    (folder / "last week.json").write_text(json.dumps(page), "utf-8")
