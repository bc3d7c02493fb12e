"""Concordance: every place of a word or a pattern, each as a line with what stands left and right of it (KWIC).

`query` reads what is asked, `lines` makes the concordance, `places` sorts it by the words around the node, and `speech`
says whose words each line is.
"""

from readingroom.concordance.lines import Concordance, Line, concordance

__all__ = ["Concordance", "Line", "concordance"]
