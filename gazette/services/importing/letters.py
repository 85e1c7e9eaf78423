"""Turns the reading of a file of single letters into draft documents outside any issue. What is here already is never doubled."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from gazette.models import ImportJob, JobKind, JobState, Reading
from gazette.reading.records import IssueRecord, MastheadRecord
from gazette.services.importing.comparing import compare_readings
from gazette.services.importing.jobs import finish_job
from gazette.services.importing.recording import all_findings
from gazette.services.importing.reporting import coverage_words, findings_words
from gazette.services.publishing import NotPublishableError
from policies.grammar.said import Said, joined, said
from policies.models import DocumentState, Finding, FindingState, PolicyDocument, User
from policies.reading.boxes import Layout
from policies.reading.codec import from_json
from policies.reading.records import DocumentRecord
from policies.reading.title_forms import canonical
from policies.services import locks
from policies.services.citing import resolve_citations
from policies.services.contents import Pictures
from policies.services.evidence import record_findings, record_pages
from policies.services.pictures import stored_pictures
from policies.services.publishing import publish_document
from policies.services.recognising import same_work
from policies.services.recording import record_document
from policies.services.workflow.errors import GateError
from policies.services.workflow.registering import Reception, receive
from policies.speaking import named
from projects.services.recording import record_project_tables

SECRECY = "secrecy-marked"


class UntitledError(Exception):
    """A letter without a title can't become a document; the message says what to do."""


@dataclass(slots=True)
class _Outcome:
    """What one letter of the file came to: `new` when its records were written, `doubt` when a person must look."""

    document: PolicyDocument
    note: Said
    new: bool = False
    doubt: bool = False
    difference: dict[str, Any] | None = None


@transaction.atomic
def bring_in_letters(*, job: ImportJob, reading: Reading, record: IssueRecord, on: date) -> None:
    """Records each letter of a running job's file and ends the job. Raises `UntitledError`."""
    if not all(one.title for one in record.documents):
        raise UntitledError(said("没有认出公文的标题；请确认文件是一份公文。原件已保留。"))
    locks.naming()
    layout = Layout(record.places)
    pictures = stored_pictures(pictures=record.pictures, source=reading.source, reader_version=reading.reader_version)
    outcomes = [_bring_in(one, reading, layout, pictures) for one in record.documents]
    fresh = {position: one.document for position, one in enumerate(outcomes, 1) if one.new}
    if fresh:
        _keep(reading, record, layout, fresh)
    if job.reception:
        for document in fresh.values():
            receive(document=document, by=job.requested_by, reception=Reception.from_json(job.reception))
    differences = [one.difference for one in outcomes if one.difference]
    if differences:
        reading.difference = {"changed": [part for one in differences for part in one.get("changed", ())]}
    reading.document = job.document = outcomes[0].document
    reading.save(update_fields=["document", "applied", "difference"])
    notes = [one.note for one in outcomes]
    if job.publish:
        notes += [_published(one, on, job.requested_by) for one in fresh.values()]
    doubtful = any(one.doubt for one in outcomes) or any(_is_secret(one) for one in fresh.values())
    state = JobState.NEEDS_REVIEW if doubtful else JobState.DONE
    finish_job(job=job, state=state, message=_message(record, notes))


def _bring_in(record: DocumentRecord, reading: Reading, layout: Layout, pictures: Pictures) -> _Outcome:
    name = _name(record)
    known = known_document(record)
    if known is None:
        return _Outcome(_record(record, reading, layout, pictures), said("{name}：新建草稿。", name=name), new=True)
    difference = _difference(known, record)
    if not difference:
        return _Outcome(
            known, said("{name}已在库（{where}），内容一致，没有重复建立。", name=name, where=_where(known))
        )
    if _may_replace(known):
        slug = known.slug
        known.delete()
        document = _record(record, reading, layout, pictures)
        assert document.slug == slug
        return _Outcome(document, said("{name}尚未发布也未经编辑，已改用新的识读。", name=name), new=True)
    why = said(
        "{name}已在库（{where}），新的识读与现有记录不同，没有改动记录；请核对差异。", name=name, where=_where(known)
    )
    return _Outcome(known, why, doubt=True, difference=difference)


def _record(record: DocumentRecord, reading: Reading, layout: Layout, pictures: Pictures) -> PolicyDocument:
    document = record_document(record=record, source=reading.source, layout=layout, pictures=pictures)
    record_project_tables(version=document.versions.get(current=True), tables=record.tables)
    return document


def known_document(record: DocumentRecord) -> PolicyDocument | None:
    """The document that bears this number and title, or, without a number, this title and day; a withdrawn one too."""
    title = canonical(record.title)
    if record.numbers:
        found = PolicyDocument.objects.filter(numbers__normalised=record.numbers[0].normalised)
    else:
        found = PolicyDocument.objects.filter(numbers=None, issued_on=record.issued_on)
    return next((one for one in found.order_by("pk").distinct() if canonical(one.title) == title), None)


def _may_replace(document: PolicyDocument) -> bool:
    """An untouched draft outside any issue, whose findings nobody has decided about and of which nobody has spoken."""
    return (
        document.state == DocumentState.DRAFT
        and not PolicyDocument.objects.filter(pk=document.pk).worked_on().exists()
        and not document.promulgations.exists()
        and not document.findings.exclude(state=FindingState.OPEN).exists()
        and not document.comments.exists()
        and not document.assignments.exists()
    )


def _difference(document: PolicyDocument, record: DocumentRecord) -> dict[str, Any]:
    before = standing_record(document=document)
    if before is None:
        return (
            {}
            if same_work(record=record) == document
            else {"changed": [{"document": _name(record), "parts": ["正文"]}]}
        )
    return compare_readings(before=_alone(before), after=_alone(record))


def standing_record(*, document: PolicyDocument) -> DocumentRecord | None:
    """What the reading that a document's records come from says of it; None when no reading does."""
    readings = Reading.objects.filter(applied=True)
    own = readings.filter(kind=JobKind.DOCUMENT, source__evidence_set__version__document=document)
    of_issue = readings.filter(issue__promulgations__document=document)
    for reading in (*own.distinct(), *of_issue.distinct()):
        record = from_json(IssueRecord, reading.data)
        found = (one for one in record.documents if canonical(one.title) == canonical(document.title))
        standing = next(found, None)
        if standing:
            return standing
    return None


def _alone(record: DocumentRecord) -> IssueRecord:
    return IssueRecord(masthead=MastheadRecord(), documents=(record,))


def _keep(reading: Reading, record: IssueRecord, layout: Layout, fresh: dict[int, PolicyDocument]) -> None:
    record_pages(source=reading.source, pages=record.pages)
    resolve_citations(documents=fresh.values())
    mine = [one for one in all_findings(record) if _position(one.path) in (None, *fresh)]
    found = record_findings(findings=mine, source=reading.source, documents=fresh, layout=layout)
    reading.findings.add(*found)
    reading.applied = True


def _position(path: str) -> int | None:
    steps = path.split("/")
    return int(steps[1]) if steps[0] == "documents" and len(steps) > 1 and steps[1].isdecimal() else None


def _published(document: PolicyDocument, on: date, by: User | None) -> Said:
    try:
        publish_letter(document=document, on=on, by=by, archive=True)
    except NotPublishableError as error:
        told: Said = error.args[0]
        return told
    return said("《{title}》已按归档资料发布。", title=document.title)


@transaction.atomic
def publish_letter(*, document: PolicyDocument, on: date, by: User | None, archive: bool = False) -> None:
    """Publishes a draft that stands in no issue. Raises `NotPublishableError`, as for what is marked secret.

    `archive`: it was printed long ago, so the publication gate is not asked.
    """
    document = PolicyDocument.objects.select_for_update().get(pk=document.pk)
    if document.state != DocumentState.DRAFT:
        raise NotPublishableError(said("《{title}》不是草稿，不能发布。", title=document.title))
    if document.promulgations.exists():
        raise NotPublishableError(said("《{title}》刊登在公报中，随公报发布。", title=document.title))
    if _is_secret(document):
        raise NotPublishableError(said("《{title}》标有密级，不能发布。", title=document.title))
    open_findings = list(document.findings.filter(state=FindingState.OPEN).values_list("pk", flat=True))
    stood = (
        f"未处理的校对意见 {len(open_findings)} 条：{'、'.join(map(str, open_findings[:200]))}" if open_findings else ""
    )
    note = "；".join(part for part in ("归档装载" if archive else "", stood) if part)
    published_on = None if archive else on
    try:
        publish_document(document=document, on=on, by=by, published_on=published_on, note=note, archive=archive)
    except GateError as error:
        raise NotPublishableError(error.args[0]) from error


def _is_secret(document: PolicyDocument) -> bool:
    marks = Finding.objects.filter(document=document, code=SECRECY)
    return marks.exclude(state=FindingState.ACCEPTED).exists()


def _name(record: DocumentRecord) -> str:
    number = next((one.normalised for one in record.numbers), "")
    return f"《{record.title}》" + (f"（{number}）" if number else "")


def _where(document: PolicyDocument) -> Said:
    printed = document.promulgations.select_related("issue__gazette").first()
    return said("刊于《{issue}》", issue=printed.issue) if printed else named(DocumentState(document.state).label)


def _message(record: IssueRecord, notes: list[Said]) -> Said:
    return joined((*notes, *coverage_words(record.coverage), findings_words(record)))
