"""定时发布: an hour is set, and beat carries it out. The row is the truth; what the gate holds back then is told, not published."""

from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gazette.drafting.deeds import IssueDeed
from gazette.models import GazetteIssue, ScheduledPublication, ScheduleState
from gazette.services.publishing import NotPublishableError
from gazette.services.workflow.passing import release_issue
from gazette.services.workflow.permission import may_with_issue
from gazette.signals import schedule_failed
from policies.drafting.deeds import Deed
from policies.grammar.said import phrasing_of, said
from policies.models import PolicyDocument, User
from policies.services.auditing import acting
from policies.services.workflow.errors import NotAllowedError, WorkflowError
from policies.services.workflow.moving import allow
from policies.services.workflow.releasing import release

log = structlog.get_logger(__name__)


@transaction.atomic
def schedule_document(*, document: PolicyDocument, at: datetime, by: User, now: datetime) -> ScheduledPublication:
    """Sets or moves the hour of a signed document. Raises `WorkflowError`."""
    PolicyDocument.objects.select_for_update().get(pk=document.pk)
    allow(document=document, deed=Deed.SCHEDULE, by=by)
    _require_future(at, now)
    _cancel(ScheduledPublication.objects.filter(document=document), now)
    return ScheduledPublication.objects.create(document=document, at=at, by=by)


@transaction.atomic
def schedule_issue(*, issue: GazetteIssue, at: datetime, by: User, now: datetime) -> ScheduledPublication:
    """Sets or moves the hour of a signed issue. Raises `WorkflowError`."""
    issue = GazetteIssue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    _allow_issue(issue, by)
    _require_future(at, now)
    _cancel(ScheduledPublication.objects.filter(issue=issue), now)
    return ScheduledPublication.objects.create(issue=issue, at=at, by=by)


@transaction.atomic
def cancel_schedules(*, document: PolicyDocument, by: User, now: datetime) -> None:
    """Takes the hour of a document back. Raises `WorkflowError`."""
    allow(document=document, deed=Deed.SCHEDULE, by=by)
    _cancel(ScheduledPublication.objects.filter(document=document), now)


@transaction.atomic
def cancel_issue_schedules(*, issue: GazetteIssue, by: User, now: datetime) -> None:
    """Takes the hour of an issue back. Raises `WorkflowError`."""
    _allow_issue(issue, by)
    _cancel(ScheduledPublication.objects.filter(issue=issue), now)


def due_schedules(*, now: datetime) -> list[int]:
    """Keys of those whose hour has come. What a dead worker left waiting is among them again the next time."""
    waiting = ScheduledPublication.objects.filter(state=ScheduleState.WAITING, at__lte=now)
    return list(waiting.order_by("at").values_list("pk", flat=True)[:100])


def carry_out(*, schedule_id: int, now: datetime) -> None:
    """Publishes what was scheduled, as the account that scheduled it, or notes why not. Harmless to repeat."""
    schedule = ScheduledPublication.objects.select_related("by").filter(pk=schedule_id).first()
    if schedule is None:
        return
    with acting(user=schedule.by):
        _carry_out(schedule_id, now)


@transaction.atomic
def _carry_out(schedule_id: int, now: datetime) -> None:
    waiting = ScheduledPublication.objects.select_for_update(of=("self",), skip_locked=True)
    schedule = (
        waiting.filter(pk=schedule_id, state=ScheduleState.WAITING, at__lte=now)
        .select_related("document", "issue__gazette", "by")
        .first()
    )
    if schedule is None:
        return
    try:
        with transaction.atomic():
            _publish(schedule, now)
        schedule.state = ScheduleState.DONE
    except (WorkflowError, NotPublishableError) as error:
        schedule.state, schedule.outcome = ScheduleState.FAILED, str(error)
        schedule.phrasing = phrasing_of(error.args[0])
        log.warning("schedule_failed", schedule=schedule.pk, why=schedule.outcome)
    schedule.ended_at = now
    schedule.save(update_fields=["state", "outcome", "phrasing", "ended_at"])
    if schedule.state == ScheduleState.FAILED:
        schedule_failed.send(sender=ScheduledPublication, schedule=schedule)


def _publish(schedule: ScheduledPublication, now: datetime) -> None:
    on = timezone.localdate(now)
    if schedule.document:
        release(document=schedule.document, on=on, by=schedule.by)
    elif schedule.issue:
        release_issue(issue=schedule.issue, on=on, by=schedule.by)


def _require_future(at: datetime, now: datetime) -> None:
    if at <= now:
        raise WorkflowError(said("发布时间要在现在以后。"))


def _allow_issue(issue: GazetteIssue, by: User) -> None:
    if not may_with_issue(user=by, deed=IssueDeed.SCHEDULE, issue=issue):
        raise NotAllowedError(said("您不能办理，或这一期已不在这一环节；请刷新页面查看。"))


def _cancel(schedules: QuerySet[ScheduledPublication], now: datetime) -> None:
    waiting = schedules.filter(state=ScheduleState.WAITING)
    waiting.update(state=ScheduleState.CANCELLED, ended_at=now)
