"""Word frequency: what occurs how often, how evenly, in whose company, and more often than where.

`counts` is the list of words or lemmas, `dispersion` how evenly one is spread, `collocation` its company, `keyness`
what marks one text against another, `diversity` how varied the words are, `cloud` the list as a picture.
"""

from readingroom.frequency.collocation import collocates
from readingroom.frequency.counts import frequencies
from readingroom.frequency.dispersion import dispersion
from readingroom.frequency.keyness import keyness
from readingroom.frequency.receipts import open_receipt

__all__ = ["collocates", "dispersion", "frequencies", "keyness", "open_receipt"]
