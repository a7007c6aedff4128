"""What is alike in pairs is put together without drifting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.store.partition import partition

NODES = "abcdefgh"
PAIRS = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=14)


def groups(edges: list[str], together: tuple[str, ...] = (), apart: tuple[str, ...] = ()) -> set[str]:
    nodes = sorted({node for edge in (*edges, *together, *apart) for node in edge})
    found = partition(nodes, edges, together=together, apart=apart)  # type: ignore[arg-type]
    return {"".join(group) for group in found}


def test_all_that_is_near_one_is_one_group() -> None:
    assert groups(["ab", "ac", "ad"]) == {"abcd"}
    assert groups(["ab", "bc", "ca", "de"]) == {"abc", "de"}


def test_a_chain_is_not_followed_to_its_end() -> None:
    assert groups(["ab", "bc"]) == {"abc"}
    assert groups(["ab", "bc", "cd", "de"]) == {"abc", "de"}


def test_what_is_near_several_joins_though_it_is_not_near_the_one_that_leads() -> None:
    assert groups(["ab", "ac", "ad", "ae", "be", "fb", "fc"]) == {"abcdef"}


def test_what_was_set_apart_is_apart_and_what_was_put_together_is_one() -> None:
    assert groups(["ab", "ac", "bc"], apart=("bc",)) in ({"ab", "c"}, {"ac", "b"})
    assert groups(["ab"], together=("ac",)) == {"abc"}


@given(PAIRS, PAIRS, PAIRS)
def test_every_node_is_in_one_group_and_what_was_said_holds(
    edges: list[tuple[str, str]], together: list[tuple[str, str]], apart: list[tuple[str, str]]
) -> None:
    found = partition(NODES, edges, together=together, apart=apart)
    assert sorted(node for group in found for node in group) == list(NODES)
    group_of = {node: place for place, group in enumerate(found) for node in group}
    assert all(group_of[first] == group_of[second] for first, second in together)
    if not together:
        assert all(group_of[first] != group_of[second] for first, second in apart if first != second)
    reached = {frozenset(edge) for edge in edges} | {frozenset(pair) for pair in together}
    for group in found:
        assert len(group) == 1 or all(any({n, o} in reached for o in group if o != n) for n in group)


@given(PAIRS)
def test_the_order_of_edges_makes_no_difference(edges: list[tuple[str, str]]) -> None:
    turned = [(second, first) for first, second in reversed(edges)]
    assert partition(NODES, edges) == partition(NODES, turned)
