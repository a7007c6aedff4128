"""After storing: teasers and articles without text are led to the articles that they announce."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsreader.store import Store
    from newsreader.store.teasers import KnownTeaser, Settled, Titled
    from newsreader.stories.pointers import Candidate, Pointer

AT_ONCE = 20_000
"""Teasers that are compared with all articles in one go; what bounds the memory it takes."""
_TITLES_AT_ONCE = 2000
MOST_CANDIDATES = 200
_MOST_KEPT = 10 * MOST_CANDIDATES
"""Of each teaser; beyond that only the nearest in time stay: thousands of articles may have one title."""


def link(store: Store) -> None:
    """Settle where teasers lead, as far as articles have come, gone or changed since it was last done.

    Killed at any point, the next call does it again. Where nothing points anywhere it costs next to nothing.
    """
    teasers = store.teasers
    if teasers.is_settled():
        return
    teasers.gather()
    settled = []
    if teasers.are_there():
        for chunk in teasers.in_chunks(AT_ONCE, pending=True):
            settled += _settled(store, chunk)
        settled += _settled(store, teasers.by_id(_touched(store)))
    teasers.settle(settled)


def _touched(store: Store) -> set[int]:
    """The teasers, compared before, that may lead to an article which was not there then."""
    touched: set[int] = set()
    fresh: list[Titled] | None = None
    for chunk in store.teasers.in_chunks(AT_ONCE, pending=False):
        fresh = list(store.teasers.fresh()) if fresh is None else fresh
        if fresh:
            touched.update(chunk[number].id for number in _candidates(chunk, fresh))
    return touched


def _settled(store: Store, teasers: Sequence[KnownTeaser]) -> list[Settled]:
    """Where these lead, of all articles."""
    from newsreader.store.teasers import Settled
    from newsreader.stories.linking import choose

    if not teasers:
        return []
    found = _candidates(teasers, store.teasers.articles())
    settled = []
    for number, teaser in enumerate(teasers):
        pointer = _pointer(teaser)
        nearest = _nearest(pointer, found.get(number, ()))
        rejected = store.teasers.rejected(teaser.id) if nearest else ()
        others = [article for article in nearest if article.rowid not in rejected]
        choice = choose(pointer, others, store.teasers.text)
        if rejected and choice.rowid is None:
            # What was rejected stays where it is, so that this can be undone.
            choice = choose(pointer, nearest, store.teasers.text)
        settled.append(Settled(teaser.id, choice.rowid, choice.how, choice.is_open))
    return settled


def _candidates(teasers: Sequence[KnownTeaser], articles: Iterable[Titled]) -> dict[int, list[Candidate]]:
    """The articles that each teaser may lead to, by the teaser's number; the nearest, where they are many."""
    from newsreader.stories.pointers import Candidate, Pointers

    pointers = [_pointer(teaser) for teaser in teasers]
    lookup = Pointers(pointers)
    found: dict[int, list[Candidate]] = {}
    remaining = map(Candidate._make, articles)
    while some := list(islice(remaining, _TITLES_AT_ONCE)):
        for article in lookup.worth_a_look(some):
            for number in lookup.that_may_mean(article):
                chosen = found.setdefault(number, [])
                chosen.append(article)
                if len(chosen) > _MOST_KEPT:
                    chosen[:] = _nearest(pointers[number], chosen)
    return found


def _nearest(pointer: Pointer, articles: Sequence[Candidate]) -> list[Candidate]:
    return sorted(articles, key=partial(_distance, pointer))[:MOST_CANDIDATES]


def _distance(pointer: Pointer, article: Candidate) -> tuple[bool, int]:
    is_elsewhere = not pointer.url or pointer.url != article.url
    return is_elsewhere, 0 if pointer.day is None or article.day is None else abs(pointer.day - article.day)


def _pointer(teaser: KnownTeaser) -> Pointer:
    from newsreader.stories.pointers import Pointer

    return Pointer(*teaser[1:])
