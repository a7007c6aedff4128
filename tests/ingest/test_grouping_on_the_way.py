"""Stories that are settled while their bundle is still being read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.ingest import grouping
from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths

NEWS = (
    "The harbour office of Port Ellin has agreed on two ferries for the outer isles after a long night, "
    "and the first of them is to sail in May with room for forty cars, a spokesman of the council said. "
    "Farmers had asked for an earlier date, since the lambs go to market before the hay is in."
)


CODAS = ("Pilots cheered.", "The mayor was not there when they signed.", "Rain fell all the while, and hail.")


def wire(amount: int, *, date: str) -> str:
    """Stories of which every third is the first again, with another end."""
    lines = []
    for number in range(amount):
        is_copy = number % 3 == 0
        title = "Ferries for the outer isles" if is_copy else f"Lamp {number} burns"
        body = f"{NEWS} {CODAS[number % len(CODAS) - number // 3 % 3]}" if is_copy else f"Lamp {number}. " * 9
        lines.append(json.dumps({"title": title, "body": body, "date": date}))
    return "\n".join(lines)


def stories(library: Library) -> list[tuple[str, int]]:
    listing = library.listing(View())
    return sorted((each.title, each.versions) for each in listing.window(0, listing.total))


@pytest.mark.parametrize("date", ["2021-12-09", ""])
def test_stories_come_out_the_same_whenever_articles_are_compared(
    tmp_path: Path, make_bundle: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, date: str
) -> None:
    root = make_bundle({f"{part}.jsonl": wire(60, date=date) for part in ("a", "b")})
    found = []
    for at_once in (7, 10_000):
        monkeypatch.setattr(grouping, "AT_ONCE", at_once)
        with Library(Paths(data=tmp_path / str(at_once), config=tmp_path / "config.toml")) as library:
            library.add([root])
            assert library.check() == []
            found.append(stories(library))
    assert found[0] == found[1]
    assert max(versions for _, versions in found[0]) > 2
