"""Passages: what is cut together, and that each leads back to its clause."""

import pytest

from policies.models import Passage
from policies.services.indexing import index_version
from tests import factories

pytestmark = pytest.mark.django_db


def index(document):
    index_version(version=document.versions.get())
    return list(Passage.objects.filter(version__document=document))


def test_pieces_lead_from_the_text_to_the_clause():
    document = factories.make_document(paragraphs=["第一段。", "第二段。"])
    title, body = index(document)
    assert (title.kind, title.text.split("\n")[0]) == ("title", document.title)
    assert [(eid, body.text[start:end]) for eid, start, end in body.pieces] == [
        ("main__p_1", "第一段。"),
        ("main__p_2", "第二段。"),
    ]


def test_a_heading_opens_a_passage_and_stands_above_what_follows():
    document = factories.make_document(paragraphs=[])
    part = document.versions.get().texts.get()
    factories.add_provision(part=part, kind="heading", marker="一、", heading="总体要求")
    factories.add_provision(part=part, kind="heading", marker="（一）", heading="目标", level=2)
    factories.add_provision(part=part, text="到2025年，渠道完好率达到九成。", level=3)
    factories.add_provision(part=part, kind="heading", marker="二、", heading="保障")
    headings = [(passage.heading, passage.text) for passage in index(document)[1:]]
    assert headings == [
        ("", "一、总体要求"),
        ("一、总体要求", "（一）目标\n到2025年，渠道完好率达到九成。"),
        ("", "二、保障"),
    ]


def test_no_passage_is_much_longer_than_aimed_at():
    sentence = "各区县要组织力量对渠道进行全面排查整治，并于月底前报告。"
    document = factories.make_document(paragraphs=[sentence * 100, *[sentence * 10] * 5])
    bodies = index(document)[1:]
    assert max(len(passage.text) for passage in bodies) <= 1200
    joined = "".join(passage.text for passage in bodies).replace("\n", "")
    assert joined == sentence * 150


def test_rows_of_a_table_stand_under_its_title_and_columns():
    document = factories.make_document(paragraphs=[])
    part = document.versions.get().texts.get()
    rows = [(str(n), f"第{n}渠道整治工程") for n in range(1, 200)]
    factories.add_table(part=part, title="渠道项目表", columns=("序号", "项目名称"), rows=rows)
    tables = index(document)[1:]
    assert len(tables) > 1
    assert all(passage.text.startswith("渠道项目表\n序号 项目名称\n") for passage in tables)
    assert {eid for passage in tables for eid, _, _ in passage.pieces} == {"main__tbl_1"}
    assert sum(len(passage.pieces) for passage in tables) == 199


def test_indexing_again_replaces_what_was_there():
    document = factories.make_document()
    first, second = index(document), index(document)
    assert [one.text for one in first] == [one.text for one in second]
    assert Passage.objects.count() == len(second)
