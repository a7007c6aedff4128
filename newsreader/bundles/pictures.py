"""A picture of a bundle: the bytes of a file beside a document, or beside it in the same archive."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from newsreader.article import Problem
from newsreader.bundles.containers import container_of
from newsreader.bundles.content import DAMAGE, Budget, Content, reason
from newsreader.bundles.names import original
from newsreader.bundles.reading import MAX_NESTED_ARCHIVES, open_source
from newsreader.errors import BundleError, DocumentError

LARGEST_PICTURE_BYTES = 32 * 1024 * 1024


def read_picture(root: Path, source: str, place: str) -> bytes:
    """The bytes at ``place``, which the document in the file ``source`` of a bundle names.

    Raises BundleError when the bundle cannot be read, DocumentError for what is not there, too large, or not
    in the bundle: a link that leads out of it is not followed.
    """
    if place.startswith(f"{source}!/"):
        return _member(root, source, place)
    path = _inside(root, place)
    try:
        # The file as a root: its name is not spelt as in a place any more.
        with open_source(path, "") as stream:
            data = _bounded_read(stream)
    except OSError as error:
        raise DocumentError(f"{place} cannot be read: {reason(error)}") from error
    return _bounded(data, place)


def _bounded_read(stream: IO[bytes]) -> bytes:
    data = b""
    while len(data) <= LARGEST_PICTURE_BYTES and (more := stream.read(LARGEST_PICTURE_BYTES)):
        data += more
    return data


def _bounded(data: bytes, place: str) -> bytes:
    if len(data) > LARGEST_PICTURE_BYTES:
        raise DocumentError(f"{place} is larger than {LARGEST_PICTURE_BYTES // 2**20} MiB")
    return data


def _inside(root: Path, place: str) -> Path:
    """Where a place of a bundle is on disk. A page that was added by itself has its folder ``page_files``."""
    parts = original(place).split("/")
    is_folder = root.is_dir()
    is_own = is_folder or (len(parts) > 1 and parts[0].startswith(root.stem))
    if not is_own or any(part in ("", ".", "..") or "\0" in part or os.sep in part for part in parts):
        raise DocumentError(f"{place} is not in the bundle")
    top = root if is_folder else root.parent / parts[0]
    path = (root if is_folder else root.parent).joinpath(*parts)
    if not path.resolve().is_relative_to(top.resolve()):
        raise DocumentError(f"{place} leads out of the bundle")
    return path


def _member(root: Path, source: str, place: str) -> bytes:
    try:
        stream = open_source(root, source)
    except OSError as error:
        raise BundleError(f"{root} cannot be read: {reason(error)}") from error
    with stream:
        size_bytes = os.fstat(stream.fileno()).st_size
        name = source.rpartition("/")[2]
        content = Content(source, name, stream, Budget(on_disk_bytes=size_bytes), is_on_disk=True)
        try:
            found = _within(content, place)
        except DAMAGE as error:
            raise DocumentError(f"{place} is damaged: {reason(error)}") from error
    if found is None:
        raise DocumentError(f"{place} is not in the bundle")
    return found


def _within(content: Content, place: str) -> bytes | None:
    if content.path == place and not content.is_on_disk:
        data = b""
        for chunk in content.chunks():
            data += chunk
            _bounded(data, place)
        return data
    container = container_of(content)
    if container is None or (container.is_archive and content.archives >= MAX_NESTED_ARCHIVES):
        return None
    for member in container.members(content, place):
        if not isinstance(member, Problem):
            found = _within(member, place)
            if found is not None:
                return found
    return None
