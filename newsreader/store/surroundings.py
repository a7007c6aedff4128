"""Articles that say nothing of when they appeared, and the dates that what surrounds them gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from newsreader.article import UNDATED, Published
from newsreader.store import chronology, packing, state
from newsreader.store.connection import Database

_BESIDE, _TEASER = "beside", "teaser"


class Placed(NamedTuple):
    """An article's key and place in its bundle, and the ISO day that it is of; "" where that is not known.

    ``is_dated``: it has a date of its own, of the month or year perhaps.
    """

    rowid: int
    path: str
    day: str
    is_dated: bool


class Surroundings:
    """Dates that are not the articles' own: given and taken back as the bundle changes around them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def has_undated(self, bundle_id: int) -> bool:
        """Whether an article of the bundle is without a date of its own."""
        return bool(
            self._database.value(
                "SELECT 1 FROM article WHERE bundle_id = ? AND day_key = ? LIMIT 1",
                (bundle_id, chronology.UNDATED_KEY),
            )
            or self._database.value(
                "SELECT 1 FROM surrounding AS s CROSS JOIN article AS a ON a.rowid = s.rowid"
                " WHERE a.bundle_id = ? LIMIT 1",
                (bundle_id,),
            )
        )

    def placed(self, bundle_id: int) -> list[Placed]:
        """All articles of a bundle with the days they have of their own."""
        found = self._database.rows(
            "SELECT a.rowid, d.path, a.date, a.precision, s.evidence IS NOT NULL AND s.evidence = a.evidence"
            " FROM article AS a JOIN document AS d ON d.id = a.document_id"
            " LEFT JOIN surrounding AS s ON s.rowid = a.rowid"
            " WHERE a.bundle_id = ?",
            (bundle_id,),
        )
        return [
            Placed(
                rowid,
                packing.path_from_sql(path),
                date if date and not is_given and precision in ("day", "minute") else "",
                bool(date) and not is_given,
            )
            for rowid, path, date, precision, is_given in found
        ]

    def give(self, bundle_id: int, dates: dict[int, Published]) -> int:
        """Date those articles of a bundle so, and none of its others that have no date of their own.

        Gives how many changed.
        """
        return self._settle(dates, _BESIDE, "a.bundle_id = ?", bundle_id)

    def announced(self) -> Iterator[tuple[int, list[tuple[str, str, str, str]]]]:
        """The articles that have no date but perhaps from teasers, each with the teasers that announce it.

        Of a teaser: its label, its summary, the page it stands on, and the ISO day of that, "" for none.
        """
        rows = self._database.rows(
            "WITH undated (rowid) AS ("
            "SELECT rowid FROM article WHERE day_key = ? UNION"
            f" SELECT rowid FROM surrounding WHERE source = '{_TEASER}')"
            " SELECT u.rowid, t.section, t.summary, s.title,"
            " iif(s.precision IN ('day', 'minute'), s.date, '')"
            " FROM undated AS u CROSS JOIN teaser AS t ON t.target = u.rowid"
            " CROSS JOIN mention AS m ON m.teaser = t.id CROSS JOIN article AS s ON s.rowid = m.source"
            " WHERE s.rowid <> u.rowid ORDER BY u.rowid",
            (chronology.UNDATED_KEY,),
        )
        for rowid, group in groupby(rows, key=lambda row: row[0]):
            yield rowid, [row[1:] for row in group]

    def give_announced(self, dates: dict[int, Published]) -> int:
        """Date those articles so that have no date but perhaps from teasers; how many changed."""
        return self._settle(dates, _TEASER, "1")

    def _settle(self, dates: dict[int, Published], source: str, among: str, *parameters: int) -> int:
        with self._database.writing():
            before: dict[int, str] = dict(
                self._database.rows(
                    "SELECT s.rowid, s.evidence FROM surrounding AS s CROSS JOIN article AS a"
                    f" ON a.rowid = s.rowid AND a.evidence = s.evidence WHERE s.source = ? AND {among}",
                    (source, *parameters),
                )
            )
            changed = {
                rowid: dates.get(rowid, UNDATED)
                for rowid in before.keys() | dates.keys()
                if rowid not in dates or before.get(rowid) != dates[rowid].evidence
            }
            self._date(changed.items(), source)
        return len(changed)

    def _date(self, dates: Iterable[tuple[int, Published]], source: str) -> None:
        for rowid, published in dates:
            sort_key, day_key = chronology.keys(published)
            evidence = packing.storable(published.evidence)
            self._database.execute(
                "UPDATE article SET date = ?, time = NULL, utc = NULL, precision = ?, date_source = ?,"
                " is_inferred = ?, evidence = ?, sort_key = ?, day_key = ?, is_indexed = 0 WHERE rowid = ?",
                (
                    published.date,
                    published.precision,
                    published.source,
                    published.is_inferred,
                    evidence,
                    sort_key,
                    day_key,
                    rowid,
                ),
            )
            self._database.execute("INSERT OR IGNORE INTO index_deletion VALUES (?)", (rowid,))
            self._database.execute("DELETE FROM surrounding WHERE rowid = ?", (rowid,))
            if published.date:
                self._database.execute("INSERT INTO surrounding VALUES (?, ?, ?)", (rowid, evidence, source))
            tags: str = self._database.value("SELECT tags FROM article WHERE rowid = ?", (rowid,))
            if tags:
                state.retag(self._database, rowid, tags, day_key, sort_key)
