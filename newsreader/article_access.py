"""What the library knows of a single article beyond its text: its document as the bundle holds it."""

from __future__ import annotations

from contextlib import suppress

from newsreader.article import Original
from newsreader.errors import BusyError
from newsreader.paths import Paths
from newsreader.store import LineRule, Store

LONGEST_RULED_LINE = 120
"""Longer lines are never taken for furniture."""

RULE_LABEL = "line rule: "
"""How the actions begin that ``undo`` and ``redo`` name when what they change is a rule about a line."""


class ArticleAccess:
    """The part of a library's door that is used from inside an article."""

    paths: Paths

    def _store(self) -> Store:
        raise NotImplementedError

    def _index_pending(self) -> int:
        raise NotImplementedError

    def original(self, rowid: int) -> Original:
        """The document of an article as its bundle holds it now.

        Raises NotFoundError when the article is gone, BundleError when its bundle is not there, DocumentError
        when the document is not in it any more, or has changed since it was read.
        """
        from newsreader.bundles import read_original

        origin = self._store().origin(rowid)
        return read_original(origin.root, origin.source, origin.path, origin.sha256)

    # Rules about lines

    def line_rules(self) -> list[LineRule]:
        """What was said of lines, bundle by bundle."""
        store = self._store()
        return [rule for bundle in store.bundles() for rule in store.line_rules.of(bundle.name)]

    def set_line_rule(self, bundle: str, text: str, *, is_kept: bool) -> bool:
        """Say that a line belongs to the texts of a bundle, or that it does not; ``undo`` takes it back.

        Holds for what is cleaned from now on: see ``reclean``; the whole bundle follows when it is refreshed.
        False where the same was said before, or the line is longer than ``LONGEST_RULED_LINE``.
        """
        from newsreader.cleaning.furniture import normalise

        line = normalise(text)
        if not line or len(text) > LONGEST_RULED_LINE:
            return False
        verb = "keep" if is_kept else "drop"
        rule = LineRule(bundle, line, " ".join(text.split()), is_kept)
        return self._store().line_rules.set(rule, f"{RULE_LABEL}{verb} “{rule.text}” in {bundle}")

    def remove_line_rule(self, rule: LineRule) -> bool:
        """Forget what was said of a line; ``undo`` takes it back."""
        label = f"{RULE_LABEL}forget “{rule.text}” in {rule.bundle}"
        return self._store().line_rules.remove(rule, label)

    def reclean(self, rowid: int) -> None:
        """Clean an article anew from its bundle. Where somebody is adding now, they index it.

        Raises NotFoundError, BundleError or DocumentError; what the library has of it stays then.
        """
        from newsreader.ingest.lock import ingest_lock
        from newsreader.ingest.recleaning import reclean

        reclean(self._store(), rowid)
        with suppress(BusyError), ingest_lock(self.paths.ingest_lock, wait_s=0):
            self._index_pending()

    def reclean_in_child(self, rowid: int) -> None:
        """As ``reclean``, in a process of its own; any failure is a DocumentError."""
        from newsreader.ingest.recleaning import reclean_in_child

        reclean_in_child(self.paths, rowid)
