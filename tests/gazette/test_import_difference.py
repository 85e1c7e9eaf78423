"""The page of differences: who sees it, who decides, what it sets side by side."""

import pytest
from django.test import Client

from gazette.models import ImportJob, JobKind, JobState, ReadingDecision
from policies.models import PolicyDocument, Role
from tests.cast import everybody
from tests.factories import make_user
from tests.gazette.imports import bring_in, bring_in_record
from tests.gazette.test_letters import LETTER
from tests.gazette.test_reading_again import BETTER, FIRST, OTHER, THIRD, edit, said
from tests.readings import read_issue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(make_user(role="editor", password=None))
    return client


def waiting() -> ImportJob:
    bring_in_record(read_issue(FIRST, OTHER))
    return bring_in_record(read_issue(BETTER, THIRD))


def hidden(page: str, of: str = "") -> dict[str, str]:
    """The stamp of the form that decides about `of`, as a browser would send it."""
    for piece in page.split("<form")[1:]:
        form = piece.split("</form>")[0]
        own = form.split('name="of" value="')[1].split('"')[0] if 'name="of"' in form else ""
        if own == of and 'name="stamp"' in form:
            return {"stamp": form.split('name="stamp" value="')[1].split('"')[0]} | ({"of": of} if of else {})
    raise AssertionError(of)


def test_the_editorial_office_sees_it_and_nobody_else() -> None:
    job = waiting()
    statuses = {n: c.get(f"/desk/imports/{job.pk}/difference/").status_code for n, c in everybody().items()}
    assert {name for name, status in statuses.items() if status == 200} == {"editor", "reviewer", "publisher"}
    assert statuses.pop("citizen") == 302


@pytest.mark.parametrize("deed", ["difference/all/", "difference/take/", "difference/keep/", "again/", "retry/"])
def test_only_editors_decide(deed: str) -> None:
    job = waiting()
    statuses = {n: c.post(f"/desk/imports/{job.pk}/{deed}").status_code for n, c in everybody().items()}
    assert statuses.pop("citizen") == statuses.pop("editor") == 302
    assert set(statuses.values()) == {403}
    assert everybody()["editor"].get(f"/desk/imports/{job.pk}/{deed}").status_code == 405
    assert not ReadingDecision.objects.exists()


def test_others_see_no_form() -> None:
    job = waiting()
    page = everybody()["reviewer"].get(f"/desk/imports/{job.pk}/difference/").content.decode()
    assert "difference/take" not in page
    assert "经费由" in page


def test_characters_are_marked(desk: Client) -> None:
    job = waiting()
    page = desk.get(f"/desk/imports/{job.pk}/difference/?of=new/1").content.decode()
    assert "经费由市<ins>、区</ins>财政承担。" in page
    assert "1 处不同" in page
    assert "抓好水渠整治" not in page, "what is the same is counted, not shown"


def test_three_wordings_stand_side_by_side(desk: Client) -> None:
    bring_in_record(read_issue(FIRST))
    edit("经费由市财政承担，县补助。")
    job = bring_in_record(read_issue(BETTER))
    page = desk.get(f"/desk/imports/{job.pk}/difference/").content.decode()
    for column in ("先前识读", "编辑改定", "新的识读", "冲突"):
        assert column in page
    assert "<ins>，县补助</ins>" in page
    assert "<ins>、区</ins>" in page


def test_taking_and_keeping_by_the_page(desk: Client) -> None:
    job = waiting()
    at = f"/desk/imports/{job.pk}/difference/"
    page = desk.get(f"{at}?of=new/1").content.decode()
    answer = desk.post(f"{at}take/", hidden(page, "new/1"), follow=True)
    assert "已改用新的识读" in answer.content.decode()
    assert said()["安政发〔2024〕7号"][1] == "经费由市、区财政承担。"
    assert "没有执行" in desk.post(f"{at}take/", hidden(page, "new/1"), follow=True).content.decode()
    page = desk.get(at).content.decode()
    stale = desk.post(f"{at}keep/", {"stamp": "x", "reason": "以原件为准。"}, follow=True)
    assert "没有执行" in stale.content.decode()
    answer = desk.post(f"{at}keep/", hidden(page) | {"reason": "以原件为准。"}, follow=True).content.decode()
    assert "已保留现有记录" in answer
    assert "以原件为准。" in answer
    assert PolicyDocument.objects.count() == 2
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_taking_all_by_the_page(desk: Client) -> None:
    job = waiting()
    at = f"/desk/imports/{job.pk}/difference/"
    page = desk.get(at).content.decode()
    answer = desk.post(f"{at}all/", hidden(page), follow=True).content.decode()
    assert "这次识读已经采用" in answer
    assert list(said()) == ["安政发〔2024〕7号", "安政发〔2024〕9号"]


def test_a_job_without_an_issue_has_no_difference(desk: Client) -> None:
    job = bring_in(b"\x89PNG\r\n\x1a\n")
    assert desk.get(f"/desk/imports/{job.pk}/difference/").status_code == 404


def test_the_job_leads_to_its_difference_and_offers_what_can_be_done(desk: Client) -> None:
    job = waiting()
    assert f"/desk/imports/{job.pk}/difference/" in desk.get(f"/desk/imports/{job.pk}/").content.decode()
    failed = bring_in(b"\x89PNG\r\n\x1a\n")
    assert "重试" in desk.get(f"/desk/imports/{failed.pk}/").content.decode()
    answer = desk.post(f"/desk/imports/{failed.pk}/retry/")
    assert answer["Location"] == f"/desk/imports/{ImportJob.objects.order_by('-pk')[0].pk}/"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER])
def test_a_published_issue_offers_no_taking(role: str) -> None:
    bring_in_record(read_issue(FIRST), publish=True)
    job = bring_in_record(read_issue(BETTER))
    page = everybody()[role].get(f"/desk/imports/{job.pk}/difference/").content.decode()
    assert "difference/all/" not in page
    assert "difference/take/" not in page
    assert ("difference/keep/" in page) is (role == Role.EDITOR)


def test_a_letter_read_otherwise_is_set_beside_what_stands(desk: Client) -> None:
    bring_in(LETTER.encode(), name="通知.txt", kind=JobKind.DOCUMENT)
    PolicyDocument.objects.update(updated_by=make_user(role="editor", password=None))
    job = bring_in(LETTER.replace("认真", "严格").encode(), name="通知.txt", kind=JobKind.DOCUMENT)
    assert job.state == JobState.NEEDS_REVIEW
    page = desk.get(f"/desk/imports/{job.pk}/difference/").content.decode()
    assert "<del>认真</del>" in page
    assert "<ins>严格</ins>" in page
    assert "difference/take/" not in page
    assert desk.get(f"/desk/imports/{job.pk}/review/").status_code == 200
