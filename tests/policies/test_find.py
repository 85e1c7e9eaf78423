"""find: a number in any writing leads to its document."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    [
        "安政发〔2024〕7号",
        "安政发[2024]7号",
        "安政发(2024) 7 号",
        "安政发2024-7",
        "〔2024〕7号",
        "文号：安政发〔2024〕7号",
    ],
)
def test_any_writing_leads_to_the_document(client, typed):
    document = factories.make_document(number="安政发〔2024〕7号")
    factories.make_document(number="安政发〔2024〕77号")
    answer = client.get("/find", {"n": typed})
    assert (answer.status_code, answer["Location"]) == (302, document.get_absolute_url())


def test_a_number_given_twice_is_a_choice(client):
    documents = [factories.make_document(number="安政发〔2024〕7号") for _ in range(2)]
    answer = client.get("/find", {"n": "安政发〔2024〕7号"})
    assert answer.status_code == 200
    for document in documents:
        assert document.get_absolute_url() in answer.content.decode()


def test_a_draft_is_not_found(client):
    factories.make_document(number="安政发〔2024〕7号", state="draft")
    answer = client.get("/find", {"n": "安政发〔2024〕7号"})
    assert answer.status_code == 404
    assert "安政发〔2024〕7号" in answer.content.decode()


@pytest.mark.parametrize(("typed", "status"), [("", 200), ("光伏", 404), ("<b>", 404), ("\x00", 200)])
def test_what_is_no_number_is_said_to_be_none(client, typed, status):
    answer = client.get("/find", {"n": typed})
    assert answer.status_code == status
    assert "<b>" not in answer.content.decode().replace("&lt;b&gt;", "")
