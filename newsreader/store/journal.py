"""Marks: changing an article's state, taking it back, and exchanging states with another library."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from newsreader.errors import UsageError
from newsreader.store import state
from newsreader.store.connection import Database
from newsreader.store.packing import storable, tag_name, tags_from_sql
from newsreader.store.records import Mark, MergeOutcome
from newsreader.store.state import Record

ACTIONS_KEPT = 100
_LATEST_ALLOWED = 253_402_300_800_000_000
_MERGED_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class _Change:
    article_id: str
    field: str
    before: str
    after: str


class Journal:
    """Writes the journal of one library, under its device id."""

    def __init__(self, database: Database, now: Callable[[], float]) -> None:
        self._database = database
        self._now = now
        self.device_id: str = database.value("SELECT value FROM meta WHERE key = 'device_id'")

    def mark(self, marks: Sequence[Mark], label: str) -> int:
        """Applies marks as one action that can be undone; gives the number of articles that changed.

        Read and unread hold for every article of the same content. A mark that changes nothing is not
        written, and an action that changes nothing is none.
        """
        with self._database.writing(durably=True):
            changes = self._changes(marks)
            if changes:
                self._database.execute("DELETE FROM action_change WHERE action_id IN"
                                       " (SELECT id FROM action WHERE is_undone = 1)")  # fmt: skip
                self._database.execute("DELETE FROM action WHERE is_undone = 1")
                self._remember(label, changes)
                self._write((change.article_id, change.field, change.after) for change in changes)
        return len({change.article_id for change in changes})

    def undo(self) -> str | None:
        """Takes the last action back and gives its label; None when there is none."""
        return self._replay("SELECT max(id) FROM action WHERE is_undone = 0", is_undone=True)

    def redo(self) -> str | None:
        """Does again what was undone last and gives its label; None when there is nothing."""
        return self._replay("SELECT min(id) FROM action WHERE is_undone = 1", is_undone=False)

    def carry(self, values: Iterable[tuple[str, str, str]]) -> None:
        """Writes (article id, field, value) records that no person asked for, so that none can be undone.

        For a caller that is inside a transaction and brings the articles in line itself.
        """
        state.append(self._database, self._stamped(values))

    def export(self) -> Iterator[str]:
        """The journal as JSON lines, oldest first."""
        for record in state.records_in(self._database):
            yield json.dumps(
                {
                    "id": record.article_id,
                    "field": record.field,
                    "value": record.value,
                    "time": record.time,
                    "device": record.device,
                },
                ensure_ascii=False,
            )

    def merge(self, lines: Iterable[str]) -> MergeOutcome:
        """Takes in another library's journal. The order of merges and repetitions make no difference."""
        added = articles = rejected = 0
        remaining = iter(line for line in lines if line.strip())
        while chunk := list(islice(remaining, _MERGED_AT_ONCE)):
            records = [record for record in map(parse, chunk) if record is not None]
            rejected += len(chunk) - len(records)
            with self._database.writing(durably=True):
                added += state.append(self._database, records)
                articles += state.show_ids(self._database, {record.article_id for record in records})
        return MergeOutcome(added, articles, rejected)

    def _changes(self, marks: Sequence[Mark]) -> list[_Change]:
        changes: dict[tuple[str, str], _Change] = {}
        for mark in marks:
            field = _field(mark.field)
            for id, content_hash, own_tags in self._meant(mark.rowid, field):
                after = _value(mark.value, field, content_hash)
                before = (
                    changes[id, field].before if (id, field) in changes else self._before(id, field, own_tags)
                )
                changes[id, field] = _Change(id, field, before, after)
        return [change for change in changes.values() if change.before != change.after]

    def _meant(self, rowid: int, field: str) -> list[tuple[str, str, str]]:
        if field == state.READ:
            return self._database.rows(
                "SELECT o.id, o.content_hash, o.own_tags FROM article AS a"
                " JOIN article AS o ON o.content_hash = a.content_hash WHERE a.rowid = ?",
                (rowid,),
            )
        return self._database.rows("SELECT id, content_hash, own_tags FROM article WHERE rowid = ?", (rowid,))

    def _before(self, id: str, field: str, own_tags: str) -> str:
        known: str | None = self._database.value(
            "SELECT value FROM state WHERE article_id = ? AND field = ?", (id, field)
        )
        if known is None and field.startswith(state.TAG_PREFIX):
            came_with = {tag.casefold() for tag in tags_from_sql(own_tags)}
            return state.ON if field.removeprefix(state.TAG_PREFIX).casefold() in came_with else ""
        return known or ""

    def _remember(self, label: str, changes: Sequence[_Change]) -> None:
        self._database.execute("INSERT INTO action (label) VALUES (?)", (storable(label),))
        action: int = self._database.value("SELECT last_insert_rowid()")
        self._database.executemany(
            "INSERT INTO action_change VALUES (?, ?, ?, ?, ?)",
            [(action, change.article_id, change.field, change.before, change.after) for change in changes],
        )
        oldest_kept = action - ACTIONS_KEPT
        self._database.execute("DELETE FROM action_change WHERE action_id <= ?", (oldest_kept,))
        self._database.execute("DELETE FROM action WHERE id <= ?", (oldest_kept,))

    def _replay(self, choice: str, *, is_undone: bool) -> str | None:
        wanted, expected = ("before", "after") if is_undone else ("after", "before")
        with self._database.writing(durably=True):
            action: int | None = self._database.value(choice)
            if action is None:
                return None
            label: str = self._database.value("SELECT label FROM action WHERE id = ?", (action,))
            # What another library's journal has changed since then is left as it is.
            values = self._database.rows(
                f"SELECT c.article_id, c.field, c.{wanted} FROM action_change AS c"
                " LEFT JOIN state AS s ON s.article_id = c.article_id AND s.field = c.field"
                f" WHERE c.action_id = ? AND coalesce(s.value, '') = c.{expected}",
                (action,),
            )
            self._write(values)
            self._database.execute("UPDATE action SET is_undone = ? WHERE id = ?", (is_undone, action))
        return label

    def _write(self, values: Iterable[tuple[str, str, str]]) -> None:
        records = self._stamped(values)
        state.append(self._database, records)
        state.show_ids(self._database, dict.fromkeys(record.article_id for record in records))

    def _stamped(self, values: Iterable[tuple[str, str, str]]) -> list[Record]:
        """Records with times that only ever grow, whatever the clock does."""
        start = max(state.latest_time(self._database) + 1, int(self._now() * 1_000_000))
        return [
            Record(id, field, value, start + step, self.device_id)
            for step, (id, field, value) in enumerate(values)
        ]


def parse(line: str) -> Record | None:
    """The record in a line of an exported journal; None when the line is none."""
    try:
        found = json.loads(line)
        record = Record(found["id"], found["field"], found["value"], found["time"], found["device"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    texts = (record.article_id, record.field, record.value, record.device)
    if not all(isinstance(text, str) and text == storable(text) for text in texts):
        return None
    if type(record.time) is not int or not 0 <= record.time < _LATEST_ALLOWED:
        return None
    return record if record.article_id and record.field else None


def _field(field: str) -> str:
    if field.startswith(state.TAG_PREFIX):
        name = tag_name(field.removeprefix(state.TAG_PREFIX))
        if not name:
            raise UsageError("a tag needs a name", hint="tag:NAME")
        return state.TAG_PREFIX + name
    return storable(field)


def _value(value: bool | str, field: str, content_hash: str) -> str:
    if field == state.READ:
        return content_hash if value else ""
    if isinstance(value, str) and field != state.STARRED and not field.startswith(state.TAG_PREFIX):
        return storable(value)
    return state.ON if value else ""
