from django.apps import AppConfig

from gazette.celery import app as celery_app


class GazetteConfig(AppConfig):
    name = "gazette"
    verbose_name = "公报"
    queue = celery_app  # imported here so that every process that sends a task sends it to our broker
