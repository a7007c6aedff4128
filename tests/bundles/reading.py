"""Reading a path to the end, as tests want it: everything that a bundle gives, in a list."""

from __future__ import annotations

from pathlib import Path

from newsreader.article import Problem, RawDocument
from newsreader.bundles import read_source, scan


def read_all(root: Path) -> list[RawDocument | Problem]:
    found = scan(root)
    results: list[RawDocument | Problem] = list(found.problems)
    for source in found.sources:
        results.extend(read_source(root, source))
    return results


def documents_of(root: Path) -> list[RawDocument]:
    return [result for result in read_all(root) if isinstance(result, RawDocument)]


def problems_of(root: Path) -> dict[str, str]:
    return {result.path: result.reason for result in read_all(root) if isinstance(result, Problem)}


def as_golden(result: RawDocument | Problem) -> dict[str, object]:
    """A result as golden files hold it: metadata without its empty parts."""
    if isinstance(result, Problem):
        return {"path": result.path, "problem": result.reason}
    said = {name: value for name, value in result.metadata._asdict().items() if value}
    if "tags" in said:
        said["tags"] = list(said["tags"])
    golden: dict[str, object] = {
        "path": result.path,
        "sha256": result.sha256,
        "kind": result.kind,
        "metadata": said,
        "body": result.body,
    }
    if result.removed:
        golden["removed"] = [note.text for note in result.removed]
    return golden
