"""What makers print of the project's own samples is read back: every character, every paragraph in one piece."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from gazette.reading.issue import read_issue
from gazette.reading.records import IssueRecord
from tests.makers import chromium, invented, layouts, libreoffice, scans, texts, word
from tests.makers.prints import Kind, Print
from tests.makers.score import paragraphs_of, strings_of
from tests.makers.trust import Trust, compare, plain

# share of the characters found again, of the paragraphs in one piece, and of the file's characters accounted for
LEAST = (0.98, 0.85, 0.998)
SEEDS = (3, 11)


@dataclass(frozen=True)
class Read:
    printed: Print
    issue: IssueRecord

    @property
    def trust(self) -> Trust:
        return compare(self.printed, strings_of(self.issue), paragraphs_of(self.issue))


def held(path: Path, printed: Print) -> Read:
    return Read(printed, read_issue(path.read_bytes(), name=path.name))


def assert_trusted(read: Read, least: tuple[float, float, float] = LEAST) -> None:
    kept, whole, covered = least
    trust = read.trust
    assert trust.kept >= kept, trust.lost
    assert trust.whole >= whole, trust.torn
    assert read.issue.coverage is not None
    assert read.issue.coverage.share >= covered, read.issue.findings
    titles = [b.text for part in read.printed.parts for b in part.blocks if b.kind is Kind.TITLE]
    assert {plain(title) for title in titles} <= {plain(document.title) for document in read.issue.documents}


@pytest.mark.browser
@pytest.mark.parametrize("layout", layouts.CORE, ids=lambda layout: layout.name)
@pytest.mark.parametrize("name", texts.SAMPLES)
def test_a_printed_sample_is_read_whole(name: str, layout: layouts.Layout, browser: Browser, tmp_path: Path) -> None:
    printed = texts.named(name)
    chromium.print_pdf(browser, printed, layout, tmp_path / "print.pdf")
    assert_trusted(held(tmp_path / "print.pdf", printed))


@pytest.mark.browser
@pytest.mark.parametrize("layout", [layouts.TWO, layouts.THREE], ids=lambda layout: layout.name)
@pytest.mark.parametrize("seed", SEEDS)
def test_an_invented_issue_is_read_whole(seed: int, layout: layouts.Layout, browser: Browser, tmp_path: Path) -> None:
    printed, _, _ = invented.issue(seed)
    chromium.print_pdf(browser, printed, layout, tmp_path / "print.pdf")
    assert_trusted(held(tmp_path / "print.pdf", printed))


@pytest.mark.parametrize("office", word.OFFICES.values(), ids=word.OFFICES)
@pytest.mark.parametrize("name", texts.SAMPLES)
def test_a_word_file_is_read_whole(name: str, office: word.Office, tmp_path: Path) -> None:
    printed = texts.named(name)
    word.write_docx(printed, office, tmp_path / "file.docx")
    assert_trusted(held(tmp_path / "file.docx", printed))


@pytest.mark.skipif(libreoffice.PROGRAM is None, reason="LibreOffice is not installed here")
@pytest.mark.slow
@pytest.mark.parametrize("office", [word.STYLED, word.COLUMNS], ids=lambda office: office.name)
def test_what_libreoffice_prints_is_read_whole(office: word.Office, tmp_path: Path) -> None:
    printed = texts.named("anlan-2024-3")
    word.write_docx(printed, office, tmp_path / "file.docx")
    assert_trusted(held(libreoffice.print_pdf(tmp_path / "file.docx", tmp_path / "print.pdf"), printed))


@pytest.mark.browser
def test_a_scan_has_no_text_layer_and_as_many_pages(browser: Browser, tmp_path: Path) -> None:
    chromium.print_pdf(browser, texts.named("yunxi-2021-11"), layouts.TWO, tmp_path / "print.pdf")
    assert scans.scan(tmp_path / "print.pdf", scans.WORN, tmp_path / "scan.pdf", range(2)) == 2
    assert "第一条".encode() not in (tmp_path / "scan.pdf").read_bytes()


def test_prints_have_the_words_of_their_text() -> None:
    for name in texts.SAMPLES:
        words = plain(texts.text_file(name).read_text("utf-8").replace("#", "").replace("*", ""))
        for part in texts.named(name).parts:
            for block in part.blocks:
                if block.kind is Kind.PARAGRAPH and len(block.text) < 40:
                    assert plain(block.text)[:12] in words
