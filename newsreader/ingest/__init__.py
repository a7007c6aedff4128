"""From bundles on disk to articles in the store and the index: in batches, resumable at any point."""

BACKGROUND = "--background"
"""What the command line of the reader's adding child begins with; not for people."""

RECLEANING = "_reclean"
"""The word by which the reader asks a child of its own to clean one article anew."""
