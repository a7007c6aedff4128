"""What the library holds: its bundles, the files they are made of, and the documents in these."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.errors import NotFoundError
from newsreader.store.connection import Database, Row
from newsreader.store.packing import path_from_sql, path_to_sql, shown_path, storable
from newsreader.store.records import BundleProblem, BundleRecord, Fingerprint, Origin

if TYPE_CHECKING:
    from newsreader.store.journal import Journal

_REMOVED_AT_ONCE = 5000
_BUNDLE = """
    SELECT b.id, b.name, b.path, b.kind, b.added, b.documents,
        coalesce(t.articles, 0), coalesce(t.unread, 0), b.junk, b.problems, b.is_complete
    FROM bundle AS b LEFT JOIN (
        SELECT bundle_id, sum(articles) AS articles, sum(unread) AS unread
        FROM section_tally GROUP BY bundle_id
    ) AS t ON t.bundle_id = b.id
"""


class Holdings:
    """Bundles, sources and documents."""

    def __init__(self, database: Database, now: Callable[[], float], journal: Callable[[], Journal]) -> None:
        self._database = database
        self._now = now
        self._journal = journal

    def add_bundle(self, name: str, path: Path, kind: str) -> int:
        """The id of the bundle at this path, added if it is not there; a name already taken gets a number."""
        where = path_to_sql(str(path.absolute()))
        added = datetime.fromtimestamp(self._now(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        with self._database.writing(durably=True):
            known: int | None = self._database.value("SELECT id FROM bundle WHERE path = ?", (where,))
            if known is not None:
                return known
            self._database.execute(
                "INSERT INTO bundle (name, path, kind, added) VALUES (?, ?, ?, ?)",
                (self._free_name(name), where, storable(kind), added),
            )
            id: int = self._database.value("SELECT last_insert_rowid()")
        return id

    def bundles(self) -> list[BundleRecord]:
        """All bundles in the order they were added."""
        return [_bundle(row) for row in self._database.rows(f"{_BUNDLE} ORDER BY b.id")]

    def bundle_named(self, name: str) -> BundleRecord:
        """The bundle of that name, however capitalised. Raises NotFoundError that names near ones."""
        row = self._database.row(f"{_BUNDLE} WHERE b.name = ?", (storable(name),))
        if row is None:
            names = [row[0] for row in self._database.rows("SELECT name FROM bundle ORDER BY name")]
            raise NotFoundError(f"no bundle is named “{storable(name)}”", hint=_near(name, names))
        return _bundle(row)

    def rebind_bundle(self, bundle_id: int, path: Path) -> None:
        """Says that a bundle now lies at another path. Raises NotFoundError when another one lies there."""
        where = path_to_sql(str(path.absolute()))
        with self._database.writing(durably=True):
            holder = self._database.value(
                "SELECT name FROM bundle WHERE path = ? AND id <> ?", (where, bundle_id)
            )
            if holder is not None:
                raise NotFoundError(f"{shown_path(where)} is already in the library as “{holder}”")
            self._database.execute("UPDATE bundle SET path = ? WHERE id = ?", (where, bundle_id))

    def set_bundle_complete(self, bundle_id: int, complete: bool, junk: int) -> None:
        with self._database.writing():
            self._database.execute(
                "UPDATE bundle SET is_complete = ?, junk = ? WHERE id = ?", (complete, junk, bundle_id)
            )

    def remove_bundle(self, bundle_id: int) -> None:
        """Forgets a bundle and its articles. What was read, starred and tagged stays known.

        A large one goes in several steps, so that others need not wait long; if that is interrupted the
        bundle is incomplete, and can be removed or read again.
        """
        with self._database.writing():
            self._database.execute("UPDATE bundle SET is_complete = 0 WHERE id = ?", (bundle_id,))
            self._database.execute(
                "UPDATE source SET size_bytes = NULL, mtime_ns = NULL WHERE bundle_id = ?", (bundle_id,)
            )
        query = (
            "SELECT d.id FROM source AS s JOIN document AS d ON d.source_id = s.id"
            " WHERE s.bundle_id = ? LIMIT ?"
        )
        while self._remove_documents(query, (bundle_id, _REMOVED_AT_ONCE)):
            self._database.give_way()
        with self._database.writing(durably=True):
            self._database.execute("DELETE FROM source WHERE bundle_id = ?", (bundle_id,))
            self._database.execute("DELETE FROM bundle WHERE id = ?", (bundle_id,))

    def sources(self, bundle_id: int) -> dict[str, Fingerprint]:
        """The files that were read to their end, and what they looked like then."""
        return {
            path_from_sql(path): Fingerprint(size_bytes, mtime_ns)
            for path, size_bytes, mtime_ns in self._database.rows(
                "SELECT path, size_bytes, mtime_ns FROM source"
                " WHERE bundle_id = ? AND size_bytes IS NOT NULL",
                (bundle_id,),
            )
        }

    def finish_sources(self, bundle_id: int, finished: Sequence[tuple[str, Fingerprint]]) -> None:
        """Records that these files were read to their end."""
        with self._database.writing():
            self._database.executemany(
                "INSERT INTO source (bundle_id, path, size_bytes, mtime_ns) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (bundle_id, path) DO UPDATE"
                " SET size_bytes = excluded.size_bytes, mtime_ns = excluded.mtime_ns",
                [(bundle_id, path_to_sql(path), seen.size_bytes, seen.mtime_ns) for path, seen in finished],
            )

    def document_hashes(self, bundle_id: int, source: str) -> dict[str, str]:
        """SHA-256 by path of the documents known of a file, unreadable ones too."""
        return {
            path_from_sql(path): sha256
            for path, sha256 in self._database.rows(
                "SELECT d.path, d.sha256 FROM document AS d JOIN source AS s ON s.id = d.source_id"
                " WHERE s.bundle_id = ? AND s.path = ?",
                (bundle_id, path_to_sql(source)),
            )
        }

    def origin(self, rowid: int) -> Origin:
        """Where the document of an article stands. Raises NotFoundError when the article is gone."""
        row = self._database.row(
            "SELECT d.bundle_id, b.name, b.path, s.path, d.path, d.sha256 FROM article AS a"
            " JOIN document AS d ON d.id = a.document_id JOIN source AS s ON s.id = d.source_id"
            " JOIN bundle AS b ON b.id = d.bundle_id WHERE a.rowid = ?",
            (rowid,),
        )
        if row is None:
            raise NotFoundError("this article is no longer in the library")
        bundle_id, bundle, root, source, path, sha256 = row
        return Origin(
            bundle_id, bundle, Path(path_from_sql(root)), path_from_sql(source), path_from_sql(path), sha256
        )

    def forget_source(self, bundle_id: int, source: str) -> None:
        """A file is gone from disk: its documents and their articles go too."""
        self.forget_documents(bundle_id, source, ())
        with self._database.writing():
            self._database.execute(
                "DELETE FROM source WHERE bundle_id = ? AND path = ?", (bundle_id, path_to_sql(source))
            )

    def forget_documents(self, bundle_id: int, source: str, keep: Collection[str]) -> int:
        """Documents that are no longer in a file go; gives their number."""
        kept = frozenset(keep)
        gone = [
            id
            for id, path in self._database.rows(
                "SELECT d.id, d.path FROM document AS d JOIN source AS s ON s.id = d.source_id"
                " WHERE s.bundle_id = ? AND s.path = ?",
                (bundle_id, path_to_sql(source)),
            )
            if path_from_sql(path) not in kept
        ]
        for start in range(0, len(gone), _REMOVED_AT_ONCE):
            with self._database.writing():
                self._delete(gone[start : start + _REMOVED_AT_ONCE])
        return len(gone)

    def problems(self, bundle: str | None = None) -> list[BundleProblem]:
        """The documents that could not be read, by bundle and path."""
        chosen, parameters = ("AND b.name = ?", (storable(bundle),)) if bundle is not None else ("", ())
        return [
            BundleProblem(name, shown_path(path), reason)
            for name, path, reason in self._database.rows(
                "SELECT b.name, d.path, d.problem FROM document AS d JOIN bundle AS b ON b.id = d.bundle_id"
                f" WHERE d.problem IS NOT NULL {chosen} ORDER BY b.id, d.path",
                parameters,
            )
        ]

    def _remove_documents(self, query: str, parameters: tuple[int, int]) -> bool:
        with self._database.writing():
            documents = [id for (id,) in self._database.rows(query, parameters)]
            self._delete(documents)
        return bool(documents)

    def _delete(self, documents: Sequence[int]) -> None:
        from newsreader.store.stories import Removal

        removal = Removal(self._database, self._journal)
        for document in documents:
            removal.remove_document(document)
        removal.finish()

    def _free_name(self, name: str) -> str:
        plain = " ".join("".join(c if c.isprintable() else " " for c in storable(name)).split()) or "bundle"
        free, number = plain, 1
        while self._database.value("SELECT 1 FROM bundle WHERE name = ?", (free,)):
            number += 1
            free = f"{plain}-{number}"
        return free


def _bundle(row: Row) -> BundleRecord:
    id, name, path, kind, added, documents, articles, unread, junk, problems, is_complete = row
    return BundleRecord(
        id=id,
        name=name,
        path=Path(path_from_sql(path)),
        kind=kind,
        added=added,
        documents=documents,
        articles=articles,
        unread=unread,
        junk=junk,
        problems=problems,
        is_complete=bool(is_complete),
    )


def _near(name: str, names: list[str]) -> str:
    # Only for a name that was not found: worth its import then, and not before.
    import difflib

    by_folded = {known.casefold(): known for known in names}
    near = difflib.get_close_matches(name.casefold(), by_folded, n=3, cutoff=0.5)
    if near:
        return "did you mean " + " or ".join(by_folded[match] for match in near) + "?"
    return "`newsreader bundles` shows what is in the library"
