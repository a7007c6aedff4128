"""Version 5: teasers, each once, with who mentions them and the article that they announce."""

from __future__ import annotations

# ``target`` is the rowid of the article that a teaser announces. ``is_pending``: it has not yet been compared
# with all articles; ``is_open``: several might be meant. ``untold``: articles whose teasers are not yet here.
SCRIPT = """
CREATE TABLE teaser (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    section TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    url TEXT NOT NULL,
    day_key INTEGER NOT NULL,
    sort_key INTEGER NOT NULL,
    target INTEGER,
    how TEXT NOT NULL DEFAULT '',
    is_pending INTEGER NOT NULL DEFAULT 1,
    is_open INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX teaser_target ON teaser (target) WHERE target IS NOT NULL;
CREATE INDEX teaser_pending ON teaser (id) WHERE is_pending = 1;
CREATE INDEX teaser_open ON teaser (id) WHERE is_open = 1 AND is_pending = 0;
CREATE TABLE mention (
    source INTEGER NOT NULL,
    teaser INTEGER NOT NULL,
    PRIMARY KEY (source, teaser)
) WITHOUT ROWID;
CREATE INDEX mention_of ON mention (teaser, source);
CREATE TABLE untold (rowid INTEGER PRIMARY KEY);
INSERT INTO untold SELECT rowid FROM article;
INSERT OR IGNORE INTO meta VALUES ('linked_rowid', 0);

CREATE TRIGGER mention_out AFTER DELETE ON mention BEGIN
    DELETE FROM teaser WHERE id = OLD.teaser
        AND NOT EXISTS (SELECT 1 FROM mention WHERE teaser = OLD.teaser);
END;
CREATE TRIGGER article_unlinked AFTER DELETE ON article BEGIN
    DELETE FROM mention WHERE source = OLD.rowid;
    DELETE FROM untold WHERE rowid = OLD.rowid;
    UPDATE teaser SET target = NULL, how = '', is_pending = 1 WHERE target = OLD.rowid;
    UPDATE teaser SET is_pending = 1 WHERE is_open = 1 AND is_pending = 0;
END;
CREATE TRIGGER article_rewritten AFTER UPDATE OF content_hash ON article BEGIN
    DELETE FROM mention WHERE source = OLD.rowid;
    INSERT OR IGNORE INTO untold VALUES (OLD.rowid);
    UPDATE teaser SET target = NULL, how = '', is_pending = 1 WHERE target = OLD.rowid;
    UPDATE teaser SET is_pending = 1 WHERE is_open = 1 AND is_pending = 0;
END;
"""
