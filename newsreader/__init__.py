"""newsreader: a terminal reader for news that is already on disk."""

__version__ = "0.1.0"
