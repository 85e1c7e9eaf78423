"""issues/: the list, its filters and the whole of one issue."""

from datetime import date

from tests import factories

LISTED = {
    "id", "gazette", "title", "year", "number", "kind", "total_number", "frequency", "permit_number", "slogan", "publisher",
    "phone", "postcode", "address", "printer", "published_on", "url", "html", "pdf",
}  # fmt: skip
DETAIL = LISTED | {"masthead", "board", "contents", "documents", "chronicle"}


def test_an_issue_is_found_by_gazette_year_and_number(get):
    wanted = factories.make_issue(year=2022, number=4)
    factories.make_issue(year=2022, number=5)
    factories.make_issue(gazette=factories.make_gazette(code="linhe"), year=2022, number=4)

    listed = get("issues/", gazette="anlan", year=2022, number=4)

    assert listed["count"] == 1
    assert [issue["id"] for issue in listed["results"]] == [wanted.id]
    assert set(listed["results"][0]) == LISTED
    assert listed["results"][0]["url"] == f"http://testserver/api/v1/issues/{wanted.id}/"


def test_drafts_and_unknown_issues_are_404(get):
    draft = factories.make_issue(state="draft")
    assert get("issues/")["count"] == 0
    assert get(f"issues/{draft.id}/", 404)["status"] == 404
    assert get("issues/999999999999999999999/", 404)["status"] == 404


def test_published_since_leaves_older_issues_out(get):
    factories.make_issue(published_on=date(2024, 1, 1))
    newer = factories.make_issue(published_on=date(2024, 5, 1))
    assert [one["id"] for one in get("issues/", published_since="2024-05-01")["results"]] == [newer.id]


def test_the_detail_has_masthead_contents_documents_and_chronicle(get):
    first, second = factories.make_document(), factories.make_document()
    issue = factories.make_issue(
        documents=[second, first],
        masthead=[{"label": "准印证号", "value": "安新出（2024）1号"}],
        board=[{"role": "主任", "names": ["林晓"]}],
    )
    factories.add_contents(issue=issue, title="2024年3月大事记", section="大事记", page=9)
    factories.add_chronicle(issue=issue)

    detail = get(f"issues/{issue.id}/")

    assert set(detail) == DETAIL
    addresses = [f"http://testserver/api/v1/documents/{document.slug}/" for document in (second, first)]
    assert detail["documents"] == addresses
    assert [entry["documents"] for entry in detail["contents"]] == [[addresses[0]], [addresses[1]], []]
    assert detail["chronicle"] == [{"on": "2024-03-05", "end_on": None, "text": "3月5日，东渠开工。"}]
    assert detail["board"] == [{"role": "主任", "names": ["林晓"]}]


def test_an_unpublished_document_keeps_its_line_and_loses_its_address(get):
    issue = factories.make_issue(documents=[factories.make_document(state="draft", title="尚未公开的通知")])
    detail = get(f"issues/{issue.id}/")
    assert detail["documents"] == []
    assert detail["contents"][0] == {"section": "市政府文件", "title": "尚未公开的通知", "page": 2, "documents": []}


def test_a_withdrawn_issue_is_gone(get):
    assert (
        get(f"issues/{factories.make_issue(state='withdrawn', withdrawal_reason='撤回重印').id}/", 410)["status"] == 410
    )


def test_an_issue_costs_the_same_queries_with_one_document_and_with_twenty(get, django_assert_max_num_queries):
    small = factories.make_issue(documents=[factories.make_document()])
    large = factories.make_issue(documents=[factories.make_document() for _ in range(20)])
    for issue in (small, large):
        with django_assert_max_num_queries(8):
            get(f"issues/{issue.id}/")
