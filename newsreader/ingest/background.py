"""Adding in a process of its own, so that the screen never shares its interpreter with parsers."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from newsreader.errors import StoreError
from newsreader.ingest import BACKGROUND
from newsreader.ingest.progress import Progress
from newsreader.paths import Paths

STOP_WAIT_S = 5


def progress_line(progress: Progress) -> str:
    """The line by which the child tells its parent how far it is."""
    return json.dumps(asdict(progress))


class BackgroundAdd:
    """A running ``newsreader add``; it ends by itself when its parent goes away, and can be resumed."""

    def __init__(self, paths: Paths, bundles: Sequence[Path]) -> None:
        command = [sys.executable, "-m", "newsreader", "--data-dir", str(paths.data)]
        command += ["--config", str(paths.config), BACKGROUND, "--", *map(str, bundles)]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            raise StoreError(f"adding in the background could not start: {error.strerror}") from error
        self._progress: Progress | None = None
        self._last_words = ""
        self._readers = [
            threading.Thread(target=self._read_progress, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    def progress(self) -> Progress | None:
        """The latest word of the child; None before the first. Does not wait."""
        return self._progress

    def is_running(self) -> bool:
        """Whether the child still works."""
        return self._process.poll() is None

    @property
    def error(self) -> str:
        """Why the child ended, in one line; empty while it runs and when all went well."""
        if self._process.poll() in (None, 0):
            return ""
        for reader in self._readers:
            reader.join(1)
        return self._last_words or "adding in the background ended unexpectedly; start again to resume"

    def stop(self) -> None:
        """Ask the child to stop after what it is writing, and wait for it; the next start resumes."""
        if self.is_running():
            self._process.terminate()
        try:
            self._process.wait(STOP_WAIT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _read_progress(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._progress = Progress(**json.loads(line))

    def _read_errors(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as lines:
            for line in lines:
                self._last_words = line.strip() or self._last_words
