"""What every test may ask for: a data directory of its own, the sample bundles, real input where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture
def shared_data() -> Path:
    """Real news that is not part of the project; the test is skipped where it is absent."""
    data = PROJECT.parent / "shared" / "data"
    if not data.is_dir():
        pytest.skip("needs the folder of real news beside the project, which is not here")
    return data


@pytest.fixture
def sample_bundles() -> Path:
    return PROJECT / "sample_bundles"
