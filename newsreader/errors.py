"""Every failure that a person can meet, each with what it concerns and what to try.

NewsreaderError
├── BundleError      a bundle that cannot be opened or read as a whole
├── DocumentError    one document of a bundle; recorded as a problem, never fatal
├── NotFoundError    no article or bundle of that name or id; or several
├── StoreError       the library's database cannot be opened, read or written
├── SearchIndexError the search index cannot be opened or written
├── BusyError        another newsreader is adding to this library now
├── ConfigError      config.toml says something that cannot be used
└── UsageError       a command was given arguments that do not fit together
"""

from __future__ import annotations


class NewsreaderError(Exception):
    """An expected failure. ``str(error)`` is one line fit to be shown to a person."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message} ({self.hint})" if self.hint else message


class BundleError(NewsreaderError):
    """A bundle that cannot be opened or read as a whole."""


class DocumentError(NewsreaderError):
    """One document that cannot be read; recorded as a problem of its bundle, never fatal."""


class NotFoundError(NewsreaderError):
    """No article or bundle answers to that name or id, or more than one does."""


class StoreError(NewsreaderError):
    """The library's database cannot be opened, read or written."""


class SearchIndexError(NewsreaderError):
    """The search index cannot be opened or written; the store is not affected."""


class BusyError(NewsreaderError):
    """Another process is adding to this library now."""


class ConfigError(NewsreaderError):
    """The configuration file says something that cannot be used."""


class UsageError(NewsreaderError):
    """Arguments that do not fit together."""
