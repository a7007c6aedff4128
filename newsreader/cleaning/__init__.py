"""A raw document in, clean articles out: pure functions, one file per concern."""

from __future__ import annotations

from newsreader.cleaning.cleaner import clean
from newsreader.cleaning.context import BundleContext, learn

__all__ = ["BundleContext", "clean", "learn"]
