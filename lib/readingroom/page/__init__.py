"""An article set as HTML: one renderer for notebook, saved reading, site and print.

`html` sets the page, `overlay` says what is highlighted on it, `interface` has its words and its looks.  The page's own
script and style are `page.js` and `page.css`; words and colours are `interface.toml` and `palette.toml`.
"""
