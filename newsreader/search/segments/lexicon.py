"""What surfaces are made of, as numbers: each stands for tokens, each token for a word and its stem."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsreader.search.analysis import STEM, TOKEN, form_name

MAX_SURFACES = 300_000
"""A lexicon that knows more begins anew with the next segment: junk must not fill the memory."""


class Lexicon:
    """Gives numbers to surfaces, by their definitions, and to forms. For one thread.

    A form is a word together with its stem.
    """

    def __init__(self) -> None:
        self.forms: list[bytes] = []
        """Stem and word of each form, a NUL between them: ordered so, stems are, and the words of each."""
        self.token_starts = [0]
        self.token_forms: list[int] = []
        self.token_offsets: list[int] = []
        self.widths: list[int] = []
        self._surfaces: dict[str, int] = {}
        self._forms: dict[str, int] = {}

    @property
    def is_full(self) -> bool:
        return len(self.widths) > MAX_SURFACES or len(self.forms) > 2 * MAX_SURFACES

    def form(self, word: str, stem: str) -> int:
        """The number of a word with a stem."""
        return self._form(form_name(word, stem))

    def _form(self, name: str) -> int:
        known = self._forms.get(name)
        if known is None:
            known = self._forms[name] = len(self.forms)
            both = name if STEM in name else f"{name}{STEM}{name}"
            self.forms.append(both.encode("utf-8", "surrogatepass"))
        return known

    def numbers(self, definitions: Sequence[str]) -> NDArray[np.int32]:
        """The numbers of surfaces."""
        known = self._surfaces
        for definition in definitions:
            if definition not in known:
                known[definition] = len(self.widths)
                self._learn(definition)
        return np.fromiter(map(known.__getitem__, definitions), np.int32, len(definitions))

    def _learn(self, definition: str) -> None:
        if TOKEN in definition:
            width, *tokens = definition.split(TOKEN)
            for token in filter(None, tokens):
                offset, name = token.split(STEM, 1)
                self.token_forms.append(self._form(name))
                self.token_offsets.append(int(offset))
            self.widths.append(int(width))
        else:
            self.token_forms.append(self._form(definition))
            self.token_offsets.append(0)
            self.widths.append(1)
        self.token_starts.append(len(self.token_forms))
