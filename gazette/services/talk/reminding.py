"""Reminds people of the days that their tasks are due on; each day of each task once, however often it is asked."""

from datetime import date, timedelta

from django.db import transaction

from gazette.models import Assignment, NotificationKind
from gazette.services.telling.notifying import Matter, notify

AHEAD = timedelta(days=2)


@transaction.atomic
def remind(*, on: date) -> None:
    """On the day `on`: who must do what within two days, and what is late; of that those who asked for it hear too."""
    tasks = Assignment.objects.open().select_related("to", "by", "document", "issue")
    for one in tasks.filter(due_on__range=(on, on + AHEAD)):
        notify(to=[one.to], kind=NotificationKind.DUE_SOON, day=one.due_on, about=_about(one))
    for one in tasks.filter(due_on__lt=on):
        notify(to=[one.to, one.by], kind=NotificationKind.OVERDUE, day=one.due_on, about=_about(one))


def _about(one: Assignment) -> Matter:
    return Matter(document=one.document, issue=one.issue, assignment=one)
