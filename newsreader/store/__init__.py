"""SQLite, the truth of the library: bundles, articles, and the journal of what was read."""

from newsreader.store.headlines import SortOrder
from newsreader.store.records import (
    BundleProblem,
    BundleRecord,
    CleanedDocument,
    Counts,
    DayCount,
    Fingerprint,
    LineRule,
    Mark,
    MergeOutcome,
    Origin,
    Outcome,
    Repair,
    SavedSearch,
    Scope,
    SpokenRules,
    Unindexed,
)
from newsreader.store.store import Store

__all__ = [
    "BundleProblem",
    "BundleRecord",
    "CleanedDocument",
    "Counts",
    "DayCount",
    "Fingerprint",
    "LineRule",
    "Mark",
    "MergeOutcome",
    "Origin",
    "Outcome",
    "Repair",
    "SavedSearch",
    "Scope",
    "SortOrder",
    "SpokenRules",
    "Store",
    "Unindexed",
]
