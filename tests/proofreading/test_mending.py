"""Fixes in a tree: only where the words still stand, cells with what was filled from them, and back again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.drafting.tree import ColumnNode, Fields, RowNode, TableNode, TextNode, Tree
from policies.proofreading.mending import ChangedError, Fix, mend, reverse, words_at
from policies.reading.records import TextRole
from tests.proofreading.trees import written


def test_a_fix_changes_its_place_and_nothing_else() -> None:
    tree = written("加强领导,压实责任。", "由水务局负责。")
    mended = mend(tree, [Fix("p1", "text", 4, ",", "，")])
    assert words_at(mended, "p1", "text") == "加强领导，压实责任。"
    assert mended.texts[0].nodes[1] == tree.texts[0].nodes[1]


def test_fixes_of_one_field_keep_out_of_each_others_way() -> None:
    tree = written("水务局;财政局,审计局。")
    mended = mend(tree, [Fix("p1", "text", 3, ";", "、、"), Fix("p1", "text", 7, ",", "、")])
    assert words_at(mended, "p1", "text") == "水务局、、财政局、审计局。"
    with pytest.raises(ChangedError):
        mend(tree, [Fix("p1", "text", 3, ";财政局", "、"), Fix("p1", "text", 6, "局,", "局、")])


@pytest.mark.parametrize(
    "fix", [Fix("p1", "text", 3, "，", ","), Fix("p9", "text", 0, "加", "减"), Fix("p1", "titel", 0, "", "")]
)
def test_what_is_no_longer_there_is_not_mended(fix: Fix) -> None:
    with pytest.raises(ChangedError):
        mend(written("加强领导,压实责任。"), [fix])


def test_the_documents_fields_titles_and_columns_of_words() -> None:
    tree = Tree(
        Fields(title="安澜市水渠管理辨法", numbers=("安政发[2024]3号", "安水发〔2024〕1号")),
        (TextNode("t1", TextRole.ENCLOSED, "enc_1", "水渠管理辨法"),),
    )
    tree = mend(
        tree,
        [
            Fix("", "title", 7, "辨", "办"),
            Fix("", "numbers/1", 3, "[2024]", "〔2024〕"),
            Fix("t1", "title", 4, "辨", "办"),
        ],
    )
    assert tree.fields == Fields(title="安澜市水渠管理办法", numbers=("安政发〔2024〕3号", "安水发〔2024〕1号"))
    assert tree.texts[0].title == "水渠管理办法"


def test_a_cell_is_mended_where_it_is_printed_and_where_it_was_filled() -> None:
    rows = (
        RowNode("r1", cells=("水務局", "水務局", "1"), printed=("水務局", "", "1")),
        RowNode("r2", cells=("水務局", "东渠", "2"), printed=("", "东渠", "2")),
        RowNode("r3", cells=("水務局", "西渠", "3"), printed=("水務局", "西渠", "3")),
    )
    tree = Tree(Fields(), tables=(TableNode("g1", 1, columns=(ColumnNode("单位"),) * 3, rows=rows),))
    (table,) = mend(tree, [Fix("r1", "cells/1", 1, "務", "务")]).tables
    assert [row.cells for row in table.rows] == [
        ("水务局", "水务局", "1"),
        ("水务局", "东渠", "2"),
        ("水務局", "西渠", "3"),
    ]
    assert [row.printed for row in table.rows] == [("水务局", "", "1"), ("", "东渠", "2"), ("水務局", "西渠", "3")]


FIX = Fix("p1", "text", 4, ",", "，")
AFTER = "加强领导，压实责任。"


@pytest.mark.parametrize("now", [AFTER, "进一步" + AFTER, AFTER + "各县区抓好落实。", "再" + AFTER[:-1] + "！好"])
def test_a_fix_is_taken_back_wherever_it_has_moved(now: str) -> None:
    tree = mend(written(now), [reverse(FIX, after=AFTER, now=now)])
    assert words_at(tree, "p1", "text") == now.replace("，", ",")


def test_a_place_that_was_rewritten_is_not_taken_back() -> None:
    for now in ("压实责任。", "加强领导；压实责任。"):
        with pytest.raises(ChangedError):
            reverse(FIX, after=AFTER, now=now)


@given(st.text("水渠，,。", max_size=20), st.data())
def test_back_and_forth_is_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    fix = Fix("p1", "text", start, text[start:end], data.draw(st.text("甲乙", max_size=3)))
    tree = written(text)
    if words_at(tree, "p1", "text") != text:
        return
    after = mend(tree, [fix])
    words = words_at(after, "p1", "text") or ""
    assert mend(after, [reverse(fix, after=words, now=words)]) == tree
