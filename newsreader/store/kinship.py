"""Why an article is taken for a version of its story, in words."""

from __future__ import annotations

from newsreader.store.connection import Database
from newsreader.store.packing import shown_path

_WHERE = "iif(o.bundle_id = a.bundle_id, d.path, b.name)"
"""Another version: by its bundle, or where both are in one by its document."""


def kinship(database: Database, rowid: int) -> str:
    """What it has in common with the version that stands for the story, or else with the nearest one."""
    same = database.row(
        f"SELECT {_WHERE} FROM article AS a JOIN article AS o ON o.story = a.story AND o.rowid <> a.rowid"
        " AND o.content_hash = a.content_hash JOIN bundle AS b ON b.id = o.bundle_id"
        " JOIN document AS d ON d.id = o.document_id"
        " WHERE a.rowid = ? ORDER BY o.is_representative DESC, o.rowid LIMIT 1",
        (rowid,),
    )
    if same:
        return f"the same text as in {shown_path(same[0])}"
    alike = database.row(
        f"SELECT {_WHERE}, l.common, iif(l.first = a.content_hash, l.words_first, l.words_second)"
        " FROM article AS a JOIN article AS o ON o.story = a.story AND o.content_hash <> a.content_hash"
        " JOIN likeness AS l ON l.first = min(a.content_hash, o.content_hash)"
        " AND l.second = max(a.content_hash, o.content_hash)"
        " JOIN bundle AS b ON b.id = o.bundle_id JOIN document AS d ON d.id = o.document_id"
        " WHERE a.rowid = ? ORDER BY o.is_representative DESC, l.common DESC, o.rowid LIMIT 1",
        (rowid,),
    )
    if alike:
        name, common, words = alike
        share = round(100 * common / max(1, words))
        return f"{common:,} words in common with {shown_path(name)}, {share} % of this version"
    return "put together by you"
