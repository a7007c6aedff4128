"""Whether the database is sound, and whether what is derived in it agrees with what it is derived from."""

from __future__ import annotations

from newsreader.store import state
from newsreader.store.connection import Database, Row
from newsreader.store.packing import tags_from_sql
from newsreader.store.records import Repair
from newsreader.store.stories import settle

_NAMED_PROBLEMS = 20
_DAY_SUMS = """
    SELECT 0, day_key, count(*), sum(is_unread), sum(is_representative * (is_dismissed = 0)),
        sum(is_representative * is_unread), sum(is_dismissed)
    FROM article GROUP BY day_key
    UNION ALL
    SELECT bundle_id, day_key, count(*), sum(is_unread), sum(is_bundle_representative * (is_dismissed = 0)),
        sum(is_bundle_representative * is_unread), sum(is_dismissed)
    FROM article GROUP BY bundle_id, day_key
"""
_SECTION_SUMS = "SELECT bundle_id, section, count(*), sum(is_unread) FROM article GROUP BY bundle_id, section"
_TAG_SUMS = """
    SELECT min(t.tag), count(*), sum(a.is_unread) FROM article_tag AS t JOIN article AS a ON a.rowid = t.rowid
    GROUP BY t.tag
"""
_STORIES = """
    SELECT content_hash FROM article GROUP BY content_hash HAVING count(*) > 1
    UNION SELECT first FROM likeness UNION SELECT second FROM likeness
    UNION SELECT content_hash FROM article
        WHERE story <> rowid OR is_representative = 0 OR is_bundle_representative = 0
    ORDER BY 1
"""
_WRONG_BUNDLES = """
    SELECT b.id, count(d.id), count(d.problem) FROM bundle AS b LEFT JOIN document AS d ON d.bundle_id = b.id
    GROUP BY b.id HAVING count(d.id) <> b.documents OR count(d.problem) <> b.problems
"""


class Health:
    """Checks and repairs of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def verify(self) -> list[str]:
        """One line for each thing that is wrong; none when all is well. Changes nothing."""
        found = [
            f"the database is damaged: {line}"
            for (line,) in self._database.rows(f"PRAGMA integrity_check({_NAMED_PROBLEMS})")
            if line != "ok"
        ]
        for table, rowid, parent, _ in self._database.rows("PRAGMA foreign_key_check")[:_NAMED_PROBLEMS]:
            found.append(f"{table} {rowid} belongs to a {parent} that is not there")
        bodiless = self._database.value(
            "SELECT count(*) FROM article WHERE rowid NOT IN (SELECT rowid FROM body)"
        )
        if bodiless:
            found.append(f"{bodiless} articles have lost their text")
        if found:
            return found
        return self._derived_faults()

    def repair(self) -> Repair:
        """Derives anew: states from the journal, what articles show of them, stories, counts."""
        with self._database.writing(durably=True):
            return self._derive()

    def size_bytes(self) -> int:
        """What the database takes on disk, with what is not yet checked in."""
        size = 0
        for suffix in ("", "-wal"):
            file = self._database.path.with_name(self._database.path.name + suffix)
            if file.exists():
                size += file.stat().st_size
        return size

    def _derived_faults(self) -> list[str]:
        """What a repair would change: it is tried, and taken back; where all is well nothing is written."""
        with self._database.reading():
            repair = self._derive()
        faults = (
            (repair.states, "marks differ from the journal"),
            (repair.articles, "articles show marks that they do not have, or lack some"),
            (repair.stories, "stories have no or several representatives"),
            (repair.counts, "counts are wrong"),
        )
        return [f"{number} {what}" for number, what in faults if number]

    def _derive(self) -> Repair:
        states = self._refold()
        articles = state.show(
            self._database, [r for (r,) in self._database.rows("SELECT rowid FROM article")]
        )
        articles += self._retag()
        wrong = settle(self._database, [content_hash for (content_hash,) in self._database.rows(_STORIES)])
        return Repair(states, articles, wrong, self._recount())

    def _refold(self) -> int:
        folded = {
            (record.article_id, record.field): (record.value, record.time, record.device)
            for record in state.records_in(self._database)
        }
        present = {
            (id, field): tuple(rest)
            for id, field, *rest in self._database.rows(
                "SELECT article_id, field, value, time, device FROM state"
            )
        }
        wrong = {key for key in folded.keys() | present.keys() if folded.get(key) != present.get(key)}
        for id, field in wrong:
            self._database.execute("DELETE FROM state WHERE article_id = ? AND field = ?", (id, field))
            if (id, field) in folded:
                self._database.execute(
                    "INSERT INTO state (article_id, field, value, time, device) VALUES (?, ?, ?, ?, ?)",
                    (id, field, *folded[id, field]),
                )
        return len(wrong)

    def _retag(self) -> int:
        wrong = 0
        filed: dict[int, set[tuple[str, int, int]]] = {}
        for rowid, *entry in self._database.rows("SELECT rowid, tag, day_key, sort_key FROM article_tag"):
            filed.setdefault(rowid, set()).add((entry[0], entry[1], entry[2]))
        tagged = {
            rowid: (tags, day_key, sort_key)
            for rowid, tags, day_key, sort_key in self._database.rows(
                "SELECT rowid, tags, day_key, sort_key FROM article WHERE tags <> ''"
            )
        }
        for rowid in filed.keys() | tagged.keys():
            tags, day_key, sort_key = tagged.get(rowid, ("", 0, 0))
            expected = {(tag, day_key, sort_key) for tag in tags_from_sql(tags)}
            if expected != filed.get(rowid, set()):
                wrong += 1
                state.retag(self._database, rowid, tags, day_key, sort_key)
        return wrong

    def _recount(self) -> int:
        wrong = 0
        for table, sums in (
            ("day_tally", _DAY_SUMS),
            ("section_tally", _SECTION_SUMS),
            ("tag_tally", _TAG_SUMS),
        ):
            right = self._database.rows(sums)
            present = self._database.rows(f"SELECT * FROM {table}")
            differing = {_uncased(row) for row in right} ^ {_uncased(row) for row in present}
            if differing:
                wrong += len(differing)
                self._database.execute(f"DELETE FROM {table}")
                marks = ",".join("?" * len(next(iter(right or present))))
                self._database.executemany(f"INSERT INTO {table} VALUES ({marks})", right)
        for id, documents, problems in self._database.rows(_WRONG_BUNDLES):
            wrong += 1
            self._database.execute(
                "UPDATE bundle SET documents = ?, problems = ? WHERE id = ?", (documents, problems, id)
            )
        return wrong


def _uncased(row: Row) -> Row:
    """A row of a tally that is compared: a tag is the same however it is capitalised."""
    return (row[0].casefold(), *row[1:]) if isinstance(row[0], str) else row
