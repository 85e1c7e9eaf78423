"""Puts parts of a newer reading in the place of an issue's records: a document, or masthead, contents and chronicle."""

from collections.abc import Sequence

from gazette.models import GazetteIssue, Promulgation, Reading
from gazette.reading.records import IssueRecord
from gazette.services.importing.comparing import matched_documents
from gazette.services.importing.evidence import record_issue_evidence
from gazette.services.importing.recording import (
    all_findings,
    masthead_values,
    record_anew,
    record_chronicle,
    record_entries,
    record_into,
    take_back,
)
from gazette.services.rereading.standing import standing_of
from gazette.services.rereading.staying import Kept, put_back, remember, touched
from policies.grammar.said import said
from policies.models import DocumentState, Draft, PolicyDocument, User
from policies.reading.boxes import Layout
from policies.reading.records import FindingRecord
from policies.services.citing import resolve_citations
from policies.services.contents import Pictures
from policies.services.drafting import record_revision
from policies.services.drafting.opening import hold_draft
from policies.services.evidence import record_findings
from policies.services.pictures import stored_pictures
from policies.services.recording import record_document
from projects.services.recording import record_project_tables


def retake_document(
    *, issue: GazetteIssue, reading: Reading, record: IssueRecord, position: int, document: PolicyDocument, by: User
) -> None:
    """The document keeps its address, its place in the issue and its draft, which has a revision more by whoever took it.

    Callers hold `policies.services.locks.naming`.
    """
    draft, kept, worked_on = hold_draft(document=document), remember(document=document), touched(document)
    record_anew(document=document, record=record, position=position, reading=reading, kept=kept)
    Promulgation.objects.filter(issue=issue, document=document).update(reading=reading, read_position=position)
    _follow(issue, reading, record, position, document)
    _settle(draft, document, kept, reading, by if worked_on or draft else None)


def retake_all(*, issue: GazetteIssue, reading: Reading, record: IssueRecord, by: User) -> list[PolicyDocument]:
    """All of an issue anew. A document that somebody has put work into keeps its place at the desk, with draft, comments,
    tasks and decisions; one of them that the newer reading lacks is given back, and waits outside the issue.
    """
    standing = standing_of(issue=issue)
    pairs = matched_documents(before=standing.record, after=record) if standing else []
    known = {i: one.document for i, one in enumerate(standing.promulgations, 1)} if standing else {}
    staying = {k: known[i] for i, k in pairs if i and k and _stays(known[i])}
    aside = [known[i] for i, k in pairs if i and k is None and _stays(known[i])]
    drafts = {k: hold_draft(document=one) for k, one in staying.items()}
    kept = {k: remember(document=one) for k, one in staying.items()}
    take_back(issue=issue, edited=True, staying=[*staying.values(), *aside])
    retake_issue_parts(issue=issue, record=record, reading=reading, contents=False)
    record_into(issue=issue, record=record, reading=reading, staying={k: (staying[k], kept[k]) for k in staying})
    for k, document in staying.items():
        _settle(drafts[k], document, kept[k], reading, by)
    return aside


def _stays(document: PolicyDocument) -> bool:
    return (
        document.state == DocumentState.DRAFT
        and touched(document)
        and document.promulgations.values("issue").distinct().count() == 1
    )


def _settle(draft: Draft | None, document: PolicyDocument, kept: Kept, reading: Reading, by: User | None) -> None:
    """What was said and decided hangs on the new rows; the draft has a revision more, which tells what could not stay.

    `by` None: nobody had put work into it.
    """
    PolicyDocument.objects.filter(pk=document.pk).update(updated_by=by)
    lost = put_back(document=document, kept=kept)
    reading.findings.add(*document.findings.filter(pk__in=kept.findings))
    note = said("改用新的识读")
    if lost:
        note = said("改用新的识读；{count} 条处理过的校对意见，所在文字已变，要重新处理", count=lost)
    if draft:
        record_revision(draft=draft, by=by, note=note, is_read=True)


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


def drop_document(*, issue: GazetteIssue, document: PolicyDocument) -> bool:
    """A draft that the newer reading does not know leaves the issue, and the records too when nobody has put work into it.

    Whether it was kept aside.
    """
    aside = touched(document)
    issue.promulgations.filter(document=document).delete()
    if not aside:
        document.delete()
    return aside


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
