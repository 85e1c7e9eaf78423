"""Home, the list of issues, a year, an issue and its chronicle."""

from datetime import date

import pytest

from gazette.models import Gazette, GazetteIssue
from gazette.views.issues import neighbours
from policies.models import DocumentEvent
from tests import factories
from tests.cast import assert_open_to_everybody, citizen, queries_of

pytestmark = pytest.mark.django_db


def text(address: str) -> str:
    return citizen().get(address).content.decode()


@pytest.fixture
def issue() -> GazetteIssue:
    issue = factories.make_issue(documents=[factories.make_document(title="安澜市供水办法")], year=2024, number=3)
    factories.add_contents(issue=issue, title="大事记（2024年3月）", section="大事记", page=18)
    factories.add_chronicle(issue=issue)
    return issue


@pytest.mark.parametrize(
    "address", ["/", "/gazette/", "/gazette/2024/", "/gazette/2024/3/", "/gazette/2024/3/chronicle/"]
)
def test_everybody_may_read(issue: GazetteIssue, address: str) -> None:
    assert_open_to_everybody(address)
    assert_open_to_everybody(f"/en{address}")


@pytest.mark.parametrize("address", ["/gazette/2024/", "/gazette/2024/3/", "/gazette/2024/3/chronicle/"])
def test_an_issue_at_work_is_not_found(issue: GazetteIssue, address: str) -> None:
    GazetteIssue.objects.update(state="draft")
    assert_open_to_everybody(address, 404)
    assert "第3期" not in text("/")
    assert "第3期" not in text("/gazette/")


def test_an_empty_site_says_so() -> None:
    assert "还没有发布的公报" in text("/")
    assert citizen().get("/gazette/").status_code == 404


def test_home_shows_newest_issue_documents_and_changes(issue: GazetteIssue) -> None:
    document = factories.make_document(title="安澜市排水办法")
    DocumentEvent.objects.create(document=document, kind="published", on=date(2024, 4, 1))
    home = text("/")
    assert issue.get_absolute_url() in home
    assert "安澜市排水办法" in home
    assert "近期变动" in home


def test_the_cover_on_the_home_page_leads_to_documents_and_chronicle(issue: GazetteIssue) -> None:
    cover = text("/").split('class="cover-contents"')[1].split("</ol>")[0]
    document = issue.promulgations.get().document
    assert f'<a href="{document.get_absolute_url()}">' in cover
    assert f'<a href="{issue.get_chronicle_url()}">' in cover


def test_changes_of_one_day_and_kind_stand_together() -> None:
    for title in ("安澜市排水办法", "安澜市供热办法"):
        DocumentEvent.objects.create(
            document=factories.make_document(title=title), kind="published", on=date(2024, 4, 1)
        )
    changes = text("/").split('class="changes"')[1]
    assert changes.count("<time") == 1
    assert "安澜市排水办法" in changes
    assert "安澜市供热办法" in changes


def test_the_default_gazette_has_no_code_in_its_addresses_and_others_have() -> None:
    factories.make_issue(year=2024, number=3)
    other = factories.make_gazette(code="linhe", title="临河市人民政府公报", position=2)
    theirs = factories.make_issue(gazette=other, year=2024, number=3)
    assert theirs.get_absolute_url() == "/gazette/linhe/2024/3/"
    assert "临河市人民政府公报" in text("/gazette/linhe/2024/3/")
    answer = citizen().get("/gazette/anlan/2024/3/")
    assert (answer.status_code, answer["Location"]) == (301, "/gazette/2024/3/")


def test_settings_may_name_another_default(settings) -> None:
    factories.make_gazette()
    other = factories.make_gazette(code="linhe", title="临河市人民政府公报", position=2)
    settings.DEFAULT_GAZETTE = "linhe"
    assert Gazette.objects.default() == other
    assert factories.make_issue(gazette=other, year=2024, number=3).get_absolute_url() == "/gazette/2024/3/"


def test_a_supplement_has_an_address_beside_the_issue_of_its_number() -> None:
    factories.make_issue(year=2024, number=1)
    supplement = factories.make_issue(year=2024, number=1, kind="supplement")
    assert supplement.get_absolute_url() == "/gazette/2024/s1/"
    assert "2024年增刊第1期" in text("/gazette/2024/s1/")
    assert "增刊" not in text("/gazette/2024/1/").split('<nav class="neighbours"')[0]


def test_contents_lead_to_documents_and_chronicle(issue: GazetteIssue) -> None:
    page = text("/gazette/2024/3/")
    assert issue.promulgations.get().document.get_absolute_url() in page
    assert "/gazette/2024/3/chronicle/" in page


def test_a_line_whose_document_is_not_published_keeps_its_title(issue: GazetteIssue) -> None:
    document = issue.promulgations.get().document
    document.state = "draft"
    document.save()
    page = text("/gazette/2024/3/")
    assert "安澜市供水办法" in page
    assert document.get_absolute_url() not in page


def test_a_line_may_stand_for_several_documents(issue: GazetteIssue) -> None:
    entry = factories.add_contents(issue=issue, title="人事任免（两件）", section="人事任免")
    for n in (2, 3):
        issue.promulgations.create(document=factories.make_document(title=f"任免通知{n}"), entry=entry, position=n)
    page = text("/gazette/2024/3/")
    assert "人事任免（两件）" in page
    assert "任免通知2" in page
    assert "任免通知3" in page


def test_masthead_and_board_stand_beside_the_contents() -> None:
    factories.make_issue(year=2024, number=3, board=[{"role": "主编", "names": ["陶昱"]}], postcode="368800")
    page = text("/gazette/2024/3/")
    assert "陶昱" in page
    assert "368800" in page
    assert "准印证号" not in page


def test_issues_lead_to_those_before_and_after(issue: GazetteIssue) -> None:
    before = factories.make_issue(year=2023, number=12)
    after = factories.make_issue(year=2024, number=4)
    page = text("/gazette/2024/3/")
    assert f'rel="prev" href="{before.get_absolute_url()}"' in page
    assert f'rel="next" href="{after.get_absolute_url()}"' in page


def test_the_chronicle_goes_day_by_day(issue: GazetteIssue) -> None:
    factories.add_chronicle(issue=issue, text="同日，西渠完工。")
    factories.add_chronicle(issue=issue, on=date(2024, 3, 6), text="全市防汛会议召开。")
    page = text("/gazette/2024/3/chronicle/")
    assert page.count("<h2") == 2
    assert page.index("同日，西渠完工。") < page.index("3月6日")


def test_an_issue_without_a_chronicle_has_no_page_for_it() -> None:
    factories.make_issue(year=2024, number=3)
    assert citizen().get("/gazette/2024/3/chronicle/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/", "/gazette/", "/gazette/2024/", "/gazette/2024/3/", "/gazette/2024/3/chronicle/"]
)
def test_queries_do_not_grow(issue: GazetteIssue, address: str) -> None:
    first = issue.promulgations.get().document
    DocumentEvent.objects.create(document=first, kind="published", on=date(2024, 4, 1))
    before = queries_of(address)
    for n in range(20):
        document = factories.make_document(validity="in_force")
        factories.add_promulgation(issue=issue, document=document)
        factories.add_chronicle(issue=issue, on=date(2024, 3, n + 6))
        DocumentEvent.objects.create(document=document, kind="published", on=date(2024, 4, 1))
        factories.make_issue(year=2024, number=n + 20, documents=[factories.make_document()])
    assert queries_of(address) == before <= 15


def test_issues_follow_each_other_by_year_number_and_kind() -> None:
    last = factories.make_issue(year=2023, number=12)
    first = factories.make_issue(year=2024, number=1)
    supplement = factories.make_issue(year=2024, number=1, kind="supplement")
    factories.make_issue(year=2024, number=2, state="draft")
    third = factories.make_issue(year=2024, number=3)
    assert neighbours(first) == (last, supplement)
    assert neighbours(supplement) == (first, third)
    assert neighbours(last) == (None, first)
    assert neighbours(third) == (supplement, None)
