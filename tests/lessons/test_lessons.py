"""What the exercises say that the kit finds in their invented sentences is what it finds."""

import re

from readingroom.layers import LAYERS, hits
from readingroom.lessons.exercises import find


def test_the_machines_mistakes_are_still_made():
    for id, layer, label in (("06-mistake", "certainty", "hedge"), ("03-mistake", "reporting-verbs", "endorsing")):
        for option in find(id).options:
            sentence, _, word = option.text.partition("” ")
            found = hits(LAYERS[layer].find, sentence.strip("“"))
            assert found == [(re.findall("“(.+?)”", word)[-1], label)], option.text
    for option in find("08-mistake").options:
        sentence, _, label = option.text.partition("” The layer: ")
        assert [mark for _, mark in hits(LAYERS["source-type"].find, sentence)] == [label.strip(".")], option.text
