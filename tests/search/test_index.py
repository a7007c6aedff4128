from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from newsreader.errors import SearchIndexError
from newsreader.search import SearchIndex, snippet
from tests.search.conftest import NO_MARKS, Marks, document, search

STORIES = [
    document(
        1,
        "Oil prices rise",
        "Crude exporters met in Vienna on Monday.",
        place="VIENNA",
        agency="TASS",
        date="2021-12-09",
        byline="Ann O'Brien",
        section="Economy",
        url="https://example.org/oil/1",
    ),
    document(2, "Grain deal", "The minister denied that oil was discussed. Prices fell.", date="2021-12-01"),
    document(
        3, "Économie : les prix montent", "Les exportateurs se réunissent.", language="fr", date="2020-01-05"
    ),
    document(4, "经济增长", "中国经济增长很快。", language="zh", bundle="daily"),
    document(5, "رشد اقتصادی", "کتاب‌ها درباره اقتصاد ایران", language="fa", date="1987-03-02"),
    document(
        6,
        "Выборы в парламент",
        "Министр заявил о ценах на нефть.",
        language="ru",
        is_inferred=True,
        date="2021-06-01",
    ),
    document(7, "Stub only", is_stub=True, words=0),
    document(8, "The S-400 and e-mail", "It cost 1,750 dollars in the U.S. market.", words=900),
]


@pytest.fixture
def stories(index: SearchIndex) -> SearchIndex:
    index.add(STORIES)
    return index


@pytest.mark.parametrize(
    ("query", "rowids"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7, 8]),
        ("oil", [1, 2]),
        ("price", [1, 2]),
        ("title:prices", [1]),
        ("oil OR grain", [1, 2]),
        ("oil -grain", [1]),
        ("-oil", [3, 4, 5, 6, 7, 8]),
        ("-oil -lang:fr -is:stub", [4, 5, 6, 8]),
        ('"oil prices"', [1]),
        ('"prices oil"', []),
        ('"exporters monday"~5', [1]),
        ('"monday exporters"~5', [1]),
        ('"exporters monday"~1', []),
        ("export*", [1, 3]),
        ("v?en*a", [1]),
        ("viena~", [1]),
        ("=price", []),
        ("=prices", [1, 2]),
        ('="oil was"', [2]),
        ("economie", [1, 3]),
        ("ÉCONOMIES", [1, 3]),
        ("经济增长", [4]),
        ("济增", [4]),
        ("国", [4]),
        ("快", [4]),
        ("增国", []),
        ("كتاب", [5]),
        ("нефти", [6]),
        ("выбор*", [6]),
        ("tass", [1]),
        ("agency:tass place:vienna by:obrien section:economy", [1]),
        ("url:example.org/oil", [1]),
        ("bundle:daily", [4]),
        ("lang:Chinese", [4]),
        ("date:2021", [1, 2, 6]),
        ("date:2021-12-01..2021-12-08", [2]),
        ("before:2021", [3, 5]),
        ("after:2021-12-01", [1]),
        ("date:2021-12..", [1, 2]),
        ("newer:9d", [1, 2]),
        ("is:undated", [4, 7, 8]),
        ("is:stub", [7]),
        ("is:inferred", [6]),
        ("words:>500", [8]),
        ("words:0", [7]),
        ("email", [8]),
        ("e-mail", [8]),
        ("S-400", [8]),
        ("s400", [8]),
        ("S-40*", [8]),
        ("1750", [8]),
        ("U.S.", [8]),
        ("is:unread", [2, 3]),
        ("is:unread OR title:grain OR is:stub", [2, 3, 7]),
        ("-is:unread oil", [1]),
        ("tag:energy", [1]),
        ("has:versions", []),
        ("title:(grain OR stub)", [2, 7]),
        ("zebra", []),
        ("the OR zebra", [2, 8]),
    ],
)
def test_a_query_finds(stories: SearchIndex, query: str, rowids: list[int]) -> None:
    marks = Marks({("is", "unread"): {2, 3}, ("tag", "energy"): [1, 99]})
    assert search(stories, query, marks) == rowids


def test_the_title_weighs_more_than_the_text(stories: SearchIndex) -> None:
    assert list(stories.search("oil", state=NO_MARKS).rowids) == [1, 2]


@pytest.mark.parametrize(("sort", "order"), [("newest", [1, 2, 6, 3, 5]), ("oldest", [5, 3, 6, 2, 1])])
def test_by_date_the_undated_come_last(stories: SearchIndex, sort: str, order: list[int]) -> None:
    found = stories.search("-is:stub", state=NO_MARKS, sort=sort)  # type: ignore[arg-type]
    assert list(found.rowids) == [*order, 4, 8]


def test_a_limit_does_not_change_the_total(stories: SearchIndex) -> None:
    found = stories.search("", state=NO_MARKS, limit=2, sort="newest")
    assert (list(found.rowids), found.total) == ([1, 2], len(STORIES))
    assert stories.search("oil", state=NO_MARKS, limit=0).total == 2


def test_a_document_added_again_replaces_itself(stories: SearchIndex) -> None:
    stories.add([document(2, "Grain talks", "Nothing else.")])
    assert search(stories, "oil") == [1]
    assert search(stories, "grain talks") == [2]
    assert stories.document_count() == len(STORIES)


def test_a_deleted_document_is_not_found(stories: SearchIndex) -> None:
    stories.add([], deleted_rowids=[1, 12345])
    assert search(stories, "oil") == [2]
    assert search(stories, "") == [2, 3, 4, 5, 6, 7, 8]
    assert search(stories, '"oil was" -vienna') == [2]


def test_many_small_commits_become_few_segments_and_lose_nothing(index: SearchIndex) -> None:
    for rowid in range(40):
        index.add([document(rowid, f"story {rowid}")], deleted_rowids=[rowid - 2] if rowid % 3 == 0 else ())
        while index.merge():
            continue
    expected = [rowid for rowid in range(40) if (rowid + 2) % 3 or rowid + 2 >= 40]
    assert search(index, "story") == expected
    assert index.verify().segments < 12
    index.optimize()
    assert index.verify().segments == 1
    assert search(index, "story") == expected


def test_an_index_that_was_never_made_is_empty(index: SearchIndex) -> None:
    found = index.search("oil", state=NO_MARKS)
    assert (found.total, found.interpreted) == (0, "oil")
    assert index.document_count() == index.size_bytes() == index.verify().documents == 0


def test_clearing_empties_and_the_index_can_be_filled_again(stories: SearchIndex) -> None:
    stories.clear()
    assert search(stories, "oil") == []
    stories.add(STORIES[:1])
    assert search(stories, "oil") == [1]


def test_the_index_survives_closing(stories: SearchIndex, tmp_path: Path) -> None:
    stories.close()
    assert search(stories, "oil") == [1, 2]
    again = SearchIndex(tmp_path / "index")
    assert search(again, "oil") == [1, 2]
    again.close()


def test_a_search_in_another_thread_sees_the_latest_commit(stories: SearchIndex) -> None:
    answers: list[list[int]] = []
    go = [threading.Event(), threading.Event()]

    def reader() -> None:
        answers.append(search(stories, "oil"))
        go[0].set()
        go[1].wait(20)
        answers.append(search(stories, "oil"))

    thread = threading.Thread(target=reader)
    thread.start()
    go[0].wait(20)
    stories.add([document(20, "More oil")])
    go[1].set()
    thread.join()
    assert answers == [[1, 2], [1, 2, 20]]


def test_an_index_begun_anew_is_not_taken_for_the_old_one(stories: SearchIndex, tmp_path: Path) -> None:
    other = SearchIndex(tmp_path / "index")
    assert search(other, "oil") == [1, 2]
    stories.clear()
    stories.add([document(50, "oil")])
    assert search(other, "oil") == search(stories, "oil") == [50]
    other.close()


def test_threads_may_search_while_another_adds(index: SearchIndex) -> None:
    index.add([document(0, "oil")])
    failures: list[object] = []
    done = threading.Event()

    def reader() -> None:
        seen = 0
        while not done.is_set():
            found = search(index, "oil")
            if len(found) < seen or found != list(range(len(found))):
                failures.append(found)
            seen = len(found)

    threads = [threading.Thread(target=reader) for _ in range(2)]
    for thread in threads:
        thread.start()
    for rowid in range(1, 20):
        index.add([document(rowid, "oil")])
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert search(index, "oil") == list(range(20))


def test_a_second_writer_gives_up_after_a_while(
    stories: SearchIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsreader.search.storage._LOCK_TIMEOUT_S", 0.2)
    hold = (
        "import sys\nfrom whoosh.filedb.filestore import FileStorage\n"
        "lock = FileStorage(sys.argv[1]).lock('MAIN_WRITELOCK')\nassert lock.acquire()\n"
        "print('held', flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path / "index")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(SearchIndexError, match="another newsreader is writing"):
            stories.add([document(30, "late")])
        holder.communicate()
    stories.add([document(30, "late")])
    assert search(stories, "late") == [30]


def test_a_search_that_is_no_longer_wanted_stops(stories: SearchIndex) -> None:
    found = stories.search("oil", state=NO_MARKS, should_stop=lambda: True)
    assert found.is_cancelled


def test_a_hit_can_be_shown_with_its_words_marked(stories: SearchIndex) -> None:
    found = stories.search("exporting monday", state=NO_MARKS)
    body = STORIES[0].body
    shown = snippet(body, "en", found.highlights)
    assert [shown.text[start:end] for start, end in shown.spans] == ["exporters", "Monday"]


def test_hostile_text_is_only_text(index: SearchIndex) -> None:
    index.add([document(1, "\x00\ud800 [bold] ../../etc", "\udfff" * 5 + " word " + "x" * 100_000)])
    assert search(index, "word bold") == [1]
    assert search(index, "-word \ud800") == []


def test_a_query_of_ten_thousand_words_is_answered(stories: SearchIndex) -> None:
    assert search(stories, " OR ".join(["oil", *(f"w{number}" for number in range(10_000))])) == [1, 2]
    assert search(stories, " OR ".join(f"{chr(97 + number % 26)}*" for number in range(1000)))


def test_importing_the_package_loads_neither_whoosh_nor_numpy() -> None:
    code = (
        "import sys\nfrom newsreader.search import *\n"
        "print(sorted({'whoosh', 'numpy', 'newsreader.search.query'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    assert shown == b"['newsreader.search.query']\n"


@pytest.mark.parametrize(("query", "expected"), [("unlit url:sport", []), ("unlit -url:sport", [301])])
def test_fields_that_only_the_first_documents_have_are_not_found_in_later_ones(
    index: SearchIndex, query: str, expected: list[int]
) -> None:
    index.add(
        [
            document(
                rowid,
                body="Unlit ships" if rowid == 301 else "Ferries",
                url="https://sport.example.org/1" if rowid <= 100 else "",
            )
            for rowid in range(1, 601)
        ]
    )
    assert search(index, query) == expected
