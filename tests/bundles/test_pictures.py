"""Bytes of pictures: files of a bundle and members of its archives, and nothing else."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.bundles import pictures, read_picture
from newsreader.errors import BundleError, DocumentError

Make = Callable[..., Path]


def zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return data.getvalue()


def test_a_file_of_the_folder_is_read(make_bundle: Make) -> None:
    root = make_bundle({"news/a.html": "<p>", "news/img/a b.png": b"pixels"})
    assert read_picture(root, "news/a.html", "news/img/a b.png") == b"pixels"


def test_a_member_of_the_same_archive_is_read_though_no_news_has_its_name(make_bundle: Make) -> None:
    files = {"x/a.html": b"<p>", "x/a.png": b"pixels", "__MACOSX/x/._a.png": b"no"}
    root = make_bundle(
        {"w.zip": zipped(files), "t.tgz": tarred(files), "n.zip": zipped({"in.zip": zipped(files)})}
    )
    assert read_picture(root, "w.zip", "w.zip!/x/a.png") == b"pixels"
    assert read_picture(root, "t.tgz", "t.tgz!/x/a.png") == b"pixels"
    assert read_picture(root, "n.zip", "n.zip!/in.zip!/x/a.png") == b"pixels"
    assert read_picture(root / "w.zip", "w.zip", "w.zip!/x/a.png") == b"pixels"


@pytest.mark.parametrize(
    "place",
    [
        "../secret.png",
        "news/../../secret.png",
        "/etc/passwd",
        "news//etc/passwd",
        "out.png",
        "outside/secret.png",
        "\\x2e\\x2e/secret.png",
        "\\x5cx2e\\x5cx2e\\x5cx2fsecret.png",
        "news/absent.png",
        "news",
        "a\\x00b.png",
        "",
    ],
)
def test_what_is_not_in_the_bundle_is_refused(make_bundle: Make, tmp_path: Path, place: str) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "secret.png").write_bytes(b"secret")
    root = make_bundle({"news/a.html": "<p>"})
    (root / "out.png").symlink_to(tmp_path / "secret.png")
    (root / "outside").symlink_to(tmp_path / "away")
    with pytest.raises(DocumentError):
        read_picture(root, "news/a.html", place)


def test_a_page_added_by_itself_has_its_own_folder_and_no_other(make_bundle: Make) -> None:
    root = make_bundle({"page.html": "<p>", "page_files/a.png": b"pixels", "private/a.png": b"secret"})
    assert read_picture(root / "page.html", "page.html", "page_files/a.png") == b"pixels"
    for place in ("private/a.png", "page_files/../private/a.png", "page.html"):
        with pytest.raises(DocumentError):
            read_picture(root / "page.html", "page.html", place)


def test_a_pipe_is_not_waited_for(make_bundle: Make) -> None:
    import os

    root = make_bundle({"a.html": "<p>"})
    os.mkfifo(root / "a.png")
    with pytest.raises(DocumentError):
        read_picture(root, "a.html", "a.png")


def test_what_is_too_large_is_not_read_whole(make_bundle: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST_PICTURE_BYTES", 1 << 20)
    big = bytes(2 << 20)
    root = make_bundle({"a.png": big, "w.zip": zipped({"a.png": big})})
    for place in ("a.png", "w.zip!/a.png"):
        with pytest.raises(DocumentError, match="larger than 1 MiB"):
            read_picture(root, "w.zip", place)


def test_a_damaged_archive_or_a_missing_bundle_is_said_so(make_bundle: Make) -> None:
    whole = zipped({"a.png": b"pixels" * 1000})
    root = make_bundle({"w.zip": whole[:200] + whole[-30:]})
    with pytest.raises(DocumentError):
        read_picture(root, "w.zip", "w.zip!/a.png")
    with pytest.raises(BundleError):
        read_picture(root / "gone", "w.zip", "w.zip!/a.png")
