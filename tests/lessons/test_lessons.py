"""What the lessons say of the articles, and of what the kit finds in them and in invented sentences, is so."""

import re

import pytest

from readingroom import attributions, concordance, dispersion, layers, load_corpus
from readingroom.layers import LAYERS, hits
from readingroom.lessons.exercises import counted, find
from readingroom.text.article import Article

CORPUS = load_corpus()
ARTICLES = [*CORPUS.values()]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_lines_shown_as_an_articles_words_are(article):
    for option in find("02-nobody", article).options:
        assert option.text in article.text, option.text
    for option in find("03-more", article).options:
        assert concordance(article, option.text).total, option.text
    texts = [option.text for option in find("06-whose", article).options if option.text.startswith("“")]
    for text in (*texts, find("06-untold", article).text):
        assert all(part.strip() in article.text for part in re.split("[…‘’“”]", text)), text


def test_lines_of_the_concordance_exercises_stand_in_their_articles():
    lines = [card.text for card in find("05-group").cards] + [option.text for option in find("05-overturn").options]
    lines += find("04-us").text.split("\n")
    for line in lines:
        id, _, words = line.partition(": ")
        assert words.strip(" ….") in CORPUS[id].text, line


def test_the_figures_in_the_prompts_are_the_kits():
    figures = {"cooperation": 19, "states": 9, "multilateralism": 3, "friction": 0}
    assert {word: concordance(CORPUS, word).total for word in figures} == figures
    assert [dispersion(CORPUS, word).articles for word in ("relations", "Yu")] == [5, 1]
    assert sum(len(counted("us", a)) for a in ARTICLES) == 8
    assert not [w for a in ARTICLES for w in a.words if w.of(a.text) == "us"]
    for word in ("China", "said"):
        for article in ARTICLES:
            assert len(counted(word, article)) == concordance(article, word).total


def test_the_machines_mistakes_are_still_made():
    """What the exercises say the kit finds in their invented sentences is what it finds."""
    for id, layer, label in (("06-mistake", "certainty", "hedge"), ("03-mistake", "reporting-verbs", "endorsing")):
        for option in find(id).options:
            sentence, _, word = option.text.partition("” ")
            found = hits(LAYERS[layer].find, sentence.strip("“"))
            assert found == [(re.findall("“(.+?)”", word)[-1], label)], option.text
    for option in find("08-mistake").options:
        sentence, _, label = option.text.partition("” The layer: ")
        assert [mark for _, mark in hits(LAYERS["source-type"].find, sentence)] == [label.strip(".")], option.text
    for option in find("02-mistake").options:
        sentence, _, speaker = option.text.partition("” The kit: ")
        found = attributions(Article.from_text(sentence.strip("“")))
        assert found[-1].speaker == speaker.split(" says")[0], option.text
    labels = [mark.label for article in ARTICLES for mark in layers(article)["certainty"]]
    assert "hedge" not in labels
    assert labels.count("booster") > len(labels) / 2
