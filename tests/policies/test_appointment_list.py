"""Posts gained and lost, by document and by person."""

import pytest

from tests import factories
from tests.cast import assert_open_to_everybody, citizen, queries_of

pytestmark = pytest.mark.django_db


def text(**query: str) -> str:
    return citizen().get("/appointments/", query).content.decode()


def test_everybody_may_read_the_list_even_empty() -> None:
    assert_open_to_everybody("/appointments/")


def test_a_person_stands_with_posts_and_document() -> None:
    document = factories.make_document()
    version = document.versions.get()
    factories.add_appointment(version=version, name="林晓", appointed=["市水务局局长"], removed=["市水务局副局长"])
    assert "林晓" in text()
    assert "<b>任</b>市水务局局长" in text()
    assert "<b>免</b>市水务局副局长" in text()
    assert document.get_absolute_url() in text()


def test_a_name_keeps_that_person_alone() -> None:
    version = factories.make_document().versions.get()
    factories.add_appointment(version=version, name="林晓")
    factories.add_appointment(version=version, name="周岚")
    assert "周岚" not in text(name="林晓")
    assert "没有找到这个姓名的任免" in text(name="吴用")
    assert citizen().get("/appointments/", {"name": "林\x00晓"}).status_code == 200


def test_a_draft_appoints_nobody() -> None:
    factories.add_appointment(version=factories.make_document(state="draft").versions.get(), name="林晓")
    assert "林晓" not in text()


def test_queries_do_not_grow() -> None:
    factories.add_appointment(version=factories.make_document().versions.get())
    before = queries_of("/appointments/")
    for _ in range(20):
        factories.add_appointment(version=factories.make_document().versions.get())
    assert queries_of("/appointments/") == before <= 8
