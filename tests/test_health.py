import pytest
from django.test import Client


def test_a_process_that_lives_says_so_without_a_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_when_all_it_needs_answers(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "checks": {"database": "ok", "migrations": "ok", "broker": "ok", "disk": "ok"},
    }


@pytest.mark.django_db
def test_not_ready_when_the_broker_is_away(client: Client, settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["broker"] == "does not answer"


def test_answers_refuse_the_browsers_devices_and_foreign_content(client: Client) -> None:
    headers = client.get("/healthz").headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.browser
def test_a_browser_reaches_the_server(live_server, page) -> None:
    page.goto(f"{live_server.url}/healthz")
    assert page.inner_text("body") == "ok"
