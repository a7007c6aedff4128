"""Sets of characters, which are asked about whole texts."""

from __future__ import annotations

from bisect import bisect_right


class Characters:
    """The characters of some ranges, written one after another: the first and the last of each, in order.

    No regular expression: one of so many ranges takes a millisecond or two to compile, and the first headline
    waits for it.
    """

    def __init__(self, ranges: str) -> None:
        self._bounds = [ord(end) + place % 2 for place, end in enumerate(ranges)]
        self._met: set[str] = set()

    def hold(self, text: str) -> bool:
        """Whether all characters of a text are among them."""
        met = self._met
        return met.issuperset(text) or all(character in met or self._has(character) for character in text)

    def meet(self, text: str) -> bool:
        """Whether any character of a text is among them."""
        return any(map(self._has, text))

    def _has(self, character: str) -> bool:
        is_among = bisect_right(self._bounds, ord(character)) % 2 == 1
        if is_among:
            self._met.add(character)
        return is_among
