"""How faithful the five retellings are: printed, never asserted.

    PYTHONPATH=lib:tests python tests/benchmarks/retellings.py

For each, the phrases in quotation marks and how many of them the original has in quotation marks; then every speaker's
share of the words in the original and in the retelling, by hand and by the kit.  Without the originals beside the
project only the shares by hand are printed.
"""

from __future__ import annotations

from collections.abc import Mapping

from readingroom import Article
from retold import FIVE, apart, by_hand, by_hand_in_original, by_kit, originals, quotations, quoted_in


def main() -> None:
    for article in FIVE:
        print(f"\n{article.id}: {len(article.words)} words{_of_the_original(article)}")
        _shares("by hand", by_hand_in_original(article.id), by_hand(article))
        if article.id in originals():
            _shares("by the kit", by_kit(originals()[article.id]), by_kit(article))


def _of_the_original(article: Article) -> str:
    original = originals().get(article.id)
    if not original:
        return ""
    phrases = quotations(article.text)
    quoted = sum(quoted_in(phrase, original.text) for phrase in phrases)
    return f" for {len(original.words)}; {len(phrases)} phrases quoted, {quoted} of them in the original"


def _shares(how: str, original: Mapping[str, float], retelling: Mapping[str, float]) -> None:
    print(f"  {how:<44} original  retelling  points")
    for who, by in sorted(apart(retelling, original).items(), key=lambda row: -original.get(row[0], 0)):
        print(f"    {who:<44}{original.get(who, 0):>7.1%}{retelling.get(who, 0):>10.1%}{100 * by:>+9.1f}")


if __name__ == "__main__":
    main()
