"""Tables without rules: a head that opens with a serial's name, serials below it, and what stands beside them."""

import pytest

from policies.reading.lines import Box
from policies.reading.sheets.grids import grids_on
from policies.reading.sheets.rows import lines_of
from policies.reading.sheets.sheet import Glyph, Sheet
from tests.reading.sheets.grid_drawing import SIZE, sheet_of, turned

LEFTS = (60.0, 120.0, 260.0, 340.0)
ROWS = (
    ("序号", "项目名称", "投资", "单位"),
    ("1", "柳岸渠道", "120", "市水务局"),
    ("2", "石桥", "35", "县政府"),
    ("3", "湿地公园", "9", "市林草局"),
)


def run(text: str, left: float, top: float) -> Glyph:
    width = sum(SIZE / 2 if character.isascii() else SIZE for character in text)
    return Glyph(text, Box(left, top, left + width, top + SIZE), SIZE)


def row_at(texts: tuple[str, ...], top: float) -> list[Glyph]:
    lefts = (LEFTS[0] + (0 if len(texts[0]) > 1 else 7), *LEFTS[1:])
    return [run(text, left, top) for text, left in zip(texts, lefts, strict=True) if text]


def texts(sheet: Sheet) -> list[list[str]]:
    (grid,) = grids_on(sheet)
    assert not grid.ruled
    return [line.text.split("\t") for line in lines_of(grid, first=1, number=1)]


PLAIN = [glyph for at, row in enumerate(ROWS) for glyph in row_at(row, 100.0 + 20 * at)]
ABOVE = [run("安澜市建设项目表", 180, 70)]
BELOW = [run("以上项目由各责任单位按照职责分工抓好落实，确保按期完成全部建设任务。", 60, 230)]


@pytest.mark.parametrize("angle", [0, 90, 270])
def test_rows_and_columns_are_told_by_serials_and_corridors(angle: int) -> None:
    sheet = sheet_of([*ABOVE, *PLAIN, *BELOW], [])
    assert texts(turned(sheet, angle) if angle else sheet) == [list(row) for row in ROWS]


def test_lines_of_a_cell_belong_to_the_row_whose_serial_is_nearest() -> None:
    rows = [*row_at(ROWS[0], 100), *row_at(("1", "", "120", "县政府"), 126), *row_at(ROWS[2], 158)]
    cell = [run("柳岸渠道改造扩", 120, 120), run("建工程", 120, 131)]
    assert texts(sheet_of([*rows, *cell], []))[1] == ["1", "柳岸渠道改造扩建工程", "120", "县政府"]


def test_a_group_between_serials_is_one_cell() -> None:
    rows = [*row_at(ROWS[0], 100), run("一、渠道工程改造", 60, 120), *row_at(ROWS[1], 140), *row_at(ROWS[2], 160)]
    assert texts(sheet_of(rows, []))[1] == ["一、渠道工程改造"]


def test_a_sum_below_is_the_last_row() -> None:
    rows = [*PLAIN, run("合计", 60, 180), run("164", 260, 180)]
    assert texts(sheet_of(rows, []))[-1] == ["合计", "", "164", ""]


def test_names_above_others_span_them() -> None:
    rows = [*row_at(("序号", "项目名称", "", ""), 106), run("投资与单位", 285, 100), run("投资", 260, 112)]
    rows += [run("单位", 340, 112), *row_at(ROWS[1], 130), *row_at(ROWS[2], 150)]
    (grid,) = grids_on(sheet_of(rows, []))
    assert {(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells if cell.row < 2} == {
        ("序号", 0, 0, 2, 1),
        ("项目名称", 0, 1, 2, 1),
        ("投资与单位", 0, 2, 1, 2),
        ("投资", 1, 2, 1, 1),
        ("单位", 1, 3, 1, 1),
    }


def test_a_label_in_the_middle_of_its_rows_is_merged_over_them() -> None:
    rows = [*row_at(ROWS[0], 100)]
    for at, row in enumerate(ROWS[1:]):
        rows += row_at((row[0], "水利" if at == 1 else "", *row[2:]), 120.0 + 20 * at)
    (grid,) = grids_on(sheet_of(rows, []))
    assert [(cell.text, cell.row, cell.rows) for cell in grid.cells if cell.column == 1 and cell.row] == [
        ("水利", 1, 3)
    ]


def test_lists_contents_and_signatures_are_no_tables() -> None:
    contents = [
        glyph
        for at in range(6)
        for glyph in (
            run(str(at + 1), 60, 100 + 20.0 * at),
            run("渠道通知", 120, 100 + 20.0 * at),
            run(str(at + 3), 340, 100 + 20.0 * at),
        )
    ]
    signed = [
        run("市水务局", 60, 300),
        run("市财政局", 300, 300),
        run("2031年3月1日", 60, 320),
        run("2031年3月1日", 300, 320),
    ]
    assert grids_on(sheet_of([*contents, *signed, run("序号", 60, 400)], [])) == []
