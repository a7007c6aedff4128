"""The search index: what can be asked of the articles' text, and where in it the answer stands.

Importing this is cheap; Whoosh and NumPy are loaded when an index is first written or searched.
"""

from newsreader.search.highlights import Highlights
from newsreader.search.index import SearchIndex, build_segments
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
    "build_segments",
    "parse",
    "render",
    "snippet",
]
