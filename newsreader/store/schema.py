"""The version of the library's database, and how older ones become present ones."""

from __future__ import annotations

from importlib import import_module

APPLICATION_ID = 0x4E657773
"""Says of a file that it is a newsreader library (the letters ``News``)."""

MIGRATIONS = (
    "tables", "dismissing", "places", "surroundings", "teasers", "announcements", "versions", "counting",
    "sentences", "inserting",
)  # fmt: skip
"""The module at position N makes version N + 1 of a database of version N. A released one never changes."""

VERSION = len(MIGRATIONS)


def script(migration: str) -> str:
    """What a migration does, in SQL; only now its module is loaded, which a present library never needs."""
    found: str = import_module(f"newsreader.store.migrations.{migration}").SCRIPT
    return found
