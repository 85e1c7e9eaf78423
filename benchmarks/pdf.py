"""PDF pages a second, from records to file, beside bare WeasyPrint on the very same HTML: `python -m benchmarks.pdf`.

Both are run in turn, several times, in one process; the medians are compared. The sample issue is imported into a scratch
database first. The share of writing in the whole tells whether HarfBuzz's fast font subsetter is in use.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.core.files.base import ContentFile
from django.test import override_settings
from weasyprint import HTML

from benchmarks.database import scratch_database
from gazette.models import GazetteIssue
from gazette.services.importing.jobs import submit_file
from gazette.services.importing.running import run_import
from gazette.typesetting.collecting import collect_issue
from gazette.typesetting.issue import issue_html, typeset_issue
from policies.models import PolicyDocument
from policies.typesetting.collecting import collect_document, with_wording
from policies.typesetting.document import document_html, typeset_document
from policies.typesetting.fonts import cuts_fonts_fast

SAMPLE = Path(__file__).resolve().parent.parent / "gazette" / "samples" / "anlan-2024-3.txt"
ROUNDS = 7


def import_sample() -> GazetteIssue:
    job = submit_file(file=ContentFile(SAMPLE.read_bytes()), name=SAMPLE.name, by=None, publish=True)
    run_import(job_id=job.pk, on=date(2024, 4, 1))
    job.refresh_from_db()
    if job.issue is None:
        sys.exit(f"the sample was not imported: {job.message}")
    return GazetteIssue.objects.select_related("gazette").get(pk=job.issue.pk)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def bare(html: str) -> tuple[int, float]:
    """Pages, and the share of writing, of WeasyPrint alone."""
    started = time.perf_counter()
    laid_out = HTML(string=html).render(pdf_tags=True)
    between = time.perf_counter()
    laid_out.write_pdf()
    ended = time.perf_counter()
    return len(laid_out.pages), (ended - between) / (ended - started)


def compare(name: str, whole: Callable[[], object], html: str) -> None:
    pages, _ = bare(html)
    seconds(whole)
    ours, theirs, writing = [], [], []
    for _ in range(ROUNDS):
        ours.append(seconds(whole))
        started = time.perf_counter()
        writing.append(bare(html)[1])
        theirs.append(time.perf_counter() - started)
    mine, base = statistics.median(ours), statistics.median(theirs)
    print(f"{name}, {pages} pages, median of {ROUNDS}")
    print(f"  records to PDF   {mine:6.2f} s  {pages / mine:6.1f} pages/s")
    print(
        f"  bare WeasyPrint  {base:6.2f} s  {pages / base:6.1f} pages/s  (writing {statistics.median(writing):.0%} of it)"
    )
    print(f"  ratio            {mine / base:6.2f}")


def main() -> None:
    print(f"fast font subsetter: {'yes' if cuts_fonts_fast() else 'NO, every file takes some 12 s more'}")
    with tempfile.TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media), scratch_database():
        issue = import_sample()
        compare("whole issue", lambda: typeset_issue(collect_issue(issue)), issue_html(collect_issue(issue)))
        longest = max(with_wording(PolicyDocument.objects.published()), key=lambda one: len(str(collect_document(one))))
        found = with_wording(PolicyDocument.objects.filter(pk=longest.pk))
        compare(
            f"longest document ({longest.doc_number})",
            lambda: typeset_document(collect_document(found.all().get())),
            document_html(collect_document(longest)),
        )


if __name__ == "__main__":
    main()
