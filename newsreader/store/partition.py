"""Which of many things that are alike in pairs belong together, without drifting from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def partition(
    nodes: Sequence[str],
    edges: Iterable[tuple[str, str]],
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> list[list[str]]:
    """The nodes in groups, each in the order given; of nodes with as many edges the earlier leads.

    In a group all are alike to the one that leads it, or else to several of the others: A like B like C like
    D does not make A and D one. Nodes ``together`` count as one; no group has two that are ``apart``.
    """
    unit_of = _units(nodes, together)
    units: dict[str, list[str]] = {}
    for node in nodes:
        units.setdefault(unit_of[node], []).append(node)
    near = _neighbours(units, unit_of, edges)
    foes = _neighbours(units, unit_of, apart)
    group_of: dict[str, int] = {}
    groups: list[list[str]] = []
    for unit in sorted(units, key=lambda unit: -len(near[unit])):
        if unit in group_of:
            continue
        chosen = _group_of_several(near[unit], foes[unit], group_of)
        if chosen is None:
            chosen = len(groups)
            groups.append([])
        group_of[unit] = chosen
        groups[chosen].append(unit)
        if groups[chosen] == [unit]:
            for other in sorted(near[unit] - group_of.keys(), key=lambda other: -len(near[other])):
                if foes[other].isdisjoint(groups[chosen]):
                    group_of[other] = chosen
                    groups[chosen].append(other)
    members: list[list[str]] = [[] for _ in groups]
    for node in nodes:
        members[group_of[unit_of[node]]].append(node)
    return members


def _group_of_several(near: set[str], foes: set[str], group_of: Mapping[str, int]) -> int | None:
    """The group with most of the neighbours, if it has several and no foe."""
    counts: dict[int, int] = {}
    for other in near & group_of.keys():
        counts[group_of[other]] = counts.get(group_of[other], 0) + 1
    hostile = {group_of[foe] for foe in foes & group_of.keys()}
    several = [group for group, count in counts.items() if count > 1 and group not in hostile]
    return max(several, key=lambda group: (counts[group], -group), default=None)


def _units(nodes: Sequence[str], together: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By node, the node that stands for all that are together with it."""
    parent = {node: node for node in nodes}

    def root(node: str) -> str:
        while parent[node] != node:
            node = parent[node]
        return node

    for first, second in together:
        if first in parent and second in parent:
            parent[root(second)] = root(first)
    return {node: root(node) for node in nodes}


def _neighbours(
    units: Mapping[str, object], unit_of: Mapping[str, str], pairs: Iterable[tuple[str, str]]
) -> dict[str, set[str]]:
    near: dict[str, set[str]] = {unit: set() for unit in units}
    for first, second in pairs:
        if first in unit_of and second in unit_of and unit_of[first] != unit_of[second]:
            near[unit_of[first]].add(unit_of[second])
            near[unit_of[second]].add(unit_of[first])
    return near
