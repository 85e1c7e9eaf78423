"""What a reader sees when a page can't be shown."""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.test import Client, RequestFactory

from gazette.views.errors import bad_request, server_error
from tests.cast import everybody


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"), [("/nothing-here/", "没有这个页面"), ("/en/nothing-here/", "Page not found")]
)
def test_an_address_without_a_page(address: str, words: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 404
    assert words in answer.content.decode()


@pytest.mark.parametrize(("error", "status"), [(OperationalError("away"), 503), (ValueError("ours"), 500)])
def test_trouble_has_a_page_that_asks_no_database(error: Exception, status: int) -> None:
    try:
        raise error
    except type(error):
        answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == status
    assert answer["Cache-Control"] == "no-store"
    assert "<h1" in answer.content.decode()
    assert ("Retry-After" in answer) == (status == 503)


@pytest.mark.django_db
def test_an_address_of_forms_opened_by_hand_leads_to_the_page_above() -> None:
    answer = everybody()["editor"].get("/desk/terms/new/", headers={"accept": "text/html"})
    page = answer.content.decode()
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert 'href="/desk/terms/"' in page
    assert 'class="masthead desk-bar"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), [("/desk/audit/", 403), ("/desk/nothing-here/", 404)])
def test_trouble_at_the_desk_stays_within_it(address: str, status: int) -> None:
    cast = everybody()
    answer = cast["editor"].get(address)
    assert answer.status_code == status
    assert 'class="masthead desk-bar"' in answer.content.decode()
    assert 'class="masthead desk-bar"' not in cast["citizen"].get(address, follow=True).content.decode()


@pytest.mark.django_db
def test_a_form_of_another_session_says_that_nothing_was_saved() -> None:
    answer = Client(enforce_csrf_checks=True).post("/desk/login/", {"login": "linxiao", "password": "x"})
    assert answer.status_code == 403
    assert "没有保存" in answer.content.decode()


@pytest.mark.parametrize(("error", "status"), [(SuspiciousOperation(), 400), (RequestDataTooBig(), 413)])
def test_what_the_site_does_not_take(error: Exception, status: int) -> None:
    assert bad_request(RequestFactory().post("/"), error).status_code == status
