"""The door of the desk: nobody tries passwords by the thousand, nobody is led away from the site, a second factor is asked for."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from gazette.middleware import BACKGROUND, SEEN
from gazette.urls.door import door_urls
from policies.models import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/login/"
PASSWORD = "很长的一个口令-7"
OPEN = {"account_login", "account_logout", "account_inactive", "mfa_authenticate"}


@pytest.fixture(autouse=True)
def cheap_hashes(settings) -> None:
    """No time is spent on hashes that are slow on purpose; what other tests counted is forgotten."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


def attempt(username: str, password: str, *, at: str = "192.0.2.1", **more: str) -> int:
    answer = Client(REMOTE_ADDR=at).post(ADDRESS, {"login": username, "password": password} | more)
    return answer.status_code


def code_of(secret: str, *, ahead: int = 0) -> str:
    """What an authenticator shows for this secret, `ahead` steps from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead)))


def enrolled(client: Client) -> str:
    """Sets up a second factor for who is logged in; its secret. The password is asked for once more before."""
    asked = client.get("/desk/account/code/")["Location"]
    assert asked.startswith("/desk/account/confirm/")
    assert client.post(asked, {"password": PASSWORD})["Location"] == "/desk/account/code/"
    page = client.get("/desk/account/code/").content.decode()
    found = re.search(r'class="secret">(\w+)<', page)
    assert found
    assert client.post("/desk/account/code/", {"code": code_of(found[1])}).status_code == 302
    return found[1]


def logged_in(username: str) -> Client:
    client = Client()
    assert client.post(ADDRESS, {"login": username, "password": PASSWORD}).status_code == 302
    return client


def test_after_too_many_failures_the_right_password_waits_too() -> None:
    make_user(username="shen", password=PASSWORD)
    assert {attempt("shen", "guessed") for _ in range(4)} == {200}
    assert attempt("shen", "guessed") == 429
    assert attempt("shen", PASSWORD) == 429
    assert attempt("SHEN", PASSWORD) == 429


def test_failures_from_elsewhere_lock_nobody_out() -> None:
    make_user(username="shen", password=PASSWORD)
    for _ in range(6):
        attempt("shen", "guessed")
    assert attempt("shen", PASSWORD, at="192.0.2.2") == 302
    assert attempt("other", "guessed") == 200


def test_logins_that_succeed_are_not_counted() -> None:
    make_user(username="shen", password=PASSWORD)
    assert {attempt("shen", PASSWORD) for _ in range(7)} == {302}


def test_a_login_leads_to_no_other_site() -> None:
    make_user(username="shen", password=PASSWORD)
    for asked in ("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example"):
        answer = Client().post(ADDRESS, {"login": "shen", "password": PASSWORD, "next": asked})
        assert answer["Location"] == "/desk/"


def test_with_a_second_factor_the_password_alone_opens_nothing() -> None:
    make_user(username="shen", password=PASSWORD)
    secret = enrolled(logged_in("shen"))
    client = Client()
    answer = client.post(ADDRESS, {"login": "shen", "password": PASSWORD})
    assert answer["Location"] == "/desk/login/code/"
    assert client.get("/desk/").status_code == 302
    assert "验证码" in client.post("/desk/login/code/", {"code": "000000"}).content.decode()
    assert client.get("/desk/").status_code == 302
    assert client.post("/desk/login/code/", {"code": code_of(secret, ahead=1)})["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_a_recovery_code_opens_once() -> None:
    make_user(username="shen", password=PASSWORD)
    client = logged_in("shen")
    enrolled(client)
    codes = re.findall(r"<code>(\w+)</code>", client.get("/desk/account/recovery/").content.decode())
    assert len(codes) == 10
    for expected in ("/desk/", None):
        other = Client()
        other.post(ADDRESS, {"login": "shen", "password": PASSWORD})
        assert other.post("/desk/login/code/", {"code": codes[0]}).headers.get("Location") == expected


def test_secrets_do_not_lie_open_in_the_database() -> None:
    make_user(username="shen", password=PASSWORD)
    secret = enrolled(logged_in("shen"))
    stored = [str(one.data) for one in Authenticator.objects.all()]
    assert stored
    assert not any(secret in data for data in stored)


def test_where_a_second_factor_is_asked_for_nothing_else_is_open(settings) -> None:
    settings.MFA_REQUIRED = True
    make_user(username="shen", role=Role.EDITOR, password=PASSWORD)
    client = logged_in("shen")
    assert client.get("/desk/")["Location"] == "/desk/account/code/"
    assert client.get("/desk/imports/")["Location"] == "/desk/account/code/"
    enrolled(client)
    assert client.get("/desk/imports/").status_code == 200


def test_a_session_that_nobody_uses_ends(settings) -> None:
    client = Client()
    client.force_login(make_user(role=Role.EDITOR, password=None))
    assert client.get("/desk/").status_code == 200
    session = client.session
    session[SEEN] = int(time.time()) - settings.SESSION_IDLE_SECONDS - 1
    session.save()
    answer = client.get("/desk/imports/")
    assert answer["Location"] == "/desk/login/?next=/desk/imports/"
    assert "自动退出" in client.get(answer["Location"]).content.decode()


def test_a_page_that_asks_by_itself_keeps_no_session_alive(settings) -> None:
    client = Client()
    client.force_login(make_user(role=Role.EDITOR, password=None))
    client.get("/desk/")
    session = client.session
    session[SEEN] = seen = int(time.time()) - settings.SESSION_IDLE_SECONDS + 100
    session.save()
    client.get("/desk/imports/progress/", headers={BACKGROUND: "1"})
    assert client.session[SEEN] == seen
    client.get("/desk/imports/")
    assert client.session[SEEN] > seen


def test_other_devices_are_listed_and_ended() -> None:
    make_user(username="shen", password=PASSWORD)
    first, second = logged_in("shen"), logged_in("shen")
    assert first.get("/desk/").status_code == second.get("/desk/").status_code == 200
    assert "正在使用" in second.get("/desk/account/sessions/").content.decode()
    second.post("/desk/account/sessions/")
    assert first.get("/desk/").status_code == 302
    assert second.get("/desk/").status_code == 200


@pytest.mark.parametrize("pattern", [one for one in door_urls if one.name not in OPEN], ids=lambda one: one.name)
def test_strangers_see_nothing_of_an_account(pattern) -> None:
    answer = Client().get(reverse(pattern.name))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/login/")


def test_a_dead_cache_shuts_nobody_out(settings) -> None:
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/1"}}
    make_user(username="shen", password=PASSWORD)
    secret = enrolled(logged_in("shen"))
    client = logged_in("shen")
    assert client.post("/desk/login/code/", {"code": code_of(secret, ahead=1)})["Location"] == "/desk/"


COMMENTS = "/desk/documents/7/comments/"  # knows no GET
PAGE = "/desk/documents/7/?tab=text"


def test_a_form_whose_session_has_ended_leads_back_to_its_page() -> None:
    here = {"Referer": f"http://testserver{PAGE}"}
    answer = Client().post(COMMENTS, {"text": "请核对第三条"}, headers=here)
    assert answer["Location"] == "/desk/login/?next=/desk/documents/7/%3Ftab%3Dtext%26again%3D1"
    elsewhere = Client().post(COMMENTS, headers={"Referer": "https://elsewhere.example/desk/"})
    assert elsewhere["Location"] == f"/desk/login/?next={COMMENTS}"


def test_a_form_from_before_a_new_login_leads_back_to_its_page_undone() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(role=Role.EDITOR, password=None))
    answer = client.post(COMMENTS, headers={"Referer": f"http://testserver{PAGE}"})
    assert answer["Location"] == f"{PAGE}&again=1"
    assert client.post(COMMENTS).status_code == 403
    assert "再试一次" in client.get("/desk/?again=1").content.decode()
