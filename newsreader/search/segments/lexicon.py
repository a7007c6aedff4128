"""What surfaces are made of, as numbers: each stands for tokens, each token for a word and its stem."""

from __future__ import annotations

from array import array

from newsreader.search.analysis import tokens_of
from newsreader.search.segments.dictionary import encode

MAX_SURFACES = 300_000
"""A lexicon that knows more begins anew with the next segment: junk must not fill the memory."""


class Lexicon(dict[str, int]):
    """Gives numbers to surfaces, by their definitions, and to forms. For one thread.

    A form is a word together with its stem.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple[bytes, bytes]] = []
        """Stem and word of each form."""
        self.token_starts = array("i", [0])
        self.token_forms = array("i")
        self.token_offsets = array("i")
        self.widths = array("i")
        self._forms: dict[tuple[str, str], int] = {}

    @property
    def is_full(self) -> bool:
        return len(self.widths) > MAX_SURFACES or len(self.pairs) > 2 * MAX_SURFACES

    def form(self, word: str, root: str) -> int:
        """The number of a word with a stem."""
        key = (word, root)
        known = self._forms.get(key)
        if known is None:
            known = self._forms[key] = len(self.pairs)
            stored = encode(word)
            self.pairs.append((stored if root == word else encode(root), stored))
        return known

    def __missing__(self, definition: str) -> int:
        tokens, width = tokens_of(definition)
        for word, root, offset in tokens:
            self.token_forms.append(self.form(word, root))
            self.token_offsets.append(offset)
        self.token_starts.append(len(self.token_forms))
        surface = self[definition] = len(self.widths)
        self.widths.append(width)
        return surface
