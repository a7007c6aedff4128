"""Version 6: articles can be dated by what announces them, too; which of the two it was is kept."""

from __future__ import annotations

SCRIPT = "ALTER TABLE surrounding ADD COLUMN source TEXT NOT NULL DEFAULT 'beside';"
