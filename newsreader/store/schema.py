"""The version of the library's database, and how older ones become present ones."""

from __future__ import annotations

from newsreader.store.migrations import dismissing, places, tables

APPLICATION_ID = 0x4E657773
"""Says of a file that it is a newsreader library (the letters ``News``)."""

MIGRATIONS: tuple[str, ...] = (tables.SCRIPT, dismissing.SCRIPT, places.SCRIPT)
"""The script at position N makes version N + 1 of a database of version N. A released one never changes."""

VERSION = len(MIGRATIONS)
