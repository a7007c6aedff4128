"""What a reader has said of single lines of a bundle: that they belong to its texts, or are furniture.

Rules are fields of the journal's subject ``bundle:NAME``, so that they can be undone, merge with those of
another library, and hold again when a bundle is removed and added anew.
"""

from __future__ import annotations

import json

from newsreader.store.connection import Database
from newsreader.store.journal import Journal
from newsreader.store.packing import storable
from newsreader.store.records import LineRule

_FIELD = "line:"
_KEPT, _DROPPED = "keep ", "drop "


class LineRules:
    """The rules of all bundles, and which of them each bundle was last read with."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    def of(self, bundle: str) -> list[LineRule]:
        """The rules of a bundle, by line."""
        found = self._database.rows(
            "SELECT field, value FROM state WHERE article_id = ? AND field >= ? AND field < ? AND value <> ''"
            " ORDER BY field",
            (_subject(bundle), _FIELD, "line;"),
        )
        return [
            LineRule(bundle, field.removeprefix(_FIELD), value.partition(" ")[2], value.startswith(_KEPT))
            for field, value in found
        ]

    def set(self, rule: LineRule, label: str) -> bool:
        """Adds a rule or changes it, as an action that can be undone; whether it was another before."""
        value = (_KEPT if rule.is_kept else _DROPPED) + storable(rule.text)
        return self._journal.set_field(_subject(rule.bundle), _FIELD + storable(rule.line), value, label)

    def remove(self, rule: LineRule, label: str) -> bool:
        """Takes a rule away, as an action that can be undone; whether there was one."""
        return self._journal.set_field(_subject(rule.bundle), _FIELD + storable(rule.line), "", label)

    def are_applied(self, bundle: str) -> bool:
        """Whether the bundle was last read to its end with the rules it has now."""
        applied = self._database.value("SELECT value FROM meta WHERE key = ?", (f"rules:{bundle}",))
        return (applied or _as_value([])) == _as_value(self.of(bundle))

    def set_applied(self, bundle: str, rules: list[LineRule]) -> None:
        """Notes that the bundle has been read to its end with these rules."""
        with self._database.writing():
            self._database.execute(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"rules:{bundle}", _as_value(rules))
            )


def _subject(bundle: str) -> str:
    return f"bundle:{storable(bundle)}"


def _as_value(rules: list[LineRule]) -> str:
    return json.dumps(sorted((rule.line, rule.is_kept) for rule in rules))
