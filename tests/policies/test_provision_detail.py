"""A clause's own page, by its eid."""

import pytest

from policies.models import PolicyDocument
from tests import factories
from tests.cast import assert_open_to_everybody, citizen, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules() -> PolicyDocument:
    """A notice that encloses rules of one chapter with two articles, the first with an item."""
    document = factories.make_document(slug="azbf/2024/7")
    part = factories.add_text(version=document.versions.get(), role="enclosed", eid="enc_1", title="安澜市供水办法")
    chapter = factories.add_provision(part=part, kind="chapter", eid="enc_1__chp_1", marker="第一章", heading="总则")
    first = factories.add_provision(
        part=part, kind="article", eid="enc_1__art_1", marker="第一条", text="为了供水，制定本办法：", parent=chapter
    )
    factories.add_provision(
        part=part, kind="item", eid="enc_1__art_1__i_1", marker="（一）", text="节约；", parent=first
    )
    factories.add_provision(
        part=part, kind="article", eid="enc_1__art_2", marker="第二条", text="本办法自印发之日起施行。", parent=chapter
    )
    return document


def page(eid: str) -> str:
    return citizen().get(f"/doc/azbf/2024/7/at/{eid}/").content.decode()


@pytest.mark.usefixtures("rules")
def test_everybody_may_read_a_clause() -> None:
    assert_open_to_everybody("/doc/azbf/2024/7/at/enc_1__art_1/")


@pytest.mark.usefixtures("rules")
def test_a_clause_comes_with_what_stands_below_and_above_it() -> None:
    text = page("enc_1__art_1")
    assert "为了供水" in text
    assert "节约；" in text
    assert "第一章总则" in text
    assert "/doc/azbf/2024/7/#enc_1__art_1" in text


@pytest.mark.usefixtures("rules")
def test_its_neighbours_are_the_clauses_before_and_after_all_of_it() -> None:
    text = page("enc_1__art_1")
    assert 'rel="prev" href="/doc/azbf/2024/7/at/enc_1__chp_1/"' in text
    assert 'rel="next" href="/doc/azbf/2024/7/at/enc_1__art_2/"' in text


@pytest.mark.usefixtures("rules")
def test_a_whole_text_has_an_address() -> None:
    assert "节约；" in page("enc_1")


@pytest.mark.usefixtures("rules")
def test_a_clause_there_is_not_is_404() -> None:
    assert citizen().get("/doc/azbf/2024/7/at/enc_1__art_9/").status_code == 404


def test_a_number_printed_twice_leaves_both_clauses_their_address(rules: PolicyDocument) -> None:
    part = rules.versions.get().texts.get(eid="enc_1")
    factories.add_provision(part=part, kind="article", eid="enc_1__art_2~2", marker="第二条", text="水价另定。")
    assert "水价另定。" in page("enc_1__art_2~2")
    assert 'href="/doc/azbf/2024/7/at/enc_1__art_2~2/"' in citizen().get("/doc/azbf/2024/7/").content.decode()


def test_a_clause_of_a_withdrawn_document_is_gone(rules: PolicyDocument) -> None:
    PolicyDocument.objects.update(state="withdrawn", withdrawal_reason="有误")
    assert citizen().get("/doc/azbf/2024/7/at/enc_1__art_1/").status_code == 410


def test_a_table_is_shown_where_it_stands(rules: PolicyDocument) -> None:
    table = factories.add_table(part=rules.versions.get().texts.get(eid="enc_1"))
    assert table.title in page("enc_1")


def test_queries_do_not_grow(rules: PolicyDocument) -> None:
    before = queries_of("/doc/azbf/2024/7/at/enc_1/")
    part = rules.versions.get().texts.get(eid="enc_1")
    factories.add_table(part=part)
    one = queries_of("/doc/azbf/2024/7/at/enc_1/")
    for _ in range(20):
        factories.add_table(part=part)
        factories.add_provision(part=part, text="正文。")
    assert queries_of("/doc/azbf/2024/7/at/enc_1/") == one <= before + 1
