"""Takes one import job from its stored file to an issue's records: reading outside, records inside one transaction."""

from datetime import date

import structlog
from django.db import transaction

from gazette.models import GazetteIssue, ImportJob, IssueState, JobKind, JobStage, JobState, Reading
from gazette.reading.records import IssueRecord
from gazette.services.importing.identifying import (
    IdentityError,
    disagreements,
    find_issue,
    find_or_make_gazette,
    identify_issue,
)
from gazette.services.importing.jobs import claim_job, finish_job, release_job
from gazette.services.importing.leases import Lease, LeaseLostError
from gazette.services.importing.letters import UntitledError, bring_in_letters
from gazette.services.importing.reading import UnreadableError, reading_of
from gazette.services.importing.recording import record_into, record_issue, take_back, untouched
from gazette.services.importing.reporting import outcome_message, reasons_to_review
from gazette.services.publishing import publish_issue
from gazette.services.rereading.standing import difference_of, undecided
from gazette.signals import issue_imported
from policies.grammar.said import Said, said
from policies.reading.codec import from_json
from policies.reading.sources.errors import SourceError
from policies.services import locks
from policies.services.auditing import acting
from policies.services.pictures import PictureStorageError

log = structlog.get_logger(__name__)

_NOTHING = {
    JobKind.ISSUE: said("没有从文件中认出任何公文；请确认文件是一期公报的文本。原件已保留。"),
    JobKind.DOCUMENT: said("没有从文件中认出任何公文；请确认文件是一份公文。原件已保留。"),
}


def run_import(*, job_id: int, on: date) -> None:
    """Runs a job to its end, whatever the file holds: done, needs review or failed, with a message. `on` is today.

    Quiet when the job is not to be had. Safe to call any number of times, from any number of workers.
    """
    job = claim_job(job_id=job_id)
    if job is None:
        return
    try:
        with acting(user=job.requested_by), Lease(job) as lease:
            _run(job, lease, on)
    except LeaseLostError:
        log.warning("import_lease_lost", job=job.pk)
    except (SourceError, UnreadableError, PictureStorageError, IdentityError, UntitledError) as error:
        _fail(job, error.args[0])
    except Exception:
        log.exception("import_failed", job=job.pk)
        _fail(job, said("程序出错，没有写入任何记录。原件已保留；请把任务编号 {job} 告诉系统管理员。", job=job.pk))
    except BaseException:
        release_job(job=job)
        raise


def _run(job: ImportJob, lease: Lease, on: date) -> None:
    lease.report(JobStage.READING, 5)
    reading, record = _read(job, lease)
    job.reading, job.reader_version = reading, reading.reader_version
    if not record.documents:
        raise UnreadableError(_NOTHING[JobKind(job.kind)])
    if job.kind == JobKind.DOCUMENT:
        lease.report(JobStage.RECORDING, 50)
        bring_in_letters(job=job, reading=reading, record=record, on=on)
        return
    identity = identify_issue(record=record, year=job.year, number=job.number)
    lease.report(JobStage.RECORDING, 50)
    with transaction.atomic():
        locks.naming()
        gazette = find_or_make_gazette(record=record, job=job)
        job.gazette = gazette
        issue = find_issue(gazette=gazette, identity=identity)
        notes = disagreements(record=record, year=job.year, number=job.number)

        def report(done: int, total: int) -> None:
            lease.report(JobStage.RECORDING, 50 + 40 * done // total)

        if issue is None:
            issue = record_issue(record=record, reading=reading, gazette=gazette, identity=identity, progress=report)
            state = JobState.DONE
        else:
            lease.report(JobStage.COMPARING, 60)
            state, more = _reconcile(issue, record, reading, lease)
            notes += more
        job.issue = issue
        issue_imported.send(sender=GazetteIssue, issue=issue, job=job)
        _conclude(job, issue, record, lease, state, notes, on)


def _read(job: ImportJob, lease: Lease) -> tuple[Reading, IssueRecord]:
    def report(done: int, total: int) -> None:
        lease.report(JobStage.READING, 5 + 40 * done // total)

    reading = reading_of(source=job.source, kind=JobKind(job.kind), progress=report)
    return reading, from_json(IssueRecord, reading.data)


def _reconcile(issue: GazetteIssue, record: IssueRecord, reading: Reading, lease: Lease) -> tuple[JobState, list[Said]]:
    """Sets a reading of an issue that has records against them; a difference waits for a person."""
    applied = issue.readings.filter(applied=True).first()
    if applied == reading:
        return JobState.DONE, [said("同一文件已经导入，没有改动任何记录。")]
    if applied is None and issue.state == IssueState.DRAFT and untouched(issue=issue):
        take_back(issue=issue)
        lease.report(JobStage.RECORDING, 70)
        record_into(issue=issue, record=record, reading=reading)
        return JobState.DONE, [said("这一期没有识读的记录，已采用这次识读。")]
    reading.difference = difference_of(issue=issue, record=record)
    reading.issue = issue
    reading.save(update_fields=["difference", "issue"])
    if applied and not undecided(reading=reading):
        return JobState.DONE, [said("新的识读与现有记录一致，没有改动任何记录。")]
    differs = said("这一期已有记录，新的识读与之不同，尚未采用；请核对差异后决定。")
    if issue.state != IssueState.DRAFT:
        differs = said("这一期已经发布，新的识读与之不同，尚未采用；请核对差异后决定。")
    return JobState.NEEDS_REVIEW, [differs]


def _conclude(
    job: ImportJob,
    issue: GazetteIssue,
    record: IssueRecord,
    lease: Lease,
    state: JobState,
    notes: list[Said],
    on: date,
) -> None:
    doubts = reasons_to_review(record=record, archive=job.publish)
    refused = state == JobState.NEEDS_REVIEW
    if job.publish and issue.state == IssueState.DRAFT and not doubts and not refused:
        lease.report(JobStage.PUBLISHING, 92)
        open_findings = publish_issue(issue=issue, on=on, by=job.requested_by, archive=True)
        job.open_findings.set(open_findings)
        notes = [*notes, said("已按归档资料发布。")]
    if doubts and issue.state == IssueState.DRAFT:
        state = JobState.NEEDS_REVIEW
    lease.report(JobStage.PUBLISHING if job.publish else JobStage.RECORDING, 98)
    message = outcome_message(issue=issue, record=record, notes=[*notes, *(doubts if not refused else [])])
    finish_job(job=job, state=state, message=message)


def _fail(job: ImportJob, message: Said) -> None:
    job.refresh_from_db(fields=["issue", "gazette", "document"])  # what they were set to may have been rolled back
    try:
        with transaction.atomic():
            finish_job(job=job, state=JobState.FAILED, message=message)
    except LeaseLostError:
        log.warning("import_lease_lost", job=job.pk)
