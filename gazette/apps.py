from django.apps import AppConfig

from gazette import surroundings
from gazette.celery import app as celery_app


class GazetteConfig(AppConfig):
    name = "gazette"
    verbose_name = "公报"
    queue = celery_app  # imported here so that every process that sends a task sends it to our broker
    checks = surroundings  # imported here so that they are registered
