"""Two people at the columns of one table: both changes stand, or both are shown; no cell is lost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.drafting.columns import counterparts
from policies.drafting.merging import merge
from policies.drafting.tree import TableNode, Tree
from tests.drafting.trees import node, table, tree_of

PLACE = node("p1", kind="table", table="g1")
HEADS, NORTH, SOUTH = ("名称", "数量", "备注"), ("东渠", "1", "急"), ("西渠", "2", "缓")


def _of(*rows: tuple[str, tuple[str, ...]], columns: tuple[str, ...] = HEADS) -> Tree:
    return tree_of([PLACE], tables=[table("g1", *rows, columns=columns)])


BASE = _of(("r1", NORTH), ("r2", SOUTH))
WRITTEN = _of(("r1", ("东干渠", "1", "急")), ("r2", ("西渠", "2", "缓")))
WIDER = _of(
    ("r1", ("东渠", "甲", "1", "急")), ("r2", ("西渠", "乙", "2", "缓")), columns=("名称", "区县", "数量", "备注")
)
NARROWER = _of(("r1", ("东渠", "急")), ("r2", ("西渠", "缓")), columns=("名称", "备注"))
RENAMED = _of(("r1", NORTH), ("r2", SOUTH), columns=("渠名", "数量", "备注"))
TURNED = _of(("r1", ("1", "东渠", "急")), ("r2", ("2", "西渠", "缓")), columns=("数量", "名称", "备注"))
LONGER = _of(("r1", NORTH), ("r2", SOUTH), ("n-3", ("南渠", "", "")))


def _grid(tree: Tree) -> list[tuple[str, ...]]:
    (one,) = tree.tables
    return [tuple(column.name for column in one.columns), *(row.cells for row in one.rows)]


def _column(name: str, cells: tuple[str, str]) -> Tree:
    """The base with this column behind the last."""
    return _of(("r1", (*NORTH, cells[0])), ("r2", (*SOUTH, cells[1])), columns=(*HEADS, name))


@pytest.mark.parametrize(
    ("theirs", "mine", "grid"),
    [
        (WIDER, WRITTEN, ["名称 区县 数量 备注", "东干渠 甲 1 急", "西渠 乙 2 缓"]),
        (NARROWER, WRITTEN, ["名称 备注", "东干渠 急", "西渠 缓"]),
        (RENAMED, WRITTEN, ["渠名 数量 备注", "东干渠 1 急", "西渠 2 缓"]),
        (TURNED, WRITTEN, ["数量 名称 备注", "1 东干渠 急", "2 西渠 缓"]),
        (WIDER, NARROWER, ["名称 区县 备注", "东渠 甲 急", "西渠 乙 缓"]),
        (WIDER, TURNED, ["数量 名称 区县 备注", "1 东渠 甲 急", "2 西渠 乙 缓"]),
        (RENAMED, WIDER, ["渠名 区县 数量 备注", "东渠 甲 1 急", "西渠 乙 2 缓"]),
        (WIDER, LONGER, ["名称 区县 数量 备注", "东渠 甲 1 急", "西渠 乙 2 缓", "南渠   "]),
        (WIDER, WIDER, ["名称 区县 数量 备注", "东渠 甲 1 急", "西渠 乙 2 缓"]),
    ],
)  # fmt: skip
def test_a_change_of_columns_and_another_both_stand(theirs: Tree, mine: Tree, grid: list[str]) -> None:
    wanted = [tuple(line.split(" ")) for line in grid]
    for one, other in ((theirs, mine), (mine, theirs)):
        merged = merge(BASE, one, other)
        assert (merged.conflicts, _grid(merged.tree)) == ((), wanted)


@pytest.mark.parametrize(
    "other",
    [
        _of(("r1", ("东渠", "10", "急")), ("r2", SOUTH)),
        _of(("r1", NORTH), ("r2", SOUTH), columns=("名称", "件数", "备注")),
        _of(("r1", NORTH), ("r2", SOUTH), ("n-3", ("南渠", "3", ""))),
    ],
)
def test_a_column_taken_away_in_which_the_other_wrote_is_a_conflict_with_both(other: Tree) -> None:
    for theirs, mine in ((NARROWER, other), (other, NARROWER)):
        merged = merge(BASE, theirs, mine)
        (conflict,) = merged.conflicts
        assert (conflict.key, conflict.theirs, conflict.mine) == ("g1", theirs.tables[0], mine.tables[0])
        assert merged.tree.tables == theirs.tables


def test_one_cell_written_in_two_ways_is_offered_in_the_width_that_both_give() -> None:
    theirs = replace(WIDER, tables=(_with(WIDER.tables[0], "r1", "东支渠"),))
    (conflict,) = merge(BASE, theirs, WRITTEN).conflicts
    assert conflict.key == "r1"
    assert (conflict.theirs.cells, conflict.mine.cells) == (("东支渠", "甲", "1", "急"), ("东干渠", "", "1", "急"))


def test_one_head_written_in_two_ways_is_a_conflict_of_the_head_alone() -> None:
    other = _of(("r1", ("东干渠", "1", "急")), ("r2", SOUTH), columns=("水渠", "数量", "备注"))
    (conflict,) = merge(BASE, RENAMED, other).conflicts
    assert conflict.key == "g1"
    assert [one.columns[0].name for one in (conflict.theirs, conflict.mine)] == ["渠名", "水渠"]
    assert conflict.theirs.rows[0].cells == conflict.mine.rows[0].cells == ("东干渠", "1", "急")


def test_two_new_columns_at_one_place_both_stand() -> None:
    merged = merge(BASE, _column("投资", ("5", "6")), _column("工期", ("春", "秋")))
    assert _grid(merged.tree)[1] == (*NORTH, "春", "5")
    assert merged.conflicts == ()


def test_a_column_is_known_by_its_head_its_cells_or_its_neighbours() -> None:
    one = BASE.tables[0]
    rewritten = _of(("r1", ("东渠", "甲", "急")), ("r2", ("西渠", "乙", "缓")), columns=("名称", "区县", "备注"))
    assert counterparts(one, WIDER.tables[0]) == (0, None, 1, 2)
    assert counterparts(one, TURNED.tables[0]) == (1, 0, 2)
    assert counterparts(one, RENAMED.tables[0]) == (0, 1, 2)
    assert counterparts(one, rewritten.tables[0]) == (0, 1, 2)
    assert counterparts(one, NARROWER.tables[0]) == (0, 2)


def _with(one: TableNode, key: str, first: str) -> TableNode:
    rows = tuple(
        replace(row, cells=(first, *row.cells[1:]), printed=(first, *row.printed[1:])) if row.key == key else row
        for row in one.rows
    )
    return replace(one, rows=rows)


@st.composite
def _deeds(draw: st.DrawFn, mark: str) -> Tree:
    """The base with some columns put in, taken away, moved and renamed, and some cells written."""
    names = list(HEADS)
    rows = {"r1": list(NORTH), "r2": list(SOUTH)}
    for n in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(names) - 1))
        deed = draw(st.sampled_from(("put", "take", "move", "name", "cell")))
        if deed == "put":
            names.insert(at, f"{mark}{n}")
            for key, cells in rows.items():
                cells.insert(at, f"{mark}{n}{key}")
        elif deed == "take" and len(names) > 1:
            del names[at]
            for cells in rows.values():
                del cells[at]
        elif deed == "move":
            for cells in (names, *rows.values()):
                cells.append(cells.pop(at))
        elif deed == "name":
            names[at] += mark
        else:
            rows["r1"][at] += mark
    return _of(*((key, tuple(cells)) for key, cells in rows.items()), columns=tuple(names))


@given(_deeds("甲"), _deeds("乙"))
def test_without_a_conflict_nothing_that_either_wrote_is_lost(theirs: Tree, mine: Tree) -> None:
    merged = merge(BASE, theirs, mine)
    (grid,) = merged.tree.tables
    assert all(len(row.cells) == len(row.printed) == len(grid.columns) for row in grid.rows)
    if merged.conflicts:
        return
    said = "".join("".join(line) for line in _grid(merged.tree))
    for side, mark in ((theirs, "甲"), (mine, "乙")):
        assert sum(line.count(mark) for line in map("".join, _grid(side))) <= said.count(mark) or side == BASE
