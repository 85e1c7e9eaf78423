"""Hands a stored file to the reader once more: a job that failed, or a file that a newer reader reads otherwise."""

from django.db import transaction

from gazette.models import ImportJob, JobKind, JobState, Reading
from gazette.services.importing.jobs import submit_source
from gazette.services.importing.reader import reader_version
from policies.grammar.said import said
from policies.models import User

RETRYABLE = (JobState.FAILED, JobState.QUARANTINED)


class RetryError(Exception):
    """There is nothing to do again; the message says why."""


@transaction.atomic
def retry_job(*, job: ImportJob, by: User) -> ImportJob:
    """The same request once more as a job of its own, or the one that waits already. Raises `RetryError`.

    The failed job keeps its message: it tells what happened then.
    """
    job = ImportJob.objects.select_for_update().get(pk=job.pk)
    if job.state not in RETRYABLE:
        raise RetryError(said("只有未成功或已隔离的任务可以重试。"))
    return _again(job, by, year=job.year, number=job.number)


@transaction.atomic
def read_again(*, job: ImportJob, by: User) -> ImportJob:
    """A new job for the file of a job whose records a newer reader may read otherwise. Raises `RetryError`.

    It is asked for as the issue it became, so that a number read otherwise makes no second issue.
    """
    job = ImportJob.objects.select_for_update(of=("self",)).select_related("issue", "document").get(pk=job.pk)
    if not is_outdated(job):
        raise RetryError(said("这个文件已由当前的识读规则读过，没有更新的识读。"))
    issue = job.issue
    return _again(job, by, year=issue.year if issue else job.year, number=issue.number if issue else job.number)


def is_outdated(job: ImportJob) -> bool:
    """The job has records, and the reader that runs now has not read its file."""
    if not (job.issue_id or job.document_id):
        return False
    read = Reading.objects.filter(source=job.source_id, kind=job.kind, reader_version=reader_version())
    return not read.exists()


def _again(job: ImportJob, by: User, *, year: int | None, number: int | None) -> ImportJob:
    return submit_source(
        source=job.source,
        by=by,
        gazette_code=job.gazette.code if job.gazette else job.gazette_code,
        year=year,
        number=number,
        kind=JobKind(job.kind),
        reception=job.reception,
    )
