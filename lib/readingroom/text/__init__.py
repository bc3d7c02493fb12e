"""The ground: an article whose text never changes, places on it, corpora, words and sentences, and the index of them.

`article` has `Article`, `Span` and `Mark`; `corpus` reads articles from files; `folders` says where everything is kept;
`tokens` finds words, sentences, lemmas and parts of speech, by the `tagger`; `index` is what counting and searching
stand on; `results` is what every finding returns, and `charts` how some of it is drawn.
"""
