"""Searches that are kept under a name."""

from __future__ import annotations

from newsreader.errors import NotFoundError, UsageError
from newsreader.store.connection import Database
from newsreader.store.packing import storable
from newsreader.store.records import SavedSearch


class SavedSearches:
    """The saved searches of one library; names differ by more than capitals."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SavedSearch]:
        """Every saved search, by name."""
        found = self._database.rows("SELECT name, query, sort FROM saved_search ORDER BY name")
        return [SavedSearch(*row) for row in found]

    def named(self, name: str) -> SavedSearch:
        """The saved search of that name. Raises NotFoundError that names those there are."""
        row = self._database.row("SELECT name, query, sort FROM saved_search WHERE name = ?", (_name(name),))
        if row is None:
            names = ", ".join(saved.name for saved in self.all())
            raise NotFoundError(
                f"no search is saved as “{_name(name)}”", hint=names and f"there are: {names}"
            )
        return SavedSearch(*row)

    def save(self, name: str, query: str, sort: str) -> bool:
        """Keeps a query with its order, in place of an earlier one of that name; whether there was one."""
        if not _name(name):
            raise UsageError("a saved search needs a name")
        with self._database.writing(durably=True):
            known = self._database.value("SELECT 1 FROM saved_search WHERE name = ?", (_name(name),))
            self._database.execute(
                "INSERT OR REPLACE INTO saved_search VALUES (?, ?, ?)", (_name(name), storable(query), sort)
            )
        return known is not None

    def delete(self, name: str) -> None:
        """Forgets a saved search. Raises NotFoundError."""
        name = self.named(name).name
        with self._database.writing(durably=True):
            self._database.execute("DELETE FROM saved_search WHERE name = ?", (name,))

    def rename(self, name: str, new_name: str) -> None:
        """Keeps a saved search under another name. Raises NotFoundError; UsageError for a name in use."""
        saved = self.named(name)
        if not _name(new_name):
            raise UsageError("a saved search needs a name")
        with self._database.writing(durably=True):
            holder = self._database.value("SELECT name FROM saved_search WHERE name = ?", (_name(new_name),))
            if holder is not None and holder != saved.name:
                raise UsageError(f"a search is already saved as “{holder}”")
            self._database.execute(
                "UPDATE saved_search SET name = ? WHERE name = ?", (_name(new_name), saved.name)
            )


def _name(name: str) -> str:
    return " ".join(storable(name).split())
