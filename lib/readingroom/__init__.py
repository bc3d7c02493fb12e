"""Reading Room: read the news closely.

Everything the kit finds is a `Span` on an article's text, with the reason it was found.  The public names are loaded
when first used, so that `import readingroom` is quick.

>>> from readingroom import Article, attributions
>>> article = Article.from_text("The bridge is safe, the mayor said.")
>>> article.sentences[0].of(article.text)
'The bridge is safe, the mayor said.'
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readingroom.text.article import Article as Article
    from readingroom.text.article import Mark as Mark
    from readingroom.text.article import Span as Span
    from readingroom.text.corpus import Corpus as Corpus
    from readingroom.text.corpus import load_corpus as load_corpus

__version__ = "0.1.0"

# where each public name lives
_HOMES = {
    "Article": "text.article",
    "Mark": "text.article",
    "Span": "text.article",
    "Corpus": "text.corpus",
    "load_corpus": "text.corpus",
    "concordance": "concordance",
    "frequencies": "frequency",
    "dispersion": "frequency",
    "collocates": "frequency",
    "keyness": "frequency",
    "open_receipt": "frequency",
    "attributions": "attribution",
    "layers": "layers",
    "Layer": "layers",
    "add_layer": "layers",
    "provenance": "layers",
    "Notes": "notes",
    "who": "text.readers",
    "ArticleReader": "widgets.reader",
    "Shelf": "widgets.reader",
    "ConcordanceExplorer": "widgets.concordance",
    "FrequencyExplorer": "widgets.frequency",
    "AttributionExplorer": "widgets.attribution",
    "ArticleDesk": "widgets.desk",
    "exercise": "widgets.exercise",
    "beside": "lessons.beside",
    "measured": "lessons.beside",
    "course": "lessons.course",
    "glossary": "lessons.opening",
    "samples": "lessons.opening",
    "keys": "lessons.sheets",
    "import_article": "importing",
    "ImportProblem": "importing",
    "AddArticle": "widgets.add",
    "compare": "tellings",
    "check_retelling": "tellings",
    "TwoTellings": "widgets.tellings",
    "save_reading": "report",
    "pool": "lessons.pool",
    "publish": "site",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"readingroom has no {name!r}; it has {', '.join(sorted(_HOMES))}.")
    value = getattr(import_module(f"readingroom.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """Where a function is called like its module (`layers`), the name here is the function, loaded or not."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
