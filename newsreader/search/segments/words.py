"""Analysed articles as arrays of tokens: from the numbers of their surfaces on, all is arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsreader.search import schema
from newsreader.search.analysis import SPEECH, ZONE_END, Analysed
from newsreader.search.folding import fold
from newsreader.search.segments.lexicon import Lexicon
from newsreader.search.segments.zones import zone_starts

_ZONES = len(schema.SEARCHED)
_FIRST = 2
"""The first number that stands for a surface."""
Integers = NDArray[np.int32]


class Tokens(NamedTuple):
    """Form, document and position of each token, as arrays of one length; perhaps also what it weighs."""

    forms: NDArray[Any]
    documents: NDArray[Any]
    places: NDArray[Any]
    weights: NDArray[Any] | None = None


class _Stream(NamedTuple):
    """Texts one after the other: their surfaces, how many each has, and before which surface and in which
    text are places of speech."""

    surfaces: Integers
    counts: Integers
    speech: Integers
    speech_texts: Integers


class _Positions(NamedTuple):
    """Positions, counted through all texts: before each surface and at the end, and where each text begins,
    and the last ends."""

    edges: Integers
    bases: Integers


class Words:
    """The words of some batches of analysed articles, one batch after the other."""

    def __init__(self, batches: Sequence[Analysed], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._articles = sum(batch.articles for batch in batches)
        runs: list[str] = []
        words, urls, names, openings = [], [], [], []
        for batch in batches:
            known = _known(batch, lexicon)
            words.append(_renumbered(batch.words, known, len(runs)))
            urls.append(_renumbered(batch.urls, known, len(runs)))
            speakers, is_opening = np.frombuffer(batch.speakers, np.int32).reshape(-1, 2).T
            names.append(known[speakers] - _FIRST)
            openings.append(is_opening)
            runs += batch.runs.split("\n") if batch.runs else ()
        self._text, self._urls = _stream(_joined(words)), _stream(_joined(urls))
        self._names, self._openings = _joined(names), np.flatnonzero(_joined(openings))
        self._runs = _Runs(runs, lexicon)
        self._positions: _Positions | None = None

    def text(self) -> tuple[Tokens, Integers]:
        """Every token of the texts, zones counted as documents; and how many positions each zone of each
        article takes."""
        tokens, self._positions = self._expanded(self._text)
        return tokens, np.diff(self._positions.bases).reshape(self._articles, _ZONES)

    def urls(self) -> tuple[Tokens, Integers]:
        """Every token of the urls; and how many positions each takes."""
        tokens, positions = self._expanded(self._urls)
        return tokens, np.diff(positions.bases)

    def speech(self, lengths: Mapping[str, NDArray[Any]]) -> Tokens:
        """The names of speakers, each where its speaker begins and ends to speak; to be asked for after the
        text, whose lengths by zone these are."""
        assert self._positions is not None
        edges, bases = self._positions
        texts = self._text.speech_texts
        documents, zones = np.divmod(texts, np.int32(_ZONES))
        places = edges[self._text.speech] - bases[texts]
        places += np.column_stack(zone_starts(lengths))[documents, zones]
        starts = np.array(self._lexicon.token_starts, np.int32)
        first = starts[self._names]
        amounts = starts[self._names + 1] - first
        owners = _owners(amounts)
        forms = np.array(self._lexicon.token_forms, np.int32).take(_ranges(first, amounts, owners))
        opening = self._lexicon.form(schema.OPENING, schema.OPENING)
        opened = self._openings
        return Tokens(
            np.concatenate([np.full(len(opened), opening, np.int32), forms]),
            np.concatenate([documents[opened], documents.take(owners)]),
            np.concatenate([places[opened], places.take(owners)]),
        )

    def _expanded(self, stream: _Stream) -> tuple[Tokens, _Positions]:
        """Every token, in order of text and position, and the positions."""
        lexicon, runs = self._lexicon, self._runs
        first, amounts, widths = _extents(stream.surfaces, runs, lexicon)
        edges = _edges(widths)
        bases = edges[_edges(stream.counts)]
        places = edges[:-1] - np.repeat(bases[:-1], stream.counts)
        texts = _owners(stream.counts)
        owners = _owners(amounts)
        where = _ranges(first, amounts, owners)
        forms = np.concatenate([np.array(lexicon.token_forms, np.int32), runs.forms]).take(where)
        offsets = np.concatenate([np.array(lexicon.token_offsets, np.int32), runs.offsets]).take(where)
        tokens = Tokens(forms, texts.take(owners), places.take(owners) + offsets)
        return tokens, _Positions(edges, bases)


class _Runs:
    """Runs of characters without spaces between words: each two neighbours are a term, and the last one.

    Their tokens are numbered after those of the lexicon.
    """

    def __init__(self, runs: list[str], lexicon: Lexicon) -> None:
        self.lengths = np.fromiter(map(len, runs), np.int32, len(runs))
        self.starts = _edges(self.lengths)[:-1]
        total = int(self.lengths.sum())
        self.offsets = np.arange(total, dtype=np.int32) - np.repeat(self.starts, self.lengths)
        codes = np.frombuffer("".join(runs).encode("utf-32-le", "surrogatepass"), "<u4")
        different, characters = np.unique(codes, return_inverse=True)
        folded = [fold(chr(code)) for code in different.tolist()] + [""]
        following = np.append(characters[1:], len(different))
        following[(self.starts + self.lengths - 1)[self.lengths > 0]] = len(different)
        pairs, tokens = np.unique(characters * len(folded) + following, return_inverse=True)
        terms = [folded[pair // len(folded)] + folded[pair % len(folded)] for pair in pairs.tolist()]
        forms = np.fromiter((lexicon.form(term, term) for term in terms), np.int32, len(terms))
        self.forms = forms[tokens]


def _extents(surfaces: Integers, runs: _Runs, lexicon: Lexicon) -> tuple[Integers, Integers, Integers]:
    """Of each surface: its first token, how many it has, and how many positions it takes."""
    starts = np.array(lexicon.token_starts, np.int32)
    if not len(runs.lengths):
        amounts, widths = np.diff(starts), np.array(lexicon.widths, np.int32)
        return starts.take(surfaces), amounts.take(surfaces), widths.take(surfaces)
    is_run = surfaces < 0
    words = np.where(is_run, len(starts) - 1, surfaces)
    first, amounts = starts[words], np.append(np.diff(starts), np.int32(0))[words]
    widths = np.append(np.array(lexicon.widths, np.int32), np.int32(0))[words]
    which = -surfaces[is_run] - 1
    first[is_run] = len(lexicon.token_forms) + runs.starts[which]
    amounts[is_run] = widths[is_run] = runs.lengths[which]
    return first, amounts, widths


def _known(batch: Analysed, lexicon: Lexicon) -> Integers:
    """The lexicon's numbers by those of a batch."""
    numbers = np.frombuffer(batch.surfaces, np.int32)
    known = lexicon.known_of(batch.analyser, int(numbers.max(initial=0)))
    unknown = known[numbers] < 0
    if unknown.any():
        definitions = list(compress(batch.definitions.split("\n"), unknown))
        known[numbers[unknown]] = lexicon.numbers(definitions) + _FIRST
    return known


def _renumbered(words: bytes, known: Integers, runs_before: int) -> Integers:
    surfaces = np.frombuffer(words, np.int32)
    if surfaces.min(initial=0) >= 0:
        return known.take(surfaces)
    return np.where(surfaces < 0, surfaces - runs_before, known[np.maximum(surfaces, 0)])


def _stream(words: Integers) -> _Stream:
    """Surfaces and marks, told apart."""
    ends, speech = np.flatnonzero(words == ZONE_END), np.flatnonzero(words == SPEECH)
    surfaces = words[(words < 0) | (words >= _FIRST)]
    np.subtract(surfaces, _FIRST, out=surfaces, where=surfaces >= _FIRST)
    ends_before, speech_before = np.searchsorted(ends, speech), np.searchsorted(speech, ends)
    return _Stream(
        surfaces,
        np.diff(ends - np.arange(len(ends)) - speech_before, prepend=0).astype(np.int32),
        (speech - np.arange(len(speech)) - ends_before).astype(np.int32),
        ends_before.astype(np.int32),
    )


def _joined(parts: Sequence[Integers]) -> Integers:
    return np.concatenate([np.empty(0, np.int32), *parts])


def _edges(amounts: Integers) -> Integers:
    return np.concatenate([np.zeros(1, np.int32), np.cumsum(amounts, dtype=np.int32)])


def _ranges(first: Integers, amounts: Integers, owners: Integers) -> Integers:
    """The numbers from each first one on, so many of each, one range after the other; ``owners`` says of each
    number which range it is in."""
    before = np.cumsum(amounts, dtype=np.int32) - amounts
    return (first - before).take(owners) + np.arange(len(owners), dtype=np.int32)


def _owners(amounts: Integers) -> Integers:
    """The places of amounts, each so many times."""
    return np.repeat(np.arange(len(amounts), dtype=np.int32), amounts)
