"""Queues the tasks that follow what services announce, once their transaction has committed.

What people are told is written down at once instead, in the deed's own transaction: a task can be lost, a notification not.
"""

from functools import partial
from typing import Any

import structlog
from celery import Task
from django.core.cache import cache
from django.db import transaction
from django.dispatch import receiver
from kombu.exceptions import OperationalError

from gazette.models import BulkDeed, GazetteIssue, ImportJob, IssueMove, ScheduledPublication
from gazette.services.people import make_roles
from gazette.services.telling import announcing
from gazette.signals import bulk_asked, issue_moved, issue_published, job_submitted, people_notified, schedule_failed
from gazette.tasks import render_published_issue, run_bulk_deed, run_import_job, send_notifications
from policies.models import Draft, DraftMove, Organ
from policies.signals import draft_moved, draft_saved, organ_renamed
from policies.tasks import PROOFREAD_AFTER, index_documents_of, proofread_draft
from projects.services.recording import retype_tables
from projects.tasks import type_saved_tables

log = structlog.get_logger(__name__)


@receiver(job_submitted)
def queue_import(job: ImportJob, **_: Any) -> None:
    transaction.on_commit(partial(_queue, run_import_job, job_id=job.pk))


@receiver(bulk_asked)
def queue_bulk(bulk: BulkDeed, **_: Any) -> None:
    transaction.on_commit(partial(_queue, run_bulk_deed, bulk_id=bulk.pk))


@receiver(issue_published)
def queue_rendering(issue: GazetteIssue, **_: Any) -> None:
    transaction.on_commit(partial(_queue, render_published_issue, issue_id=issue.pk))


@receiver(draft_saved)
def queue_proofreading(draft: Draft, **_: Any) -> None:
    """A text that is saved every few seconds is proofread once in a while, always after its last save."""
    if cache.add(f"proofread-{draft.pk}", True, PROOFREAD_AFTER):
        transaction.on_commit(partial(_queue, proofread_draft, later=PROOFREAD_AFTER, draft_id=draft.pk))


@receiver(draft_moved)
def queue_first_proofreading(move: DraftMove, **_: Any) -> None:
    """Whoever proves a text that was never edited finds the proofreader's doubts there too."""
    if move.draft.proofread_lock != move.draft.lock and move.draft.closed_at is None:
        transaction.on_commit(partial(_queue, proofread_draft, draft_id=move.draft_id))


@receiver(draft_saved)
def queue_typing(tables: list[int], **_: Any) -> None:
    if tables:
        transaction.on_commit(partial(_type, tables))


def _type(tables: list[int]) -> None:
    """No row waits for this one, so without a broker it is done at once: a few tables take no time."""
    if not _queue(type_saved_tables, table_ids=tables):
        retype_tables(table_ids=tables)


@receiver(organ_renamed)
def queue_indexing(organ: Organ, **_: Any) -> None:
    transaction.on_commit(partial(_queue, index_documents_of, organ_id=organ.pk))


@receiver(draft_moved)
def tell_of_draft(move: DraftMove, **_: Any) -> None:
    announcing.tell_of_draft(move=move)


@receiver(issue_moved)
def tell_of_issue(move: IssueMove, **_: Any) -> None:
    announcing.tell_of_issue(move=move)


@receiver(schedule_failed)
def tell_of_failure(schedule: ScheduledPublication, **_: Any) -> None:
    announcing.tell_of_failure(schedule=schedule)


@receiver(people_notified)
def queue_mails(**_: Any) -> None:
    transaction.on_commit(partial(_queue, send_notifications))


def _queue(task: "Task[Any, Any]", *, later: int = 0, **arguments: Any) -> bool:
    """A broker that is down is no error here: the row waits, and the sweeper tells the queue again. Whether it was told."""
    try:
        task.apply_async(kwargs=arguments, countdown=later) if later else task.delay(**arguments)
    except (OperationalError, OSError) as error:
        log.warning("queue_unreachable", task=task.name, error=str(error), **arguments)
        return False
    return True


def make_role_groups(sender: Any, **_: Any) -> None:
    """After a migration: the roles exist as groups."""
    if sender.name == "gazette":
        make_roles()
