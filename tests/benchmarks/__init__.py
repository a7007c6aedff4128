"""Benchmarks: each prints what it measured, for RESULTS.md; none of them is a test."""

import os

# What is timed keeps its byte-code, as an installed program does; compiling at every start is not its own.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
