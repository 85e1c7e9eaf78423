"""更正: the corrected wording is nobody's to see until it takes the public one's place, with all that hung on it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from policies.models import Disclosure, DocumentEvent, Draft, Evidence, PolicyDocument, SourceFile
from policies.services.correcting import publish_correction
from policies.services.drafting import NotOpenError, open_correction, open_draft, tree_of
from policies.services.indexing import index_version
from policies.services.publishing import DocumentStateError
from policies.services.workflow.errors import GateError
from tests.factories import (
    add_appendix,
    add_appointment,
    add_citation,
    add_figure,
    add_provision,
    add_table,
    make_document,
    make_user,
)
from tests.policies.test_saving_drafts import new, nodes, save, written

pytestmark = pytest.mark.django_db
DAY = date(2024, 5, 6)


def _public(**fields: object) -> PolicyDocument:
    document = make_document(paragraphs=("东渠应当节水。", "西渠应当节水。"), **fields)
    version = document.versions.get()
    part = version.texts.get()
    parent = version.provisions.first()
    add_provision(part=part, kind="item", marker="（一）", text="一项。", eid="main__p_1__sub_1", parent=parent)
    add_table(part=part)
    add_figure(part=part)
    add_appendix(version=version)
    add_citation(version=version, title="安澜市节水条例")
    add_appointment(version=version)
    source = SourceFile.objects.create(sha256="0" * 64, name="a.txt", size=1)
    Evidence.objects.create(source=source, version=version, path="main__p_1", first_line=1, last_line=1)
    index_version(version=version)
    return document


def _signed(draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(stage="signed", secrecy_by="林岚", secrecy_on=DAY)
    PolicyDocument.objects.filter(pk=draft.document_id).update(disclosure=Disclosure.OPEN)


def test_the_copy_says_all_that_the_public_wording_says() -> None:
    document = _public()
    draft = open_correction(document=document, by=None)
    public = document.versions.get(current=True)
    assert (draft.version.n, draft.version.basis, draft.version.current) == (2, "corrected", False)
    for name in ("texts", "provisions", "tables", "figures", "appendices", "citations", "appointments", "evidence"):
        assert getattr(draft.version, name).count() == getattr(public, name).count() > 0
    copies = draft.version.provisions.order_by("position").select_related("continues", "parent", "table", "figure")
    assert [(one.eid, one.text) for one in copies] == [(one.continues.eid, one.continues.text) for one in copies]
    assert [one.parent.version for one in copies if one.parent] == [draft.version]
    assert [one.table.version for one in copies if one.table] == [draft.version]
    assert [one.figure.version for one in copies if one.figure] == [draft.version]
    assert draft.version.figures.get().file == public.figures.get().file
    assert draft.version.tables.get().rows.get().cells == ["1", "东渠整治"]


def test_asking_twice_opens_one() -> None:
    document = _public()
    assert open_correction(document=document, by=None) == open_correction(document=document, by=None)
    assert open_draft(document=document, by=None).version.n == 2


def test_what_is_not_public_is_not_corrected() -> None:
    with pytest.raises(NotOpenError):
        open_correction(document=make_document(state="withdrawn", withdrawal_reason="重复"), by=None)


@pytest.fixture
def corrected() -> PolicyDocument:
    """A public document with a correction that waits: a word, a title and a figure are other ones."""
    document = _public()
    draft = open_correction(document=document, by=None)
    save(draft, written(0, "东干渠应当节水。"))
    save(draft, lambda tree: replace(tree, fields=replace(tree.fields, title="更正后的题目")))
    return document


def test_nobody_sees_it_before_it_is_published(corrected: PolicyDocument) -> None:
    page = corrected.get_absolute_url()
    api = f"/api/v1/documents/{corrected.slug}/"
    figure = corrected.versions.get(n=2).figures.get().address(corrected.slug)
    client = Client()
    assert client.get(f"{page}versions/2/").status_code == 404
    assert client.get(figure).status_code == 404
    assert client.get(f"{page}diff/1/2/").status_code == 404
    for address in (page, f"{page}history/", f"{page}versions/1/", api, "/", "/changes.atom", "/search?q=东干渠"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "东干渠应当" not in answer.content.decode()
        assert "更正后的题目" not in answer.content.decode()
    assert "versions/2/" not in client.get(f"{page}history/").content.decode()


def test_published_it_is_the_wording_and_the_history_has_both(corrected: PolicyDocument) -> None:
    _signed(Draft.objects.get())
    by = make_user(role="publisher")
    publish_correction(document=corrected, on=DAY, by=by, note="录入有误")
    page, client = corrected.get_absolute_url(), Client()
    said = client.get(page).content.decode()
    assert "东干渠应当节水" in said
    assert "更正后的题目" in said
    assert "东渠应当节水" in client.get(f"{page}versions/1/").content.decode()
    assert "东干渠" in client.get("/search?q=东干渠应当节水").content.decode()
    event = DocumentEvent.objects.get(kind="corrected")
    assert (event.version.n, event.by, event.note, event.on) == (2, by, "录入有误", DAY)
    assert event.changes == [{"field": "title", "before": corrected.title, "after": "更正后的题目"}]
    assert Draft.objects.get().closed_at is not None
    assert open_correction(document=corrected, by=None).version.n == 3


def test_metadata_that_was_mended_meanwhile_stays(corrected: PolicyDocument) -> None:
    PolicyDocument.objects.update(publicity="主动公开")
    _signed(Draft.objects.get())
    publish_correction(document=corrected, on=DAY, by=None)
    corrected.refresh_from_db()
    assert (corrected.publicity, corrected.title) == ("主动公开", "更正后的题目")


def test_an_unsigned_correction_is_not_published(corrected: PolicyDocument) -> None:
    with pytest.raises(GateError):
        publish_correction(document=corrected, on=DAY, by=None)
    with pytest.raises(DocumentStateError):
        publish_correction(document=make_document(), on=DAY, by=None)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (nodes(lambda own: own.insert(1, new("a", "插入。"))), ["main__p_1", "main__p_1a", "main__p_2"]),
        (nodes(lambda own: own.pop(0)), ["main__p_2"]),
        (nodes(lambda own: own.insert(0, own.pop(1))), ["main__p_2", "main__p_1"]),
        (nodes(lambda own: own.append(new("a", "末尾。"))), ["main__p_1", "main__p_2", "main__p_3"]),
    ],
)
def test_addresses_that_were_public_stay(change: Callable, expected: list[str]) -> None:
    document = make_document(paragraphs=("一。", "二。"))
    draft = open_correction(document=document, by=None)
    save(draft, change)
    assert [one.eid for one in draft.version.provisions.order_by("position")] == expected


def test_an_address_that_is_free_again_is_not_given_to_another_clause() -> None:
    document = make_document(paragraphs=("一。", "二。"))
    draft = open_correction(document=document, by=None)
    save(draft, nodes(lambda own: own.pop(1)))
    save(draft, nodes(lambda own: own.append(new("a", "别的。"))))
    assert [one.eid for one in draft.version.provisions.order_by("position")] == ["main__p_1", "main__p_1a"]
    assert tree_of(draft=draft).texts[0].nodes[1].text == "别的。"


def test_articles_put_in_between_get_a_number_behind_their_neighbours() -> None:
    document = make_document(paragraphs=())
    part = document.versions.get().texts.get()
    for n in (1, 2):
        add_provision(part=part, kind="article", marker=f"第{'一二'[n - 1]}条", text="有水。", eid=f"main__art_{n}")
    draft = open_correction(document=document, by=None)
    kind = tree_of(draft=draft).texts[0].nodes[0].kind
    save(draft, nodes(lambda own: own.insert(1, new("a", "插入。", kind, marker="第二条"))))
    save(draft, nodes(lambda own: own.append(new("b", "之一。", kind, marker="第二条之一"))))
    eids = [one.eid for one in draft.version.provisions.order_by("position")]
    assert eids == ["main__art_1", "main__art_1-1", "main__art_2", "main__art_2-1"]
