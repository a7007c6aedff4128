"""Articles taken out of the library: as Markdown and as JSON lines."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article, Block, Published, StoredArticle, Teaser
from newsreader.cli import run
from newsreader.export import citations, epub, forms, jsonl, markdown
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


def test_files_that_cannot_be_written_are_clear_errors_and_leave_nothing(
    command: Run, tmp_path: Path
) -> None:
    status, _, err = command("export", "--format", "jsonl", "--output", tmp_path / "no" / "x")
    assert status == 1 and err.count("\n") == 1
    (tmp_path / "folder" / "x").mkdir(parents=True)
    status, _, err = command("export", "--format", "epub", "--output", tmp_path / "folder" / "x")
    assert status == 1 and err.count("\n") == 1
    assert [each.name for each in (tmp_path / "folder").iterdir()] == ["x"]


def test_a_book_holds_the_articles_as_chapters_and_is_the_same_each_time(
    command: Run, tmp_path: Path
) -> None:
    file = tmp_path / "isles.epub"
    status, _, err = command("export", "--format", "epub", "--output", file)
    assert (status, err) == (0, f"newsreader: 2 articles written to {file}\n")
    assert file.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(file) as book:
        names = book.namelist()
        assert book.testzip() is None
        trees = {
            name: ElementTree.fromstring(book.read(name))
            for name in names
            if name.endswith(("ml", "opf", "ncx"))
        }
    assert {"content.opf", "nav.xhtml", "toc.ncx", "000001.xhtml", "000002.xhtml"} <= trees.keys()
    files = {each.get("href") for each in trees["content.opf"].iter("{http://www.idpf.org/2007/opf}item")}
    assert files == set(names) - {"mimetype", "META-INF/container.xml", "content.opf"}
    first = "".join(trees["000001.xhtml"].itertext())
    assert "Storm closes the strait" in first


def test_a_book_takes_whatever_stands_in_an_article() -> None:
    article = Article(
        "<b>&\x00\x0b\ufffe\ud800 ]]>",
        blocks=(
            Block("list-item", "Rye & oats"),
            Block("table", "loaf | price\nrye | <3"),
            Block("code", "a < b\n  && c"),
            Block("caption", "The pier"),
            Block("quote", "“It rises.”"),
        ),
    )
    row = headline(title=article.title, language="fa", url="javascript:alert(1)")
    stored = StoredArticle(row, article, "00", ())
    books = [io.BytesIO(), io.BytesIO()]
    for book in books:
        assert epub.write([stored], book, title="<isles>", now_s=1_700_000_000.5) == 1
    assert books[0].getvalue() == books[1].getvalue()
    with zipfile.ZipFile(books[0]) as opened:
        page = opened.read("000001.xhtml").decode()
        ElementTree.fromstring(page)
    assert 'dir="rtl"' in page and 'href="javascript' not in page
    assert "<td>rye</td><td>&lt;3</td>" in page and "<ul>\n<li>Rye &amp; oats</li>\n</ul>" in page


def test_references_say_what_is_known_and_from_where() -> None:
    published = Published("2021-12-01", precision="month", is_inferred=True, evidence="the folder “2021-12”")
    row = headline(
        id="3fa9c1", title="50 % of {rye} & oats", byline="Mara Quill and Jon Roe", published=published
    )
    entry = citations.bibtex(row)
    assert entry.startswith("@article{3fa9c1,\n  title = {{50 \\% of \\{rye\\} \\& oats}},")
    assert "author = {{Mara Quill} and {Jon Roe}}" in entry
    assert "year = {2021}" in entry and "month = {12}" in entry and "day =" not in entry
    item = json.loads(citations.csl(row))
    assert item["issued"] == {"date-parts": [[2021, 12]], "circa": True}
    assert item["author"] == [{"literal": "Mara Quill"}, {"literal": "Jon Roe"}]
    assert item["note"].endswith("date inferred: the folder “2021-12”")
    assert "issued" not in json.loads(citations.csl(headline(published=Published())))


@pytest.mark.parametrize("query", ["", "strait", "nothing-has-this"])
def test_csl_json_is_one_document_however_many_articles_there_are(command: Run, query: str) -> None:
    status, out, _ = command("export", *filter(None, [query]), "--format", "csl-json", "--output", "-")
    assert status == 0
    assert len(json.loads(out)) == {"": 2, "strait": 1}.get(query, 0)


@given(st.text())
def test_any_text_is_balanced_in_a_bibtex_field(text: str) -> None:
    line = citations.bibtex(headline(title=text or "x")).split("\n  title = {{", 1)[1].split("}},\n", 1)[0]
    depth = 0
    for escaped in re.finditer(r"\\.|[{}]", line):
        depth += {"{": 1, "}": -1}.get(escaped[0], 0)
        assert depth >= 0
    assert depth == 0


def test_a_files_name_asks_for_its_form() -> None:
    names = ("a.md", "a", "a.jsonl", "a.JSON", "a.csl.json", "a.bib", "a.epub")
    wanted = ["markdown", "markdown", "jsonl", "jsonl", "csl-json", "bibtex", "epub"]
    assert [forms.named_by(Path(name)) for name in names] == wanted


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
