"""The findings of an issue on one list, and beside the page they were read from: shown, filtered, dealt with there."""

import pytest
from django.test import Client

from gazette.models import ImportJob, Reading
from gazette.services.proofreading import decide_alike_in, proofread_issue
from policies.models import Draft, Finding, FindingState, PolicyDocument
from tests.cast import queries
from tests.factories import make_organ, make_user
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
    few, many = bring("加强领导,压实责任。"), bring(*["加强领导,压实责任。"] * 50, number=4)
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


def bring_several(*treatments: str, number: int = 5) -> ImportJob:
    """Documents of an issue, each with a half-width comma and proofread; the treatments in their order."""
    records = [
        read_document(paragraphs=[f"第{n}件加强领导,压实责任。"], number=f"安政发〔2024〕{number}{n}号")
        for n in range(len(treatments))
    ]
    job = bring_in_record(read_issue(*records, number=number))
    assert job.issue
    documents = PolicyDocument.objects.filter(promulgations__issue=job.issue).order_by("promulgations__position")
    for document, treatment in zip(documents, treatments, strict=True):
        PolicyDocument.objects.filter(pk=document.pk).update(treatment=treatment)
    proofread_issue(issue=job.issue, by=make_user())
    return job


def states(job: ImportJob) -> list[str]:
    rows = Finding.objects.filter(code="half-width", document__promulgations__issue=job.issue)
    return list(rows.order_by("document__promulgations__position").values_list("state", flat=True))


def test_all_of_a_kind_are_dealt_with_as_each_document_allows(editor: Client) -> None:
    job = bring_several("written", "collated", "written")
    last = Draft.objects.order_by("-pk").first()
    assert last
    Draft.objects.filter(pk=last.pk).update(stage="signed")
    address = f"/desk/issues/{job.issue_id}/findings/half-width/"
    page = editor.get(address).content.decode()
    assert "加强领导<mark>,</mark><ins>，</ins>压实责任" in page
    assert "改正 1 条（1 份）" in page
    assert "转原发机关 1 条（1 份）" in page
    keys = list(Finding.objects.filter(code="half-width").values_list("pk", flat=True))
    said = editor.post(address, {"finding": keys, "deed": "fix"}, follow=True).content.decode()
    assert states(job) == ["fixed", "open", "open"]
    assert "已处理 1 条，涉及 1 份公文。" in said
    assert "不能这样处理" in said
    first = Draft.objects.order_by("pk").first()
    assert first
    assert [one.note for one in first.revisions.all()][1:] == ["改正：中文里的“,”应为全角“，”。"]
    assert first.version.provisions.get().text == "第0件加强领导，压实责任。"
    assert "请写明保留的理由" in editor.post(address, {"finding": keys, "deed": "accept"}, follow=True).content.decode()
    editor.post(address, {"finding": keys[:2], "deed": "accept", "reason": "原件如此"})
    assert states(job) == ["fixed", "accepted", "open"]  # what was unticked stays
    editor.post(address, {"finding": keys, "deed": "accept", "reason": "原件如此"})
    assert states(job) == ["fixed", "accepted", "accepted"]  # deciding changes no signed text


def test_who_works_for_single_organs_deals_with_their_documents_alone(editor: Client) -> None:
    job = bring_several("written", "written")
    own = PolicyDocument.objects.filter(promulgations__issue=job.issue).order_by("promulgations__position")[1]
    own.issuer_links.update(organ=make_organ(name="安澜市水务局"))
    department = make_user(role="editor")
    department.organs.add(*(link.organ for link in own.issuer_links.all()))
    keys = list(Finding.objects.filter(code="half-width").values_list("pk", flat=True))
    assert job.issue
    decide_alike_in(issue=job.issue, code="half-width", chosen=keys, deed="fix", by=department)
    assert states(job) == ["open", "fixed"]


def test_all_of_a_kind_takes_the_same_queries_for_one_document_and_for_many(editor: Client) -> None:
    few, many = bring_several("written"), bring_several(*["written", "collated"] * 25, number=6)
    address = "/desk/issues/{}/findings/half-width/"
    asked = [queries(lambda job=job: editor.get(address.format(job.issue_id))) for job in (few, few, many)]
    assert asked[1] == asked[2]
