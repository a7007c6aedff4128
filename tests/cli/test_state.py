"""What was marked goes from one library to another and back, and both agree."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.cli import run
from tests.cli.test_commands import DUMP

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line on the library ``laptop`` or ``box``, each with the same two stories."""

    def invoke(library: str, *arguments: str | Path) -> tuple[int, str, str]:
        status = run(["--data-dir", str(tmp_path / library), *map(str, arguments)])
        output = capsys.readouterr()
        return status, output.out, output.err

    (tmp_path / "wire.jsonl").write_text(DUMP)
    for library in ("laptop", "box"):
        invoke(library, "add", tmp_path / "wire.jsonl")
    return invoke


def test_two_libraries_that_merge_each_others_state_agree(on: Run, tmp_path: Path) -> None:
    on("laptop", "mark", "star", "--query", "title:storm")
    on("box", "mark", "tag:isles", "--query", "title:storm")
    for library in ("laptop", "box"):
        assert on(library, "state", "export", tmp_path / f"{library}.jsonl") == (0, "", "")
    files = [tmp_path / "laptop.jsonl", tmp_path / "box.jsonl"]
    for library, other in (("laptop", "box"), ("box", "laptop")):
        status, out, err = on(library, "state", "merge", *files)
        assert (status, err) == (0, "")
        assert f"{other}.jsonl\t1 new marks\t1 articles changed" in out
        assert f"{library}.jsonl\t0 new marks" in out
    both = [on(library, "list", "is:starred tag:isles")[1] for library in ("laptop", "box")]
    assert both[0] == both[1] and "Storm" in both[0]
    assert on("laptop", "state", "export", "-")[1].count("\n") == 2


def test_what_is_no_state_is_counted_and_left_out(on: Run, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(b"shopping: rye\n\xff\xfe\n\n")
    status, out, err = on("box", "state", "merge", file)
    assert status == 0 and "0 new marks" in out
    assert err == f"newsreader: {file}: 2 lines were not understood and left out\n"


def test_standard_input_is_merged(on: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    on("laptop", "mark", "star", "--query", "title:storm")
    exported = on("laptop", "state", "export", "-")[1]
    monkeypatch.setattr("sys.stdin", io.StringIO(exported))
    assert "1 new marks" in on("box", "state", "merge", "-")[1]


def test_files_that_are_not_there_are_clear_errors(on: Run, tmp_path: Path) -> None:
    for arguments in (("merge", tmp_path / "none"), ("export", tmp_path / "no" / "where")):
        status, _, err = on("box", "state", *arguments)
        assert status == 1 and err.count("\n") == 1 and str(arguments[1]) in err


def test_an_export_that_fails_leaves_the_earlier_file(on: Run, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "state.jsonl").mkdir()
    status, _, _ = on("box", "state", "export", folder / "state.jsonl")
    assert status == 1 and [each.name for each in folder.iterdir()] == ["state.jsonl"]
