"""What services announce reaches the queue once it is committed, and only then."""

import json

import pytest
import redis
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction

from gazette.services.people import make_roles
from policies.models import Role
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


def test_roles_are_groups() -> None:
    make_roles()
    make_roles()
    assert set(Group.objects.values_list("name", flat=True)) >= set(Role.values)
