"""Saving over HTTP: what a browser is told when it may not, when it sends nonsense, and when somebody was before it."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from policies.models import Draft, PolicyDocument
from tests.factories import make_document, make_user

pytestmark = pytest.mark.django_db


def editor(**fields: Any) -> Client:
    client = Client()
    client.force_login(make_user(password=None, **fields))
    return client


def load(client: Client, document: PolicyDocument) -> dict[str, Any]:
    return client.get(f"/desk/documents/{document.pk}/draft.json").json()


def post(client: Client, document: PolicyDocument, body: Any) -> Any:
    address = f"/desk/documents/{document.pk}/draft/save/"
    return client.post(address, json.dumps(body), content_type="application/json")


def written(loaded: dict[str, Any], text: str, at: int = 0, **more: Any) -> dict[str, Any]:
    """What the page sends that loaded this and then wrote one paragraph."""
    tree = copy.deepcopy(loaded["tree"]) | {"tables": [], "figures": []}
    tree["texts"][0]["nodes"][at]["text"] = text
    return {"lock": loaded["lock"], "automatic": True, "note": "", "tree": tree} | more


def _draft(**fields: Any) -> PolicyDocument:
    return make_document(state="draft", paragraphs=("一。", "二。"), **fields)


def test_a_save_answers_with_lock_keys_and_addresses() -> None:
    document, client = _draft(), editor()
    body = written(load(client, document), "改。")
    body["tree"]["texts"][0]["nodes"].append({"key": "n-1", "kind": "paragraph", "text": "三。"})
    answer = post(client, document, body)
    told = answer.json()
    assert answer.status_code == 200
    assert (told["lock"], told["revision"], told["merged"]) == (1, 2, None)
    assert told["eids"][told["keys"]["n-1"]] == "main__p_3"
    assert told["saved_at"]
    assert load(client, document)["tree"]["texts"][0]["nodes"][2]["text"] == "三。"


def test_what_others_saved_meanwhile_comes_back_merged() -> None:
    document, one, other = _draft(), editor(), editor()
    first, second = load(one, document), load(other, document)
    post(one, document, written(first, "甲。"))
    told = post(other, document, written(second, "乙。", at=1)).json()
    assert [node["text"] for node in told["merged"]["texts"][0]["nodes"]] == ["甲。", "乙。"]


def test_a_conflict_tells_whose_what_and_all_three() -> None:
    document, one, other = _draft(), editor(first_name="林岚"), editor()
    first, second = load(one, document), load(other, document)
    first["tree"]["fields"]["title"], second["tree"]["fields"]["title"] = "甲题", "乙题"
    post(one, document, written(first, "甲。"))
    answer = post(other, document, written(second, "乙。"))
    told = answer.json()
    assert (answer.status_code, told["lock"], told["by"]) == (409, 1, "林岚")
    assert told["tree"]["texts"][0]["nodes"][0]["text"] == "甲。"
    said = {one["key"][0]: (one["label"], one["theirs"], one["mine"]) for one in told["conflicts"]}
    assert said["/"] == ("标题", "甲题", "乙题")
    assert (said["p"][1]["text"], said["p"][2]["text"]) == ("甲。", "乙。")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body.pop("tree"),
        lambda body: body.pop("lock"),
        lambda body: body.update(lock="0"),
        lambda body: body.update(lock=-1),
        lambda body: body.update(automatic="yes"),
        lambda body: body.update(note="记" * 401),
        lambda body: body.update(tree=[]),
        lambda body: body["tree"].update(texts=[]),
        lambda body: body["tree"]["texts"][0]["nodes"][0].update(kind="script"),
        lambda body: body["tree"]["fields"].update(expires_on="2020-01-01", effective_on="2024-01-01"),
    ],
)
def test_nonsense_is_refused_with_words_and_changes_nothing(spoil: Callable[[dict[str, Any]], Any]) -> None:
    document, client = _draft(), editor()
    body = written(load(client, document), "改。")
    spoil(body)
    answer = post(client, document, body)
    assert answer.status_code == 400
    assert answer.json()["why"]
    assert load(client, document)["tree"]["texts"][0]["nodes"][0]["text"] == "一。"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"null"])
def test_what_is_no_json_is_refused(body: bytes) -> None:
    document = _draft()
    answer = editor().post(f"/desk/documents/{document.pk}/draft/save/", body, content_type="application/json")
    assert answer.status_code == 400


def test_who_may_not_write_is_told_why() -> None:
    document, reviewer, client = _draft(), editor(role="reviewer"), editor()
    assert post(reviewer, document, written(load(reviewer, document), "改。")).status_code == 403
    loaded = load(client, document)
    Draft.objects.update(stage="signed")
    answer = post(client, document, written(loaded, "改。"))
    assert (answer.status_code, bool(answer.json()["why"])) == (423, True)
    assert post(client, make_document(), written(loaded, "改。")).status_code == 423


def test_a_save_without_the_token_is_refused() -> None:
    document = _draft()
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(password=None))
    assert post(client, document, written(load(client, document), "改。")).status_code == 403
