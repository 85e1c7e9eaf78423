"""The first floor's tasks: each takes ids, makes one call, and may be delivered any number of times."""

from typing import Any

from celery import shared_task

from projects.services.recording import retype_tables


@shared_task(soft_time_limit=120, time_limit=150)
def type_saved_tables(*, table_ids: list[int], **_: Any) -> None:
    """Types printed tables as data once more, after editors have changed their cells or columns."""
    retype_tables(table_ids=table_ids)
