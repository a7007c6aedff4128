"""Version 2: articles can be dismissed and have a score, tags know how much of them is unread.

What is dismissed is out of lists and out of what counts as unread.
"""

from __future__ import annotations

from newsreader.store.migrations.tables import COUNTED, IS_IN_PLACE

_DISMISSING = """
DROP TRIGGER article_in;
DROP TRIGGER article_out;
DROP TRIGGER article_moved;
DROP TRIGGER article_flagged;
DROP INDEX list_stories;
DROP INDEX list_articles;
DROP INDEX list_bundle;
DROP INDEX list_section;
ALTER TABLE article ADD COLUMN is_dismissed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN score INTEGER NOT NULL DEFAULT 0;
ALTER TABLE day_tally ADD COLUMN dismissed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX list_stories ON article (day_key DESC, sort_key DESC, rowid)
    WHERE is_representative = 1 AND is_dismissed = 0;
CREATE INDEX list_articles ON article (day_key DESC, sort_key DESC, rowid, is_unread, is_dismissed);
CREATE INDEX list_bundle ON article (
    bundle_id, day_key DESC, sort_key DESC, rowid, is_bundle_representative, is_unread, is_dismissed);
CREATE INDEX list_section ON article (
    section, day_key DESC, sort_key DESC, rowid,
    bundle_id, is_representative, is_bundle_representative, is_unread, is_dismissed);
CREATE INDEX list_dismissed ON article (day_key DESC, sort_key DESC, rowid) WHERE is_dismissed = 1;
CREATE INDEX article_score ON article (score) WHERE score <> 0;
CREATE TABLE tag_tally (
    tag TEXT PRIMARY KEY COLLATE NOCASE,
    articles INTEGER NOT NULL,
    unread INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE saved_search (
    name TEXT PRIMARY KEY COLLATE NOCASE,
    query TEXT NOT NULL,
    sort TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO tag_tally
    SELECT min(t.tag), count(*), sum(a.is_unread) FROM article_tag AS t JOIN article AS a ON a.rowid = t.rowid
    GROUP BY t.tag;
"""

COUNT_IN_2 = """
    INSERT INTO day_tally VALUES
        (0, NEW.day_key, 1, NEW.is_unread, NEW.is_representative * (NEW.is_dismissed = 0),
            NEW.is_representative * NEW.is_unread, NEW.is_dismissed),
        (NEW.bundle_id, NEW.day_key, 1, NEW.is_unread, NEW.is_bundle_representative * (NEW.is_dismissed = 0),
            NEW.is_bundle_representative * NEW.is_unread, NEW.is_dismissed)
    ON CONFLICT (bundle_id, day_key) DO UPDATE SET
        articles = articles + 1,
        unread = unread + excluded.unread,
        stories = stories + excluded.stories,
        unread_stories = unread_stories + excluded.unread_stories,
        dismissed = dismissed + excluded.dismissed;
    INSERT INTO section_tally VALUES (NEW.bundle_id, NEW.section, 1, NEW.is_unread)
    ON CONFLICT (bundle_id, section) DO UPDATE SET
        articles = articles + 1, unread = unread + excluded.unread;
"""

_COUNT_OUT_2 = """
    UPDATE day_tally SET
        articles = articles - 1,
        unread = unread - OLD.is_unread,
        stories = stories
            - (OLD.is_dismissed = 0) * iif(bundle_id, OLD.is_bundle_representative, OLD.is_representative),
        unread_stories = unread_stories
            - OLD.is_unread * iif(bundle_id, OLD.is_bundle_representative, OLD.is_representative),
        dismissed = dismissed - OLD.is_dismissed
    WHERE bundle_id IN (0, OLD.bundle_id) AND day_key = OLD.day_key;
    DELETE FROM day_tally WHERE bundle_id IN (0, OLD.bundle_id) AND day_key = OLD.day_key AND articles = 0;
    UPDATE section_tally SET articles = articles - 1, unread = unread - OLD.is_unread
    WHERE bundle_id = OLD.bundle_id AND section = OLD.section;
    DELETE FROM section_tally WHERE bundle_id = OLD.bundle_id AND section = OLD.section AND articles = 0;
"""

_COUNTED_2 = f"{COUNTED}, is_dismissed"

_TRIGGERS_2 = f"""
CREATE TRIGGER article_in AFTER INSERT ON article BEGIN {COUNT_IN_2} END;
CREATE TRIGGER article_out AFTER DELETE ON article BEGIN {_COUNT_OUT_2} END;
CREATE TRIGGER article_moved AFTER UPDATE OF {_COUNTED_2} ON article WHEN NOT ({IS_IN_PLACE})
BEGIN {_COUNT_OUT_2} {COUNT_IN_2} END;
CREATE TRIGGER article_flagged AFTER UPDATE OF {_COUNTED_2} ON article WHEN {IS_IN_PLACE}
BEGIN
    UPDATE day_tally SET
        unread = unread + NEW.is_unread - OLD.is_unread,
        stories = stories + iif(bundle_id,
            NEW.is_bundle_representative * (NEW.is_dismissed = 0)
                - OLD.is_bundle_representative * (OLD.is_dismissed = 0),
            NEW.is_representative * (NEW.is_dismissed = 0) - OLD.is_representative * (OLD.is_dismissed = 0)),
        unread_stories = unread_stories + iif(bundle_id,
            NEW.is_bundle_representative * NEW.is_unread - OLD.is_bundle_representative * OLD.is_unread,
            NEW.is_representative * NEW.is_unread - OLD.is_representative * OLD.is_unread),
        dismissed = dismissed + NEW.is_dismissed - OLD.is_dismissed
    WHERE bundle_id IN (0, NEW.bundle_id) AND day_key = NEW.day_key;
    UPDATE section_tally SET unread = unread + NEW.is_unread - OLD.is_unread
    WHERE bundle_id = NEW.bundle_id AND section = NEW.section;
END;
CREATE TRIGGER article_unread AFTER UPDATE OF is_unread ON article WHEN OLD.is_unread <> NEW.is_unread
BEGIN
    UPDATE tag_tally SET unread = unread + NEW.is_unread - OLD.is_unread
    WHERE tag IN (SELECT tag FROM article_tag WHERE rowid = NEW.rowid);
END;
CREATE TRIGGER tag_in AFTER INSERT ON article_tag
BEGIN
    INSERT INTO tag_tally
    VALUES (NEW.tag, 1, coalesce((SELECT is_unread FROM article WHERE rowid = NEW.rowid), 0))
    ON CONFLICT (tag) DO UPDATE SET articles = articles + 1, unread = unread + excluded.unread;
END;
CREATE TRIGGER tag_out AFTER DELETE ON article_tag
BEGIN
    UPDATE tag_tally SET articles = articles - 1,
        unread = unread - coalesce((SELECT is_unread FROM article WHERE rowid = OLD.rowid), 0)
    WHERE tag = OLD.tag;
    DELETE FROM tag_tally WHERE tag = OLD.tag AND articles = 0;
END;
"""

# What a newer newsreader's journal has brought before this one knew what it meant.
_KNOWN_STATES = """
UPDATE article SET is_dismissed = 1, is_unread = 0
WHERE id IN (SELECT article_id FROM state WHERE field = 'dismissed' AND value <> '');
UPDATE article SET score = max(-9, min(9, (
    SELECT CAST(s.value AS INTEGER) FROM state AS s WHERE s.article_id = article.id AND s.field = 'score')))
WHERE id IN (SELECT article_id FROM state WHERE field = 'score' AND value <> '');
"""

SCRIPT = _DISMISSING + _TRIGGERS_2 + _KNOWN_STATES
