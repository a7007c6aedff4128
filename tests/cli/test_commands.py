"""The command line as scripts and people use it: in this process where possible, as a process where not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsreader.cli import run, take_apart
from newsreader.errors import UsageError
from newsreader.library import Library
from newsreader.paths import Paths
from tests.conftest import PROJECT
from tests.ingest.test_run import BREAD, FERRY

MakeBundle = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]

DUMP = "\n".join(
    json.dumps(record)
    for record in [
        {
            "title": "Storm closes the strait",
            "body": "The northern strait was closed to all ships on Thursday. Pilots stayed ashore.",
            "date": "2021-12-09T14:05:00+03:00",
            "author": "Mara Quill",
            "section": "Weather",
            "url": "https://kestrel.example/2021/12/09/storm",
            "language": "en",
        },
        {"title": "A headline alone", "date": "2021-12-08"},
    ]
)


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line on the test's own library: status, stdout, stderr."""

    def invoke(*arguments: str | Path) -> tuple[int, str, str]:
        status = run(["--data-dir", str(tmp_path / "data"), *map(str, arguments)])
        output = capsys.readouterr()
        return status, output.out, output.err

    return invoke


@pytest.fixture
def wire(make_bundle: MakeBundle, command: Run) -> Path:
    root = make_bundle({"ferry.txt": FERRY, "bread.txt": BREAD, "dump.jsonl": DUMP})
    assert command("add", root)[0] == 0
    return root


def json_of(result: tuple[int, str, str]) -> Any:
    status, output, complaints = result
    assert status == 0, complaints
    return json.loads(output)


def test_add_reports_each_bundle_as_promised(command: Run, make_bundle: MakeBundle) -> None:
    report = json_of(command("add", make_bundle({"ferry.txt": FERRY, "empty.txt": ""}), "--json"))
    (bundle,) = report["bundles"]
    assert set(bundle) == {"name", "path", "documents", "articles", "new", "updated", "unchanged", "problems"}
    assert (bundle["name"], bundle["articles"], bundle["problems"]) == ("wire", 1, 1)
    assert report["took_s"] >= 0


def test_list_gives_every_promised_field(command: Run, wire: Path) -> None:
    result = json_of(command("list", "--json", "title:storm"))
    assert set(result) == {"query", "interpreted", "total", "took_ms", "articles"}
    (article,) = result["articles"]
    assert article["published"] == {
        "date": "2021-12-09",
        "time": "14:05",
        "utc": "2021-12-09T11:05:00Z",
        "precision": "minute",
        "source": "metadata",
        "inferred": False,
        "evidence": article["published"]["evidence"],
    }
    expected = {
        "byline": "Mara Quill",
        "section": "Weather",
        "language": "en",
        "bundle": "wire",
        "read": False,
    }
    assert {name: article[name] for name in expected} == expected
    assert article["path"] == "dump.jsonl:1"
    assert article["story"]["versions"] == 1


def test_list_is_newest_first_with_undated_last(command: Run, wire: Path) -> None:
    titles = [article["title"] for article in json_of(command("list", "--json"))["articles"]]
    assert titles[:2] == ["Storm closes the strait", "A headline alone"]
    assert len(titles) == 4


def test_search_is_best_first_with_snippets_and_scores(command: Run, wire: Path) -> None:
    result = json_of(command("search", "--json", "pilots"))
    (article,) = result["articles"]
    assert "Pilots stayed ashore" in article["snippet"]
    assert article["score"] > 0


def test_output_on_a_pipe_is_a_tab_separated_line_an_article(command: Run, wire: Path) -> None:
    status, output, _ = command("list")
    lines = [line.split("\t") for line in output.splitlines()]
    assert status == 0
    assert [len(line) for line in lines] == [4] * 4
    assert lines[0][1:] == ["2021-12-09 14:05", "wire", "Storm closes the strait"]
    assert "\x1b" not in output


def test_show_takes_the_beginning_of_an_id(command: Run, wire: Path) -> None:
    (article,) = json_of(command("list", "--json", "pilots"))["articles"]
    shown = json_of(command("show", article["id"][:6], "--json"))
    assert shown["id"] == article["id"]
    assert "\n\n".join(block["text"] for block in shown["blocks"]) == shown["text"]
    assert set(shown) >= {"teasers", "mentioned_by", "versions", "removed", "quotations", "sha256"}
    status, output, _ = command("show", article["id"])
    assert status == 0 and output.startswith("Storm closes the strait")


def test_show_of_an_unknown_id_is_one_clear_line(command: Run, wire: Path) -> None:
    status, output, complaints = command("show", "ffffffffffffffff")
    assert (status, output) == (1, "")
    assert len(complaints.splitlines()) == 1


def test_marks_by_id_and_by_query(command: Run, wire: Path) -> None:
    (article,) = json_of(command("list", "--json", "pilots"))["articles"]
    assert command("mark", "star", article["id"])[1] == "1 article changed\n"
    assert command("mark", "tag:weather", article["id"])[0] == 0
    assert command("mark", "read", "--query", "crossings OR loaf")[1] == "2 articles changed\n"
    (starred,) = json_of(command("list", "--json", "is:starred"))["articles"]
    assert starred["tags"] == ["weather"] and starred["starred"]
    assert json_of(command("stats", "--json"))["unread"] == 2
    command("mark", "untag:weather", article["id"])
    assert json_of(command("list", "--json", "tag:weather"))["total"] == 0


def test_unknown_actions_and_missing_targets_are_wrong_usage(command: Run, wire: Path) -> None:
    assert command("mark", "shred", "abc")[0] == 2
    assert command("mark", "read")[0] == 2
    assert command("list", "--colour")[0] == 2
    assert command("search")[0] == 2
    assert command("add")[0] == 2
    assert command("list", "--limit", "-1")[0] == 2


def test_a_query_may_exclude_a_word(command: Run, wire: Path) -> None:
    titles = [article["title"] for article in json_of(command("list", "--json", "-pilots"))["articles"]]
    assert "Storm closes the strait" not in titles and len(titles) == 3


def test_limit_zero_is_all_and_sort_is_obeyed(command: Run, wire: Path) -> None:
    assert len(json_of(command("list", "--json", "--limit", "0"))["articles"]) == 4
    assert len(json_of(command("list", "--json", "--limit", "1"))["articles"]) == 1
    by_title = [
        article["title"] for article in json_of(command("list", "--json", "--sort", "title"))["articles"]
    ]
    assert by_title == sorted(by_title, key=str.casefold)


def test_bundles_problems_and_stats_give_every_promised_field(command: Run, wire: Path) -> None:
    (bundle,) = json_of(command("bundles", "--json"))["bundles"]
    assert set(bundle) == {"name", "path", "kind", "articles", "unread", "added", "available"}
    assert bundle["available"] is True
    stats = json_of(command("stats", "--json"))
    assert set(stats) == {
        "bundles",
        "articles",
        "stories",
        "unread",
        "starred",
        "indexed",
        "index_bytes",
        "store_bytes",
    }
    (wire / "broken.json").write_text('{"title": ')
    command("refresh")
    (problem,) = json_of(command("problems", "--json"))["problems"]
    assert problem["path"] == "broken.json" and problem["reason"]


def test_remove_asks_unless_told(command: Run, wire: Path) -> None:
    assert command("remove", "wire")[0] == 2
    status, output, _ = command("remove", "wire", "--yes")
    assert (status, output) == (0, "wire forgotten: 4 articles\n")
    assert (wire / "ferry.txt").exists()
    assert command("remove", "wire", "--yes")[0] == 1


def test_a_damaged_index_is_rebuilt_by_the_search_that_meets_it(
    command: Run, wire: Path, tmp_path: Path
) -> None:
    for file in (tmp_path / "data" / "index").iterdir():
        file.write_bytes(b"damaged" * 10)
    status, output, complaints = command("search", "--json", "pilots")
    assert status == 0 and json.loads(output)["total"] == 1
    assert "index" in complaints
    assert command("check")[0] == 0


def test_check_repairs_an_index_that_was_deleted(command: Run, wire: Path, tmp_path: Path) -> None:
    for file in (tmp_path / "data" / "index").iterdir():
        file.unlink()
    assert command("check")[0] == 1
    assert command("check", "--repair")[0] == 0
    assert command("check")[0] == 0
    assert json_of(command("search", "--json", "pilots"))["total"] == 1


def test_options_stand_before_or_after_the_command(tmp_path: Path) -> None:
    before = take_apart(["--data-dir", "d", "list", "x"])
    after = take_apart(["list", "x", "--data-dir=d"])
    assert before.rest == after.rest == ["list", "x"]
    assert before.data_dir == after.data_dir == Path("d")
    assert take_apart(["list", "--", "--data-dir"]).rest == ["list", "--", "--data-dir"]
    assert take_apart(["--json", "--limit", "5", "list", "x"]).rest == ["list", "--json", "--limit", "5", "x"]
    with pytest.raises(UsageError):
        take_apart(["list", "--data-dir"])


def test_an_unknown_word_is_neither_a_path_nor_a_command(command: Run) -> None:
    status, _, complaints = command("serach")
    assert status == 1
    assert "serach" in complaints and "search" in complaints and len(complaints.splitlines()) == 1


def test_a_damaged_database_is_one_clear_line(command: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "library.sqlite3").write_bytes(b"not a database at all" * 1000)
    for words in (["list"], ["stats"], ["check"], ["bundles"]):
        status, _, complaints = command(*words)
        assert status == 1 and len(complaints.splitlines()) == 1, complaints


def newsreader_through(shell: str, data: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """What a shell does with ``$NEWSREADER``, a whole process on a library of its own."""
    command = f"{sys.executable} -m newsreader --data-dir {data}"
    return subprocess.run(
        ["bash", "-c", shell],
        cwd=PROJECT,
        capture_output=True,
        check=False,
        env=os.environ | environment | {"NEWSREADER": command},
    )


@pytest.mark.parametrize("output", ["| head -c 1 >&2", "| true", ">&-"])
def test_output_that_nobody_reads_is_no_failure(wire: Path, tmp_path: Path, output: str) -> None:
    finished = newsreader_through(
        f"set -o pipefail; for i in 1 2; do $NEWSREADER list {output} || exit; done", tmp_path / "data"
    )
    assert finished.returncode == 0
    assert len(finished.stderr) <= 2


def test_output_onto_a_full_disk_is_one_clear_line(wire: Path, tmp_path: Path) -> None:
    finished = newsreader_through("$NEWSREADER list --json > /dev/full", tmp_path / "data")
    assert finished.returncode == 1
    assert finished.stderr.startswith(b"newsreader: ") and finished.stderr.count(b"\n") == 1


def test_json_loses_no_character_where_the_encoding_lacks_it(command: Run, tmp_path: Path) -> None:
    bundle = tmp_path / "wire"
    bundle.mkdir()
    (bundle / "a.txt").write_text("渡船停航\n\n港务局周四宣布北部海峡停航。\n", encoding="utf-8")
    assert command("add", bundle)[0] == 0
    finished = newsreader_through("$NEWSREADER list --json", tmp_path / "data", PYTHONIOENCODING="ascii")
    assert json.loads(finished.stdout)["articles"][0]["title"] == "渡船停航"


def test_an_empty_path_is_not_the_folder_one_is_in(command: Run) -> None:
    # It is what an unset variable in a script leaves.
    assert command("add", "")[0] == 2
    assert command("", "--")[0] == 2
    assert json_of(command("bundles", "--json"))["bundles"] == []


def test_a_name_too_long_for_the_system_is_one_clear_line(command: Run) -> None:
    for words in (["add", "x" * 5000], ["x" * 5000]):
        status, _, complaints = command(*words)
        assert status == 1 and len(complaints.splitlines()) == 1


def test_a_paragraph_longer_than_any_person_wrote_is_shown_in_lines(
    command: Run, make_bundle: MakeBundle
) -> None:
    text = "The boats stayed in the harbour. " * 20_000
    command("add", make_bundle({"long.txt": f"Boats stay in\n\n{text}"}))
    [article] = json_of(command("list", "--json"))["articles"]
    status, output, _ = command("show", article["id"])
    assert status == 0 and text.split() == output.split("\n\n", 1)[1].split()
    assert max(map(len, output.splitlines())) <= 80


def test_a_word_without_end_is_shown(command: Run, make_bundle: MakeBundle) -> None:
    assert command("add", make_bundle({"a.txt": f"Endless\n\nBefore {'x' * 3_000_000} after it."}))[0] == 0
    (article,) = json_of(command("list", "--json"))["articles"]
    status, output, _ = command("show", article["id"])
    assert status == 0 and output.count("x") >= 3_000_000
    assert max(map(len, output.splitlines())) <= 80


def test_control_characters_in_paths_and_arguments_are_shown_not_obeyed(
    command: Run, make_bundle: MakeBundle
) -> None:
    root = make_bundle({"a.txt": FERRY}, name="wi\x1b[31mre\x9b1m\u202e\udcff")
    results = [
        command("add", root),
        command("bundles"),
        command("bundles", "--json"),
        command("remove", "\x1b[2J", "--yes"),
        command("search", "\x1b[2Jstorm"),
    ]
    shown = "".join(output + complaints for _, output, complaints in results)
    assert not set(shown) & {"\x1b", "\x9b", "\u202e", "\udcff"}
    assert json.loads(results[2][1])["bundles"][0]["path"] == str(root)


def test_bundles_can_be_told_though_one_has_a_path_the_system_refuses(
    command: Run, wire: Path, library: Library
) -> None:
    library._store().add_bundle("far", Path("/" + "x" * 5000), "folder")
    available = {each["name"]: each["available"] for each in json_of(command("bundles", "--json"))["bundles"]}
    assert available == {"wire": True, "far": False}


def test_the_module_runs_and_says_its_version() -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "newsreader", "--version"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert finished.stdout.startswith("newsreader ")


def test_commands_load_nothing_heavy_before_they_need_it() -> None:
    program = (
        "import sys, newsreader.library, newsreader.store, newsreader.cli.reading, newsreader.cli.health\n"
        "heavy = {'whoosh', 'numpy', 'lxml', 'trafilatura', 'feedparser', 'charset_normalizer'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert finished.stdout.strip() == "[]"


def test_every_command_is_known_before_click_is_loaded() -> None:
    from newsreader.cli import COMMAND_NAMES, bundles, health, reading, state
    from newsreader.cli.commands import newsreader

    assert {bundles, health, reading, state} and set(newsreader.commands) == COMMAND_NAMES


def test_a_saved_search_is_listed_by_its_name(command: Run, wire: Path, tmp_path: Path) -> None:
    with Library(Paths(tmp_path / "data", tmp_path / "config.toml")) as library:
        library.save_search("boats", "crossings OR loaf", "oldest")
    assert json_of(command("list", "--json", "--saved", "Boats"))["total"] == 2
    assert json_of(command("list", "--json", "--saved", "boats", "loaf"))["total"] == 1
    status, _, errors = command("list", "--saved", "ships")
    assert status == 1 and "boats" in errors


def test_what_was_dismissed_is_found_by_a_query_alone(command: Run, wire: Path) -> None:
    everything = json_of(command("list", "--json"))["total"]
    (article,) = json_of(command("list", "--json", "pilots"))["articles"]
    assert command("mark", "dismiss", article["id"])[0] == 0
    assert json_of(command("list", "--json"))["total"] == everything - 1
    assert json_of(command("search", "--json", "pilots"))["total"] == 1
    assert json_of(command("list", "--json", "is:dismissed"))["total"] == 1
    assert command("mark", "undismiss", "--query", "is:dismissed")[0] == 0
    assert json_of(command("list", "--json"))["total"] == everything
