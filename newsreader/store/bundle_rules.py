"""What a reader has said of a bundle: which lines belong to its texts and which are furniture, and its dates.

Rules are fields of the journal's subject ``bundle:NAME``, so that they can be undone, merge with those of
another library, and hold again when a bundle is removed and added anew.
"""

from __future__ import annotations

import json

from newsreader.store.connection import Database
from newsreader.store.journal import Journal
from newsreader.store.packing import storable
from newsreader.store.records import LineRule, SpokenRules

_FIELD = "line:"
_DATES = "dates"
_KEPT, _DROPPED = "keep ", "drop "


class BundleRules:
    """The rules of all bundles, and which of them each bundle was last read with."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._database = database
        self._journal = journal

    def of(self, bundle: str) -> SpokenRules:
        """All rules of a bundle."""
        return SpokenRules(tuple(self.lines(bundle)), self.dates(bundle))

    def dates(self, bundle: str) -> str:
        """The rule about a bundle's dates, as its words; empty where there is none."""
        found: str | None = self._database.value(
            "SELECT value FROM state WHERE article_id = ? AND field = ?", (_subject(bundle), _DATES)
        )
        return found or ""

    def set_dates(self, bundle: str, rule: str, label: str) -> bool:
        """Says how a bundle is dated, as an action that can be undone; whether it was dated otherwise."""
        return self._journal.set_field(_subject(bundle), _DATES, storable(rule), label)

    def lines(self, bundle: str) -> list[LineRule]:
        """The rules about lines of a bundle, by line."""
        found = self._database.rows(
            "SELECT field, value FROM state WHERE article_id = ? AND field >= ? AND field < ? AND value <> ''"
            " ORDER BY field",
            (_subject(bundle), _FIELD, "line;"),
        )
        return [
            LineRule(bundle, field.removeprefix(_FIELD), value.partition(" ")[2], value.startswith(_KEPT))
            for field, value in found
        ]

    def set_line(self, rule: LineRule, label: str) -> bool:
        """Adds a rule or changes it, as an action that can be undone; whether it was another before."""
        value = (_KEPT if rule.is_kept else _DROPPED) + storable(rule.text)
        return self._journal.set_field(_subject(rule.bundle), _FIELD + storable(rule.line), value, label)

    def remove_line(self, rule: LineRule, label: str) -> bool:
        """Takes a rule away, as an action that can be undone; whether there was one."""
        return self._journal.set_field(_subject(rule.bundle), _FIELD + storable(rule.line), "", label)

    def are_applied(self, bundle: str) -> bool:
        """Whether the bundle was last read to its end with the rules it has now."""
        return self._applied(bundle) == _as_value(self.of(bundle))

    def dates_are_applied(self, bundle: str) -> bool:
        """The same, of the rule about dates alone."""
        applied = json.loads(self._applied(bundle))
        return (applied[-1] if applied and isinstance(applied[-1], str) else "") == self.dates(bundle)

    def _applied(self, bundle: str) -> str:
        known: str | None = self._database.value("SELECT value FROM meta WHERE key = ?", (f"rules:{bundle}",))
        return known or _as_value(SpokenRules())

    def set_applied(self, bundle: str, rules: SpokenRules) -> None:
        """Notes that the bundle has been read to its end with these rules."""
        with self._database.writing():
            self._database.execute(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)", (f"rules:{bundle}", _as_value(rules))
            )


def _subject(bundle: str) -> str:
    return f"bundle:{storable(bundle)}"


def _as_value(rules: SpokenRules) -> str:
    lines = sorted((rule.line, rule.is_kept) for rule in rules.lines)
    return json.dumps([*lines, rules.dates] if rules.dates else lines)
