"""What a search finds, in which order, and what it says about it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.models import PolicyDocument
from policies.search import BadCursorError, Filters, search
from policies.services.indexing import index_version
from policies.services.publishing import withdraw_document
from tests import factories

pytestmark = pytest.mark.django_db

TEXT = (
    "到2025年，全市新增分布式光伏装机12万千瓦，老年幸福食堂覆盖所有街道；旅行社补足保证金期限延至年底，孔明灯不得燃放。"
)


def publish(**fields) -> PolicyDocument:
    document = factories.make_document(**fields)
    index_version(version=document.versions.get())
    return document


def slugs(result):
    return [hit.document.slug for hit in result.results]


@pytest.fixture
def plan(db):
    publish(title="安澜市人民政府关于春耕的通知", paragraphs=["各区县要抓好春耕。"])
    return publish(title="安澜市人民政府关于民生实事的通知", paragraphs=[TEXT])


def test_a_two_character_word_leads_to_its_clause(plan):
    result = search("光伏")
    assert (result.count, result.hits, slugs(result)) == (1, 1, [plan.slug])
    passage = result.results[0].passages[0]
    assert passage.eid == "main__p_1"
    assert "<mark>光伏</mark>" in passage.snippet


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.integers(0, len(TEXT) - 2), length=st.integers(2, 40))
def test_any_pasted_fragment_finds_its_document(plan, start, length):
    fragment = TEXT[start : start + length]
    if sum(character.isalnum() for character in fragment) > 1:
        assert plan.slug in slugs(search(fragment))


def test_words_may_stand_in_different_clauses(db):
    document = publish(paragraphs=["渠道要整治。" + "其他事项另行通知。" * 100, "水闸要检修。"])
    publish(paragraphs=["渠道要整治。"])
    assert slugs(search("渠道 水闸")) == [document.slug]


def test_a_question_finds_the_clause_that_answers_it(plan):
    assert slugs(search("2025年新增光伏装机多少千瓦"))[0] == plan.slug


def test_titles_issuers_and_cells_are_found(db):
    organ = factories.make_organ(name="安澜市水务局")
    document = factories.make_document(title="关于河湖长制的意见", issuers=[organ])
    factories.add_table(part=document.versions.get().texts.get(), rows=[("1", "东渠节制闸")])
    index_version(version=document.versions.get())
    for text in ("河湖长制", "安澜市水务局", "东渠节制闸", "节制闸 名称"):
        assert slugs(search(text)) == [document.slug], text


def test_the_document_that_says_it_in_its_title_comes_first(db):
    said = publish(paragraphs=["要做好地震应急工作。", "地震应急要快。"])
    titled = publish(title="安澜市地震应急预案", paragraphs=["为做好应对，制定本预案。"])
    assert slugs(search("地震应急")) == [titled.slug, said.slug]


@pytest.mark.parametrize(
    "written", ["安政发〔2024〕7号", "安政发[2024]7号", "安政发（2024） 7 号", "安政发【2024】7号", "〔2024〕7号"]
)
def test_a_number_finds_its_document_before_those_that_name_it(db, written):
    naming = publish(
        number="安政发〔2024〕90号",
        paragraphs=["根据《通知》（安政发〔2024〕7号）要求办理。"],
        issued_on=date(2024, 9, 1),
    )
    bearing = publish(number="安政发〔2024〕7号", issued_on=date(2024, 1, 1))
    publish(number="安政发〔2024〕77号")
    result = search(written)
    assert (slugs(result), result.count, result.related) == ([bearing.slug, naming.slug], 2, ())


@pytest.mark.parametrize("text", ["〔2024〕999号", "安政发〔2024〕999号", "“没有这样的话”"])
def test_what_is_not_there_finds_nothing_and_nothing_like_it(plan, text):
    result = search(text)
    assert (result.count, result.results, result.related) == (0, (), ())


def test_few_hits_are_followed_by_documents_with_some_of_the_words(plan):
    other = publish(paragraphs=["孔明灯由城管部门处罚。"])
    result = search("孔明灯 处罚 光伏")
    assert result.count == 0
    assert {hit.document.slug for hit in result.related} == {plan.slug, other.slug}


def test_drafts_and_withdrawn_documents_are_not_found(plan):
    publish(state="draft", paragraphs=[TEXT])
    withdraw_document(document=plan, on=date(2024, 5, 1), by=None, reason="误发")
    assert search("光伏").count == 0


def test_filters_and_facets_agree(db):
    organ, topic = factories.make_organ(name="安澜市水务局"), factories.make_topic()
    publish(paragraphs=["渠道要整治。"], issuers=[organ], topics=[topic], genre="意见", issued_on=date(2023, 1, 1))
    publish(paragraphs=["渠道要整治。"], issued_on=date(2024, 1, 1))
    publish(paragraphs=["渠道要整治。"], issued_on=None)
    facets = search("渠道").facets
    assert {value.label: value.count for value in facets["organ"]} == {"安澜市人民政府": 2, "安澜市水务局": 1}
    assert [(value.value, value.count) for value in facets["year"]] == [("2024", 1), ("2023", 1)]
    for name, values in facets.items():
        for value in values:
            asked = Filters(**{name: int(value.value) if name == "year" else value.value})
            assert search("渠道", filters=asked).count == value.count, (name, value)


def test_a_gazette_narrows_to_what_it_printed(db):
    printed = publish(paragraphs=["渠道要整治。"])
    publish(paragraphs=["渠道要整治。"])
    factories.make_issue(documents=[printed])
    assert slugs(search("渠道", filters=Filters(gazette="anlan"))) == [printed.slug]
    assert search("渠道", filters=Filters(gazette="linhe")).count == 0


def test_a_day_shows_what_held_on_it(db):
    held = publish(paragraphs=["渠道要整治。"], effective_on=date(2023, 1, 1), repealed_on=date(2024, 1, 1))
    assert slugs(search("渠道", filters=Filters(on=date(2023, 6, 1)))) == [held.slug]
    assert search("渠道", filters=Filters(on=date(2024, 6, 1))).count == 0


def test_pages_give_every_document_once(db):
    made = {publish(paragraphs=["渠道要整治。"]).slug for _ in range(7)}
    seen, cursor = [], ""
    while True:
        page = search("渠道", cursor=cursor, size=3)
        assert page.count == 7
        seen += slugs(page)
        cursor = page.next_cursor
        if not cursor:
            break
    assert (len(seen), set(seen)) == (7, made)
    assert page.previous_cursor


def test_an_empty_text_lists_documents_newest_first(db):
    old, new = publish(issued_on=date(2020, 1, 1)), publish(issued_on=date(2024, 1, 1))
    assert slugs(search("")) == [new.slug, old.slug]
    assert slugs(search("", sort="oldest")) == [old.slug, new.slug]
    assert search("？").count == 0


def test_marks_are_the_only_markup(db):
    publish(paragraphs=["渠道<script>alert(1)</script>&整治"], title="<b>渠道</b>")
    hit = search("渠道").results[0]
    assert hit.passages[0].snippet == "<mark>渠道</mark>&lt;script&gt;alert(1)&lt;/script&gt;&amp;整治"
    assert hit.title == "&lt;b&gt;<mark>渠道</mark>&lt;/b&gt;"


def test_a_cursor_of_another_make_is_refused(db):
    for cursor in ("x", "bzE", "b3h4", "é"):
        if cursor != "bzE":
            with pytest.raises(BadCursorError):
                search("渠道", cursor=cursor)


@pytest.mark.parametrize("text", ["'", "\\", "a'b & c | !d", "(((", ":*", "渠道:*", "%s %(x)s", "渠" * 5000])
def test_no_text_breaks_the_statement(plan, text):
    assert search(text).count >= 0


@pytest.mark.parametrize("documents", [1, 20])
def test_a_search_costs_the_same_queries_at_any_number_of_hits(documents, django_assert_max_num_queries):
    for _ in range(documents):
        publish(paragraphs=["渠道要整治，水闸要检修。"] * 3)
    with django_assert_max_num_queries(10):
        search("渠道 水闸")
