"""The door of the desk: nobody tries passwords by the thousand, nobody is led away from the site."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from gazette.services.attempts import PER_ACCOUNT, PER_ADDRESS
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/login/"
PASSWORD = "很长的一个口令-7"


@pytest.fixture(autouse=True)
def forget_attempts(settings) -> Iterator[None]:
    """Nothing is left for other tests, and no time is spent on hashes that are slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield
    cache.clear()


def attempt(username: str, password: str, *, at: str = "192.0.2.1", **more: str) -> int:
    answer = Client(REMOTE_ADDR=at).post(ADDRESS, {"username": username, "password": password} | more)
    return answer.status_code


def test_after_too_many_failures_the_right_password_waits_too() -> None:
    make_user(username="shen", password=PASSWORD)
    assert {attempt("shen", "guessed") for _ in range(PER_ACCOUNT)} == {200}
    assert attempt("shen", PASSWORD) == 429
    assert attempt("SHEN", PASSWORD) == 429


def test_failures_from_elsewhere_lock_nobody_out() -> None:
    make_user(username="shen", password=PASSWORD)
    for _ in range(PER_ACCOUNT):
        attempt("shen", "guessed")
    assert attempt("shen", PASSWORD, at="192.0.2.2") == 302
    assert attempt("other", "guessed") == 200


def test_an_address_that_tries_many_accounts_is_barred() -> None:
    make_user(username="shen", password=PASSWORD)
    for n in range(PER_ADDRESS):
        attempt(f"user-{n}", "guessed")
    assert attempt("shen", PASSWORD) == 429


def test_logins_that_succeed_are_not_counted() -> None:
    make_user(username="shen", password=PASSWORD)
    assert {attempt("shen", PASSWORD) for _ in range(PER_ACCOUNT + 1)} == {302}


def test_a_login_leads_to_no_other_site() -> None:
    make_user(username="shen", password=PASSWORD)
    for asked in ("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"):
        answer = Client().post(ADDRESS, {"username": "shen", "password": PASSWORD, "next": asked})
        assert answer["Location"] == "/desk/"
