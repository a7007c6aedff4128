"""The files of a bundle, found without opening one."""

from __future__ import annotations

import os
import stat
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from newsreader.article import Problem
from newsreader.bundles.content import reason
from newsreader.bundles.junk import is_junk_file, is_junk_folder
from newsreader.bundles.names import newest_first, printable
from newsreader.errors import BundleError

ARCHIVE_SUFFIXES = (
    ".zip", ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".tzst", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file on disk that belongs to a bundle.

    ``path`` is relative to the bundle's root, posix, printable; for a bundle that is one file, its name.
    """

    path: str
    size_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What a look at a bundle finds: ``kind`` is folder, archive or file; ``junk`` counts files left alone.

    ``sources`` stand in a stable order: newest first where names carry dates, then by name.
    """

    kind: str
    sources: tuple[SourceFile, ...]
    junk: int
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Walk:
    """What has been found so far, and which folders were entered: links can lead in circles."""

    found: dict[str, SourceFile] = field(default_factory=dict)
    entered: set[tuple[int, int]] = field(default_factory=set)
    waiting: deque[tuple[str, str]] = field(default_factory=deque)
    problems: list[Problem] = field(default_factory=list)
    junk: int = 0


def scan(root: Path) -> Scan:
    """The files of a bundle. Raises BundleError for a root that is missing, unreadable, or a device."""
    status = status_of(root)
    if stat.S_ISREG(status.st_mode):
        source = SourceFile(printable(root.name), status.st_size, status.st_mtime_ns)
        kind = "archive" if root.name.lower().endswith(ARCHIVE_SUFFIXES) else "file"
        return Scan(kind, (source,), 0, ())
    walk = _Walk(entered={(status.st_dev, status.st_ino)}, waiting=deque([(os.fspath(root), "")]))
    while walk.waiting:
        place, prefix = walk.waiting.popleft()
        try:
            _look_into(place, prefix, walk)
        except OSError as error:
            if not prefix:
                raise BundleError(f"{root} cannot be read: {reason(error)}") from error
            path = printable(prefix.rstrip("/"))
            walk.problems.append(Problem(path, f"folder cannot be read: {reason(error)}"))
    sources = tuple(walk.found[path] for path in newest_first(list(walk.found)))
    problems = tuple(sorted(walk.problems, key=lambda problem: problem.path))
    return Scan("folder", sources, walk.junk, problems)


def status_of(root: Path) -> os.stat_result:
    """What the system says of a file or folder. Raises BundleError when it is missing or something else."""
    try:
        status = root.stat()
    except FileNotFoundError:
        raise BundleError(f"{printable(str(root))} does not exist") from None
    except (OSError, ValueError) as error:
        raise BundleError(f"{printable(str(root))} cannot be read: {reason(error)}") from error
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise BundleError(f"{printable(str(root))} is neither a file nor a folder")
    return status


def _look_into(place: str, prefix: str, walk: _Walk) -> None:
    with os.scandir(place) as listing:
        # Links last: where one leads to a folder of the bundle, the folder keeps its own path.
        entries = sorted(listing, key=lambda entry: (entry.is_symlink(), entry.name))
    for entry in entries:
        try:
            _take(entry, prefix + entry.name, walk)
        except OSError as error:
            what = "broken link" if entry.is_symlink() else "cannot be read"
            walk.problems.append(Problem(printable(prefix + entry.name), f"{what}: {reason(error)}"))


def _take(entry: os.DirEntry[str], path: str, walk: _Walk) -> None:
    if entry.is_dir():
        _take_folder(entry, path, walk)
    elif is_junk_file(entry.name):
        walk.junk += 1
    else:
        status = entry.stat()
        if stat.S_ISREG(status.st_mode):
            shown = printable(path)
            walk.found[shown] = SourceFile(shown, status.st_size, status.st_mtime_ns)
        else:
            problem = Problem(printable(path), "not a file but a pipe, socket or device; not opened")
            walk.problems.append(problem)


def _take_folder(entry: os.DirEntry[str], path: str, walk: _Walk) -> None:
    if is_junk_folder(entry.name):
        walk.junk += sum(len(files) for _, _, files in os.walk(entry.path)) if not entry.is_symlink() else 1
        return
    status = entry.stat()
    identity = (status.st_dev, status.st_ino)
    if identity not in walk.entered:
        walk.entered.add(identity)
        walk.waiting.append((entry.path, path + "/"))
