"""Addresses of a changed tree: as reading gives them before publication, frozen after it."""

from collections.abc import Sequence
from dataclasses import replace

from policies.drafting.addressing import readdressed, spots
from policies.drafting.tree import Node, Tree
from policies.reading.paragraphs import Paragraph
from policies.reading.provisions import build_provisions
from policies.reading.records import Place
from tests.drafting.trees import node, tree_of

PRINTED = (
    "第一章 总则", "第一条 为了供水。", "第二条 本办法适用于下列情形：", "（一）供水；", "（二）节水。", "前两项另有规定的除外。",
    "第二章 职责", "第一节 市级", "第三条 市水务局负责：", "1.编制规划；", "（1）近期的；", "①今年的；", "2.监督。", "附则", "第四条 自发布之日起施行。",
    "一、总体要求", "（一）指导思想。坚持节水优先，做好各项工作。", "1.1 目标 建成东渠", "——保障供水。",
)  # fmt: skip


def _read(paragraphs: Sequence[str]) -> Tree:
    """The tree of paragraphs as reading would record them."""
    records = build_provisions("main", [Paragraph(text, Place(n, n)) for n, text in enumerate(paragraphs, 1)])
    return tree_of(
        [
            Node(f"p{n}", one.kind, one.eid, one.level, one.marker, one.heading, one.text)
            for n, one in enumerate(records, 1)
        ]
    )


def _with(tree: Tree, *nodes: Node) -> Tree:
    return replace(tree, texts=(replace(tree.texts[0], nodes=nodes),))


def _eids(tree: Tree) -> list[str]:
    return [one.eid.removeprefix("main__") for one in tree.texts[0].nodes]


def test_a_tree_stands_as_reading_read_it() -> None:
    tree = _read(PRINTED)
    records = build_provisions("main", [Paragraph(text, Place(n, n)) for n, text in enumerate(PRINTED, 1)])
    keys = {one.eid: f"p{n}" for n, one in enumerate(records, 1)} | {"": ""}
    found = dict(spots(tree.texts[0]))
    assert [found[f"p{n}"].spot.eid for n in range(1, len(records) + 1)] == [one.eid for one in records]
    assert [found[f"p{n}"].parent for n in range(1, len(records) + 1)] == [keys[one.parent] for one in records]
    assert [found[f"p{n}"].spot.level for n in range(1, len(records) + 1)] == [one.level for one in records]


def test_what_does_not_change_keeps_its_address_and_level() -> None:
    tree = _read(PRINTED)
    assert readdressed(tree, tree)[0] == tree
    odd = _with(tree, *(replace(one, eid=f"{one.eid}~2", level=7) for one in tree.texts[0].nodes))
    assert readdressed(odd, odd)[0] == odd


def test_a_new_article_moves_the_numbers_behind_it() -> None:
    tree = _read(("第一条 甲。", "第二条 乙。", "（一）丙；"))
    one, two, item = tree.texts[0].nodes
    changed = _with(tree, one, node("n-a", "第二条", "新。"), replace(two, marker="第三条"), item)
    found, parents = readdressed(tree, changed)
    assert _eids(found) == ["art_1", "art_2", "art_3", "art_3__sub_1"]
    assert parents[item.key] == two.key
    assert [one.level for one in found.texts[0].nodes] == [1, 1, 1, 2]


def test_a_number_that_is_twice_in_the_text_has_two_addresses() -> None:
    tree = _read(("第一条 甲。", "第二条 乙。"))
    found, _ = readdressed(tree, _with(tree, *tree.texts[0].nodes, node("n-a", "第二条", "又。")))
    assert len(set(_eids(found))) == 3


def test_frozen_addresses_stay_whatever_the_numbers_become() -> None:
    tree = _read(("第一条 甲。", "第二条 乙。", "第三条 丙。"))
    public = {one.eid for one in tree.texts[0].nodes}
    one, two, three = tree.texts[0].nodes
    changed = _with(
        tree, one, node("n-a", "第二条", "新。"), node("n-b", "第三条", "新。"), replace(two, marker="第四条"), three
    )
    found, _ = readdressed(tree, changed, frozen=public)
    assert _eids(found) == ["art_1", "art_1-1", "art_1-2", "art_2", "art_3"]


def test_frozen_paragraphs_are_counted_with_letters() -> None:
    tree = _read(("各区县抓好落实，按时报告。", "经费由市财政承担，专款专用。"))
    public = {one.eid for one in tree.texts[0].nodes}
    one, two = tree.texts[0].nodes
    changed = _with(
        tree,
        node("n-z", text="前。"),
        one,
        node("n-a", text="新。"),
        node("n-b", text="又。"),
        two,
        node("n-c", text="末。"),
    )
    found, _ = readdressed(tree, changed, frozen=public)
    assert _eids(found) == ["p_0a", "p_1", "p_1a", "p_1b", "p_2", "p_6"]


def test_a_heading_without_a_number_keeps_the_level_that_an_editor_gives_it() -> None:
    tree = _read(("第一条 甲。",))
    found, _ = readdressed(
        tree, _with(tree, *tree.texts[0].nodes, Node("n-h", node("p9", kind="heading").kind, level=3, heading="小题"))
    )
    assert found.texts[0].nodes[1].level == 3


def test_what_is_put_in_later_stands_beside_what_was_put_in_before() -> None:
    tree = _read(("第一条 甲。", "第二条 乙。"))
    public = {one.eid for one in tree.texts[0].nodes}
    one, two = tree.texts[0].nodes
    first, _ = readdressed(tree, _with(tree, one, node("p8", "第二条", "新。"), two), frozen=public)
    again, _ = readdressed(
        first, _with(first, *first.texts[0].nodes[:2], node("n-b", "第三条", "又。"), two), frozen=public
    )
    assert _eids(again) == ["art_1", "art_1-1", "art_1-2", "art_2"]


def test_an_article_that_is_printed_as_put_in_has_its_own_number() -> None:
    tree = _read(("第一条 甲。", "第二条 乙。"))
    public = {one.eid for one in tree.texts[0].nodes}
    one, two = tree.texts[0].nodes
    found, _ = readdressed(tree, _with(tree, one, node("n-a", "第一条之一", "新。"), two), frozen=public)
    assert _eids(found) == ["art_1", "art_1-1", "art_2"]
