"""Which segments to merge: seldom enough for fast adding, often enough for few segments."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.search.segments.segment import OpenSegment

MAX_SEGMENTS, MAX_SEGMENTS_AT_REST = 8, 3
"""Segments of about one size before they become one: while there is more to add, and afterwards."""
_SMALLEST, _GROWTH = 16, 8
"""Documents in segments of the lowest tier, and how much larger those of each next tier may be."""
_MAX_DELETED = 0.5


def to_merge(segments: Sequence[OpenSegment], *, is_at_rest: bool = False) -> list[OpenSegment]:
    """The lowest tier that is full, with what that fills; or a segment of which most is deleted."""
    most = MAX_SEGMENTS_AT_REST if is_at_rest else MAX_SEGMENTS
    tiers: dict[int, list[OpenSegment]] = {}
    for segment in segments:
        tiers.setdefault(_tier(segment.living), []).append(segment)
    merged: list[OpenSegment] = []
    for tier in sorted(tiers):
        # What is merged so far lands in a higher tier, which may now be full as well.
        if len(tiers[tier]) + bool(merged) >= most:
            merged += tiers[tier]
        elif merged:
            break
    return [segment for segment in segments if segment in merged or _is_decayed(segment)]


def unless_one(segments: Sequence[OpenSegment]) -> list[OpenSegment]:
    """All, unless there is but one and nothing is deleted from it."""
    return [] if len(segments) == 1 and segments[0].deleted is None else list(segments)


def _is_decayed(segment: OpenSegment) -> bool:
    return segment.description.deleted > _MAX_DELETED * segment.description.documents


def _tier(documents: int) -> int:
    tier, size = 0, _SMALLEST
    while documents > size:
        tier, size = tier + 1, size * _GROWTH
    return tier
