"""Files for the import job: a whole small issue as text, stored below the test's own folder."""

from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "gazette" / "samples" / "anlan-2024-3.txt"


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def sample() -> bytes:
    return SAMPLE.read_bytes()
