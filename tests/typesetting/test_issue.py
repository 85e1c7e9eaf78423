"""The PDF of a whole issue: cover, contents with page numbers, documents in order, chronicle."""

import functools
import re
from datetime import date

import pytest

from gazette.models import GazetteIssue
from gazette.typesetting.collecting import collect_issue
from gazette.typesetting.issue import issue_key, typeset_issue
from gazette.typesetting.manuscript import IssueManuscript
from policies.typesetting.press import PrintedPdf
from tests.factories import add_chronicle, add_contents, add_promulgation, make_document, make_issue
from tests.typesetting.pdfs import fonts, info, outline, page_texts, sheets

pytestmark = pytest.mark.django_db


@functools.cache
def printed_once(words: IssueManuscript) -> PrintedPdf:
    return typeset_issue(words)


@pytest.fixture
def issue() -> GazetteIssue:
    issue = make_issue(
        year=2024,
        number=3,
        title="安澜市人民政府公报",
        total_number=87,
        frequency="月刊",
        slogan="传达政令 公开政务",
        publisher="安澜市人民政府办公室",
        board=[{"role": "主编", "names": ["方若衡"]}, {"role": "副主编", "names": []}],
    )
    first = make_document(
        slug="azf/2024/1",
        number="安政发〔2024〕1号",
        title="安澜市人民政府关于加强内河管护的通知",
        paragraphs=["各区县要抓好落实。" * 30] * 12,
    )
    second = make_document(
        title="安澜市人民政府关于废止部分文件的决定", validity="repealed", repealed_on=date(2025, 1, 2)
    )
    third = make_document(slug="azf/2024/3", number="安政发〔2024〕3号", title="安澜市人民政府任免通知")
    add_promulgation(issue=issue, document=first)
    add_promulgation(issue=issue, document=second)
    add_promulgation(issue=issue, document=third, section="人事任免")
    add_contents(issue=issue, title="未公开的文件", section="人事任免", page=11)
    add_contents(issue=issue, title="大事记", section="大事记", page=12)
    add_chronicle(issue=issue, text="3月5日，东渠开工。")
    return issue


def test_the_cover_names_the_issue_and_nothing_else(issue: GazetteIssue):
    printed = printed_once(collect_issue(issue))
    cover = page_texts(printed.data)[0]
    assert "安澜市人民政府公报" in cover
    assert "2024年第3期" in cover
    assert "总第87期" in cover
    assert "以印刷版为准" not in cover
    assert set(sheets(printed.data)) == {(210, 297)}


def test_the_contents_give_the_page_where_each_document_stands(issue: GazetteIssue):
    printed = printed_once(collect_issue(issue))
    pages = page_texts(printed.data)
    contents = pages[1]
    for promulgation in issue.promulgations.all():
        page = printed.places[f"doc-{promulgation.position}"]
        title = promulgation.document.title
        assert title in pages[page - 1].replace("…", "")
        assert re.search(rf"{title}[·]*{page}(?!\d)", contents)
    assert re.search(r"未公开的文件(?![·])", contents)
    assert f"大事记{'·'}" in re.sub("·+", "·", contents)


def test_documents_and_chronicle_follow_in_printed_order(issue: GazetteIssue):
    places = printed_once(collect_issue(issue)).places
    order = [places[name] for name in ("doc-1", "doc-2", "doc-3", "chronicle")]
    assert order == sorted(order)
    assert places["doc-1"] >= 3


def test_every_page_after_the_cover_says_that_print_is_the_authority(issue: GazetteIssue):
    _, *pages = page_texts(printed_once(collect_issue(issue)).data)
    assert all("以印刷版为准" in text for text in pages)


def test_the_outline_has_sections_documents_and_the_chronicle(issue: GazetteIssue):
    assert outline(printed_once(collect_issue(issue)).data) == [
        (0, "目录"),
        (0, "市政府文件"),
        (1, "安澜市人民政府关于加强内河管护的通知"),
        (1, "安澜市人民政府关于废止部分文件的决定"),
        (0, "人事任免"),
        (1, "安澜市人民政府任免通知"),
        (0, "大事记"),
    ]


def test_a_repealed_document_is_stamped(issue: GazetteIssue):
    printed = printed_once(collect_issue(issue))
    assert "已废止2025年1月2日起" in page_texts(printed.data)[printed.places["doc-2"] - 1]


def test_printed_pages_and_board_are_told(issue: GazetteIssue):
    whole = "".join(page_texts(printed_once(collect_issue(issue)).data))
    assert "印刷版第4页" in whole
    assert "主编方若衡" in whole
    assert "副主编" not in whole


def test_fonts_are_embedded_once_and_the_file_is_named(issue: GazetteIssue):
    data = printed_once(collect_issue(issue)).data
    assert all(fonts(data).values())
    assert info(data)["/Title"] == "安澜市人民政府公报 2024年第3期"


def test_a_document_taken_back_leaves_the_issue_with_its_key(issue: GazetteIssue):
    before = issue_key(collect_issue(issue))
    document = issue.promulgations.get(position=3).document
    document.state, document.withdrawal_reason = "withdrawn", "内容有误"
    document.save()
    manuscript = collect_issue(issue)
    assert issue_key(manuscript) != before
    assert "doc-3" not in printed_once(manuscript).places
