"""The search page: what it finds, how it is narrowed, and where its hits lead."""

import pytest

from policies.models import PolicyDocument
from policies.services.indexing import index_version
from tests import factories
from tests.cast import assert_open_to_everybody, citizen, queries_of

pytestmark = pytest.mark.django_db


def make(title: str, *paragraphs: str, **fields: object) -> PolicyDocument:
    document = factories.make_document(title=title, paragraphs=paragraphs or ("各区县要抓好落实。",), **fields)
    if document.state == "published":
        index_version(version=document.versions.get())
    return document


def text(**query: str) -> str:
    return citizen().get("/search", query).content.decode()


def test_everybody_may_search_even_an_empty_site() -> None:
    assert_open_to_everybody("/search")
    assert_open_to_everybody("/search?q=光伏")


def test_without_words_all_published_documents_are_listed_newest_first() -> None:
    make("安澜市供水办法", issued_on="2023-01-01")
    make("安澜市排水办法", issued_on="2024-01-01")
    make("安澜市草拟办法", state="draft")
    page = text()
    assert "共2件文件" in page
    assert page.index("安澜市排水办法") < page.index("安澜市供水办法")
    assert "安澜市草拟办法" not in page


def test_a_hit_leads_to_the_clause_with_the_word_marked() -> None:
    document = make("安澜市能源规划", "第一段。", "全市建设光伏电站。")
    page = text(q="光伏")
    assert f'href="{document.get_absolute_url()}#main__p_2"' in page
    assert "建设<mark>光伏</mark>电站" in page


def test_a_number_in_any_brackets_finds_its_document_and_a_wrong_one_none() -> None:
    make("安澜市供水办法", number="安政发〔2024〕29号")
    assert "找到1件文件" in text(q="安政发[2024]29 号")
    page = text(q="安政发〔2024〕999号")
    assert "没有找到" in page
    assert "也许相关" not in page


def test_facets_narrow_and_chosen_ones_can_be_dropped() -> None:
    organ = factories.make_organ(name="安澜市水务局", code="shui")
    make("安澜市供水办法", issuers=[organ], validity="in_force")
    make("安澜市排水办法", validity="repealed")
    assert 'href="?organ=shui"' in text()
    page = text(organ="shui")
    assert "安澜市供水办法" in page
    assert "安澜市排水办法" not in page
    assert "去掉此条件" in page
    assert "已废止" in text(validity="repealed")


def test_dates_narrow() -> None:
    make("安澜市供水办法", issued_on="2023-05-01")
    make("安澜市排水办法", issued_on="2024-05-01")
    page = text(**{"from": "2024-01-01", "to": "2024-12-31"})
    assert "安澜市排水办法" in page
    assert "安澜市供水办法" not in page


@pytest.mark.parametrize(
    "query", ["from=x", "on=2024-02-30", "validity=perhaps", "sort=size", "year=MMXX", "cursor=zz"]
)
def test_a_condition_that_can_not_be_read_is_said_to_be_so(query: str) -> None:
    answer = citizen().get(f"/search?{query}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize(
    "q", ["<script>alert(1)</script>", "' OR 1=1 --", "光伏\x00", "%", "《》", "“”", "x" * 500, " "]
)
def test_odd_questions_are_answered_in_peace(q: str) -> None:
    make("安澜市供水办法")
    answer = citizen().get("/search", {"q": q})
    assert answer.status_code in (200, 400)
    assert "<script>alert" not in answer.content.decode()


def test_pages_follow_each_other() -> None:
    for n in range(21):
        make(f"安澜市第{n}号办法")
    page = text()
    assert page.count('class="entry hit"') == 20
    cursor = page.split('rel="next" href="?cursor=')[1].split('"')[0]
    assert text(cursor=cursor).count('class="entry hit"') == 1


def test_queries_do_not_grow_with_hits() -> None:
    make("安澜市供水办法")
    before = queries_of("/search?q=办法")
    for n in range(19):
        make(f"安澜市第{n}号办法", issuers=[factories.make_organ()])
    assert queries_of("/search?q=办法") == before <= 16
