"""What a format is to the reader: how it is recognised and how its documents are read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from newsreader.article import Problem, RawDocument
from newsreader.bundles.content import Content


@dataclass(frozen=True, slots=True)
class Format:
    """``recognises`` looks at name and head only; ``read`` may raise DocumentError where it cannot go on."""

    name: str
    recognises: Callable[[Content], bool]
    read: Callable[[Content], Iterator[RawDocument | Problem]]


def sha256(data: bytes) -> str:
    """Hex digest of a document that has bytes of its own: a file, a member, a line."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_fields(fields: Mapping[str, object]) -> str:
    """Hex digest of a document that is part of a larger text: of its fields as JSON with sorted keys."""
    canonical = json.dumps(fields, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str)
    return sha256(canonical.encode())
