"""Import jobs: handed in, claimed by one worker at a time, ended with a message for people, taken up again after a death."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from gazette.models import ImportBatch, ImportJob, JobKind, JobStage, JobState, NotificationKind
from gazette.services.importing.leases import LeaseLostError
from gazette.services.storing import store_source
from gazette.services.telling.notifying import Matter, notify
from gazette.signals import job_submitted
from policies.grammar.said import Said, phrasing_of, said
from policies.models import SourceFile, User
from policies.services import locks

DEATHS_ALLOWED = 3
# Reading is apart: no file kills the worker that has it read. It may take an hour, and be stopped by every update meanwhile.
DEATHS_WHILE_READING = 10
_OPEN_STATES = (JobState.QUEUED, JobState.RUNNING)
_BATCH_ENDS = 7_207  # the space of the locks of batches
_QUARANTINED = said(
    "处理这个文件时程序连续三次以上意外中断，文件已隔离，不再自动重试。原件已保留；请把任务编号告诉系统管理员。"
)


def submit_file(
    *,
    file: "File[bytes]",
    name: str,
    by: User | None,
    gazette_code: str = "",
    year: int | None = None,
    number: int | None = None,
    publish: bool = False,
    kind: JobKind = JobKind.ISSUE,
    batch: ImportBatch | None = None,
    reception: dict[str, Any] | None = None,
) -> ImportJob:
    """A queued job for a stored file, or the same request's job that still waits or runs. Raises `StorageError`."""
    source, _ = store_source(file=file, name=name, by=by)
    return submit_source(
        source=source,
        by=by,
        gazette_code=gazette_code,
        year=year,
        number=number,
        publish=publish,
        kind=kind,
        batch=batch,
        reception=reception,
    )


@transaction.atomic
def submit_source(
    *,
    source: SourceFile,
    by: User | None,
    gazette_code: str = "",
    year: int | None = None,
    number: int | None = None,
    publish: bool = False,
    kind: JobKind = JobKind.ISSUE,
    batch: ImportBatch | None = None,
    reception: dict[str, Any] | None = None,
) -> ImportJob:
    """As `submit_file`, for a file that is stored already."""
    request = {
        "gazette_code": gazette_code,
        "year": year,
        "number": number,
        "publish": publish,
        "kind": kind,
        "reception": reception or {},
    }
    waiting = ImportJob.objects.filter(source=source, state__in=_OPEN_STATES, **request).first()
    if waiting:
        ImportJob.objects.filter(pk=waiting.pk, batch=None).update(batch=batch)
        return waiting
    job = ImportJob.objects.create(source=source, requested_by=by, sent_at=Now(), batch=batch, **request)
    job_submitted.send(sender=ImportJob, job=job)
    return job


@transaction.atomic
def claim_job(*, job_id: int) -> ImportJob | None:
    """The job, now running on this worker's lease; None when it is done, in other hands, or has killed too often."""
    job = _claimable().select_for_update(skip_locked=True).filter(pk=job_id).first()
    if job is None:
        return None
    if job.attempts >= (DEATHS_WHILE_READING if job.stage == JobStage.READING else DEATHS_ALLOWED):
        _end(job, JobState.QUARANTINED, _QUARANTINED)
        return None
    job.state, job.attempts = JobState.RUNNING, job.attempts + 1
    job.lease_until = Now() + timedelta(seconds=settings.IMPORT_LEASE_SECONDS)
    job.save(update_fields=["state", "attempts", "lease_until"])
    return job


@transaction.atomic
def finish_job(*, job: ImportJob, state: JobState, message: Said) -> None:
    """Ends a running job in the caller's transaction. Raises `LeaseLostError` when it is no longer the caller's."""
    mine = ImportJob.objects.select_for_update().filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)
    if not mine.exists():
        raise LeaseLostError
    _end(job, state, message)


def release_job(*, job: ImportJob) -> None:
    """Gives a claimed job back, as if it had never been claimed: a worker that is told to stop did not die."""
    mine = ImportJob.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)
    mine.update(state=JobState.QUEUED, lease_until=None, attempts=F("attempts") - 1, progress=0, stage="")


@transaction.atomic
def due_jobs() -> list[int]:
    """Keys of the jobs the queue should be told of again: never taken up, or left behind by a worker that died."""
    # A worker can die between this note and the queue's: whatever nobody took up within a lease is sent once more.
    unheard = Q(sent_at__lt=Now() - timedelta(seconds=settings.IMPORT_LEASE_SECONDS))
    due = _claimable().filter(Q(sent_at=None) | unheard | Q(state=JobState.RUNNING))
    keys = list(due.order_by("pk").values_list("pk", flat=True)[:100])
    ImportJob.objects.filter(pk__in=keys).update(sent_at=Now())
    return keys


def _claimable() -> QuerySet[ImportJob]:
    return ImportJob.objects.filter(Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=Now()))


def _end(job: ImportJob, state: JobState, message: Said) -> None:
    job.state, job.message, job.phrasing = state, message, phrasing_of(message)
    job.progress = 100 if state in (JobState.DONE, JobState.NEEDS_REVIEW) else job.progress
    job.lease_until, job.finished_at, job.stage = None, Now(), ""
    job.save(
        update_fields=[
            "state",
            "message",
            "phrasing",
            "progress",
            "lease_until",
            "finished_at",
            "stage",
            "issue",
            "document",
            "reading",
            "gazette",
            "reader_version",
        ]
    )
    _tell(job)


def _tell(job: ImportJob) -> None:
    """Whoever asked for it; of files handed in together only once all have ended."""
    if job.requested_by is None:
        return
    if job.batch_id:
        locks.keyed(_BATCH_ENDS, job.batch_id)  # of two that end at the same moment one sees the other
        if ImportJob.objects.filter(batch=job.batch_id, state__in=_OPEN_STATES).exists():
            return
    notify(to=[job.requested_by], kind=NotificationKind.IMPORTED, about=Matter(job=job), note=job.said)
