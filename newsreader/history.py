"""The queries that were run, newest last, in a small text file: one a line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOST = 500
LONGEST = 1000
"""Characters; a longer query is not remembered."""


class History:
    """Queries on disk. Several readers may add to it at once; losing it, or part of it, does no harm."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def queries(self) -> list[str]:
        """Each query once, the newest last; of a damaged file what can be read."""
        try:
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return []
        lines = (_line(line) for line in text.splitlines()[-4 * MOST :])
        # What stands in the file twice counts where it stands last.
        latest = dict.fromkeys(reversed([line for line in lines if line and len(line) <= LONGEST]))
        return list(reversed(latest))[-MOST:]

    def add(self, query: str) -> None:
        """Put a query last, after whatever other readers have added; a full disk only loses it."""
        query = _line(query)
        if not query or len(query) > LONGEST:
            return
        temporary = self._path.with_suffix(f".{os.getpid()}.tmp")
        try:
            with self._alone():
                kept = [*(other for other in self.queries() if other != query), query][-MOST:]
                temporary.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
                temporary.replace(self._path)
        except OSError:
            temporary.unlink(missing_ok=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While nobody else adds."""
        import fcntl

        handle = os.open(self._path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _line(query: str) -> str:
    """A query on one line, without what cannot be written or seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in query).split())
