"""No page of the desk stands open: whatever is added to its addresses asks for the login, then for a role."""

import logging
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse
from django.urls.converters import IntConverter

from gazette.urls.desk import desk_urls
from tests.cast import everybody
from tests.factories import make_user
from tests.gazette.desk_doors import DOORS

pytestmark = pytest.mark.django_db
BEHIND = desk_urls
NOWHERE = 999_999_999  # no record has this key


@pytest.fixture(autouse=True)
def unlogged() -> Iterator[None]:
    """Hundreds of refusals are what is asked for here; their traces would take most of the time."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def address_of(pattern) -> str:
    return reverse(f"desk:{pattern.name}", kwargs=dict.fromkeys(pattern.pattern.converters, 1))


@pytest.mark.parametrize("pattern", BEHIND, ids=lambda pattern: pattern.name)
def test_strangers_are_led_to_the_login(pattern) -> None:
    answers = [Client().get(address_of(pattern)), Client().post(address_of(pattern))]
    assert {answer.status_code for answer in answers} <= {302, 405}
    led = [answer["Location"] for answer in answers if answer.status_code == 302]
    assert led
    assert all(address.startswith("/desk/login/") for address in led)


@pytest.mark.parametrize("pattern", BEHIND, ids=lambda pattern: pattern.name)
def test_an_account_without_a_role_is_refused(pattern) -> None:
    client = Client()
    client.force_login(make_user(role="", password=None))
    answers = {client.get(address_of(pattern)).status_code, client.post(address_of(pattern)).status_code}
    assert answers <= {403, 405}
    assert 403 in answers


def test_every_address_is_in_the_table_and_nothing_else() -> None:
    assert {pattern.name for pattern in desk_urls} == set(DOORS)


def test_each_role_is_let_in_where_the_table_says_so() -> None:
    cast = everybody()
    del cast["citizen"]
    assert {pattern.name: doors_of(pattern, cast) for pattern in BEHIND} == DOORS


def doors_of(pattern: URLPattern, cast: dict[str, Client]) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """Whom the address lets in to see and to do; what they did there is undone."""
    given = {name: NOWHERE if isinstance(one, IntConverter) else "nowhere" for name, one in converters_of(pattern)}
    address = reverse(f"desk:{pattern.name}", kwargs=given)
    with transaction.atomic():
        seen = let_in({name: client.get(address).status_code for name, client in cast.items()})
        done = let_in({name: client.post(address).status_code for name, client in cast.items()})
        transaction.set_rollback(True)
    return seen, done


def converters_of(pattern: URLPattern) -> list[tuple[str, object]]:
    return list(pattern.pattern.converters.items())


def let_in(answers: dict[str, int]) -> frozenset[str] | None:
    """Who was not refused; None where the address takes no such request."""
    if 405 in answers.values():
        return None
    return frozenset(name for name, status in answers.items() if status != 403)
