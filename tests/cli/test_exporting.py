"""Articles taken out of the library: as Markdown and as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.article import Article, Block, Published, StoredArticle, Teaser
from newsreader.cli import run
from newsreader.export import jsonl, markdown
from tests.cli.test_commands import DUMP
from tests.tui.news import headline

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line on a library of two stories."""

    def invoke(*arguments: str | Path) -> tuple[int, str, str]:
        status = run(["--data-dir", str(tmp_path / "data"), *map(str, arguments)])
        output = capsys.readouterr()
        return status, output.out, output.err

    (tmp_path / "wire.jsonl").write_text(DUMP)
    invoke("add", tmp_path / "wire.jsonl")
    return invoke


def test_export_writes_what_a_query_finds(command: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    status, _, err = command("export", "strait", "--format", "jsonl", "--output", file)
    assert (status, err) == (0, f"newsreader: 1 article written to {file}\n")
    (record,) = map(json.loads, file.read_text().splitlines())
    shown = json.loads(command("show", record["id"], "--json")[1])
    assert record == shown


def test_export_without_a_query_writes_everything_newest_first(command: Run) -> None:
    status, out, _ = command("export", "--format", "markdown", "--output", "-")
    assert status == 0
    assert out.startswith("# Storm closes the strait\n\n2021-12-09 14:05")
    assert "\n---\n\n# A headline alone\n" in out


def test_formats_that_are_not_there_yet_and_files_that_cannot_be_written_are_clear_errors(
    command: Run, tmp_path: Path
) -> None:
    status, _, err = command("export", "--format", "epub", "--output", tmp_path / "x.epub")
    assert status == 2 and "epub cannot be written yet" in err
    status, _, err = command("export", "--format", "jsonl", "--output", tmp_path / "no" / "x")
    assert status == 1 and err.count("\n") == 1


def test_markdown_says_what_the_article_says_and_no_markup_that_it_does_not() -> None:
    article = Article(
        "Five *stars* for <b>bread</b>",
        blocks=(
            Block("paragraph", "# not a heading, 2_000 crowns"),
            Block("heading", "Prices"),
            Block("list-item", "Rye"),
            Block("list-item", "Oats"),
            Block("quote", "It rises."),
            Block("table", "loaf | price\nrye | 3"),
            Block("code", "a ``` b"),
        ),
        teasers=(Teaser("Related", "More bread"),),
    )
    published = Published("2021-12-01", precision="month", is_inferred=True)
    row = headline(
        title=article.title, published=published, url="", byline="", section="", place="", agency=""
    )
    text = markdown.document(StoredArticle(row, article, "00", ()))
    assert text == (
        "# Five \\*stars\\* for \\<b\\>bread\\</b\\>\n\n2021-12 (inferred)\n\n"
        "\\# not a heading, 2\\_000 crowns\n\n## Prices\n\n- Rye\n- Oats\n\n> It rises.\n\n"
        "| loaf | price |\n| --- | --- |\n| rye | 3 |\n\n````\na ``` b\n````\n\n## Related\n\n- More bread\n"
    )


def test_a_line_of_json_stays_one_line() -> None:
    article = Article("One\u2028two\x85three", blocks=(Block("paragraph", "a\nb"),))
    line = jsonl.line(StoredArticle(headline(title=article.title), article, "00", ()))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["title"] == article.title
