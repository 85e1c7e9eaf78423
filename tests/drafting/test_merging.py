"""Two people's changes of one tree: both stand where they don't touch, and where they do nothing is lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from policies.drafting.merging import merge
from policies.drafting.tree import Tree
from tests.drafting.trees import changes, keys_of, node, table, texts_of, tree_of, trees

THREE = tree_of([node("p1", "第一条", "甲。"), node("p2", "第二条", "乙。"), node("p3", "第三条", "丙。")])


def _with(tree: Tree, **texts: str) -> Tree:
    nodes = tuple(replace(one, text=texts.get(one.key, one.text)) for one in tree.texts[0].nodes)
    return replace(tree, texts=(replace(tree.texts[0], nodes=nodes), *tree.texts[1:]))


def _ordered(tree: Tree, *keys: str) -> Tree:
    known = {one.key: one for one in tree.texts[0].nodes}
    nodes = tuple(known.get(key) or node(key, text=key) for key in keys)
    return replace(tree, texts=(replace(tree.texts[0], nodes=nodes), *tree.texts[1:]))


@st.composite
def _sides(draw: st.DrawFn) -> tuple[Tree, Tree, Tree]:
    base = draw(trees())
    return base, draw(changes(base, "甲")), draw(changes(base, "乙"))


@given(_sides())
def test_what_only_they_changed_is_theirs(sides: tuple[Tree, Tree, Tree]) -> None:
    base, theirs, _ = sides
    assert merge(base, theirs, base).tree == theirs


@given(_sides())
def test_what_only_i_changed_is_mine(sides: tuple[Tree, Tree, Tree]) -> None:
    base, _, mine = sides
    merged = merge(base, base, mine)
    assert (merged.tree, merged.conflicts) == (mine, ())


@given(_sides())
def test_the_same_change_twice_is_one_change(sides: tuple[Tree, Tree, Tree]) -> None:
    base, theirs, _ = sides
    assert merge(base, theirs, theirs).tree == theirs


@given(_sides())
def test_without_a_conflict_nothing_is_lost(sides: tuple[Tree, Tree, Tree]) -> None:
    base, theirs, mine = sides
    merged = merge(base, theirs, mine)
    keys = keys_of(merged.tree)
    assert len(keys) == len(set(keys))
    before, after = set(keys_of(base)), set(keys)
    new = {key for key in (*keys_of(theirs), *keys_of(mine)) if key.startswith("n-")}
    assert new <= after
    disputed = {one.key for one in merged.conflicts}
    for one in (n for text in base.texts for n in text.nodes):
        if one.key not in disputed:
            both = one.key in keys_of(theirs) and one.key in keys_of(mine)
            assert (one.key in after) == both
    assert after <= before | new
    if not merged.conflicts:
        said = "".join(texts_of(merged.tree))
        for side in (theirs, mine):
            for one in (n for text in side.texts for n in text.nodes if n.key in after):
                written = one.text.replace("甲", "").replace("乙", "")
                assert written in said
        assert merge(theirs, merged.tree, theirs).tree == merged.tree


def test_changes_of_two_clauses_both_stand() -> None:
    merged = merge(THREE, _with(THREE, p1="甲改。"), _with(THREE, p3="丙改。"))
    assert merged.conflicts == ()
    assert texts_of(merged.tree) == ["第一条甲改。", "第二条乙。", "第三条丙改。"]


def test_two_properties_of_one_clause_both_stand() -> None:
    theirs = _with(THREE, p1="甲改。")
    mine = replace(
        THREE,
        texts=(
            replace(
                THREE.texts[0], nodes=(replace(THREE.texts[0].nodes[0], marker="第九条"), *THREE.texts[0].nodes[1:])
            ),
        ),
    )
    merged = merge(THREE, theirs, mine)
    assert merged.conflicts == ()
    assert texts_of(merged.tree)[0] == "第九条甲改。"


def test_one_clause_written_in_two_ways_is_a_conflict_with_all_three() -> None:
    merged = merge(THREE, _with(THREE, p1="甲一。"), _with(THREE, p1="甲二。"))
    (conflict,) = merged.conflicts
    assert (conflict.key, conflict.label) == ("p1", "第一条甲一。")
    assert [one.text for one in (conflict.base, conflict.theirs, conflict.mine)] == ["甲。", "甲一。", "甲二。"]


def test_taking_away_what_the_other_changed_is_a_conflict_either_way() -> None:
    changed, taken = _with(THREE, p2="乙改。"), _ordered(THREE, "p1", "p3")
    (mine,) = merge(THREE, taken, changed).conflicts
    assert (mine.theirs, mine.mine.text) == (None, "乙改。")
    (theirs,) = merge(THREE, changed, taken).conflicts
    assert (theirs.theirs.text, theirs.mine) == ("乙改。", None)


def test_insertions_at_one_place_both_stand() -> None:
    merged = merge(THREE, _ordered(THREE, "p1", "n-a", "p2", "p3"), _ordered(THREE, "p1", "n-b", "n-c", "p2", "p3"))
    assert keys_of(merged.tree) == ["t1", "p1", "n-b", "n-c", "n-a", "p2", "p3"]


def test_a_move_and_a_change_of_one_clause_both_stand() -> None:
    merged = merge(THREE, _ordered(THREE, "p3", "p1", "p2"), _with(THREE, p3="丙改。"))
    assert merged.conflicts == ()
    assert texts_of(merged.tree) == ["第三条丙改。", "第一条甲。", "第二条乙。"]


def test_fields_are_merged_one_by_one() -> None:
    theirs = replace(THREE, fields=replace(THREE.fields, genre="通知", title="甲"))
    mine = replace(THREE, fields=replace(THREE.fields, publicity="主动公开", title="乙"))
    merged = merge(THREE, theirs, mine)
    assert (merged.tree.fields.genre, merged.tree.fields.publicity) == ("通知", "主动公开")
    assert [(one.key, one.theirs, one.mine) for one in merged.conflicts] == [("/title", "甲", "乙")]


PLACE = node("p1", kind="table", table="g1")
TABLE = tree_of([PLACE], tables=[table("g1", ("r1", ("东渠", "1")), ("r2", ("西渠", "2")))])


def _cells(*rows: tuple[str, tuple[str, ...]], columns: tuple[str, ...] = ("名称", "数量")) -> Tree:
    return replace(TABLE, tables=(table("g1", *rows, columns=columns),))


def test_cells_of_one_row_are_merged_one_by_one() -> None:
    merged = merge(
        TABLE,
        _cells(("r1", ("东渠", "10")), ("r2", ("西渠", "2"))),
        _cells(("r1", ("东干渠", "1")), ("r2", ("西渠", "2"))),
    )
    assert merged.conflicts == ()
    assert merged.tree.tables[0].rows[0].cells == ("东干渠", "10")


def test_one_cell_written_in_two_ways_is_a_conflict_of_its_row() -> None:
    merged = merge(
        TABLE,
        _cells(("r1", ("东渠", "10")), ("r2", ("西渠", "2"))),
        _cells(("r1", ("东渠", "11")), ("r2", ("西渠", "2"))),
    )
    assert [one.key for one in merged.conflicts] == ["r1"]


def test_a_table_goes_with_its_place() -> None:
    merged = merge(TABLE, TABLE, tree_of([], tables=TABLE.tables))
    assert (merged.tree.tables, merged.conflicts) == ((), ())


def test_a_table_taken_away_while_the_other_writes_in_it_stays_and_is_a_conflict() -> None:
    written = _cells(("r1", ("东渠", "10")), ("r2", ("西渠", "2")))
    merged = merge(TABLE, written, tree_of([], tables=TABLE.tables))
    assert [one.key for one in merged.conflicts] == ["g1"]
    assert keys_of(merged.tree) == ["t1", "p1"]
    assert merged.tree.tables == written.tables


def test_a_table_put_at_two_places_is_a_conflict() -> None:
    theirs = tree_of([node("n-a", kind="table", table="g1")], tables=TABLE.tables)
    mine = tree_of([replace(PLACE, marker="表1")], tables=TABLE.tables)
    assert merge(TABLE, theirs, mine).conflicts


def test_a_text_stays_while_there_is_in_it_what_the_other_wrote() -> None:
    base = tree_of([node("p1", text="甲。")], [node("p2", text="乙。")])
    theirs = tree_of([node("p1", text="甲。")], [node("p2", text="乙。"), node("n-a", text="丙。")])
    mine = tree_of([node("p1", text="甲。")])
    assert keys_of(merge(base, theirs, mine).tree) == ["t1", "p1", "t2", "n-a"]
