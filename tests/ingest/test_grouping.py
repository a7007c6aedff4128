"""Versions of a story: found when bundles are added, kept in step as they go, resumed when killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from newsreader.article import Headline
from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from newsreader.store import Mark, Scope
from newsreader.stories.lookup import FIRST_OF
from tests.conftest import PROJECT
from tests.stories import edits
from tests.stories.isle_news import EARNINGS, Story, stories

MakeBundle = Callable[..., Path]
STORIES = stories(12, seed=9)
EVERY = Scope(all_versions=True)


def lines(*news: Story, date: str = "2021-12-09") -> str:
    return "".join(
        f"{json.dumps({'title': story.title, 'body': story.text, 'date': date})}\n" for story in news
    )


def shortened(story: Story, share: float = 0.3) -> Story:
    parts = edits.shortened(edits.paragraphs(story.text), share, Random(2))
    return story._replace(text="\n\n".join(parts))


def extended(story: Story) -> Story:
    return story._replace(text=f"{story.text}\n\n{edits.paragraphs(STORIES[11].text)[0]}")


ADDED_TO = extended(shortened(STORIES[0], 0.4))
"""Less text than the first story has, and some of its own."""
EVERYTHING = View()


def rows(library: Library, view: View = EVERYTHING) -> list[Headline]:
    return library.listing(view).window(0, 1000)


def of(library: Library, bundle: str) -> list[Headline]:
    return rows(library, View(EVERY._replace(bundle=bundle)))


def stories_of(library: Library) -> set[tuple[str, int]]:
    return {(row.title, row.versions) for row in rows(library)}


@pytest.fixture
def wire(make_bundle: MakeBundle) -> Path:
    return make_bundle({"wire.jsonl": lines(*STORIES[:6])}, "wire")


@pytest.fixture
def post(make_bundle: MakeBundle) -> Path:
    return make_bundle({"post.jsonl": lines(*(shortened(story) for story in STORIES[:3]))}, "post")


def test_the_shortened_copies_of_another_bundle_are_versions(
    library: Library, wire: Path, post: Path
) -> None:
    library.add([wire, post])
    expected = {(story.title, 2 if place < 3 else 1) for place, story in enumerate(STORIES[:6])}
    assert stories_of(library) == expected
    assert {row.bundle for row in rows(library)} == {"wire"}, "the fuller version stands for the story"
    assert library.listing(View(query="has:versions", scope=EVERY)).total == 6
    assert library.check() == [] and not library.has_unfinished_work()


def test_the_order_in_which_they_come_makes_no_difference(library: Library, wire: Path, post: Path) -> None:
    library.add([post])
    assert all(row.versions == 1 for row in rows(library))
    library.add([wire])
    assert {(row.bundle, row.versions) for row in rows(library)} == {("wire", 2), ("wire", 1)}
    assert sorted(row.versions for row in rows(library, View(Scope(bundle="post")))) == [2, 2, 2]


def test_a_query_finds_every_version(library: Library, wire: Path, post: Path) -> None:
    library.add([wire, post])
    word = STORIES[0].text.split()[1]
    folded = library.listing(View(query=word))
    every = library.listing(View(query=word, scope=EVERY))
    assert every.total == folded.matches >= folded.total
    assert {row.bundle for row in rows(library, View(query=word, scope=EVERY))} == {"wire", "post"}


def test_versions_part_when_a_bundle_goes_and_meet_again(library: Library, wire: Path, post: Path) -> None:
    library.add([wire, post])
    library.remove("wire")
    assert {row.versions for row in rows(library)} == {1}
    library.add([wire])
    assert sorted(row.versions for row in rows(library)) == [1, 1, 1, 2, 2, 2]
    library.remove("post")
    assert {(row.bundle, row.versions) for row in rows(library)} == {("wire", 1)}
    assert library.check() == []


def test_a_form_filled_in_anew_is_no_version(library: Library, make_bundle: MakeBundle) -> None:
    title, _, text = EARNINGS.partition("\n")
    others = [edits.with_other_names(f"{title}\n{text}", Random(seed)).partition("\n") for seed in range(5)]
    news = [Story(title, text), *(Story(each[0], each[2]) for each in others)]
    library.add([make_bundle({"wire.jsonl": lines(*news)}, "wire")])
    assert {row.versions for row in rows(library)} == {1}


def test_reading_one_version_reads_the_story(library: Library, wire: Path, post: Path) -> None:
    library.add([wire, post])
    short = of(library, "post")[0]
    assert library.mark([short.rowid], "read", True) == 2
    assert [row.is_read for row in rows(library) if row.title == short.title] == [True]
    assert library.undo()
    assert library.counts().unread == library.counts().articles


def test_a_version_that_adds_text_to_what_was_read_comes_back_as_updated(
    library: Library, wire: Path, make_bundle: MakeBundle
) -> None:
    library.add([wire])
    library.mark([row.rowid for row in rows(library)], "read", True)
    library.add([make_bundle({"late.jsonl": lines(extended(STORIES[0]), shortened(STORIES[1]))}, "late")])
    updated, copy = sorted(of(library, "late"), key=lambda row: -row.words)
    assert updated.is_updated and not copy.is_updated and copy.is_read
    assert library.counts().unread == 1
    assert [row.rowid for row in rows(library, View(query="is:updated"))] == [updated.rowid]
    assert [row.rowid for row in rows(library, View(Scope(unread_only=True)))] == [updated.rowid]
    library.mark([updated.rowid], "read", True)
    assert library.counts().unread == 0 and not rows(library, View(query="is:updated"))
    assert library.check() == []


def test_the_row_of_a_story_tells_of_an_update_also_where_another_version_stands_for_it(
    library: Library, wire: Path, make_bundle: MakeBundle
) -> None:
    library.add([wire])
    library.mark([row.rowid for row in rows(library)], "read", True)
    library.add([make_bundle({"late.jsonl": lines(ADDED_TO)}, "late")])
    [row] = [row for row in rows(library) if row.versions == 2]
    assert row.bundle == "wire" and row.is_updated


def test_a_version_of_what_was_dismissed_is_dismissed_unless_it_adds_text(
    library: Library, wire: Path, make_bundle: MakeBundle
) -> None:
    library.add([wire])
    library.mark([row.rowid for row in rows(library)], "dismissed", True)
    library.add([make_bundle({"late.jsonl": lines(extended(STORIES[0]), shortened(STORIES[1]))}, "late")])
    assert [row.words for row in rows(library)] == [max(row.words for row in of(library, "late"))]


def test_what_was_set_apart_stays_apart(library: Library, wire: Path, post: Path) -> None:
    library.add([wire, post])
    short = of(library, "post")[0]
    assert library.set_apart(short.rowid) == 1
    assert {(row.bundle, row.versions) for row in rows(library) if row.title == short.title} == {
        ("post", 1),
        ("wire", 1),
    }
    library.reindex()
    library.remove("post")
    library.add([post])
    assert [row.versions for row in rows(library) if row.title == short.title] == [1, 1]
    assert library.check() == []
    assert library.undo() and [row.versions for row in rows(library) if row.title == short.title] == [2]
    assert library.redo() and [row.versions for row in rows(library) if row.title == short.title] == [1, 1]


def test_what_is_apart_can_be_put_together(library: Library, wire: Path, post: Path) -> None:
    library.add([wire, post])
    short = of(library, "post")[0]
    library.set_apart(short.rowid)
    both = [row.rowid for row in rows(library) if row.title == short.title]
    other = next(row.rowid for row in rows(library) if row.versions == 1 and row.rowid not in both)
    assert library.put_together(both) and library.article(short.rowid).headline.versions == 2
    assert library.put_together([other, short.rowid])
    assert library.article(other).headline.versions == 3
    library.remove("post")
    library.add([post])
    assert library.article(other).headline.versions == 3
    assert library.undo() and library.article(other).headline.versions == 1
    assert library.check() == []


def test_what_was_said_of_versions_holds_in_another_library(
    library: Library, wire: Path, post: Path, tmp_path: Path
) -> None:
    library.add([wire, post])
    library.set_apart(of(library, "post")[0].rowid)
    said = list(library._store().export_journal())
    with Library(Paths(data=tmp_path / "other", config=tmp_path / "none.toml")) as other:
        other.add([wire, post])
        other._store().merge_journal(said)
        assert sorted(row.versions for row in rows(other)) == sorted(row.versions for row in rows(library))


def test_which_version_stands_for_the_story_can_be_chosen(library: Library, make_bundle: MakeBundle) -> None:
    first = make_bundle({"a.jsonl": lines(shortened(STORIES[0]), date="2021-12-07")}, "early")
    full = make_bundle({"b.jsonl": lines(STORIES[0], date="2021-12-08")}, "full")
    late = make_bundle({"c.jsonl": lines(shortened(STORIES[0], 0.45), date="2021-12-09")}, "late")
    library.add([first, full, late])
    shown = {}
    for rule in ("fullest", "earliest", "latest"):
        library.paths.config.write_text(f'[stories]\nrepresentative = "{rule}"\n')
        library.refresh()
        [row] = rows(library)
        shown[rule] = (row.bundle, row.versions)
    assert shown == {"fullest": ("full", 3), "earliest": ("early", 3), "latest": ("late", 3)}
    assert library.check() == []


def test_an_article_edited_on_disk_leaves_its_story(library: Library, wire: Path, post: Path) -> None:
    library.add([wire, post])
    (post / "post.jsonl").write_text(lines(shortened(STORIES[0]), STORIES[8], shortened(STORIES[2])))
    library.refresh()
    assert sorted(row.versions for row in rows(library)) == [1, 1, 1, 1, 1, 2, 2]
    assert library.check() == []


@pytest.mark.parametrize("where", ["window", "finish"])
def test_grouping_that_was_killed_is_made_up_for(
    library_paths: Paths, wire: Path, post: Path, where: str
) -> None:
    script = (
        "import sys; from pathlib import Path; import newsreader.store.grouping as g\n"
        "import newsreader.ingest.grouping as stage; stage.AT_ONCE = 4\n"
        "from newsreader.library import Library; from newsreader.paths import Paths\n"
        f"done, times = g.Grouping.{where}, []\n"
        "def stops(*args):\n"
        "    found = done(*args); times.append(1)\n"
        "    if len(times) == 2: print('there', flush=True); input()\n"
        "    return found\n"
        f"g.Grouping.{where} = stops\n"
        "library = Library(Paths(data=Path(sys.argv[1]), config=Path(sys.argv[1] + '.toml')))\n"
        "library.add([Path(p) for p in sys.argv[2:]])\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(library_paths.data), str(wire), str(post)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT,
    )  # fmt: skip
    assert child.stdout and child.stdin
    with child:
        assert child.stdout.readline() == b"there\n"
        child.send_signal(signal.SIGKILL)
        child.stdin.close()
    with Library(library_paths) as library:
        assert library.has_unfinished_work()
        library.add([wire])
        assert not library.has_unfinished_work() and library.check() == []
        assert sorted(row.versions for row in rows(library)) == [1, 1, 1, 2, 2, 2]


def test_a_library_of_an_earlier_version_is_grouped_by_the_next_add(
    library: Library, wire: Path, post: Path
) -> None:
    library.add([wire, post])
    database = library._store()._database
    with database.writing():
        for statement in ("UPDATE meta SET value = 0 WHERE key = 'grouped_rowid'", "DELETE FROM sketches",
                          "DELETE FROM likeness"):  # fmt: skip
            database.execute(statement)
    assert library.has_unfinished_work()
    library.add([wire])
    assert sorted(row.versions for row in rows(library)) == [1, 1, 1, 2, 2, 2]


def test_a_wrong_story_is_found_and_mended(library: Library, wire: Path, post: Path) -> None:
    library.add([wire, post])
    store = library._store()
    with store._database.writing():
        store._database.execute("UPDATE article SET story = rowid, is_representative = 1")
    assert any("stories" in fault for fault in library.check())
    library.check(repair=True)
    assert library.check() == []
    assert store.mark([Mark(of(library, "post")[0].rowid, "read", True)], "read") == 2


def test_versions_are_found_behind_many_that_have_gone(library: Library, make_bundle: MakeBundle) -> None:
    bundles = [
        make_bundle({"wire.jsonl": lines(STORIES[0])}, "wire"),
        make_bundle({"post.jsonl": lines(shortened(STORIES[0]))}, "post"),
    ]
    for _ in range(FIRST_OF):
        library.add(bundles)
        for bundle in bundles:
            library.remove(bundle.name)
    for bundle in bundles:
        library.add([bundle])
    assert [row.versions for row in rows(library)] == [2]


def test_the_row_of_a_story_tells_of_an_update_only_while_it_is_there(
    library: Library, wire: Path, make_bundle: MakeBundle
) -> None:
    library.add([wire])
    library.mark([row.rowid for row in rows(library)], "read", True)
    late = make_bundle({"late.jsonl": lines(ADDED_TO)}, "late")
    for _ in range(2):
        library.add([late])
        assert [(row.bundle, row.versions) for row in rows(library) if row.is_updated] == [("wire", 2)]
        library.remove("late")
        assert library.counts().unread == 0 and library.check() == []
