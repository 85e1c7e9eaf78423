"""Tables that only horizontal rules draw: rows by the rules, columns by what stays blank between the text."""

from policies.reading.lines import Box
from policies.reading.sheets.grids import grids_on
from policies.reading.sheets.rows import lines_of
from policies.reading.sheets.sheet import Glyph, Rule, Sheet
from tests.reading.sheets.grid_drawing import SIZE, glyphs_at, sheet_of, turned

LEFTS = (60.0, 110.0, 230.0, 310.0)
ROWS = (("序号", "项目名称", "投资", "单位"), ("1", "柳岸渠道", "120", "市水务局"), ("2", "石桥", "35", "县政府"))


def row_at(texts: tuple[str, ...], top: float) -> list[Glyph]:
    return [glyph for text, left in zip(texts, LEFTS, strict=True) for glyph in glyphs_at(text, left, top)]


def rule(top: float, left: float = 55.0, right: float = 380.0) -> Rule:
    return Rule(Box(left, top, right, top + 0.5))


def texts(sheet: Sheet) -> list[list[str]]:
    (grid,) = grids_on(sheet)
    return [line.text.split("\t") for line in lines_of(grid, first=1, number=1)]


GLYPHS = [glyph for at, row in enumerate(ROWS) for glyph in row_at(row, 105.0 + 20 * at)]
RULES = [rule(100.0 + 20 * at) for at in range(4)]


def test_rows_between_rules_are_parted_into_columns() -> None:
    assert texts(sheet_of(GLYPHS, RULES)) == [list(row) for row in ROWS]


def test_they_are_read_sideways_too() -> None:
    for angle in (90, 270):
        sheet = turned(sheet_of(GLYPHS, RULES), angle)
        assert texts(sheet) == [list(row) for row in ROWS]
        assert grids_on(sheet)[0].angle == angle


def test_a_short_rule_under_a_head_shows_what_it_spans() -> None:
    upper = [*glyphs_at("序号", 60, 110), *glyphs_at("项目名称", 110, 110), *glyphs_at("投资与单位", 250, 104)]
    lower = [*glyphs_at("投资", 230, 120), *glyphs_at("单位", 310, 120)]
    body = [glyph for at, row in enumerate(ROWS[1:]) for glyph in row_at(row, 138.0 + 20 * at)]
    rules = [rule(100), rule(116, 225, 380), rule(133), rule(153), rule(173)]
    (grid,) = grids_on(sheet_of([*upper, *lower, *body], rules))
    head = {(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells if cell.row < 2}
    assert head == {
        ("序号", 0, 0, 2, 1),
        ("项目名称", 0, 1, 2, 1),
        ("投资与单位", 0, 2, 1, 2),
        ("投资", 1, 2, 1, 1),
        ("单位", 1, 3, 1, 1),
    }


def test_a_column_that_a_rule_leaves_out_is_merged_there() -> None:
    rows = [*row_at(ROWS[0], 105), *row_at(("", *ROWS[1][1:]), 125), *row_at(("", *ROWS[2][1:]), 145)]
    rules = [rule(100), rule(120), rule(140, 105.0, 380.0), rule(160)]
    (grid,) = grids_on(sheet_of([*rows, *glyphs_at("水利", 60, 136)], rules))
    assert [(cell.text, cell.rows) for cell in grid.cells if cell.column == 0] == [("序号", 1), ("水利", 2)]


def test_a_lone_line_across_is_one_cell() -> None:
    group = glyphs_at("一、渠道工程改造项目", 60, 125)
    rows = [*row_at(ROWS[0], 105), *group, *row_at(ROWS[1], 145), *row_at(ROWS[2], 165)]
    assert texts(sheet_of(rows, [rule(100.0 + 20 * at) for at in range(5)]))[1] == ["一、渠道工程改造项目"]


def test_the_rules_of_a_page_are_no_table() -> None:
    text = [glyph for top in range(60, 840, 14) for glyph in glyphs_at("水利渠道" * 16, 60, float(top))]
    assert grids_on(sheet_of(text, [rule(50, 60, 640), rule(850, 60, 640)])) == []


def test_columns_of_text_between_rules_are_no_table() -> None:
    text = [
        Glyph("水利" * 14, Box(left, top, left + 28 * SIZE, top + SIZE), SIZE)
        for top in range(60, 840, 14)
        for left in (60.0, 360.0)
    ]
    assert grids_on(sheet_of(text, [rule(50, 60, 640), rule(850, 60, 640)])) == []


def test_a_caption_between_two_tables_is_in_none() -> None:
    lower = [glyph for at, row in enumerate(ROWS) for glyph in row_at(row, 205.0 + 20 * at)]
    caption = [*glyphs_at("表2", 180, 183), *glyphs_at("渠道", 220, 183)]
    rules = [*RULES, *(rule(200.0 + 20 * at) for at in range(4))]
    assert [grid.rows for grid in grids_on(sheet_of([*GLYPHS, *caption, *lower], rules))] == [3, 3]
