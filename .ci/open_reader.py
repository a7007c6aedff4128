"""Runs a command that ends in the reader's screen, inside a pseudo-terminal, as a person would.

    open_reader.py FOLDER COMMAND

The command runs in FOLDER by a shell and may first set things up. Then keys are pressed and what stands
on the screen is checked; the exit status says whether all of it was as it should be.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests import terminal
from tests.terminal import Terminal

SET_UP_S = 600.0


def main(folder: str, command: str) -> int:
    os.chdir(folder)
    terminal.PATIENCE_S = SET_UP_S
    with Terminal(["bash", "-c", f"{command}"], columns=120, rows=40, environ={"PYTHONPATH": ""}) as reader:
        step(reader, "the reader opens", lambda: reader.wait_for("articles · "))
        terminal.PATIENCE_S = 60.0
        step(reader, "headlines come up", lambda: reader.wait_for("Fog holds up the morning boats"))
        step(reader, "all of it is read and indexed", lambda: reader.wait_for("indexed 100 %"))
        step(
            reader,
            "the counts are in the status line",
            lambda: must_match(reader, r"\d+ articles · \d+ unread"),
        )
        reader.press("j", "j", "k")
        reader.wait_until_quiet()
        step(reader, "the cursor moves", lambda: must_match(reader, r"2 of \d+"))
        reader.press("/")
        reader.type("strait pilots")
        step(reader, "a search answers while typing", lambda: reader.wait_until(has_hits, "hits"))
        reader.press("enter", "enter")
        step(reader, "an article opens", lambda: reader.wait_until(has_text, "the text of the article"))
        reader.press("q", "esc")
        reader.wait_until_quiet()
        reader.press("?")
        step(reader, "help names the keys", lambda: reader.wait_for("Next headline"))
        reader.press("esc")
        reader.wait_until_quiet()
        reader.press("Q")
        step(reader, "it quits", lambda: must_end(reader))
    return 0


def step(reader: Terminal, what: str, check: object) -> None:
    print(f"   {what} ...", end=" ", flush=True)
    try:
        check()  # type: ignore[operator]
    except AssertionError as error:
        print(f"NO\n{error}")
        sys.exit(1)
    print("yes")


def must_match(reader: Terminal, pattern: str) -> None:
    assert re.search(pattern, reader.text), f"{pattern} is not on the screen:\n{reader.text}"


def has_hits(reader: Terminal) -> bool:
    return (
        re.search(r"[1-9]\d* (hit|article)", reader.lines[-1]) is not None and "strait" in reader.text.lower()
    )


def has_text(reader: Terminal) -> bool:
    return " min" in reader.text and "%" in reader.lines[-1]


def must_end(reader: Terminal) -> None:
    status = reader.wait_for_end()
    assert status == 0, f"the exit status is {status}:\n{reader.text}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
