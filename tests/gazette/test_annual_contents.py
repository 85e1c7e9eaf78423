"""年度总目录: a year's general contents as page and PDF, in the sitemap, and at the desk before the year is over."""

from pathlib import Path

import pytest
from django.test import Client

from gazette.services.rendering import render_annual
from gazette.typesetting.annual.collecting import collect_annual
from gazette.typesetting.annual.manuscript import Grouping
from gazette.typesetting.annual.setting import annual_key
from policies.models import RenderedFile, Role
from tests.cast import assert_open_to_everybody, citizen, queries, queries_of
from tests.factories import (
    add_chronicle,
    add_contents,
    add_promulgation,
    make_document,
    make_gazette,
    make_issue,
    make_organ,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def year():
    """Two issues of 2024: sections in both, a chronicle, a document without a number, and a draft issue."""
    water, rules = (
        make_organ(name="安澜市水务局", sort_key="an shui"),
        make_organ(name="安澜市人民政府", sort_key="an ren"),
    )
    seventh = make_document(title="关于东渠的通知", number="安政发〔2024〕7号", issuers=[rules])
    second = make_document(title="关于西渠的意见", number="安政发〔2024〕2号", genre="意见", issuers=[rules, water])
    third = make_document(title="关于南渠的公告", number=None, genre="公告", issuers=[water])
    first_issue = make_issue(number=1, documents=[seventh])
    issue = make_issue(number=2)
    add_promulgation(issue=issue, document=second)
    add_promulgation(issue=issue, document=third, section="部门文件")
    add_contents(issue=issue, title="大事记", section="大事记", page=40)
    add_chronicle(issue=issue)
    draft = make_document(title="未发的通知", number="安政发〔2024〕9号", state="draft")
    make_issue(number=3, state="draft", published_on=None, documents=[draft])
    return first_issue.gazette


def titles(groups) -> dict[str, list[str]]:
    return {group.name: [one.title for one in group.entries] for group in groups}


def test_sections_hold_their_documents_in_order_of_number(year) -> None:
    annual = collect_annual(year, 2024)
    assert titles(annual.groups) == {
        "市政府文件": ["关于西渠的意见", "关于东渠的通知"],
        "部门文件": ["关于南渠的公告"],
        "大事记": ["大事记"],
    }
    assert [(one.issue, one.page) for one in annual.groups[0].entries] == [("2", 2), ("1", 2)]


def test_genres_hold_them_too_and_what_has_none_comes_last(year) -> None:
    annual = collect_annual(year, 2024, grouping=Grouping.GENRE)
    assert list(titles(annual.groups)) == ["通知", "意见", "公告", "其他"]


def test_indexes_by_organ_and_by_number(year) -> None:
    annual = collect_annual(year, 2024)
    assert titles(annual.organs) == {
        "安澜市人民政府": ["关于东渠的通知", "关于西渠的意见"],
        "安澜市水务局": ["关于西渠的意见", "关于南渠的公告"],
    }
    assert [(group.series, [line.number for line in group.lines]) for group in annual.numbers] == [
        ("安政发", ["安政发〔2024〕2号", "安政发〔2024〕7号"])
    ]


def test_the_desk_sees_what_is_not_public_yet(year) -> None:
    annual = collect_annual(year, 2024, provisional=True)
    assert "未发的通知" in titles(annual.groups)["市政府文件"]
    assert collect_annual(year, 1999) is None


def test_a_withdrawn_documents_line_keeps_its_title_alone(year) -> None:
    document = make_document(title="已撤的通知", number="安政发〔2024〕8号")
    make_issue(gazette=year, number=4, documents=[document])
    document.state, document.withdrawal_reason = "withdrawn", "有误"
    document.save()
    entry = next(
        one for group in collect_annual(year, 2024).groups for one in group.entries if one.title == "已撤的通知"
    )
    assert (entry.slug, entry.numbers) == ("", ())


def test_the_page_is_everybodys_in_both_languages(year) -> None:
    assert_open_to_everybody("/gazette/2024/contents/")
    page = citizen().get("/gazette/2024/contents/").content.decode()
    assert 'href="/gazette/2024/2/"' in page
    assert "未发的通知" not in page
    assert 'href="/gazette/2024/contents/"' in citizen().get("/gazette/2024/").content.decode()
    english = citizen().get("/en/gazette/2024/contents/?by=genre").content.decode()
    assert "General contents of 2024" in english
    assert citizen().get("/gazette/1999/contents/").status_code == 404
    assert citizen().get(f"/gazette/{year.code}/2024/contents/")["Location"] == "/gazette/2024/contents/"


def test_another_gazettes_address_carries_its_code() -> None:
    make_gazette()
    other = make_gazette(code="linhe", title="临河市人民政府公报", position=2)
    make_issue(gazette=other, number=1, documents=[make_document()])
    page = citizen().get("/gazette/linhe/2024/contents/").content.decode()
    assert 'href="/gazette/linhe/2024/contents.pdf"' in page
    assert "/gazette/linhe/2024/contents/" in citizen().get("/sitemap-annual.xml").content.decode()


def test_the_page_is_validated_as_other_public_pages(year) -> None:
    answer = citizen().get("/gazette/2024/contents/")
    again = citizen().get("/gazette/2024/contents/", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert "public" in answer["Cache-Control"]


def test_the_page_takes_the_same_queries_for_few_and_for_many(year) -> None:
    before = queries_of("/gazette/2024/contents/")
    for n in range(5, 15):
        make_issue(gazette=year, number=n, documents=[make_document() for _ in range(5)])
    assert queries_of("/gazette/2024/contents/") == before


@pytest.mark.slow
def test_the_pdf_is_made_once_and_kept_under_its_words(year) -> None:
    made = render_annual(gazette_id=year.pk, year=2024)
    assert made.key == annual_key(collect_annual(year, 2024))
    assert made.pages >= 4
    assert queries(lambda: render_annual(gazette_id=year.pk, year=2024)) < 15
    assert RenderedFile.objects.count() == 1
    answer = citizen().get("/gazette/2024/contents.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    make_issue(gazette=year, number=9, documents=[make_document()])
    assert annual_key(collect_annual(year, 2024)) != made.key
    assert render_annual(gazette_id=year.pk, year=1999) is None


def test_the_desks_preview_marks_itself(year) -> None:
    client = Client()
    client.force_login(make_user(role=Role.REVIEWER, password=None))
    page = client.get("/desk/contents/anlan/2024/").content.decode()
    assert "未发的通知" in page
    assert client.get("/desk/contents/anlan/1999/").status_code == 404
    assert client.get("/desk/contents/nowhere/2024/").status_code == 404
