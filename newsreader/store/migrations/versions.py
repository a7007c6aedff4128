"""Version 7: near-copies of an article are versions of one story."""

from __future__ import annotations

# ``likeness`` is of two contents, so that it holds whatever articles come and go: words in common, and how
# many each has. ``sketches`` are arrays of whoever compares texts. ``ungrouped``: articles to be compared
# again, beside those that come after the rowid in ``meta``.
SCRIPT = """
CREATE TABLE likeness (
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    common INTEGER NOT NULL,
    words_first INTEGER NOT NULL,
    words_second INTEGER NOT NULL,
    PRIMARY KEY (first, second)
) WITHOUT ROWID;
CREATE INDEX likeness_of ON likeness (second, first);
CREATE TABLE sketches (id INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE ungrouped (rowid INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO meta VALUES ('grouped_rowid', 0), ('representative', 'fullest');
CREATE INDEX article_story ON article (story, rowid);
CREATE INDEX state_versions ON state (field) WHERE field GLOB 'version:*';

CREATE TRIGGER article_regrouped AFTER UPDATE OF content_hash ON article
WHEN OLD.content_hash <> NEW.content_hash BEGIN
    INSERT OR IGNORE INTO ungrouped VALUES (OLD.rowid);
END;
CREATE TRIGGER article_ungrouped AFTER DELETE ON article BEGIN
    DELETE FROM ungrouped WHERE rowid = OLD.rowid;
END;
"""
