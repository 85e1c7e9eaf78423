"""No page of the desk stands open: whatever is added to its addresses asks for the login, then for a role."""

import pytest
from django.test import Client
from django.urls import reverse

from gazette.urls import desk_urls
from tests.cast import everybody
from tests.factories import make_user

pytestmark = pytest.mark.django_db
DOOR: set[str] = set()
BEHIND = [pattern for pattern in desk_urls if pattern.name not in DOOR]


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


def test_publishing_is_the_publishers_alone() -> None:
    answers = {name: client.post("/desk/issues/1/publish/").status_code for name, client in everybody().items()}
    assert answers.pop("publisher") == 404  # let in, and there is no such issue
    assert answers.pop("citizen") == 302
    assert set(answers.values()) == {403}
