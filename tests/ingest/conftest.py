"""A store and an index without a library around them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.article import RawDocument
from newsreader.cleaning import BundleContext
from newsreader.ingest.pending import Pending, placed
from newsreader.ingest.pool import clean_batch
from newsreader.search import SearchIndex
from newsreader.store import CleanedDocument, Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "library.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    opened = SearchIndex(tmp_path / "index")
    yield opened
    opened.close()


def put(store: Store, pending: Pending | None, **texts: str) -> None:
    """Clean and store a document for each text; its words go to ``pending``."""
    (bundle,) = [each.id for each in store.bundles()] or [
        store.add_bundle("wire", Path("/nowhere/wire"), "folder")
    ]
    raw = [
        RawDocument(f"{name}.txt", f"{text} {name}", "text", f"{text}\n\nA sentence of the text.")
        for name, text in texts.items()
    ]
    cleaned = clean_batch(raw, BundleContext())
    written = store.write(
        bundle,
        [
            CleanedDocument(document.path, document.path, document.sha256, outcome.articles)
            for document, outcome in zip(raw, cleaned.outcomes, strict=True)
        ],
    )
    if pending is not None:
        pending.take(cleaned, placed(cleaned, written), "wire")
