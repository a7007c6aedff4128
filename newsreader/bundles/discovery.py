"""Which bundles a path stands for: itself, or each entry of a folder that collects several."""

from __future__ import annotations

from pathlib import Path


def discover(path: Path) -> tuple[Path, ...]:
    return (path,)
