"""Printed as PDF in two columns and as Word files, the labelled real issues keep their figures. Skipped without `../shared`."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.makers import chromium, layouts, texts, word
from tests.makers.score import FileScore, score_file
from tests.reading import scoring

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(scoring.SHARED is None, reason="../shared (corpus, labels, scorer) does not stand here"),
]

# mean, share of text kept, the least of any figure of ten tries or more
FLOORS = {"000": (0.985, 0.99, 0.85), "002": (0.985, 0.99, 0.9), "003": (0.985, 0.98, 0.9)}
SAMPLES = ("anlan-2024-3", "linhe-2023-2", "yunxi-2021-11")


def assert_keeps(found: FileScore, floors: tuple[float, float, float]) -> None:
    mean, kept, least = floors
    assert found.score.mean >= mean, found.score.figures
    assert found.score.figures["text kept"] >= kept
    assert not found.score.below(least)
    assert found.coverage >= 0.998
    assert found.trust.kept >= 0.98, found.trust.lost


@pytest.mark.browser
@pytest.mark.parametrize("name", FLOORS)
def test_two_column_print_keeps_its_figures(name: str, browser: Browser, tmp_path: Path) -> None:
    chromium.print_pdf(browser, texts.named(name), layouts.TWO, tmp_path / "print.pdf")
    assert_keeps(score_file(tmp_path / "print.pdf", name), FLOORS[name])


@pytest.mark.parametrize("office", [word.STYLED, word.PLAIN], ids=lambda office: office.name)
@pytest.mark.parametrize("name", FLOORS)
def test_word_files_keep_their_figures(name: str, office: word.Office, tmp_path: Path) -> None:
    word.write_docx(texts.named(name), office, tmp_path / "file.docx")
    assert_keeps(score_file(tmp_path / "file.docx", name), FLOORS[name])


@pytest.mark.browser
@pytest.mark.parametrize("name", SAMPLES)
def test_a_printed_sample_keeps_its_figures(name: str, browser: Browser, tmp_path: Path) -> None:
    chromium.print_pdf(browser, texts.named(name), layouts.RUN, tmp_path / "print.pdf")
    assert_keeps(score_file(tmp_path / "print.pdf", name), (0.98, 0.94, 0.9))
