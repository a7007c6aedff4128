"""A real terminal for tests: a pseudo-terminal with a program in it, and what a person would see on it."""

from __future__ import annotations

import codecs
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import ptyprocess
import pyte
import pytest

PROJECT = Path(__file__).resolve().parent.parent

PATIENCE_S = 20.0
"""How long something that must come is waited for before the test fails."""

QUIET_S = 0.3
"""Silence this long means that what was asked for has been drawn."""

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "shift-tab": "\x1b[Z",
    "backspace": "\x7f",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pgup": "\x1b[5~",
    "pgdn": "\x1b[6~",
    "f1": "\x1bOP",
    **{f"ctrl-{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}


class Terminal:
    """A program in a pseudo-terminal of ``columns`` by ``rows``.

    ``received`` counts the bytes that have come since it was last set to 0; ``last_at`` is when the last of
    them came, by the clock of ``time.perf_counter``.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.received = 0
        self.last_at = 0.0
        self.raw = bytearray()
        self._stream = pyte.Stream(self.screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        surroundings = {
            name: value
            for name, value in os.environ.items()
            if name not in ("NO_COLOR", "TMUX", "COLORTERM", "LC_ALL", "LC_CTYPE", "COLUMNS", "LINES")
        }
        surroundings |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(PROJECT)}
        self._process = ptyprocess.PtyProcess.spawn(
            list(command), dimensions=(rows, columns), env={**surroundings, **(environ or {})}
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The process in it."""
        pid: int = self._process.pid
        return pid

    # What is seen

    @property
    def lines(self) -> list[str]:
        """The rows on the screen, without the blanks at their ends."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """All that is on the screen."""
        return "\n".join(self.lines)

    def line_with(self, text: str) -> str:
        """The first row that holds ``text``; the test fails where there is none."""
        for line in self.lines:
            if text in line:
                return line
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")

    # What is done

    def press(self, *keys: str) -> None:
        """Press keys: characters, or names such as ``enter``, ``ctrl-d``, ``pgdn``."""
        for key in keys:
            self._process.write(KEYS.get(key, key).encode())

    def type(self, text: str) -> None:
        """Type a text."""
        self._process.write(text.encode())

    def click(self, column: int, row: int) -> None:
        """Press and release the left button on a cell, counted from 0."""
        at = f"{column + 1};{row + 1}"
        self._process.write(f"\x1b[<0;{at}M\x1b[<0;{at}m".encode())

    def turn_wheel(self, column: int, row: int, *, down: bool = True) -> None:
        """Turn the wheel by one notch over a cell."""
        self._process.write(f"\x1b[<{65 if down else 64};{column + 1};{row + 1}M".encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the size, as a window that is dragged."""
        self.screen.resize(rows, columns)
        self._process.setwinsize(rows, columns)

    # Waiting

    def wait_until(self, holds: Callable[[Terminal], bool], what: str = "the condition") -> None:
        """Wait until something holds of what is seen; if it never does, fail and show the screen."""
        deadline = time.monotonic() + PATIENCE_S
        while not holds(self):
            if not self._read(max(0.0, deadline - time.monotonic())):
                if holds(self):
                    return
                raise AssertionError(f"{what} never came; the screen:\n{self.text}")

    def wait_for(self, text: str) -> None:
        """Wait until ``text`` is on the screen."""
        self.wait_until(lambda terminal: text in terminal.text, repr(text))

    def wait_until_gone(self, text: str) -> None:
        """Wait until ``text`` is no longer on the screen."""
        self.wait_until(lambda terminal: text not in terminal.text, f"the end of {text!r}")

    def wait_until_quiet(self, quiet_s: float = QUIET_S) -> None:
        """Wait until nothing has come for a while: all that keys asked for is drawn."""
        while self._read(quiet_s):
            pass

    def bytes_for(self, *keys: str) -> int:
        """How many bytes come for some keys."""
        self.wait_until_quiet()
        self.received = 0
        self.press(*keys)
        self.wait_until_quiet()
        return self.received

    def wait_for_end(self) -> int:
        """Wait until the program ends; its exit status."""
        deadline = time.monotonic() + PATIENCE_S
        while self._process.isalive() and time.monotonic() < deadline:
            self._read(0.1)
        assert not self._process.isalive(), f"it has not ended; the screen:\n{self.text}"
        self._process.wait()
        status = self._process.exitstatus
        return -1 if status is None else status

    def wait_until_stopped(self) -> None:
        """Wait until the program has stopped itself, as a shell that gets the terminal back."""
        deadline = time.monotonic() + PATIENCE_S
        while os.waitid(os.P_PID, self._process.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT) is None:
            assert time.monotonic() < deadline, "it has not stopped"
            self._read(0.02)

    def hang_up(self) -> int:
        """Take the terminal away, as a connection that breaks; the exit status of the program, which must
        notice by itself."""
        self._process.fileobj.close()
        deadline = time.monotonic() + PATIENCE_S
        while (ended := os.waitpid(self.pid, os.WNOHANG)) == (0, 0):
            assert time.monotonic() < deadline, "it goes on without a terminal"
            time.sleep(0.05)
        self._process.closed = True
        self._process.terminated = True
        return os.waitstatus_to_exitcode(ended[1])

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.kill(number)

    def close(self) -> None:
        """End the program."""
        if self._process.closed:
            return
        if self._process.isalive():
            self._process.terminate(force=True)
        self._process.close()

    def _read(self, timeout_s: float) -> bool:
        """Take in what comes within ``timeout_s``; whether anything did."""
        ready, _, _ = select.select([self._process.fd], [], [], timeout_s)
        if not ready:
            return False
        try:
            data = os.read(self._process.fd, 65536)
        except OSError:
            return False
        self.received += len(data)
        self.last_at = time.perf_counter()
        self.raw += data
        # pyte takes what stands between the parameters and the final byte of some sequences for text.
        self._stream.feed(_understood(self._decoder.decode(data)))
        return bool(data)


def _understood(text: str) -> str:
    import re

    return re.sub(
        r"\x1b\[[?>=<][\d;]*\$?[a-zA-Z]", lambda found: found[0] if found[0][-1] in "hl" else "", text
    )


Spawn = Callable[..., Terminal]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Spawn]:
    """Starts ``newsreader`` in a pseudo-terminal: ``terminal("add", "x", columns=80, rows=24)``.

    The library is in ``tmp_path / "library"`` unless ``data_dir`` says otherwise.
    """
    running: list[Terminal] = []

    def spawn(
        *arguments: str,
        columns: int = 120,
        rows: int = 40,
        data_dir: Path | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> Terminal:
        places = [
            "--data-dir",
            str(data_dir or tmp_path / "library"),
            "--config",
            str(tmp_path / "config.toml"),
        ]
        command = [sys.executable, "-m", "newsreader", *places, *arguments]
        running.append(Terminal(command, columns=columns, rows=rows, environ=environ))
        return running[-1]

    yield spawn
    for one in running:
        one.close()
