"""Who else is at work on a text, as their browsers tell."""

import json

import pytest
from django.test import Client

from policies.models import PolicyDocument
from policies.services.drafting import open_draft, record_revision
from tests.cast import queries
from tests.factories import make_document, make_user

pytestmark = pytest.mark.django_db


def _tell(client: Client, document: PolicyDocument, body: object) -> object:
    return client.post(
        f"/desk/documents/{document.pk}/draft/presence/", json.dumps(body), content_type="application/json"
    )


def _editor(name: str) -> Client:
    client = Client()
    client.force_login(make_user(first_name=name, password=None))
    return client


def test_two_find_each_other_and_not_themselves() -> None:
    document, one, other = make_document(state="draft"), _editor("林岚"), _editor("周远")
    assert _tell(one, document, {"clause": "p1"}).json() == {"others": [], "lock": 0}
    told = _tell(other, document, {"clause": "p2"}).json()
    assert [(one["name"], one["clause"]) for one in told["others"]] == [("林岚", "p1")]
    told = _tell(one, document, {"clause": "p3"}).json()
    assert [(one["name"], one["clause"]) for one in told["others"]] == [("周远", "p2")]
    assert _tell(one, make_document(state="draft"), {"clause": ""}).json()["others"] == []


def test_the_lock_tells_that_somebody_saved() -> None:
    document, client = make_document(state="draft"), _editor("林岚")
    record_revision(draft=open_draft(document=document, by=None), by=None, note="")
    assert _tell(client, document, {}).json()["lock"] == 1


@pytest.mark.parametrize("body", [[], {"clause": 1}, {"clause": "p" * 41}, None])
def test_nonsense_is_refused(body: object) -> None:
    assert _tell(_editor("林岚"), make_document(state="draft"), body).status_code == 400


def test_telling_costs_few_queries() -> None:
    document, client = make_document(state="draft"), _editor("林岚")
    _tell(client, document, {})
    assert queries(lambda: _tell(client, document, {})) <= 12
