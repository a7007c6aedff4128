"""``python -m newsreader`` and the ``newsreader`` command."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line; the exit status."""
    # NumPy starts threads for linear algebra, which nothing here does; that takes long.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from newsreader.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
