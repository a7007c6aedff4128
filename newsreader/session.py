"""Where the reader was left: a small dictionary in a file, kept from one start to the next."""

from __future__ import annotations

import json
import os
from pathlib import Path


def load(path: Path) -> dict[str, object]:
    """What ``save`` kept; empty when there is nothing, or nothing that can be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def save(path: Path, kept: dict[str, object]) -> None:
    """Keep a small dictionary of JSON values; a full disk only loses it."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        temporary.write_text(json.dumps(kept), encoding="utf-8")
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
