"""Scheduled publication: at its hour or not at all, whatever died or changed meanwhile."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gazette.models import ScheduledPublication, ScheduleState
from gazette.services import scheduling
from gazette.services.scheduling import carry_out, due_schedules, schedule_document, schedule_issue
from gazette.signals import schedule_failed
from policies.models import AuditEntry, DocumentState, PolicyDocument, User
from policies.services.workflow.errors import NotAllowedError, WorkflowError
from policies.services.workflow.passing import recall_signature
from tests.factories import make_issue, make_signed, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 4, 2, 23, 50, tzinfo=ZoneInfo("Asia/Shanghai"))
HOUR = NOW + timedelta(minutes=10)  # the first minute of the next day


@pytest.fixture
def publisher() -> User:
    return make_user(role="publisher")


def scheduled(publisher: User) -> ScheduledPublication:
    return schedule_document(document=make_signed(), at=HOUR, by=publisher, now=NOW)


def test_it_is_published_at_its_hour_and_not_before(publisher: User) -> None:
    schedule = scheduled(publisher)
    assert due_schedules(now=NOW) == []
    carry_out(schedule_id=schedule.pk, now=NOW)
    assert PolicyDocument.objects.get().state == DocumentState.DRAFT
    assert due_schedules(now=HOUR) == [schedule.pk]
    carry_out(schedule_id=schedule.pk, now=HOUR)
    document = PolicyDocument.objects.get()
    assert (document.state, str(document.published_on)) == (DocumentState.PUBLISHED, "2024-04-03")
    assert document.events.get(kind="published").by == publisher
    schedule.refresh_from_db()
    assert (schedule.state, schedule.ended_at) == (ScheduleState.DONE, HOUR)


def test_twice_delivered_is_once_published(publisher: User) -> None:
    schedule = scheduled(publisher)
    for _ in range(2):
        carry_out(schedule_id=schedule.pk, now=HOUR)
    assert PolicyDocument.objects.get().events.filter(kind="published").count() == 1


def test_what_a_dead_worker_left_is_done_late_and_in_its_own_name(publisher: User, monkeypatch) -> None:
    schedule = scheduled(publisher)

    def die(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(scheduling, "_publish", die)
        with pytest.raises(SystemExit):
            carry_out(schedule_id=schedule.pk, now=HOUR)
    later = HOUR + timedelta(hours=3)
    assert due_schedules(now=later) == [schedule.pk]
    carry_out(schedule_id=schedule.pk, now=later)
    assert PolicyDocument.objects.get().state == DocumentState.PUBLISHED
    assert AuditEntry.objects.filter(record="policies_policydocument", actor=publisher.pk).exists()


@pytest.mark.parametrize("change", ["recalled", "closed", "left"])
def test_what_may_no_longer_be_published_is_told_and_stays_inside(publisher: User, change: str) -> None:
    told: list[str] = []

    def hear(schedule: ScheduledPublication, **_: object) -> None:
        told.append(schedule.outcome)

    schedule = scheduled(publisher)
    document = PolicyDocument.objects.get()
    if change == "recalled":
        recall_signature(document=document, by=publisher, reason="标题有误")
    if change == "closed":
        PolicyDocument.objects.update(disclosure="withheld")
    if change == "left":
        User.objects.filter(pk=publisher.pk).update(is_active=False)
    schedule_failed.connect(hear)
    carry_out(schedule_id=schedule.pk, now=HOUR)
    schedule_failed.disconnect(hear)
    schedule.refresh_from_db()
    document.refresh_from_db()
    assert (document.state, schedule.state) == (DocumentState.DRAFT, ScheduleState.FAILED)
    assert told == [schedule.outcome]
    assert schedule.outcome
    assert due_schedules(now=HOUR) == []


def test_a_new_hour_takes_the_place_of_the_old(publisher: User) -> None:
    first = scheduled(publisher)
    assert first.document is not None
    second = schedule_document(document=first.document, at=HOUR + timedelta(days=1), by=publisher, now=NOW)
    first.refresh_from_db()
    assert (first.state, second.state) == (ScheduleState.CANCELLED, ScheduleState.WAITING)


def test_an_hour_that_has_passed_is_refused(publisher: User) -> None:
    with pytest.raises(WorkflowError):
        schedule_document(document=make_signed(), at=NOW, by=publisher, now=NOW)


def test_an_issue_is_scheduled_with_its_documents(publisher: User) -> None:
    issue = make_issue(documents=[make_signed()], state="draft", published_on=None, stage="signed")
    schedule = schedule_issue(issue=issue, at=HOUR, by=publisher, now=NOW)
    carry_out(schedule_id=schedule.pk, now=HOUR)
    issue.refresh_from_db()
    assert issue.state == "published"
    assert PolicyDocument.objects.get().state == DocumentState.PUBLISHED


def test_an_editor_schedules_nothing() -> None:
    with pytest.raises(NotAllowedError):
        schedule_document(document=make_signed(), at=HOUR, by=make_user(), now=NOW)
