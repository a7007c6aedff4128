"""The rows of the side bar: bundles with their sections, tags, saved searches, what is starred."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsreader.listing import View
from newsreader.store import Scope

if TYPE_CHECKING:
    from newsreader.store import BundleRecord, Counts
    from newsreader.tui.beside import SideCounts

ALL = "All bundles"
TAGS, SAVED = "Tags", "Saved searches"


class SideRow(NamedTuple):
    """A row: what it is called, what it lists (a group lists nothing), how much of that is unread.

    ``key`` is the row's own; ``is_open`` is None where there is nothing to unfold. ``unread`` None is not
    known yet. ``saved`` is the name of a saved search.
    """

    key: str
    label: str
    view: View | None
    unread: int | None
    depth: int = 0
    is_open: bool | None = None
    is_available: bool = True
    saved: str = ""


def side_rows(
    counts: Counts,
    bundles: Sequence[BundleRecord],
    more: SideCounts | None,
    saved_counts: Mapping[str, int],
    opened: Collection[str],
) -> tuple[SideRow, ...]:
    """All rows that are to be seen, ``opened`` being the keys of the rows that are unfolded."""
    rows = [SideRow("all", ALL, View(), counts.unread)]
    sections: dict[str, list[SideRow]] = {}
    for bundle, section, unread in more.sections if more else ():
        view = View(Scope(bundle=bundle, section=section))
        sections.setdefault(bundle, []).append(SideRow(f"{bundle}\0{section}", section, view, unread, 1))
    for record in bundles:
        view = View(Scope(bundle=record.name))
        row = SideRow(f"bundle:{record.name}", record.name, view, record.unread,
                      is_available=record.available)  # fmt: skip
        rows += _with(row, sections.get(record.name, ()), opened)
    if more is None:
        return tuple(rows)
    tags = [SideRow(f"tag:{tag}", f"#{tag}", View(Scope(tag=tag)), unread, 1) for tag, unread in more.tags]
    saved = [
        SideRow(f"saved:{each.name}", each.name, View(Scope(), each.query, each.sort),
                saved_counts.get(each.name), 1, saved=each.name)
        for each in more.saved
    ]  # fmt: skip
    if tags:
        rows += _with(SideRow("tags", TAGS, None, None), tags, opened)
    if saved:
        rows += _with(SideRow("saved", SAVED, None, None), saved, opened)
    return (*rows, SideRow("starred", "Starred", View(Scope(starred_only=True)), more.starred))


def _with(row: SideRow, below: Iterable[SideRow], opened: Collection[str]) -> list[SideRow]:
    """A row and what belongs below it, if it is unfolded."""
    rows = list(below)
    if not rows:
        return [row]
    is_open = row.key in opened
    return [row._replace(is_open=is_open), *(rows if is_open else ())]
