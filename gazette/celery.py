"""The queue: how tasks travel, and what beat does by the clock.

Imports and renderings have queues of their own (`ROUTES`), so that neither keeps the other waiting; all else goes to `default`.
"""

import os

from celery import Celery
from celery.schedules import crontab, schedule
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gazette.settings")

QUEUES = ("import", "render", "default")

# Task name, or a pattern of names, and its queue. (Celery gives up queues named at the task itself.)
ROUTES = {
    "gazette.tasks.run_import_job": {"queue": "import"},
    "gazette.tasks.sweep_import_jobs": {"queue": "import"},
    "*.tasks.render_*": {"queue": "render"},
}

# Task name and when it runs; a test holds that every name is a task.
BEAT: dict[str, crontab | schedule] = {
    "gazette.tasks.sweep_import_jobs": schedule(settings.IMPORT_SWEEP_SECONDS),
    "gazette.tasks.sweep_schedules": schedule(settings.SCHEDULE_SWEEP_SECONDS),
    "gazette.tasks.sweep_bulk_deeds": schedule(settings.SCHEDULE_SWEEP_SECONDS),
    "gazette.tasks.send_notifications": schedule(60),  # what waits for a mail server that was down
    "gazette.tasks.send_digests": crontab(hour="8", minute="0"),
    "gazette.tasks.remind_of_tasks": crontab(hour="7-19", minute="30"),
    "policies.tasks.follow_validity_calendar": crontab(hour="0", minute="5"),
}

app = Celery("gazette")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.task_routes = ROUTES
app.conf.beat_schedule = {name: {"task": name, "schedule": when} for name, when in BEAT.items()}
