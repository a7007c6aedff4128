"""What changed between two versions, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.cli import run
from tests.conftest import PROJECT

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def invoke(*arguments: str | Path) -> tuple[int, str, str]:
        status = run(["--data-dir", str(tmp_path / "data"), *map(str, arguments)])
        output = capsys.readouterr()
        return status, output.out, output.err

    return invoke


@pytest.fixture
def ferries(command: Run) -> list[str]:
    """The ids of the three versions of the ferry story: two scrapes and an update."""
    command("add", PROJECT / "sample_bundles" / "meridian-wire")
    listed = json.loads(command("list", "--json", "title:ferries has:versions", "--sort", "oldest")[1])
    articles = sorted(listed["articles"], key=lambda article: article["path"])
    assert [article["path"][:3] for article in articles] == ["000", "001", "022"]
    assert {article["story"]["versions"] for article in articles} == {3}
    return [article["id"] for article in articles]


def test_two_scrapes_differ_in_the_dash_and_the_teasers_alone(command: Run, ferries: list[str]) -> None:
    status, output, _ = command("diff", *ferries[:2])
    changed = [line for line in output.splitlines()[2:] if not line.endswith("unchanged")]
    assert status == 0 and "[-—-] {+-+}" in changed[0]
    assert changed[1:] and all(line.startswith("+ teaser: ") for line in changed[1:])


def test_an_update_is_told_word_by_word(command: Run, ferries: list[str]) -> None:
    found = json.loads(command("diff", "--json", ferries[0], ferries[2])[1])
    assert {found["from"], found["to"]} == {ferries[0], ferries[2]}
    kinds = [passage["kind"] for passage in found["passages"]]
    assert kinds.count("added") == 1 and "changed" in kinds
    spans = [span for passage in found["passages"] for span in passage["spans"]]
    assert {"kind": "removed", "text": "four"} in spans and {"kind": "added", "text": "five"} in spans
    assert found["words"]["added"] > found["words"]["removed"] > 0


def test_the_versions_of_an_article_are_named(command: Run, ferries: list[str]) -> None:
    assert sorted(json.loads(command("show", "--json", ferries[1])[1])["versions"]) == sorted(ferries)


def test_an_id_that_is_none_is_said_in_one_line(command: Run, ferries: list[str]) -> None:
    status, _, error = command("diff", ferries[0], "ffffffffffff")
    assert status == 1 and error.count("\n") == 1
    assert command("diff", ferries[0])[0] == 2
