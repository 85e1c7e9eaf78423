"""The desk's form for the metadata of a public document, and its proposals about validity."""

import pytest
from django.test import Client

from policies.models import PolicyDocument, Role
from tests import factories
from tests.cast import queries

pytestmark = pytest.mark.django_db


def client_of(role: str) -> Client:
    client = Client()
    client.force_login(factories.make_user(role=role, password=None))
    return client


def filled(document: PolicyDocument, **changed: object) -> dict[str, object]:
    return {
        "genre": document.genre,
        "issued_on": "2024-03-01",
        "published_on": "2024-04-01",
        "reason": "补录",
        "stamp": document.updated_at.isoformat(),
    } | changed


def test_an_editor_mends_and_others_read() -> None:
    document = factories.make_document()
    page = f"/desk/documents/{document.pk}/metadata/"
    answer = client_of(Role.EDITOR).post(page, filled(document, index_number="B-7"))
    assert answer.status_code == 302
    document.refresh_from_db()
    assert document.index_number == "B-7"
    for role in (Role.REVIEWER, Role.PUBLISHER):
        assert "B-7" in client_of(role).get(page).content.decode()
        assert client_of(role).post(page, filled(document)).status_code == 403
    assert document.events.count() == 1


def test_a_form_opened_before_somebody_elses_change_is_shown_again() -> None:
    document = factories.make_document()
    editor, page = client_of(Role.EDITOR), f"/desk/documents/{document.pk}/metadata/"
    old = filled(document, genre="意见")
    editor.post(page, filled(document, index_number="B-7"))
    text = editor.post(page, old).content.decode()
    assert "被别人改过" in text
    assert 'value="意见"' in text
    document.refresh_from_db()
    assert (document.genre, document.index_number) == ("通知", "B-7")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "没有改动"),
        ({"effective_on": "2025-01-01", "expires_on": "2024-01-01"}, "不能早于"),
        ({"reason": ""}, "必填"),
    ],
)
def test_what_can_not_be_saved_says_why(changed: dict[str, str], said: str) -> None:
    document = factories.make_document()
    answer = client_of(Role.EDITOR).post(f"/desk/documents/{document.pk}/metadata/", filled(document, **changed))
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_validity_takes_two_people() -> None:
    document = factories.make_document()
    editor, reviewer = client_of(Role.EDITOR), client_of(Role.REVIEWER)
    given = {"validity": "repealed", "since": "2024-05-01", "source": "清理结果", "reason": "清理"}
    editor.post(f"/desk/documents/{document.pk}/validity/", given)
    decision = document.validity_decisions.get()
    assert editor.post(f"/desk/validity/{decision.pk}/", {"deed": "confirm"}).status_code == 403
    page = reviewer.get(f"/desk/documents/{document.pk}/metadata/").content.decode()
    assert "清理结果" in page
    reviewer.post(f"/desk/validity/{decision.pk}/", {"deed": "confirm"})
    document.refresh_from_db()
    assert document.validity == "repealed"


def test_who_proposed_may_take_it_back() -> None:
    document = factories.make_document()
    editor = client_of(Role.EDITOR)
    given = {"validity": "expired", "source": "清理结果", "reason": "清理"}
    editor.post(f"/desk/documents/{document.pk}/validity/", given)
    decision = document.validity_decisions.get()
    editor.post(f"/desk/validity/{decision.pk}/", {"deed": "refuse", "answer": "看错了"})
    decision.refresh_from_db()
    assert decision.state == "refused"


def test_queries_do_not_grow_with_what_happened() -> None:
    document = factories.make_document()
    editor, page = client_of(Role.EDITOR), f"/desk/documents/{document.pk}/metadata/"

    def happen(n: int) -> None:
        for _ in range(n):
            document.refresh_from_db()
            editor.post(page, filled(document, index_number=f"{document.index_number}B"))
        editor.get(page)

    happen(1)
    few = queries(lambda: editor.get(page))
    happen(49)
    assert queries(lambda: editor.get(page)) == few
