"""A receipt asks the same again, elsewhere too; one that is cut, strange or for other texts says so in one sentence."""

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom import (
    Article,
    collocates,
    concordance,
    dispersion,
    frequencies,
    keyness,
    load_corpus,
    open_receipt,
)
from readingroom.text.receipts import ReceiptProblem, read

NEWS = Article.from_text("“The old bridge is safe,” said Ana Ruiz. The new bridge fell; a bridge.", id="news")
OTHER = Article.from_text("The river rose. The bridge held, Ben Cole said.", id="other")
MANY = [Article.from_text(f"the river rose {n} times", id=f"a{n}") for n in range(30)]

RESULTS = [
    concordance(NEWS, "bridge", sort="L1", near="old", within_words=2, seed=3, sample=1),
    concordance([NEWS, OTHER], "“bridge”", speaker="Ana Ruiz"),
    frequencies([NEWS, OTHER], n=2, stopwords=("the",)),
    frequencies(NEWS, within="speech"),
    collocates(NEWS, "bridge", window=(2, 0), measures="all"),
    dispersion([OTHER, NEWS], "bridge"),
    keyness(NEWS, OTHER, least=2),
    keyness(NEWS, "outlet", speaker="Ana Ruiz"),
    keyness(OTHER),
]


@pytest.mark.parametrize("result", RESULTS, ids=lambda r: r.caption[:30])
def test_a_receipt_asks_the_same_again(result):
    receipt = result.receipt()
    assert len(receipt) < 500
    texts = [Article.from_text(a.text, id=f"{a.id} of another name") for a in (OTHER, NEWS)]
    again = open_receipt(f"  {receipt[:40]}\n{receipt[40:]} ", texts)
    assert again.to_csv().replace(" of another name", "") == result.to_csv()
    assert open_receipt(receipt, [NEWS, OTHER]).caption == result.caption
    assert open_receipt(again.receipt(), texts).to_csv() == again.to_csv()


def test_without_texts_the_kits_own_are_looked_through():
    article = load_corpus(pack="harbour", added=False)["agency"]
    found = concordance(article, "harbour")
    assert list(open_receipt(found.receipt())) == list(found)


def test_texts_that_can_be_gone_through_once_are_kept():
    found = frequencies(article for article in (NEWS, OTHER))
    assert open_receipt(found.receipt(), [NEWS, OTHER]).to_csv() == found.to_csv()


def test_many_texts_have_one_fingerprint():
    found = frequencies(MANY)
    assert len(found.receipt()) < 300
    assert open_receipt(found.receipt(), MANY).to_csv() == found.to_csv()
    with pytest.raises(ReceiptProblem, match="“30 articles”, not found here"):
        open_receipt(found.receipt(), MANY[:-1])


def test_another_text_of_that_name_is_told():
    receipt = concordance(NEWS, "bridge").receipt()
    changed = Article.from_text(NEWS.text.replace("old", "older"), id="news")
    with pytest.warns(UserWarning, match="text of “news” is not the one the receipt is for"):
        assert open_receipt(receipt, changed).total == 3
    with pytest.raises(ReceiptProblem, match=r"The receipt is for “news”, not found here; add it, or give it"):
        open_receipt(receipt, OTHER)


def packed(said: object) -> str:
    raw = zlib.compress(json.dumps(said).encode())
    return "rr1." + base64.urlsafe_b64encode(raw + zlib.crc32(raw).to_bytes(4, "big")).decode().rstrip("=")


def test_a_receipt_of_another_version_is_told():
    asked = read(concordance(NEWS, "bridge").receipt())
    older = packed([asked.ask, asked.settings, asked.texts, "0.0.1"])
    with pytest.warns(UserWarning, match=r"Made with version 0.0.1"):
        assert open_receipt(older, NEWS).total == 3
    unknown = packed([asked.ask, {**asked.settings, "mood": 1}, asked.texts, "9.9"])
    with pytest.raises(ReceiptProblem, match=r"“concordance” as Reading Room 9.9 has it"):
        open_receipt(unknown, NEWS)
    with pytest.raises(ReceiptProblem, match="“system” as Reading Room"):
        open_receipt(packed(["system", {}, {}, "1"]), NEWS)
    with pytest.raises(ReceiptProblem, match="newer Reading Room"):
        open_receipt("rr2.abc", NEWS)


def test_a_receipt_that_is_cut_or_changed_is_told():
    receipt = concordance(NEWS, "bridge").receipt()
    for n in range(5, len(receipt) - 1):
        with pytest.raises(ReceiptProblem):
            open_receipt(receipt[:n], NEWS)
    with pytest.raises(ReceiptProblem, match="cut or changed"):
        open_receipt(receipt[:20] + "AAAA" + receipt[24:], NEWS)


@given(st.text())
def test_any_text_is_opened_or_refused(text):
    for receipt in (text, f"rr1.{text}"):
        with pytest.raises(ReceiptProblem):
            open_receipt(receipt, NEWS)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside)
    )
)
def test_whatever_a_receipt_holds_is_opened_or_refused(said):
    with pytest.raises(ReceiptProblem):
        open_receipt(packed(said), NEWS)


def test_a_great_deal_in_few_letters_is_refused():
    raw = zlib.compress(b"[" * 100_000_000, 9)
    bomb = "rr1." + base64.urlsafe_b64encode(raw + zlib.crc32(raw).to_bytes(4, "big")).decode()
    with pytest.raises(ReceiptProblem):
        open_receipt(bomb, NEWS)


def test_what_is_made_from_a_result_names_where_the_receipt_is():
    with pytest.raises(ValueError, match="made from another one"):
        frequencies(NEWS).plot().receipt()
