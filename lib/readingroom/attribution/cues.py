"""The lexicon of cues."""

from __future__ import annotations

DISTANCING = {"claim", "allege"}


def stance(verb: str) -> str:
    """The class of a reporting verb: neutral, endorsing or distancing.

    >>> stance("say"), stance("claim")
    ('neutral', 'distancing')
    """
    return "distancing" if verb in DISTANCING else "neutral"
