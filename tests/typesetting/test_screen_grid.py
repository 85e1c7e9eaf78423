"""Printed and filled cells give back the spans that stood on paper."""

from hypothesis import given
from hypothesis import strategies as st

from policies.typesetting.screen_grid import Cell, grid, is_figures


def columns(*heads: list[str]) -> list[dict[str, object]]:
    return [{"name": "/".join(head), "levels": head} for head in heads]


def test_a_cell_merged_downwards_spans_its_rows() -> None:
    made = grid(
        columns(["序号"], ["区县"]),
        [
            (1, "data", ["1", "澜城区"], ["1", "澜城区"]),
            (2, "data", ["2", "澜城区"], ["2", ""]),
            (3, "data", ["3", "望江区"], ["3", "望江区"]),
        ],
    )
    assert made.rows[0].cells[1] == Cell("澜城区", rowspan=2, look="brief")
    assert [cell.text for cell in made.rows[1].cells] == ["2"]
    assert made.rows[2].cells[1] == Cell("望江区", look="brief")


def test_equal_cells_that_were_both_printed_stay_two() -> None:
    made = grid(columns(["区县"]), [(1, "data", ["澜城区"], ["澜城区"]), (2, "data", ["澜城区"], ["澜城区"])])
    assert [row.cells for row in made.rows] == [(Cell("澜城区", look="brief"),)] * 2


def test_a_group_row_spans_its_columns() -> None:
    made = grid(
        columns(["序号"], ["名称"], ["金额"]),
        [(1, "group", ["一、水利", "一、水利", "一、水利"], ["一、水利", "", ""])],
    )
    assert made.rows[0].cells == (Cell("一、水利", colspan=3),)


def test_the_title_of_a_group_runs_over_the_empty_cells_behind_it() -> None:
    made = grid(columns(["序号"], ["名称"], ["金额"]), [(1, "group", ["一", "水利", ""], ["一", "水利", ""])])
    assert [(cell.text, cell.colspan) for cell in made.rows[0].cells] == [("一", 1), ("水利", 2)]


def test_the_words_of_a_sum_run_over_the_empty_cells_behind_them() -> None:
    said = "合计3个项目，总投资1200万元"
    lines = [
        (1, "data", ["1", "东渠", "1200"], ["1", "东渠", "1200"]),
        (2, "total", [said, "", "1200"], [said, "", "1200"]),
    ]
    made = grid(columns(["序号"], ["名称"], ["金额"]), lines)
    assert made.rows[1].cells == (Cell(said, colspan=2), Cell("1200", look="figures"))
    alone = grid(columns(["序号"]), [(1, "data", ["1"], ["1"]), (2, "total", [said], [said])])
    assert alone.rows[1].cells == (Cell(said),)


def test_columns_are_set_by_what_stands_in_them() -> None:
    long = "澜滨路至澜江大桥段雨污分流改造及管网修复工程"
    made = grid(
        columns(["序号"], ["金额"], ["时间"], ["内容"]), [(1, "data", ["1", "1,200", "2022年12月", long], [""] * 4)]
    )
    assert [cell.look for cell in made.rows[0].cells] == ["brief", "figures", "brief", "long"]


def test_an_empty_cell_is_a_cell() -> None:
    made = grid(columns(["序号"], ["备注"]), [(1, "data", ["1", ""], ["1", ""]), (2, "data", ["2", ""], ["2", ""])])
    assert [len(row.cells) for row in made.rows] == [2, 2]


def test_a_head_of_two_rows_spans_both_ways() -> None:
    made = grid(columns(["序号"], ["投资", "总投资"], ["投资", "本年"]), [])
    assert made.head == (
        (Cell("序号", rowspan=2), Cell("投资", colspan=2)),
        (Cell("总投资"), Cell("本年")),
    )


def test_neighbours_of_the_same_name_in_the_lowest_row_are_two_columns() -> None:
    made = grid(columns(["单位"], ["单位"]), [])
    assert made.head == ((Cell("单位"), Cell("单位")),)


def test_figures_are_told_by_nine_of_ten() -> None:
    assert is_figures(["1,250.50", "300", "—", "85%"])
    assert not is_figures(["2024年", "300"])
    assert not is_figures(["", "—"])


@st.composite
def printed_tables(draw: st.DrawFn) -> list[tuple[list[str], list[str]]]:
    """Rows as an importer leaves them: a cell printed empty is filled from above or from the left."""
    width = draw(st.integers(1, 4))
    rows: list[tuple[list[str], list[str]]] = []
    for _ in range(draw(st.integers(1, 6))):
        printed = [draw(st.sampled_from(["", "甲", "乙"])) for _ in range(width)]
        cells = list(printed)
        for c in range(width):
            if not cells[c]:
                above = rows[-1][0][c] if rows else ""
                cells[c] = draw(st.sampled_from(["", above, cells[c - 1] if c else ""]))
        rows.append((cells, printed))
    return rows


@given(printed_tables())
def test_cells_and_spans_cover_the_grid_once_and_keep_every_text(rows: list[tuple[list[str], list[str]]]) -> None:
    width = len(rows[0][0])
    made = grid(columns(*[[str(c)] for c in range(width)]), [(n, "data", *row) for n, row in enumerate(rows)])
    covered: dict[tuple[int, int], str] = {}
    for r, row in enumerate(made.rows):
        free = iter([c for c in range(width) if (r, c) not in covered])
        for cell in row.cells:
            c = next(free)
            for down in range(cell.rowspan):
                for across in range(cell.colspan):
                    assert (r + down, c + across) not in covered
                    covered[r + down, c + across] = cell.text
            for _ in range(cell.colspan - 1):
                next(free)
    assert covered == {(r, c): rows[r][0][c] for r in range(len(rows)) for c in range(width)}
