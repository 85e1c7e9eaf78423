"""A document's page: open to everybody once published, gone with a reason when withdrawn."""

from datetime import date

import pytest
from django.test import Client

from policies.models import SlugAlias
from tests import factories
from tests.cast import assert_open_to_everybody, citizen, queries, queries_of

pytestmark = pytest.mark.django_db


def page(document, client: Client | None = None) -> str:
    return (client or citizen()).get(document.get_absolute_url()).content.decode()


def test_everybody_may_read_a_published_document() -> None:
    assert_open_to_everybody(factories.make_document().get_absolute_url())


def test_nobody_finds_a_draft_here() -> None:
    assert_open_to_everybody(factories.make_document(state="draft").get_absolute_url(), 404)


def test_a_withdrawn_document_is_gone_with_reason_and_successor() -> None:
    successor = factories.make_document(title="安澜市供水办法（修订）")
    document = factories.make_document(state="withdrawn", withdrawal_reason="印制有误，另行发布。", successor=successor)
    answer = citizen().get(document.get_absolute_url())
    assert answer.status_code == 410
    assert "印制有误，另行发布。" in answer.content.decode()
    assert successor.get_absolute_url() in answer.content.decode()
    assert "各区县要抓好落实。" not in answer.content.decode()


def test_an_address_it_once_had_leads_to_it_for_ever() -> None:
    document = factories.make_document(slug="azbf/2024/7")
    SlugAlias.objects.create(slug="azf/2024/700", document=document)
    answer = citizen().get("/en/doc/azf/2024/700/tables/1/")
    assert (answer.status_code, answer["Location"]) == (301, "/en/doc/azbf/2024/7/tables/1/")


def test_the_address_of_its_data_leads_to_the_api() -> None:
    document = factories.make_document(slug="azbf/2024/7")
    answer = citizen().get("/doc/azbf/2024/7.json", follow=True)
    assert answer.json()["title"] == document.title
    assert answer.redirect_chain == [("/api/v1/documents/azbf/2024/7/", 302)]


def test_metadata_shows_what_is_known_and_no_more() -> None:
    document = factories.make_document(number="安政发〔2024〕7号", issued_on=date(2024, 3, 4), effective_on=None)
    text = page(document)
    assert "成文日期" in text
    assert "2024年3月4日" in text
    assert "施行日期" not in text
    assert "索引号" not in text
    assert "有效性" not in text


def test_validity_is_a_word_in_a_stamp() -> None:
    assert '<span class="stamp stamp-repealed">已废止</span>' in page(factories.make_document(validity="repealed"))


def test_signature_date_and_addressees_stand_as_on_paper() -> None:
    document = factories.make_document(
        addressees=["各区县人民政府", "市直各部门"], signed_by=["安澜市人民政府"], publicity="此件公开发布"
    )
    text = page(document)
    assert "各区县人民政府，市直各部门：" in text
    assert text.index("各区县要抓好落实。") < text.index("<p>安澜市人民政府</p>") < text.index("（此件公开发布）")


def test_citations_are_shown_on_both_sides() -> None:
    target = factories.make_document(title="安澜市供水办法")
    citing = factories.make_document(title="安澜市关于废止供水办法的决定")
    factories.add_citation(version=citing.versions.get(), kind="repeals", target=target, title="安澜市供水办法")
    factories.add_citation(version=citing.versions.get(), kind="cites", title="安澜市排水办法")
    assert "安澜市关于废止供水办法的决定" in page(target)
    assert "予以废止" in page(target)
    assert f'<a href="{target.get_absolute_url()}">《安澜市供水办法》</a>' in page(citing)
    assert "<a" not in page(citing).split("《安澜市排水办法》")[0].rsplit("<span", 1)[1]


def test_a_draft_that_cites_is_not_given_away() -> None:
    target = factories.make_document()
    draft = factories.make_document(title="尚未公布的决定", state="draft")
    factories.add_citation(version=draft.versions.get(), target=target, title="某办法")
    assert "尚未公布的决定" not in page(target)


def test_previous_and_next_in_the_issue_pass_over_drafts() -> None:
    first, draft, last = factories.make_document(), factories.make_document(state="draft"), factories.make_document()
    factories.make_issue(documents=[first, draft, last])
    assert f'rel="next" href="{last.get_absolute_url()}"' in page(first)
    assert f'rel="prev" href="{first.get_absolute_url()}"' in page(last)
    assert draft.get_absolute_url() not in page(first)


def test_an_issue_that_is_not_published_is_not_named() -> None:
    document = factories.make_document()
    factories.make_issue(documents=[document], state="draft", year=2019, number=1)
    assert "2019年第1期" not in page(document)


def test_an_omitted_appendix_is_listed_as_such() -> None:
    document = factories.make_document()
    factories.add_appendix(version=document.versions.get(), title="责任分工表", omitted=True)
    assert "责任分工表" in page(document)
    assert "（略）" in page(document)


def test_text_is_escaped() -> None:
    assert "&lt;script&gt;" in page(factories.make_document(paragraphs=["<script>alert(1)</script>"]))


def test_a_page_that_did_not_change_is_not_sent_again() -> None:
    document = factories.make_document()
    client = citizen()
    first = client.get(document.get_absolute_url())
    again = client.get(document.get_absolute_url(), HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    document.title = "改过的标题"
    document.save()
    assert client.get(document.get_absolute_url(), HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_a_page_set_once_is_kept_until_something_public_changes() -> None:
    document = factories.make_document()
    client = citizen()
    first = client.get(document.get_absolute_url())
    assert queries(lambda: client.get(document.get_absolute_url())) <= 3
    again = client.get(document.get_absolute_url())
    assert (again.content, again["ETag"], again["Content-Type"]) == (
        first.content,
        first["ETag"],
        first["Content-Type"],
    )
    document.title = "改过的标题"
    document.save()
    assert "改过的标题" in client.get(document.get_absolute_url()).content.decode()


def test_a_page_is_set_anew_where_the_store_is_away(settings) -> None:
    document = factories.make_document()
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    assert citizen().get(document.get_absolute_url()).status_code == 200


def fill(document, n: int) -> None:
    version = document.versions.get()
    for i in range(n):
        part = factories.add_text(version=version, role="appendix", eid=f"app_{i + 1}", title=f"附表{i}", number=i + 1)
        appendix = factories.add_appendix(version=version, title=f"附表{i}", part=part)
        factories.add_table(part=part, appendix=appendix)
        provision = factories.add_provision(part=part, kind="heading", heading=f"第{i}节", level=1)
        target = factories.make_document()
        factories.add_citation(version=version, provision=provision, target=target, title="某办法", kind="based_on")
        citing = factories.make_document()
        factories.add_citation(version=citing.versions.get(), target=document, title="本文", kind="cites")
        document.topics.add(factories.make_topic())
        document.departments.add(factories.make_organ())
        factories.make_issue(documents=[factories.make_document(), document, factories.make_document()])


def test_queries_do_not_grow_with_the_document() -> None:
    short, long = factories.make_document(), factories.make_document()
    fill(short, 1)
    fill(long, 20)
    assert queries_of(long.get_absolute_url()) == queries_of(short.get_absolute_url()) <= 25
