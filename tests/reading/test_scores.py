"""The readings of the shared corpus never fall below what was reached. Skipped, and saying so, without `../shared`."""

import pytest

from gazette.reading.issue import read_issue
from tests.reading import scoring

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(scoring.SHARED is None, reason="../shared (corpus, labels, scorer) does not stand here"),
]

# mean, share of text kept, and the least of any figure of ten tries or more
FLOORS = {
    "000": (0.995, 0.99, 0.95),
    "002": (0.995, 0.99, 0.95),
    "003": (0.985, 0.975, 0.9),
    "anlan-2024-3": (0.99, 0.97, 0.9),
    "linhe-2023-2": (0.99, 0.95, 0.9),
    "yunxi-2021-11": (0.99, 0.95, 0.9),
}


@pytest.mark.parametrize("name", FLOORS)
def test_corpus_reading_keeps_its_figures(name: str) -> None:
    issue = read_issue(scoring.source(name).read_bytes(), name=name)
    result = scoring.score(name, issue)
    mean, kept, least = FLOORS[name]
    assert result.mean >= mean, result.figures
    assert result.figures.get("text kept", 0.0) >= kept
    assert not result.below(least)
