"""Concordance: every place of a word or a pattern, each as a line with what stands left and right of it (KWIC).

`query` reads what is asked, `forms` knows which words that may be, `places` finds them and sorts them by the words
around, `lines` makes the concordance, and `speech` says whose words each line is.
"""

from readingroom.concordance.lines import Concordance, Line, concordance

__all__ = ["Concordance", "Line", "concordance"]
