"""Who comes after an article's id: the article as it was edited, or the copy that stays when it leaves.

What a reader marked holds for them.
"""

from __future__ import annotations

from newsreader.store.connection import Database, Row
from newsreader.store.decisions import FIELD


def inherited(database: Database, before: str, id: str) -> list[Row]:
    """What was marked of an article, and said of others with regard to it, as (article id, field, value) for
    the id that comes after its own, as far as nothing else was said of that.

    In the order in which it was said, for of what was said of versions the last word counts.
    """
    return database.rows(
        "SELECT article, about, value FROM ("
        "SELECT ?2 AS article, field AS about, value, time, device FROM state"
        " WHERE article_id = ?1 AND value <> ''"
        f" UNION ALL SELECT article_id, '{FIELD}' || ?2, value, time, device FROM state"
        f" WHERE field = '{FIELD}' || ?1 AND field GLOB '{FIELD}*' AND value <> '') AS said"
        " WHERE NOT EXISTS (SELECT 1 FROM state AS s WHERE s.article_id = article AND s.field = about)"
        " ORDER BY time, device",
        (before, id),
    )
