"""Turns one reading into an issue with its contents, chronicle, documents, promulgations and findings; and takes them back."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from gazette.models import ChronicleEntry, ContentsEntry, Gazette, GazetteIssue, IssueState, Promulgation, Reading
from gazette.reading.records import IssueRecord, MastheadRecord
from gazette.services.importing.evidence import record_issue_evidence
from gazette.services.importing.identifying import Identity
from gazette.services.rereading.staying import Kept
from policies.grammar.said import said
from policies.models import DocumentNumber, DocumentState, Finding, FindingState, PolicyDocument
from policies.reading.boxes import Layout
from policies.reading.records import DocumentRecord, FindingRecord, Severity
from policies.services.citing import resolve_citations
from policies.services.columns import fitted
from policies.services.contents import Pictures
from policies.services.evidence import record_findings, record_pages
from policies.services.pictures import stored_pictures
from policies.services.recognising import same_work
from policies.services.recording import record_document, rerecord_document
from projects.services.recording import record_project_tables

Progress = Callable[[int, int], None]  # documents done, documents in all
Staying = Mapping[int, tuple[PolicyDocument, Kept]]
NOBODY: Staying = {}


class NotADraftError(Exception):
    """The records are public or were edited: nothing may be taken back silently."""


@transaction.atomic
def record_issue(
    *,
    record: IssueRecord,
    reading: Reading,
    gazette: Gazette,
    identity: Identity,
    progress: Progress = lambda done, total: None,
) -> GazetteIssue:
    """A new draft issue with all its records; `reading` is marked as applied. Callers hold `policies.services.locks.naming`."""
    issue = _issue(record.masthead, gazette, identity)
    issue.chronicle_title = record.chronicle_title[:400]
    issue.save(force_insert=True)
    return record_into(issue=issue, record=record, reading=reading, progress=progress)


@transaction.atomic
def record_into(
    *,
    issue: GazetteIssue,
    record: IssueRecord,
    reading: Reading,
    progress: Progress = lambda done, total: None,
    staying: Staying = NOBODY,
) -> GazetteIssue:
    """Fills an issue that holds nothing yet, but the documents that stay: by their positions in the record."""
    layout = Layout(record.places)
    pictures = stored_pictures(pictures=record.pictures, source=reading.source, reader_version=reading.reader_version)
    entries = record_entries(issue, record)
    record_chronicle(issue, record)
    record_pages(source=reading.source, pages=record.pages)
    record_issue_evidence(issue=issue, record=record, source=reading.source, layout=layout)
    documents: dict[int, PolicyDocument] = {}
    taken = [document for document, _kept in staying.values()]
    doubts: list[FindingRecord] = []
    for position, one in enumerate(record.documents, start=1):
        known = same_work(record=one)
        if position in staying:
            documents[position], kept = staying[position]
            record_anew(document=documents[position], record=record, position=position, reading=reading, kept=kept)
        elif known and known not in taken and known not in documents.values():
            documents[position] = known
        else:
            doubts += _number_doubts(one, position, set(documents.values()))
            documents[position] = _record_new(one, reading, layout, pictures)
        progress(position, len(record.documents))
    _promulgate(issue, record, entries, documents, reading)
    resolve_citations(documents=documents.values())
    found = record_findings(
        findings=[*all_findings(record), *doubts], source=reading.source, documents=documents, layout=layout
    )
    _mark_applied(issue, reading, found)
    return issue


def _record_new(record: DocumentRecord, reading: Reading, layout: Layout, pictures: Pictures) -> PolicyDocument:
    document = record_document(record=record, source=reading.source, layout=layout, pictures=pictures)
    record_project_tables(version=document.versions.get(current=True), tables=record.tables)
    return document


def record_anew(*, document: PolicyDocument, record: IssueRecord, position: int, reading: Reading, kept: Kept) -> None:
    """Fills a document that stays with another reading of it. Callers hold `policies.services.locks.naming`."""
    one = record.documents[position - 1]
    rerecord_document(
        document=document,
        record=one,
        source=reading.source,
        layout=Layout(record.places),
        pictures=stored_pictures(
            pictures=record.pictures, source=reading.source, reader_version=reading.reader_version
        ),
        findings=kept.findings.keys(),
    )
    record_project_tables(version=document.versions.get(current=True), tables=one.tables)


def _number_doubts(record: DocumentRecord, position: int, here: set[PolicyDocument]) -> list[FindingRecord]:
    """One for each number that a document of another issue bears. Within an issue the reader has looked already."""
    numbers = [one.normalised for one in record.numbers if one.normalised]
    others = DocumentNumber.objects.filter(normalised__in=numbers).exclude(document__in=here).select_related("document")
    return [
        FindingRecord(
            "document-number-repeated",
            Severity.WARNING,
            said("文号“{number}”已用于《{title}》。", number=one.normalised, title=one.document.title),
            f"documents/{position}",
            record.place,
        )
        for one in others.order_by("pk")
    ]


@transaction.atomic
def take_back(*, issue: GazetteIssue, edited: bool = False, staying: Collection[PolicyDocument] = ()) -> None:
    """Deletes all that a draft issue holds, so that another reading can fill it. Raises `NotADraftError`.

    `edited`: a person has said so of an issue that editors have worked on; `staying` leave it, but not the records.
    """
    documents = list(PolicyDocument.objects.filter(promulgations__issue=issue))
    if issue.state != IssueState.DRAFT or not (edited or untouched(issue=issue)):
        raise NotADraftError
    issue.promulgations.all().delete()
    issue.contents.all().delete()
    issue.chronicle.all().delete()
    issue.evidence.all().delete()
    Finding.objects.filter(readings__issue=issue, readings__applied=True).exclude(document__in=staying).delete()
    for document in documents:
        if document not in staying and document.state == DocumentState.DRAFT and not document.promulgations.exists():
            document.delete()
    issue.readings.update(applied=False)


def untouched(*, issue: GazetteIssue) -> bool:
    """No editor has changed the issue or a document of it, decided about a finding, or spoken of a document."""
    documents = PolicyDocument.objects.filter(promulgations__issue=issue)
    findings = Finding.objects.filter(readings__issue=issue, readings__applied=True)
    return (
        not documents.worked_on().exists()
        and not findings.exclude(state=FindingState.OPEN).exists()
        and not issue.revisions.filter(by__isnull=False).exists()
        and not documents.filter(Q(comments__isnull=False) | Q(assignments__isnull=False)).exists()
    )


def all_findings(record: IssueRecord) -> list[FindingRecord]:
    """The issue's findings, and those a document keeps that the issue does not list."""
    listed = {(one.code, one.path, one.message): one for one in record.findings}
    for position, document in enumerate(record.documents, start=1):
        for one in document.findings:
            path = one.path if one.path.startswith("documents/") else f"documents/{position}/{one.path}".rstrip("/")
            listed.setdefault((one.code, path, one.message), replace(one, path=path))
    return list(listed.values())


def _issue(head: MastheadRecord, gazette: Gazette, identity: Identity) -> GazetteIssue:
    return fitted(
        GazetteIssue,
        gazette=gazette,
        year=identity.year,
        number=identity.number,
        kind=identity.kind,
        **masthead_values(head),
    )


def masthead_values(head: MastheadRecord) -> dict[str, object]:
    """The columns of an issue that its masthead fills."""
    named = (
        "title",
        "total_number",
        "frequency",
        "permit_number",
        "slogan",
        "publisher",
        "phone",
        "postcode",
        "address",
        "printer",
        "published_on",
    )
    return {
        **{name: getattr(head, name) for name in named},
        "masthead": [{"label": label, "value": value} for label, value in head.fields],
        "board": [{"role": role, "names": list(names)} for role, names in head.board],
    }


def record_entries(issue: GazetteIssue, record: IssueRecord) -> list[ContentsEntry]:
    return ContentsEntry.objects.bulk_create(
        fitted(ContentsEntry, issue=issue, position=n, section=one.section, title=one.title, page=one.page)
        for n, one in enumerate(record.contents, start=1)
    )


def record_chronicle(issue: GazetteIssue, record: IssueRecord) -> None:
    ChronicleEntry.objects.bulk_create(
        fitted(
            ChronicleEntry,
            issue=issue,
            position=n,
            on=one.on,
            end_on=one.end_on if one.end_on and one.on and one.end_on >= one.on else None,
            text=one.text,
        )
        for n, one in enumerate(record.chronicle, start=1)
    )


def _promulgate(
    issue: GazetteIssue,
    record: IssueRecord,
    entries: list[ContentsEntry],
    documents: dict[int, PolicyDocument],
    reading: Reading,
) -> None:
    """The printed page of a contents line is that of its first document only."""
    entry_of: dict[int, ContentsEntry] = {}
    page_of: dict[int, int | None] = {}
    for line, entry in zip(record.contents, entries, strict=True):
        for place, position in enumerate(line.documents):
            entry_of.setdefault(position, entry)
            page_of.setdefault(position, line.page if place == 0 else None)
    Promulgation.objects.bulk_create(
        fitted(
            Promulgation,
            issue=issue,
            document=document,
            entry=entry_of.get(position),
            position=position,
            printed_page=page_of.get(position),
            reading=reading,
            read_position=position,
        )
        for position, document in documents.items()
    )


def _mark_applied(issue: GazetteIssue, reading: Reading, findings: list[Finding]) -> None:
    reading.findings.set(findings)
    issue.readings.exclude(pk=reading.pk).update(applied=False)
    reading.issue, reading.applied = issue, True
    reading.save(update_fields=["issue", "applied"])
