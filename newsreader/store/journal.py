"""Marks: changing an article's state, taking it back, and exchanging states with another library."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from newsreader.errors import UsageError
from newsreader.store import asking, state
from newsreader.store.connection import Database
from newsreader.store.packing import storable, tag_name, tags_from_sql
from newsreader.store.records import Mark, MergeOutcome
from newsreader.store.state import Record
from newsreader.store.stories import settle_marked

ACTIONS_KEPT = 100
_LATEST_ALLOWED = 253_402_300_800_000_000
_MERGED_AT_ONCE = 5000
# Articles changed in one transaction. Larger ones touch each page of the database less often; smaller ones
# let other writers have their turn sooner.
_MARKED_AT_ONCE = 10_000


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

        Read and unread hold for every version of a story. A mark that changes nothing is not
        written, and an action that changes nothing is none. Of several marks of one field of an article
        the last holds. Very many marks are written in several transactions.
        """
        changed: set[str] = set()
        action: int | None = None
        for field, chunk in _chunks(marks):
            if changed:
                self._database.give_way()
            with self._database.writing(durably=True):
                changes = self._changes(chunk, field)
                if changes:
                    action = self._remember(label, changes, action)
                    self._write((change.article_id, change.field, change.after) for change in changes)
                    changed.update(change.article_id for change in changes)
        return len(changed)

    def change_scores(self, rowids: Sequence[int], step: int, label: str) -> int:
        """Raises or lowers the scores of articles, within -9 to 9, as one action; gives how many changed."""
        marks = []
        for chunk in asking.chunks(rowids):
            for rowid, before in self._database.rows(
                f"SELECT rowid, score FROM article WHERE rowid IN ({asking.marks(chunk)})", chunk
            ):
                after = max(-state.HIGHEST_SCORE, min(state.HIGHEST_SCORE, before + step))
                marks.append(Mark(rowid, state.SCORE, str(after) if after else ""))
        return self.mark(marks, label)

    def set_field(self, subject: str, field: str, value: str, label: str) -> bool:
        """Sets a field of a ``subject`` that is no article, as an action that can be undone; whether it
        changed anything."""
        with self._database.writing(durably=True):
            before = self._database.value(
                "SELECT value FROM state WHERE article_id = ? AND field = ?", (subject, field)
            )
            change = _Change(subject, field, before or "", value)
            if change.before == change.after:
                return False
            self._remember(label, [change], None)
            self._write([(subject, field, value)])
        return True

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
                settle_marked(self._database, ((each.article_id, each.field) for each in records))
        return MergeOutcome(added, articles, rejected)

    def _changes(self, values: dict[int, bool | str], field: str) -> list[_Change]:
        # To read an article is to have read its versions; to be rid of one is to be rid of them.
        is_of_story = field in (state.READ, state.DISMISSED)
        wanted = self._by_story(values) if is_of_story else values
        changes: list[_Change] = []
        for chunk in asking.chunks(wanted):
            for key, id, content_hash, own_tags, known in self._database.rows(
                f"SELECT a.{'story' if is_of_story else 'rowid'}, a.id, a.content_hash, a.own_tags, s.value"
                " FROM article AS a LEFT JOIN state AS s ON s.article_id = a.id AND s.field = ?"
                f" WHERE a.{'story' if is_of_story else 'rowid'} IN ({asking.marks(chunk)})",
                (field, *chunk),
            ):
                before = known if known is not None else _unmarked(field, own_tags)
                changes.append(_Change(id, field, before, _value(wanted[key], field, content_hash)))
        return [change for change in changes if change.before != change.after]

    def _by_story(self, values: Mapping[int, bool | str]) -> dict[int, bool | str]:
        """What is said of articles as said of their stories, each once however many versions it has."""
        story_of = {
            rowid: story
            for chunk in asking.chunks(values)
            for rowid, story in self._database.rows(
                f"SELECT rowid, story FROM article WHERE rowid IN ({asking.marks(chunk)})", chunk
            )
        }
        return {story_of[rowid]: value for rowid, value in values.items() if rowid in story_of}

    def _remember(self, label: str, changes: Sequence[_Change], action: int | None) -> int:
        """Notes the changes so that they can be undone, as a new action or as more of one."""
        if action is None:
            self._forget("SELECT id FROM action WHERE is_undone = 1")
            self._database.execute("INSERT INTO action (label) VALUES (?)", (storable(label),))
            action = self._database.value("SELECT max(id) FROM action")
            assert action is not None
            self._forget("SELECT id FROM action ORDER BY id DESC LIMIT -1 OFFSET ?", ACTIONS_KEPT)
        first: int = self._database.value(
            "SELECT coalesce(max(position) + 1, 0) FROM action_change WHERE action_id = ?", (action,)
        )
        self._database.executemany(
            "INSERT INTO action_change VALUES (?, ?, ?, ?, ?, ?)",
            [
                (action, position, change.article_id, change.field, change.before, change.after)
                for position, change in enumerate(changes, first)
            ],
        )
        return action

    def _forget(self, chosen: str, *parameters: int) -> None:
        """Actions that can no longer be undone or redone; what they wrote stays in the journal."""
        actions = self._database.rows(chosen, parameters)
        self._database.executemany("DELETE FROM action_change WHERE action_id = ?", actions)
        self._database.executemany("DELETE FROM action WHERE id = ?", actions)

    def _replay(self, choice: str, *, is_undone: bool) -> str | None:
        wanted, expected = ("before", "after") if is_undone else ("after", "before")
        last = -1
        action: int | None = None
        while True:
            with self._database.writing(durably=True):
                if action is None:
                    action = self._database.value(choice)
                if action is None:
                    return None
                changes = self._database.rows(
                    f"SELECT c.position, coalesce(s.value, c.before) = c.{expected},"
                    f" c.article_id, c.field, c.{wanted}"
                    " FROM action_change AS c"
                    " LEFT JOIN state AS s ON s.article_id = c.article_id AND s.field = c.field"
                    " WHERE c.action_id = ? AND c.position > ? ORDER BY c.position LIMIT ?",
                    (action, last, _MARKED_AT_ONCE),
                )
                # What another library's journal has changed since then is left as it is.
                self._write((id, field, value) for _, is_same, id, field, value in changes if is_same)
                if len(changes) < _MARKED_AT_ONCE:
                    self._database.execute(
                        "UPDATE action SET is_undone = ? WHERE id = ?", (is_undone, action)
                    )
                    label: str = self._database.value("SELECT label FROM action WHERE id = ?", (action,))
                    return label
            last = changes[-1][0]
            self._database.give_way()

    def _write(self, values: Iterable[tuple[str, str, str]]) -> None:
        records = self._stamped(values)
        state.append(self._database, records)
        state.show_ids(self._database, dict.fromkeys(record.article_id for record in records))
        settle_marked(self._database, ((record.article_id, record.field) for record in records))

    def _stamped(self, values: Iterable[tuple[str, str, str]]) -> list[Record]:
        """Records with times that only ever grow, whatever the clock does."""
        start = max(state.latest_time(self._database) + 1, int(self._now() * 1_000_000))
        return [
            Record(id, field, value, start + step, self.device_id)
            for step, (id, field, value) in enumerate(values)
        ]


def _chunks(marks: Iterable[Mark]) -> Iterator[tuple[str, dict[int, bool | str]]]:
    """Marks by field, each as value by article, in pieces that a transaction does without long delay."""
    by_field: dict[str, dict[int, bool | str]] = {}
    for mark in marks:
        by_field.setdefault(_field(mark.field), {})[mark.rowid] = mark.value
    for field, values in by_field.items():
        remaining = iter(values.items())
        while chunk := dict(islice(remaining, _MARKED_AT_ONCE)):
            yield field, chunk


def _unmarked(field: str, own_tags: str) -> str:
    """A field's value before anyone set it: an article carries the tags it came with."""
    if not field.startswith(state.TAG_PREFIX):
        return ""
    came_with = {tag.casefold() for tag in tags_from_sql(own_tags)}
    return state.ON if field.removeprefix(state.TAG_PREFIX).casefold() in came_with else ""


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
    if (
        isinstance(value, str)
        and field not in (state.STARRED, state.DISMISSED)
        and not field.startswith(state.TAG_PREFIX)
    ):
        return storable(value)
    return state.ON if value else ""
