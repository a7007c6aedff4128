"""Version 8: what inserts many documents and articles may add them to the sums itself, all at once."""

from __future__ import annotations

from newsreader.store.migrations.dismissing import COUNT_IN_2

# While a key of this name is in ``meta``, within one transaction, the inserting side counts.
COUNTS_ITSELF = "counts_itself"
_IS_COUNTED = f"NOT EXISTS (SELECT 1 FROM meta WHERE key = '{COUNTS_ITSELF}')"

SCRIPT = f"""
DROP TRIGGER article_in;
DROP TRIGGER document_in;
CREATE TRIGGER article_in AFTER INSERT ON article WHEN {_IS_COUNTED} BEGIN {COUNT_IN_2} END;
CREATE TRIGGER document_in AFTER INSERT ON document WHEN {_IS_COUNTED} BEGIN
    UPDATE bundle SET documents = documents + 1, problems = problems + (NEW.problem IS NOT NULL)
    WHERE id = NEW.bundle_id;
END;
"""
