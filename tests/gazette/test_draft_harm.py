"""What can go wrong while people save: two at once, a connection that dies in the middle, a reading retaken below an editor."""

import threading
from typing import Any

import pytest
from django.db import OperationalError, close_old_connections, connection
from django.test import Client

from gazette.services.rereading.deciding import DecisionError, stamp_of, take_part, take_reading
from policies.drafting.codec import tree_to_json
from policies.models import Draft, PolicyDocument, User
from policies.services.drafting import ConflictError, open_draft, save_tree, tree_of
from policies.signals import draft_saved
from tests.factories import make_document, make_user
from tests.gazette.imports import bring_in_record
from tests.gazette.test_draft_save import load, post, written
from tests.gazette.test_reading_again import BETTER, FIRST, OTHER, THIRD
from tests.policies import test_saving_drafts as saving
from tests.readings import read_issue

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(deeds: list[Any]) -> list[Any]:
    """Each deed in a thread with a connection of its own, all let go at one moment; what each gave or raised."""
    gate, outcomes = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(n: int) -> None:
        try:
            connection.ensure_connection()
            gate.wait()
            outcomes[n] = deeds[n]()
        except Exception as error:
            outcomes[n] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    return outcomes


def _save(draft: Draft, at: int, text: str, by: User) -> Any:
    tree = saving.written(at, text)(tree_of(draft=draft))
    sent = tree_to_json(tree)
    return lambda: save_tree(draft=Draft.objects.get(pk=draft.pk), sent=sent, lock=0, by=by)


@pytest.fixture
def draft() -> Draft:
    return open_draft(document=make_document(state="draft", paragraphs=("一。", "二。", "三。", "四。")), by=None)


def _texts(draft: Draft) -> list[str]:
    return list(draft.version.provisions.order_by("position").values_list("text", flat=True))


def test_four_who_save_four_clauses_at_once_all_find_their_words(draft: Draft) -> None:
    outcomes = _at_once([_save(draft, n, f"人{n}。", make_user()) for n in range(4)])
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert _texts(draft) == ["人0。", "人1。", "人2。", "人3。"]
    assert sorted(one.lock for one in outcomes) == [1, 2, 3, 4]


def test_of_two_who_save_one_clause_at_once_the_second_is_asked(draft: Draft) -> None:
    outcomes = _at_once([_save(draft, 0, text, make_user()) for text in ("甲。", "乙。")])
    (refused,) = [one for one in outcomes if isinstance(one, ConflictError)]
    (conflict,) = refused.conflicts
    assert _texts(draft)[0] == conflict.theirs.text
    assert {conflict.theirs.text, conflict.mine.text} == {"甲。", "乙。"}


def test_two_who_open_a_document_at_once_open_one_draft() -> None:
    document = make_document(state="draft")
    outcomes = _at_once([lambda: open_draft(document=document, by=None)] * 2)
    assert outcomes[0] == outcomes[1] == Draft.objects.get()


def test_a_save_whose_connection_dies_in_the_middle_leaves_all_as_it_was(draft: Draft) -> None:
    before = tree_of(draft=draft)

    def die(**_: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    draft_saved.connect(die)
    try:
        (outcome,) = _at_once([_save(draft, 0, "改。", make_user())])
    finally:
        draft_saved.disconnect(die)
    assert isinstance(outcome, OperationalError)
    after = Draft.objects.get(pk=draft.pk)
    assert (tree_of(draft=after), after.lock, after.revisions.count()) == (before, 0, 1)


def _editor() -> tuple[Client, User]:
    user, client = make_user(password=None), Client()
    client.force_login(user)
    return client, user


def test_a_reading_retaken_below_an_editor_is_noticed_and_nothing_of_theirs_is_lost() -> None:
    bring_in_record(read_issue(FIRST, OTHER))
    reading = bring_in_record(read_issue(BETTER, THIRD)).reading
    client, user = _editor()
    entry = reading.difference["changed"][0]
    document = PolicyDocument.objects.get(pk=entry["document_id"])
    loaded = load(client, document)
    take_part(reading=reading, key=entry["key"], stamp=stamp_of(reading=reading, key=entry["key"]), by=user)
    draft = Draft.objects.get(document=document)
    assert (draft.lock, draft.revisions.last().by, draft.revisions.count()) == (1, user, 2)
    answer = post(client, document, written(loaded, "编辑写的。"))
    told = answer.json()
    assert answer.status_code == 409
    assert [(one["theirs"], one["mine"]["text"]) for one in told["conflicts"]] == [(None, "编辑写的。")]
    assert told["tree"] == load(client, document)["tree"]


def test_what_is_signed_or_in_proof_is_not_retaken() -> None:
    bring_in_record(read_issue(FIRST, OTHER))
    reading = bring_in_record(read_issue(BETTER, THIRD)).reading
    user = make_user()
    entry = reading.difference["changed"][0]
    document = PolicyDocument.objects.get(pk=entry["document_id"])
    Draft.objects.filter(pk=open_draft(document=document, by=user).pk).update(stage="signed")
    with pytest.raises(DecisionError, match="付印"):
        take_part(reading=reading, key=entry["key"], stamp=stamp_of(reading=reading, key=entry["key"]), by=user)
    with pytest.raises(DecisionError, match="送校"):
        take_reading(reading=reading, stamp=stamp_of(reading=reading, key=""), by=user)
    assert Draft.objects.get(document=document).stage == "signed"
