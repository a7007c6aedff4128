"""Exact duplicates as one story: which article stands for the others, when articles come and go."""

from __future__ import annotations

from newsreader.store.connection import Database


def elect(database: Database, content_hash: str) -> None:
    """Settles who represents the articles of one content: the first, and in each bundle its first."""
    members = database.rows(
        "SELECT rowid, bundle_id, story, is_representative, is_bundle_representative"
        " FROM article WHERE content_hash = ? ORDER BY rowid",
        (content_hash,),
    )
    seen: set[int] = set()
    for rowid, bundle_id, *present in members:
        settled = [members[0][0], int(rowid == members[0][0]), int(bundle_id not in seen)]
        seen.add(bundle_id)
        if present != settled:
            database.execute(
                "UPDATE article SET story = ?, is_representative = ?, is_bundle_representative = ?,"
                # The index knows an article's story; it need not know about bundles' representatives.
                " is_indexed = is_indexed AND story = ? WHERE rowid = ?",
                (*settled, settled[0], rowid),
            )


class Removal:
    """Takes documents and articles out of the library, within one transaction of the caller's."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._bereaved: set[str] = set()

    def remove_document(self, document_id: int) -> None:
        for (rowid,) in self._database.rows(
            "SELECT rowid FROM article WHERE document_id = ?", (document_id,)
        ):
            self.remove_article(rowid)
        self._database.execute("DELETE FROM document WHERE id = ?", (document_id,))

    def remove_article(self, rowid: int) -> None:
        content_hash = self._database.value("SELECT content_hash FROM article WHERE rowid = ?", (rowid,))
        for table in ("article_tag", "body", "article"):
            self._database.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
        self._database.execute("INSERT OR IGNORE INTO index_deletion VALUES (?)", (rowid,))
        if self._database.value("SELECT 1 FROM article WHERE content_hash = ? LIMIT 1", (content_hash,)):
            self._bereaved.add(content_hash)

    def finish(self) -> None:
        """Lets the stories that lost an article choose anew; to be called before the transaction ends."""
        for content_hash in self._bereaved:
            elect(self._database, content_hash)
        self._bereaved.clear()
