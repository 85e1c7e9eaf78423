"""Queues the tasks that follow what services announce, once their transaction has committed."""

from functools import partial
from typing import Any

import structlog
from celery import Task
from django.db import transaction
from django.dispatch import receiver
from kombu.exceptions import OperationalError

from gazette.models import GazetteIssue, ImportJob
from gazette.services.people import make_roles
from gazette.signals import issue_published, job_submitted, people_notified
from gazette.tasks import render_published_issue, run_import_job, send_notifications

log = structlog.get_logger(__name__)


@receiver(job_submitted)
def queue_import(job: ImportJob, **_: Any) -> None:
    transaction.on_commit(partial(_queue, run_import_job, job_id=job.pk))


@receiver(issue_published)
def queue_rendering(issue: GazetteIssue, **_: Any) -> None:
    transaction.on_commit(partial(_queue, render_published_issue, issue_id=issue.pk))


@receiver(people_notified)
def queue_mails(**_: Any) -> None:
    transaction.on_commit(partial(_queue, send_notifications))


def _queue(task: "Task[Any, Any]", **arguments: Any) -> None:
    """A broker that is down is no error here: the row waits, and the sweeper tells the queue again."""
    try:
        task.delay(**arguments)
    except (OperationalError, OSError) as error:
        log.warning("queue_unreachable", task=task.name, error=str(error), **arguments)


def make_role_groups(sender: Any, **_: Any) -> None:
    """After a migration: the roles exist as groups."""
    if sender.name == "gazette":
        make_roles()
