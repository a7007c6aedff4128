"""Version 3: how far articles have been read."""

from __future__ import annotations

# How far articles have been read, by their ids; not part of the journal, for it changes with every page.
SCRIPT = """
CREATE TABLE reading_place (
    article_id TEXT PRIMARY KEY,
    piece INTEGER NOT NULL,
    character INTEGER NOT NULL,
    time INTEGER NOT NULL
) WITHOUT ROWID;
"""
