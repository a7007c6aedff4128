"""What the command line says of a search: why it finds nothing, and how one article stands to it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.test_commands import Run, command, json_of, wire
from tests.conftest import PROJECT

__all__ = ["command", "wire"]


def test_a_search_in_vain_says_why_in_json(command: Run, wire: Path) -> None:
    for verb in ("search", "list"):
        said = json_of(command(verb, "--json", "pilots xylophone date:2021"))
        assert said["total"] == 0
        assert [(one["text"], one["hits"] > 0, one["empties"]) for one in said["clauses"]] == [
            ("pilots", True, False),
            ("xylophone", False, True),
            ("date:2021", True, False),
        ]
        assert said["relaxed"][0] == {"query": "pilots date:2021", "total": 1}
        assert said["suggestions"] == []
    assert json_of(command("search", "--json", "pilosts"))["suggestions"] == [
        {"word": "pilosts", "instead": ["pilots"]}
    ]
    assert "clauses" not in json_of(command("search", "--json", "pilots"))


def test_a_search_in_vain_says_why_in_a_few_lines(command: Run, wire: Path) -> None:
    status, output, said = command("search", "pilosts ashore")
    assert (status, output) == (0, "")
    assert said.splitlines() == [
        "newsreader: nothing found · pilosts 0 (empties the result) · ashore 1",
        "newsreader: hardly any article has “pilosts”; pilots?",
        "newsreader: instead: pilots ashore (1) · ashore (1)",
    ]


def test_a_timeline_counts_what_is_found(command: Run, wire: Path) -> None:
    for verb in ("list", "search"):
        said = json_of(command(verb, "--json", "--timeline", "month", "--limit", "1", "pilots OR headline"))
        assert said["timeline"] == [{"period": "2021-12", "count": said["total"]}]
        assert len(said["articles"]) == 1
        assert said["total"] > 1
    assert command("search", "--timeline", "day", "headline")[:2] == (0, "2021-12-08\t1\n")
    status, output, _ = command("list", "--timeline", "year")
    assert status == 0
    assert (
        sum(int(line.split("\t")[1]) for line in output.splitlines())
        == json_of(command("list", "--json"))["total"]
    )
    assert "timeline" not in json_of(command("list", "--json"))


def test_why_an_article_is_a_hit(command: Run, wire: Path) -> None:
    (article,) = json_of(command("list", "--json", "title:storm"))["articles"]
    said = json_of(command("search", "pilots ship -bread", "--why", article["id"], "--json"))
    assert (said["hit"], said["rank"], said["total"]) == (True, 1, 1)
    assert said["score"] > 0
    assert [(clause["text"], clause["holds"]) for clause in said["clauses"]] == [
        ("pilots", True),
        ("ship", True),
        ("-bread", True),
    ]
    assert said["clauses"][1]["where"] == [{"field": "body", "words": ["ships"], "count": 1}]
    status, output, _ = command("search", "pilots ship", "--why", article["id"][:8])
    assert status == 0 and "yes  ship  body 1 (ships)" in output and "number 1 of 1" in output


def test_why_an_article_is_no_hit(command: Run, wire: Path) -> None:
    (article,) = json_of(command("list", "--json", "title:storm"))["articles"]
    query = 'title:pilots storn "ashore pilots" date:2020 is:read bundle:gull words:>900 pilots~ -strait'
    said = json_of(command("search", query, "--why", article["id"], "--json"))
    assert said["hit"] is False and said["score"] is None and said["rank"] is None
    assert {clause["text"]: clause["reason"] for clause in said["clauses"]} == {
        "title:pilots": "not in title; in body 1",
        "storn": "no storn in it; nearest: Storm",
        '"ashore pilots"': "its words are there, but not together",
        "date:2020": "its date is 2021-12-09",
        "is:read": "it is unread",
        "bundle:gull": "it is in the bundle wire",
        "words:901..": f"it has {article['words']} words",
        "pilots~": "",
        "-strait": "it has what is not wanted",
    }
    assert [clause["text"] for clause in said["clauses"] if clause["holds"]] == ["pilots~"]


def test_why_of_an_article_that_is_not_there_is_an_error_in_one_line(command: Run, wire: Path) -> None:
    status, output, said = command("search", "pilots", "--why", "ffffffff")
    assert (status, output) == (1, "")
    assert said.count("\n") == 1


QUESTION = "why did the pilots wait for a xylophone"


def test_a_question_is_answered_by_most_of_its_words(command: Run, wire: Path) -> None:
    said = json_of(command("search", "--json", QUESTION))
    assert said["total"] == len(said["articles"]) > 0
    assert said["full_total"] == 0
    assert all(article["partial"] for article in said["articles"])
    assert said["interpreted"] == "most:(pilots wait xylophone)"
    again = json_of(command("search", "--json", said["interpreted"]))
    assert [one["id"] for one in again["articles"]] == [one["id"] for one in said["articles"]]
    assert "full_total" not in again
    assert "partial" not in again["articles"][0]
    _, output, note = command("search", QUESTION)
    assert len(output.splitlines()) == said["total"]
    assert note == "newsreader: no article has all the words; the others have most of them\n"


def test_only_what_has_all_the_words_is_listed_and_marked(command: Run, wire: Path) -> None:
    assert json_of(command("list", "--json", QUESTION))["total"] == 0
    assert command("mark", "star", "--query", QUESTION)[1] == "0 articles changed\n"
    assert json_of(command("search", "--json", "pilots xylophone"))["total"] == 0
    assert json_of(command("list", "--json", "--any", "pilots xylophone"))["total"] == 1
    assert json_of(command("search", "--json", "--any", "pilots xylophone"))["full_total"] == 0


def test_the_shell_completes_commands_bundles_and_ids(command: Run, wire: Path, tmp_path: Path) -> None:
    (article,) = json_of(command("list", "--json", "title:storm"))["articles"]

    def offered(*words: str) -> str:
        line = ["newsreader", "--data-dir", str(tmp_path / "data"), *words]
        environ = {"_NEWSREADER_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(line)}
        done = subprocess.run(
            [sys.executable, "-m", "newsreader"],
            env={**os.environ, **environ, "COMP_CWORD": str(len(line) - 1), "PYTHONPATH": str(PROJECT)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.stderr == ""
        return done.stdout

    assert "plain,refresh" in offered("re")
    assert offered("remove", "w") == "plain,wire\n"
    assert offered("show", article["id"][:6]) == f"plain,{article['id']}\n"
    assert offered("show", "x").strip() == ""
