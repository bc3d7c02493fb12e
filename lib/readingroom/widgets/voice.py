"""Whose words are looked at: one control, the same in every explorer."""

from __future__ import annotations

from typing import Any, TypedDict

from ipywidgets import Dropdown

from readingroom.concordance.speech import WHOSE, Within, is_voice, speakers
from readingroom.page.interface import say
from readingroom.text.article import Article
from readingroom.text.corpus import Corpus, as_corpus
from readingroom.text.index import index_of
from readingroom.widgets.page import labelled, sendable

MANY = 50  # articles beyond which speakers are not looked for unasked
VOICE = "voice:"


class Asked(TypedDict):
    """What the control asks for, as the words of `concordance` and `frequencies`."""

    within: Within | None
    speaker: str | None


class VoicePicker(Dropdown):
    """A labelled list of the voices of some texts: all, kinds of source, and each speaker with a number of words."""

    value: Any

    def __init__(self, label: str = "within", whole: dict[str, str] | None = None) -> None:
        self._whole = {say("within_all"): ""} if whole is None else whole
        self._offered: list[tuple[str, str]] = []
        super().__init__(options=list(self._whole.items()))
        labelled(self, say(label))
        self.layout.max_width = "22rem"

    def offer(self, texts: Article | Corpus) -> None:
        """Offer the voices of these texts; what is chosen stays chosen where it is there."""
        few = len(as_corpus(texts)) <= MANY
        names = speakers(index_of(texts)) if few else {}
        there = {"outlet"} | {kind for kind in WHOSE if not few or any(is_voice(name, kind) for name in names)}
        voices: dict[str, str] = {say(f"within_{kind}"): kind for kind in WHOSE if kind in there}
        voices |= {sendable(say("within_voice", name=name, n=f"{n:,}")): VOICE + name for name, n in names.items()}
        options, chosen = list((self._whole | voices).items()), self.value
        if options == self._offered:
            return
        self._offered = options
        self._initializing_traits_ = True  # otherwise ipywidgets chooses the first of new options by itself
        self.options = options
        self._initializing_traits_ = False
        values = [value for _, value in options]
        self.index = values.index(chosen) if chosen in values else 0

    @property
    def asked(self) -> Asked:
        """The voice chosen."""
        chosen = str(self.value)
        if chosen.startswith(VOICE):
            return {"within": None, "speaker": chosen.removeprefix(VOICE)}
        return {"within": next((kind for kind in WHOSE if kind == chosen), None), "speaker": None}
