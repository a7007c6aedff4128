"""What the desk's threads answer about queries: why little is found, how one may go on, what was asked."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.article import Headline
from newsreader.errors import SearchIndexError
from newsreader.library import Library
from newsreader.listing import View
from newsreader.tui.messages import ChoicesReady, DiagnosisReady, HistoryReady, WhyReady


def diagnose(
    library: Library, request: int, view: View, should_stop: Callable[[], bool]
) -> DiagnosisReady | None:
    """Why a view's query finds little; nothing once that is no longer wanted."""
    if should_stop():
        return None
    try:
        diagnosis = library.diagnose(view, should_stop=should_stop)
    except SearchIndexError:
        # The search itself has met it, or the next one will, and has it put right.
        return None
    return None if diagnosis.is_cancelled else DiagnosisReady(request, diagnosis)


def why(library: Library, request: int, view: View, headline: Headline) -> WhyReady:
    """How an article stands to a view's query."""
    return WhyReady(request, headline, library.why(view, headline.rowid))


def choices(library: Library, serial: int, text: str, is_stale: Callable[[], bool]) -> ChoicesReady | None:
    """How a query may go on; nothing once something else is asked."""
    if is_stale():
        return None
    try:
        return ChoicesReady(serial, text, library.complete(text))
    except SearchIndexError:
        # The search that follows meets it too, and has it put right.
        return None


def history(library: Library) -> HistoryReady:
    """The queries that were run."""
    return HistoryReady(library.history.queries())


def keep_search(library: Library, query: str) -> None:
    """Keep a query that was run."""
    library.history.add(query)
