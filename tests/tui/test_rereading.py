"""Sentences that were read in other articles are dimmed on request, and new ones gone to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen

OLD = [f"The dredger Patience was built at Harrow Bay in 19{n} by the brothers Osk." for n in range(10, 60)]
NEW = "The dredger Patience sank on Thursday with nobody on board, the harbour office said."
END = "She will be lifted by two cranes before the winter is over, the office added."


@pytest.fixture
def retold(tmp_path: Path) -> Paths:
    """An article most of which another has told before, and that one is read."""
    records = [
        {"title": "The story of a dredger", "body": "\n\n".join(OLD), "date": "2021-12-01"},
        {"title": "Old dredger sinks", "body": "\n\n".join([NEW, *OLD, END]), "date": "2021-12-09"},
        {"title": "Bread is cheaper", "body": "Flour is cheaper, bakers say.", "date": "2021-12-08"},
    ]
    (tmp_path / "wire.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    paths = Paths(data=tmp_path / "retold", config=tmp_path / "config.toml")
    with Library(paths, now=lambda: 1_600_000_000.0) as library:
        library.add([tmp_path / "wire.jsonl"])
        library.mark(library.listing(View(query='title:"story of a dredger"')).rowids(), "read", True)
    return paths


async def test_what_was_read_elsewhere_is_dimmed_and_the_next_new_sentence_gone_to(
    read: Read, retold: Paths
) -> None:
    async with read(at=retold, size=(80, 24)) as pilot:
        await press(pilot, "f")
        await until(pilot, lambda: screen_of(pilot).is_asking)
        await press(pilot, *"sank", "enter", "enter")
        await until(pilot, lambda: screen_of(pilot).panes.is_in_article)
        pane = screen_of(pilot).pane
        assert pane.known == {}
        await press(pilot, "]")
        await until_seen(pilot, "z r first")
        await press(pilot, "z", "r")
        await until_seen(pilot, " 2 of 52 sentences are new")
        assert len(pane.known) == 50
        await press(pilot, "]", "]")
        await until_seen(pilot, "She will be lifted by two cranes")
        await press(pilot, "[")
        await until_seen(pilot, "The dredger Patience sank on Thursday")
        await press(pilot, "z", "r")
        await until(pilot, lambda: pane.known == {})
        assert "nothing is dimmed" in seen(pilot)
