"""documents/ and documents/{slug}/: metadata, texts, citations, filters."""

from datetime import date

import pytest

from policies.models import SlugAlias
from tests import factories

LISTED = {
    "slug", "doc_number", "numbers", "title", "genre", "issuer", "issuers", "addressees", "issued_on", "published_on",
    "effective_on", "expires_on", "repealed_on", "validity", "publicity", "index_number", "topics", "departments", "issues",
    "url", "html", "formats", "updated_at",
}  # fmt: skip
DETAIL = LISTED | {"texts", "appendices", "tables", "citations", "cited_by", "appointments"}


def slugs(page):
    return [document["slug"] for document in page["results"]]


def test_only_published_documents_are_listed(get):
    shown = factories.make_document()
    factories.make_document(state="draft")
    factories.make_document(state="withdrawn", withdrawal_reason="误发")
    listed = get("documents/")
    assert (listed["count"], slugs(listed)) == (1, [shown.slug])
    assert set(listed["results"][0]) == LISTED


def test_a_joint_document_names_the_leading_organ_first(get):
    follower, leader = factories.make_organ(name="安澜市财政局"), factories.make_organ(name="安澜市水务局")
    document = factories.make_document(issuers=[leader, follower])
    detail = get(f"documents/{document.slug}/")
    assert detail["issuer"] == {"code": leader.code, "name": "安澜市水务局"}
    assert [(one["name"], one["lead"]) for one in detail["issuers"]] == [
        ("安澜市水务局", True),
        ("安澜市财政局", False),
    ]


def test_the_detail_prints_texts_provisions_tables_and_appendices_in_order(get):
    document = factories.make_document(paragraphs=["现予印发。"])
    version = document.versions.get()
    part = factories.add_text(version=version, role="appendix", eid="app_1", title="项目表", number=1)
    appendix = factories.add_appendix(version=version, part=part)
    factories.add_provision(part=part, kind="heading", marker="一、", heading="总体要求", eid="app_1__sec_1")
    factories.add_table(part=part, appendix=appendix)

    detail = get(f"documents/{document.slug}/")

    table = f"http://testserver/api/v1/documents/{document.slug}/tables/1/"
    assert set(detail) == DETAIL
    assert [(text["role"], text["eid"], text["title"]) for text in detail["texts"]] == [
        ("notice", "main", ""),
        ("appendix", "app_1", "项目表"),
    ]
    assert detail["texts"][1]["provisions"] == [
        {"eid": "app_1__sec_1", "kind": "heading", "level": 1, "marker": "一、", "heading": "总体要求", "text": "", "table": None},
        {"eid": "app_1__tbl_1", "kind": "table", "level": 1, "marker": "", "heading": "", "text": "", "table": table},
    ]  # fmt: skip
    assert detail["appendices"] == [
        {"number": 1, "label": "附件1", "title": "项目表", "omitted": False, "text": "app_1", "tables": [table]}
    ]
    assert detail["tables"] == [{"url": table, "title": "安澜市项目表1", "appendix": 1}]


def test_a_table_gives_filled_and_printed_cells(get):
    document = factories.make_document()
    table = factories.add_table(part=document.versions.get().texts.get(), unit="万元")
    table.rows.filter(n=1).update(printed=["", "东渠整治"])
    found = get(f"documents/{document.slug}/tables/1/")
    assert found["columns"] == [{"name": "序号"}, {"name": "名称"}]
    assert found["rows"] == [{"row": 1, "kind": "data", "cells": ["1", "东渠整治"], "printed": ["", "东渠整治"]}]
    assert found["unit"] == "万元"
    assert found["document"] == f"http://testserver/api/v1/documents/{document.slug}/"
    get(f"documents/{document.slug}/tables/2/", 404)
    get(f"documents/{document.slug}/tables/99999999999999/", 404)


def test_citations_are_read_both_ways(get):
    cited, citing = factories.make_document(), factories.make_document()
    factories.add_citation(version=citing.versions.get(), kind="repeals", number=cited.doc_number, target=cited)
    hidden = factories.make_document(state="draft")
    factories.add_citation(version=hidden.versions.get(), title=cited.title, target=cited)

    forward = get(f"documents/{citing.slug}/")["citations"]
    backward = get(f"documents/{cited.slug}/")["cited_by"]

    assert [(one["kind"], one["document"]) for one in forward] == [
        ("repeals", f"http://testserver/api/v1/documents/{cited.slug}/")
    ]
    assert [(one["kind"], one["number"], one["eid"]) for one in backward] == [
        ("repeals", citing.doc_number, "main__p_1")
    ]


def test_a_citation_of_an_unpublished_document_has_no_address(get):
    citing = factories.make_document()
    factories.add_citation(
        version=citing.versions.get(), title="未公开办法", target=factories.make_document(state="draft")
    )
    assert get(f"documents/{citing.slug}/")["citations"][0]["document"] is None


def test_appointments_stand_with_the_document_and_in_their_own_list(get):
    document = factories.make_document(genre="任免")
    factories.add_appointment(version=document.versions.get(), name="林晓", removed=["安澜市公安局副局长"])
    entry = {"name": "林晓", "appointed": ["安澜市水务局副局长"], "removed": ["安澜市公安局副局长"], "note": ""}
    assert get(f"documents/{document.slug}/")["appointments"] == [entry]
    listed = get("appointments/", name="林晓")
    assert listed["count"] == 1
    assert listed["results"][0]["document"]["slug"] == document.slug
    assert get("appointments/", name="林")["count"] == 0


def test_a_withdrawn_document_is_gone_with_reason_and_successor(get):
    successor = factories.make_document()
    document = factories.make_document(state="withdrawn", withdrawal_reason="文本有误", successor=successor)
    gone = get(f"documents/{document.slug}/", 410)
    assert (gone["reason"], gone["successor"]) == ("文本有误", f"http://testserver/api/v1/documents/{successor.slug}/")
    get(f"documents/{document.slug}/tables/1/", 410)


def test_an_old_slug_leads_to_the_new_one(client, db):
    document = factories.make_document()
    SlugAlias.objects.create(slug="old/2024/1", document=document)
    answer = client.get("/api/v1/documents/old/2024/1/")
    assert (answer.status_code, answer["Location"]) == (301, f"http://testserver/api/v1/documents/{document.slug}/")


@pytest.mark.parametrize(
    "written", ["安政发〔2024〕7号", "安政发[2024]7号", "安政发 ( 2024 ) 7 号", "安政发【2024】7号", "〔2024〕7号"]
)
def test_a_number_is_found_in_any_writing(get, written):
    wanted = factories.make_document(number="安政发〔2024〕7号")
    factories.make_document(number="安政发〔2024〕8号")
    assert slugs(get("documents/", number=written)) == [wanted.slug]


def test_filters_narrow_the_list(get):
    organ, topic = factories.make_organ(name="安澜市水务局"), factories.make_topic(name="水利")
    wanted = factories.make_document(
        issuers=[organ], topics=[topic], genre="意见", validity="in_force", issued_on=date(2023, 5, 1)
    )
    factories.make_document()
    issue = factories.make_issue(documents=[wanted])
    for name, value in {
        "organ": "安澜市水务局", "topic": topic.code, "genre": "意见", "validity": "in_force", "issued_to": "2023-12-31",
        "issue": issue.id,
    }.items():  # fmt: skip
        assert slugs(get("documents/", **{name: value})) == [wanted.slug], name
    assert slugs(get("documents/", organ=organ.code)) == [wanted.slug]
    assert get("documents/", issued_from="2025-01-01")["count"] == 0
    assert get("documents/", updated_since="2000-01-01T00:00:00Z")["count"] == 2


def test_documents_come_newest_first_and_undated_last(get):
    undated = factories.make_document(issued_on=None)
    old = factories.make_document(issued_on=date(2020, 1, 1))
    new = factories.make_document(issued_on=date(2024, 1, 1))
    assert slugs(get("documents/")) == [new.slug, old.slug, undated.slug]


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_costs_the_same_queries_at_any_length(get, rows, django_assert_max_num_queries):
    documents = [factories.make_document(topics=[factories.make_topic()]) for _ in range(rows)]
    factories.make_issue(documents=documents)
    with django_assert_max_num_queries(10):
        get("documents/")


@pytest.mark.parametrize("rows", [1, 20])
def test_a_document_costs_the_same_queries_at_any_length(get, rows, django_assert_max_num_queries):
    document = factories.make_document(paragraphs=["各区县要抓好落实。"] * rows)
    version = document.versions.get()
    for _ in range(rows):
        factories.add_table(part=version.texts.get(), appendix=factories.add_appendix(version=version))
        factories.add_citation(version=version, target=factories.make_document(), title="某办法")
        factories.add_citation(version=factories.make_document().versions.get(), target=document, title="本通知")
    with django_assert_max_num_queries(21):
        get(f"documents/{document.slug}/")
