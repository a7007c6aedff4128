"""The command line: `run` decides between the reader's screen and the commands, and owns the exit status.

The screen must come up fast, so click is loaded only for commands.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from newsreader.errors import NewsreaderError, UsageError
from newsreader.ingest import BACKGROUND, RECLEANING

INTERRUPTED = 130
COMPLETION_VARIABLE = "_NEWSREADER_COMPLETE"


class Invocation:
    """A command line taken apart: the options that stand anywhere, and what is left."""

    def __init__(self) -> None:
        self.data_dir: Path | None = None
        self.config: Path | None = None
        self.wants_version = False
        self.rest: list[str] = []


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit status (0 done, 1 expected failure, 2 wrong usage, 130 interrupted)."""
    _prepare_streams()
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except UsageError as error:
        _complain(error)
        return 2
    except NewsreaderError as error:
        _complain(error)
        return 1
    except KeyboardInterrupt:
        _complain("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _give_up_output()
        return 0
    except OSError as error:
        # The system refuses: a full disk below the output, a name that is too long.
        _give_up_output()
        _complain(error)
        return 1
    return status


def _prepare_streams() -> None:
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Closed by whoever started this process (``>&-``).
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        # A headline in a script that the terminal's encoding lacks must not end in a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _give_up_output() -> None:
    """What is still to be written goes nowhere, so that Python does not fail over it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(about: object) -> None:
    from newsreader.cli.output import visible

    print(f"newsreader: {visible(str(about))}", file=sys.stderr)


def _run(arguments: Sequence[str]) -> int:
    if COMPLETION_VARIABLE in os.environ:
        from newsreader.cli.shell import places_in_environment

        arguments = [*arguments, *places_in_environment()]
    invocation = take_apart(arguments)
    if invocation.wants_version:
        from newsreader import __version__

        print(f"newsreader {__version__}")
        return 0
    if invocation.rest[:1] == [BACKGROUND]:
        return _add_in_background(invocation)
    if invocation.rest[:1] == [RECLEANING]:
        return _reclean(invocation)
    is_command = _is_command(invocation.rest) or COMPLETION_VARIABLE in os.environ
    return _run_command(invocation) if is_command else _open_reader(invocation)


def _is_command(words: Sequence[str]) -> bool:
    """Whether these words are for a command (or ask for help), rather than paths for the reader."""
    if not words or words[0] == "--":
        return False
    return words[0] in COMMAND_NAMES or any(word.startswith("-") for word in words)


COMMAND_NAMES = frozenset((
    "add", "bundles", "check", "diff", "export", "list", "mark", "paths", "problems", "refresh", "reindex",
    "remove", "search", "show", "state", "stats",
))  # fmt: skip


def take_apart(arguments: Sequence[str]) -> Invocation:
    """Take out the options that may stand before or after the command's name; all after ``--`` is left."""
    invocation = Invocation()
    words = iter(arguments)
    for word in words:
        name, has_value, value = word.partition("=")
        if word == "--":
            invocation.rest += [word, *words]
        elif name in ("--data-dir", "--config"):
            given = value if has_value else next(words, None)
            if not given:
                raise UsageError(f"{name} needs a path")
            if name == "--data-dir":
                invocation.data_dir = Path(given)
            else:
                invocation.config = Path(given)
        elif word == "--version":
            invocation.wants_version = True
        else:
            invocation.rest.append(word)
    invocation.rest = _command_first(invocation.rest)
    return invocation


def _command_first(words: list[str]) -> list[str]:
    """Options that stand before the command's name (``--json list``) are put behind it."""
    if not words or not words[0].startswith("-") or words[0] == "--":
        return words
    options = words[: words.index("--")] if "--" in words else words
    at = next((number for number, word in enumerate(options) if word in COMMAND_NAMES), 0)
    return [words[at], *words[:at], *words[at + 1 :]]


def _add_in_background(invocation: Invocation) -> int:
    """What the reader's child does; without click, for headlines are waited for."""
    signal.signal(signal.SIGTERM, _interrupt)
    from newsreader import paths
    from newsreader.ingest.background import progress_line
    from newsreader.library import Library

    with Library(paths.locate(invocation.data_dir, invocation.config)) as library:
        library.add(
            [Path(word) for word in invocation.rest[2:]],
            on_progress=lambda progress: print(progress_line(progress), flush=True),
        )
    return 0


def _reclean(invocation: Invocation) -> int:
    """What the reader's child does for one article whose lines were ruled about."""
    from newsreader import paths
    from newsreader.library import Library

    with Library(paths.locate(invocation.data_dir, invocation.config)) as library:
        library.reclean(int(invocation.rest[1]))
    return 0


def _run_command(invocation: Invocation) -> int:
    signal.signal(signal.SIGTERM, _interrupt)
    from newsreader.cli.commands import run_command

    return run_command(invocation.rest, invocation.data_dir, invocation.config)


def _open_reader(invocation: Invocation) -> int:
    from newsreader import config, paths

    words = [word for word in invocation.rest if word != "--"]
    if "" in words:
        raise UsageError("a PATH is empty")
    bundles = [Path(word) for word in words]
    for bundle in bundles:
        if not os.path.exists(bundle):  # noqa: PTH110 - Path.exists raises for names that are too long
            raise NewsreaderError(
                f"{bundle}: no such file or folder, and no command of that name", hint=_near(bundle)
            )
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NewsreaderError(
            "the reader needs a terminal", hint="in scripts use list, search and show; see newsreader --help"
        )
    # What is made before the first frame stays: to look for garbage in it takes a tenth of the start.
    gc.disable()
    places = paths.locate(invocation.data_dir, invocation.config)
    settings = config.load(places.config)
    from newsreader.library import Library

    with Library(places) as library:
        # The child loads its parsers while this process loads the screen.
        work = library.add_in_background(bundles) if bundles else None
        try:
            from newsreader.tui.app import run as open_reader

            return open_reader(library, config=settings, work=work)
        finally:
            if work is not None:
                work.stop()


def _near(word: Path) -> str:
    from difflib import get_close_matches

    near = get_close_matches(str(word), sorted(COMMAND_NAMES), n=1)
    return f"did you mean {near[0]}?" if near else "see newsreader --help"


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
