"""Adding and refreshing bundles, from files on disk to what the library answers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from newsreader.article import RawDocument
from newsreader.cleaning import BundleContext
from newsreader.errors import BundleError, BusyError, UsageError
from newsreader.ingest.lock import ingest_lock
from newsreader.ingest.pool import CleaningPool
from newsreader.ingest.progress import Progress
from newsreader.ingest.run import bundle_name
from newsreader.library import Library
from newsreader.listing import View
from newsreader.paths import Paths
from tests.conftest import PROJECT, scrape

MakeBundle = Callable[..., Path]

FERRY = scrape(
    "Ferry line to Oxholm reopens",
    "The ferry line between Port Ellin and Oxholm carried its first passengers since the storm on Monday.",
    "Crossings take forty minutes, and the harbour office expects six of them a day until spring.",
)
BREAD = scrape(
    "Bread prices fall again",
    "A loaf of rye cost four crowns in Straitgate this week, the lowest price since the summer harvest.",
    "Bakers credit cheaper flour from the mainland, where two new mills opened in the autumn.",
)


def numbered(count: int) -> dict[str, str]:
    return {
        f"{number:05}.txt": scrape(
            f"Lighthouse report number {number}",
            f"Keeper {number} of the outer light counted {number * 7} ships in the night of the gale.",
            f"The log of station {number} notes calm seas toward morning and a north wind at sunrise.",
        )
        for number in range(count)
    }


def titles(library: Library, query: str = "") -> list[str]:
    listing = library.listing(View(query=query))
    return [headline.title for headline in listing.window(0, listing.total)]


def test_a_folder_becomes_articles_that_can_be_listed_and_searched(
    library: Library, make_bundle: MakeBundle
) -> None:
    report = library.add([make_bundle({"ferry.txt": FERRY, "bread.txt": BREAD})])
    (bundle,) = report.bundles
    assert (bundle.name, bundle.documents, bundle.articles, bundle.new) == ("wire", 2, 2, 2)
    assert sorted(titles(library)) == ["Bread prices fall again", "Ferry line to Oxholm reopens"]
    assert titles(library, "flour mills") == ["Bread prices fall again"]
    assert library.counts().indexed == 2
    assert not library.has_unfinished_work()


def test_a_second_add_of_an_unchanged_bundle_opens_no_file(library: Library, make_bundle: MakeBundle) -> None:
    root = make_bundle({"ferry.txt": FERRY, "bread.txt": BREAD})
    library.add([root])
    for file in root.iterdir():
        stat = file.stat()
        file.write_bytes(b"x" * stat.st_size)
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    (bundle,) = library.add([root]).bundles
    assert (bundle.new, bundle.updated, bundle.unchanged, bundle.problems) == (0, 0, 2, 0)
    assert sorted(titles(library)) == ["Bread prices fall again", "Ferry line to Oxholm reopens"]


def test_refresh_takes_up_what_changed_came_and_went(library: Library, make_bundle: MakeBundle) -> None:
    root = make_bundle({"ferry.txt": FERRY, "bread.txt": BREAD})
    library.add([root])
    (root / "ferry.txt").write_text(FERRY + "\nThe harbour master welcomed the news with a brass band.\n")
    (root / "bread.txt").unlink()
    make_bundle({"opera.txt": scrape("Opera returns to the customs house", "Tickets sold out within a day.")})
    (bundle,) = library.refresh().bundles
    assert (bundle.documents, bundle.new, bundle.updated) == (2, 1, 1)
    assert sorted(titles(library)) == ["Ferry line to Oxholm reopens", "Opera returns to the customs house"]
    assert titles(library, "brass band") == ["Ferry line to Oxholm reopens"]
    assert titles(library, "flour") == []


def test_a_file_that_lost_its_documents_loses_its_articles(library: Library, make_bundle: MakeBundle) -> None:
    lines = [f'{{"title": "Tide table {number}", "body": "High water at {number}."}}' for number in range(3)]
    root = make_bundle({"dump.jsonl": "\n".join(lines)})
    library.add([root])
    (root / "dump.jsonl").write_text(lines[1] + "\n")
    library.refresh()
    assert titles(library) == ["Tide table 1"]


def test_read_state_survives_removing_and_adding_a_bundle_again(
    library: Library, make_bundle: MakeBundle
) -> None:
    root = make_bundle({"ferry.txt": FERRY, "bread.txt": BREAD})
    library.add([root])
    rowid = library.listing(View(query="ferry")).rowids()[0]
    library.mark([rowid], "starred", True)
    library.mark([rowid], "read", True)
    library.remove("wire")
    assert titles(library) == []
    library.add([root])
    (headline,) = library.listing(View(query="is:starred")).window(0, 10)
    assert (headline.title, headline.is_read) == ("Ferry line to Oxholm reopens", True)


def test_a_renamed_bundle_keeps_its_articles_and_their_ids(library: Library, make_bundle: MakeBundle) -> None:
    root = make_bundle({"ferry.txt": FERRY})
    library.add([root])
    (before,) = library.listing().window(0, 10)
    moved = root.rename(root.with_name("archive"))
    library.add([moved])
    (after,) = library.listing().window(0, 10)
    assert (after.id, after.bundle) == (before.id, "archive")
    assert [bundle.name for bundle in library.bundles()] == ["archive"]


def test_the_same_text_twice_is_one_story_of_two_versions(library: Library, make_bundle: MakeBundle) -> None:
    library.add([make_bundle({"a.txt": FERRY, "b.txt": FERRY, "c.txt": BREAD})])
    counts = library.counts()
    assert (counts.articles, counts.stories) == (3, 2)
    assert sorted(headline.versions for headline in library.listing().window(0, 10)) == [1, 2]
    assert library.listing(View(query="oxholm")).matches == 2


def test_a_damaged_document_is_a_problem_and_not_the_end(library: Library, make_bundle: MakeBundle) -> None:
    (bundle,) = library.add(
        [make_bundle({"a.txt": FERRY, "empty.txt": "", "b.json": '{"title": "cut o'})]
    ).bundles
    assert (bundle.articles, bundle.problems) == (1, 2)
    assert {problem.path for problem in library.problems()} == {"empty.txt", "b.json"}


def test_a_path_that_is_not_there_is_one_clear_line(library: Library, tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="nowhere"):
        library.add([tmp_path / "nowhere"])


def test_one_name_cannot_name_several_bundles(library: Library, make_bundle: MakeBundle) -> None:
    one, two = make_bundle({"a.txt": FERRY}, "one"), make_bundle({"a.txt": BREAD}, "two")
    with pytest.raises(UsageError):
        library.add([one, two], name="both")


def test_progress_ends_with_everything_read_and_indexed(library: Library, make_bundle: MakeBundle) -> None:
    seen: list[Progress] = []
    library.add([make_bundle(numbered(300))], on_progress=seen.append)
    reading = [progress for progress in seen if progress.stage == "reading"]
    indexing = [progress for progress in seen if progress.stage == "indexing"]
    assert reading[-1].fraction == 1 and reading[-1].documents == 300
    assert indexing[-1].fraction == 1 and indexing[-1].documents == 300
    assert all(earlier.done <= later.done for earlier, later in pairwise(reading))


def test_an_add_killed_anywhere_is_completed_by_the_next(
    library_paths: Paths, make_bundle: MakeBundle
) -> None:
    root = make_bundle(numbered(1500))
    command = [sys.executable, "-m", "newsreader", "--data-dir", str(library_paths.data), "add", str(root)]
    kills = 0
    for moment_s in (0.5, 0.8, 1.1, 1.6, 2.1):
        process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(moment_s)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
    assert kills
    finished = subprocess.run([*command, "--json"], cwd=PROJECT, capture_output=True, check=True, text=True)
    (bundle,) = json.loads(finished.stdout)["bundles"]
    assert (bundle["documents"], bundle["articles"]) == (1500, 1500)
    with Library(library_paths) as library:
        counts = library.counts()
        assert (counts.articles, counts.stories, counts.indexed) == (1500, 1500, 1500)
        assert library.listing(View(query="lighthouse")).matches == 1500
        assert library.check() == []


def test_two_adds_at_once_wait_for_one_another(library_paths: Paths, make_bundle: MakeBundle) -> None:
    roots = [make_bundle(numbered(200), "one"), make_bundle({"a.txt": FERRY, "b.txt": BREAD}, "two")]
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "newsreader", "--data-dir", str(library_paths.data), "add", str(root)],
            cwd=PROJECT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for root in roots
    ]
    for process in processes:
        _, complaints = process.communicate()
        assert process.returncode == 0, complaints
    with Library(library_paths) as library:
        assert library.counts().indexed == 202


def test_the_lock_is_busy_while_held_and_free_when_its_holder_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "adding.lock"
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from pathlib import Path; from newsreader.ingest.lock import ingest_lock\n"
            "with ingest_lock(Path(sys.argv[1]), wait_s=0): print('held', flush=True); time.sleep(60)",
            str(path),
        ],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    with holder.stdout:
        holder.stdout.readline()
        with pytest.raises(BusyError), ingest_lock(path, wait_s=0):
            pass
        holder.kill()
        holder.wait()
    with ingest_lock(path, wait_s=5):
        pass


def test_a_copy_of_the_holder_does_not_hold_the_lock_when_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "adding.lock"
    program = (
        "import os, signal, sys, time\n"
        "from pathlib import Path\n"
        "from newsreader.ingest.lock import ingest_lock\n"
        "with ingest_lock(Path(sys.argv[1]), wait_s=0):\n"
        "    copied, told = os.pipe()\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        os.write(told, b'.')\n"
        "        time.sleep(60)\n"
        "    os.read(copied, 1)\n"
        "    print(child, flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", program, str(path)], cwd=PROJECT, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    with holder.stdout:
        copy = int(holder.stdout.readline())
    holder.wait()
    try:
        with ingest_lock(path, wait_s=0):
            assert _is_running(copy)
    finally:
        os.kill(copy, signal.SIGKILL)


def test_a_worker_killed_while_cleaning_loses_no_document() -> None:
    documents = [
        RawDocument(f"{number}.txt", "0" * 64, "text", text)
        for number, text in enumerate(numbered(400).values())
    ]
    batches = [(documents[start : start + 20], start) for start in range(0, 400, 20)]
    outcomes = []
    with CleaningPool(2) as pool:
        for cleaned, start in pool.clean(batches, BundleContext()):
            outcomes += cleaned.outcomes
            if start == 40:
                assert pool._executor is not None
                os.kill(next(iter(pool._executor._processes)), signal.SIGKILL)
    assert [len(outcome.articles) for outcome in outcomes] == [1] * 400


def test_workers_end_when_the_process_that_started_them_is_killed(tmp_path: Path) -> None:
    program = (
        "import os, signal\n"
        "from newsreader.article import RawDocument\n"
        "from newsreader.cleaning import BundleContext\n"
        "from newsreader.ingest.pool import CleaningPool\n"
        "if __name__ == '__main__':\n"
        "    pool = CleaningPool(1)\n"
        "    document = RawDocument('a.txt', '0', 'text', 'A headline\\n\\nA sentence of the text.')\n"
        "    list(pool.clean([([document], 0)], BundleContext()))\n"
        "    print(next(iter(pool._executor._processes)), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(program)
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    finished = subprocess.run([sys.executable, str(script)], capture_output=True, env=environment, text=True)
    worker = int(finished.stdout)
    deadline = time.monotonic() + 10
    while _is_running(worker):
        assert time.monotonic() < deadline, "the worker outlived its parent"
        time.sleep(0.05)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat")
        return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_a_background_add_reports_and_finishes(library: Library, make_bundle: MakeBundle) -> None:
    background = library.add_in_background([make_bundle(numbered(60))])
    deadline = time.monotonic() + 60
    while background.is_running():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert background.error == ""
    assert library.counts().indexed == 60
    progress = background.progress()
    assert progress is not None and progress.stage == "indexing"


def test_a_background_add_of_nothing_says_why_in_one_line(library: Library, tmp_path: Path) -> None:
    background = library.add_in_background([tmp_path / "nowhere"])
    deadline = time.monotonic() + 60
    while background.is_running():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert "nowhere" in background.error and "\n" not in background.error


@pytest.mark.parametrize(
    ("file", "name"),
    [("wire.zip", "wire"), ("dump.jsonl.gz", "dump"), ("week.tar.zst", "week"), ("plain", "plain")],
)
def test_a_bundle_is_named_for_its_file_without_its_wrapping(tmp_path: Path, file: str, name: str) -> None:
    assert bundle_name(tmp_path / file) == name
