"""Version 9: the sentences of articles that have been read, by their fingerprints."""

from __future__ import annotations

# Derived, and only once somebody asks: the articles in ``read_source`` have been taken in as they were then.
SCRIPT = """
CREATE TABLE read_source (rowid INTEGER PRIMARY KEY, content_hash TEXT NOT NULL);
CREATE TABLE read_sentence (
    hash INTEGER NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (hash, source)
) WITHOUT ROWID;
CREATE INDEX read_sentence_of ON read_sentence (source);
"""
