"""Searches that are kept under a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.errors import NotFoundError, UsageError
from newsreader.store import SavedSearch, Store


def test_a_search_is_saved_renamed_and_deleted(store: Store, database: Path) -> None:
    assert not store.saved_searches.save(" Sea  news ", "strait OR pilots", "newest")
    assert store.saved_searches.save("sea news", 'strait "two words"', "score")
    store.saved_searches.save("Bread", "bread", "best")
    store.close()
    again = Store.open(database)
    saved = again.saved_searches
    assert saved.all() == [
        SavedSearch("Bread", "bread", "best"), SavedSearch("sea news", 'strait "two words"', "score"),
    ]  # fmt: skip
    saved.rename("SEA NEWS", "Sea")
    assert saved.named("sea").query == 'strait "two words"'
    saved.rename("sea", "SEA")
    saved.delete("bread")
    assert [each.name for each in saved.all()] == ["SEA"]
    again.close()


def test_what_cannot_be_done_is_said(store: Store) -> None:
    store.saved_searches.save("a", "x", "best")
    store.saved_searches.save("b", "y", "best")
    with pytest.raises(UsageError, match="“b”"):
        store.saved_searches.rename("a", "B")
    with pytest.raises(NotFoundError, match="“c”"):
        store.saved_searches.delete("c")
    for nameless in ("", "  "):
        with pytest.raises(UsageError):
            store.saved_searches.save(nameless, "x", "best")
        with pytest.raises(UsageError):
            store.saved_searches.rename("a", nameless)
