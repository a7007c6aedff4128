"""Which bundles a path stands for, and which files a bundle has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsreader.article import Problem
from newsreader.bundles import discover, read_source, scan
from newsreader.bundles.discovery import Entry, is_collection
from newsreader.errors import BundleError
from tests.bundles.reading import documents_of, problems_of

STORY = "Boats stay in\n\nAll of them.\n"


def put(root: Path, *names: str, text: str = STORY) -> Path:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


def test_sections_of_one_kind_are_one_bundle(tmp_path: Path) -> None:
    put(tmp_path, "business/001.txt", "business/002.txt", "sport/001.txt", "README.md")
    assert discover(tmp_path) == (tmp_path,)


def test_a_folder_with_loose_articles_is_one_bundle(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.md", "more/c.html")
    (tmp_path / "dump.jsonl").write_text('{"title": "A"}\n', encoding="utf-8")
    assert discover(tmp_path) == (tmp_path,)


def test_folders_of_different_kinds_and_dumps_are_bundles_each(tmp_path: Path) -> None:
    put(tmp_path, "scrapes/a.txt", "blog/a.md", "news.zip", "wire.jsonl", "radio.rss", "README.md", "LICENSE")
    put(tmp_path, ".git/config", "__MACOSX/x.txt", "images/a.png")
    assert names(discover(tmp_path)) == ["blog", "news.zip", "radio.rss", "scrapes", "wire.jsonl"]


def test_folders_of_different_kinds_alone_are_a_collection(tmp_path: Path) -> None:
    put(tmp_path, "scrapes/a.txt", "blog/a.md")
    assert names(discover(tmp_path)) == ["blog", "scrapes"]


def test_the_pieces_of_one_dump_are_one_bundle(tmp_path: Path) -> None:
    put(tmp_path, "2021-01.jsonl.gz", "2021-02.jsonl.gz", "2021-03.jsonl.gz")
    assert discover(tmp_path) == (tmp_path,)


def test_json_files_count_by_what_they_hold(tmp_path: Path) -> None:
    single, several = tmp_path / "single", tmp_path / "several"
    put(single, "a.json", "b.json", text='{"title": "A", "body": "Text."}')
    put(several, "wire.json", "radio.json", text='{"version": "1", "items": [{"title": "A"}]}')
    assert discover(single) == (single,)
    assert names(discover(several)) == ["radio.json", "wire.json"]


def test_one_folder_in_a_folder_is_one_bundle() -> None:
    assert not is_collection([Entry("only", "folder", ".txt"), Entry("images", "nothing")])


@pytest.mark.parametrize("name", ["news.zip", "a.txt"])
def test_a_file_stands_for_itself(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    assert discover(tmp_path / name) == (tmp_path / name,)


def test_a_missing_path_is_one_clear_line(tmp_path: Path) -> None:
    for look in (discover, scan):
        with pytest.raises(BundleError, match="nowhere does not exist"):
            look(tmp_path / "nowhere")


def test_a_pipe_is_no_bundle(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for look in (discover, scan):
        with pytest.raises(BundleError, match="neither a file nor a folder"):
            look(tmp_path / "pipe")


def test_the_sample_bundles_are_a_collection(sample_bundles: Path) -> None:
    found = discover(sample_bundles)
    assert len(found) > 3
    assert sample_bundles not in found


def test_the_folder_of_real_news_is_a_collection(shared_data: Path) -> None:
    found = names(discover(shared_data))
    assert "page-scrapes" in found
    assert "reuters-1987.jsonl.gz" in found
    assert "README.md" not in found


def test_files_with_dates_in_their_names_come_newest_first(tmp_path: Path) -> None:
    put(
        tmp_path,
        "2021/04/13-council.txt",
        "20211209.md",
        "2021-12-10-storm.txt",
        "2020-01-01/a.txt",
        "b.txt",
        "a.txt",
        "19999999.txt",
    )
    assert [source.path for source in scan(tmp_path).sources] == [
        "2021-12-10-storm.txt",
        "20211209.md",
        "2021/04/13-council.txt",
        "2020-01-01/a.txt",
        "19999999.txt",
        "a.txt",
        "b.txt",
    ]


def test_junk_is_counted_and_not_listed(tmp_path: Path) -> None:
    put(
        tmp_path,
        "a.txt",
        "a.txt~",
        ".DS_Store",
        "Thumbs.db",
        "style.css",
        "img/x.JPG",
        ".git/config",
        ".git/x/y",
    )
    found = scan(tmp_path)
    assert [source.path for source in found.sources] == ["a.txt"]
    assert found.junk == 7
    assert found.kind == "folder"


def test_links_in_a_circle_end_and_broken_ones_are_problems(tmp_path: Path) -> None:
    put(tmp_path, "news/a.txt")
    (tmp_path / "news" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "also").symlink_to(tmp_path / "news", target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    found = scan(tmp_path)
    assert [source.path for source in found.sources] == ["news/a.txt"]
    assert [problem.path for problem in found.problems] == ["gone.txt", "self"]
    assert all("broken link" in problem.reason for problem in found.problems)


def test_pipes_in_a_bundle_are_never_opened(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    found = scan(tmp_path)
    assert [source.path for source in found.sources] == ["a.txt"]
    assert "pipe.txt" in [problem.path for problem in found.problems]


def test_names_that_are_not_utf8_are_printable_and_still_found(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    for name in (b"caf\xe9.txt", b"caf\xe8.txt", b"caf\\xe9.txt", b"new\nline.txt", b"red\x1b[31m.txt"):
        with open(folder + b"/" + name, "w", encoding="utf-8") as file:
            file.write(f"{name!r}\n")
    documents = documents_of(tmp_path)
    assert problems_of(tmp_path) == {}
    assert len({document.path for document in documents}) == 5
    for document in documents:
        assert document.path.isprintable()
        document.path.encode("utf-8")
    assert {document.body for document in documents} == {
        f"{name!r}\n"
        for name in (b"caf\xe9.txt", b"caf\xe8.txt", b"caf\\xe9.txt", b"new\nline.txt", b"red\x1b[31m.txt")
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "locked/b.txt", "c.txt")
    (tmp_path / "locked").chmod(0)
    (tmp_path / "c.txt").chmod(0)
    try:
        problems = problems_of(tmp_path)
    finally:
        (tmp_path / "locked").chmod(0o700)
    assert set(problems) == {"locked", "c.txt"}
    assert "permission denied" in problems["c.txt"]


def test_a_file_that_vanished_after_the_scan_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (source,) = scan(tmp_path).sources
    (tmp_path / "a.txt").unlink()
    assert list(read_source(tmp_path, source)) == [
        Problem("a.txt", "cannot be opened: no such file or directory")
    ]


def test_a_file_that_became_a_pipe_after_the_scan_is_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (source,) = scan(tmp_path).sources
    (tmp_path / "a.txt").unlink()
    os.mkfifo(tmp_path / "a.txt")
    (problem,) = read_source(tmp_path, source)
    assert "not a regular file" in getattr(problem, "reason", "")
