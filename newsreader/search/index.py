"""SearchIndex: the door to the index, for the library."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.search.nouns import (
    ArticleText,
    Diagnosis,
    Found,
    IndexDocument,
    Kin,
    Sort,
    StateLookup,
    Verification,
    Why,
    Words,
)

if TYPE_CHECKING:
    from newsreader.search.analysis import Batch
    from newsreader.search.segments.segment import SegmentDescription
    from newsreader.search.storage import IndexFolder


def build_segments(documents: Sequence[IndexDocument], directory: Path) -> list[SegmentDescription]:
    """Index documents into a folder that exists, without touching any index: worker processes may do it, and
    hand what this returns (small, can be pickled) to the one process that gives it to ``add_segments``.

    Of documents with the same rowid the last one counts. Fastest with a few thousand documents a call, in
    processes that live on: words are analysed once a process.
    """
    from newsreader.search.segments import building

    return building.build_segments(documents, directory)


def build_analysed(batches: Sequence[Batch], directory: Path) -> SegmentDescription:
    """As ``build_segments``, one segment of articles that have been analysed."""
    from newsreader.search.segments import building

    return building.build_analysed(batches, directory)


class SearchIndex:
    """The search index in a folder. Derived from the store: whatever raises SearchIndexError here can be
    put right by ``clear`` and adding everything again.

    May be used from any thread, and while other processes use the same folder; a search sees the latest
    commit. Only one writer at a time: a second waits some seconds, then gives up.
    """

    def __init__(self, directory: Path) -> None:
        """Opens nothing, loads nothing."""
        self._directory = directory
        self._folder: IndexFolder | None = None
        self._lock = threading.Lock()

    def _opened(self) -> IndexFolder:
        with self._lock:
            if self._folder is None:
                # Whoosh and NumPy take a tenth of a second to load; not before they are needed.
                from newsreader.search.storage import IndexFolder

                self._folder = IndexFolder(self._directory)
            return self._folder

    def add(self, documents: Sequence[IndexDocument], deleted_rowids: Sequence[int] = ()) -> None:
        """In one commit: replace or add these documents, remove the deleted ones. Raises SearchIndexError,
        and then nothing has changed. Fastest with a few thousand documents a call."""
        if documents or deleted_rowids:
            self._opened().write(documents, deleted_rowids)

    def add_analysed(self, batches: Sequence[Batch], deleted_rowids: Sequence[int] = ()) -> None:
        """As ``add``, for articles whose words an ``Analyser`` has found, in this process or in others. Takes
        some 50 bytes of memory a word for a moment."""
        if batches or deleted_rowids:
            self._opened().write_analysed(batches, deleted_rowids)

    def add_segments(
        self, segments: Sequence[SegmentDescription], directory: Path, deleted_rowids: Sequence[int] = ()
    ) -> None:
        """As ``add``, for what ``build_segments`` built in ``directory``, in this process or in others; the
        files are moved from there into the index.

        The folder should be on the index's file system, such as a folder within the index's own (readers do
        not look there). What a killed run left in it is the caller's to delete, before anything is built.
        """
        if segments or deleted_rowids:
            self._opened().take(segments, directory, deleted_rowids)

    @property
    def aside(self) -> Path:
        """A folder for segments on their way into the index; it need not be there."""
        return self._directory / "aside"

    def clear(self) -> None:
        """Delete the index, sound or damaged; the next ``add`` begins a new one."""
        self._opened().clear()

    def search(
        self,
        query: str,
        *,
        state: StateLookup,
        limit: int | None = None,
        sort: Sort = "best",
        within: Collection[int] | None = None,
        without: Collection[int] = (),
        words: Words = "all",
        should_stop: Callable[[], bool] | None = None,
    ) -> Found:
        """The articles that a query finds. Never fails for what the query says.

        ``limit`` None is all. ``within``: rowids of the list that is searched, None for everything;
        ``without``: rowids that are not wanted. ``words``: whether what has most of the words may follow.
        ``should_stop`` is asked every few milliseconds; once it says yes the answer is a Found with
        ``is_cancelled``. Raises SearchIndexError for an index that cannot be read.
        """
        folder = self._opened()
        commit = folder.commit()
        if commit is None:
            from newsreader.search.highlights import Highlights
            from newsreader.search.query import parse, render

            parsed = parse(query)
            return Found.nothing(render(parsed.node), Highlights.of(parsed.node), parsed.notes)
        from newsreader.search.engine import Request, Search

        request = Request(query, state, limit, sort, within, without, words)
        return Search(commit, should_stop).run(request)

    def diagnose(
        self,
        query: str,
        *,
        state: StateLookup,
        within: Collection[int] | None = None,
        without: Collection[int] = (),
        should_stop: Callable[[], bool] | None = None,
    ) -> Diagnosis:
        """Why a query finds little, and what would find more: some milliseconds, after the search itself.

        ``within``: rowids of the list that is looked at, None for all, less those that it goes ``without``.
        Raises as ``search`` does.
        """
        commit = self._opened().commit()
        if commit is None:
            return Diagnosis(_understood(query))
        from newsreader.search.engine import Search

        return Search(commit, should_stop).diagnose(query, state, within, without)

    def why(self, query: str, article: ArticleText, *, state: StateLookup) -> Why:
        """Why an article is a hit of a query, or is none. Raises as ``search`` does."""
        commit = self._opened().commit()
        if commit is None:
            return Why(_understood(query), is_hit=False, is_indexed=False)
        from newsreader.search.engine import Search

        return Search(commit, None).why(query, article, state)

    def akin(self, article: ArticleText, limit: int) -> list[Kin]:
        """The articles that are about the same as one, the nearest first: see ``search.kinship``. Some
        milliseconds. Raises as ``search`` does."""
        commit = self._opened().commit()
        if commit is None:
            return []
        from newsreader.search.kinship import akin

        found = akin(commit, article.rowid, article.fields.values(), article.language, limit)
        for segment in commit.segments:
            # Each word of an article touches other pages: while one reads, the whole index would come in.
            segment.data.file.let_go()
        return found

    def kindred(self, stories: Mapping[int, int]) -> frozenset[int]:
        """All articles of which rare words alone show that another is about the same, other versions of
        their ``stories`` apart. Counted once for each commit. Raises as ``search`` does."""
        commit = self._opened().commit()
        if commit is None:
            return frozenset()
        from newsreader.search.kindred import kindred

        return kindred(commit, stories)

    def words_beginning(self, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Words of the texts that begin so with the number of articles, the most common first."""
        from newsreader.search.completion import words_beginning

        commit = self._opened().commit()
        return words_beginning(commit, prefix, limit) if commit else []

    def verify(self) -> Verification:
        """Read every file of the index and compare it with what was written; raises SearchIndexError."""
        documents, segments = self._opened().verify()
        return Verification(documents, segments, self.size_bytes())

    def size_bytes(self) -> int:
        """Bytes on disk; 0 for an index that does not exist."""
        return sum(path.stat().st_size for path in self._directory.glob("*") if path.is_file())

    def document_count(self) -> int:
        """Documents in the latest commit."""
        commit = self._opened().commit()
        return commit.living if commit else 0

    def merge(self, should_stop: Callable[[], bool] | None = None, *, is_at_rest: bool = False) -> bool:
        """Merge some segments if there are too many; True if there may be more to do. For whoever adds,
        between additions and, ``is_at_rest``, after the last; may be stopped at any time, which loses
        nothing but its work."""
        return self._opened().merge(should_stop, is_at_rest=is_at_rest)

    def optimize(self) -> None:
        """Merge everything into one segment: slow, and searches get a little faster."""
        self._opened().optimize()

    def close(self) -> None:
        """Let go of the files. The index may be used again; it is then opened anew."""
        if self._folder is not None:
            self._folder.close()


def _understood(query: str) -> str:
    """A query as it is understood; whoever only writes does without what reads it."""
    from newsreader.search.query import parse, render

    return render(parse(query).node)
