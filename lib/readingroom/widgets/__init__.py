"""The widgets: a reading page, explorers for words, lines and voices, and a desk that holds the four.

Widgets compute nothing: they ask the findings and set what those answer with `typeset`.
"""
