"""Several processes on one library, and processes that are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from newsreader.store import Scope, Store
from tests.store.news import listed

PROJECT = Path(__file__).resolve().parents[2]

WRITER = """
import sys
from pathlib import Path
from newsreader.store import Store
from tests.store.news import article, document
store = Store.open(Path(sys.argv[1]))
bundle = store.add_bundle(sys.argv[2], Path("/wire", sys.argv[2]), "file")
number = 0
for batch in range(int(sys.argv[3])):
    documents = []
    for _ in range(40):
        number += 1
        text = f"Text of {number} from {sys.argv[2]}."
        day = f"2021-12-{1 + number % 28:02}"
        documents.append(document(f"wire:{number}", article(f"Notice {number}", text, day), source="wire"))
    store.write(bundle, documents)
    print(batch, flush=True)
"""

READER = """
import sys
from pathlib import Path
from newsreader.store import Mark, Scope, Store
store = Store.open(Path(sys.argv[1]))
for turn in range(40):
    days = store.days(Scope())
    rows = store.window(Scope(), 0, 30)
    for row in rows:
        store.article(row.rowid)
    assert store.counts().articles >= len(rows)
    if rows:
        row = rows[turn % len(rows)]
        store.mark([Mark(row.rowid, "starred", True)], f"star {sys.argv[2]}")
        if turn % 4 == 0:
            store.undo()
print("done")
"""

MARKER = """
import sys
from pathlib import Path
from newsreader.store import Mark, Scope, Store
store = Store.open(Path(sys.argv[1]))
rows = store.window(Scope(), 0, 1000)
for row in rows:
    store.mark([Mark(row.rowid, "starred", not row.is_starred)], "star")
    print(row.id, int(not row.is_starred), flush=True)
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_one_process_adds_while_two_read_and_mark(database: Path) -> None:
    processes = [start(WRITER, database, "Wire", 25)]
    processes += [start(READER, database, name) for name in ("laptop", "desk")]
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
    store = Store.open(database)
    assert store.counts().articles == 1000
    assert store.health.verify() == []
    store.close()


def test_processes_that_all_open_a_new_library_agree_on_it(database: Path) -> None:
    processes = [start(WRITER, database, name, 1) for name in ("A", "B", "C", "D")]
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
    store = Store.open(database)
    assert {record.name for record in store.bundles()} == {"A", "B", "C", "D"}
    assert store.counts().articles == 160
    store.close()


def test_a_writer_killed_at_any_moment_leaves_whole_batches(database: Path) -> None:
    for round_number in range(4):
        process = start(WRITER, database, f"Wire {round_number}", 1000)
        assert process.stdout is not None
        acknowledged = 0
        for line in process.stdout:
            acknowledged = int(line) + 1
            if acknowledged == 3 + 2 * round_number:
                process.kill()
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        store = Store.open(database)
        assert store.health.verify() == []
        kept = store.bundle_named(f"Wire {round_number}")
        assert kept.articles == kept.documents
        assert kept.articles % 40 == 0
        assert kept.articles >= acknowledged * 40
        assert sum(day.count for day in store.days(Scope(bundle=kept.name))) == kept.articles
        store.close()


def test_a_mark_that_was_acknowledged_survives_a_kill(database: Path) -> None:
    start(WRITER, database, "Wire", 2).communicate(timeout=60)
    for wanted in (1, 9, 25):
        process = start(MARKER, database)
        assert process.stdout is not None
        acknowledged: dict[str, bool] = {}
        for line in process.stdout:
            if line.endswith("\n"):
                id, is_starred = line.split()
                acknowledged[id] = is_starred == "1"
            if len(acknowledged) == wanted:
                process.kill()
        process.communicate(timeout=60)
        store = Store.open(database)
        assert {each.id: each.is_starred for each in listed(store) if each.id in acknowledged} == acknowledged
        assert store.health.verify() == []
        marks = [json.loads(line) for line in store.export_journal()]
        assert len(marks) >= len(acknowledged)
        store.close()
