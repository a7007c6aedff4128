"""One source of a bundle, opened safely and unpacked, as its documents and its problems."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from newsreader.article import Problem, RawDocument
from newsreader.bundles.containers import container_of
from newsreader.bundles.content import Budget, Content, LimitError, reason
from newsreader.bundles.formats import format_of, unsupported
from newsreader.bundles.names import original
from newsreader.bundles.sources import SourceFile
from newsreader.errors import DocumentError

MAX_NESTED_ARCHIVES = 2
TELL_EVERY = 8
"""Documents; where the operating system is slow to answer, asking at each costs more than reading it."""


def read_source(
    root: Path, source: SourceFile, *, on_bytes: Callable[[int], None] | None = None
) -> Iterator[RawDocument | Problem]:
    """The documents of one file on disk, in its order; what cannot be read is a Problem among them.

    ``on_bytes`` is told now and then how many bytes of the file on disk are behind: never less than
    before, at the end its size. A line is addressed as ``file:7``, the seventh element of a list or feed
    as ``file#7``.
    """
    try:
        stream = open_source(root, source.path)
    except OSError as error:
        yield Problem(source.path, f"cannot be opened: {reason(error)}")
        return
    with stream:
        told = 0
        for number, result in enumerate(_source_documents(stream, source)):
            yield result
            if number % TELL_EVERY or on_bytes is None:
                continue
            if (position := min(stream.tell(), source.size_bytes)) > told:
                told = position
                on_bytes(told)
    if on_bytes is not None and told < source.size_bytes:
        on_bytes(source.size_bytes)


def open_source(root: Path, path: str) -> IO[bytes]:
    """A file of a bundle. Raises OSError, also for what is not a regular file: a pipe would be waited for
    forever."""
    place = os.path.join(root, original(path)) if root.is_dir() else os.fspath(root)  # noqa: PTH118
    descriptor = os.open(place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not a regular file")
        return os.fdopen(descriptor, "rb", buffering=0)
    except BaseException:
        os.close(descriptor)
        raise


def _source_documents(stream: IO[bytes], source: SourceFile) -> Iterator[RawDocument | Problem]:
    name = source.path.rpartition("/")[2]
    budget = Budget(on_disk_bytes=source.size_bytes)
    try:
        yield from _documents(Content(source.path, name, stream, budget, is_on_disk=True))
    except LimitError as error:
        yield Problem(source.path, str(error))


def _documents(content: Content) -> Iterator[RawDocument | Problem]:
    try:
        yield from _unpacked(content)
    except LimitError:
        raise
    except DocumentError as error:
        yield Problem(content.path, str(error))


def _unpacked(content: Content) -> Iterator[RawDocument | Problem]:
    if content.is_empty:
        yield Problem(content.path, "empty file")
        return
    container = None if unsupported.is_known(content) else container_of(content)
    if container is None:
        is_fruitless = True
        for result in format_of(content).read(content):
            is_fruitless = False
            yield result
        if is_fruitless:
            yield Problem(content.path, "empty: there is no article in it")
        return
    if container.is_archive and content.archives >= MAX_NESTED_ARCHIVES:
        yield Problem(content.path, "an archive inside an archive inside an archive is not read")
        return
    for member in container.members(content, ""):
        if isinstance(member, Problem):
            yield member
        else:
            yield from _documents(member)
