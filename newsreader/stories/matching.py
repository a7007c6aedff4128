"""Versions among many texts: sketched, looked up, and compared with what the sketches find near."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from newsreader.stories.likeness import Likeness, Text, comparable, likeness
from newsreader.stories.lookup import Known, candidates
from newsreader.stories.sketches import sketch
from newsreader.stories.words import Words, words

_FAILURES = 3
"""After so many texts that looked near and are no versions the others are not compared."""


class Told(NamedTuple):
    """A text to be told from others: its key, and what of it is compared. ``day`` None is undated."""

    key: int
    title: str
    text: str
    day: int | None = None


class Match(NamedTuple):
    """Two versions of a story by their keys, the earlier key second, and what they have in common."""

    key: int
    other: int
    likeness: Likeness


def matches(
    told: Sequence[Told], known: Sequence[Known], fetch: Callable[[Sequence[int]], Sequence[Told]]
) -> tuple[list[Match], Known]:
    """Which of these texts, whose keys ascend, are versions of one another or of ``known`` ones; and what is
    to be known of them from now on.

    ``fetch`` gives known texts by their keys, without those that are gone.
    """
    keys = np.array([each.key for each in told], np.uint32)
    bodies = words([each.text for each in told])
    sketches = sketch(bodies)
    mine = Known.of(sketches, keys)
    near = candidates(sketches, keys, [*known, mine])
    place_of = {each.key: place for place, each in enumerate(told)}
    old = [key for key in dict.fromkeys(near.keys.tolist()) if key not in place_of]
    involved = {told[place].key for place in near.places.tolist()} | set(near.keys.tolist())
    new = sorted(place_of[key] for key in involved & place_of.keys())
    fetched = fetch(old)
    texts = _texts(fetched, words([each.text for each in fetched]))
    texts |= _texts([told[place] for place in new], bodies.some(new))
    found = []
    failures: dict[int, int] = {}
    for place, other in zip(near.places.tolist(), near.keys.tolist(), strict=True):
        if other not in texts or failures.get(place, 0) >= _FAILURES:
            continue
        key = told[place].key
        alike = likeness(texts[key], texts[other])
        if alike:
            found.append(Match(key, other, alike))
        else:
            failures[place] = failures.get(place, 0) + 1
    return found, mine


def _texts(told: Sequence[Told], bodies: Words) -> dict[int, Text]:
    found = comparable([each.title for each in told], bodies, [each.day for each in told])
    return {each.key: text for each, text in zip(told, found, strict=True)}
