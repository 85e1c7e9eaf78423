"""Taking documents and issues back: the address stays and says why, programs get 410, lists forget them; and back again."""

from datetime import date

import pytest
from django.test import Client

from gazette.models import GazetteIssue
from gazette.services.withdrawing import NotPublishedError, NotWithdrawnError, restore_issue, withdraw_issue
from policies.models import PolicyDocument, Role
from policies.services.indexing import index_version
from policies.services.publishing import DocumentStateError, restore_document, withdraw_document
from tests import factories
from tests.cast import citizen
from tests.factories import make_user

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 1)


@pytest.fixture
def publisher() -> Client:
    client = Client()
    client.force_login(make_user(role=Role.PUBLISHER, password=None))
    return client


def public(**fields: object) -> PolicyDocument:
    document = factories.make_document(**fields)
    index_version(version=document.versions.get())
    return document


def listed(document: PolicyDocument) -> dict[str, bool]:
    """Where a reader or a program comes upon the document."""
    places = ("/sitemap-documents.xml", "/search", "/api/v1/documents/")
    return {place: document.slug in citizen().get(place).content.decode() for place in places}


def test_a_withdrawn_document_answers_with_reason_and_successor(publisher: Client) -> None:
    successor = public(title="安澜市供水办法", number="安政发〔2031〕9号")
    document = public(title="安澜市供水暂行办法")
    assert all(listed(document).values())
    page = f"/desk/documents/{document.pk}/withdraw/"
    assert "程序得到 410" in publisher.get(page).content.decode()
    publisher.post(page, {"reason": "印制有误，另行发布。", "successor": "安政发(2031)9号"})
    answer = citizen().get(document.get_absolute_url())
    assert answer.status_code == 410
    assert "印制有误，另行发布。" in answer.content.decode()
    assert successor.get_absolute_url() in answer.content.decode()
    problem = citizen().get(f"/api/v1/documents/{document.slug}/")
    assert (problem.status_code, problem["Content-Type"]) == (410, "application/problem+json")
    assert problem.json()["reason"] == "印制有误，另行发布。"
    assert problem.json()["successor"].endswith(f"/api/v1/documents/{successor.slug}/")
    assert not any(listed(document).values())
    assert "撤下：安澜市供水暂行办法" in citizen().get("/changes.atom").content.decode()


def test_a_successor_that_is_not_told_apart_is_asked_for_again(publisher: Client) -> None:
    first, second = public(title="安澜市供水办法一"), public(title="安澜市供水办法二")
    document = public(title="安澜市旧办法")
    page = f"/desk/documents/{document.pk}/withdraw/"
    for typed in ("安澜市供水办法", "无此文件", "安澜市旧办法"):
        text = publisher.post(page, {"reason": "有误", "successor": typed}).content.decode()
        assert "安澜市旧办法" in text
        assert ("是哪一份" in text) == (typed == "安澜市供水办法")
    document.refresh_from_db()
    assert document.state == "published"
    publisher.post(page, {"reason": "有误", "successor": f"http://testserver{second.get_absolute_url()}"})
    document.refresh_from_db()
    assert document.successor == second != first


def test_a_restored_document_is_public_as_before(publisher: Client) -> None:
    document = public()
    withdraw_document(document=document, on=DAY, by=None, reason="误撤")
    publisher.post(f"/desk/documents/{document.pk}/restore/", {"reason": "经核实无误"})
    assert citizen().get(document.get_absolute_url()).status_code == 200
    assert all(listed(document).values())
    assert [one.kind for one in document.events.all()] == ["withdrawn", "restored"]
    history = citizen().get(f"{document.get_absolute_url()}history/").content.decode()
    assert "恢复发布" in history
    assert "经核实无误" in history


def test_neither_is_done_twice_or_without_a_reason() -> None:
    document = public()
    with pytest.raises(DocumentStateError):
        restore_document(document=document, on=DAY, by=None, reason="无")
    with pytest.raises(DocumentStateError):
        withdraw_document(document=document, on=DAY, by=None, reason="  ")
    with pytest.raises(DocumentStateError):
        withdraw_document(document=document, on=DAY, by=None, reason="有误", successor=document)


def issue_with(*documents: PolicyDocument) -> GazetteIssue:
    return factories.make_issue(documents=documents, year=2024, number=8)


def test_a_withdrawn_issue_says_why_and_takes_its_own_documents_along(publisher: Client) -> None:
    own, shared = public(), public()
    issue = issue_with(own, shared)
    factories.make_issue(documents=[shared])
    publisher.post(f"/desk/issues/{issue.pk}/withdraw/", {"reason": "印刷事故"})
    for below in ("", "chronicle/"):
        answer = citizen().get(f"/gazette/2024/8/{below}")
        assert answer.status_code == 410
        assert "印刷事故" in answer.content.decode()
    assert citizen().get("/gazette/2024/8.pdf").status_code == 410
    problem = citizen().get(f"/api/v1/issues/{issue.pk}/")
    assert (problem.status_code, problem.json()["reason"]) == (410, "印刷事故")
    assert "/gazette/2024/8/" not in citizen().get("/sitemap-issues.xml").content.decode()
    assert [citizen().get(one.get_absolute_url()).status_code for one in (own, shared)] == [410, 200]


def test_a_restored_issue_brings_back_what_went_with_it_alone(publisher: Client) -> None:
    own, other = public(), public()
    issue = issue_with(own, other)
    withdraw_document(document=other, on=DAY, by=None, reason="另有原因")
    withdraw_issue(issue=issue, on=DAY, by=None, reason="印刷事故")
    page = f"/desk/issues/{issue.pk}/restore/"
    assert own.title in publisher.get(page).content.decode()
    publisher.post(page, {"reason": "重印完成"})
    assert citizen().get("/gazette/2024/8/").status_code == 200
    assert [citizen().get(one.get_absolute_url()).status_code for one in (own, other)] == [200, 410]


def test_issues_are_not_withdrawn_or_restored_twice_or_without_a_reason() -> None:
    issue = issue_with(public())
    with pytest.raises(NotPublishedError):
        withdraw_issue(issue=issue, on=DAY, by=None, reason=" ")
    with pytest.raises(NotWithdrawnError):
        restore_issue(issue=issue, on=DAY, by=None, reason="无")


def test_only_publishers_take_back_and_only_what_is_public() -> None:
    editor, publisher_ = Client(), Client()
    editor.force_login(make_user(role=Role.EDITOR, password=None))
    publisher_.force_login(make_user(role=Role.PUBLISHER, password=None))
    document, draft = public(), factories.make_document(state="draft")
    assert editor.post(f"/desk/documents/{document.pk}/withdraw/", {"reason": "x"}).status_code == 403
    assert publisher_.get(f"/desk/documents/{draft.pk}/withdraw/").status_code == 403
    assert publisher_.get(f"/desk/documents/{document.pk}/restore/").status_code == 403
