"""What surfaces are made of, as numbers: each stands for tokens, each token for a word and its stem."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate, count, islice, repeat

import numpy as np
from numpy.typing import NDArray

from newsreader.search.analysis import SPEECH, STEM, TOKEN, ZONE_END, form_name

MAX_SURFACES = 300_000
"""A lexicon that knows more begins anew with the next segment: junk must not fill the memory."""
_ANALYSERS = 16
"""Of the last so many it is known what their numbers mean here."""
_MARKS = np.array([ZONE_END, SPEECH], np.int32)
"""What the first numbers of every analyser mean."""


class Lexicon:
    """Gives numbers to surfaces, by their definitions, and to forms. For one thread.

    A form is a word together with its stem.
    """

    def __init__(self) -> None:
        self.forms: list[bytes] = []
        """Stem and word of each form, a NUL between them: ordered so, stems are, and the words of each."""
        self.token_starts = array("i", [0])
        self.token_forms = array("i")
        self.token_offsets = array("i")
        self.widths = array("i")
        self._surfaces: dict[str, int] = {}
        self._forms: dict[str, int] = {}
        self._order = np.empty(0, np.int64)
        self._known: dict[bytes, NDArray[np.int32]] = {}

    @property
    def is_full(self) -> bool:
        return len(self.widths) > MAX_SURFACES or len(self.forms) > 2 * MAX_SURFACES

    def form(self, word: str, stem: str) -> int:
        """The number of a word with a stem."""
        return self._numbers_of_forms([form_name(word, stem)])[0]

    def order(self) -> NDArray[np.int64]:
        """The numbers of all forms, in order."""
        if len(self._order) < len(self.forms):
            # Most stand in order from the last time, which sorting makes use of.
            numbers = [*self._order.tolist(), *range(len(self._order), len(self.forms))]
            self._order = np.array(sorted(numbers, key=self.forms.__getitem__), np.int64)
        return self._order

    def numbers(self, definitions: Sequence[str]) -> NDArray[np.int32]:
        """The numbers of surfaces."""
        known = self._surfaces
        new = {definition: None for definition in definitions if definition not in known}
        if new:
            self._learn([definition for definition in new if TOKEN not in definition])
            self._learn_joined([definition for definition in new if TOKEN in definition])
        return np.fromiter(map(known.__getitem__, definitions), np.int32, len(definitions))

    def known_of(self, analyser: bytes, largest: int) -> NDArray[np.int32]:
        """The caller's numbers by those of an analyser up to the largest, to be filled in; -1: not known."""
        known = self._known.pop(analyser, _MARKS)
        missing = max(0, largest + 1 - len(known))
        known = np.concatenate([known, np.full(missing, -1, np.int32)])
        if len(self._known) >= _ANALYSERS:
            del self._known[next(iter(self._known))]
        self._known[analyser] = known
        return known

    def _learn(self, names: Sequence[str]) -> None:
        """New surfaces that are single forms, of these names."""
        self._surfaces.update(zip(names, count(len(self.widths))))
        first = len(self.token_forms)
        self.token_forms.extend(self._numbers_of_forms(names))
        self.token_offsets.extend(repeat(0, len(names)))
        self.widths.extend(repeat(1, len(names)))
        self.token_starts.extend(range(first + 1, first + len(names) + 1))

    def _learn_joined(self, definitions: Sequence[str]) -> None:
        """New surfaces that are several tokens, or none."""
        self._surfaces.update(zip(definitions, count(len(self.widths))))
        parts = [definition.split(TOKEN) for definition in definitions]
        tokens = [token.split(STEM, 1) for part in parts for token in part[1:] if token]
        first = len(self.token_forms)
        self.token_forms.extend(self._numbers_of_forms([name for _, name in tokens]))
        self.token_offsets.extend([int(offset) for offset, _ in tokens])
        self.widths.extend([int(part[0]) for part in parts])
        amounts = [len(part) - 1 if part[1] else 0 for part in parts]
        self.token_starts.extend(islice(accumulate(amounts, initial=first), 1, None))

    def _numbers_of_forms(self, names: Sequence[str]) -> list[int]:
        known = self._forms
        new = list(dict.fromkeys([name for name in names if name not in known]))
        if new:
            known.update(zip(new, count(len(self.forms))))
            both = [name if STEM in name else f"{name}{STEM}{name}" for name in new]
            self.forms += [name.encode("utf-8", "surrogatepass") for name in both]
        return list(map(known.__getitem__, names))
