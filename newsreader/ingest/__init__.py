"""From bundles on disk to articles in the store and the index: in batches, resumable at any point."""
