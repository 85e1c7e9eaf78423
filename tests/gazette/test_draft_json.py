"""The draft of a document as the text editor loads it."""

import pytest
from django.test import Client

from policies.models import Draft, PolicyDocument, Revision
from tests.cast import everybody, queries
from tests.factories import add_figure, add_provision, add_table, make_document, make_organ, make_user

pytestmark = pytest.mark.django_db


def editor() -> Client:
    client = Client()
    client.force_login(make_user(password=None))
    return client


def _plan(paragraphs: int = 1, rows: int = 1) -> PolicyDocument:
    document = make_document(state="draft", paragraphs=[f"第{n}段。" for n in range(paragraphs)])
    part = document.versions.get().texts.get()
    add_table(part=part, rows=[(str(n), "东渠") for n in range(rows)])
    add_figure(part=part)
    return document


def test_the_whole_text_is_told_with_its_lock() -> None:
    document = _plan()
    told = editor().get(f"/desk/documents/{document.pk}/draft.json").json()
    assert (told["document"], told["lock"], told["revision"], told["treatment"]) == (document.pk, 0, 1, "collated")
    assert (told["stage"], told["proof"], told["editable"], told["why"]) == ("received", 0, True, "")
    nodes = told["tree"]["texts"][0]["nodes"]
    assert [node["kind"] for node in nodes] == ["paragraph", "table", "figure"]
    assert nodes[0]["text"] == "第0段。"
    assert nodes[0]["key"] == f"p{document.versions.get().provisions.first().pk}"
    assert nodes[1]["table"] == told["tree"]["tables"][0]["key"]
    assert told["tree"]["tables"][0]["rows"][0]["cells"] == ["0", "东渠"]
    assert told["tree"]["fields"]["title"] == document.title
    assert told["tree"]["fields"]["issuers"] == ["安澜市人民政府"]


def test_opening_twice_opens_one_draft_with_the_readers_revision() -> None:
    document, client = _plan(), editor()
    for _ in range(2):
        assert client.get(f"/desk/documents/{document.pk}/draft.json").status_code == 200
    revision = Revision.objects.get(draft=Draft.objects.get(document=document))
    assert (revision.n, revision.by, revision.tree["fields"]["title"]) == (1, None, document.title)


def test_a_public_document_is_not_edited() -> None:
    document = make_document()
    answer = editor().get(f"/desk/documents/{document.pk}/draft.json")
    assert (answer.status_code, answer.json()["editable"]) == (409, False)
    assert not Draft.objects.exists()


def test_a_long_text_takes_as_many_queries_as_a_short_one() -> None:
    short, long = _plan(), _plan(paragraphs=50, rows=50)
    client = editor()
    asked = set()
    for document in (short, long):
        address = f"/desk/documents/{document.pk}/draft.json"
        client.get(address)
        asked.add(queries(lambda address=address: client.get(address)))
    assert len(asked) == 1
    assert asked.pop() <= 22


def test_only_editors_write_and_only_their_organs() -> None:
    document = make_document(state="draft")
    told = {name: client.get(f"/desk/documents/{document.pk}/draft.json") for name, client in everybody().items()}
    assert {name: answer.json()["editable"] for name, answer in told.items() if answer.status_code == 200} == {
        "editor": True,
        "reviewer": False,
        "publisher": False,
    }
    stranger = make_user(password=None)
    stranger.organs.add(make_organ())
    client = Client()
    client.force_login(stranger)
    assert client.get(f"/desk/documents/{document.pk}/draft.json").status_code == 403
    PolicyDocument.objects.filter(pk=document.pk).update(state="published", published_on="2024-05-01")
    Draft.objects.all().delete()
    assert client.get(f"/desk/documents/{document.pk}/draft.json").json()["editable"] is False


def test_a_signed_text_is_written_no_more() -> None:
    document, client = _plan(), editor()
    client.get(f"/desk/documents/{document.pk}/draft.json")
    Draft.objects.update(stage="signed")
    add_provision(part=document.versions.get().texts.get(), text="后来的一段。", eid="main__p_9")
    told = client.get(f"/desk/documents/{document.pk}/draft.json").json()
    assert told["editable"] is False
    assert told["why"]
