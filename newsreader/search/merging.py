"""When segments are merged: seldom enough for fast adding, often enough for few segments."""

from __future__ import annotations

from typing import Any

from whoosh.reading import SegmentReader

MAX_SEGMENTS = 12
"""Segments of about one size before they become one. Whoosh merges no faster than it indexes, so a large
first ingest should be over before much of it is copied."""
_SMALLEST, _GROWTH = 16, 8
"""Documents in segments of the lowest tier, and how much larger those of each next tier may be."""
_MAX_DELETED = 0.5


def merge_in_tiers(writer: Any, segments: list[Any]) -> list[Any]:
    """A Whoosh merge policy. Merges the lowest full tier, and segments of which most is deleted."""
    tiers: dict[int, list[Any]] = {}
    for segment in segments:
        tiers.setdefault(_tier(segment.doc_count()), []).append(segment)
    merged: list[Any] = []
    for tier in sorted(tiers):
        # What is merged so far lands in a higher tier, which may now be full as well.
        if len(tiers[tier]) + bool(merged) >= MAX_SEGMENTS:
            merged += tiers[tier]
        elif merged:
            break
    merged += [
        segment
        for segment in segments
        if segment not in merged and segment.deleted_count() > _MAX_DELETED * segment.doc_count_all()
    ]
    for segment in merged:
        absorb(writer, segment)
    return [segment for segment in segments if segment not in merged]


def merge_all(writer: Any, segments: list[Any]) -> list[Any]:
    """A Whoosh merge policy: one segment."""
    for segment in segments:
        absorb(writer, segment)
    return []


def absorb(writer: Any, segment: Any) -> None:
    """Copy the living documents of a segment into the one that is being written."""
    reader = SegmentReader(writer.storage, writer.schema, segment)
    try:
        writer.add_reader(reader)
    finally:
        reader.close()


def _tier(documents: int) -> int:
    tier, size = 0, _SMALLEST
    while documents > size:
        tier, size = tier + 1, size * _GROWTH
    return tier
