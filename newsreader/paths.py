"""Where newsreader keeps things: the library's data, the index, the configuration."""

from __future__ import annotations

import os
from pathlib import Path

APP_NAME = "newsreader"
DATA_DIR_VARIABLE = "NEWSREADER_DATA_DIR"


class Paths:
    """The files and folders of one library. Nothing is created by naming them."""

    __slots__ = ("config", "data")

    def __init__(self, data: Path, config: Path) -> None:
        self.data = data
        self.config = config

    @property
    def store(self) -> Path:
        """The SQLite database: articles, bundles, read-state."""
        return self.data / "library.sqlite3"

    @property
    def index(self) -> Path:
        """The folder of the search index; it can always be rebuilt from the store."""
        return self.data / "index"

    @property
    def ingest_lock(self) -> Path:
        """Held by the one process that adds articles to this library."""
        return self.data / "adding.lock"

    @property
    def searches(self) -> Path:
        """The queries that were run."""
        return self.data / "searches.txt"

    @property
    def session(self) -> Path:
        """Where the reader was left: layout, place in the list."""
        return self.data / "session.json"


def locate(data_dir: Path | None = None, config: Path | None = None) -> Paths:
    """The library's places: as given, else from the environment, else the platform's own folders."""
    from_environment = os.environ.get(DATA_DIR_VARIABLE)
    if data_dir is None and from_environment:
        data_dir = Path(from_environment)
    if data_dir is None or config is None:
        # Costs some milliseconds to import; not needed when both places are given.
        import platformdirs

        data_dir = data_dir or Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))
        config = config or Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "config.toml"
    return Paths(data=data_dir.expanduser().absolute(), config=config.expanduser().absolute())
