"""Version 4: which articles are dated by what surrounds them, and not by what they say."""

from __future__ import annotations

SCRIPT = """
CREATE TABLE surrounding (
    rowid INTEGER PRIMARY KEY,
    evidence TEXT NOT NULL
);
CREATE TRIGGER article_out_surrounding AFTER DELETE ON article BEGIN
    DELETE FROM surrounding WHERE rowid = OLD.rowid;
END;
"""
