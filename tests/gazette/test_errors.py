"""What a reader sees when a page can't be shown."""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from gazette.views.errors import server_error


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
