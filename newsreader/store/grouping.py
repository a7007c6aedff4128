"""What whoever compares texts needs of the store, and what it leaves there: likenesses, and so stories."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from newsreader.store import asking, packing, state
from newsreader.store.chronology import DAY_MS
from newsreader.store.connection import Database, Row
from newsreader.store.decisions import FIELD
from newsreader.store.journal import Journal
from newsreader.store.stories import settle, settle_marked

ADDED_WORDS = 12
"""A version with so many words more than one that was read is news to who has read that."""

_COLUMNS = "a.rowid, a.title, a.day_key, b.packed FROM article AS a CROSS JOIN body AS b ON b.rowid = a.rowid"


class Ungrouped(NamedTuple):
    """An article to be compared with others; ``day`` counts days since 1970, None is unknown."""

    rowid: int
    title: str
    text: str
    day: int | None


_NONE_AT_HAND: Mapping[int, Ungrouped] = MappingProxyType({})


class Alike(NamedTuple):
    """Two articles that are versions of a story: words in common, and how many each has."""

    rowid: int
    other: int
    common: int
    words: int
    other_words: int


class Window(NamedTuple):
    """Articles that have not been compared: those to compare, and all that are done with them."""

    articles: list[Ungrouped]
    rowids: list[int]
    is_again: bool
    """They had been compared before."""


class Grouping:
    """Reads and writes them for one library."""

    def __init__(self, database: Database, journal: Callable[[], Journal]) -> None:
        self._database = database
        self._journal = journal

    def is_settled(self) -> bool:
        """Whether every article has been compared with all others."""
        return not self._database.value(
            "SELECT EXISTS (SELECT 1 FROM ungrouped)"
            " OR (SELECT value FROM meta WHERE key = 'grouped_rowid')"
            " < (SELECT value FROM meta WHERE key = 'last_rowid')"
        )

    def waiting(self) -> int:
        """How many rowids have been given away since articles were last compared; some may be gone."""
        waiting: int = self._database.value(
            "SELECT (SELECT value FROM meta WHERE key = 'last_rowid')"
            " - (SELECT value FROM meta WHERE key = 'grouped_rowid')"
        )
        return waiting

    def window(self, limit: int, at_hand: Mapping[int, Ungrouped] = _NONE_AT_HAND) -> Window:
        """The next articles to compare, by rowid. Of several with one content the first stands for all; an
        article without text is like nothing. ``at_hand`` are some as they were when they were new."""
        since: int = self._database.value("SELECT value FROM meta WHERE key = 'grouped_rowid'")
        again = [
            rowid
            for (rowid,) in self._database.rows(
                "SELECT rowid FROM ungrouped ORDER BY rowid LIMIT ?", (limit,)
            )
        ]
        rowids = again or [
            rowid
            for (rowid,) in self._database.rows(
                "SELECT rowid FROM article WHERE rowid > ? ORDER BY rowid LIMIT ?", (since, limit)
            )
        ]
        firsts = [
            rowid
            for chunk in asking.chunks(rowids)
            for (rowid,) in self._database.rows(
                f"SELECT rowid FROM article AS a WHERE rowid IN ({asking.marks(chunk)}) AND is_stub = 0"
                " AND NOT EXISTS (SELECT 1 FROM article AS o"
                " WHERE o.content_hash = a.content_hash AND o.rowid < a.rowid)",
                chunk,
            )
        ]
        known = [at_hand[rowid] for rowid in firsts if rowid in at_hand and not again]
        others = self.articles([rowid for rowid in firsts if again or rowid not in at_hand])
        return Window(sorted([*known, *others]), rowids, bool(again))

    def articles(self, rowids: Sequence[int]) -> list[Ungrouped]:
        """These articles, by rowid; without those that are gone, or whose text is damaged."""
        found = [
            _ungrouped(row)
            for chunk in asking.chunks(rowids)
            for row in self._database.rows(
                f"SELECT {_COLUMNS} WHERE a.rowid IN ({asking.marks(chunk)})", chunk
            )
        ]
        return sorted(each for each in found if each is not None)

    def rowids(self) -> Iterator[int]:
        """Every article that is there, in ascending order."""
        return (rowid for (rowid,) in self._database.rows("SELECT rowid FROM article ORDER BY rowid"))

    def sketches(self) -> list[tuple[int, bytes]]:
        """What was kept of the texts that have been compared, by number."""
        return self._database.rows("SELECT id, packed FROM sketches ORDER BY id")

    def finish(
        self,
        window: Window,
        alike: Sequence[Alike],
        sketches: Sequence[bytes] = (),
        stale: Collection[int] = (),
    ) -> list[int]:
        """A window's articles have been compared: settles the stories, keeps new sketches, whose numbers it
        gives, and drops stale ones. All of it or, when killed, nothing."""
        with self._database.writing():
            contents = self._keep(alike)
            settle(self._database, contents)
            settle_marked(
                self._database,
                self._database.rows(f"SELECT article_id, field FROM state WHERE field GLOB '{FIELD}*'"),
            )
            self._tell_readers(alike)
            self._database.executemany("DELETE FROM sketches WHERE id = ?", [(id,) for id in stale])
            numbers = [self._keep_sketches(packed) for packed in sketches]
            self._done(window)
        return numbers

    def story_of(self, rowid: int) -> int:
        """The article that stands for the story of another."""
        story: int | None = self._database.value("SELECT story FROM article WHERE rowid = ?", (rowid,))
        return rowid if story is None else story

    def use_rule(self, rule: str) -> None:
        """Says which version stands for its story: the fullest, the earliest or the latest."""
        if rule == self._database.value("SELECT value FROM meta WHERE key = 'representative'"):
            return
        with self._database.writing():
            self._database.execute("UPDATE meta SET value = ? WHERE key = 'representative'", (rule,))
            contents = self._database.rows(
                "SELECT DISTINCT content_hash FROM article WHERE is_representative = 0 ORDER BY content_hash"
            )
            settle(self._database, [content for (content,) in contents])

    def _keep_sketches(self, packed: bytes) -> int:
        return self._database.execute("INSERT INTO sketches (packed) VALUES (?)", (packed,)).lastrowid or 0

    def _keep(self, alike: Sequence[Alike]) -> list[str]:
        """Writes likenesses down; gives the contents they are of."""
        content_of = self._column("content_hash", {rowid for each in alike for rowid in each[:2]})
        rows = []
        for each in alike:
            if each.rowid not in content_of or each.other not in content_of:
                continue
            first, second = content_of[each.rowid], content_of[each.other]
            if first < second:
                rows.append((first, second, each.common, each.words, each.other_words))
            elif second < first:
                rows.append((second, first, each.common, each.other_words, each.words))
        self._database.executemany("INSERT OR REPLACE INTO likeness VALUES (?, ?, ?, ?, ?)", rows)
        return list(dict.fromkeys(content for row in rows for content in row[:2]))

    def _tell_readers(self, alike: Sequence[Alike]) -> None:
        """A new version of what was read is read too, unless it adds text: then it, and its story, is
        updated. One of what was dismissed is dismissed, unless it adds text."""
        nearest: dict[int, tuple[int, int]] = {}
        for each in alike:
            for mine, other, words in ((*each[:2], each.words), (*each[1::-1], each.other_words)):
                added = words - each.common
                nearest[mine] = min(nearest.get(mine, (added, other)), (added, other))
        story_of = self._column("story", nearest.keys() | {other for _, other in nearest.values()})
        told: list[tuple[str, str, str]] = []
        for mine, (added, other) in nearest.items():
            if mine in story_of and story_of[mine] == story_of.get(other):
                told += self._told(mine, other, is_news=added >= ADDED_WORDS, story=story_of[mine])
        if told:
            self._journal().carry(told)
            state.show_ids(self._database, {id for id, _, _ in told})

    def _told(self, mine: int, other: int, *, is_news: bool, story: int) -> list[tuple[str, str, str]]:
        known = self._database.rows(
            "SELECT s.field, s.value FROM article AS a JOIN state AS s ON s.article_id = a.id"
            " WHERE a.rowid = ? AND s.value <> ''"
            " AND (s.field = ? OR s.field = ? AND s.value = a.content_hash)",
            (other, state.DISMISSED, state.READ),
        )
        if not known:
            return []
        told = []
        unmarked = self._database.rows(
            "SELECT c.id, c.content_hash FROM article AS a"
            " JOIN article AS c ON c.content_hash = a.content_hash"
            " WHERE a.rowid = ? AND NOT EXISTS (SELECT 1 FROM state AS s WHERE s.article_id = c.id"
            " AND s.field IN (?, ?))",
            (mine, state.READ, state.DISMISSED),
        )
        for id, content in unmarked:
            for field, value in known:
                if field == state.READ:
                    told.append((id, field, value if is_news else content))
                elif not is_news:
                    told.append((id, field, value))
        is_told = unmarked or self._database.value("SELECT is_updated FROM article WHERE rowid = ?", (mine,))
        if is_told and is_news and mine != story:
            told += self._database.rows(
                f"SELECT a.id, s.field, s.value || '{state.HERALD}' FROM article AS a"
                " JOIN state AS s ON s.article_id = a.id"
                " WHERE a.rowid = ? AND s.field = ? AND s.value = a.content_hash",
                (story, state.READ),
            )
        return told

    def _done(self, window: Window) -> None:
        if window.is_again:
            self._database.executemany(
                "DELETE FROM ungrouped WHERE rowid = ?", [(rowid,) for rowid in window.rowids]
            )
            return
        last = window.rowids[-1] if window.rowids else None
        self._database.execute(
            "UPDATE meta SET value = coalesce(?, (SELECT value FROM meta WHERE key = 'last_rowid'))"
            " WHERE key = 'grouped_rowid'",
            (last,),
        )

    def _column(self, column: str, rowids: Collection[int]) -> dict[int, Any]:
        return {
            rowid: value
            for chunk in asking.chunks(list(rowids))
            for rowid, value in self._database.rows(
                f"SELECT rowid, {column} FROM article WHERE rowid IN ({asking.marks(chunk)})", chunk
            )
        }


def ungrouped(rowid: int, title: str, text: str, day_key: int) -> Ungrouped:
    """An article as it is compared."""
    return Ungrouped(rowid, title, text, None if day_key % DAY_MS else day_key // DAY_MS)


def _ungrouped(row: Row) -> Ungrouped | None:
    rowid, title, day_key, packed = row
    try:
        text = packing.unpack_text(packed)[0]
    except ValueError:
        # Whoever reads the article is told.
        return None
    return ungrouped(rowid, title, text, day_key)
