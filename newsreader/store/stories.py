"""Stories: which articles are versions of one, and which of them stands for the others.

Articles of equal content always are. Others are where their contents are alike, as far as nobody has said
otherwise; what is alike is told by whoever compares texts (``store/grouping.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from newsreader.store import asking, decisions, state
from newsreader.store.chronology import UNDATED_KEY
from newsreader.store.connection import Database
from newsreader.store.decisions import APART, FIELD, TOGETHER
from newsreader.store.partition import partition
from newsreader.store.succession import inherited

if TYPE_CHECKING:
    from newsreader.store.journal import Journal

_ASKED_AT_ONCE = 400


class _Member(NamedTuple):
    rowid: int
    content_hash: str
    bundle_id: int
    words: int
    sort_key: int
    story: int
    is_representative: int
    is_bundle_representative: int


def settle(database: Database, contents: Iterable[str]) -> int:
    """Settles the stories of these contents, and of all that are alike to them; gives the number of articles
    that changed. For a caller within a transaction."""
    changed = 0
    seen: set[str] = set()
    rule: str = database.value("SELECT value FROM meta WHERE key = 'representative'")
    for content in contents:
        if content in seen:
            continue
        edges = _edges_around(database, content)
        nodes = {content, *(node for edge in edges for node in edge)}
        seen |= nodes
        members = _members(database, nodes)
        if len(members) > 1 or any(member.story != member.rowid for member in members):
            changed += _settle(database, members, edges, rule)
        elif members and not (members[0].is_representative and members[0].is_bundle_representative):
            changed += _write(database, members, rule)
    return changed


def settle_marked(database: Database, fields: Iterable[tuple[str, str]]) -> None:
    """Settles the stories of which these fields of articles, by their ids, may say something."""
    pairs = [(id, field.removeprefix(FIELD)) for id, field in fields if field.startswith(FIELD)]
    ids = list({id for pair in pairs for id in pair})
    contents = dict.fromkeys(
        content
        for chunk in asking.chunks(ids)
        for (content,) in database.rows(
            f"SELECT content_hash FROM article WHERE id IN ({asking.marks(chunk)})", chunk
        )
    )
    settle(database, contents)


def _settle(
    database: Database, members: Sequence[_Member], edges: Collection[tuple[str, str]], rule: str
) -> int:
    by_content: dict[str, list[_Member]] = {}
    for member in members:
        by_content.setdefault(member.content_hash, []).append(member)
    marks = _marked_pairs(database, by_content) if len(by_content) > 1 else {}
    ranked = sorted(by_content, key=lambda content: _rank(by_content[content][0], rule))
    groups = partition(
        ranked,
        [edge for edge in edges if marks.get(edge) is None],
        together=[pair for pair, mark in marks.items() if mark == TOGETHER],
        apart=[pair for pair, mark in marks.items() if mark == APART],
    )
    return sum(
        _write(database, [member for content in group for member in by_content[content]], rule)
        for group in groups
    )


def _write(database: Database, members: Sequence[_Member], rule: str) -> int:
    """Makes these articles, the first of each content first, one story; gives the number that changed."""
    firsts: dict[str, _Member] = {}
    for member in members:
        firsts.setdefault(member.content_hash, member)
    order = sorted(members, key=lambda member: (_rank(firsts[member.content_hash], rule), member.rowid))
    story = order[0].rowid
    bundles: set[int] = set()
    changed = []
    for member in order:
        settled = (story, int(member.rowid == story), int(member.bundle_id not in bundles))
        bundles.add(member.bundle_id)
        if settled != member[5:]:
            changed.append((*settled, member.rowid))
    database.executemany(
        "UPDATE article SET story = ?, is_representative = ?, is_bundle_representative = ? WHERE rowid = ?",
        changed,
    )
    return len(changed)


def _rank(member: _Member, rule: str) -> tuple[int, ...]:
    """What the representative is chosen by, the least first; an undated article counts as the last."""
    is_undated = member.sort_key == UNDATED_KEY
    when = (int(is_undated), member.sort_key)
    if rule == "earliest":
        return (*when, -member.words, member.rowid)
    if rule == "latest":
        return (int(is_undated), -member.sort_key, -member.words, member.rowid)
    return (-member.words, *when, member.rowid)


def _edges_around(database: Database, content: str) -> list[tuple[str, str]]:
    """All pairs that are alike, or were put together, of those that can be reached from a content."""
    edges: set[tuple[str, str]] = set()
    reached, waiting = {content}, [content]
    while waiting:
        chunk, waiting = waiting[:_ASKED_AT_ONCE], waiting[_ASKED_AT_ONCE:]
        marks = asking.marks(chunk)
        found = database.rows(
            f"SELECT first, second FROM likeness WHERE first IN ({marks})"
            f" UNION SELECT first, second FROM likeness WHERE second IN ({marks})",
            (*chunk, *chunk),
        )
        found += _put_together(database, chunk)
        for edge in found:
            edges.add((edge[0], edge[1]))
            fresh = [node for node in edge if node not in reached]
            reached.update(fresh)
            waiting += fresh
    return sorted(edges)


def _put_together(database: Database, contents: Sequence[str]) -> list[Any]:
    if not decisions.are_there(database):
        return []
    marks = asking.marks(contents)
    return database.rows(
        f"SELECT a.content_hash, o.content_hash {_SAID} AND s.value = '{TOGETHER}'"
        f" AND (a.content_hash IN ({marks}) OR o.content_hash IN ({marks}))",
        (*contents, *contents),
    )


_SAID = (
    "FROM state AS s INDEXED BY state_versions JOIN article AS a ON a.id = s.article_id"
    f" JOIN article AS o ON o.id = substr(s.field, {len(FIELD) + 1}) WHERE s.field GLOB '{FIELD}*'"
)


def _marked_pairs(database: Database, contents: Collection[str]) -> dict[tuple[str, str], str]:
    """What was said of pairs of these contents, each pair either way round; the last word counts."""
    if not decisions.are_there(database):
        return {}
    said: dict[tuple[str, str], str] = {}
    for first, second, value in database.rows(
        f"SELECT a.content_hash, o.content_hash, s.value {_SAID} AND s.value <> '' ORDER BY s.time, s.device"
    ):
        if first in contents and second in contents and first != second:
            said[first, second] = said[second, first] = value
    return said


def _members(database: Database, contents: Collection[str]) -> list[_Member]:
    return sorted(
        _Member(*row)
        for chunk in asking.chunks(list(contents))
        for row in database.rows(
            "SELECT rowid, content_hash, bundle_id, words, sort_key, story, is_representative,"
            f" is_bundle_representative FROM article WHERE content_hash IN ({asking.marks(chunk)})",
            chunk,
        )
    )


class Removal:
    """Takes documents and articles out of the library, within one transaction of the caller's."""

    def __init__(self, database: Database, journal: Callable[[], Journal]) -> None:
        self._database = database
        self._journal = journal
        self._has_marks: int = database.value("SELECT EXISTS (SELECT 1 FROM state)")
        self._bereaved: set[int] = set()
        self._gone: list[tuple[str, str]] = []

    def remove_document(self, document_id: int) -> None:
        for (rowid,) in self._database.rows(
            "SELECT rowid FROM article WHERE document_id = ?", (document_id,)
        ):
            self.remove_article(rowid)
        self._database.execute("DELETE FROM document WHERE id = ?", (document_id,))

    def remove_article(self, rowid: int) -> None:
        row = self._database.row("SELECT id, content_hash, story FROM article WHERE rowid = ?", (rowid,))
        if row is None:
            return
        id, content_hash, story = row
        for table in ("article_tag", "body", "article"):
            self._database.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
        self._database.execute("INSERT OR IGNORE INTO index_deletion VALUES (?)", (rowid,))
        self._bereaved.add(story)
        if self._has_marks:
            self._gone.append((id, content_hash))

    def finish(self) -> None:
        """Lets the stories that lost an article choose anew; to be called before the transaction ends."""
        self._bequeath()
        bereaved = sorted(
            {
                content
                for chunk in asking.chunks(self._bereaved)
                for (content,) in self._database.rows(
                    f"SELECT DISTINCT content_hash FROM article WHERE story IN ({asking.marks(chunk)})", chunk
                )
            }
        )
        settle(self._database, bereaved)
        self._take_back_heralds(bereaved)
        # What was compared with others in the name of its story may be gone; so the rest is, once more.
        for chunk in asking.chunks(bereaved):
            self._database.execute(
                "INSERT OR IGNORE INTO ungrouped SELECT min(rowid) FROM article"
                f" WHERE content_hash IN ({asking.marks(chunk)}) GROUP BY content_hash",
                chunk,
            )
        self._bereaved.clear()
        self._gone.clear()

    def _bequeath(self) -> None:
        """What was marked of articles that have gone is marked of their copies, where any stay."""
        heirs = []
        for id, content in self._gone:
            heir = self._database.value("SELECT id FROM article WHERE content_hash = ? LIMIT 1", (content,))
            if heir and (marks := inherited(self._database, id, heir)):
                self._journal().carry(marks)
                heirs.append(heir)
        state.show_ids(self._database, heirs)

    def _take_back_heralds(self, bereaved: Sequence[str]) -> None:
        """An article that was read, and told of an unread version of its story which has gone, is read."""
        heralds = [
            row
            for chunk in asking.chunks(bereaved)
            for row in self._database.rows(
                "SELECT a.id, a.content_hash, a.story FROM article AS a"
                f" JOIN state AS s ON s.article_id = a.id AND s.field = '{state.READ}'"
                f" WHERE a.content_hash IN ({asking.marks(chunk)})"
                f" AND s.value = a.content_hash || '{state.HERALD}'",
                chunk,
            )
        ]
        read = [
            (id, state.READ, content)
            for id, content, story in heralds
            if not self._database.value(
                "SELECT 1 FROM article WHERE story = ? AND content_hash <> ? AND is_unread = 1 LIMIT 1",
                (story, content),
            )
        ]
        if read:
            self._journal().carry(read)
            state.show_ids(self._database, [id for id, _, _ in read])
