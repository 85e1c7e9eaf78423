"""The fixed cast of the permission tests: a citizen without an account, and one member of each role."""

from collections.abc import Callable
from itertools import count

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from policies.models import Role
from tests.factories import make_user

_serial = count()


def citizen() -> Client:
    return Client()


def everybody() -> dict[str, Client]:
    """A client for each of the cast, by name."""
    cast = {"citizen": citizen()}
    for role in Role.values:
        cast[role] = Client()
        cast[role].force_login(make_user(role=role, password=None))
    return cast


def assert_open_to_everybody(address: str, status: int = 200) -> None:
    """The page answers each of the cast alike, and sets no cookie for a citizen."""
    answers = {name: client.get(address) for name, client in everybody().items()}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(answers, status)
    assert not answers["citizen"].cookies


def queries(deed: Callable[[], object]) -> int:
    """How many queries a deed asks of the database."""
    with CaptureQueriesContext(connection) as asked:
        deed()
    return len(asked)


def queries_of(address: str) -> int:
    """How many queries a page takes once all is warm but the page itself, which is kept under its own address alone."""
    client = citizen()
    joint = "&" if "?" in address else "?"
    assert client.get(f"{address}{joint}warm").status_code == 200
    return queries(lambda: client.get(f"{address}{joint}cold={next(_serial)}"))
