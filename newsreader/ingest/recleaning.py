"""One document cleaned anew from its bundle, because a reader has said something of its lines."""

from __future__ import annotations

import subprocess
import sys

from newsreader.bundles import read_document, scan
from newsreader.errors import DocumentError
from newsreader.ingest import RECLEANING
from newsreader.ingest.batches import clean_batch
from newsreader.ingest.context import context_of
from newsreader.ingest.linking import link
from newsreader.ingest.pool import BATCH_TIMEOUT_S
from newsreader.paths import Paths
from newsreader.store import CleanedDocument, Store


def reclean(store: Store, rowid: int) -> None:
    """Clean an article's document as it stands in its bundle now, by the rules there are now, and store it.

    Raises BundleError or DocumentError where the document cannot be read any more; what the store has of it
    stays then.
    """
    origin = store.origin(rowid)
    document = read_document(origin.root, origin.source, origin.path)
    context = context_of(origin.root, scan(origin.root).sources, store.rules.of(origin.bundle))
    (outcome,) = clean_batch([document], context).outcomes
    if outcome.problem is not None:
        raise DocumentError(outcome.problem)
    cleaned = CleanedDocument(origin.source, document.path, document.sha256, outcome.articles)
    store.write(origin.bundle_id, [cleaned], is_recleaned=True)
    link(store)


def reclean_in_child(paths: Paths, rowid: int) -> None:
    """The same in a process of its own, for the screen shares its interpreter with no parser.

    Raises DocumentError with what the child says when it fails.
    """
    command = [sys.executable, "-m", "newsreader", "--data-dir", str(paths.data)]
    command += ["--config", str(paths.config), RECLEANING, str(rowid)]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=BATCH_TIMEOUT_S,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DocumentError("it could not be cleaned anew: the process for it did not work out") from error
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2]
        raise DocumentError(last.removeprefix("newsreader: ") or "cleaning it anew ended unexpectedly")
