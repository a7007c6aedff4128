"""Tar archives, read as a stream from front to end."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator

from newsreader.article import Problem
from newsreader.bundles.containers.container import Container, MemberPaths, file_name
from newsreader.bundles.content import DAMAGE, Content, reason
from newsreader.bundles.names import printable
from newsreader.errors import DocumentError

_BLOCK_BYTES = 512
_MAGIC_AT = 257
_CHECKSUM = slice(148, 156)


def _recognises(content: Content) -> bool:
    """The ``ustar`` mark; without it (tar before POSIX) a name ending in .tar and a checksum that fits."""
    block = content.head[:_BLOCK_BYTES]
    if block[_MAGIC_AT : _MAGIC_AT + 5] == b"ustar":
        return True
    return content.suffix == ".tar" and len(block) == _BLOCK_BYTES and _has_checksum(block)


def _has_checksum(block: bytes) -> bool:
    try:
        written = int(block[_CHECKSUM].strip(b" \0") or b"0", 8)
    except ValueError:
        return False
    return written == sum(block) - sum(block[_CHECKSUM]) + 8 * ord(" ")


def _members(content: Content, wanted: str = "") -> Iterator[Content | Problem]:
    paths = MemberPaths(content.path, wanted)
    try:
        archive = tarfile.open(fileobj=content.from_start(), mode="r|", errorlevel=1)  # type: ignore[call-overload]  # noqa: SIM115
    except (*DAMAGE, ValueError) as error:
        raise DocumentError(f"damaged tar archive: {reason(error)}") from error
    with archive:
        while (info := _next(archive)) is not None:
            content.budget.spend_member()
            _check_size(info, content)
            path = paths.place(info.name) if info.isreg() else None
            stream = archive.extractfile(info) if path else None
            if path and stream:
                name = file_name(info.name)
                yield Content(path, name, stream, content.budget, archives=content.archives + 1)
            # The list of members that tarfile keeps would grow with the archive.
            archive.members.clear()


def _check_size(info: tarfile.TarInfo, content: Content) -> None:
    """Skipping a member that claims to be huge would take tarfile hours, though there is nothing to skip."""
    if info.size > content.budget.left_bytes:
        name = printable(info.name)
        raise DocumentError(
            f"damaged tar archive, read up to the damage: {name} says it has {info.size} bytes"
        )


def _next(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    try:
        return archive.next()
    except (*DAMAGE, ValueError) as error:
        raise DocumentError(f"damaged tar archive, read up to the damage: {reason(error)}") from error


TAR = Container("tar", is_archive=True, recognises=_recognises, members=_members)
