"""The ground floor's tasks: each takes ids, makes one call, and may be delivered any number of times."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from policies.services.validity import follow_calendar


@shared_task
def follow_validity_calendar(**_: Any) -> None:
    """Turns the calendar's changes into validity and events."""
    follow_calendar(on=timezone.localdate())
