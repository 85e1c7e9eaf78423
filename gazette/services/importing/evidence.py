"""Turns the places of an issue's masthead, contents and chronicle into evidence rows."""

from collections.abc import Iterator

from gazette.models import GazetteIssue, IssueEvidence
from gazette.reading.records import IssueRecord
from policies.models import SourceFile
from policies.reading.boxes import Layout
from policies.reading.records import Place
from policies.services.columns import fitted
from policies.services.evidence import placed


def record_issue_evidence(*, issue: GazetteIssue, record: IssueRecord, source: SourceFile, layout: Layout) -> None:
    """One row for each place, under masthead/title, contents/3, chronicle/12; `issue` must hold none yet."""
    places = {path: place for path, place in _places(record) if place and place.last_line >= place.first_line}
    IssueEvidence.objects.bulk_create(
        fitted(IssueEvidence, source=source, issue=issue, path=path, **placed(layout, place))
        for path, place in places.items()
    )


def _places(record: IssueRecord) -> Iterator[tuple[str, Place | None]]:
    yield from ((one.path, one.place) for one in record.fields)
    yield from ((f"contents/{n}", one.place) for n, one in enumerate(record.contents, start=1))
    yield from ((f"chronicle/{n}", one.place) for n, one in enumerate(record.chronicle, start=1))
