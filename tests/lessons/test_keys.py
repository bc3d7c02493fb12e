"""The keys hold against what people marked by hand, and what is quoted in an exercise is in its text."""

import re
from collections import Counter

import pytest
from proofs import SHARES, TEXTS, holds, words_of

from readingroom import concordance, dispersion, frequencies, layers, provenance
from readingroom.lessons.checks import quoted
from readingroom.lessons.exercises import books, counted, every, find, marked
from readingroom.text.marking import handmarks
from readingroom.text.planted import features

FIVE = [name for name in TEXTS if name[-4:].isdigit()]
PROVED = [
    pytest.param(id, part, id=f"{id}:{part.text[:30]}")
    for id in every()
    for exercise in [find(id)]
    for part in (*exercise.options, *exercise.cards)
    if part.proof and part.proof.split()[-1] not in SHARES
]


@pytest.mark.parametrize(("id", "part"), PROVED)
def test_a_key_rests_on_what_people_marked(id, part):
    assert part.proof.split()[0] in find(id).on
    assert holds(part.proof, part.text), f"{part.text}: not {part.proof}"


def test_marks_asked_for_are_those_that_people_set():
    for id, raw in every().items():
        for name in raw.get("articles", ()):
            exercise = find(id, TEXTS[name])
            if exercise.hand:
                here = [
                    p for p in marked(exercise.hand, TEXTS[name]) if TEXTS[name].paragraph_at(p.start) == exercise.at
                ]
                assert here, (id, name)


def test_who_has_the_most_words():
    speakers = {m.speaker for m in handmarks(TEXTS["agency"])}
    most = max(speakers, key=lambda who: words_of("agency", who)[0])
    assert most == "Marta Dunnock"
    fishers = ("Jonas Reddick", "Elin Sabey", "Karin Dell", "The fishers", "Lanner Fishers’ Association")
    assert words_of("daily-local", *fishers)[0] > 1.5 * words_of("daily-opposed", *fishers)[0]
    assert words_of("daily-local", "Karin Dell")[0] > words_of("daily-opposed", *fishers)[0]
    for name, own, other in (
        ("readout-authority", ("Marta Dunnock",), fishers),
        ("readout-fishers", fishers, ("Marta Dunnock", "Harbour Authority")),
    ):
        assert words_of(name, *own)[0] > words_of(name, *other)[0]


def test_the_commentary_has_the_smallest_share_of_reported_speech():
    shares = {name: said / words for name in FIVE for said, words in [words_of(name)]}
    assert min(shares, key=shares.get) == "chinamil-2021"
    assert sorted(shares.values())[1] > 1.3 * shares["chinamil-2021"]


def test_verbs_of_the_read_outs():
    for name, speaker in (("readout-authority", "Lanner Fishers’ Association"), ("readout-fishers", "Marta Dunnock")):
        claims = [m for m in handmarks(TEXTS[name]) if m.cue and m.cue.of(TEXTS[name].text).startswith("claim")]
        assert [m.speaker for m in claims] == [speaker]
    claims = {
        n: m.speaker for n in ("daily-local", "daily-opposed") for m in handmarks(TEXTS[n]) if _cue(n, m) == "claims"
    }
    assert claims == {"daily-local": "Jonas Reddick", "daily-opposed": "Marta Dunnock"}
    assert not concordance(TEXTS["readout-authority"], "said").total
    paragraphs = {TEXTS["xinhua-2020"].paragraph_at(w.start) for w in counted("said", TEXTS["xinhua-2020"])}
    assert len(paragraphs) == 8


def _cue(name, mark):
    return mark.cue.of(TEXTS[name].text) if mark.cue else ""


def test_counts_in_prompts_and_keys():
    five = [TEXTS[name] for name in FIVE]
    found = {word: concordance(five, word).total for word in ("cooperation", "first", "us", "wedge", "dispute")}
    assert found == {"cooperation": 26, "first": 11, "us": 5, "wedge": 3, "dispute": 0}
    assert not [w for a in five for w in a.words if w.of(a.text) == "us"]
    period = re.compile(r"\W*(?:half-year|nine months|10 months|three quarters)")
    assert sum(bool(period.match(row.right)) for row in concordance(five, "first")) == 5
    assert concordance(five, "cooperation").group("L1")[0].word == "friendly"
    spread = {word: dispersion(five, word) for word in ("relations", "Xi")}
    assert [sum(row.count for row in s) for s in spread.values()] == [18, 14]
    assert [round(s.dp, 2) for s in spread.values()] == [0.14, 0.65]
    assert max(row.count for row in spread["Xi"]) == 12
    rows = {row.article: row for row in spread["relations"]}
    assert [(rows[n].words, rows[n].count) for n in ("chinamil-2021", "globaltimes-2021")] == [(561, 3), (477, 3)]
    assert [round(rows[n].per_million) for n in ("chinamil-2021", "globaltimes-2021")] == [5348, 6289]
    forms = Counter({row.word: row.count for row in frequencies(TEXTS["cgtn-2020"], stopwords=())})
    assert [forms[w] for w in ("country", "countries", "cooperate", "cooperation")] == [2, 4, 1, 4]
    plot = {n: concordance(TEXTS[n], "cooperation").total for n in ("xinhua-2020", "chinamil-2021")}
    assert plot == {"xinhua-2020": 7, "chinamil-2021": 4}
    marks = {n: len(layers(TEXTS[n])["modality"]) for n in FIVE}
    assert max(marks, key=marks.get) == "xinhua-2020"


def test_mud_is_said_by_seven_of_nine():
    without = [n for n in TEXTS if n not in (*FIVE, "summary-faithful") and not concordance(TEXTS[n], "mud").total]
    assert without == ["readout-authority", "release"]
    assert max(TEXTS, key=lambda n: concordance(TEXTS[n], "mud").total) == "daily-local"


def test_sums_of_the_harbour():
    assert 6 // 3 == 2
    assert 100 * 78 / 312 == 25
    assert 1_200_000 // 1000 == 1200
    assert 78 + 144 == 312 - 90 == 222
    assert "two million a year" in TEXTS["readout-fishers"].text


def test_what_a_list_of_hedges_misses_is_missed():
    agency = TEXTS["agency"]
    found = [m.span.of(agency.text) for m in layers(agency)["certainty"] if m.label == "hedge"]
    assert "might" in found
    assert not any("published" in words or "measurements" in words for words in found)


def test_the_number_with_nobody_named_is_in_the_cards():
    assert any("41" in str(card.value) for card in provenance(TEXTS["commentary"]))
    assert any(m.label == "number-no-source" for m in features(TEXTS["commentary"]))


@pytest.mark.parametrize("id", [id for id in every() if find(id).on])
def test_words_quoted_from_a_text_are_in_it(id):
    exercise = find(id)
    texts = [TEXTS[name].text for name in exercise.on]
    for part in (*exercise.options, *exercise.cards):
        if "absent" in part.proof or exercise.kind == "fill":
            continue
        for words in re.findall("“([^“”]{12,})”", part.text):
            for piece in re.split(" … |…|[‘’]", words):
                assert any(piece.strip(" .,") in text for text in texts), f"{id}: {piece}"


SAMPLES = [(book, sample) for book, page in books().items() for sample in page.get("sample", ())]


@pytest.mark.parametrize(("book", "sample"), SAMPLES, ids=[f"{b[:2]} {s['verdict']}" for b, s in SAMPLES])
def test_quotations_in_a_sample_reading_are_exact_and_in_their_paragraph(book, sample):
    article = TEXTS[sample["on"]]
    cited = re.findall(r"“([^“”]+)”[^“”]*?\(?(?:paragraph (\d+)|headline)\)", sample["text"])
    assert len(cited) >= 2, sample["text"]
    for words, paragraph in cited:
        ways = [row.start() for row in re.finditer(re.escape(words.strip(" .,")), article.text)]
        assert ways, words
        assert int(paragraph or 0) in {article.paragraph_at(at) for at in ways}, words
    assert quoted(cited[0][0], article)


def test_each_notebook_but_the_first_has_three_samples():
    verdicts = {book: [s["verdict"] for s in page.get("sample", ())] for book, page in books().items()}
    three = ["Strong", "Plausible, but without support", "Claims too much"]
    assert all(found == three for book, found in verdicts.items() if book != "00-start-here")
