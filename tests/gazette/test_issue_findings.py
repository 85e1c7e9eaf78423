"""The findings of an issue on one list, and beside the page they were read from: shown, filtered, dealt with there."""

import pytest
from django.test import Client

from gazette.models import ImportJob, Reading
from policies.models import Draft, Finding, FindingState
from tests.cast import queries
from tests.factories import make_user
from tests.gazette.imports import bring_in_record
from tests.gazette.test_evidence import printed
from tests.readings import read_document, read_issue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(transactional_db: None) -> Client:
    client = Client()
    client.force_login(make_user(role="editor"))
    return client


def bring(*paragraphs: str, number: int = 3) -> ImportJob:
    return bring_in_record(
        read_issue(read_document(paragraphs=paragraphs, number=f"安政发〔2024〕{number}号"), number=number)
    )


def test_the_whole_issue_is_proofread_and_listed(editor: Client) -> None:
    job = bring("加强领导,压实责任。", "第七條规定。")
    address = f"/desk/issues/{job.issue_id}/findings/"
    text = editor.post(f"/desk/issues/{job.issue_id}/proofread/", follow=True).content.decode()
    assert "新增 2 条" in text
    assert "中文里的“,”应为全角“，”" in text
    assert "合计不符" in text  # the reader's own
    assert Draft.objects.count() == 1
    assert "合计不符" not in editor.get(f"{address}?code=half-width").content.decode()
    one = Finding.objects.get(code="half-width")
    editor.post(f"/desk/findings/{one.pk}/refer/", {"next": address})
    assert "应为全角" not in editor.get(address).content.decode()
    assert "应为全角" in editor.get(f"{address}?state=referred").content.decode()


def test_a_finding_of_the_issue_as_a_whole_is_decided_too(editor: Client) -> None:
    job = bring("请执行。")
    own = Finding.objects.create(code="contents-order", severity="warning", message="目录次序与正文不一致。")
    Reading.objects.get(issue=job.issue).findings.add(own)
    address = f"/desk/issues/{job.issue_id}/findings/"
    assert f"/desk/findings/{own.pk}/accept/" in editor.get(address).content.decode()
    answer = editor.post(f"/desk/findings/{own.pk}/accept/", {"reason": "排版需要", "next": address})
    assert answer["Location"] == address
    own.refresh_from_db()
    assert own.state == FindingState.ACCEPTED


def test_the_list_takes_the_same_queries_however_long(editor: Client) -> None:
    few, many = bring("加强领导,压实责任。"), bring(*["加强领导,压实责任。"] * 40, number=4)
    for job in (few, many):
        editor.post(f"/desk/issues/{job.issue_id}/proofread/")
    asked = [queries(lambda job=job: editor.get(f"/desk/issues/{job.issue_id}/findings/")) for job in (few, few, many)]
    assert asked[1] == asked[2]


def test_beside_the_source_page_a_finding_has_its_deeds(editor: Client) -> None:
    job = bring_in_record(printed())
    editor.post(f"/desk/issues/{job.issue_id}/proofread/")
    reader = Finding.objects.filter(readings=job.reading, page__isnull=False).first()
    assert reader is not None
    text = editor.get(f"/desk/imports/{job.pk}/review/?page={reader.page}").content.decode()
    assert f"/desk/findings/{reader.pk}/accept/" in text
    back = f"/desk/imports/{job.pk}/review/?page={reader.page}"
    answer = editor.post(f"/desk/findings/{reader.pk}/accept/", {"reason": "原件如此", "next": back})
    assert answer["Location"] == back
    assert "予以保留" in editor.get(back).content.decode()
