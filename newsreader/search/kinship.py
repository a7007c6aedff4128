"""Which articles are about the same: those that share several telling words, close in time.

A telling word of an article stands in its title, or twice in it, and is in at least two articles and in no
more than ``most_common`` of those in its language. It counts the more points the rarer it is. Two articles
are akin when they share ``FEWEST_SHARED`` such words, a rare one among them, that make ``POINTS`` together
(more in long articles), and lie no more than ``DAYS`` apart; without a date they need ``POINTS_UNDATED``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsreader.search import schema
from newsreader.search.languages import stem
from newsreader.search.nouns import Kin
from newsreader.search.segments.commit import Commit
from newsreader.search.segments.dictionary import encode
from newsreader.search.segments.files import Numbers
from newsreader.search.tokens import has_unspaced, tokenise

FEWEST_SHARED = 3
POINTS, POINTS_UNDATED = 2.75, 5.5
DAYS = 21
HALF_LIFE_DAYS = 7
"""By so many days the weight of what two articles share halves."""

TELLING = 2 * schema.UNIT
"""What the occurrences of a telling word weigh together at least: two in the body, or one in the title."""

LEAST_COMMON, MOST_COMMON = 10, 2000
SHARE_COMMON = 0.03
A_POINT = 0.01
"""What is in this share of the articles counts a point; what is rarer counts more."""
MOST_POINTS = 1.5
FEW = 3000
"""In smaller libraries words count as if there were so many articles: they are rarer than they seem."""
RARE = 0.003
"""One of the words that are shared, at least, must be in no greater share of the articles than this."""
OF_A_PAIR = 0.35
TYPICAL_WORDS = 400
"""Of longer articles more must be shared, for they have more words to share."""
_DAY_MS = 86_400_000


def most_common(documents: int) -> int:
    """In how many articles of so many a telling word may be."""
    return int(min(MOST_COMMON, max(LEAST_COMMON, SHARE_COMMON * documents)))


class _Word(NamedTuple):
    """A telling word of an article: how it is written there, how rare it is, what it counts, who has it."""

    written: str
    rarity: float
    points: float
    documents: Numbers


def akin(commit: Commit, rowid: int, texts: Iterable[str], language: str, limit: int) -> list[Kin]:
    """The articles akin to one, whose title and text are ``texts``, the nearest first."""
    found = _find(commit, rowid)
    if found is None:
        return []
    words = _telling(commit, found, texts, language)
    lengths = commit.column(schema.length_field(schema.TEXT))
    if not words:
        return []
    documents = np.concatenate([word.documents for word in words])
    owners = np.repeat(np.arange(len(words)), [len(word.documents) for word in words])
    points = np.array([word.points for word in words])[owners]
    different, places = np.unique(documents, return_inverse=True)
    shared, numbers = np.bincount(places, points), np.bincount(places)
    apart = _days_apart(commit, found, different)
    long = (
        lengths[different] / (TYPICAL_WORDS * schema.UNIT) * (lengths[found] / (TYPICAL_WORDS * schema.UNIT))
    )
    wanted = np.where(apart < 0, POINTS_UNDATED, POINTS) * np.maximum(1, long) ** 0.25
    is_rare = np.array([word.rarity >= np.log(RARE) / np.log(A_POINT) for word in words])[owners]
    is_akin = np.bincount(places, is_rare) > 0
    is_akin &= (shared >= wanted) & (numbers >= FEWEST_SHARED) & (apart <= DAYS)
    is_akin &= different != found
    weights = shared / wanted * 0.5 ** (np.maximum(apart, 0) / HALF_LIFE_DAYS)
    best = np.flatnonzero(is_akin)
    best = best[np.argsort(-weights[best], kind="stable")][:limit]
    rowids = commit.column("rowid")
    return [
        Kin(int(rowids[different[at]]), float(weights[at]), _shared(words, owners[places == at]))
        for at in best
    ]


def _shared(words: list[_Word], numbers: NDArray[np.int64]) -> tuple[str, ...]:
    ordered = sorted((words[number] for number in numbers), key=lambda word: -word.rarity)
    return tuple(dict.fromkeys(word.written for word in ordered))


def _find(commit: Commit, rowid: int) -> int | None:
    """The document, within the commit, of an article."""
    for segment in commit.segments:
        for document in segment.data.documents_of(np.array([rowid])):
            if segment.deleted is None or not segment.deleted[document]:
                return segment.base + int(document)
    return None


def _days_apart(commit: Commit, found: int, documents: Numbers) -> Numbers:
    """How many days each is from a document; -1 where neither has a date, very many where one has none."""
    is_dated = commit.column("date") > 0
    keys = commit.column("sort_key")
    if not is_dated[found]:
        return np.where(is_dated[documents], 10**6, -1)
    apart = np.abs(keys[documents] - keys[found]) // _DAY_MS
    return np.where(is_dated[documents], apart, 10**6)


def _telling(commit: Commit, found: int, texts: Iterable[str], language: str) -> list[_Word]:
    known: dict[str, str] = {}
    for text in texts:
        for token in tokenise(text):
            if len(token.text) > 1 and not any(map(str.isdigit, token.text)):
                known.setdefault(stem(token.text, language), text[token.start : token.end])
    among = _frequency(commit, "language", encode(schema.label(language)))
    highest, among = most_common(among), max(among, FEW)
    words = []
    for root, written in known.items():
        documents = _documents(commit, encode(root), highest)
        if documents is not None and len(documents) > 1 and found in documents:
            rarity = min(MOST_POINTS, np.log(among / len(documents)) / -np.log(A_POINT))
            points = rarity * OF_A_PAIR if has_unspaced(root) else rarity
            words.append(_Word(written, rarity, points, documents))
    return words


def _frequency(commit: Commit, name: str, term: bytes) -> int:
    return sum(field.frequency(term) for each in commit.segments if (field := each.data.field(name)))


def _documents(commit: Commit, term: bytes, highest: int) -> Numbers | None:
    """The documents of which a term is a telling word; None where it is too common."""
    frequency = 0
    found = []
    for segment in commit.segments:
        field = segment.data.field(schema.TEXT)
        frequency += field.frequency(term) if field else 0
        if field is None or frequency > highest:
            continue
        if (postings := field.postings(term)) is not None:
            is_telling = postings.weights >= TELLING
            if segment.deleted is not None:
                is_telling = is_telling & ~segment.deleted[postings.documents]
            found.append(postings.documents[is_telling] + segment.base)
    if frequency > highest or not found:
        return None
    return found[0] if len(found) == 1 else np.concatenate(found)
