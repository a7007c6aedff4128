"""What is read, starred, tagged, dismissed, scored: the journal's records, their folding, what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from newsreader.store.connection import Database
from newsreader.store.packing import tags_from_sql, tags_to_sql
from newsreader.store.tallies import count_tags

READ = "read"
STARRED = "starred"
DISMISSED = "dismissed"
SCORE = "score"
TAG_PREFIX = "tag:"
ON = "1"
HERALD = "+"
"""Behind the value of ``read``: it was read, but another version of its story has text that was not."""
HIGHEST_SCORE = 9
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the journal: at ``time`` (microseconds since 1970, UTC) a device set a field of an article.

    The value of ``read`` is the hash of the content that was read; "" is the absence of a mark.
    """

    article_id: str
    field: str
    value: str
    time: int
    device: str


def append(database: Database, records: Sequence[Record]) -> int:
    """Adds records to the journal and folds them: the last writer of a field wins, ties go to the
    greater device id. Records already there change nothing. Gives the number of those that were new."""
    rows = [(r.time, r.device, r.article_id, r.field, r.value) for r in records]
    added = database.executemany("INSERT OR IGNORE INTO journal VALUES (?, ?, ?, ?, ?)", rows).rowcount
    database.executemany(
        "INSERT INTO state (time, device, article_id, field, value) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (article_id, field) DO UPDATE"
        " SET value = excluded.value, time = excluded.time, device = excluded.device"
        # Two copies of one library share a device id, so the value takes part in the order.
        " WHERE (excluded.time, excluded.device, excluded.value) > (state.time, state.device, state.value)",
        rows,
    )
    return added


def show(database: Database, rowids: Iterable[int]) -> int:
    """Brings what articles show in line with their folded state; gives the number that changed."""
    remaining = iter(rowids)
    changed = 0
    while chunk := list(islice(remaining, _CHUNK)):
        changed += _show_chunk(database, chunk)
    return changed


def show_ids(database: Database, article_ids: Iterable[str]) -> int:
    """As ``show``, for those of these articles that are in the library."""
    remaining = iter(article_ids)
    changed = 0
    while chunk := list(islice(remaining, _CHUNK)):
        found = database.rows(f"SELECT rowid FROM article WHERE id IN ({','.join('?' * len(chunk))})", chunk)
        changed += _show_chunk(database, [rowid for (rowid,) in found])
    return changed


def tags(own_tags: str, state: dict[str, str]) -> str:
    """The tags an article shows, as stored: those it came with and those it was given, less those taken."""
    shown = {tag.casefold(): tag for tag in tags_from_sql(own_tags)}
    for field, value in state.items():
        if field.startswith(TAG_PREFIX):
            tag = field.removeprefix(TAG_PREFIX)
            shown.pop(tag.casefold(), None)
            if value:
                shown[tag.casefold()] = tag
    return tags_to_sql(sorted(shown.values(), key=str.casefold))


def _show_chunk(database: Database, rowids: Sequence[int]) -> int:
    marks = ",".join("?" * len(rowids))
    articles = database.rows(
        "SELECT rowid, id, content_hash, own_tags, day_key, sort_key, tags,"
        " is_read, is_updated, is_unread, is_starred, is_dismissed, score"
        f" FROM article WHERE rowid IN ({marks})",
        rowids,
    )
    states = _states(database, [row[1] for row in articles])
    changed = 0
    for rowid, id, content_hash, own_tags, day_key, sort_key, tags_before, *before in articles:
        state = states.get(id, {})
        after = _flags(state, content_hash)
        tags_after = tags(own_tags, state)
        if (before, tags_before) == (after, tags_after):
            continue
        changed += 1
        database.execute(
            "UPDATE article SET is_read = ?, is_updated = ?, is_unread = ?, is_starred = ?, is_dismissed = ?,"
            " score = ?, tags = ? WHERE rowid = ?",
            (*after, tags_after, rowid),
        )
        if tags_before != tags_after:
            retag(database, rowid, tags_after, day_key, sort_key)
    return changed


def _flags(state: dict[str, str], content_hash: str) -> list[int]:
    """Read, updated, unread, starred, dismissed, score. What is dismissed does not count as unread."""
    read = state.get(READ, "")
    is_updated = bool(read) and read != content_hash
    is_dismissed = bool(state.get(DISMISSED))
    is_unread = (not read or is_updated) and not is_dismissed
    flags = (bool(read), is_updated, is_unread, bool(state.get(STARRED)), is_dismissed)
    return [*map(int, flags), score(state.get(SCORE, ""))]


def score(value: str) -> int:
    """A score as it is shown: -9 to 9; 0 for what is no number."""
    digits = value.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 20):
        return 0
    return max(-HIGHEST_SCORE, min(HIGHEST_SCORE, int(value)))


def retag(database: Database, rowid: int, stored_tags: str, day_key: int, sort_key: int) -> None:
    """Files an article under its tags, and under no others."""
    database.execute("DELETE FROM article_tag WHERE rowid = ?", (rowid,))
    if stored_tags:
        is_unread = database.value("SELECT is_unread FROM article WHERE rowid = ?", (rowid,))
        file_under_tags(
            database,
            tag_rows(rowid, stored_tags, day_key, sort_key),
            is_unread=bool(is_unread),
        )


def tag_rows(rowid: int, stored_tags: str, day_key: int, sort_key: int) -> list[tuple[str, int, int, int]]:
    """What ``file_under_tags`` takes, for each of an article's tags."""
    return [(tag, day_key, sort_key, rowid) for tag in tags_from_sql(stored_tags)]


def file_under_tags(
    database: Database, rows: Sequence[tuple[str, int, int, int]], *, is_unread: bool
) -> None:
    """Files articles, all of them unread or none: tag, day key, sort key and rowid of each."""
    if rows:
        database.insert("INSERT OR IGNORE INTO article_tag", rows)
        count_tags(database, [tag for tag, _, _, _ in rows], is_unread=is_unread)


def _states(database: Database, article_ids: Sequence[str]) -> dict[str, dict[str, str]]:
    states: dict[str, dict[str, str]] = {}
    marks = ",".join("?" * len(article_ids))
    for id, field, value in database.rows(
        f"SELECT article_id, field, value FROM state WHERE article_id IN ({marks})", article_ids
    ):
        states.setdefault(id, {})[field] = value
    return states


def latest_time(database: Database) -> int:
    """The time of the journal's last record, 0 for none."""
    time: int | None = database.value("SELECT max(time) FROM journal")
    return time or 0


def records_in(database: Database) -> Iterator[Record]:
    """The whole journal in the order of time, read in pieces."""
    last: tuple[int, str, str, str, str] = (-1, "", "", "", "")
    while True:
        rows = database.rows(
            "SELECT time, device, article_id, field, value FROM journal"
            " WHERE (time, device, article_id, field, value) > (?, ?, ?, ?, ?)"
            " ORDER BY time, device, article_id, field, value LIMIT 5000",
            last,
        )
        for time, device, article_id, field, value in rows:
            yield Record(article_id, field, value, time, device)
        if not rows:
            return
        last = rows[-1]
