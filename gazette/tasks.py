"""The top floor's tasks: each takes ids, makes one call, and may be delivered any number of times."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from gazette.models import BulkDeed
from gazette.services.bulk import carrying
from gazette.services.importing.jobs import due_jobs
from gazette.services.importing.running import run_import
from gazette.services.proofing import render_document_proof, render_issue_proof
from gazette.services.rendering import render_all_of, render_annual, render_distribution, render_issue
from gazette.services.scheduling import carry_out, due_schedules
from gazette.services.talk.reminding import remind
from gazette.services.telling.mailing import send_mails, write_mails
from policies.models import MailChoice


@shared_task(soft_time_limit=3240, time_limit=3300)
def run_import_job(*, job_id: int, **_: Any) -> None:
    """The row is the truth: a job that is done, gone or in other hands is left alone."""
    run_import(job_id=job_id, on=timezone.localdate())


@shared_task
def sweep_import_jobs(**_: Any) -> None:
    """Tells the queue again of jobs that nobody took up or whose worker died."""
    for job_id in due_jobs():
        run_import_job.delay(job_id=job_id)


@shared_task(soft_time_limit=600, time_limit=660)
def render_issue_pdf(*, issue_id: int, **_: Any) -> None:
    """Makes the PDF that the issue's words now ask for, unless it is there."""
    render_issue(issue_id=issue_id)


@shared_task(soft_time_limit=600, time_limit=660)
def render_annual_pdf(*, gazette_id: int, year: int, **_: Any) -> None:
    """Makes the PDF of a year's general contents, unless it is there."""
    render_annual(gazette_id=gazette_id, year=year)


@shared_task(soft_time_limit=300, time_limit=330)
def render_distribution_pdf(*, distribution_id: int, labels: bool, **_: Any) -> None:
    """Makes the PDF of an issue's distribution list or labels, unless it is there."""
    render_distribution(distribution_id=distribution_id, labels=labels)


@shared_task(soft_time_limit=900, time_limit=960)
def render_published_issue(*, issue_id: int, **_: Any) -> None:
    """After publication: the issue and each of its documents, so that no reader has to wait."""
    render_all_of(issue_id=issue_id)


@shared_task
def sweep_schedules(**_: Any) -> None:
    """Sends each publication whose hour has come; a row that a dead worker left is sent again the next time."""
    for schedule_id in due_schedules(now=timezone.now()):
        publish_scheduled.delay(schedule_id=schedule_id)


@shared_task
def publish_scheduled(*, schedule_id: int, **_: Any) -> None:
    """Publishes at the hour that was set, unless it was cancelled, is done, or the gate is closed."""
    carry_out(schedule_id=schedule_id, now=timezone.now())


@shared_task(soft_time_limit=540, time_limit=600)
def send_notifications(**_: Any) -> None:
    """Mails to those who want them at once, and whatever else waits for the mail server."""
    now = timezone.now()
    write_mails(choice=MailChoice.AT_ONCE, at=now)
    send_mails(at=now)


@shared_task(soft_time_limit=540, time_limit=600)
def send_digests(**_: Any) -> None:
    """One mail about the day before to those who want that."""
    now = timezone.now()
    write_mails(choice=MailChoice.DAILY, at=now)
    send_mails(at=now)


@shared_task
def remind_of_tasks(**_: Any) -> None:
    """What is due soon, and what is late: each day of each task once."""
    remind(on=timezone.localdate())


@shared_task(soft_time_limit=600, time_limit=660)
def render_issue_proof_pdf(*, issue_id: int, **_: Any) -> None:
    """Makes the proof that an unpublished issue's words now ask for, unless it is there."""
    render_issue_proof(issue_id=issue_id, at=timezone.now())


@shared_task(soft_time_limit=300, time_limit=330)
def render_document_proof_pdf(*, document_id: int, **_: Any) -> None:
    """Makes the proof that a document's words at the desk now ask for, unless it is there."""
    render_document_proof(document_id=document_id)


@shared_task(soft_time_limit=1700, time_limit=1800)
def run_bulk_deed(*, bulk_id: int, **_: Any) -> None:
    """A deed over many documents, in the language of the desk; what is done is left alone."""
    bulk = BulkDeed.objects.filter(pk=bulk_id).select_related("requested_by").first()
    if bulk:
        carrying.carry_out(bulk=bulk, on=timezone.localdate(), at=timezone.now())


@shared_task
def sweep_bulk_deeds(**_: Any) -> None:
    """Tells the queue again of deeds over many documents that nobody carries on."""
    for bulk_id in carrying.due_bulks(now=timezone.now()):
        run_bulk_deed.delay(bulk_id=bulk_id)
