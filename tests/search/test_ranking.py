from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsreader.search.ranking import leading

ROWS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=300)


@given(rows=ROWS, limit=st.none() | st.integers(-1, 40))
def test_the_leading_rows_are_the_first_of_all_sorted(rows: list[tuple[int, int]], limit: int | None) -> None:
    values = np.array([value for value, _ in rows], np.float64)
    seconds = np.array([second for _, second in rows], np.int64)
    found = leading(values, [lambda chosen: seconds[chosen], lambda chosen: chosen], limit)
    expected = sorted(range(len(rows)), key=lambda row: (-rows[row][0], rows[row][1], row))
    assert found.tolist() == expected[: len(rows) if limit is None else max(limit, 0)]


def test_the_leading_rows_of_many_are_found_without_sorting_all() -> None:
    values = np.random.default_rng(7).integers(0, 2000, 50_000)
    found = leading(values, [lambda chosen: chosen], 50)
    assert found.tolist() == np.lexsort([np.arange(len(values)), -values])[:50].tolist()
