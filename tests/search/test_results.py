"""What is done with all rows at once is what doing it row by row would be."""

from __future__ import annotations

from array import array
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from newsreader.search import results

NUMBERS = st.lists(st.integers(-40, 40), max_size=60).map(lambda numbers: array("q", numbers))
STORIES = st.dictionaries(st.integers(-40, 40), st.integers(-40, 40), max_size=20)


@given(rowids=st.lists(st.integers(-40, 40), unique=True).map(lambda rows: array("q", rows)), stories=STORIES)
def test_of_each_story_the_first_row_stays(rowids: array[int], stories: dict[int, int]) -> None:
    seen: set[int] = set()
    expected = []
    for place, rowid in enumerate(rowids):
        story = stories.get(rowid, rowid)
        if story not in seen:
            expected.append(place)
        seen.add(story)
    kept = results.without_other_versions(rowids, stories)
    assert list(kept) == expected
    assert list(results.chosen(rowids, kept)) == [rowids[place] for place in expected]


@given(keys=NUMBERS)
def test_runs_are_counted_and_numbers_put_in_order(keys: array[int]) -> None:
    assert results.runs(keys) == [(key, len(list(same))) for key, same in groupby(keys)]
    assert list(results.ascending(keys)) == sorted(keys)


@given(keys=NUMBERS, length=st.integers(4, 12))
def test_keys_are_floored_but_for_those_just_before_the_next(keys: array[int], length: int) -> None:
    expected = [key if key % length >= length - 2 or key <= -30 else key - key % length for key in keys]
    assert list(results.floored(keys, length, 2, -30)) == expected


def test_scores_are_chosen_as_numbers_with_a_point() -> None:
    assert list(results.chosen(array("d", [0.5, 1.5, 2.5]), array("q", [2, 0]))) == [2.5, 0.5]
