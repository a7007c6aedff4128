"""Articles that are in the store and on their way to the index: their words, found when they were cleaned."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from newsreader.ingest.aside import SegmentAside
from newsreader.ingest.batches import CleanedBatch
from newsreader.ingest.pool import CleaningPool
from newsreader.search.analysis import Batch
from newsreader.search.nouns import IndexFacts
from newsreader.store import Outcome as Written
from newsreader.store.preparation import PreparedArticle

if TYPE_CHECKING:
    from newsreader.search import SearchIndex

FIRST_COMMIT = 200
"""Articles in the first commit, few so that a search finds something soon."""
GROWTH = 8
"""How many times more than the last each further commit of a segment has."""
WORD_BYTES = 4
"""What a word takes in ``Analysed.words``."""
SEGMENT_BYTES = 6_000_000
"""Of words that make a segment large enough; a segment takes some thirty times as much memory for a
moment."""
FEWEST_ASIDE = 1000
"""Articles from which on a worker, which has yet to load what builds segments, is worth it."""
LAST_SEGMENT_BYTES = 1_500_000
"""The same for the last but one, which is built while the last batches are cleaned: what is then left for the
time when the other processes have nothing to do takes a moment."""


class Pending:
    """What is to be indexed without being read from the store again.

    A small segment is not merged with later ones but written anew, with what has come since: what it was made
    of is kept until it is large enough.
    """

    def __init__(self) -> None:
        self._batches: list[Batch] = []
        self._new: list[int] = []
        self._bytes = 0
        self._enough = SEGMENT_BYTES
        self._next = FIRST_COMMIT
        self._aside: SegmentAside | None = None
        self._indexed = 0

    @property
    def is_due(self) -> bool:
        """Whether enough has come for another commit."""
        return self._bytes >= self._enough or (
            bool(self._next) and self._indexed + len(self._new) >= self._next
        )

    def end_is_near(self) -> None:
        """Only a few batches are to come."""
        self._enough = LAST_SEGMENT_BYTES

    @property
    def amount(self) -> int:
        """Articles that no commit has had."""
        return len(self._new)

    def take(
        self, cleaned: CleanedBatch, articles: Sequence[tuple[PreparedArticle, int]], bundle: str
    ) -> None:
        """Articles that have just been stored, as ``placed`` gives them; those that are not new are left to
        be read from the store."""
        facts = (_facts(article, rowid, bundle) if rowid else None for article, rowid in articles)
        for words in cleaned.words:
            self._batches.append(Batch(words, list(islice(facts, words.articles))))
            # Of a script without spaces each character is as good as a word.
            self._bytes += len(words.words) + WORD_BYTES * len(words.runs)
        self._new += [rowid for _, rowid in articles if rowid]

    def build_aside(self, pool: CleaningPool, index: SearchIndex) -> None:
        """Has a worker build the segment of what waits, if that is worth it; nothing may be taken after."""
        batches = self._batches if len(self._new) >= FEWEST_ASIDE else []
        self._aside = SegmentAside.begun(pool, index, batches)

    def commit(self, index: SearchIndex, outdated: Sequence[int]) -> Sequence[int]:
        """Index all that waits, without articles that have changed or gone since, and forget these; gives the
        articles that the index did not have before."""
        aside, self._aside = self._aside, None
        if aside is None or not aside.commit(is_wanted=not outdated):
            index.add_analysed(self.batches(set(outdated)), outdated)
        return self.committed()

    def batches(self, outdated: Collection[int]) -> list[Batch]:
        """All that the next segment is to have, without articles that have changed or gone since."""
        if outdated:
            self._new = [rowid for rowid in self._new if rowid not in outdated]
            self._batches = [
                Batch(
                    words, [None if facts is None or facts.rowid in outdated else facts for facts in articles]
                )
                for words, articles in self._batches
            ]
        return self._batches

    def committed(self) -> Sequence[int]:
        """To be called when the index has these batches; gives the articles that it did not have before."""
        rowids, self._new = self._new, []
        self._indexed += len(rowids)
        self._next *= GROWTH
        if self._bytes >= self._enough:
            self.forget()
            self._next, self._enough = 0, SEGMENT_BYTES
        return rowids

    def forget(self) -> None:
        """Leave everything to be read from the store."""
        self._batches, self._new, self._bytes, self._indexed, self._aside = [], [], 0, 0, None


def placed(cleaned: CleanedBatch, written: Written) -> list[tuple[PreparedArticle, int]]:
    """The articles of a batch that has been stored, each with its rowid; 0 if it was there before."""
    rowids = {(document, part): rowid for document, part, rowid in written.inserted}
    return [
        (article, rowids.get((number, part), 0))
        for number, outcome in enumerate(cleaned.outcomes)
        for part, article in enumerate(outcome.articles)
    ]


def _facts(article: PreparedArticle, rowid: int, bundle: str) -> IndexFacts:
    row = article.row
    language, date, is_inferred, words, is_stub = row[6], row[8], row[13], row[15], row[16]
    return IndexFacts(rowid, date, article.sort_key, language, bundle, words, is_stub, is_inferred)
