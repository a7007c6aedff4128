"""Sets of characters."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.tui.characters import Characters

PAIRS = ("\u0020\u007e", "\u0370\u0482", "\u2248\u2248", "\U0001f680\U0001f6ff")
RANGES = "".join(PAIRS)
NEAR = "".join(chr(ord(end) + step) for end in RANGES for step in (-1, 0, 1))


@given(st.lists(st.text(st.sampled_from(NEAR) | st.characters(), max_size=9), max_size=5))
@example([NEAR, NEAR])
def test_a_text_is_held_where_all_of_it_is_in_the_ranges(texts: list[str]) -> None:
    characters = Characters(RANGES)
    for text in texts:
        within = [any(first <= c <= last for first, last in PAIRS) for c in text]
        assert characters.hold(text) == all(within)
        assert characters.meet(text) == any(within)
