"""All articles at once of which it is clear that another one is about the same.

It takes what ``kinship`` takes, but looks only at pairs that share a word which is so rare that there are not
too many pairs. So whoever is found here has akin articles; in a large library some that have are not found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from newsreader.search import schema
from newsreader.search.kinship import (
    A_POINT,
    DAYS,
    FEW,
    FEWEST_SHARED,
    LEAST_COMMON,
    MOST_COMMON,
    MOST_POINTS,
    OF_A_PAIR,
    POINTS,
    POINTS_UNDATED,
    RARE,
    SHARE_COMMON,
    TELLING,
    TYPICAL_WORDS,
    most_common,
)
from newsreader.search.segments.commit import Commit
from newsreader.search.segments.dictionary import encode
from newsreader.search.segments.files import Numbers
from newsreader.search.segments.postings import is_new
from newsreader.search.tokens import has_unspaced

MOST_PAIRS = 2_000_000
"""What bounds the time and the memory: some seconds and some 300 MB in a library of 200,000."""
_DAY_MS = 86_400_000
_DIGIT = re.compile(rb"\d")
_NONE = np.empty(0, np.int64)
Weights = NDArray[np.float64]


class _Occurrences(NamedTuple):
    """Telling words: of each occurrence the word, as a number, the document, what it counts, whether it is
    rare."""

    terms: Numbers
    documents: Numbers
    points: Weights
    is_rare: NDArray[np.bool_]


class _Pairs(NamedTuple):
    """Akin articles, by their rowids."""

    first: Numbers
    second: Numbers


_KNOWN: WeakKeyDictionary[Commit, _Pairs] = WeakKeyDictionary()


def kindred(commit: Commit, stories: Mapping[int, int]) -> frozenset[int]:
    """The rowids of these articles. Pairs within one of the ``stories`` do not count."""
    if commit not in _KNOWN:
        _KNOWN[commit] = _pairs(commit)
    first, second = _KNOWN[commit]
    if stories and len(first):
        known = np.array(sorted(stories), np.int64)
        story = np.array([stories[rowid] for rowid in known.tolist()], np.int64)
        differ = _story(first, known, story) != _story(second, known, story)
        first, second = first[differ], second[differ]
    return frozenset(np.union1d(first, second).tolist())


def _story(rowids: Numbers, known: Numbers, story: Numbers) -> Numbers:
    where = np.minimum(np.searchsorted(known, rowids), len(known) - 1)
    return np.where(known[where] == rowids, story[where], rowids)


def _pairs(commit: Commit) -> _Pairs:
    occurrences = _telling(commit)
    keys, weights, numbers = _by_rare_words(commit, occurrences)
    one, other = keys // commit.documents, keys % commit.documents
    more, and_so_many = _by_other_words(one, other, occurrences)
    lengths = commit.column(schema.length_field(schema.TEXT)) / (TYPICAL_WORDS * schema.UNIT)
    is_dated = commit.column("date")[one] > 0
    wanted = np.where(is_dated, POINTS, POINTS_UNDATED) * np.maximum(1, lengths[one] * lengths[other]) ** 0.25
    is_akin = (weights + more >= wanted) & (numbers + and_so_many >= FEWEST_SHARED)
    rowids = commit.column("rowid")
    return _Pairs(rowids[one[is_akin]], rowids[other[is_akin]])


def _by_rare_words(commit: Commit, all_of_them: _Occurrences) -> tuple[Numbers, Weights, Numbers]:
    """Each pair that shares rare words, as one number; what these count together, and how many they are."""
    terms, documents, points = (part[all_of_them.is_rare] for part in all_of_them[:3])
    order = np.lexsort((commit.column("sort_key")[documents], terms))
    terms, documents, points = terms[order], documents[order], points[order]
    is_dated = commit.column("date") > 0
    days = np.where(is_dated, commit.column("sort_key") // _DAY_MS, -(10**7))
    found: list[Numbers] = []
    weights: list[Weights] = []
    alive = np.arange(len(terms))
    step = 0
    while len(alive):
        step += 1
        alive = alive[alive + step < len(terms)]
        alive = alive[terms[alive] == terms[alive + step]]
        one, other = documents[alive], documents[alive + step]
        # Of one term the documents stand in the order of their dates: what is too far here is so further on.
        is_near = np.abs(days[one] - days[other]) <= DAYS
        alive, one, other = alive[is_near], one[is_near], other[is_near]
        found.append(np.minimum(one, other) * commit.documents + np.maximum(one, other))
        weights.append(np.minimum(points[alive], points[alive + step]))
    keys: Numbers = np.concatenate([_NONE, *found])
    counted: Weights = np.concatenate([np.empty(0), *weights])
    order = np.argsort(keys, kind="stable")
    keys, counted = keys[order], counted[order]
    first = np.flatnonzero(is_new(keys)) if len(keys) else _NONE
    sums: Weights = np.add.reduceat(counted, first) if len(first) else counted
    return keys[first], sums, np.diff(np.append(first, len(keys)))


def _by_other_words(one: Numbers, other: Numbers, all_of_them: _Occurrences) -> tuple[Weights, Numbers]:
    """What the words that are not so rare count which both of a pair have, and how many they are."""
    terms, documents, points = (part[~all_of_them.is_rare] for part in all_of_them[:3])
    if not len(terms) or not len(one):
        return np.zeros(len(one)), np.zeros(len(one), np.int64)
    order = np.lexsort((terms, documents))
    terms, documents, points = terms[order], documents[order], points[order]
    starts, ends = np.searchsorted(documents, one), np.searchsorted(documents, one, "right")
    amounts = ends - starts
    pairs = np.repeat(np.arange(len(one)), amounts)
    places = np.repeat(starts - (np.cumsum(amounts) - amounts), amounts) + np.arange(int(amounts.sum()))
    many = int(terms.max()) + 1
    known = documents * many + terms
    asked = other[pairs] * many + terms[places]
    where = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    is_shared = known[where] == asked
    pairs, counted = pairs[is_shared], np.minimum(points[places], points[where])[is_shared]
    together = np.bincount(pairs, counted, len(one)).astype(np.float64)
    so_many: Numbers = np.bincount(pairs, minlength=len(one)).astype(np.int64)
    return together, so_many


def _in_language(commit: Commit) -> Numbers:
    """For each document the number of those in its language."""
    among = np.ones(commit.documents, np.int64)
    for language in commit.languages:
        fields = [(each, each.data.field("language")) for each in commit.segments]
        postings = [(each, field.postings(encode(language))) for each, field in fields if field]
        found = [each.documents + segment.base for segment, each in postings if each is not None]
        documents = np.concatenate([_NONE, *found])
        among[documents] = len(documents)
    return among


def _telling(commit: Commit) -> _Occurrences:
    """The telling words of all articles."""
    numbers: dict[bytes, int] = {}
    terms: list[Numbers] = []
    documents: list[Numbers] = []
    everywhere: list[Numbers] = []
    for segment in commit.segments:
        field = segment.data.field(schema.TEXT)
        if field is not None:
            chosen, postings = field.rare(most_common(commit.living))
            is_telling = postings.weights >= TELLING
            if segment.deleted is not None:
                is_telling = is_telling & ~segment.deleted[postings.documents]
            known = field.terms.all_bytes()
            ours = np.array([numbers.setdefault(term, len(numbers)) for term in known], np.int64)[chosen]
            everywhere.append(ours)
            terms.append(ours[is_telling])
            documents.append(postings.documents[is_telling] + segment.base)
    all_terms, all_documents = np.concatenate([_NONE, *terms]), np.concatenate([_NONE, *documents])
    counts = np.bincount(all_terms, minlength=len(numbers))
    totals = np.bincount(np.concatenate([_NONE, *everywhere]), minlength=len(numbers))[all_terms]
    among = _in_language(commit)[all_documents]
    most = np.clip(SHARE_COMMON * among, LEAST_COMMON, MOST_COMMON).astype(np.int64)
    among = np.maximum(among, FEW)
    rarity = np.log(among / counts[all_terms]) / -np.log(A_POINT)
    factors = _factors(numbers, counts)[all_terms]
    kept = (factors > 0) & (totals <= most)
    is_rare = (rarity >= np.log(RARE) / np.log(A_POINT)) & (counts[all_terms] <= _highest(counts))
    points = np.minimum(rarity, MOST_POINTS) * factors
    return _Occurrences(all_terms[kept], all_documents[kept], points[kept], is_rare[kept])


def _highest(counts: Numbers) -> int:
    """The number of articles that a word may be in so that there are no more than ``MOST_PAIRS`` pairs."""
    ordered = np.sort(counts[counts > 1])
    pairs = np.cumsum(ordered * (ordered - 1) // 2)
    within = int(np.searchsorted(pairs, MOST_PAIRS, "right"))
    return int(ordered[within - 1]) if within else 0


def _factors(numbers: Mapping[bytes, int], counts: Numbers) -> Weights:
    """For each term what it counts as: a word; a part of one; or nothing, as numbers do, and what is in
    one article alone."""
    factors = np.zeros(len(numbers))
    for term, number in numbers.items():
        if counts[number] > 1 and len(term) > 1 and not _DIGIT.search(term):
            is_pair = term[:1] >= b"\xe0" and has_unspaced(term.decode("utf-8", "replace"))
            factors[number] = OF_A_PAIR if is_pair else 1.0
    return factors
