"""The article handed on: to the pager, an editor, a command, a file; in a real terminal where that counts."""

from __future__ import annotations

import json
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from tests.terminal import Spawn, Terminal
from tests.tui.conftest import Read, press, screen_of, seen, until, until_seen

FIRST = "Storm closes the northern strait"


@pytest.fixture
def reader(terminal: Spawn, data_dir: Path) -> Spawn:
    """The reader on the small library, its first frame drawn."""

    def start(**kwargs: object) -> Terminal:
        started = terminal(data_dir=data_dir, **kwargs)
        started.wait_for("indexed")
        return started

    return start


def script(folder: Path, name: str, lines: str) -> str:
    """A shell script to stand where a pager or an editor does."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{lines}\n")
    file.chmod(0o755)
    return str(file)


def test_the_original_goes_to_the_pager_harmless_and_the_screen_comes_back(
    reader: Spawn, tmp_path: Path, made_library: Path
) -> None:
    pager = script(tmp_path, "pager", f"cat > {tmp_path}/paged; echo IN THE PAGER; read line < /dev/tty")
    seen = reader(environ={"PAGER": pager})
    seen.press("2", "j", "o")
    seen.wait_for("IN THE PAGER")
    assert b"\x1b[?1049l" in seen.raw
    seen.press("enter")
    seen.wait_until_gone("IN THE PAGER")
    seen.wait_for("3 of 68")
    assert FIRST in seen.text
    paged = (tmp_path / "paged").read_text()
    assert "Markup [bold]stays[/]" in paged and "\x1b" not in paged
    seen.press("j")
    seen.wait_for("4 of 68")


def test_a_copy_is_opened_in_the_editor_that_cannot_be_written(reader: Spawn, tmp_path: Path) -> None:
    editor = script(
        tmp_path, "ed", f'cp "$1" {tmp_path}/edited; ls -l "$1" > {tmp_path}/mode; echo IN THE EDITOR; read x'
    )
    seen = reader(environ={"EDITOR": f"{editor}", "VISUAL": ""})
    seen.press("E")
    seen.wait_for("IN THE EDITOR")
    seen.press("enter")
    seen.wait_until_gone("IN THE EDITOR")
    edited = (tmp_path / "edited").read_text()
    assert edited.startswith(f"# {FIRST}\n\n*Pilots stay ashore*\n\n")
    assert (tmp_path / "mode").read_text().startswith("-r--------")


def test_a_shell_gets_the_terminal_and_fg_brings_the_reader_back(
    terminal: Spawn, data_dir: Path, tmp_path: Path
) -> None:
    command = f"{sys.executable} -m newsreader --data-dir {data_dir} --config {tmp_path}/config.toml"
    with Terminal(["bash", "--norc", "-i"], environ={"PS1": "shell> "}) as seen:
        seen.wait_for("shell>")
        seen.type(f"{command}\r")
        seen.wait_for("indexed 100 %")
        seen.press("j", "ctrl-z")
        seen.wait_for("Stopped")
        seen.type("echo still $((40 + 2))\r")
        seen.wait_for("still 42")
        seen.type("fg\r")
        # The shell's lines stand on the same screen: pyte knows no alternate one.
        seen.wait_until_gone("still 42")
        seen.wait_for(FIRST)
        seen.press("j")
        seen.wait_for("3 of 68")
        seen.press("Q")
        seen.wait_until_gone("3 of 68")
        seen.type("exit\r")
        seen.wait_for_end()


def test_a_reader_deaf_to_hang_ups_ends_when_its_terminal_has_gone(data_dir: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} -m newsreader --data-dir {data_dir} --config {tmp_path}/config.toml"
    with Terminal(["bash", "-c", f"trap '' HUP; exec {command}"]) as seen:
        seen.wait_for("indexed 100 %")
        seen.press("j")
        seen.wait_for("2 of 68")
        assert seen.hang_up() == 0


def test_a_quote_reaches_the_terminals_clipboard(reader: Spawn) -> None:
    seen = reader()
    seen.press("enter")
    seen.wait_for("The strait was closed")
    seen.press("v", "y", "q")
    seen.wait_for("quote copied")
    copied = bytes(seen.raw).partition(b"\x1b]52;c;")[2].partition(b"\x07")[0]
    assert b64decode(copied).decode().startswith("“The strait was closed to all ships on Thursday.”\n— Storm")


async def test_the_text_goes_to_a_command_whose_output_and_status_are_shown(read: Read) -> None:
    async with read() as pilot:
        await press(pilot, "enter")
        await until_seen(pilot, "The strait was closed")
        await press(pilot, "|", *"tr a-z A-Z; exit 3", "enter")
        await until_seen(pilot, "THE STRAIT WAS CLOSED TO ALL SHIPS ON THURSDAY.")
        assert "tr a-z A-Z; exit 3 · status 3" in seen(pilot)
        await press(pilot, "escape")
        await until_seen(pilot, "The strait was closed")
        await press(pilot, "v", "|", *"wc -l", "enter")
        await until_seen(pilot, "wc -l · status 0")
        await press(pilot, "escape", "escape", "|", *"true", "enter")
        await until_seen(pilot, "no output")


async def test_selected_articles_are_piped_and_exported_one_after_another(read: Read, tmp_path: Path) -> None:
    async with read() as pilot:
        await press(pilot, "v", "v", "|", *f"cat > {tmp_path}/piped", "enter")
        await until(pilot, lambda: (tmp_path / "piped").exists() and bool((tmp_path / "piped").read_text()))
        text = (tmp_path / "piped").read_text()
        assert text.index("The strait was closed") < text.index("Flour is cheaper")
        await until_seen(pilot, "status 0")
        await press(pilot, "w", *(["backspace"] * 11), *f"{tmp_path}/two.jsonl", "enter")
        await until_seen(pilot, "2 articles written")
    lines = (tmp_path / "two.jsonl").read_text().splitlines()
    assert json.loads(lines[0])["title"] == FIRST


async def test_a_file_that_exists_is_not_written_over_unasked(read: Read, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("mine")
    async with read() as pilot:
        screen_of(pilot).inside.handing.export(str(file))
        await until_seen(pilot, "exists; with !")
        assert file.read_text() == "mine"
        screen_of(pilot).inside.handing.export(f"{file}!")
        await until_seen(pilot, "1 article written")
        assert file.read_text().startswith(f"# {FIRST}")
        screen_of(pilot).inside.handing.export(str(tmp_path / "no" / "such.md"))
        await until_seen(pilot, "could not be written")


async def test_without_a_pager_one_line_says_so(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    async with read() as pilot:
        monkeypatch.setenv("PATH", "/nowhere")
        monkeypatch.delenv("PAGER", raising=False)
        await press(pilot, "o")
        await until_seen(pilot, "no pager: set PAGER, or install less")
