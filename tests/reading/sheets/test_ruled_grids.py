"""Ruled grids come back as they were drawn, however they are ruled and turned; what is no table does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.reading.lines import Box
from policies.reading.sheets.grids import grids_on
from policies.reading.sheets.rows import lines_of
from policies.reading.sheets.sheet import Rule, Sheet, SheetGrid
from tests.reading.sheets.grid_drawing import (
    SIZE,
    Drawn,
    glyphs_at,
    glyphs_of,
    grids,
    is_whole,
    rules_of,
    sheet_of,
    turned,
)

PLAIN = Drawn(
    (("序号", 0, 0, 1, 1), ("项目", 0, 1, 1, 1), ("1", 1, 0, 1, 1), ("渠道", 1, 1, 1, 1)),
    (60.0, 120.0, 260.0),
    (100.0, 125.0, 150.0),
)


def cells_of(grid: SheetGrid) -> set[tuple[str, int, int, int, int]]:
    return {(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells}


def texts(sheet: Sheet) -> list[list[str]]:
    (grid,) = grids_on(sheet)
    return [line.text.split("\t") for line in lines_of(grid, first=1, number=1)]


@given(grids().filter(is_whole), st.sampled_from([0.2, 0.5, 2.0]), st.sampled_from([0.0, 1.0, 1.8]))
def test_a_grid_comes_back_as_it_was_ruled(drawn: Drawn, thickness: float, gap: float) -> None:
    sheet = sheet_of(glyphs_of(drawn), rules_of(drawn, thickness=thickness, gap=gap))
    (grid,) = grids_on(sheet)
    assert cells_of(grid) == set(drawn.cells)
    assert (grid.rows, grid.columns, grid.ruled) == (len(drawn.tops) - 1, len(drawn.lefts) - 1, True)


@given(grids().filter(is_whole), st.sampled_from([90, 180, 270]))
def test_a_turned_grid_has_the_rows_and_columns_of_the_upright_one(drawn: Drawn, angle: int) -> None:
    sheet = turned(sheet_of(glyphs_of(drawn), rules_of(drawn)), angle)
    (grid,) = grids_on(sheet)
    assert cells_of(grid) == set(drawn.cells)
    assert grid.angle == angle


@given(grids().filter(is_whole), st.sampled_from([0, 90, 270]))
def test_every_glyph_in_a_grids_box_is_in_the_box_of_its_cell(drawn: Drawn, angle: int) -> None:
    upright = sheet_of(glyphs_of(drawn), rules_of(drawn))
    sheet = turned(upright, angle) if angle else upright
    (grid,) = grids_on(sheet)
    for cell in grid.cells:
        inside = [
            glyph.text
            for glyph in sheet.glyphs
            if cell.box.left < (glyph.box.left + glyph.box.right) / 2 < cell.box.right
            and cell.box.top < (glyph.box.top + glyph.box.bottom) / 2 < cell.box.bottom
        ]
        assert sorted(inside) == sorted("".join(cell.text.split()))


def test_double_rules_are_one() -> None:
    doubled = [
        Rule(Box(rule.box.left + shift, rule.box.top + shift, rule.box.right + shift, rule.box.bottom + shift))
        for rule in rules_of(PLAIN)
        for shift in (0.0, 2.5)
    ]
    assert texts(sheet_of(glyphs_of(PLAIN), doubled)) == [["序号", "项目"], ["1", "渠道"]]


def test_a_grid_open_at_its_sides_keeps_its_outer_columns() -> None:
    assert texts(sheet_of(glyphs_of(PLAIN), rules_of(PLAIN, sides=False))) == [["序号", "项目"], ["1", "渠道"]]


def test_a_row_across_an_open_grid_does_not_part_it() -> None:
    drawn = Drawn(
        (
            *PLAIN.cells,
            ("一组", 2, 0, 1, 2),
            ("2", 3, 0, 1, 1),
            ("石桥", 3, 1, 1, 1),
        ),
        PLAIN.lefts,
        (*PLAIN.tops, 175.0, 200.0),
    )
    sheet = sheet_of(glyphs_of(drawn), rules_of(drawn, sides=False))
    assert texts(sheet) == [["序号", "项目"], ["1", "渠道"], ["一组"], ["2", "石桥"]]


def test_rules_that_overshoot_make_no_columns() -> None:
    long = [Rule(Box(30, level, 300, level)) for level in PLAIN.tops]
    assert texts(sheet_of(glyphs_of(PLAIN), [*rules_of(PLAIN), *long])) == [["序号", "项目"], ["1", "渠道"]]


def test_lines_of_a_cell_are_joined_unless_print_broke_them_on_purpose() -> None:
    left, right = PLAIN.lefts[1], PLAIN.lefts[2]
    glyphs = glyphs_at("序号", 70, 108) + glyphs_at("项目", left + 40, 108) + glyphs_at("1", 80, 132)
    fits = int((right - left - 10) // SIZE)
    glyphs += glyphs_at("渠" * fits, left + 4, 127) + glyphs_at("道工程", left + 4, 138)
    drawn = Drawn(PLAIN.cells, PLAIN.lefts, (100.0, 125.0, 165.0))
    assert texts(sheet_of(glyphs, rules_of(drawn)))[1] == ["1", "渠" * fits + "道工程"]
    glyphs += glyphs_at("石桥改造", left + 4, 149)
    (grid,) = grids_on(sheet_of(glyphs, rules_of(drawn)))
    assert grid.cells[-1].text == "渠" * fits + "道工程\n石桥改造"


def test_a_run_over_two_cells_is_cut_between_them() -> None:
    run = [glyph for glyph in glyphs_of(PLAIN) if glyph.text not in "序号项目"]
    joined = glyphs_at("序号", 70, 108)[0]
    wide = type(joined)("序号　　　　　项目", Box(75, 108, 75 + 9 * SIZE, 117), SIZE)
    assert texts(sheet_of([wide, *run], rules_of(PLAIN)))[0] == ["序号", "项目"]


def test_two_tables_side_by_side_are_two() -> None:
    beside = Drawn(PLAIN.cells, tuple(left + 250 for left in PLAIN.lefts), tuple(top + 3 for top in PLAIN.tops))
    sheet = sheet_of(glyphs_of(PLAIN) + glyphs_of(beside), rules_of(PLAIN) + rules_of(beside))
    assert [grid.box.left for grid in grids_on(sheet)] == pytest.approx([60, 310])


FRAME = Drawn((("专栏", 0, 0, 1, 1),), (60.0, 400.0), (100.0, 300.0))
TITLED = Drawn((("专栏", 0, 0, 1, 1), ("渠道", 1, 0, 1, 1)), (60.0, 400.0), (100.0, 120.0, 300.0))


@pytest.mark.parametrize("drawn", [FRAME, TITLED])
def test_a_frame_of_one_column_is_no_table(drawn: Drawn) -> None:
    assert grids_on(sheet_of(glyphs_of(drawn), rules_of(drawn))) == []


def test_a_table_in_a_frame_is_found() -> None:
    frame = Drawn((("", 0, 0, 1, 1),), (40.0, 500.0), (60.0, 400.0))
    assert texts(sheet_of(glyphs_of(PLAIN), rules_of(PLAIN) + rules_of(frame)))[0] == ["序号", "项目"]


def test_columns_of_text_parted_by_a_rule_are_no_table() -> None:
    glyphs = [
        glyph for top in range(60, 840, 14) for left in (60, 370) for glyph in glyphs_at("水利" * 14, left, float(top))
    ]
    rules = [Rule(Box(50, 50, 650, 50.5)), Rule(Box(350, 50, 350.5, 850)), Rule(Box(50, 850, 650, 850.5))]
    assert grids_on(sheet_of(glyphs, rules)) == []


def test_columns_of_text_over_part_of_a_page_are_no_table_either() -> None:
    lines = [(left, float(top)) for top in range(60, 340, 14) for left in (60, 270, 480)]
    glyphs = [glyph for left, top in lines for glyph in glyphs_at("水利" * 10, left, top)]
    rules = [Rule(Box(50, 50, 670, 50.5)), Rule(Box(255, 50, 255.5, 350)), Rule(Box(465, 50, 465.5, 350))]
    assert grids_on(sheet_of(glyphs, rules)) == []


def test_rules_without_text_are_no_table() -> None:
    assert grids_on(sheet_of([], rules_of(PLAIN))) == []
    assert grids_on(sheet_of(glyphs_at("图", 80, 108), rules_of(PLAIN))) == []


def test_a_head_printed_again_over_other_columns_parts_two_tables() -> None:
    head = ("序号", "项目", "单位")
    upper = [
        (text, row, column, 1, 1) for row, texts in enumerate([head, "1渠县"]) for column, text in enumerate(texts)
    ]
    lower = [(text, row + 2, column, 1, 1) for text, row, column, _, _ in upper]
    tops = (100.0, 125.0, 150.0, 175.0, 200.0)
    drawn = [
        Drawn(tuple(upper), (60.0, 120.0, 180.0, 240.0), tops),
        Drawn(tuple(lower), (60.0, 100.0, 160.0, 240.0), tops),
    ]
    sheet = sheet_of([g for one in drawn for g in glyphs_of(one)], [r for one in drawn for r in rules_of(one)])
    assert [(grid.rows, grid.columns) for grid in grids_on(sheet)] == [(2, 3), (2, 3)]
