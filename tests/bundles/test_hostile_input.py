"""Input made to break a reader: whatever stands in a file, reading it ends, in documents or problems."""

from __future__ import annotations

import gzip
import io
import json
import re
import tarfile
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.article import Problem, RawDocument
from newsreader.bundles import decoding
from newsreader.bundles.formats import json_lines
from newsreader.bundles.names import original, printable
from newsreader.errors import DocumentError
from tests.bundles.reading import documents_of, problems_of, read_all

STORY = b"Harbour opens again\n\nThe harbour opened again on Thursday, the officials said.\n"
SUFFIXES = [
    "", ".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".tsv", ".rss", ".atom", ".xml", ".zip", ".tar",
    ".gz", ".bz2", ".xz", ".zst", ".tar.gz", ".epub", ".eml", ".bin",
]  # fmt: skip
STARTS = [
    b"", b"---\n", b"+++\n", b"{", b"[", b"<rss><channel><item>", b"<?xml version='1.0'?>", b"<html>",
    b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"BZh91AY&SY", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"\xff\xfe",
    b"title,body\n", b"Title: a\nDate: b\n",
]  # fmt: skip
on_disk = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def check(result: RawDocument | Problem) -> None:
    assert not {unicodedata.category(char) for char in result.path} & {"Cc", "Cs", "Zl", "Zp"}
    if isinstance(result, Problem):
        assert result.reason
        result.reason.encode("utf-8")
        assert "\n" not in result.reason
        return
    assert len(result.sha256) == 64
    for text in (result.body, result.metadata.title, result.metadata.byline, *result.metadata.tags):
        text.encode("utf-8")


@on_disk
@given(start=st.sampled_from(STARTS), data=st.binary(max_size=600), suffix=st.sampled_from(SUFFIXES))
def test_arbitrary_bytes_under_any_name_never_raise(
    tmp_path: Path, start: bytes, data: bytes, suffix: str
) -> None:
    file = tmp_path / f"file{suffix}"
    file.write_bytes(start + data)
    try:
        results = read_all(file)
    finally:
        file.unlink()
    assert results
    for result in results:
        check(result)


@on_disk
@given(data=st.binary(max_size=300), cut=st.integers(0, 400), flip=st.integers(0, 400))
def test_damaged_archives_never_raise(tmp_path: Path, data: bytes, cut: int, flip: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", data)
        archive.writestr("b.jsonl.gz", gzip.compress(data))
    damaged = bytearray(buffer.getvalue())
    damaged[flip % len(damaged)] ^= 0x55
    file = tmp_path / "news.zip"
    file.write_bytes(bytes(damaged)[: len(damaged) - cut % len(damaged)])
    for result in read_all(file):
        check(result)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = [
    "title",
    "headline",
    "body",
    "content",
    "date",
    "timestamp",
    "author",
    "url",
    "id",
    "tags",
    "bodies",
    "subject",
]


@on_disk
@given(
    records=st.lists(
        st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=6), min_size=1, max_size=4
    )
)
def test_values_of_any_shape_never_raise(tmp_path: Path, records: list[dict[str, object]]) -> None:
    file = tmp_path / "file.json"
    file.write_text(json.dumps(records), encoding="utf-8")
    results = read_all(file)
    assert len(results) == len(records)
    for result in results:
        check(result)


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(str.strip)


@on_disk
@given(stories=st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_what_is_written_as_json_lines_comes_back(tmp_path: Path, stories: list[tuple[str, str]]) -> None:
    file = tmp_path / "file.jsonl"
    lines = [json.dumps({"title": title, "body": body}, ensure_ascii=False) for title, body in stories]
    file.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    documents = documents_of(file)
    assert [(each.metadata.title, each.body) for each in documents] == [
        (title.strip(), body) for title, body in stories
    ]


@given(
    value=json_values,
    around=st.tuples(*[st.sampled_from(["", "", " ", "\r", "\ufeff", "}", "\ud800"])] * 2),
    encoding=st.sampled_from(["utf-8", "utf-8", "utf-16", "latin-1"]),
    cut=st.integers(0, 3),
)
def test_a_line_says_the_same_by_the_short_way_as_by_the_long_one(
    value: object, around: tuple[str, str], encoding: str, cut: int
) -> None:
    text = json.dumps({"title": value}, ensure_ascii=encoding == "latin-1")
    errors = "replace" if encoding == "latin-1" else "surrogatepass"
    line = (around[0] + text[: len(text) - cut] + around[1]).encode(encoding, errors)
    try:
        expected = repr(json_lines.loads(line))
    except DocumentError as error:
        with pytest.raises(DocumentError, match=re.escape(str(error))):
            json_lines._value(line)
    else:
        assert repr(json_lines._value(line)) == expected


@given(
    st.binary(max_size=200),
    st.sampled_from(["", "utf-8", "koi8-r", "no-such", "utf-7", "hex", "rot13", "idna"]),
)
def test_decoding_never_fails(data: bytes, declared: str) -> None:
    decoding.decode(data, declared)


@given(st.binary(max_size=40).filter(lambda name: b"\0" not in name))
def test_printable_names_lead_back_to_the_file(name: bytes) -> None:
    on_disk_name = name.decode("utf-8", "surrogateescape")
    shown = printable(on_disk_name)
    shown.encode("utf-8")
    assert original(shown) == on_disk_name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.json", "[" * 100_000),
        ("deep.jsonl", '{"title": "A", "body": ' + "[" * 100_000 + "\n"),
        ("deep.md", "---\ntitle: A\nx: " + "[" * 30_000 + "\n---\nText stays.\n"),
        ("steps.md", "---\n" + "- " * 15_000 + "a: b\n---\nText stays.\n"),
        ("deep.rss", "<rss><channel><item><title>" + "<a>" * 50_000),
        ("open.html", "<html>" + "<!--" * 20_000 + "<!DOCTYPE" + "[" * 20_000),
        ("doctype.xml", "<!DOCTYPE x " + "[]" * 20_000),
        ("headings.md", "# a\n" * 20_000),
        ("number.json", '{"title": "A", "date": ' + "9" * 4000 + ', "id": ' + "9" * 4000 + "}"),
        ("infinite.jsonl", '{"title": "A", "timestamp": 1e999, "id": NaN}\n'),
    ],
)
def test_text_made_to_hang_or_overflow_is_survived(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    results = read_all(tmp_path)
    assert results
    for result in results:
        check(result)
    if name in ("deep.md", "steps.md"):
        assert documents_of(tmp_path)[0].body == "Text stays.\n"


def test_yaml_that_repeats_itself_without_end_does_not_lose_the_article(tmp_path: Path) -> None:
    lines = ["title: A bomb", 'a: &a ["x", "x", "x"]'] + [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    ]
    (tmp_path / "bomb.md").write_text("---\n" + "\n".join(lines) + "\n---\nThe text.\n", encoding="utf-8")
    (document,) = documents_of(tmp_path)
    assert document.body == "The text.\n"
    assert document.metadata.title == "A bomb"


def test_a_member_that_claims_to_be_huge_does_not_hold_up_a_tar_archive(tmp_path: Path) -> None:
    member = tarfile.TarInfo("liar.txt")
    member.size = 1 << 60
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        honest = tarfile.TarInfo("a.txt")
        honest.size = len(STORY)
        tar.addfile(honest, io.BytesIO(STORY))
    content = archive.getvalue()[: 512 + 512 * -(-len(STORY) // 512)] + member.tobuf() + STORY
    for name, data in (("a.tar", content), ("a.tar.gz", gzip.compress(content))):
        (tmp_path / name).write_bytes(data)
        assert [document.path for document in documents_of(tmp_path / name)] == [f"{name}!/a.txt"]
        assert "liar.txt" in problems_of(tmp_path / name)[name]


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    entities = "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    feed = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">{entities}]>'
    feed += "<rss><channel><item><title>&i;</title></item></channel></rss>"
    (tmp_path / "bomb.rss").write_text(feed, encoding="utf-8")
    assert "entities" in problems_of(tmp_path)["bomb.rss"]


def test_entities_that_name_files_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.bak").write_text("the secret", encoding="utf-8")
    address = (tmp_path / "secret.bak").as_uri()
    feed = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "{address}">]>'
    feed += "<rss><channel><item><title>T</title><description>&a;</description></item></channel></rss>"
    (tmp_path / "theft.rss").write_text(feed, encoding="utf-8")
    assert "the secret" not in repr(read_all(tmp_path))


@pytest.mark.parametrize(("name", "text"), [("a.jsonl", "\n\n"), ("a.csv", "title,body\n"), ("a.json", "[]")])
def test_a_file_without_any_article_is_a_problem(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert problems_of(tmp_path) == {name: "empty: there is no article in it"}


def test_a_dump_without_any_article_is_given_up_early(tmp_path: Path) -> None:
    (tmp_path / "not.jsonl").write_text("no json here\n" * 5000, encoding="utf-8")
    assert len(read_all(tmp_path)) == 1001


def test_a_line_that_is_too_long_is_a_problem_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsreader.bundles.content.MAX_LINE_BYTES", 200_000)
    long = json.dumps({"title": "Long", "body": "x" * 300_000})
    (tmp_path / "a.jsonl").write_text(f'{{"title": "A"}}\n{long}\n{{"title": "B"}}\n', encoding="utf-8")
    assert [document.path for document in documents_of(tmp_path)] == ["a.jsonl:1", "a.jsonl:3"]
    assert list(problems_of(tmp_path)) == ["a.jsonl:2"]
