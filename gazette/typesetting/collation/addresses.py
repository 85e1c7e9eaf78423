"""Turns the address of a record (`at=documents/3/main__p_1`) into the page of its source on which it begins."""

import re
from dataclasses import dataclass

from django.db.models import Q

from gazette.models import ImportJob, IssueEvidence
from gazette.typesetting.collation.outline import Printed
from policies.models import Evidence, Finding

LINES_A_PAGE = 60  # of a source that has no pages of its own
_CELL = re.compile(r"/cells/\d+$")
_DOCUMENT = re.compile(r"^documents/(\d{1,4})(?:/(.*))?$")
_NUMBERED = re.compile(r"^(findings|lines)/(\d{1,18})$")


@dataclass(frozen=True, slots=True)
class Window:
    """What of a source is shown at once: a page, or a run of lines where it has no pages."""

    number: int
    paged: bool

    @property
    def first_line(self) -> int:
        return (self.number - 1) * LINES_A_PAGE + 1

    @property
    def last_line(self) -> int:
        return self.number * LINES_A_PAGE

    @property
    def rows(self) -> Q:
        """Of rows with lines and pages: those that stand here, or run over."""
        if self.paged:
            return Q(page__lte=self.number, last_page__gte=self.number)
        return self.lines

    @property
    def lines(self) -> Q:
        return Q(first_line__lte=self.last_line, last_line__gte=self.first_line)


def page_of(*, page: int | None, line: int | None, paged: bool) -> int:
    """The page on which something is shown; 1 where nothing tells."""
    return (page or 1) if paged else ((line or 1) - 1) // LINES_A_PAGE + 1


def page_at(*, job: ImportJob, at: str, printed: list[Printed], paged: bool) -> int | None:
    """The page of a record's evidence; None when the address names nothing that stands in this source."""
    numbered = _NUMBERED.match(at)
    if numbered and numbered[1] == "lines":
        return page_of(page=None, line=int(numbered[2]), paged=False) if not paged else None
    if numbered:
        finding = Finding.objects.filter(pk=int(numbered[2]), source=job.source_id).first()
        return page_of(page=finding.page, line=finding.first_line, paged=paged) if finding else None
    row = _evidence(job, _CELL.sub("", at), printed)
    return page_of(page=row.page, line=row.first_line, paged=paged) if row else None


def _evidence(job: ImportJob, at: str, printed: list[Printed]) -> Evidence | IssueEvidence | None:
    named = _DOCUMENT.match(at)
    if not named:
        return IssueEvidence.objects.filter(source=job.source_id, issue=job.issue_id, path=at).first()
    version = next((one.version_id for one in printed if one.position == int(named[1])), None)
    if version is None:
        return None
    # Where a field's own place is unknown, its document's is the next best.
    paths = {named[2] or "", ""}
    rows = Evidence.objects.filter(source=job.source_id, version=version, path__in=paths)
    return max(rows, key=lambda row: len(row.path), default=None)
