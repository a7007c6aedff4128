"""The parts of the store that a list does not need; each is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from newsreader.store.connection import Database

if TYPE_CHECKING:
    from newsreader.store.bundle_rules import BundleRules
    from newsreader.store.decisions import Decisions
    from newsreader.store.grouping import Grouping
    from newsreader.store.health import Health
    from newsreader.store.holdings import Holdings
    from newsreader.store.indexing import Indexing
    from newsreader.store.journal import Journal
    from newsreader.store.places import Places
    from newsreader.store.saved import SavedSearches
    from newsreader.store.sentences import Sentences
    from newsreader.store.surroundings import Surroundings
    from newsreader.store.teasers import Teasers
    from newsreader.store.unmet import Unmet


class StoreParts:
    """Parts of one database. What is loaded late keeps nobody waiting for the first headline."""

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now

    @cached_property
    def _journal(self) -> Journal:
        from newsreader.store.journal import Journal

        return Journal(self._database, self._now)

    @cached_property
    def rules(self) -> BundleRules:
        """What a reader has said of bundles: of their lines and dates."""
        from newsreader.store.bundle_rules import BundleRules

        return BundleRules(self._database, self._journal)

    @cached_property
    def surroundings(self) -> Surroundings:
        """Dates that articles have from what stands beside them."""
        from newsreader.store.surroundings import Surroundings

        return Surroundings(self._database)

    @cached_property
    def decisions(self) -> Decisions:
        """What a reader says of versions."""
        from newsreader.store.decisions import Decisions

        return Decisions(self._database)

    @cached_property
    def grouping(self) -> Grouping:
        """What is alike, and so which articles are versions of one story."""
        from newsreader.store.grouping import Grouping

        return Grouping(self._database, lambda: self._journal)

    @cached_property
    def places(self) -> Places:
        """Where in articles a reader is, and where links lead."""
        from newsreader.store.places import Places

        return Places(self._database, self._now)

    @cached_property
    def _holdings(self) -> Holdings:
        from newsreader.store.holdings import Holdings

        return Holdings(self._database, self._now, lambda: self._journal)

    @cached_property
    def _indexing(self) -> Indexing:
        from newsreader.store.indexing import Indexing

        return Indexing(self._database)

    @cached_property
    def saved_searches(self) -> SavedSearches:
        """The searches that are kept under a name."""
        from newsreader.store.saved import SavedSearches

        return SavedSearches(self._database)

    @cached_property
    def sentences(self) -> Sentences:
        """What has been read, sentence by sentence."""
        from newsreader.store.sentences import Sentences

        return Sentences(self._database)

    @cached_property
    def unmet(self) -> Unmet:
        """Teasers of articles that are not in the library."""
        from newsreader.store.unmet import Unmet

        return Unmet(self._database)

    @cached_property
    def teasers(self) -> Teasers:
        """Teasers and the articles that they announce."""
        from newsreader.store.teasers import Teasers

        return Teasers(self._database, lambda: self._journal)

    @cached_property
    def health(self) -> Health:
        """Whether what is derived agrees with what it is derived from."""
        from newsreader.store.health import Health

        return Health(self._database)
