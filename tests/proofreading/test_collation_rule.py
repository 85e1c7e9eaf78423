"""What an editor changed in a collated text is told with what the print was read to say; all else is let be."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policies.drafting.tree import Node, Tree
from policies.proofreading.context import Printed
from policies.proofreading.mending import Fix, mend
from policies.proofreading.rules.collation import CODE
from policies.reading.records import ProvisionKind
from tests.proofreading.trees import remarks, said, written

READ = written(
    "一、河道由县级人民政府管理。", "二、禁止在河道内倾倒渣土。", "三、本办法自公布之日起施行。", title="河道管理办法"
)
GRID = written("见附表。", table=[["桥", "12"], ["渡口", "7"]])


def told(now: Tree, read: Tree = READ, *mended: Fix) -> list[tuple[str, str | None]]:
    return said(now, CODE, printed=Printed(read, mended))


def changed(tree: Tree, n: int, **fields: str) -> Tree:
    """The nth paragraph with other words."""
    (text,) = tree.texts
    nodes = list(text.nodes)
    nodes[n - 1] = replace(nodes[n - 1], **fields)  # type: ignore[arg-type]
    return replace(tree, texts=(replace(text, nodes=tuple(nodes)),))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("禁止在河道内倾倒渣土。", []),
        ("禁止在 河道内倾倒渣土。", []),
        ("禁止在江道内倾倒渣土。", [("江", "河")]),
        ("禁止在河道内（含岸线）倾倒渣土。", [("（含岸线）", "")]),
        ("禁止在河道内倾渣土。", [("渣", "倒渣")]),
        ("禁止在河道内倾倒渣", [("渣", "渣土。")]),
        ("严禁向湖道内倾倒渣土。", [("严禁向湖", "禁止在河")]),
        ("", [("", "禁止在河道内倾倒渣土。")]),
    ],
)
def test_other_characters_are_told_with_those_of_the_print(now: str, expected: list[tuple[str, str]]) -> None:
    assert told(changed(READ, 2, text=now)) == expected


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text("河道管理办法，。 ", max_size=12), min_size=3, max_size=3))
def test_all_that_is_told_taken_back_is_the_print_again(words: list[str]) -> None:
    now = READ
    for n, text in enumerate(words, 1):
        now = changed(now, n, text=text)
    found = remarks(now, CODE, printed=Printed(READ))
    fixes = [Fix(one.key, one.field, one.start, one.found, one.suggestion or "") for one in found]
    assert {one.suggestion is None for one in found} <= {False}
    assert told(mend(now, fixes)) == []


def test_paragraphs_that_are_parted_joined_or_moved_still_say_the_same() -> None:
    (text,) = READ.texts
    first, second, third = text.nodes
    parted = (
        replace(first, text="河道由"),
        Node("n-1", ProvisionKind.PARAGRAPH, text="县级人民政府管理。"),
        second,
        third,
    )
    joined = (replace(first, text=f"{first.text}二、{second.text}"), third)
    for nodes in (parted, joined, (third, first, second)):
        assert told(replace(READ, texts=(replace(text, nodes=nodes),))) == []


def test_a_paragraph_that_came_or_went_is_told_without_a_way_back() -> None:
    (text,) = READ.texts
    more = (*text.nodes, Node("n-1", ProvisionKind.PARAGRAPH, text="四、以上各条。"))
    assert told(replace(READ, texts=(replace(text, nodes=more),))) == [("四、以上各条。", None)]
    assert told(replace(READ, texts=(replace(text, nodes=text.nodes[:2]),))) == [("。", None)]


def test_what_a_mended_finding_explains_is_let_be() -> None:
    mended = Fix("p2", "text", 4, "道内", "道管理范围内")
    now = mend(READ, [mended])
    assert told(now) == [("管理范围", "")]
    assert told(now, READ, mended) == []
    assert told(changed(now, 2, text="禁止向河道管理范围内倾倒渣土。"), READ, mended) == [("向", "在")]


def test_marker_title_and_cells_count_as_the_print_has_them() -> None:
    assert told(changed(READ, 2, marker="三、")) == [("三", "二")]
    assert told(replace(READ, fields=replace(READ.fields, title="河道治理办法"))) == [("治", "管")]
    (table,) = GRID.tables
    cells = replace(table.rows[0], printed=("桥", "15"), cells=("桥", "15"))
    now = replace(GRID, tables=(replace(table, rows=(cells, table.rows[1])),))
    assert told(now, GRID) == [("5", "2")]
    fewer = replace(GRID, tables=(replace(table, rows=table.rows[:1]),))
    assert told(fewer, GRID) == [("", None)]
    (remark,) = remarks(fewer, CODE, printed=Printed(GRID))
    assert "渡口7" in remark.reason


def test_without_a_print_nothing_is_compared() -> None:
    assert said(changed(READ, 2, text="另写。"), CODE) == []
