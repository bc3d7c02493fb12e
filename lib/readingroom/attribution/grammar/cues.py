"""The lexicon of cues: which words report, what may follow them, and their class."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from readingroom.text.files import data_lines


class Cue(NamedTuple):
    """A cue word with its frames (see verbs.txt), its class and its act."""

    word: str
    frames: frozenset[str]
    stance: str
    act: str

    def takes(self, frame: str) -> bool:
        """Whether the word is used in this frame."""
        return frame in self.frames


def stance(verb: str) -> str:
    """The class of a reporting verb: neutral, endorsing or distancing; neutral where the lexicon has none.

    >>> stance("say"), stance("claim"), stance("acknowledge")
    ('neutral', 'distancing', 'endorsing')
    """
    return verbs()[verb].stance if verb in verbs() else "neutral"


@cache
def verbs() -> dict[str, Cue]:
    """The verbs that report.

    >>> sorted(verbs()["urge"].frames), "walk" in verbs()
    (['c', 'o', 'q', 'x'], False)
    """
    return {cue.word: cue for cue in map(_cue, data_lines("attribution/grammar/verbs.txt"))}


class Nominal(NamedTuple):
    """A noun or adjective that reports, with the verb it stands for."""

    cue: Cue
    verb: str


@cache
def nominals() -> dict[tuple[str, str], Nominal]:
    """The nouns and adjectives that report, by part of speech and word.

    >>> nominals()["noun", "claim"].verb, nominals()["adjective", "confident"].cue.takes("c")
    ('claim', True)
    """
    found = {}
    for line in data_lines("attribution/grammar/nouns.txt"):
        word, frames, stance, act, verb = (part.strip() for part in line.split(";"))
        found[act, word] = Nominal(Cue(word, frozenset(frames.split()), stance, act), verb)
    return found


def _cue(line: str) -> Cue:
    word, frames, stance, act = (part.strip() for part in line.split(";"))
    return Cue(word, frozenset(frames.split()), stance, act)


@cache
def forms() -> frozenset[str]:
    """The forms of the verbs that can report quoted words: *says*, *said*, *saying*.

    >>> {"said", "tells", "denied", "admitting"} <= forms()
    True
    """
    return frozenset(form for cue in verbs().values() for form in _forms(cue.word.split()[0]))


@cache
def sayers() -> frozenset[str]:
    """The forms of the verbs that quoted words may follow without a mark: *he said “no”*, not *he called it “a wreck”*.

    >>> "chanted" in sayers(), "says" in sayers(), "called" in sayers()
    (True, True, False)
    """
    quoting = [cue for cue in verbs().values() if cue.takes("q") and (cue.takes("c") or not cue.takes("o"))]
    return frozenset(form for cue in quoting for form in _forms(cue.word.split()[0]))


@cache
def sayings() -> frozenset[str]:
    """The forms of the verbs that report speech, quoted or not: *says*, *told*, not *wants*.

    >>> "told" in sayings(), "wants" in sayings()
    (True, False)
    """
    said = [cue.word for cue in verbs().values() if cue.takes("q") and cue.takes("c")]
    return frozenset(form for word in said for form in _forms(word.split()[0]))


@cache
def signals() -> frozenset[str]:
    """The words without which a sentence reports nothing in the writer's words.

    >>> {"said", "claims", "according", "confident"} <= signals()
    True
    """
    nominal = {form for _, word in nominals() for form in (word, word + "s", word[:-1] + "ies")}
    return forms() | nominal | {"according", "put"}


@cache
def third() -> dict[str, str]:
    """The verbs that take a clause or an object, by their third person: *claims*.

    >>> third()["claims"], third()["denies"]
    ('claim', 'deny')
    """
    plain = [v for v in verbs() if " " not in v]
    return {form: verb for verb in plain for form in _forms(verb) if form.endswith("s") and form != verb}


IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote", "speak": "spoke", "think": "thought", "feel": "felt",
    "mean": "meant", "begin": "began", "go": "went", "put": "put", "read": "read", "swear": "swore", "hit": "hit",
    "shoot": "shot", "know": "knew", "find": "found", "show": "showed", "see": "saw", "hear": "heard",
    "understand": "understood", "forget": "forgot", "make": "made", "bring": "brought", "lay": "laid", "spell": "spelt",
    "set": "set", "take": "took", "stand": "stood", "withdraw": "withdrew", "seek": "sought", "choose": "chose",
}  # fmt: skip
IRREGULAR_PARTICIPLES = {
    "wrote": "written",
    "spoke": "spoken",
    "went": "gone",
    "swore": "sworn",
    "saw": "seen",
    "showed": "shown",
}


def _forms(verb: str) -> set[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    past = IRREGULAR.get(verb, stem[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeo" else stem + "ed")
    third = verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeo" else verb + "s"
    doubled = {verb + verb[-1] + "ed", verb + verb[-1] + "ing"} if verb[-1] in "bgmnpt" else set()
    return {verb, third, verb + "es", past, stem + "ing", IRREGULAR_PARTICIPLES.get(past, past)} | doubled
