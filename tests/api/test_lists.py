"""What all lists share: the envelope, paging without a cap, errors, validators, reading from other sites."""

from datetime import date

import pytest
from django.db import OperationalError

from tests import factories

LISTS = ["issues/", "documents/", "chronicle/", "appointments/", "organs/", "topics/"]


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_list_has_the_common_envelope(get, path):
    assert get(path) == {"count": 0, "next": None, "previous": None, "results": []}


def test_pages_follow_each_other_without_gap_or_repetition_and_back(get):
    made = [factories.make_document(issued_on=date(2024, 1, 1) if n % 3 else None).slug for n in range(23)]
    page, seen = get("documents/", page_size=5), []
    while True:
        seen += [document["slug"] for document in page["results"]]
        assert page["count"] == 23
        if not page["next"]:
            break
        page = get(page["next"])
    assert sorted(seen) == sorted(made)
    back = []
    while page["previous"]:
        page = get(page["previous"])
        back = [document["slug"] for document in page["results"]] + back
    assert back == seen[:20]


def test_a_row_that_arrives_between_two_pages_moves_nothing(get):
    for _ in range(4):
        factories.make_document(issued_on=date(2024, 1, 1))
    first = get("documents/", page_size=2)
    factories.make_document(issued_on=date(2024, 6, 1))
    second = get(first["next"])
    assert len({one["slug"] for one in first["results"] + second["results"]}) == 4


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("documents/", {"issued_from": "gestern"}),
        ("documents/", {"validity": "perhaps"}),
        ("documents/", {"issue": "x"}),
        ("documents/", {"issue": str(10**30)}),
        ("documents/", {"genre": "通\x00知"}),
        ("documents/", {"cursor": "nonsense"}),
        ("documents/", {"cursor": "WzAsMSwyXQ"}),
        ("documents/", {"page_size": "0"}),
        ("issues/", {"year": "999999"}),
        ("chronicle/", {"on_from": "2024-13-01"}),
    ],
)
def test_a_wrong_value_is_a_problem_that_names_the_parameter(client, db, path, parameters):
    answer = client.get(f"/api/v1/{path}", parameters)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["parameter"] == next(iter(parameters))


@pytest.mark.parametrize("path", ["nothing/", "documents/zz/1/", "documents/%00/", "issues/0/", "organs/x/y"])
def test_what_is_not_there_is_a_problem_404(client, db, path):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert {"type", "title", "status", "detail", "instance"} <= set(answer.json())


def test_other_methods_and_formats_are_problems(client, db):
    refused = client.post("/api/v1/documents/", {})
    assert (refused.status_code, refused["Content-Type"]) == (405, "application/problem+json")
    assert "GET" in refused["Allow"]
    unwanted = client.get("/api/v1/documents/", headers={"Accept": "text/csv"})
    assert (unwanted.status_code, unwanted["Content-Type"]) == (406, "application/problem+json")


@pytest.mark.parametrize("path", [*LISTS, "detail"])
def test_an_unchanged_answer_is_304_and_a_change_is_seen(client, db, path):
    document = factories.make_document()
    path = f"documents/{document.slug}/" if path == "detail" else path
    first = client.get(f"/api/v1/{path}")
    assert first["Last-Modified"]
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.get(f"/api/v1/{path}", headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    document.save()
    assert client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_tag_of_nothing_does_not_hide_a_missing_record(client, db):
    assert client.get("/api/v1/documents/zz/1/", headers={"If-None-Match": "*"}).status_code == 404


def test_other_sites_may_read(client, db):
    assert client.get("/api/v1/documents/")["Access-Control-Allow-Origin"] == "*"
    preflight = client.options("/api/v1/documents/")
    assert (preflight.status_code, preflight["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")


def test_the_limit_is_a_problem_that_says_when_to_come_back(client, db, monkeypatch):
    monkeypatch.setattr("policies.api.throttles.WindowThrottle.THROTTLE_RATES", {"anon": "1/min"})
    headers = {"REMOTE_ADDR": "203.0.113.9"}
    client.get("/api/v1/topics/", **headers)
    refused = client.get("/api/v1/topics/", **headers)
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert int(refused["Retry-After"]) > 0


def test_the_chronicle_is_listed_newest_first_and_by_year(get):
    issue = factories.make_issue()
    factories.add_chronicle(issue=issue, on=date(2023, 12, 30))
    factories.add_chronicle(issue=issue, on=date(2024, 3, 5))
    factories.add_chronicle(issue=factories.make_issue(state="draft"))
    assert [entry["on"] for entry in get("chronicle/")["results"]] == ["2024-03-05", "2023-12-30"]
    assert get("chronicle/", year=2023)["count"] == 1


def test_organs_and_topics_count_their_published_documents(get):
    organ, topic = factories.make_organ(name="安澜市水务局"), factories.make_topic()
    for state in ("published", "published", "draft"):
        factories.make_document(issuers=[organ], topics=[topic], state=state)
    listed = get("organs/")["results"]
    assert [(one["name"], one["document_count"]) for one in listed] == [("安澜市水务局", 2)]
    assert get("topics/")["results"][0]["document_count"] == 2
    assert len(get(listed[0]["documents"])["results"]) == 2


@pytest.mark.parametrize(("error", "status"), [(RuntimeError("broken"), 500), (OperationalError("gone"), 503)])
def test_a_failure_of_ours_is_a_problem_too(client, db, monkeypatch, error, status):
    def fail(view):
        raise error

    monkeypatch.setattr("policies.api.topics.TopicListView.get_queryset", fail)
    client.raise_request_exception = False
    answer = client.get("/api/v1/topics/")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert ("Retry-After" in answer) == (status == 503)
    assert "broken" not in answer.content.decode()


def test_an_answer_given_lately_is_given_again_without_work_until_records_change(client, db, django_assert_num_queries):
    document = factories.make_document(title="安澜市人民政府关于春耕的通知")
    address = f"/api/v1/documents/{document.slug}/"
    first = client.get(address)
    with django_assert_num_queries(3):  # the address's own, and the stamp of each floor
        again = client.get(address)
    assert (again.content, again["ETag"], again["Allow"]) == (first.content, first["ETag"], first["Allow"])
    document.title = "安澜市人民政府关于夏收的通知"
    document.save()
    assert client.get(address).json()["title"] == document.title


def test_a_changed_issue_changes_the_validators(client, db):
    issue = factories.make_issue()
    before = client.get("/api/v1/issues/")
    issue.slogan = "公开 便民"
    issue.save()
    after = client.get("/api/v1/issues/", headers={"If-None-Match": before["ETag"]})
    assert (after.status_code, after.json()["results"][0]["slogan"]) == (200, "公开 便民")
