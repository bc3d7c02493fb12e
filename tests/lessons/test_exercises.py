"""Every key passes its own check for every article; no wrong answer does; answers are kept and never lost."""

import json
import re
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ipywidgets import Text

from readingroom import ArticleReader, load_corpus
from readingroom.lessons.answers import Answers
from readingroom.lessons.checks import RUBRIC, Feedback, check, overlap, shown
from readingroom.lessons.exercises import KINDS, every, find, key, order, passages
from readingroom.lessons.quoting import bare, quoted
from readingroom.page.interface import say
from readingroom.report.answered import answered
from readingroom.text.article import Article, Span
from readingroom.text.planted import harbour
from readingroom.widgets.exercise import ExerciseBox

CORPUS = load_corpus()
ARTICLES = [*CORPUS.values()]
TEXTS = {**CORPUS, **harbour()}
OPEN = ("predict", "reading")


def texts_of(id):
    """The articles for which an exercise differs: those it has a key for, all where it counts; None if on none."""
    raw = every()[id]
    if raw.get("count"):
        return ARTICLES
    return [TEXTS[name] for name in raw.get("articles", ())] or [None]


EACH = [
    pytest.param(id, article, id=f"{id}:{article.id}" if article else id) for id in every() for article in texts_of(id)
]


def wrong_answers(exercise, article):
    """Answers that a check must not take: nothing, nonsense, and every wrong option or place."""
    yield from (None, "")
    if exercise.kind == "mark" and exercise.count:
        yield key(exercise, article)[: len(key(exercise, article)) // 2]
    elif exercise.kind in ("choose", "fill", "mistake"):
        yield from (n for n, option in enumerate(exercise.options) if not option.right)
        yield from (-1, len(exercise.options))
    elif exercise.kind == "value":
        yield from (option.text for option in exercise.options if not option.right)
        yield str(int(key(exercise, article)) + 1)
    elif exercise.cards:
        right = key(exercise, article)
        yield from ([place] * len(right) for place in exercise.places)
        yield right[:-1]
    elif exercise.kind == "mark":
        block = article.paragraphs[article.paragraph_at(key(exercise, article)[0][0]) - 1]
        yield [[block.start, block.end]]
        if not exercise.count:
            yield [[word.start, word.end] for p in article.paragraphs for word in article.words if p.contains(word)]
            yield key(exercise, article)[1:]


@pytest.mark.parametrize(("id", "article"), EACH)
def test_the_key_passes_its_own_check(id, article):
    exercise = find(id, article)
    assert exercise.keyed
    if exercise.kind not in OPEN:
        found = check(exercise, key(exercise, article), article)
        assert found.passed, found
        assert found.message.startswith("As in the key. ")
        assert not found.message.endswith("?")
        assert all(": as in the key. " in line for line in found.details if exercise.cards)


@pytest.mark.parametrize(("id", "article"), EACH)
def test_a_wrong_answer_gets_a_question(id, article):
    exercise = find(id, article)
    for answer in wrong_answers(exercise, article):
        found = check(exercise, answer, article)
        assert not found.passed, answer
        assert found.message.endswith("?"), found.message


@pytest.mark.parametrize(("id", "article"), EACH)
def test_every_option_has_its_reason(id, article):
    exercise = find(id, article)
    if exercise.kind in ("choose", "fill", "mistake"):
        assert sum(option.right for option in exercise.options) == 1
    for option in exercise.options:
        assert option.reason
        assert bool(option.misconception) != option.right
        assert option.reason.endswith("?") != option.right
    for card in exercise.cards:
        assert card.reason
        assert card.place in exercise.places
        assert (card.question or exercise.question).endswith("?")
    if exercise.options and exercise.kind != "value":
        texts = [option.text for option in exercise.options]
        assert len(set(texts)) == len(texts) > 2


@pytest.mark.parametrize(("id", "article"), EACH)
def test_prompts_are_whole(id, article):
    exercise = find(id, article)
    assert exercise.kind in KINDS
    assert exercise.id.startswith(exercise.notebook[:2])
    assert "{" not in exercise.prompt
    assert ("____" in exercise.text) == (exercise.kind == "fill")
    if exercise.kind not in ("choose", "fill", "mistake"):
        assert exercise.success
    if exercise.kind in ("value", "sort", "reorder", "mark", "predict"):
        assert exercise.question.endswith("?")
    if exercise.recalls:
        assert find(exercise.recalls).kind == "predict"
    assert shown(exercise, article).message
    assert ".." not in shown(exercise, article).message
    assert (exercise.kind == "reading") == bool(exercise.needs)


@pytest.mark.parametrize("id", every())
def test_the_answer_shown_is_true_whatever_the_reader_did(id):
    article = texts_of(id)[0] or ARTICLES[0]
    exercise = find(id, article)
    said = shown(exercise, article).message
    assert not re.search(r"\byou (have|now)\b|\byour (mark|count)\b", said, re.IGNORECASE), said
    assert not any(line in said for line in RUBRIC)
    assert said.startswith(("The key ", "There is no key", exercise.needs or "The key "))
    if exercise.kind == "reading":
        assert said == exercise.needs
        assert not said.endswith("?")


def test_a_check_names_the_cards_that_are_as_in_the_key():
    parts = find("02-parts")
    found = check(parts, ["cue", "cue", "content", ""])
    assert found.message.startswith("Placed as in the key: 2 of 5.")
    assert [": as in the key. " in line for line in found.details] == [True, False, True]
    assert found.details[1] == "the authority: look again. Who answers for the figure?"
    assert check(parts, []).message == parts.question


def test_a_wrong_choice_is_told_apart_in_words():
    judge = find("00-judge")
    assert check(judge, 0).message == f"The key has another answer. {judge.options[0].reason}"
    assert check(find("06-share"), "26").message.startswith("The key has another answer. ")
    assert check(find("06-share"), " ").message == find("06-share").question


@pytest.mark.parametrize("typed", ["abc", "2 of 9", "none", "?", "about ten or twelve"])
def test_an_answer_that_is_no_number_is_told_so(typed):
    assert check(find("06-share"), typed).message == say("check_no_number")


def test_the_same_quotation_twice_is_named():
    article = ARTICLES[1]
    sentence = article.sentences[1].of(article.text)
    assert reading(article, sentence, f"“{sentence}”").message == say("check_same_twice")


@given(st.sampled_from([*every()]), st.text(max_size=9))
def test_the_order_is_the_readers_own_and_keeps_every_option(id, reader):
    exercise = find(id, texts_of(id)[0])
    shown = order(exercise, reader)
    assert shown == order(exercise, reader)
    assert sorted(shown) == [*range(len(exercise.options or exercise.cards))]
    if exercise.kind == "reorder" and exercise.cards:
        assert [exercise.cards[n].place for n in shown] != sorted(card.place for card in exercise.cards)


def test_marks_near_the_key_are_not_called_the_key():
    article = CORPUS["xinhua-2020"]
    [passage] = passages(find("00-mark", article), article)
    near = check(find("00-mark", article), [[passage.start, passage.end + len(", Chinese")]], article)
    assert near.passed
    assert near.message.startswith("Close to the key. ")
    assert check(find("00-mark", article), [], article).details == ()


@pytest.mark.parametrize(("id", "article"), [case for case in EACH if find(case.values[0]).kind == "mark"])
def test_key_passages_are_in_the_article_once(id, article):
    exercise = find(id, article)
    assert passages(exercise, article)
    for passage in exercise.passages:
        assert article.text.count(passage.replace("[", "").replace("]", "")) == 1, passage


def test_an_article_without_a_key_is_said_to_have_none():
    own = Article.from_text("It rained, the mayor said.", id="mine")
    exercise = find("02-cues", own)
    assert not exercise.keyed
    assert check(exercise, [[0, 2]], own).message.endswith("?")
    assert "In one paragraph, mark" in exercise.prompt
    assert find("00-paragraphs", own).keyed


def test_an_unknown_exercise_lists_those_there_are():
    with pytest.raises(KeyError, match="02-cues"):
        find("02-queue")


def reading(article, *quotations, ticks=(True, True, True), text="It says much. It says it once."):
    return check(find("01-reading"), {"text": text, "quotations": [*quotations], "ticks": [*ticks]}, article)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_a_reading_needs_two_exact_quotations(article):
    first, second = (s.of(article.text) for s in article.sentences[1:3])
    assert reading(article, first, second).passed
    assert reading(article, f"“{first}”", second.replace("’", "'")).passed
    for bad in (
        reading(article, first, first),
        reading(article, first, f"“{first}”"),
        reading(article, first, "“the”"),
        reading(article, first, second.replace(" ", " not ", 1)),
        reading(article, first, "the"),
        reading(article, first, second, ticks=(True, True, False)),
        reading(article, first, second, text=" "),
        reading(article),
    ):
        assert not bad.passed
        assert bad.message.endswith("?")


MARKED = ("“{}”", '"{}"', "«{}»", "„{}“", "‘{}’", "'{}'", "““{}””", " “{}” ", "“{}”.")


@pytest.mark.parametrize("marked", MARKED)
def test_quotation_marks_around_a_quotation_change_nothing(marked):
    article = ARTICLES[1]
    for sentence in article.sentences[1:4]:
        words = sentence.of(article.text).strip("“” .")
        assert bare(marked.format(words)) == words
        assert quoted(marked.format(words), article) == quoted(words, article) is not None
        plain, typed = reading(article, words, words), reading(article, marked.format(words), words)
        assert typed == plain
    assert reading(article, marked.format("never said so")).details == reading(article, "never said so").details


def test_a_saved_reading_has_quotations_without_the_marks_around_them(tmp_path):
    kept = Answers("me", "01-close-reading", tmp_path)
    typed = ["“said on Tuesday”", '"never said"']
    kept.keep("01-reading", {"text": "One.", "quotations": typed, "ticks": []}, ARTICLES[1])
    [row] = answered(kept, ARTICLES[1])
    assert [q["text"] for q in row["quotations"]] == ["said on Tuesday", "never said"]


def test_quotation_marks_inside_a_quotation_stay():
    for words in ("a “fresh start” for all", "called it “fresh”", "’twas so", "“", "", "“”", "the boys’"):
        assert bare(words) == words


VALUES = [case for case in EACH if find(case.values[0]).kind == "value"]
UNITS = ("paragraphs", "times", "percent", "%", " %", "per cent.", "€", " US dollars", "-fold", "x", " in all")
SIGNS = ("", "US$", "$", "USD ", "about ", "paragraph ", "£", "+", "≈ ", "It is ")


@pytest.mark.parametrize(("id", "article"), VALUES)
@given(before=st.sampled_from(SIGNS), behind=st.sampled_from(UNITS), other=st.decimals(0, 999, places=1))
def test_a_number_may_have_a_unit(id, article, before, behind, other):
    exercise = find(id, article)
    right = key(exercise, article)
    assert check(exercise, f"{before}{right}{behind}", article).passed
    assert check(exercise, f"{before}{other}{behind}", article).passed == (other == int(right))
    for scaled in (
        f"-{right}",
        f".{right}",
        f"{right}0",
        f"{right}-{int(right) + 1}",
        f"{right} thousand",
        f"{right}k",
    ):
        assert int(right) == 0 or not check(exercise, scaled, article).passed, scaled


@pytest.mark.parametrize(
    ("id", "right", "wrong"),
    [
        ("09-price", "312 million crowns|312|312m|312,000,000|312 millions",
         "312 billion|321 million|312 thousand|312 or 321"),
        ("06-share", "25%|25 percent|Twenty-five percent|twenty five|25.0 %|25 (twenty-five)|+25%",
         "25 million|26%|−25 %|0.25|2.5|25,5|twenty|five|25 thousand"),
        ("06-period", "2 times|two|Two million|in 2 of them", "twice two thousand|twelve|twenty-two|2 of 9|22"),
        ("00-paragraphs", "13 paragraphs|thirteen|It’s 13, I’m sure|Thirteen paragraphs.|“13”",
         "13 million|1 3|a dozen|teen|13²"),
    ],
)  # fmt: skip
def test_numbers_as_people_type_them(id, right, wrong):
    article = next(a for a in ARTICLES if len(a.paragraphs) == 13)
    exercise = find(id, article)
    for answer in right.split("|"):
        assert check(exercise, answer, article).passed, answer
    for answer in wrong.split("|"):
        assert not check(exercise, answer, article).passed, answer


def test_a_quotation_may_differ_in_its_first_capital():
    article = Article.from_text("He calls it a model of trade with China. Rain fell on it.", id="any")
    found = check(
        find("01-reading"), {"text": "x", "quotations": ["“A model of trade”", "rain fell"], "ticks": []}, article
    )
    assert found.details == (
        "“A model of trade” occurs in paragraph 1, but for the capital.",
        "“rain fell” occurs in paragraph 1, but for the capital.",
    )
    assert reading(article, "A model of trade", "rain fell").passed
    assert not reading(article, "A model of trade", "a model of trade").passed
    assert quoted("He Calls it", article) is None
    assert quoted("a Model of", article) is None
    assert quoted("Calls it", article).of(article.text) == "calls it"


def test_a_quotation_begins_and_ends_between_words():
    article = Article.from_text("Relations with China’s neighbours (all of them) rose. A part is apart.", id="any")
    for words in ("Relations with Chin", "elations with China", "lations", "neighbours (all of the"):
        assert quoted(words, article) is None, words
    for words in ("Relations with China", "with China’s", "(all of them)", "all of them) rose."):
        assert quoted(words, article).of(article.text) == words
    assert quoted("part", article) == Span(56, 60)


def test_the_three_statements_are_called_so():
    article = ARTICLES[1]
    first, second = (s.of(article.text) for s in article.sentences[1:3])
    message = reading(article, first, second, ticks=(True, False, True)).message
    assert message == "Which of the three statements above can you not tick yet?"


MORE, FEWER, OTHER = (say(f"check_{way}") for way in ("more", "fewer", "other_words"))


@pytest.mark.parametrize(
    ("wider", "said"), [((-5, 0), MORE), ((-5, 6), MORE), ((0, -5), FEWER), ((4, 0), FEWER), ((-5, -5), OTHER)]
)
def test_a_share_says_which_way_the_mark_differs(wider, said):
    article = Article.from_text("They came late, and the mayor of Aston said so on Monday.", id="any")
    exercise = replace(find("00-mark", ARTICLES[1]), passages=("and the mayor of Aston said",))
    [passage] = passages(exercise, article)
    [line] = check(exercise, [[passage.start + wider[0], passage.end + wider[1]]], article).details
    assert re.fullmatch(rf"Passage 1 of 1: \d+ % of the words agree\. {re.escape(said)}", line), line
    [whole] = check(exercise, [[passage.start, passage.end]], article).details
    assert whole == "Passage 1 of 1: 100 % of the words agree."


words = st.text(alphabet="ab c’“”\n.é", max_size=60)


@given(words, st.data())
def test_any_passage_of_a_text_is_found_as_its_quotation(text, data):
    article = Article.from_text(text, id="any")
    edges = [n for n in range(len(text) + 1) if not re.fullmatch(r"\w\w", text[max(n - 1, 0) : n + 1])]
    start, end = sorted((data.draw(st.sampled_from(edges)), data.draw(st.sampled_from(edges))))
    found = quoted(text[start:end], article)
    assert (found is None) == (not text[start:end].strip(' \n"“”'))
    assert found is None or {found.start, found.end} <= set(edges)
    cut = quoted(text[start + 1 : end], article)
    assert cut is None or {cut.start, cut.end} <= set(edges)


@given(words, st.data())
def test_overlap_is_a_share(text, data):
    article = Article.from_text(text, id="any")
    place = st.integers(0, len(text)).flatmap(lambda a: st.builds(Span, st.just(a), st.integers(a, len(text))))
    marks, passage = data.draw(st.lists(place, max_size=3)), data.draw(place)
    share = overlap(marks, passage, article)
    assert 0 <= share <= 1
    assert overlap([passage], passage, article) in (0, 1)


@given(st.text(max_size=40))
def test_any_text_as_an_answer_is_answered(answer):
    for id in every():
        found = check(find(id, ARTICLES[0]), answer if find(id).kind in ("predict", "value") else None, ARTICLES[0])
        assert isinstance(found, Feedback)


HOSTILE = [{}, {"text": 3, "quotations": 3, "ticks": "no"}, [[]], [["a", "b"]], [[1, 2, 3]], [[5, 2]], [[0, 10**9]]]
HOSTILE += [[[None, 1]], [3], "text", 10**30, -1, True, [None], {"quotations": [3], "text": "Yes."}, "9" * 5000]


@pytest.mark.parametrize("answer", HOSTILE, ids=range(len(HOSTILE)))
def test_an_answer_that_is_none_of_its_kind_is_answered(answer):
    for id in every():
        assert isinstance(check(find(id, ARTICLES[0]), answer, ARTICLES[0]), Feedback)


def test_quotation_marks_within_one_another_thousands_deep_are_taken_off():
    assert bare("“" * 5000 + "may rise" + "”" * 5000) == "may rise"
    assert bare("“ " * 5000 + "may rise") == ("“ " * 5000 + "may rise")


def looked_at(quotation, article):
    """How many lines of code are run to look a quotation up."""
    lines = 0

    def count(frame, event, _):
        nonlocal lines
        lines += event == "line"
        return count

    sys.settrace(count)
    try:
        quoted(quotation, article)
    finally:
        sys.settrace(None)
    return lines


def test_a_long_quotation_takes_steps_as_many_as_it_has_words():
    article = Article.from_text("It may rise. " * 5000, id="long")
    once, twice = (looked_at("It may rise. " * n + "and fall", article) for n in (1000, 2000))
    assert once > 1000
    assert twice < 2.2 * once
    assert quoted("It may rise. " * 4000, article) == Span(0, 51_999)


def test_answers_are_kept_by_exercise_and_article(tmp_path):
    mine = Answers("Ana Ruiz", "02-quote-attribution", tmp_path)
    mine.keep("02-cues", [[1, 2]], ARTICLES[0])
    Answers("Ana Ruiz", "02-quote-attribution", tmp_path).keep("02-parts", ["cue"])
    again = Answers("Ana Ruiz", "02-quote-attribution", tmp_path)
    assert again.get("02-cues", ARTICLES[0]) == [[1, 2]]
    assert again.get("02-cues", ARTICLES[1]) is None
    assert mine.get("02-parts") == ["cue"]
    assert Answers("me", "02-quote-attribution", tmp_path).get("02-parts") is None


def test_a_readers_name_is_not_a_path(tmp_path):
    answers = Answers("../../x", "00-start-here", tmp_path)
    answers.keep("00-judge", 1)
    assert {p.name for p in tmp_path.iterdir()} == {".lock", answers.path.name}
    assert answers.path.name.startswith("x-00")
    assert json.loads(answers.path.read_text("utf-8"))["reader"] == "../../x"


def test_no_two_readers_share_a_file(tmp_path):
    names = ["Ana B", "Ana_B", "ana b", "!!", "??", "me", "a" * 99, "a" * 100]
    for n, name in enumerate(names):
        Answers(name, "00-start-here", tmp_path).keep("00-judge", n)
    assert [Answers(name, "00-start-here", tmp_path).get("00-judge") for name in names] == list(range(len(names)))


@pytest.fixture
def box(tmp_path):
    reader = ArticleReader(CORPUS, article="xinhua-2020", layers=[])

    def make(id, reader=reader):
        return ExerciseBox(id, reader, folder=tmp_path)

    make.reader = reader
    return make


def test_an_exercise_follows_the_page_and_finds_its_answers_again(box):
    cues = box("02-five")
    assert "paragraph 5" in cues.exercise.prompt
    for place in passages(cues.exercise, box.reader.article):
        box.reader.mark(place)
    assert cues.check().passed
    box.reader.read("chinamil-2021")
    assert "paragraph 10" in cues.exercise.prompt
    assert not cues.check().passed
    box.reader.read("xinhua-2020")
    assert cues.answer == key(cues.exercise, box.reader.article)


@pytest.mark.parametrize("id", list(every()))
def test_every_exercise_can_be_answered_shown_and_reopened(box, id):
    first = box(id)
    answer = key(first.exercise, first.article) if first.exercise.kind not in OPEN else None
    if first.exercise.kind == "predict":
        answer = "A guess, “in words”."
    if first.exercise.kind == "reading":
        answer = {"text": "One. Two.", "quotations": ["a b", "c d"], "ticks": [True, False, True]}
    if first.exercise.kind != "mark":
        first.answer = answer
        first.check()
        assert box(id).answer == answer
    assert first.show().passed
    assert first.feedback.message
    twin = first._repr_mimebundle_()
    bundle = twin[0] if isinstance(twin, tuple) else twin
    assert first.exercise.prompt.split()[0] in bundle["text/html"]
    for option in first.exercise.options:
        assert option.reason not in bundle["text/html"]


def test_an_earlier_answer_is_shown_again(box):
    box("03-predict").answer = "<b>said</b>"
    assert "&lt;b&gt;said&lt;/b&gt;" in box("03-challenge").twin()


def test_an_exercise_about_a_page_asks_for_one(box):
    with pytest.raises(ValueError, match=r'exercise\("02-cues", reader\)'):
        box("02-cues", None)


def test_an_earlier_answer_follows_the_box_it_was_written_in(box, tmp_path):
    earlier, later, other = box("03-predict"), box("03-challenge"), box("02-challenge")
    assert "nothing yet" in later.children[0].value
    earlier.answer = "A <guess>"
    earlier.check()
    assert "A &lt;guess&gt;" in later.children[0].value
    assert "nothing yet" in other.children[0].value
    elsewhere = ExerciseBox("03-predict", box.reader, folder=tmp_path / "another")
    elsewhere.answer = "Not mine"
    assert "Not mine" not in later.children[0].value


def test_marks_with_another_label_are_not_passed_over_in_silence(box):
    box.reader.page.label = "cue"
    cues = box("02-five")
    first, *others = passages(cues.exercise, box.reader.article)
    box.reader.mark(first, "question")
    assert cues.check().message.startswith("Marks labelled “cue” are looked at here; yours say “question”. ")
    assert not any("%" in line for line in cues.check().details)
    box.reader.mark(others[0])
    assert "question" not in cues.check().message, "what has the label is looked at, and the rest is not spoken of"


def test_marks_that_were_there_before_are_not_blamed(box):
    box.reader.page.label = "cue"
    [first, *_] = passages(find("02-cues", box.reader.article), box.reader.article)
    box.reader.mark(first, "question")
    assert "question" not in box("02-cues").check().message


def test_where_no_label_is_asked_for_a_mark_may_have_any(box):
    mark = box("00-mark")
    [passage] = passages(mark.exercise, box.reader.article)
    box.reader.mark(passage)
    assert mark.check().passed
    [note] = box.reader.keeper.notes.own
    box.reader.keeper.notes.change(note.id, "question")
    assert mark.check().passed


@pytest.mark.parametrize("typed", ["abc", "2 of 9", "about"])
def test_what_is_no_number_is_told_so(box, typed):
    count = box("04-china")
    count.answer = typed
    assert count.check().message.startswith("That is not one number.")


def test_the_same_quotation_twice_is_told_so(box):
    reading = box("01-reading")
    words = box.reader.article.text.split("\n\n")[1].split()
    same = " ".join(words[:4])
    reading.answer = {"text": "It claims.", "quotations": [same, f"“{same}”"], "ticks": [True] * 3}
    assert "one and the same passage" in reading.check().message


def test_an_answer_that_cannot_be_written_is_checked_all_the_same_and_says_so(box, monkeypatch):
    first = box("00-judge")

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("readingroom.notes.store.write_text", refused)
    with pytest.warns(UserWarning, match="not saved yet"):
        first.answer = key(first.exercise)
    assert first.check().passed
    assert first.feedback.message
    assert "Permission denied" in first.feedback.unkept
    monkeypatch.undo()
    first.answer = 0
    assert first.feedback.unkept == ""


def test_marks_from_elsewhere_are_not_blamed(box):
    cues = box("02-five")
    article = box.reader.article
    [where] = {article.paragraph_at(p.start) for p in passages(cues.exercise, article)}
    elsewhere = article.paragraphs[where]  # the paragraph after it
    none = "There is no mark labelled “cue” yet where one is asked for; only this label is looked at. "
    box.reader.page.label = "cue"
    assert cues.check().message == none + cues.exercise.question
    box.reader.mark(Span(elsewhere.start, elsewhere.start + 9), "surprise")
    assert cues.check().message == none + cues.exercise.question
    box.reader.mark(Span(elsewhere.start + 10, elsewhere.start + 19), "cue")
    assert cues.check().message == none + cues.exercise.question


def test_a_relabelled_mark_is_not_put_on_the_page_twice(box):
    mark = box("00-mark")
    [passage] = passages(mark.exercise, box.reader.article)
    box.reader.mark(passage)
    mark.check()
    [note] = box.reader.keeper.notes.own
    box.reader.keeper.notes.change(note.id, "question")
    box("00-mark")
    assert [(n.span, n.label) for n in box.reader.keeper.notes.own] == [(passage, "question")]


def test_marks_kept_on_another_machine_are_put_on_the_page(box, tmp_path):
    article = CORPUS["xinhua-2020"]
    Answers("me", "00-start-here", tmp_path).keep("00-mark", key(find("00-mark", article), article), article)
    assert box("00-mark").check().passed


def test_what_was_said_of_an_earlier_answer_is_said_to_be_so(box):
    judge = box("00-judge")
    judge.answer = 0
    assert not judge.feedback.earlier
    judge.check()
    assert not judge.feedback.earlier
    judge.answer = 1
    assert judge.feedback.earlier == say("exercise_before")
    judge.answer = 0
    assert not judge.feedback.earlier
    judge.show()
    judge.answer = 2
    assert not judge.feedback.earlier
    assert judge.check().passed
    mark = box("00-mark")
    mark.check()
    box.reader.mark(passages(mark.exercise, box.reader.article)[0])
    assert mark.feedback.earlier
    guess = box("00-exit")
    guess.check()
    guess.answer = "Who paid for it"
    assert not guess.feedback.message


def test_free_writing_has_room(box):
    assert 4 <= box("01-retell").children[1].rows <= 6
    assert 4 <= box("01-reading").children[1].rows <= 6
    assert isinstance(box("00-paragraphs").children[1], Text)
    buttons = [button.description for button in box("01-reading").children[-2].children]
    assert buttons == [say("exercise_check"), say("exercise_needs")]
