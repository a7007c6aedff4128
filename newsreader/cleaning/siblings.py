"""Documents that say nothing of when they appeared, dated by those that stand beside them in the bundle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from newsreader.article import Precision, Published

_FEWEST_ALIKE: dict[Precision, int] = {"day": 5, "month": 10}
_SHARE_ALIKE = 0.5
_FEWEST_IN_ORDER = 5
_SHARE_IN_ORDER = 0.95
_REACH = 10
_LINE = re.compile(r"[:#]\d+$")
_NUMBER = re.compile(r"(\d+)")
# How much of an ISO date two neighbours have in common, and what is known then.
_SHARED: tuple[tuple[int, Precision], ...] = ((10, "day"), (7, "month"))


class Sibling(NamedTuple):
    """A document's place in its bundle and the ISO day of its article; "" where that is not known.

    ``is_dated`` without a day: known to the month or year alone, it dates no others and is left as it is.
    """

    path: str
    day: str
    is_dated: bool


def dates(siblings: Sequence[Sibling]) -> dict[int, Published]:
    """What can be inferred for those that are not dated, by their position in ``siblings``.

    Where all dated documents of a folder, or of a file that holds many, are of one day or month, so are
    the others, if enough are dated. Where they stand in the order of their dates, a document is of the time
    between its neighbours'. Else nothing is said.
    """
    found: dict[int, Published] = {}
    for name, members in _groups(siblings).items():
        undated = [position for position in members if not siblings[position].is_dated]
        if not undated or len(undated) == len(members):
            continue
        alike = _all_alike(name, [siblings[position].day for position in members])
        if alike is not None and alike.precision == "day":
            found.update(dict.fromkeys(undated, alike))
            continue
        ordered = sorted(members, key=lambda position: _natural(siblings[position].path))
        found.update(_between_neighbours([(position, siblings[position]) for position in ordered]))
        if alike is not None:
            found.update((position, alike) for position in undated if position not in found)
    return found


def _groups(siblings: Sequence[Sibling]) -> dict[str, list[int]]:
    """Positions by folder, and by file for the documents that share one."""
    groups: dict[str, list[int]] = {}
    for position, sibling in enumerate(siblings):
        in_file = _LINE.search(sibling.path)
        name = sibling.path[: in_file.start()] if in_file else sibling.path.rpartition("/")[0]
        groups.setdefault(name, []).append(position)
    return groups


def _all_alike(name: str, days: Sequence[str]) -> Published | None:
    dated = list(filter(None, days))
    if len(dated) < _SHARE_ALIKE * len(days):
        return None
    place = f"“{name[-60:]}”" if name else "the bundle"
    common = _common(min(dated), max(dated), f"the {len(dated)} dated documents beside it in {place} are of")
    return common if common is not None and len(dated) >= _FEWEST_ALIKE[common.precision] else None


def _between_neighbours(ordered: Sequence[tuple[int, Sibling]]) -> Iterator[tuple[int, Published]]:
    """For the undated in a group that stands in the order of its dates."""
    dated = [step for step, (_, sibling) in enumerate(ordered) if sibling.day]
    if len(dated) < _FEWEST_IN_ORDER or not _are_in_order([ordered[step][1].day for step in dated]):
        return
    for left, right in pairwise(dated):
        if not 1 < right - left <= 2 * _REACH:
            continue
        before, after = ordered[left][1], ordered[right][1]
        names = f"“{_name(before.path)}” and “{_name(after.path)}”"
        earliest, latest = sorted((before.day, after.day))
        common = _common(earliest, latest, f"stands between {names}, of")
        if common is not None:
            between = ordered[left + 1 : right]
            yield from ((position, common) for position, sibling in between if not sibling.is_dated)


def _are_in_order(days: Sequence[str]) -> bool:
    steps = [(a, b) for a, b in pairwise(days) if a != b]
    upwards = sum(a < b for a, b in steps)
    return bool(steps) and max(upwards, len(steps) - upwards) >= _SHARE_IN_ORDER * len(steps)


def _common(earliest: str, latest: str, reason: str) -> Published | None:
    """What two days have in common; None for days of different months."""
    for length, precision in _SHARED:
        if earliest[:length] == latest[:length]:
            first_day = latest[:length] + "0000-01-01"[length:]
            evidence = f"{reason} {latest[:length]}"
            return Published(first_day, None, None, precision, "file", True, evidence)
    return None


def _name(path: str) -> str:
    return path.rpartition("/")[2][-40:]


def _natural(path: str) -> list[tuple[int, str]]:
    """Numbers in a name count as numbers: ``page9`` stands before ``page10``."""
    return [
        (int(part), "") if part.isdecimal() and len(part) < 20 else (-1, part) for part in _NUMBER.split(path)
    ]
