"""The open database: its settings, its transactions, and its failures as people meet them."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from newsreader.errors import StoreError
from newsreader.store import schema

BUSY_TIMEOUT_S = 30.0
_TURN_S = 0.005
_MOST_PARAMETERS = 3200
"""Of one statement; SQLite takes 32,766 since what the migrations need is there."""
Row = tuple[Any, ...]

# For what has no adapter ``sqlite3`` asks each value in vain whether it has one of its own: that takes longer
# than writing it.
sqlite3.register_adapter(bool, int)
sqlite3.register_adapter(bytes, bytes)
sqlite3.register_adapter(type(None), lambda nothing: nothing)

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
    # While a bundle is read, the same pages change again and again: copy them back less often.
    "PRAGMA wal_autocheckpoint = 8000",
    "PRAGMA journal_size_limit = 67108864",
)

_EXPLANATIONS: dict[str, tuple[str, str]] = {
    "SQLITE_FULL": ("the disk is full", "free some space and try again; nothing is lost"),
    "SQLITE_BUSY": (
        "another program keeps it locked",
        "close other newsreaders on this library, or wait, and try again",
    ),
    "SQLITE_LOCKED": ("another program keeps it locked", "close other newsreaders and try again"),
    "SQLITE_NOTADB": ("it is not a newsreader library", "move the file away, or name another --data-dir"),
    "SQLITE_CORRUPT": ("it is damaged", "run `newsreader check --repair`, or restore it from a copy"),
    "SQLITE_READONLY": ("it cannot be written", "check the permissions of the file and its folder"),
    "SQLITE_PERM": ("it cannot be written", "check the permissions of the file and its folder"),
    "SQLITE_CANTOPEN": ("it cannot be opened", "check that its folder exists and that you may write there"),
    "SQLITE_IOERR": ("the disk reports an error", "check the disk, and that it is not full"),
    "SQLITE_CONSTRAINT": ("its parts contradict one another", "run `newsreader check --repair`"),
    "SQLITE_TOOBIG": ("an article is too large for it", "leave that document out"),
}


class Database:
    """One connection to a library's database, for the thread that opened it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._explained("open"):
            self._connection = sqlite3.connect(
                path, timeout=BUSY_TIMEOUT_S, isolation_level=None, cached_statements=256
            )
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        with self._explained("close"):
            self._connection.close()

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        """For statements that give no rows; ``rows`` and its like read."""
        try:
            return self._connection.execute(sql, parameters)
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> sqlite3.Cursor:
        try:
            return self._connection.executemany(sql, parameters)
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def insert(self, sql: str, rows: Sequence[Row]) -> None:
        """Rows for an INSERT that has no values yet, many by each statement: where there are triggers, SQLite
        keeps what it takes to undo a statement, and that costs more than a row does."""
        if not rows:
            return
        marks = f"({','.join('?' * len(rows[0]))})"
        start = 0
        for at_once in (_MOST_PARAMETERS // len(rows[0]), 20, 4, 1):
            stop = len(rows) - (len(rows) - start) % at_once
            values = [tuple(chain(*rows[each : each + at_once])) for each in range(start, stop, at_once)]
            self.executemany(f"{sql} VALUES {','.join([marks] * at_once)}", values)
            start = stop

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row, if there is one."""
        try:
            row: Row | None = self._connection.execute(sql, parameters).fetchone()
        except sqlite3.Error as error:
            raise self._failure(error) from error
        return row

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, parameters)
        return row[0] if row else None

    @contextmanager
    def writing(self, *, durably: bool = False) -> Iterator[None]:
        """One transaction: all of it is kept or nothing is.

        ``durably`` waits for the disk, so that what is acknowledged survives a power failure.
        """
        self.execute(f"PRAGMA synchronous = {'FULL' if durably else 'NORMAL'}")
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.rollback()
            raise

    def give_way(self) -> None:
        """Between the transactions of something long: lets another writer have its turn."""
        time.sleep(_TURN_S)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several queries that see one and the same state of the library; what they write is not kept."""
        if self._connection.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.rollback()

    def _prepare(self) -> None:
        with self._explained("open"):
            for setting in _SETTINGS:
                self._connection.execute(setting)
            version: int = self._connection.execute("PRAGMA user_version").fetchone()[0]
            self._refuse_foreign(version)
            if self._connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                self._use_wal()
            if version < schema.VERSION:
                self._migrate()

    def _refuse_foreign(self, version: int) -> None:
        application: int = self._connection.execute("PRAGMA application_id").fetchone()[0]
        is_empty = self._connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
        if application != schema.APPLICATION_ID and not is_empty:
            raise StoreError(
                f"{self.path} is a database of another program",
                hint="move the file away, or name another --data-dir",
            )
        if version > schema.VERSION:
            raise StoreError(
                f"{self.path} was made by a newer newsreader (format {version}, this one knows up to "
                f"{schema.VERSION})",
                hint="update newsreader, or name another --data-dir",
            )

    def _use_wal(self) -> None:
        """SQLite does not wait for others when it changes the journal mode, so this does."""
        deadline = time.monotonic() + BUSY_TIMEOUT_S
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if not _name(error).startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)

    def _migrate(self) -> None:
        with self.writing(durably=True):
            # Another process may have done it while this one waited for its turn.
            version: int = self._connection.execute("PRAGMA user_version").fetchone()[0]
            for migration in schema.MIGRATIONS[version:]:
                for statement in _statements(schema.script(migration)):
                    self._connection.execute(statement)
            self._connection.execute(f"PRAGMA user_version = {schema.VERSION}")
            self._connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            self._connection.execute(
                "INSERT OR IGNORE INTO meta VALUES ('device_id', ?), ('last_rowid', 0)",
                (os.urandom(8).hex(),),
            )

    @contextmanager
    def _explained(self, doing: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._failure(error, doing) from error

    def _failure(self, error: sqlite3.Error, doing: str = "use") -> StoreError:
        """A StoreError to raise; a misuse of this module is a bug and is raised as it is."""
        if isinstance(error, (sqlite3.ProgrammingError, sqlite3.InterfaceError)):
            raise error
        name = _name(error)
        for prefix, (what, hint) in _EXPLANATIONS.items():
            if name.startswith(prefix):
                return StoreError(f"cannot {doing} the library {self.path}: {what}", hint=hint)
        return StoreError(f"cannot {doing} the library {self.path}: {error}", hint="run `newsreader check`")


def _name(error: sqlite3.Error) -> str:
    name: str = getattr(error, "sqlite_errorname", "")
    return name


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one; ``executescript`` would commit before the first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
