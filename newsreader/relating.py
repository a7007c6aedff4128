"""What has to do with an article: those that announce it, and those about the same."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.article import Headline
from newsreader.store import Store


class Related(NamedTuple):
    """An article about the same, and the telling words that it shares, the rarest first."""

    headline: Headline
    words: tuple[str, ...]


class Below(NamedTuple):
    """What is shown below an article: the articles that announce it, newest first, and those about the same,
    nearest first."""

    mentioned_by: tuple[Headline, ...] = ()
    related: tuple[Related, ...] = ()


def below(store: Store, rowid: int) -> Below:
    """What is shown below an article."""
    ids = store.article(rowid).mentioned_by
    return Below(tuple(store.headlines(list(store.places.rowids_of(ids)))))
