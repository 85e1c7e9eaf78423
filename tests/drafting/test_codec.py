"""A tree's JSON is the tree, nothing less; a browser's is refused wherever it is not exactly one."""

import json
from datetime import date
from typing import Any

import pytest

from policies.drafting.codec import tree_from_json, tree_to_json
from policies.drafting.limits import PARAGRAPH, TreeError
from policies.drafting.tree import ColumnNode, Fields, FigureNode, Node, RowNode, TableNode, TextNode, Tree
from policies.reading.records import ProvisionKind, RowKind, TextRole

TREE = Tree(
    Fields(title="安澜市供水管理办法", numbers=("安政发〔2024〕7号",), issuers=("安澜市人民政府",), issued_on=date(2024, 3, 1)),
    texts=(
        TextNode(
            "t1",
            TextRole.NOTICE,
            "",
            nodes=(
                Node("p1", ProvisionKind.ARTICLE, marker="第一条", text="为了供水。"),
                Node("n-a", ProvisionKind.TABLE, table="g1"),
                Node("p3", ProvisionKind.FIGURE, figure="f1"),
            ),
        ),
    ),
    tables=(
        TableNode(
            "g1", 1, "水价表", "元", (ColumnNode("类别", ("类别",)), ColumnNode("价", ("价",))), ("注",),
            (RowNode("r1", RowKind.DATA, ("居民", "2"), ("居民", "2")), RowNode("n-r", RowKind.TOTAL, ("计", ""), ("计", ""))),
        ),
    ),
    figures=(FigureNode("f1", 1, "图1", ""),),
)  # fmt: skip


def as_sent() -> dict[str, Any]:
    return json.loads(json.dumps(tree_to_json(TREE)))


def test_a_tree_comes_back_as_it_was() -> None:
    assert tree_from_json(as_sent()) == TREE


def test_nothing_is_left_out_of_the_json() -> None:
    sent = as_sent()
    assert sent["fields"]["printed_on"] is None
    assert sent["fields"]["issued_on"] == "2024-03-01"
    assert set(sent["texts"][0]["nodes"][0]) == {
        "key", "kind", "eid", "level", "marker", "heading", "text", "table", "figure",
    }  # fmt: skip


def test_tables_that_are_not_sent_are_those_of_the_base() -> None:
    sent = as_sent() | {"tables": [], "figures": []}
    assert tree_from_json(sent, base=TREE) == TREE


def test_addresses_are_the_servers() -> None:
    sent = as_sent()
    sent["texts"][0]["eid"] = sent["texts"][0]["nodes"][0]["eid"] = "main__art_99"
    assert tree_from_json(sent) == TREE


def _broken(path: str, value: Any) -> dict[str, Any]:
    sent = as_sent()
    *steps, last = [int(step) if step.isdecimal() else step for step in path.split("/")]
    place: Any = sent
    for step in steps:
        place = place[step]
    place[last] = value
    return sent


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("texts", None),
        ("texts", {}),
        ("texts/0", []),
        ("texts/0/key", "t1; drop table"),
        ("texts/0/key", "p0"),
        ("texts/0/role", "preamble"),
        ("texts/0/number", -1),
        ("texts/0/number", 10**9),
        ("texts/0/nodes", "第一条"),
        ("texts/0/nodes/0", None),
        ("texts/0/nodes/0/key", 1),
        ("texts/0/nodes/0/key", "p3"),
        ("texts/0/nodes/0/key", "t1"),
        ("texts/0/nodes/0/key", "n-" + "x" * 60),
        ("texts/0/nodes/0/kind", "script"),
        ("texts/0/nodes/0/kind", ["article"]),
        ("texts/0/nodes/0/level", "1"),
        ("texts/0/nodes/0/level", True),
        ("texts/0/nodes/0/level", 1.5),
        ("texts/0/nodes/0/text", 7),
        ("texts/0/nodes/0/text", "水" * (PARAGRAPH + 1)),
        ("texts/0/nodes/0/text", "水\x00"),
        ("texts/0/nodes/0/text", "\ud800"),
        ("texts/0/nodes/0/marker", "第" * 41),
        ("texts/0/nodes/0/table", "g1"),
        ("texts/0/nodes/0/table", "g9"),
        ("texts/0/nodes/0/figure", "f9"),
        ("tables/0/rows/0/cells", ["居民"]),
        ("tables/0/rows/0/printed", ["居民", "2", "3"]),
        ("tables/0/rows/0/cells", ["居民", None]),
        ("tables/0/rows/0/key", "n-r"),
        ("tables/0/rows/0/kind", "header"),
        ("tables/0/columns", [{"name": "类别"}] * 201),
        ("tables/0/unit", "元" * 41),
        ("fields", []),
        ("fields/title", None),
        ("fields/numbers", "安政发"),
        ("fields/issued_on", "2024-3-1"),
        ("fields/issued_on", "20240301"),
        ("fields/issued_on", 20240301),
        ("fields/issued_on", "2024-02-30"),
        ("fields/genre", "通" * 41),
    ],
)
def test_what_is_no_tree_is_refused_with_its_place(path: str, value: Any) -> None:
    with pytest.raises(TreeError) as refused:
        tree_from_json(_broken(path, value))
    assert refused.value.place


@pytest.mark.parametrize("data", [None, [], "", 1])
def test_what_is_no_object_is_refused(data: Any) -> None:
    with pytest.raises(TreeError):
        tree_from_json(data)


def test_a_table_sent_twice_is_refused() -> None:
    sent = as_sent()
    with pytest.raises(TreeError):
        tree_from_json(sent | {"tables": sent["tables"] * 2})
