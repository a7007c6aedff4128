"""What a container is to the reader: how it is recognised and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newsreader.article import Problem
from newsreader.bundles.content import Content
from newsreader.bundles.junk import is_junk_path
from newsreader.bundles.names import printable


@dataclass(frozen=True, slots=True)
class Container:
    """``members`` gives what is inside, one at a time, each to be used before the next is asked for.

    With a place it gives only what is at that place or around it, junk too, such as a picture. It raises
    DocumentError when the container itself cannot be read on.
    """

    name: str
    is_archive: bool
    recognises: Callable[[Content], bool]
    members: Callable[[Content, str], Iterator[Content | Problem]]


class MemberPaths:
    """Names of archive members as places in the bundle: relative, printable, each different.

    Nothing is ever written to where a name points; ``..`` and roots are only taken out so that a path
    says no more than it means.
    """

    def __init__(self, archive_path: str, wanted: str = "") -> None:
        self._prefix = f"{archive_path}!/"
        self._wanted = wanted
        self._taken: set[str] = set()

    def place(self, name: str) -> str | None:
        """The member's path, or None when its name says that it is junk, or it is not the one wanted."""
        parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
        bare = "/".join(parts)
        if not bare or (not self._wanted and is_junk_path(bare)):
            return None
        path = unique = printable(bare)
        number = 1
        while unique in self._taken:
            number += 1
            unique = f"{path}#{number}"
        self._taken.add(unique)
        place = self._prefix + unique
        return place if not self._wanted or is_at_or_in(self._wanted, place) else None


def is_at_or_in(path: str, place: str) -> bool:
    """Whether a path is that of a place, or of something inside it."""
    return path.startswith(place) and path[len(place) : len(place) + 1] in ("", "!", ":", "#")


def file_name(name: str) -> str:
    """The last part of a member's name."""
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2]
