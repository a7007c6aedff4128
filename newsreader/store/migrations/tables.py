"""Version 1: bundles, documents, articles, their marks, and the sums that lists need at once."""

from __future__ import annotations

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE bundle (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    path NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    added TEXT NOT NULL,
    junk INTEGER NOT NULL DEFAULT 0,
    is_complete INTEGER NOT NULL DEFAULT 0,
    documents INTEGER NOT NULL DEFAULT 0,
    problems INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    bundle_id INTEGER NOT NULL REFERENCES bundle (id),
    path NOT NULL,
    size_bytes INTEGER,
    mtime_ns INTEGER,
    UNIQUE (bundle_id, path)
);

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    bundle_id INTEGER NOT NULL REFERENCES bundle (id),
    source_id INTEGER NOT NULL REFERENCES source (id),
    path NOT NULL,
    sha256 TEXT NOT NULL,
    problem TEXT,
    UNIQUE (source_id, path)
);
CREATE INDEX document_problem ON document (bundle_id) WHERE problem IS NOT NULL;

CREATE TABLE article (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    key_id TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    bundle_id INTEGER NOT NULL REFERENCES bundle (id),
    document_id INTEGER NOT NULL REFERENCES document (id),
    part INTEGER NOT NULL,
    title TEXT NOT NULL,
    subtitle TEXT NOT NULL,
    byline TEXT NOT NULL,
    agency TEXT NOT NULL,
    place TEXT NOT NULL,
    section TEXT NOT NULL,
    language TEXT NOT NULL,
    url TEXT NOT NULL,
    date TEXT,
    time TEXT,
    utc TEXT,
    precision TEXT NOT NULL,
    date_source TEXT NOT NULL,
    is_inferred INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    words INTEGER NOT NULL,
    is_stub INTEGER NOT NULL,
    sort_key INTEGER NOT NULL,
    day_key INTEGER NOT NULL,
    story INTEGER NOT NULL,
    is_representative INTEGER NOT NULL,
    is_bundle_representative INTEGER NOT NULL,
    own_tags TEXT NOT NULL,
    tags TEXT NOT NULL DEFAULT '',
    is_read INTEGER NOT NULL DEFAULT 0,
    is_updated INTEGER NOT NULL DEFAULT 0,
    is_unread INTEGER NOT NULL DEFAULT 1,
    is_starred INTEGER NOT NULL DEFAULT 0,
    is_indexed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE body (rowid INTEGER PRIMARY KEY REFERENCES article (rowid), packed BLOB NOT NULL);

CREATE INDEX article_content ON article (content_hash, bundle_id);
CREATE INDEX article_document ON article (document_id, part);
CREATE INDEX list_stories ON article (day_key DESC, sort_key DESC, rowid) WHERE is_representative = 1;
CREATE INDEX list_unread ON article (day_key DESC, sort_key DESC, rowid)
    WHERE is_representative = 1 AND is_unread = 1;
CREATE INDEX list_articles ON article (day_key DESC, sort_key DESC, rowid, is_unread);
CREATE INDEX list_bundle ON article (
    bundle_id, day_key DESC, sort_key DESC, rowid, is_bundle_representative, is_unread);
CREATE INDEX list_section ON article (
    section, day_key DESC, sort_key DESC, rowid,
    bundle_id, is_representative, is_bundle_representative, is_unread);
CREATE INDEX list_starred ON article (day_key DESC, sort_key DESC, rowid) WHERE is_starred = 1;
CREATE INDEX list_unindexed ON article (day_key DESC, sort_key DESC, rowid) WHERE is_indexed = 0;
CREATE INDEX article_read ON article (rowid, is_updated) WHERE is_read = 1;
CREATE INDEX article_stub ON article (rowid) WHERE is_stub = 1;
CREATE INDEX article_inferred ON article (rowid) WHERE is_inferred = 1;
CREATE INDEX article_folded ON article (story, rowid, bundle_id) WHERE is_representative = 0;

CREATE TABLE article_tag (
    tag TEXT NOT NULL COLLATE NOCASE,
    day_key INTEGER NOT NULL,
    sort_key INTEGER NOT NULL,
    rowid INTEGER NOT NULL REFERENCES article (rowid),
    PRIMARY KEY (tag, day_key DESC, sort_key DESC, rowid)
) WITHOUT ROWID;
CREATE INDEX article_tag_of ON article_tag (rowid, tag);

CREATE TABLE index_deletion (rowid INTEGER PRIMARY KEY);

CREATE TABLE journal (
    time INTEGER NOT NULL,
    device TEXT NOT NULL,
    article_id TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (time, device, article_id, field, value)
) WITHOUT ROWID;
CREATE TABLE state (
    article_id TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    time INTEGER NOT NULL,
    device TEXT NOT NULL,
    PRIMARY KEY (article_id, field)
) WITHOUT ROWID;
CREATE TABLE action (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    is_undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE action_change (
    action_id INTEGER NOT NULL REFERENCES action (id),
    position INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (action_id, position)
) WITHOUT ROWID;
"""

# Sums that lists and the status line need at once; the triggers below keep them true at every change.
# Bundle 0 is the whole library, where a story has one representative; elsewhere it has one in each bundle.
_TALLIES = """
CREATE TABLE day_tally (
    bundle_id INTEGER NOT NULL,
    day_key INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    stories INTEGER NOT NULL,
    unread_stories INTEGER NOT NULL,
    PRIMARY KEY (bundle_id, day_key)
) WITHOUT ROWID;
CREATE TABLE section_tally (
    bundle_id INTEGER NOT NULL,
    section TEXT NOT NULL,
    articles INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    PRIMARY KEY (bundle_id, section)
) WITHOUT ROWID;
"""

_COUNT_IN = """
    INSERT INTO day_tally VALUES
        (0, NEW.day_key, 1, NEW.is_unread, NEW.is_representative, NEW.is_representative * NEW.is_unread),
        (NEW.bundle_id, NEW.day_key, 1, NEW.is_unread, NEW.is_bundle_representative,
            NEW.is_bundle_representative * NEW.is_unread)
    ON CONFLICT (bundle_id, day_key) DO UPDATE SET
        articles = articles + 1,
        unread = unread + excluded.unread,
        stories = stories + excluded.stories,
        unread_stories = unread_stories + excluded.unread_stories;
    INSERT INTO section_tally VALUES (NEW.bundle_id, NEW.section, 1, NEW.is_unread)
    ON CONFLICT (bundle_id, section) DO UPDATE SET
        articles = articles + 1, unread = unread + excluded.unread;
"""

_COUNT_OUT = """
    UPDATE day_tally SET
        articles = articles - 1,
        unread = unread - OLD.is_unread,
        stories = stories - iif(bundle_id, OLD.is_bundle_representative, OLD.is_representative),
        unread_stories = unread_stories
            - OLD.is_unread * iif(bundle_id, OLD.is_bundle_representative, OLD.is_representative)
    WHERE bundle_id IN (0, OLD.bundle_id) AND day_key = OLD.day_key;
    DELETE FROM day_tally WHERE bundle_id IN (0, OLD.bundle_id) AND day_key = OLD.day_key AND articles = 0;
    UPDATE section_tally SET articles = articles - 1, unread = unread - OLD.is_unread
    WHERE bundle_id = OLD.bundle_id AND section = OLD.section;
    DELETE FROM section_tally WHERE bundle_id = OLD.bundle_id AND section = OLD.section AND articles = 0;
"""

IS_IN_PLACE = "OLD.day_key = NEW.day_key AND OLD.bundle_id = NEW.bundle_id AND OLD.section = NEW.section"
COUNTED = "day_key, bundle_id, section, is_unread, is_representative, is_bundle_representative"

_TRIGGERS = f"""
CREATE TRIGGER article_in AFTER INSERT ON article BEGIN {_COUNT_IN} END;
CREATE TRIGGER article_out AFTER DELETE ON article BEGIN {_COUNT_OUT} END;
CREATE TRIGGER article_moved AFTER UPDATE OF {COUNTED} ON article WHEN NOT ({IS_IN_PLACE})
BEGIN {_COUNT_OUT} {_COUNT_IN} END;
CREATE TRIGGER article_flagged AFTER UPDATE OF {COUNTED} ON article WHEN {IS_IN_PLACE}
BEGIN
    UPDATE day_tally SET
        unread = unread + NEW.is_unread - OLD.is_unread,
        stories = stories + iif(bundle_id,
            NEW.is_bundle_representative - OLD.is_bundle_representative,
            NEW.is_representative - OLD.is_representative),
        unread_stories = unread_stories + iif(bundle_id,
            NEW.is_bundle_representative * NEW.is_unread - OLD.is_bundle_representative * OLD.is_unread,
            NEW.is_representative * NEW.is_unread - OLD.is_representative * OLD.is_unread)
    WHERE bundle_id IN (0, NEW.bundle_id) AND day_key = NEW.day_key;
    UPDATE section_tally SET unread = unread + NEW.is_unread - OLD.is_unread
    WHERE bundle_id = NEW.bundle_id AND section = NEW.section;
END;
CREATE TRIGGER document_in AFTER INSERT ON document BEGIN
    UPDATE bundle SET documents = documents + 1, problems = problems + (NEW.problem IS NOT NULL)
    WHERE id = NEW.bundle_id;
END;
CREATE TRIGGER document_out AFTER DELETE ON document BEGIN
    UPDATE bundle SET documents = documents - 1, problems = problems - (OLD.problem IS NOT NULL)
    WHERE id = OLD.bundle_id;
END;
CREATE TRIGGER document_problem_changed AFTER UPDATE OF problem ON document BEGIN
    UPDATE bundle SET problems = problems + (NEW.problem IS NOT NULL) - (OLD.problem IS NOT NULL)
    WHERE id = NEW.bundle_id;
END;
"""

SCRIPT = _TABLES + _TALLIES + _TRIGGERS
