"""The query language: ``parse`` reads it, ``render`` writes it, ``syntax`` has the nodes between them."""

from newsreader.search.query.parser import Query, parse
from newsreader.search.query.render import render

__all__ = ["Query", "parse", "render"]
