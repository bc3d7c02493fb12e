"""What a sentence is made of, before anybody asks who says what: it knows no rule of attribution.

`quotes` pairs quotation marks; `tagging` reads tokens, `groups` verbs with their auxiliaries, `sentence` holds both;
`phrases` finds noun phrases and subjects, `clauses` where clauses and phrases end; `cues` is the lexicon of words that
report (verbs.txt, nouns.txt), `lists` the closed classes (words.txt).
"""
