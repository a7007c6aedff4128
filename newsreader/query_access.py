"""What helps a person search: why little is found, how a query may go on, why one article is a hit."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsreader.listing import View
from newsreader.retrieval import diagnose
from newsreader.store import Store

if TYPE_CHECKING:
    from newsreader.completing import Choices
    from newsreader.explaining import Explanation
    from newsreader.search import Diagnosis, SearchIndex


class QueryAccess:
    """The part of a library's door that is used while one searches. Everything here raises SearchIndexError
    when the index is damaged."""

    _local: threading.local

    def _store(self) -> Store:
        raise NotImplementedError

    def _index(self) -> SearchIndex:
        raise NotImplementedError

    def diagnose(self, view: View, *, should_stop: Callable[[], bool] | None = None) -> Diagnosis:
        """Why the query of a view finds little, and what would find more."""
        return diagnose(view, self._store(), self._index(), should_stop=should_stop)

    def complete(self, text: str) -> Choices:
        """How a query may go on, of which ``text`` is what stands before the caret."""
        if not hasattr(self._local, "completing"):
            from newsreader.completing import Completing

            self._local.completing = Completing(self._store(), self._index())
        choices: Choices = self._local.completing.complete(text)
        return choices

    def ids_beginning(self, prefix: str, limit: int) -> list[tuple[str, str]]:
        """Ids of articles that begin so, with the headline of each."""
        return self._store().ids_beginning(prefix, limit)

    def why(self, view: View, rowid: int) -> Explanation:
        """Why an article is, or is not, a hit of a view's query. Raises NotFoundError when it is gone."""
        from newsreader.explaining import explain

        store = self._store()
        return explain(view, store.article(rowid), store, self._index())
