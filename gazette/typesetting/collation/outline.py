"""Turns an import into the structure of what it printed: each part with the page on which it begins."""

from dataclasses import dataclass

from gazette.models import ImportJob, IssueEvidence, Promulgation
from policies.models import Evidence, PolicyDocument

_FRONT = ("masthead/title", "contents/1", "chronicle/1")


@dataclass(frozen=True, slots=True)
class Printed:
    """A document of the import; `version_id` and what follows are None when its records come from another source."""

    position: int
    document: PolicyDocument
    version_id: int | None = None
    page: int | None = None
    first_line: int | None = None
    source_id: int | None = None

    @property
    def address(self) -> str:
        return f"documents/{self.position}"


def printed_by(job: ImportJob) -> list[Printed]:
    """The documents in the order of print, in three queries at most."""
    placed: list[tuple[int, PolicyDocument]] = []
    if job.document_id:
        placed = [(1, one) for one in PolicyDocument.objects.filter(pk=job.document_id).prefetch_related("numbers")]
    elif job.issue_id:
        rows = Promulgation.objects.filter(issue=job.issue_id).select_related("document")
        placed = [(one.position, one.document) for one in rows.prefetch_related("document__numbers")]
    keys = [document.pk for _, document in placed]
    wholes = Evidence.objects.filter(source=job.source_id, path="", version__current=True, version__document__in=keys)
    at = {one.version.document_id: one for one in wholes.select_related("version")}
    return [_printed(position, document, at.get(document.pk)) for position, document in placed]


def _printed(position: int, document: PolicyDocument, at: Evidence | None) -> Printed:
    if at is None:
        return Printed(position, document)
    return Printed(position, document, at.version_id, at.page, at.first_line, at.source_id)


def front_of(job: ImportJob) -> dict[str, IssueEvidence]:
    """Where masthead, contents and chronicle begin, by the first step of their path."""
    rows = IssueEvidence.objects.filter(source=job.source_id, issue=job.issue_id, path__in=_FRONT)
    return {one.path.split("/")[0]: one for one in rows}
