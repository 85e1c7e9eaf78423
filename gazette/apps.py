from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from gazette import surroundings
from gazette.celery import app as celery_app
from policies import conditionals


class GazetteConfig(AppConfig):
    name = "gazette"
    verbose_name = "公报"
    queue = celery_app  # imported here so that every process that sends a task sends it to our broker
    checks = surroundings  # imported here so that they are registered

    def ready(self) -> None:
        receivers = import_module("gazette.receivers")  # models must be there before them
        conditionals.register(import_module("gazette.conditionals").issues_stamp)
        post_migrate.connect(receivers.make_role_groups, dispatch_uid="role-groups")
