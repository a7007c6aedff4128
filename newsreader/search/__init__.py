"""The search index: what can be asked of the articles' text, and where in it the answer stands.

Importing this loads nothing: whoever cleans articles needs the analysis alone, and who writes the index no
query language. Each name comes from its module when it is first asked for; Whoosh and NumPy are loaded when
an index is first written or searched.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.search.highlights import Highlights
    from newsreader.search.index import SearchIndex, build_analysed, build_segments
    from newsreader.search.nouns import (
        ArticleText,
        Clause,
        Diagnosis,
        Found,
        IndexDocument,
        Kin,
        Relaxation,
        Sort,
        StateLookup,
        Suggestion,
        Verification,
        Why,
        Words,
    )
    from newsreader.search.query import Query, parse, render
    from newsreader.search.snippets import Snippet, snippet

__all__ = [
    "ArticleText",
    "Clause",
    "Diagnosis",
    "Found",
    "Highlights",
    "IndexDocument",
    "Kin",
    "Query",
    "Relaxation",
    "SearchIndex",
    "Snippet",
    "Sort",
    "StateLookup",
    "Suggestion",
    "Verification",
    "Why",
    "Words",
    "build_analysed",
    "build_segments",
    "parse",
    "render",
    "snippet",
]

_MODULES = {
    "Highlights": "highlights",
    "SearchIndex": "index",
    "build_analysed": "index",
    "build_segments": "index",
    "Query": "query",
    "parse": "query",
    "render": "query",
    "Snippet": "snippets",
    "snippet": "snippets",
}
"""Where names are; all others are nouns."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_MODULES.get(name, 'nouns')}"), name)
    globals()[name] = value
    return value
