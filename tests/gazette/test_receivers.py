"""What services announce reaches the queue once it is committed, and only then."""

import json

import pytest
import redis
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from kombu.exceptions import OperationalError

from gazette.receivers import queue_typing
from gazette.services.people import make_roles
from policies.models import Role
from projects.models import ProjectRow
from projects.tasks import type_saved_tables
from tests.factories import add_table, make_document
from tests.gazette.imports import hand_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queue():
    """`queue()` gives the arguments of the tasks that wait for an import worker."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.delete("import")
    yield lambda: [json.loads(one)["headers"]["kwargsrepr"] for one in client.lrange("import", 0, -1)]
    client.close()


def test_a_job_reaches_the_queue(queue) -> None:
    job = hand_in(b"x")
    assert queue() == [f"{{'job_id': {job.pk}}}"]


def test_a_job_that_is_rolled_back_does_not(queue) -> None:
    with transaction.atomic():
        hand_in(b"x")
        transaction.set_rollback(True)
    assert queue() == []


def test_without_a_broker_changed_tables_are_typed_at_once(monkeypatch) -> None:
    table = add_table(
        part=make_document(state="draft").versions.get().texts.get(),
        columns=("序号", "项目名称", "总投资（万元）"),
        rows=[("1", "东渠整治", "100")],
    )

    def away(**_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(type_saved_tables, "delay", away)
    queue_typing(tables=[table.pk])
    assert ProjectRow.objects.get().amount == 100


def test_roles_are_groups() -> None:
    make_roles()
    make_roles()
    assert set(Group.objects.values_list("name", flat=True)) >= set(Role.values)
