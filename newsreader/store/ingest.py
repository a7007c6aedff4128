"""The way in: cleaned documents become articles, each under an id that its content gives it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal

from newsreader.store import packing, state
from newsreader.store.claims import Claims, Holder, Place
from newsreader.store.connection import Database
from newsreader.store.identity import Identity
from newsreader.store.journal import Journal
from newsreader.store.newcomers import (
    INSERT_ARTICLE,
    PLACED_COLUMNS,
    Known,
    NewDocument,
    insert_newcomers,
)
from newsreader.store.preparation import PreparedArticle, prepared
from newsreader.store.records import CleanedDocument, Outcome
from newsreader.store.stories import Removal, settle
from newsreader.store.succession import inherited
from newsreader.store.tallies import count_articles, count_documents
from newsreader.store.wording import normalised

_UPDATE = (
    f"UPDATE article SET {', '.join(f'{name} = ?' for name in PLACED_COLUMNS)}, tags = '', is_indexed = 0"
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
        self._untold: list[tuple[int]] = []
        self._removal = Removal(database, lambda: journal)
        self._to_settle: set[str] = set()
        self._to_show: list[int] = []
        self._carried: list[tuple[str, str, str]] = []
        self._source_ids: dict[str, int] = {}
        self._is_recleaned = False
        self._new_sources: set[int] = set()
        self._newcomers: list[tuple[NewDocument, int]] = []
        self._inserted: list[tuple[int, int, int]] = []
        self._rewritten: list[tuple[int]] = []

    def write(self, documents: Sequence[CleanedDocument], *, is_recleaned: bool = False) -> Outcome:
        self._is_recleaned = is_recleaned
        ready = [self._ready(number, document) for number, document in enumerate(documents)]
        known = Known.among(self._database, ready, self._new_sources)
        outcome = Outcome()
        for document in ready:
            if not known.hears_of(document):
                self._newcomers.append((document, self._last_rowid + 1))
                self._last_rowid += len(document.articles)
                continue
            if known.is_waiting(document):
                outcome = outcome.plus(self._insert_newcomers())
                known.none_waits()
            outcome = outcome.plus(self._write_document(document))
        outcome = outcome.plus(self._insert_newcomers())
        self._database.executemany("INSERT OR REPLACE INTO body VALUES (?, ?)", self._bodies.items())
        if self._untold:
            self._database.executemany("INSERT OR IGNORE INTO untold VALUES (?)", self._untold)
        self._removal.finish()
        settle(self._database, sorted(self._to_settle))
        self._journal.carry(self._carried)
        state.show(self._database, [*self._to_show, *self._claims.renamed])
        self._database.execute("UPDATE meta SET value = ? WHERE key = 'last_rowid'", (self._last_rowid,))
        self._database.executemany("INSERT OR IGNORE INTO index_deletion VALUES (?)", self._rewritten)
        return outcome._replace(inserted=tuple(sorted(self._inserted)))

    def _ready(self, number: int, document: CleanedDocument) -> NewDocument:
        return NewDocument(
            number,
            self._source_id(document.source),
            packing.path_to_sql(document.path),
            packing.storable(document.sha256),
            None if document.problem is None else packing.storable(document.problem),
            prepared(document.articles),
        )

    def _insert_newcomers(self) -> Outcome:
        newcomers, self._newcomers = self._newcomers, []
        if not newcomers:
            return Outcome()
        insert_newcomers(self._database, self._bundle_id, newcomers)
        articles = 0
        for document, first in newcomers:
            articles += len(document.articles)
            for rowid, article in enumerate(document.articles, first):
                self._inserted.append((document.number, rowid - first, rowid))
                if article.has_teasers:
                    self._untold.append((rowid,))
        problems = sum(document.problem is not None for document, _ in newcomers)
        return Outcome(new=len(newcomers) - problems, problems=problems, articles=articles)

    def _write_document(self, document: NewDocument) -> Outcome:
        number, source_id, path, sha256, problem, articles = document
        known = self._database.row(
            "SELECT id, sha256, problem FROM document WHERE source_id = ? AND path = ?", (source_id, path)
        )
        is_known = known is not None and sha256 and known[1:] == (sha256, None)
        if is_known and problem is None and not self._is_recleaned:
            return Outcome(unchanged=1)
        if known is None:
            cursor = self._database.execute(
                "INSERT INTO document (bundle_id, source_id, path, sha256, problem) VALUES (?, ?, ?, ?, ?)",
                (self._bundle_id, source_id, path, sha256, problem),
            )
            document_id = cursor.lastrowid or 0
            count_documents(self._database, self._bundle_id, [problem])
        else:
            document_id = known[0]
            self._database.execute(
                "UPDATE document SET sha256 = ?, problem = ? WHERE id = ?", (sha256, problem, document_id)
            )
        if problem is not None:
            # Articles that an earlier, readable state of the document gave stay.
            return Outcome(problems=1)
        before = self._articles_of(document_id) if known is not None else []
        for part, article in enumerate(articles):
            place = Place(document_id, part, source_id, part < len(before))
            inserted = self._write_article(article, place, before[part] if part < len(before) else None)
            if inserted:
                self._inserted.append((number, part, inserted))
        for rowid in before[len(articles) :]:
            self._bodies.pop(rowid, None)
            self._removal.remove_article(rowid)
        written = len(articles)
        return Outcome(updated=1, articles=written) if before else Outcome(new=1, articles=written)

    def _write_article(self, article: PreparedArticle, place: Place, rowid_before: int | None) -> int:
        """The rowid of an article that was not there before; 0 for one that was."""
        identity = article.identified()
        if rowid_before is None:
            id, holder = self._claims.claim(identity, place)
            if holder is None:
                return self._insert(article, identity, place, id)
            self._update(holder, article, identity, place, id)
            self._bury(holder.document_id)
            return 0
        before = self._claims.holder("rowid", rowid_before)
        assert before is not None
        id = before.id
        if before.key_id != identity.key_id:
            id = self._claims.claim(identity, place)[0]
            self._carry_over(before, article, id)
        self._update(before, article, identity, place, id)
        return 0

    def _insert(self, article: PreparedArticle, identity: Identity, place: Place, id: str) -> int:
        self._last_rowid += 1
        rowid = self._last_rowid
        copy = self._database.row(
            "SELECT rowid, story FROM article WHERE content_hash = ? LIMIT 1", (identity.content_hash,)
        )
        story = copy[1] if copy else rowid
        # The content first, which an index finds: other bundles may hold thousands of copies.
        is_first_here = copy is None or not (
            self._holds("content_hash", identity.content_hash) or self._holds("story", story)
        )
        row = self._row(article, identity, place, id)
        self._database.insert(INSERT_ARTICLE, [(rowid, story, copy is None, is_first_here, "", *row)])
        count_articles(
            self._database,
            self._bundle_id,
            [article],
            is_representative=copy is None,
            is_bundle_representative=is_first_here,
        )
        self._keep_body(rowid, article)
        if copy:
            self._marked_like(copy[0], id)
            if self._has_versions(identity.content_hash):
                self._to_settle.add(identity.content_hash)
        if copy or article.shown_tags or self._has_state(id):
            self._to_show.append(rowid)
        return rowid

    def _holds(self, column: Literal["content_hash", "story"], value: str | int) -> bool:
        """Whether the bundle has an article of this content or story."""
        sql = f"SELECT 1 FROM article WHERE {column} = ? AND bundle_id = ? LIMIT 1"
        return bool(self._database.value(sql, (value, self._bundle_id)))

    def _update(
        self, before: Holder, article: PreparedArticle, identity: Identity, place: Place, id: str
    ) -> None:
        self._database.execute("DELETE FROM article_tag WHERE rowid = ?", (before.rowid,))
        self._database.execute(_UPDATE, (*self._row(article, identity, place, id), before.rowid))
        self._keep_body(before.rowid, article)
        self._to_settle |= {before.content_hash, identity.content_hash}
        self._to_show.append(before.rowid)
        self._rewritten.append((before.rowid,))

    def _keep_body(self, rowid: int, article: PreparedArticle) -> None:
        self._bodies[rowid] = article.packed
        if article.has_teasers:
            self._untold.append((rowid,))

    def _row(self, article: PreparedArticle, identity: Identity, place: Place, id: str) -> tuple[Any, ...]:
        key = (id, identity.key_id, identity.content_hash)
        return (*key, self._bundle_id, place.document_id, place.part, *article.row)

    def _carry_over(self, before: Holder, article: PreparedArticle, id: str) -> None:
        """An article whose text was edited in place has a new id; its marks go with it."""
        marks = inherited(self._database, before.id, id)
        if marks and self._is_edit(before, article):
            # At once: the next that was edited may be one of which something was said with regard to this.
            self._journal.carry(marks)

    def _is_edit(self, before: Holder, article: PreparedArticle) -> bool:
        """Whether this is the article that was there, edited, and not another one in its place."""
        packed = self._bodies.get(before.rowid) or self._database.value(
            "SELECT packed FROM body WHERE rowid = ?", (before.rowid,)
        )
        old = {block.text for block in packing.unpack(packed).blocks}
        new = {block.text for block in packing.unpack(article.packed).blocks}
        shared = len(old & new)
        if normalised(before.title) == normalised(article.title) and (shared or not old or not new):
            return True
        return shared > 0 and shared >= _EDIT_SHARE * min(len(old), len(new))

    def _has_versions(self, content_hash: str) -> bool:
        """Whether there are, or were, articles that are alike to it without being the same."""
        return bool(
            self._database.value(
                "SELECT EXISTS (SELECT 1 FROM likeness WHERE first = ?1)"
                " OR EXISTS (SELECT 1 FROM likeness WHERE second = ?1)",
                (content_hash,),
            )
        )

    def _marked_like(self, copy: int, id: str) -> None:
        """A new copy of what was already read or dismissed is so too, unless it has a mark of its own."""
        self._carried += [
            (id, field, value)
            for field, value in self._database.rows(
                "SELECT s.field, s.value FROM article AS a JOIN state AS s ON s.article_id = a.id"
                " WHERE a.rowid = ? AND (s.field = ? AND s.value = a.content_hash"
                " OR s.field = ? AND s.value <> '')"
                " AND NOT EXISTS (SELECT 1 FROM state AS o WHERE o.article_id = ? AND o.field = s.field)",
                (copy, state.READ, state.DISMISSED, id),
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
            added = self._database.execute(
                "INSERT OR IGNORE INTO source (bundle_id, path) VALUES (?, ?)", key
            )
            if added.rowcount > 0 and added.lastrowid:
                self._source_ids[path] = added.lastrowid
                self._new_sources.add(added.lastrowid)
            else:
                self._source_ids[path] = self._database.value(
                    "SELECT id FROM source WHERE bundle_id = ? AND path = ?", key
                )
        return self._source_ids[path]
