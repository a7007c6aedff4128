"""A path in, RawDocuments out: bundles found, unpacked and decoded, whatever they are written in."""

from __future__ import annotations

from newsreader.bundles.discovery import discover
from newsreader.bundles.originals import read_document, read_original
from newsreader.bundles.pictures import read_picture
from newsreader.bundles.reading import read_source
from newsreader.bundles.sources import Scan, SourceFile, scan

__all__ = [
    "Scan",
    "SourceFile",
    "discover",
    "read_document",
    "read_original",
    "read_picture",
    "read_source",
    "scan",
]
