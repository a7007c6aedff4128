"""Every format, sound and damaged, against what is expected of its sample."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bundles.reading import as_golden, read_all

HERE = Path(__file__).parent
SAMPLES = sorted(path.name for path in (HERE / "samples").iterdir())


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_gives_what_its_golden_file_says(sample: str) -> None:
    expected = json.loads((HERE / "golden" / f"{sample}.json").read_text(encoding="utf-8"))
    assert [as_golden(result) for result in read_all(HERE / "samples" / sample)] == expected


def test_every_golden_file_has_its_sample() -> None:
    assert sorted(path.name.removesuffix(".json") for path in (HERE / "golden").iterdir()) == SAMPLES
