"""Puts parts of a newer reading in the place of an issue's records: a document, or masthead, contents and chronicle."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gazette.models import GazetteIssue, Promulgation, Reading
from gazette.reading.records import IssueRecord
from gazette.services.comparing import matched_documents
from gazette.services.evidence import record_issue_evidence
from gazette.services.recording import all_findings, masthead_values, record_chronicle, record_entries
from gazette.services.standing import standing_of
from policies.models import PolicyDocument, User
from policies.reading.boxes import Layout
from policies.reading.records import FindingRecord
from policies.services.citing import resolve_citations
from policies.services.contents import Pictures
from policies.services.drafting import record_revision
from policies.services.drafting.opening import hold_draft
from policies.services.evidence import record_findings
from policies.services.pictures import stored_pictures
from policies.services.recording import record_document, rerecord_document
from projects.services.recording import record_project_tables


def retake_document(
    *, issue: GazetteIssue, reading: Reading, record: IssueRecord, position: int, document: PolicyDocument, by: User
) -> None:
    """The document keeps its address, its place in the issue and its draft, which has a revision more by whoever took it.

    Callers hold `policies.services.locks.naming`.
    """
    draft = hold_draft(document=document)
    one, layout = record.documents[position - 1], Layout(record.places)
    pictures = _pictures(reading, record)
    rerecord_document(document=document, record=one, source=reading.source, layout=layout, pictures=pictures)
    record_project_tables(version=document.versions.get(current=True), tables=one.tables)
    Promulgation.objects.filter(issue=issue, document=document).update(reading=reading, read_position=position)
    _follow(issue, reading, record, position, document)
    if draft:
        record_revision(draft=draft, by=by, note=_("改用新的识读"))


def add_document(*, issue: GazetteIssue, reading: Reading, record: IssueRecord, position: int) -> None:
    """A document that the issue lacks comes behind the one it follows in the newer reading."""
    one, layout = record.documents[position - 1], Layout(record.places)
    standing = standing_of(issue=issue)
    pairs = matched_documents(before=standing.record, after=record) if standing else []
    before = [i for i, k in pairs if i and k and k < position]
    place = max(before, default=0) + 1
    pictures = _pictures(reading, record)
    document = record_document(record=one, source=reading.source, layout=layout, pictures=pictures)
    record_project_tables(version=document.versions.get(current=True), tables=one.tables)
    _make_room(issue, [row.pk for row in standing.promulgations] if standing else [], place)
    Promulgation.objects.create(issue=issue, document=document, position=place, reading=reading, read_position=position)
    _follow(issue, reading, record, position, document)


def _make_room(issue: GazetteIssue, keys: Sequence[int], place: int) -> None:
    """Positions from 1 on with a gap at `place`, the last first, since no two may ever be equal."""
    wanted = {key: n if n < place else n + 1 for n, key in enumerate(keys, 1)}
    far = 10_000
    for shift in (far, 0):
        for key, position in sorted(wanted.items(), key=lambda pair: -pair[1]):
            Promulgation.objects.filter(pk=key, issue=issue).update(position=position + shift)


def drop_document(*, issue: GazetteIssue, document: PolicyDocument) -> None:
    """A draft that the newer reading does not know leaves the issue and the records."""
    issue.promulgations.filter(document=document).delete()
    document.delete()


def retake_issue_parts(*, issue: GazetteIssue, record: IssueRecord, reading: Reading, contents: bool = True) -> None:
    """Masthead, contents and chronicle of a newer reading; year, number and kind stay: they are the issue's name.

    `contents` False: the masthead alone, where all else is to be recorded anew.
    """
    for name, value in masthead_values(record.masthead).items():
        setattr(issue, name, value)
    issue.chronicle_title = record.chronicle_title[:400]
    issue.save()
    if not contents:
        return
    standing = standing_of(issue=issue)
    issue.contents.all().delete()
    issue.chronicle.all().delete()
    issue.evidence.all().delete()
    entries = record_entries(issue, record)
    record_chronicle(issue, record)
    record_issue_evidence(issue=issue, record=record, source=reading.source, layout=Layout(record.places))
    pairs = matched_documents(before=standing.record, after=record) if standing else []
    keys = {k: standing.promulgations[i - 1].pk for i, k in pairs if standing and i and k}
    for line, entry in zip(record.contents, entries, strict=True):
        for order, position in enumerate(line.documents):
            Promulgation.objects.filter(pk=keys.get(position, 0)).update(
                entry=entry, printed_page=line.page if order == 0 else None
            )


def _pictures(reading: Reading, record: IssueRecord) -> Pictures:
    return stored_pictures(pictures=record.pictures, source=reading.source, reader_version=reading.reader_version)


def _follow(
    issue: GazetteIssue, reading: Reading, record: IssueRecord, position: int, document: PolicyDocument
) -> None:
    """Its findings join those of the issue; citations to and from it are looked up anew."""
    own = [one for one in all_findings(record) if _speaks_of(one, position)]
    layout = Layout(record.places)
    found = record_findings(findings=own, source=reading.source, documents={position: document}, layout=layout)
    applied = issue.readings.filter(applied=True).first()
    for one in {reading, applied} - {None}:
        if one:
            one.findings.add(*found)
    resolve_citations(documents=[document])


def _speaks_of(finding: FindingRecord, position: int) -> bool:
    return f"{finding.path}/".startswith(f"documents/{position}/")
