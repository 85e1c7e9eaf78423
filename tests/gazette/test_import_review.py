"""The review page: who gets in, what stands beside what, which addresses lead where, and what a page costs."""

from dataclasses import replace

import pytest
from django.test import Client

from gazette.models import ImportJob
from gazette.reading.records import DisagreementRecord, SaidRecord
from policies.models import Evidence, Finding
from policies.reading.records import FindingRecord, PageRecord, Place, Severity
from tests.cast import everybody, queries
from tests.factories import make_user
from tests.gazette.imports import bring_in, bring_in_record
from tests.gazette.test_evidence import printed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(make_user(role="editor", password=None))
    return client


def shown(client: Client, job: ImportJob, query: str = "") -> str:
    answer = client.get(f"/desk/imports/{job.pk}/review/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_editorial_office_sees_it_and_nobody_else() -> None:
    job = bring_in_record(printed())
    answers = {name: client.get(f"/desk/imports/{job.pk}/review/").status_code for name, client in everybody().items()}
    assert answers == {
        "citizen": 302,
        "editor": 200,
        "reviewer": 200,
        "publisher": 200,
        "sysadmin": 403,
        "security": 403,
        "auditor": 403,
    }


def test_a_page_shows_its_records_and_no_others(desk: Client) -> None:
    job = bring_in_record(printed())
    first, second = shown(desk, job), shown(desk, job, "?page=2")
    assert 'data-at="documents/1/title"' in first
    assert 'data-at="documents/1/issued_on"' not in first
    assert 'data-at="documents/1/issued_on"' in second
    for page in (first, second):  # the paragraph runs over
        assert 'data-at="documents/1/main__p_1"' in page
    assert "图像识别" in first
    assert "图像识别" not in second
    assert '<span class="confidence is-doubtful" title="识别可信度">70%</span>' in first


def test_rows_have_cells_with_frames_of_their_own(desk: Client) -> None:
    job = bring_in_record(printed())
    page = shown(desk, job, "?page=2")
    assert page.count('data-at="documents/1/tables/1/rows/1/cells/2"') == 2  # the record and the frame
    assert '<rect x="148.5" y="198.5" width="93.0" height="21.0"/>' in page


@pytest.mark.parametrize(
    ("at", "page"),
    [
        ("documents/1", 1),
        ("documents/1/title", 1),
        ("documents/1/issued_on", 2),
        ("documents/1/tables/1/rows/3", 2),
        ("documents/1/tables/1/rows/3/cells/2", 2),
        ("masthead/title", 1),
        ("documents/1/of-no-place", 1),
        ("documents/99/title", 1),
        ("findings/999999", 1),
        ("nonsense", 1),
    ],
)
def test_an_address_leads_to_its_page(desk: Client, at: str, page: int) -> None:
    job = bring_in_record(printed())
    assert f'name="page" inputmode="numeric" autocomplete="off" value="{page}"' in shown(desk, job, f"?at={at}")


def test_a_finding_leads_to_its_page_from_the_job(desk: Client) -> None:
    job = bring_in_record(printed())
    finding = Finding.objects.get(code="sum-mismatch")
    address = f"?at=findings/{finding.pk}"
    assert address in desk.get(f"/desk/imports/{job.pk}/").content.decode()
    page = shown(desk, job, address)
    assert "合计不符。" in page
    assert 'value="2"' in page


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=x", "?page=99999999", "?page=-1", "?zoom=7", "?at=%00", "?page=77"]
)
def test_odd_addresses_are_borne(desk: Client, query: str) -> None:
    job = bring_in_record(printed())
    shown(desk, job, query)


def test_disagreements_lead_to_what_was_said(desk: Client) -> None:
    said = (SaidRecord("head", "安澜市水渠通知", "documents/1/title"), SaidRecord("contents", "水渠通知", "contents/1"))
    job = bring_in_record(replace(printed(), disagreements=(DisagreementRecord(1, "title", said),)))
    page = shown(desk, job)
    assert 'href="?at=contents/1"' in page
    assert "说法不一" in page


def test_what_was_lost_is_counted_and_pointed_at(desk: Client) -> None:
    lost = FindingRecord("text-lost", Severity.ERROR, "有 2 个印刷字符没有收录：“东渠”。", "", Place(4, 4))
    job = bring_in_record(replace(printed(), findings=(lost,), kept_share=0.98765))
    page = shown(desk, job)
    assert "98.76%" in page
    assert f'href="?at=findings/{Finding.objects.get().pk}"' in page


def test_a_text_is_shown_by_its_lines(desk: Client, sample: bytes) -> None:
    job = bring_in(sample)
    page = shown(desk, job, "?at=documents/1/title")
    row = Evidence.objects.filter(path="title").order_by("first_line").first()
    assert f'id="line-{row.first_line}"' in page
    assert f'id="line-{row.first_line + 200}"' not in page
    assert "<image" not in page


def test_markup_in_a_source_stays_text(desk: Client, sample: bytes) -> None:
    job = bring_in(sample.replace("第3号".encode(), "第3号\n<script>alert(1)</script>".encode(), 1))
    assert "<script>alert" not in "".join(shown(desk, job, f"?page={n}") for n in (1, 2))


def test_a_job_without_a_reading_says_so(desk: Client) -> None:
    assert "还没有识读出记录" in shown(desk, bring_in(b"\x89PNG\r\n\x1a\n"))


def test_english_is_whole(desk: Client) -> None:
    job = bring_in_record(printed())
    page = desk.get(f"/en/desk/imports/{job.pk}/review/").content.decode()
    assert "Records on this page" in page


def test_a_page_costs_the_same_whatever_stands_on_it(desk: Client) -> None:
    few = bring_in_record(printed(3))
    record = printed(400, "安澜市人民政府关于东渠的通知")
    pages = tuple(PageRecord(n, 595, 842) for n in range(1, 301))
    many = bring_in_record(replace(record, masthead=replace(record.masthead, number=4), pages=pages))
    shown(desk, few)  # the first page of a session costs a little more
    costs = {job: queries(lambda job=job: shown(desk, job, "?page=2")) for job in (few, many)}
    assert costs[few] == costs[many]
    assert costs[many] <= 34
