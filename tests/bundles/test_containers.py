"""Archives and compressed files: what is inside is read, what is damaged is named, nothing bursts."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from newsreader.article import Problem
from newsreader.bundles import read_source, scan
from newsreader.bundles.containers import container_of
from newsreader.bundles.content import Budget, Content, LimitError
from tests.bundles.reading import documents_of, problems_of, read_all

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

STORY = b"Boats stay in\n\nAll of them.\n"
LINES = b"".join(json.dumps({"title": f"Story {n}", "body": "Text."}).encode() + b"\n" for n in range(5000))


def make_zip(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def make_tar(members: dict[str, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def paths_of(root: Path) -> list[str]:
    return [document.path for document in documents_of(root)]


def test_members_of_a_zip_stand_behind_its_name_and_junk_is_left_out(tmp_path: Path) -> None:
    archive = tmp_path / "news.zip"
    archive.write_bytes(
        make_zip({"sea/a.txt": STORY, "__MACOSX/sea/._a.txt": b"x", "sea/.DS_Store": b"x", "img/b.png": b"x"})
    )
    assert scan(archive).kind == "archive"
    assert paths_of(archive) == ["news.zip!/sea/a.txt"]
    assert problems_of(archive) == {}


def test_a_zip_inside_a_folder_is_read_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "packed").mkdir()
    (tmp_path / "packed" / "news.zip").write_bytes(make_zip({"a.txt": STORY}))
    assert paths_of(tmp_path) == ["packed/news.zip!/a.txt"]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_archives_are_read_whatever_packs_them(tmp_path: Path, mode: str) -> None:
    archive = tmp_path / "news.tar.whatever"
    archive.write_bytes(make_tar({"./sea/a.txt": STORY, "sea/b.txt": STORY}, mode))
    assert paths_of(archive) == ["news.tar.whatever!/sea/a.txt", "news.tar.whatever!/sea/b.txt"]


def test_a_tar_packed_with_zstd_is_read(tmp_path: Path) -> None:
    archive = tmp_path / "news.tar.zst"
    archive.write_bytes(zstd.compress(make_tar({"a.txt": STORY})))
    assert paths_of(archive) == ["news.tar.zst!/a.txt"]


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zstd.compress)],
)
def test_lines_of_a_compressed_dump_are_numbered(tmp_path: Path, suffix: str, pack: object) -> None:
    assert callable(pack)
    dump = tmp_path / f"dump.jsonl.{suffix}"
    dump.write_bytes(pack(LINES))
    documents = documents_of(dump)
    assert len(documents) == 5000
    assert documents[1233].path == f"dump.jsonl.{suffix}:1234"
    assert documents[1233].metadata.title == "Story 1233"


def test_a_dump_in_several_compressed_pieces_on_end_is_read_whole(tmp_path: Path) -> None:
    for suffix, pack in (
        ("gz", gzip.compress),
        ("bz2", bz2.compress),
        ("xz", lzma.compress),
        ("zst", zstd.compress),
    ):
        dump = tmp_path / f"dump.jsonl.{suffix}"
        dump.write_bytes(pack(LINES) + pack(LINES))
        assert len(documents_of(dump)) == 10_000


def test_a_cut_off_dump_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl.gz"
    packed = gzip.compress(LINES)
    dump.write_bytes(packed[: len(packed) * 2 // 3])
    results = read_all(dump)
    assert len(results) > 1000
    assert isinstance(results[-1], Problem)
    assert "damaged" in results[-1].reason


def test_a_zip_in_a_zip_is_read_and_a_third_one_is_a_problem(tmp_path: Path) -> None:
    third = make_zip({"deep.txt": STORY})
    second = make_zip({"inner.txt": STORY, "third.zip": third})
    archive = tmp_path / "outer.zip"
    archive.write_bytes(make_zip({"second.zip": second, "dump.jsonl.gz": gzip.compress(LINES)}))
    assert paths_of(archive)[:2] == ["outer.zip!/second.zip!/inner.txt", "outer.zip!/dump.jsonl.gz:1"]
    assert list(problems_of(archive)) == ["outer.zip!/second.zip!/third.zip"]


def test_a_member_with_a_wrong_checksum_does_not_cost_the_others(tmp_path: Path) -> None:
    data = bytearray(make_zip({"a.txt": STORY, "b.txt": b"Whole and sound.\n"}, zipfile.ZIP_STORED))
    data[data.index(b"Boats")] ^= 0x20
    archive = tmp_path / "news.zip"
    archive.write_bytes(bytes(data))
    assert paths_of(archive) == ["news.zip!/b.txt"]
    assert "CRC" in problems_of(archive)["news.zip!/a.txt"]


def test_an_encrypted_member_says_that_it_needs_a_password(tmp_path: Path) -> None:
    data = bytearray(make_zip({"a.txt": STORY, "b.txt": STORY}))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    archive = tmp_path / "news.zip"
    archive.write_bytes(bytes(data))
    assert paths_of(archive) == ["news.zip!/b.txt"]
    assert "password" in problems_of(archive)["news.zip!/a.txt"]


def test_an_unknown_compression_is_named(tmp_path: Path) -> None:
    data = bytearray(make_zip({"a.txt": STORY}))
    for header, offset in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        data[data.index(header) + offset] = 97
    archive = tmp_path / "news.zip"
    archive.write_bytes(bytes(data))
    assert "method 97" in problems_of(archive)["news.zip!/a.txt"]


def test_a_zip_that_lost_its_end_gives_the_members_that_are_whole(tmp_path: Path) -> None:
    data = make_zip(
        {"a.txt": STORY * 50, "b.html": b"<html><body><p>Sound.</p></body></html>", "c.txt": STORY * 500}
    )
    archive = tmp_path / "news.zip"
    archive.write_bytes(data[: data.index(b"c.txt") + 30])
    assert paths_of(archive) == ["news.zip!/a.txt", "news.zip!/b.html"]
    problems = problems_of(archive)
    assert "table of contents" in problems["news.zip"]
    assert "damaged" in problems["news.zip!/c.txt"]


def test_a_zip_of_which_only_a_few_bytes_are_left_is_one_problem(tmp_path: Path) -> None:
    archive = tmp_path / "news.zip"
    archive.write_bytes(make_zip({"a.txt": STORY})[:20])
    assert list(problems_of(archive)) == ["news.zip"]


def test_a_cut_off_tar_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    archive = tmp_path / "news.tar"
    archive.write_bytes(make_tar({"a.txt": STORY, "b.txt": STORY * 1000})[: 512 * 4])
    assert paths_of(archive) == ["news.tar!/a.txt"]
    assert problems_of(archive)


def test_names_that_point_out_of_an_archive_are_only_names(tmp_path: Path) -> None:
    archive = tmp_path / "news.zip"
    archive.write_bytes(
        make_zip({"../../etc/a.txt": STORY, "/root.txt": STORY, "c:\\d\\e\x1b[31m.txt": STORY})
    )
    assert paths_of(archive) == [
        "news.zip!/etc/a.txt",
        "news.zip!/root.txt",
        "news.zip!/c:/d/e\\x1b[31m.txt",
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_have_different_paths(tmp_path: Path) -> None:
    archive = tmp_path / "news.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("a.txt", STORY)
        packed.writestr("a.txt", b"Another.\n")
    assert paths_of(archive) == ["news.zip!/a.txt", "news.zip!/a.txt#2"]


def test_utf8_names_that_are_not_declared_so_are_still_read_as_utf8(tmp_path: Path) -> None:
    data = make_zip({"Шторм.txt": STORY})
    undeclared = bytearray(data)
    for header, offset in ((b"PK\x01\x02", 9), (b"PK\x03\x04", 7)):
        undeclared[data.index(header) + offset] &= ~0x08
    archive = tmp_path / "news.zip"
    archive.write_bytes(bytes(undeclared))
    assert paths_of(archive) == ["news.zip!/Шторм.txt"]


@pytest.mark.parametrize("packed", [make_zip({"a.txt": b"0" * 10**6}), gzip.compress(b"0" * 10**6)])
def test_an_archive_that_bursts_is_stopped(packed: bytes) -> None:
    budget = Budget(on_disk_bytes=len(packed), free_bytes=100_000, max_ratio=20)
    content = Content("bomb", "bomb", io.BytesIO(packed), budget)
    container = container_of(content)
    assert container is not None
    with pytest.raises(LimitError, match="20 times its size"):
        for member in container.members(content, ""):
            assert isinstance(member, Content)
            member.read()
    assert budget.unpacked_bytes < 500_000


def test_an_archive_of_too_many_members_is_stopped() -> None:
    packed = make_tar({f"{n}.txt": STORY for n in range(20)})
    content = Content("bomb", "bomb", io.BytesIO(packed), Budget(on_disk_bytes=len(packed), members_left=10))
    container = container_of(content)
    assert container is not None
    with pytest.raises(LimitError):
        list(container.members(content, ""))


def test_a_bomb_on_disk_is_one_problem_and_keeps_what_came_before(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", STORY)
        with archive.open("b.jsonl", "w") as member:
            for _ in range(150):
                member.write(b"\n" * 2**20)
        archive.writestr("c.txt", STORY)
    (tmp_path / "bomb.zip").write_bytes(buffer.getvalue())
    assert paths_of(tmp_path) == ["bomb.zip!/a.txt"]
    assert "times its size" in problems_of(tmp_path)["bomb.zip"]


def test_a_file_compressed_twice_is_a_problem(tmp_path: Path) -> None:
    twice = tmp_path / "a.txt.gz.gz"
    twice.write_bytes(gzip.compress(gzip.compress(STORY)))
    assert problems_of(twice) == {"a.txt.gz.gz": "compressed more than once"}


def test_an_epub_is_not_taken_for_a_zip_of_pages(tmp_path: Path) -> None:
    container = {"META-INF/container.xml": b"<container/>", "page.html": b"<html></html>"}
    for name, members in (
        ("a.epub", {"mimetype": b"application/epub+zip", **container}),
        ("b.zip", container),
    ):
        book = tmp_path / name
        book.write_bytes(make_zip(members, zipfile.ZIP_STORED))
        assert problems_of(book) == {name: "EPUB is not supported yet"}
        assert documents_of(book) == []


def test_a_page_saved_as_a_zip_that_opens_itself_gives_the_page(tmp_path: Path) -> None:
    page = b"<html><body><p>Sound.</p></body></html>"
    packed = make_zip({"index.html": page, "manifest.json": b"{}", "frames/0/index.html": page})
    (tmp_path / "a.html").write_bytes(b"<html data-sfz><!-- saved --><body hidden><!--" + packed)
    assert paths_of(tmp_path) == ["a.html!/index.html"]
    assert problems_of(tmp_path) == {}


def test_progress_rises_to_the_size_on_disk_and_never_falls(tmp_path: Path) -> None:
    packed = tmp_path / "news.zip"
    packed.write_bytes(make_zip({f"{n}.txt": STORY for n in range(50)} | {"d.jsonl": LINES}))
    dump = tmp_path / "dump.jsonl.gz"
    dump.write_bytes(gzip.compress(LINES))
    for root in (packed, dump):
        (source,) = scan(root).sources
        told: list[int] = []
        assert len(list(read_source(root, source, on_bytes=told.append))) >= 5000
        assert told == sorted(told)
        assert told[-1] == root.stat().st_size
