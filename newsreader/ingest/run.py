"""One add or refresh from its paths or names to its report."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.bundles import discover, scan
from newsreader.errors import BundleError, UsageError
from newsreader.ingest.dating import date_by_teasers
from newsreader.ingest.grouping import FULLEST, Grouper
from newsreader.ingest.linking import link
from newsreader.ingest.pipeline import Ingest
from newsreader.ingest.pool import CleaningPool
from newsreader.ingest.progress import AddReport, BundleReport, OnProgress
from newsreader.store import BundleRecord, Store

if TYPE_CHECKING:
    from newsreader.search import SearchIndex

CONTAINER_SUFFIXES = re.compile(
    r"(\.(zip|tar|tgz|gz|bz2|xz|zst|jsonl|ndjson|json|csv|tsv|rss|atom|xml|html?|md|txt))+$", re.I
)


def add(
    store: Store,
    index: Callable[[], SearchIndex],
    paths: Sequence[Path],
    *,
    name: str | None = None,
    on_progress: OnProgress | None = None,
    rule: str = FULLEST,
) -> AddReport:
    """Add the bundles found at ``paths``, finish those that an earlier run left, and index.

    Raises BundleError, before anything is read, for a path that is no bundle, and UsageError for a
    ``name`` that would have to name several. ``rule`` chooses which version stands for a story.
    """
    started = time.monotonic()
    roots = list(dict.fromkeys(root for path in paths for root in discover(path.absolute())))
    if name is not None and len(roots) != 1:
        raise UsageError(f"--name names one bundle, and here are {len(roots)}")
    ids = [store.add_bundle(_printable(name or bundle_name(root)), root, scan(root).kind) for root in roots]
    asked = set(ids)
    ids += [bundle_id for bundle_id in store.unfinished_bundles() if bundle_id not in asked]
    reports = _ingest(store, index, ids, asked, on_progress, rule)
    return AddReport(tuple(reports), time.monotonic() - started)


def refresh(
    store: Store,
    index: Callable[[], SearchIndex],
    names: Sequence[str] = (),
    *,
    on_progress: OnProgress | None = None,
    rule: str = FULLEST,
) -> AddReport:
    """Look again at the bundles named, or at all that are there now. Raises NotFoundError for a name that
    is no bundle's, BundleError for a named one whose files have gone."""
    started = time.monotonic()
    records = [store.bundle_named(name) for name in names] if names else store.bundles()
    asked = {record.id for record in records} if names else set()
    reports = _ingest(store, index, [record.id for record in records], asked, on_progress, rule)
    return AddReport(tuple(reports), time.monotonic() - started)


def bundle_name(root: Path) -> str:
    """What a bundle is called when nobody says: its file name without the endings of its wrapping."""
    return root.name if root.is_dir() else CONTAINER_SUFFIXES.sub("", root.name) or root.name


def _ingest(
    store: Store,
    index: Callable[[], SearchIndex],
    ids: Sequence[int],
    asked: set[int],
    on_progress: OnProgress | None,
    rule: str,
) -> list[BundleReport]:
    grouper = Grouper(store, rule)
    reports = []
    failures = []
    with _little_garbage(), CleaningPool() as pool:
        ingest = Ingest(store, index, grouper, pool, on_progress)
        for bundle_id in ids:
            record = _record(store, bundle_id)
            try:
                reports.append(ingest.add(record, is_last=bundle_id == ids[-1]))
            except BundleError as error:
                # Bundles nobody asked for by name may be on a disk that is not plugged in now.
                if bundle_id in asked:
                    failures.append(error)
        ingest.begin_to_finish()
        _drop_emptied(store)
        grouper.finish()
        link(store)
        ingest.finish()
        if date_by_teasers(store):
            ingest.finish()
    if failures:
        raise failures[0]
    return reports


@contextmanager
def _little_garbage() -> Iterator[None]:
    """Garbage is looked for seldom: batches are many tuples, and hardly any cycles."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _record(store: Store, bundle_id: int) -> BundleRecord:
    return next(record for record in store.bundles() if record.id == bundle_id)


def _drop_emptied(store: Store) -> None:
    """Forget bundles whose files have moved elsewhere and whose articles moved with them."""
    for record in store.bundles():
        if not record.available and not record.articles:
            store.remove_bundle(record.id)


def _printable(name: str) -> str:
    shown = "".join(character if character.isprintable() else "·" for character in name).strip()
    return shown.encode("utf-8", "replace").decode() or "bundle"
