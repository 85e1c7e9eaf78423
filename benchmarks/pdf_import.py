"""Reading a PDF into an issue's records, in pages a second, beside bare text extraction: `python -m benchmarks.pdf_import [FILE…]`.

Ours is what the import's own process does: open, split into documents, records with findings, pictures and the record left as
JSON. The baseline, in the same process: pypdfium2's text of every page. Both in seconds of the processor, so that other work on
the machine doesn't count; the lesser of two goes for the baseline. Memory is the greatest that `python -m gazette.reading`
held, the process that imports start. Without files, issues of 50 to 800 pages are invented and printed by Chromium, and the
growth over them is fitted to a line.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from gazette.reading.handover import leave_record
from gazette.reading.issue import read_issue_source
from policies.reading.sources.opening import open_source
from tests.makers import chromium, invented, layouts
from tests.makers.__main__ import browser

_READ = """
import re, runpy
runpy.run_module("gazette.reading", run_name="__main__", alter_sys=False)
print(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
"""
PAGES = (50, 100, 200, 300, 500, 800)


@dataclass(frozen=True)
class Figures:
    """Seconds of the processor, pages, and MiB at the most."""

    pages: int
    documents: int
    bare: float
    opened: float
    recorded: float
    memory: int

    @property
    def whole(self) -> float:
        return self.opened + self.recorded


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--measure", action="store_true", help="measure the one file in this process, as JSON")
    arguments = parser.parse_args()
    if arguments.measure:
        print(json.dumps(vars(measured(arguments.files[0]))))
    elif arguments.files:
        for path in arguments.files:
            report(path.name, apart(path))
    else:
        grow()


def measured(path: Path) -> Figures:
    data = path.read_bytes()
    pages, bare = min((bare_extraction(data) for _ in range(2)), key=lambda found: found[1])
    started = time.process_time()
    source = open_source(data, name=path.name)
    opened = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        record = read_issue_source(source)
        leave_record(Path(folder), record, source.pictures)
    ended = time.process_time()
    return Figures(pages, len(record.documents), bare, opened - started, ended - opened, memory_of(path))


def memory_of(path: Path) -> int:
    """MiB that the import's own process holds at the most, as the kernel counts it for that process alone."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", _READ, str(path), folder]
        peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return int(peak) // 1024


def bare_extraction(data: bytes) -> tuple[int, float]:
    """Pages, and the seconds that the text of all of them takes."""
    started = time.process_time()
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        text.get_text_bounded()
        text.close()
        page.close()
    return len(document), time.process_time() - started


def apart(path: Path) -> Figures:
    """The figures of a file in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.pdf_import", "--measure", str(path)]
    return Figures(**json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def report(name: str, found: Figures) -> None:
    print(
        f"{name:40} {found.pages:4} pages {found.documents:4} documents   ours {found.pages / found.whole:6.1f} pages/s"
        f" (open {found.opened:.2f} s, records {found.recorded:.2f} s)   bare {found.pages / found.bare:6.1f} pages/s"
        f"   {found.whole / found.bare:4.1f} times   {found.memory} MiB"
    )


def grow() -> None:
    found = []
    with tempfile.TemporaryDirectory() as folder, browser() as tab:
        for pages in PAGES:
            path = Path(folder, f"{pages}.pdf")
            chromium.print_pdf(tab, invented.volume(pages), layouts.TWO, path)
            found.append(apart(path))
            report(path.name, found[-1])
    pages, seconds = [one.pages for one in found], [one.whole for one in found]
    slope, start = statistics.linear_regression(pages, seconds)
    fit = statistics.correlation(pages, seconds) ** 2
    print(f"growth: {start:+.2f} s and {slope * 1000:.1f} ms a page, r² {fit:.4f}")


if __name__ == "__main__":
    main()
