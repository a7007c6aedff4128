"""Zip archives: their members, one at a time, damaged and locked ones named."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from typing import IO, cast

from newsreader.article import Problem
from newsreader.bundles.containers import zip_salvage
from newsreader.bundles.containers.container import Container, MemberPaths, file_name
from newsreader.bundles.content import DAMAGE, Content, reason
from newsreader.errors import DocumentError

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"PK00PK")
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


_SINGLE_FILE_PAGE = b"<html data-sfz"


def _recognises(content: Content) -> bool:
    """By the first bytes; a page saved by SingleFile as a zip that opens itself begins as HTML."""
    if _is_single_file_page(content):
        return True
    return content.head.startswith(_MAGIC) or (content.suffix == ".zip" and content.head.startswith(b"PK"))


def _is_single_file_page(content: Content) -> bool:
    return content.head[:80].lstrip().startswith(_SINGLE_FILE_PAGE)


def _members(content: Content, wanted: str = "") -> Iterator[Content | Problem]:
    with content.random_access() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (*DAMAGE, ValueError, struct.error, NotImplementedError) as error:
            yield from _salvaged(content, stream, wanted)
            raise DocumentError(
                f"damaged zip archive, its table of contents cannot be read ({reason(error)}); "
                "members were looked for without it"
            ) from error
        with archive:
            yield from _listed(archive, content, wanted)


def _listed(archive: zipfile.ZipFile, content: Content, wanted: str) -> Iterator[Content | Problem]:
    if not wanted and "META-INF/container.xml" in archive.NameToInfo:
        raise DocumentError("EPUB is not supported yet")
    paths = MemberPaths(content.path, wanted)
    # What else such a page packs belongs to its looks.
    only = "index.html" if not wanted and _is_single_file_page(content) else None
    for info in archive.infolist():
        content.budget.spend_member()
        name = _name(info)
        path = None if info.is_dir() or only not in (None, name) else paths.place(name)
        if path is not None:
            yield from _member(archive, info, path, name, content)


def _salvaged(content: Content, stream: IO[bytes], wanted: str) -> Iterator[Content | Problem]:
    paths = MemberPaths(content.path, wanted)
    for lost in zip_salvage.lost_members(stream):
        content.budget.spend_member()
        path = None if lost.name.endswith("/") else paths.place(lost.name)
        if path is None:
            continue
        if lost.flags & _ENCRYPTED or not lost.is_readable:
            yield Problem(path, "cannot be read without the archive's table of contents")
            continue
        data = cast("IO[bytes]", zip_salvage.LostData(stream, lost))
        yield Content(path, file_name(lost.name), data, content.budget, archives=content.archives + 1)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, name: str, within: Content
) -> Iterator[Content | Problem]:
    if info.flag_bits & _ENCRYPTED:
        yield Problem(path, "encrypted: it needs a password")
        return
    try:
        stream = archive.open(info)
    except NotImplementedError:
        yield Problem(path, f"compressed in a way that cannot be read (zip method {info.compress_type})")
        return
    except (*DAMAGE, RuntimeError, ValueError, struct.error) as error:
        yield Problem(path, f"damaged: {reason(error)}")
        return
    with stream:
        yield Content(path, file_name(name), stream, within.budget, archives=within.archives + 1)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; many packers write UTF-8 without saying so, which zipfile reads as DOS text."""
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


ZIP = Container("zip", is_archive=True, recognises=_recognises, members=_members)
