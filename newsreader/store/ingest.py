"""The way in: cleaned documents become articles, each under an id that its content gives it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from newsreader.article import Article
from newsreader.store import chronology, packing, state
from newsreader.store.claims import Claims, Holder, Place
from newsreader.store.connection import Database
from newsreader.store.identity import Identity, identify, normalised
from newsreader.store.journal import Journal
from newsreader.store.records import CleanedDocument, Outcome
from newsreader.store.stories import Removal, elect

_COLUMNS = (
    "id", "key_id", "content_hash", "bundle_id", "document_id", "part", "title", "subtitle", "byline",
    "agency", "place", "section", "language", "url", "date", "time", "utc", "precision", "date_source",
    "is_inferred", "evidence", "words", "is_stub", "sort_key", "day_key", "own_tags",
)  # fmt: skip
_INSERT = (
    f"INSERT INTO article (rowid, story, is_representative, is_bundle_representative, {', '.join(_COLUMNS)})"
    f" VALUES ({', '.join('?' * (len(_COLUMNS) + 4))})"
)
_UPDATE = (
    f"UPDATE article SET {', '.join(f'{name} = ?' for name in _COLUMNS)}, tags = '', is_indexed = 0"
    " WHERE rowid = ?"
)
_EDIT_SHARE = 0.5


class Batch:
    """One write: documents of one bundle, within one transaction of the caller's."""

    def __init__(
        self, database: Database, journal: Journal, bundle_id: int, unavailable: Collection[int]
    ) -> None:
        self._database = database
        self._journal = journal
        self._bundle_id = bundle_id
        self._claims = Claims(database, bundle_id, unavailable)
        self._last_rowid: int = database.value("SELECT value FROM meta WHERE key = 'last_rowid'")
        self._bodies: dict[int, bytes] = {}
        self._removal = Removal(database)
        self._to_elect: set[str] = set()
        self._to_show: list[int] = []
        self._carried: list[tuple[str, str, str]] = []
        self._source_ids: dict[str, int] = {}
        self._is_recleaned = False

    def write(self, documents: Sequence[CleanedDocument], *, is_recleaned: bool = False) -> Outcome:
        self._is_recleaned = is_recleaned
        outcome = Outcome()
        for document in documents:
            outcome = outcome.plus(self._write_document(document))
        self._database.executemany("INSERT OR REPLACE INTO body VALUES (?, ?)", self._bodies.items())
        self._removal.finish()
        for content_hash in self._to_elect:
            elect(self._database, content_hash)
        self._journal.carry(self._carried)
        state.show(self._database, [*self._to_show, *self._claims.renamed])
        self._database.execute("UPDATE meta SET value = ? WHERE key = 'last_rowid'", (self._last_rowid,))
        return outcome

    def _write_document(self, document: CleanedDocument) -> Outcome:
        source_id = self._source_id(document.source)
        path, sha256 = packing.path_to_sql(document.path), packing.storable(document.sha256)
        known = self._database.row(
            "SELECT id, sha256, problem FROM document WHERE source_id = ? AND path = ?", (source_id, path)
        )
        is_known = known is not None and sha256 and known[1:] == (sha256, None)
        if is_known and document.problem is None and not self._is_recleaned:
            return Outcome(unchanged=1)
        problem = None if document.problem is None else packing.storable(document.problem)
        if known is None:
            cursor = self._database.execute(
                "INSERT INTO document (bundle_id, source_id, path, sha256, problem) VALUES (?, ?, ?, ?, ?)",
                (self._bundle_id, source_id, path, sha256, problem),
            )
            document_id = cursor.lastrowid or 0
        else:
            document_id = known[0]
            self._database.execute(
                "UPDATE document SET sha256 = ?, problem = ? WHERE id = ?", (sha256, problem, document_id)
            )
        if problem is not None:
            # Articles that an earlier, readable state of the document gave stay.
            return Outcome(problems=1)
        before = self._articles_of(document_id) if known is not None else []
        for part, article in enumerate(document.articles):
            place = Place(document_id, part, source_id, part < len(before))
            self._write_article(article, place, before[part] if part < len(before) else None)
        for rowid in before[len(document.articles) :]:
            self._bodies.pop(rowid, None)
            self._removal.remove_article(rowid)
        written = len(document.articles)
        return Outcome(updated=1, articles=written) if before else Outcome(new=1, articles=written)

    def _write_article(self, article: Article, place: Place, rowid_before: int | None) -> None:
        identity = identify(article)
        if rowid_before is None:
            id, holder = self._claims.claim(identity, place)
            if holder is None:
                self._insert(article, identity, place, id)
            else:
                self._update(holder, article, identity, place, id)
                self._bury(holder.document_id)
            return
        before = self._claims.holder("rowid", rowid_before)
        assert before is not None
        id = before.id
        if before.key_id != identity.key_id:
            id = self._claims.claim(identity, place)[0]
            self._carry_over(before, article, id)
        self._update(before, article, identity, place, id)

    def _insert(self, article: Article, identity: Identity, place: Place, id: str) -> None:
        self._last_rowid += 1
        rowid = self._last_rowid
        story: int | None = self._database.value(
            "SELECT story FROM article WHERE content_hash = ? LIMIT 1", (identity.content_hash,)
        )
        is_first_here = story is None or not self._database.value(
            "SELECT 1 FROM article WHERE content_hash = ? AND bundle_id = ? LIMIT 1",
            (identity.content_hash, self._bundle_id),
        )
        row = self._row(article, identity, place, id)
        self._database.execute(_INSERT, (rowid, story or rowid, story is None, is_first_here, *row))
        self._bodies[rowid] = packing.pack(article)
        if story is not None:
            self._marked_like(story, id)
        if story is not None or article.tags or self._has_state(id):
            self._to_show.append(rowid)

    def _update(self, before: Holder, article: Article, identity: Identity, place: Place, id: str) -> None:
        self._database.execute("DELETE FROM article_tag WHERE rowid = ?", (before.rowid,))
        self._database.execute(_UPDATE, (*self._row(article, identity, place, id), before.rowid))
        self._bodies[before.rowid] = packing.pack(article)
        self._to_elect |= {before.content_hash, identity.content_hash}
        self._to_show.append(before.rowid)

    def _row(self, article: Article, identity: Identity, place: Place, id: str) -> list[Any]:
        published = article.published
        sort_key, day_key = chronology.keys(published)
        texts = (
            article.title, article.subtitle, article.byline, article.agency, article.place, article.section,
            article.language, article.url, published.date, published.time, published.utc, published.precision,
            published.source,
        )  # fmt: skip
        own_tags = packing.tags_to_sql([tag for tag in map(packing.tag_name, article.tags) if tag])
        return [
            id, identity.key_id, identity.content_hash, self._bundle_id, place.document_id, place.part,
            *(None if text is None else packing.storable(text) for text in texts),
            published.is_inferred, packing.storable(published.evidence), packing.words(article),
            article.is_stub, sort_key, day_key, own_tags,
        ]  # fmt: skip

    def _carry_over(self, before: Holder, article: Article, id: str) -> None:
        """An article whose text was edited in place has a new id; its marks go with it."""
        marks = self._database.rows(
            "SELECT field, value FROM state WHERE article_id = ? AND value <> ''"
            " AND field NOT IN (SELECT field FROM state WHERE article_id = ?)",
            (before.id, id),
        )
        if marks and self._is_edit(before, article):
            self._carried += [(id, field, value) for field, value in marks]

    def _is_edit(self, before: Holder, article: Article) -> bool:
        """Whether this is the article that was there, edited, and not another one in its place."""
        packed = self._bodies.get(before.rowid) or self._database.value(
            "SELECT packed FROM body WHERE rowid = ?", (before.rowid,)
        )
        old = {block.text for block in packing.unpack(packed).blocks}
        new = {block.text for block in article.blocks}
        shared = len(old & new)
        if normalised(before.title) == normalised(article.title) and (shared or not old or not new):
            return True
        return shared > 0 and shared >= _EDIT_SHARE * min(len(old), len(new))

    def _marked_like(self, story: int, id: str) -> None:
        """A new copy of what was already read or dismissed is so too, unless it has a mark of its own."""
        self._carried += [
            (id, field, value)
            for field, value in self._database.rows(
                "SELECT s.field, s.value FROM article AS a JOIN state AS s ON s.article_id = a.id"
                " WHERE a.rowid = ? AND (s.field = ? AND s.value = a.content_hash"
                " OR s.field = ? AND s.value <> '')"
                " AND NOT EXISTS (SELECT 1 FROM state AS o WHERE o.article_id = ? AND o.field = s.field)",
                (story, state.READ, state.DISMISSED, id),
            )
        ]

    def _has_state(self, id: str) -> bool:
        return bool(self._database.value("SELECT 1 FROM state WHERE article_id = ? LIMIT 1", (id,)))

    def _bury(self, document_id: int) -> None:
        """A document whose articles have all been taken over is no longer anywhere."""
        if not self._articles_of(document_id):
            self._database.execute("DELETE FROM document WHERE id = ?", (document_id,))

    def _articles_of(self, document_id: int) -> list[int]:
        return [
            rowid
            for (rowid,) in self._database.rows(
                "SELECT rowid FROM article WHERE document_id = ? ORDER BY part", (document_id,)
            )
        ]

    def _source_id(self, path: str) -> int:
        if path not in self._source_ids:
            key = (self._bundle_id, packing.path_to_sql(path))
            self._database.execute("INSERT OR IGNORE INTO source (bundle_id, path) VALUES (?, ?)", key)
            self._source_ids[path] = self._database.value(
                "SELECT id FROM source WHERE bundle_id = ? AND path = ?", key
            )
        return self._source_ids[path]
