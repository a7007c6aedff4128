"""``python -m newsreader`` and the ``newsreader`` command."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Run the command line; the exit status."""
    # NumPy starts threads for linear algebra, which nothing here does; that takes long.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from newsreader.cli import run

    try:
        return run(sys.argv[1:])
    finally:
        # What is there goes with the process; after a large add it takes a moment to look for garbage in it.
        gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
